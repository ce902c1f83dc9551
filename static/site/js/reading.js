import { start } from "./find.js";

document.querySelectorAll(".find").forEach(start);
