/* What a timer shows and says while it counts. Quiet, unless it is asked to count aloud. */

import { Counter } from "./counting.js";
import { button, make, tell, words } from "./tools.js";
import { hush, isSpeaking, speak, whenThereIs } from "./voice.js";

const READY = 5;
// A screen reader is told of half-time only where there is time to listen.
const LONG = 20;
const ALOUD = "countAloud";
const LANGUAGE = document.documentElement.lang;

/** Open the timer of a plan where its button stood, and begin. */
export function open(plan, go) {
  const aloud = make("input", { type: "checkbox", checked: remembered() });
  const phase = make("p.timer__phase");
  const left = make("p.timer__left", { role: "timer" });
  const act = button("", press);
  const panel = make("div.timer.screen", { role: "group", "aria-label": words.timer }, phase, left, act);

  const counter = new Counter(partsOf(plan), {
    begins(part) {
      show(part.words, words.stop);
    },
    second({ seconds: all }, seconds) {
      left.textContent = seconds;
      if (all >= LONG && seconds === Math.floor(all / 2)) tell(words.left(seconds));
      // A figure that would cut off what is being said is left out.
      if (seconds < all && aloud.checked && !isSpeaking()) speak(String(seconds), LANGUAGE);
    },
    over(part) {
      left.textContent = "0";
      show(part.after, part.isLast ? words.again : words.next);
    },
  });

  function show(said, next) {
    phase.textContent = said;
    act.textContent = next;
    tell(said);
    if (aloud.checked) speak(said, LANGUAGE);
  }

  function press() {
    if (counter.isCounting) {
      counter.stop();
      show(words.stopped, words.again);
    } else {
      counter.goOn();
    }
  }

  aloud.addEventListener("change", () => {
    if (!aloud.checked) hush();
    remember(aloud.checked);
  });
  whenThereIs(LANGUAGE, () => panel.append(make("label.timer__aloud", {}, aloud, words.aloud)));
  go.replaceWith(panel);
  act.focus();
  counter.goOn();
}

/* The words may not say how long to rest, and then the reader goes on when ready. */
function partsOf({ hold, rest, times, isOpen }) {
  if (isOpen) return [{ seconds: hold, words: words.hold(1, 1), after: words.over(hold), isLast: true }];
  const parts = [{ seconds: READY, words: words.ready, isFollowed: true }];
  for (let round = 1; round < times; round += 1) {
    parts.push({ ...held(hold, round, times), after: words.waiting(round, times), isFollowed: rest > 0 });
    if (rest) parts.push({ seconds: rest, words: words.rest, isFollowed: true });
  }
  parts.push({ ...held(hold, times, times), after: words.done, isLast: true });
  return parts;
}

function held(seconds, round, rounds) {
  return { seconds, words: words.hold(round, rounds) };
}

/* Off until asked for, and remembered for this visit alone. */
function remembered() {
  try {
    return sessionStorage.getItem(ALOUD) === "1";
  } catch {
    return false;
  }
}

function remember(isAloud) {
  try {
    if (isAloud) sessionStorage.setItem(ALOUD, "1");
    else sessionStorage.removeItem(ALOUD);
  } catch {
    // Then it holds for this timer.
  }
}
