/* The button that has the page read aloud, where this device has a voice for its language. */

import { button, words } from "./tools.js";
import { whenThereIs } from "./voice.js";

/** Put the button into the corner of the key points, where nothing has to move for it. */
export function start(key) {
  const language = key.closest("[lang]").lang;
  whenThereIs(language, () => {
    const go = button(words.listen, async () => {
      const { read } = await import("./aloud.js");
      read(language, go);
    }, "tool.listen__go");
    go.setAttribute("aria-label", words.listenHere);
    key.firstElementChild.after(go);
  });
}
