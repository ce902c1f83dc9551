/* What pages do a little better with scripts. Without them every page is whole. */
import { start as startOffline } from "./offline.js";

startOffline();
