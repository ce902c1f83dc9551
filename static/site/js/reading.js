/* The little more that a script gives a reader. The page is whole without any of it, so a part that
   fails to load takes nothing away. Each is loaded where its place is, the timer's once it is near,
   and started for each place. */

const PARTS = [
  [".foot", () => import("./size.js")],
  [".section__link, .trust__fact > a", () => import("./copy.js")],
  [".key", () => import("./listen.js")],
  [".steps:has(.steps__picture)", () => import("./timer.js"), near],
  ["form[role=search]", () => import("./find.js")],
  ["body", () => import("./offline.js")],
];

const LATEST = 2000;

/* The controls are drawn before they are put in, so that nothing jumps. The tools wait for their
   words, and WebKit runs a part too soon that asks for them while they wait; so they come first. */
async function dress() {
  const [{ default: sheet }] = await Promise.all([import("./dress.js"), import("./tools.js")]);
  const made = new CSSStyleSheet();
  made.replaceSync(sheet);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
}

function near(place) {
  return new Promise((resolve) => {
    const watch = new IntersectionObserver(([seen]) => {
      if (!seen.isIntersecting) return;
      watch.disconnect();
      resolve();
    }, { rootMargin: "50%" });
    watch.observe(place);
  });
}

async function begin([selector, load, when]) {
  const places = document.querySelectorAll(selector);
  if (!places.length) return;
  await when?.(places[0]);
  const { start } = await load();
  places.forEach(start);
}

/* The page asks for this once it is there, and it starts once the page has been drawn: none of it may
   hold up a word. */
async function afterwards() {
  await drawn();
  await idle();
  await dress();
  PARTS.forEach(begin);
}

/* WebKit tells of no idle moment; a page that is always busy has none. */
function idle() {
  return new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: LATEST });
    else setTimeout(resolve);
  });
}

function drawn() {
  return new Promise((resolve) => {
    // Firefox tells of no drawing where a reload goes back to a place far down the page.
    setTimeout(resolve, globalThis.PerformancePaintTiming ? LATEST : 0);
    const watch = new PerformanceObserver((seen) => {
      if (!seen.getEntriesByName("first-contentful-paint").length) return;
      watch.disconnect();
      resolve();
    });
    watch.observe({ type: "paint", buffered: true });
  });
}

afterwards();
