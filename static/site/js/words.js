/* The words of the controls, in the language of the page around them. */

const language = document.documentElement.lang.split("-")[0].toLowerCase();
const found = language === "es" ? import("./words/es.js") : import("./words/en.js");

export default (await found).default;
