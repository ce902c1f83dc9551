/* Pasting: what comes from Word or from a web page arrives as Markdown. With Shift, as it is. */

import { markdownOf } from "./paste.js";
import { replace } from "./text.js";

/** Watch over what is pasted into a field. */
export function start(field, { addPicture, tell }) {
  let isPlain = false;
  field.addEventListener("keydown", (event) => { isPlain = event.shiftKey; });
  field.addEventListener("keyup", () => { isPlain = false; });

  field.addEventListener("paste", (event) => {
    const clip = event.clipboardData;
    if (isPlain || !clip) return;
    const html = clip.getData("text/html");
    const [picture] = clip.files;
    if (!html && picture?.type.startsWith("image/")) {
      event.preventDefault();
      addPicture(picture);
      return;
    }
    const words = html ? markdownOf(html) : null;
    if (words === null) return;
    event.preventDefault();
    replace(field, { start: field.selectionStart, end: field.selectionEnd, words });
    tell("Pasted as Markdown. To paste it as it is, undo, then paste with Shift.");
  });
}
