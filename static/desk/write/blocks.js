/* Markdown for what is selected. Pure: from a text and its selection to one change of that text,
   { start, end, words, select }, where `select` is a stretch of the words. */

const LISTED = /^\s*(?:[-*+]|\d+[.)])\s+/;

/** Make the selected words bold, or plain again. */
export function bold(text, start, end) {
  const words = text.slice(start, end);
  if (text.slice(start - 2, start) === "**" && text.slice(end, end + 2) === "**") {
    return { start: start - 2, end: end + 2, words, select: [0, words.length] };
  }
  const shown = words || "bold words";
  return { start, end, words: `**${shown}**`, select: [2, 2 + shown.length] };
}

/** Make the selected lines a list, or lines again. */
export function list(text, start, end) {
  const lines = wholeLines(text, start, end);
  const words = text.slice(...lines).split("\n");
  const isList = words.every((line) => !line.trim() || LISTED.test(line));
  if (isList && words.some((line) => line.trim())) {
    return change(lines, words.map((line) => line.replace(LISTED, "")).join("\n"));
  }
  return block(text, lines, asItems(words, () => "- ", "an item"));
}

/** Put the selected lines into a box that holds a list: steps, do, dont. */
export function boxOfItems(kind, prompt) {
  return (text, start, end) => {
    const lines = chosen(text, start, end);
    const bullet = kind === "steps" ? (number) => `${number}. ` : () => "- ";
    const items = asItems(text.slice(...lines).split("\n"), bullet, prompt);
    return block(text, lines, `::: ${kind}\n${items}\n:::`);
  };
}

/** Put the selected lines into a box with a heading of its own, and select that heading. */
export function boxWithHeading(kind, prompt, { items = "" } = {}) {
  return (text, start, end) => {
    const lines = chosen(text, start, end);
    const inside = text.slice(...lines).trim();
    const body = items ? asItems(inside.split("\n"), () => "- ", items) : inside || "Words";
    return block(text, lines, `::: ${kind} ${prompt}\n${body}\n:::`, prompt);
  };
}

/** Put in a block that stands by itself, and select some of its words. */
export function alone(words, prompt = "") {
  return (text, start, end) => {
    return block(text, placeAfter(text, end), words.trim(), words.includes(prompt) ? prompt : "");
  };
}

/** Link the selected words to an article, or put in the link alone. */
export function link(insert) {
  return (text, start, end) => {
    const chosen = text.slice(start, end).replace(/[[\]|\n]/g, " ").trim();
    const words = chosen ? insert.replace(/\]\]$/, `|${chosen}]]`) : insert;
    return change([start, end], words);
  };
}

/** Put words in after what is selected, with a space before them where one is missing. */
export function after(insert) {
  return (text, start, end) => {
    const words = end && /[^\s([]/.test(text[end - 1]) ? ` ${insert}` : insert;
    return change([end, end], words);
  };
}

function change([start, end], words) {
  return { start, end, words, select: [words.length, words.length] };
}

function wholeLines(text, start, end) {
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const stop = text.indexOf("\n", last);
  return [text.lastIndexOf("\n", start - 1) + 1, stop < 0 ? text.length : stop];
}

/* A box goes round what is selected; with nothing selected it is a new one. */
function chosen(text, start, end) {
  return start === end ? placeAfter(text, end) : wholeLines(text, start, end);
}

/* The line of the cursor if it is empty, else the place behind it. */
function placeAfter(text, place) {
  const [start, end] = wholeLines(text, place, place);
  return text.slice(start, end).trim() ? [end, end] : [start, end];
}

function asItems(lines, bullet, prompt) {
  const items = lines.map((line) => line.replace(LISTED, "").trim()).filter(Boolean);
  return (items.length ? items : [prompt]).map((item, place) => bullet(place + 1) + item).join("\n");
}

/* A block has an empty line before and after it. */
function block(text, [start, end], words, prompt = "") {
  const before = text.slice(0, start);
  const behind = text.slice(end);
  const lead = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const trail = !behind || behind.startsWith("\n\n") ? "" : behind.startsWith("\n") ? "\n" : "\n\n";
  const at = prompt ? lead.length + words.indexOf(prompt) : lead.length + words.length;
  return { start, end, words: lead + words + trail, select: [at, at + prompt.length] };
}
