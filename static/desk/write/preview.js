/* The patient's own page, shown beside its text while that is written.
   It goes into a sandboxed frame that runs no script, and nowhere else. */

import { newest } from "./asking.js";

// How wide a page is shown, in its own pixels. A sheet of A4 is 794 of them.
const WIDTHS = { phone: 360, desktop: 1120, paper: 794 };
const SENT = ["title", "summary", "key_points", "related", "language"];
const NONE = "There is no preview just now. Go on writing; saving works.";
const DARK = window.matchMedia("(prefers-color-scheme: dark)");

/** Show the page, and return a function that shows it as it is now. */
export function start({ form, field, ask, told }) {
  const frame = document.getElementById("page-as-read");
  const pane = document.getElementById("preview-pane");
  const widths = [...document.querySelectorAll("[data-width]")];
  const dark = document.getElementById("preview-dark");
  let width = "phone";

  const press = (button, isPressed) => button.setAttribute("aria-pressed", String(isPressed));
  const isDark = () => dark.getAttribute("aria-pressed") === "true";

  /* A page that is wider than its pane is shown smaller, as wide as it really is. */
  const fit = () => {
    const scale = Math.min(1, pane.clientWidth / WIDTHS[width]);
    frame.style.inlineSize = `${WIDTHS[width]}px`;
    frame.style.blockSize = `${pane.clientHeight / scale}px`;
    frame.style.transform = scale < 1 ? `scale(${scale})` : "none";
    frame.style.marginInlineStart = `${Math.max(0, (pane.clientWidth - WIDTHS[width] * scale) / 2)}px`;
    frame.classList.toggle("frame--paper", width === "paper");
  };

  const put = (page) => {
    const before = frame.contentWindow ? frame.contentWindow.scrollY : 0;
    frame.addEventListener("load", () => {
      frame.contentWindow.scrollTo({ top: before, behavior: "instant" });
      frame.contentDocument.addEventListener("click", stay);
    }, { once: true });
    frame.srcdoc = page;
  };

  const show = newest(async (signal) => {
    const fields = new FormData();
    fields.set("content", field.value);
    fields.set("look", width === "paper" ? "paper" : isDark() ? "dark" : "day");
    for (const name of SENT) fields.set(name, form.elements[name].value);
    const answer = await ask(field.dataset.markdownxUrlsPath, { fields, signal });
    if (signal.aborted) return;
    if (answer.ok && answer.data) put(answer.data.page);
    told(answer.data ? answer.data.problems : [], answer.data ? "" : answer.words || NONE);
  });
  const showOrSay = () => show().catch(() => told([], NONE));

  for (const button of widths) {
    button.addEventListener("click", () => {
      width = button.dataset.width;
      for (const each of widths) press(each, each === button);
      dark.disabled = width === "paper";
      fit();
      showOrSay();
    });
  }
  dark.addEventListener("click", () => {
    press(dark, !isDark());
    showOrSay();
  });

  press(dark, DARK.matches);
  document.getElementById("looks").hidden = false;
  // The page follows what is typed, so nobody has to ask for it.
  document.querySelector(".write__show").hidden = true;
  new ResizeObserver(fit).observe(pane);
  fit();
  return showOrSay;
}

/* Links lead nowhere from here, but to another place of the same page. */
function stay(event) {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const address = link.getAttribute("href") ?? "";
  if (address.startsWith("#")) link.ownerDocument.getElementById(address.slice(1))?.scrollIntoView();
}
