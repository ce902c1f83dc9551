/* What the parts are made with: words, elements without markup, and a voice for screen readers. */

const { lang } = document.documentElement;
const found = /^es\b/i.test(lang) ? import("./words/es.js") : import("./words/en.js");

/** The words of the controls, in the language of the page around them. */
export const { default: words } = await found;

/** Make an element: its name and classes, what it has, and what is in it. */
export function make(name, has = {}, ...inside) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  made.className = classes.join(" ");
  // The text around it may be in another language.
  made.lang = lang;
  for (const [key, value] of Object.entries(has)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

/** Make a button that looks like ours and is not printed. */
export function button(says, onclick, classes = "tool") {
  return make(`button.${classes}.screen`, { type: "button", onclick }, says);
}

let told;

/** Tell a screen reader, when it has finished what it is saying. */
export function tell(news) {
  if (!told) {
    told = make("p.hush", { role: "status" });
    document.body.append(told);
  }
  // The same words twice are told twice, and a region that has just come is heard.
  told.textContent = "";
  setTimeout(() => { told.textContent = news; }, 100);
}
