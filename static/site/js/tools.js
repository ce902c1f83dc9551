/* What the parts are made with: elements without markup, and a voice for screen readers. */

/** Make an element: its name and classes, what it has, and what is in it. */
export function make(name, has = {}, ...inside) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  made.className = classes.join(" ");
  for (const [key, value] of Object.entries(has)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

/** Make a button that looks like ours and is not printed. */
export function button(words, onclick, classes = "tool") {
  return make(`button.${classes}.screen`, { type: "button", onclick }, words);
}

let told;

/** Tell a screen reader, when it has finished what it is saying. */
export function tell(words) {
  if (!told) {
    told = make("p.hush", { role: "status" });
    document.body.append(told);
  }
  // The same words twice are told twice, and a region that has just come is heard.
  told.textContent = "";
  setTimeout(() => { told.textContent = words; }, 100);
}
