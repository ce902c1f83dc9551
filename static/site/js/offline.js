/* Reading without a signal: starts the worker that keeps pages on this device, and says above a
   kept page that it is one. The worker itself is /offline.js. */

const SWITCH = "offline";
const workers = navigator.serviceWorker;
// The one script that this site lets a page start, whatever is asked for.
const policy = globalThis.trustedTypes?.createPolicy("offline", { createScriptURL: () => "/offline.js" });

/** Start, on a site that offers it. */
export function start() {
  if (!workers || !document.querySelector("link[rel=manifest]")) return;
  workers.addEventListener("message", ({ data }) => tell(data));
  workers.startMessages();
  say("here");
  addEventListener("online", () => say("online"));
  document.addEventListener("visibilitychange", () => document.hidden || say("back"));
  if (document.querySelector("[data-offline]")) import("./offline-shelf.js").then((shelf) => shelf.start(keeping));
  if (isOn()) afterwards(register);
}

/** Say whether pages are kept on this device, which is so until the reader says otherwise. */
function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

/** Remember on this device whether pages are kept on it. */
function remember(on) {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // Where nothing can be remembered, it holds for this page.
  }
}

/** Start the worker, if it is not at work already. */
async function register() {
  const before = workers.controller;
  try {
    await workers.register(policy ? policy.createScriptURL("") : "/offline.js");
  } catch {
    return; // A browser that keeps nothing reads on as before.
  }
  const { active } = await workers.ready;
  if (active === before) return;
  // This page came before there was anyone to keep it.
  active.postMessage({ say: "here", language: document.documentElement.lang, first: true });
}

/** Say something to the worker, if one is at work. */
function say(what) {
  workers.controller?.postMessage({ say: what, language: document.documentElement.lang });
}

// What the shelf needs. Handed over, since files named by their bytes cannot import each other.
const keeping = { isOn, remember, register, say };

function afterwards(run) {
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  if (document.readyState === "complete") idle(run);
  else addEventListener("load", () => idle(run));
}

let notice;

/** Say above the page that it is a kept one, since when, and whether it is overtaken by now. */
function tell({ dated, overtaken, words }) {
  if (!notice) {
    notice = document.createElement("aside");
    notice.className = "notice band";
    notice.setAttribute("role", "status");
    document.querySelector("main").before(notice);
  }
  const on = new Date(dated).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  const copy = document.createElement("b");
  copy.textContent = words.copy;
  notice.replaceChildren(copy, ` ${(overtaken ? words.overtaken : words.kept).replace("{on}", on)} `);
  if (!overtaken) return;
  const again = document.createElement("a");
  again.href = location.href;
  again.textContent = words.again;
  notice.append(again);
}
