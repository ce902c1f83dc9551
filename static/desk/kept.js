/* Texts that this browser keeps until they are saved, so that no crash loses one.
   A computer may be shared: a text is forgotten once it is saved, when its writer signs out, and
   after a month. Every page of the desk loads this. */

const PREFIX = "desk-text-";
const LONGEST = 30 * 24 * 60 * 60 * 1000;

/** Return what is kept under a name, or null. */
export function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + name));
    return kept && Array.isArray(kept.fields) ? kept : null;
  } catch {
    return null;
  }
}

/** Keep something under a name. Say whether there was room for it. */
export function write(name, kept) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** Forget what is kept under a name. */
export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // What cannot be reached was never kept.
  }
}

function names() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

function forgetWhatIsOld() {
  for (const name of names()) {
    const kept = read(name);
    if (!kept || Date.now() - kept.at > LONGEST) forget(name);
  }
}

/* The server says once, in its message, which text it has saved. */
function forgetWhatIsSaved() {
  for (const message of document.querySelectorAll(".messagelist [class*='kept-']")) {
    for (const name of message.classList) {
      if (name.startsWith("kept-")) forget(name.slice("kept-".length));
    }
  }
}

function forgetAllOf(writer) {
  for (const name of names()) {
    if (name.startsWith(`${writer}-`)) forget(name);
  }
}

forgetWhatIsOld();
forgetWhatIsSaved();
const signOut = document.getElementById("logout-form");
const desk = document.querySelector("script[data-writer]");
if (signOut && desk) signOut.addEventListener("submit", () => forgetAllOf(desk.dataset.writer));
