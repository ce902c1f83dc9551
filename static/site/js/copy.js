/* The lasting link of a section, or of the page, copied by a button where its mark stands. */

import { button, make, tell, words } from "./tools.js";

const LASTING = /^.*\/p\/[^/]+\/$/;
const SAID_FOR = 2000;

/** Make the mark of a section a button, or put one after the lasting link. */
export function start(link) {
  const page = lasting();
  if (link.className === "section__link" && page) markOf(link, page);
  else if (link === page) after(link);
}

function lasting() {
  return [...document.querySelectorAll(".trust__fact > a")].find((link) => LASTING.test(link.pathname));
}

function markOf(link, page) {
  const { hash } = link;
  const key = hash.slice(1);
  const place = link.closest(".section__heading");
  const address = new URL(`${key}/`, page.href).href;
  const mark = button("", () => {
    // As the mark did without a script: where the reader is can be kept and sent from the bar.
    window.history.replaceState(window.history.state, "", hash);
    give(address, mark, place);
  }, "section__link.copy");
  mark.append(...link.childNodes);
  mark.lastChild.textContent = words.copyPart;
  mark.setAttribute("aria-describedby", key);
  link.replaceWith(mark);
}

function after(link) {
  const copy = button(words.copyIt, () => give(link.href, copy, link.parentElement), "section__link.copy.copy--word");
  copy.setAttribute("aria-label", words.copyPage);
  link.after(" ", copy);
}

async function give(address, mark, place) {
  try {
    await navigator.clipboard.writeText(address);
    say(mark);
  } catch {
    // No permission, or a site without TLS: the address is shown, ready to be copied by hand.
    show(address, place);
  }
}

function say(mark) {
  tell(words.copied);
  mark.querySelector(".copy__said")?.remove();
  const said = make("span.copy__said", { "aria-hidden": "true" }, words.copied);
  mark.append(said);
  setTimeout(() => said.remove(), SAID_FOR);
}

function show(address, place) {
  document.querySelector(".copy__by-hand")?.remove();
  const field = make("input.find__box", { value: address, readOnly: true });
  place.after(make("label.copy__by-hand.screen", {}, words.copyByHand, field));
  field.focus();
  field.select();
}
