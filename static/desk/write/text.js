/* What can be done to the text in a field. Each change is one step of the browser's own undo. */

/** Put words in place of a stretch of the text, and select some of them. */
export function replace(field, { start, end, words, select = [words.length, words.length] }) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  const command = words ? "insertText" : "delete";
  // Only this way does the browser's undo know of it.
  const isDone = start === end && !words ? true : document.execCommand(command, false, words);
  if (!isDone) {
    field.setRangeText(words, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(start + select[0], start + select[1]);
}

/** Put the cursor on a stretch of the text, and bring it into view. */
export function goTo(field, start, end = start) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  field.scrollTop = Math.max(0, heightBefore(field, start) - field.clientHeight / 3);
  field.scrollIntoView({ block: "nearest" });
}

/** Return where a line begins and ends. Lines are counted from 1. */
export function lineAt(text, number) {
  const lines = text.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  return [start, start + (lines[number - 1] ?? "").length];
}

/** Return how many words a text has. */
export function countWords(text) {
  return (text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? []).length;
}

const SHAPE = [
  "boxSizing", "width", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "fontFamily",
  "fontSize", "fontWeight", "letterSpacing", "lineHeight", "tabSize", "overflowWrap", "wordBreak",
];

/* A field does not say how high its lines are, so a twin of it is measured. */
function heightBefore(field, place) {
  const twin = document.createElement("div");
  const shape = getComputedStyle(field);
  for (const name of SHAPE) twin.style[name] = shape[name];
  twin.style.width = `${field.clientWidth}px`;
  twin.style.position = "absolute";
  twin.style.visibility = "hidden";
  twin.style.whiteSpace = "pre-wrap";
  const mark = document.createElement("span");
  mark.textContent = "\u200b";
  twin.append(field.value.slice(0, place), mark);
  document.body.append(twin);
  const height = mark.offsetTop;
  twin.remove();
  return height;
}
