/* The picker: one dialog that searches for what can be put into a text. */

import { newest } from "./asking.js";

const WAIT = 200;
const NOT_HERE = "There is nothing to search in here. Type the code by hand: the list of marks below the text says how.";
const NOT_NOW = "The search does not answer just now. Close this and try again.";
const HOW_SOON = "How soon does the reader need help?";
const CARDS = [
  { insert: "nonurgent", name: "Not urgent: book a visit" },
  { insert: "urgent", name: "Urgent: today" },
  { insert: "emergency", name: "Emergency: now" },
];

/** What each picker is called, and what its field asks for. Care cards are three, and not searched. */
const KINDS = {
  articles: ["Link to an article or a section", "Search by title, code or section"],
  sources: ["Cite a source", "Search by title, author or key"],
  findings: ["Put in a finding", "Search by words or key"],
  terms: ["Put in a word from the glossary", "Search by word"],
  images: ["Put in a picture", "Search by what it shows"],
  cards: ["Put in a care card", ""],
};

/** Make the picker. It returns a function that opens it and promises what was chosen, or null. */
export function start(dialog, { form, ask }) {
  const [title, label, search, told, found] = ["name", "label", "search", "told", "found"].map((part) => document.getElementById(`picker-${part}`));
  const picture = document.getElementById("picker-picture");
  let kind = "articles";
  let timer = 0;
  let choose = () => {};

  const show = (items, more) => {
    found.replaceChildren(...items.map((item) => entry(item, choose)));
    const known = items.length + more;
    told.textContent = known ? `${known} found${more ? `, ${items.length} shown. Type more to see the others` : ""}.` : "Nothing found.";
  };

  const look = newest(async (signal) => {
    const address = new URL(form.dataset.lookUp, window.location.href);
    address.search = new URLSearchParams({ kind, q: search.value.trim() });
    const answer = await ask(address, { signal });
    if (signal.aborted) return;
    if (answer.ok && answer.data) show(answer.data.found, answer.data.more ?? 0);
    else {
      found.replaceChildren();
      told.textContent = answer.status === 404 ? NOT_HERE : answer.words || NOT_NOW;
    }
  });
  const lookOrSay = () => look().catch(() => { told.textContent = NOT_NOW; });

  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(lookOrSay, WAIT);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...(search.hidden ? [] : [search]), ...found.querySelectorAll("button")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    next?.focus();
  });

  return (wanted) => new Promise((resolve) => {
    kind = wanted;
    let chosen = null;
    choose = (insert) => {
      chosen = insert;
      dialog.close();
    };
    [title.textContent, label.textContent] = KINDS[kind];
    search.value = "";
    search.hidden = label.hidden = kind === "cards";
    picture.hidden = kind !== "images";
    found.replaceChildren();
    told.textContent = "";
    dialog.addEventListener("close", () => resolve(chosen), { once: true });
    dialog.showModal();
    if (kind === "cards") {
      show(CARDS, 0);
      told.textContent = HOW_SOON;
      found.querySelector("button").focus();
    } else {
      search.focus();
      lookOrSay();
    }
  });
}

function entry(item, choose) {
  const line = document.createElement("li");
  line.className = "picker__entry";
  line.append(choice(item, choose));
  const sections = item.sections ?? [];
  if (sections.length) {
    const list = document.createElement("ul");
    list.className = "picker__sections";
    list.setAttribute("aria-label", `Sections of ${item.name}`);
    list.append(...sections.map((section) => {
      const part = document.createElement("li");
      part.append(choice(section, choose));
      return part;
    }));
    line.append(list);
  }
  return line;
}

function choice(item, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "picker__choice";
  if (item.thumbnail) {
    const picture = document.createElement("img");
    picture.src = item.thumbnail;
    picture.alt = "";
    picture.loading = "lazy";
    picture.className = "picker__thumbnail";
    button.append(picture);
  }
  const words = document.createElement("span");
  words.className = "picker__words";
  words.append(part(item.name, "picker__name"));
  if (item.note) words.append(" ", part(item.note, "picker__note"));
  button.append(words);
  button.addEventListener("click", () => choose(item.insert));
  return button;
}

function part(words, name) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = words;
  return made;
}
