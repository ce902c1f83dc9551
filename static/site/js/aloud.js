/* The page read aloud: all its words, and no marks of sources. */

import { pieces } from "./pieces.js";
import { button, make, tell, words } from "./tools.js";
import { hush, speak } from "./voice.js";

/* A sheet with such a rule has the whole page styled anew, so it comes with the first word and no sooner. */
const HEARD = `::highlight(heard) { color: var(--text); background: var(--mark); }
@media (forced-colors: active) { ::highlight(heard) { color: MarkText; background: Mark; } }`;
let look;

/** Read the page from its beginning, with a bar to pause and stop it in the place of the button. */
export function read(language, go) {
  const all = pieces();
  let at = 0;
  let isPaused = false;

  const say = () => {
    if (at === all.length) {
      finish();
      tell(words.end);
      return;
    }
    mark(all[at], all[at - 1]);
    speak(all[at].words, language, {
      then: () => {
        at += 1;
        say();
      },
      // Somebody who asks the timer to count wants to hear that.
      instead: finish,
    });
  };
  const pause = button(words.pause, () => {
    // Going on repeats the piece that was cut off; browsers differ in how they pause inside one.
    isPaused = !isPaused;
    pause.textContent = isPaused ? words.goOn : words.pause;
    if (isPaused) hush();
    else say();
  });
  const bar = make(
    "div.listen.band.screen",
    { role: "group", "aria-label": words.listening, onkeydown: (event) => { if (event.key === "Escape") finish(); } },
    pause,
    button(words.stop, () => finish()),
  );
  const finish = () => {
    hush();
    unmark();
    const hadFocus = bar.contains(document.activeElement);
    bar.remove();
    go.hidden = false;
    if (hadFocus) go.focus({ preventScroll: true });
  };

  go.hidden = true;
  document.body.append(bar);
  pause.focus({ preventScroll: true });
  say();
}

/* The page follows the voice for as long as the reader does. */
function mark({ range, place }, before) {
  if (window.Highlight) {
    if (!look) dress();
    CSS.highlights.set("heard", new Highlight(range));
  }
  if (!isSeen(range) && (!before || isSeen(before.range))) place.scrollIntoView({ block: "center" });
}

function dress() {
  look = new CSSStyleSheet();
  look.replaceSync(HEARD);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, look];
}

function unmark() {
  window.CSS.highlights?.delete("heard");
}

function isSeen(range) {
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
