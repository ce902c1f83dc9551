/* The session, which may end while somebody writes. They sign in where they are, and go on. */

import { signIn, whoIsHere } from "./signing.js";

const OUT = "You are not signed in. Nothing is lost: your text is here, and kept in this browser.";
const AGAIN = "You are signed in again. Go on writing.";
const ANOTHER_STEP = "You are not signed in yet. Sign in in another tab, then press “I have signed in”.";
const AWAY = "The server does not answer. Your text is here, and kept in this browser. Try again.";
// Nobody's keys should land in a dialog that opens while they type.
const PAUSE = 1200;

/** Watch over the session of a form. `tell` is given a sentence for the writer. */
export function start(form, dialog, tell) {
  const told = dialog.querySelector("[role=alert]");
  const password = dialog.querySelector("[type=password]");
  let writer = form.dataset.writer;
  let renewing = null;
  let isDeclined = false;
  let lastKey = 0;
  document.addEventListener("keydown", () => { lastKey = Date.now(); }, true);

  /* Say what is in the way of sending the form. Words are kept in the name of who sends them, so
     somebody else who wants to send it is told once, and goes on only by pressing again. */
  const look = async ({ nobody, isWanted = true }) => {
    const name = await whoIsHere(form.dataset.session);
    if (!name) return nobody;
    isDeclined = false;
    if (name === writer) return "";
    const begun = `You are signed in as ${name}, and ${writer} began this text.`;
    if (isWanted) writer = name;
    return `${begun} Go on only if it is to be saved in the name of ${name}.`;
  };

  /* Show the dialog until somebody is signed in, or wants to go on without. */
  const ask = () => new Promise((resolve) => {
    const listening = new AbortController();
    const finish = (reason) => {
      listening.abort();
      password.value = "";
      dialog.close();
      isDeclined = Boolean(reason);
      tell(reason || AGAIN);
      resolve(reason);
    };
    const attempt = async (first) => {
      told.textContent = "";
      try {
        told.textContent = (await first()) || (await look({ nobody: ANOTHER_STEP }));
        if (!told.textContent) finish("");
      } catch {
        told.textContent = AWAY;
      }
      if (dialog.open) password.select();
    };
    const on = (name, act) => dialog.addEventListener(name, act, { signal: listening.signal });
    on("submit", (event) => {
      event.preventDefault();
      attempt(() => signIn(form.dataset.signIn, event.target));
    });
    on("click", (event) => {
      if (event.target.name === "signed-in") attempt(() => "");
      if (event.target.name === "not-now") finish(OUT);
    });
    on("close", () => finish(OUT));
    told.textContent = "";
    dialog.showModal();
    password.focus();
  });

  const quiet = async () => {
    while (Date.now() - lastKey < PAUSE) await new Promise((resolve) => { setTimeout(resolve, PAUSE / 4); });
  };

  const renew = async (isWanted) => {
    const reason = await look({ nobody: OUT, isWanted });
    return reason === OUT ? ask() : reason;
  };

  return {
    /** Say what is in the way of sending the form, "" if nothing is, asking for the password first. */
    renew({ isWanted = true } = {}) {
      renewing ??= renew(isWanted).finally(() => { renewing = null; });
      return renewing;
    },
    /** The same for what the page asks by itself, which does not ask again after a "Not now". */
    async renewQuietly() {
      if (isDeclined) return OUT;
      await quiet();
      const reason = await this.renew({ isWanted: false });
      if (reason) tell(reason);
      return reason;
    },
  };
}
