/* The writing page. Without this the form works: it saves, and its own button shows the page.
   Nothing from the server becomes part of this page as HTML. */

import { asker } from "./asking.js";
import * as blocks from "./blocks.js";
import * as fitness from "./fitness.js";
import * as keeping from "./keeping.js";
import * as pasting from "./pasting.js";
import * as picker from "./picker.js";
import * as pictures from "./pictures.js";
import * as preview from "./preview.js";
import * as saving from "./saving.js";
import * as sessions from "./session.js";
import { countWords, replace } from "./text.js";
import * as toolbar from "./toolbar.js";

const form = document.getElementById("write");
const field = form.elements.body;
const status = document.getElementById("write-told");
const previewed = document.getElementById("preview-told");
const wait = Number(field.dataset.markdownxLatency) || 500;

const tell = (sentence) => { status.textContent = sentence; };
const session = sessions.start(form, document.getElementById("signed-out"), tell);
const ask = asker(form, session);

/* --- What is shown beside the text ------------------------------------------------------------ */
const checks = fitness.start({ form, field, ask });
const show = preview.start({
  form,
  field,
  ask,
  told: (problems, sentence) => {
    previewed.textContent = sentence;
    checks.shown(problems);
  },
});
const lookAgain = () => {
  show();
  checks.look();
};

const words = document.getElementById("word-count");
let timer = 0;
const changed = () => {
  words.textContent = `${countWords(field.value).toLocaleString()} words`;
  clearTimeout(timer);
  timer = setTimeout(lookAgain, wait);
};

/* --- What is put into the text ---------------------------------------------------------------- */
const put = (change) => replace(field, change(field.value, field.selectionStart, field.selectionEnd));
const standing = (insert, prompt) => put(blocks.alone(insert, prompt));
const addPicture = pictures.start(field, { ask, put: standing, tell });
const pick = picker.start(document.getElementById("picker"), { form, ask });

const picked = (kind, use) => async () => {
  const insert = await pick(kind);
  field.focus();
  if (insert) use(insert);
};
const CARD_HEADING = "Say when to get this help, ending in “if”";
const PUTS = {
  bold: () => put(blocks.bold),
  list: () => put(blocks.list),
  steps: () => put(blocks.boxOfItems("steps", "The first thing to do")),
  do: () => put(blocks.boxOfItems("do", "something to do")),
  dont: () => put(blocks.boxOfItems("dont", "something not to do, without the words “do not”")),
  note: () => put(blocks.boxWithHeading("note", "Its heading")),
  card: picked("cards", (level) => put(blocks.boxWithHeading(level, CARD_HEADING, { items: "a sign that the reader can see or feel" }))),
  link: picked("articles", (insert) => put(blocks.link(insert))),
  cite: picked("sources", (insert) => put(blocks.after(insert))),
  finding: picked("findings", (insert) => standing(insert)),
  term: picked("terms", (insert) => put(blocks.after(insert))),
  picture: picked("images", (insert) => standing(insert, "describe this image")),
};
toolbar.start(document.getElementById("text-toolbar"), (name) => PUTS[name]());
field.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "b") {
    event.preventDefault();
    PUTS.bold();
  }
});
pasting.start(field, { addPicture, tell });
document.getElementById("picture").addEventListener("change", (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  document.getElementById("picker").close();
  if (file) addPicture(file);
});

/* --- Keeping and saving ----------------------------------------------------------------------- */
const keeper = keeping.start(form, { changed });
saving.start(form, { session, keeper, tell });
form.addEventListener("input", () => {
  document.getElementById("offer").hidden = true;
  keeper.keep();
  changed();
});
changed();
lookAgain();
