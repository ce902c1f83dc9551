/* The size of the text, chosen at the foot of every page and remembered on this device alone.
   What was chosen before is set by templates/includes/first.js, before the page is first drawn. */

import { make, words } from "./tools.js";

const KEY = "textSize";
const NORMAL = "1";
const SIZES = [".875", NORMAL, "1.25", "1.5"];

/** Put the control at the end of the foot. */
export function start(foot) {
  const choices = SIZES.map((size, place) => {
    const choice = make("input", { type: "radio", name: "text-size", value: size });
    return make("label.size__choice", {}, choice, " ", words.sizes[place]);
  });
  const control = make("fieldset.size.screen", {}, make("legend.size__name", {}, words.size), ...choices);
  control.addEventListener("change", (event) => staying(event.target, () => {
    keep(event.target.value);
    show(event.target.value);
  }));
  const look = () => {
    const size = kept();
    show(size);
    for (const choice of control.querySelectorAll("input")) choice.checked = choice.value === size;
  };
  look();
  foot.append(control);
  // Another tab, or the way back, may have another size.
  window.addEventListener("storage", look);
  window.addEventListener("pageshow", (event) => { if (event.persisted) look(); });
}

function show(size) {
  document.documentElement.style.setProperty("--size", size);
}

/* Where a browser keeps nothing, the choice holds for this page. */
let here = NORMAL;

function kept() {
  try {
    const size = localStorage.getItem(KEY);
    return SIZES.includes(size) ? size : NORMAL;
  } catch {
    return here;
  }
}

function keep(size) {
  here = size;
  try {
    if (size === NORMAL) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, size);
  } catch {
    // Then it is not remembered.
  }
}

/* The page grows above the control, which stays under the finger. */
function staying(control, act) {
  const before = control.getBoundingClientRect().top;
  act();
  window.scrollBy({ top: control.getBoundingClientRect().top - before, behavior: "instant" });
}
