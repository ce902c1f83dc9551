/* A copy of what is typed, in this browser, until the text is saved. */

import * as kept from "../kept.js";

const NEVER = new Set(["csrfmiddlewaretoken", "based_on"]);
const STEP = 5000;

/** Keep what is typed, offer back what was left, and say how things stand. */
export function start(form, { changed }) {
  const name = form.dataset.keeps;
  const told = document.getElementById("kept-told");
  const fields = () => [...new FormData(form)].filter(([field]) => !NEVER.has(field));
  const begun = form.elements.based_on.value;
  const asShown = plain(served(form).filter(([field]) => !NEVER.has(field)));
  const isShownAgain = document.querySelector(".desk__refused") !== null;
  let isChanged = isShownAgain;
  let keptAt = 0;
  let isFull = false;
  let isLeaving = false;

  const say = () => {
    if (!isChanged) told.textContent = form.dataset.newest === "0" ? "Nothing written yet." : `As it was saved in revision ${form.dataset.newest}.`;
    else if (isFull) told.textContent = "Not saved yet. This browser has no room for a copy, so save often.";
    else told.textContent = keptAt ? `Not saved yet. Kept in this browser ${ago(Date.now() - keptAt)}.` : "Not saved yet.";
  };

  const keep = () => {
    isChanged = isShownAgain || plain(fields()) !== asShown;
    if (isChanged) {
      keptAt = Date.now();
      isFull = !kept.write(name, { at: keptAt, from: form.elements.based_on.value, fields: fields() });
    } else {
      kept.forget(name);
    }
    say();
  };

  const bringBack = (copy) => {
    for (const [field, value] of copy.fields) {
      if (form.elements[field]) form.elements[field].value = value;
    }
    // It is brought together with what was saved since, and written over none of it.
    form.elements.based_on.value = copy.from ?? begun;
    keep();
    changed();
  };

  offer(kept.read(name));

  function offer(copy) {
    const box = document.getElementById("offer");
    if (!copy || isShownAgain) return;
    if (plain(copy.fields) === asShown) {
      kept.forget(name);
      return;
    }
    document.getElementById("offer-when").textContent = new Date(copy.at).toLocaleString();
    box.hidden = false;
    document.getElementById("offer-take").addEventListener("click", () => {
      box.hidden = true;
      bringBack(copy);
      form.elements.body.focus();
    });
    document.getElementById("offer-drop").addEventListener("click", () => {
      box.hidden = true;
      kept.forget(name);
      form.elements.body.focus();
    });
  }

  window.addEventListener("beforeunload", (event) => {
    if (isChanged && !isLeaving) event.preventDefault();
  });
  // Back from a save that went wrong, by the browser's own button.
  window.addEventListener("pageshow", () => {
    isLeaving = false;
    say();
  });
  setInterval(say, STEP);
  say();
  return { keep, leave: () => { isLeaving = true; } };
}

/* What the server put into the form, whatever the browser has put back since. */
function served(form) {
  return [...form.elements]
    .filter((field) => field.name && (field.type === "radio" ? field.defaultChecked : "defaultValue" in field))
    .map((field) => [field.name, field.type === "radio" ? field.value : field.defaultValue]);
}

/* Two texts are alike when only the ends of their lines differ: saving evens those out. */
function plain(fields) {
  return JSON.stringify(fields.map(([field, value]) => [field, String(value).replace(/\r/g, "").replace(/[ \t]+$/gm, "").trim()]));
}

function ago(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "a minute ago" : `${minutes} minutes ago`;
}
