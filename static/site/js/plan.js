/* How long to hold a stretch, as the approved words beside it say.
   A timer must never contradict them: a sentence that is not read for certain gives no timer, and
   neither does a language that is not here. */

const READINGS = {
  en: {
    isHold: /\b(?:hold|keep)\b/i,
    isTime: /\b(?:seconds?|minutes?)\b/i,
    isUntil: /\buntil\b/i,
    isNot: /\b(?:not|never)\b/i,
    hold: /\bhold(?: (?:each|every|it|this|the|both|stretch|position))* for (\w+) seconds\b/i,
    rest: /\brest for (\w+) seconds\b|\b(\w+) seconds of rest\b/i,
    times: /\b(\w+) times\b/i,
    figures: { two: 2, three: 3, four: 4, five: 5, six: 6, ten: 10, fifteen: 15, twenty: 20, thirty: 30 },
  },
};
const LONGEST = 120;
const MOST = 10;

/** What to count where the words say to hold on until something happens: it ends nothing. */
export const OPEN = { hold: 30, isOpen: true };

/** Return what paragraphs say: {hold, rest, times} in seconds, OPEN, or null if that is not sure. */
export function planOf(paragraphs, language) {
  const read = READINGS[language.split("-")[0].toLowerCase()];
  if (!read) return null;
  const plans = new Map();
  let isOpen = false;
  for (const paragraph of paragraphs) {
    for (const sentence of paragraph.split(/[.!?]/).filter((words) => read.isHold.test(words))) {
      if (read.isTime.test(sentence)) {
        const plan = planIn(paragraph, sentence, read);
        plans.set(JSON.stringify(plan), plan);
      } else {
        isOpen ||= read.isUntil.test(sentence) && !read.isNot.test(sentence);
      }
    }
  }
  if (plans.size) return plans.size === 1 ? [...plans.values()][0] : null;
  return isOpen ? OPEN : null;
}

/* How often, and the rest between, may stand in the sentence after. */
function planIn(paragraph, sentence, read) {
  if (read.isNot.test(sentence) || read.isUntil.test(sentence)) return null;
  const figure = (found, otherwise = NaN) => {
    if (!found) return otherwise;
    const word = found[1] ?? found[2];
    return /^\d+$/.test(word) ? Number(word) : read.figures[word.toLowerCase()];
  };
  const hold = figure(sentence.match(read.hold));
  const rest = figure(paragraph.match(read.rest), 0);
  const times = figure(paragraph.match(read.times), 1);
  const isSure = hold > 0 && hold <= LONGEST && rest >= 0 && rest <= LONGEST && times > 0 && times <= MOST;
  return isSure ? { hold, rest, times } : null;
}
