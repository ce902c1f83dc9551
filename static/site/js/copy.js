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
  const heading = link.closest("h2");
  const { hash } = link;
  const name = parted(heading, link);
  const address = new URL(`${hash.slice(1)}/`, page.href).href;
  const mark = button("", () => {
    // As the mark did without a script: where the reader is can be kept and sent from the bar.
    window.history.replaceState(window.history.state, "", hash);
    give(address, mark, heading);
  }, "section__link.copy");
  mark.append(...link.childNodes);
  mark.lastChild.textContent = words.copyPart;
  mark.setAttribute("aria-describedby", name.id);
  link.replaceWith(mark);
}

/* A button within a heading is heard as part of its name, and of the name of what it heads. */
function parted(heading, link) {
  const { id } = heading;
  const { lang } = heading.closest("[lang]");
  const name = make("span", { id, lang, role: "heading", "aria-level": 2 });
  name.append(...[...heading.childNodes].filter((node) => node !== link));
  heading.prepend(name);
  heading.removeAttribute("id");
  heading.setAttribute("role", "none");
  return name;
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
