import { start } from "./find.js";

document.querySelectorAll("form[role=search]").forEach(start);
