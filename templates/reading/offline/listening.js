{# reading/offline/listening.js — no inputs. A part of worker.js: hearing what changed, and acting on it #}
const MINUTE = 60_000, DAY = 24 * 60 * MINUTE;
// A change is dated when it begins and seen when it is done, so a page from about then may lack it.
const DOUBT = MINUTE;

let hearing;

/** Return what was heard last: when it was asked for, as of when it was so, and the list itself. */
async function heard() {
  const note = await (await caches.open(HEARD)).match("/offline.json");
  return note ? note.json() : { asked: 0, asOf: 0, text: "", always: ["/", FALLBACK] };
}

async function remember(note) {
  if (!stopped) await (await caches.open(HEARD)).put("/offline.json", new Response(JSON.stringify(note)));
}

/** Ask what changed, unless it was asked within a minute. */
async function listen() {
  if (Math.abs(Date.now() - (await heard()).asked) >= MINUTE) await hear();
}

/** Ask what changed. Everybody asks for the same list, so asking says nothing of what is kept. */
function hear() {
  hearing ??= hearNow().finally(() => (hearing = undefined));
  return hearing;
}

async function hearNow() {
  const answer = await fetch("/offline.json", { cache: "no-cache" });
  if (!answer.ok) return;
  const text = await answer.text();
  const list = JSON.parse(text);
  // Without a date nothing is vouched for.
  const asOf = Date.parse(answer.headers.get("date")) || 0;
  const before = await heard();
  const dropped = await dropOvertaken(list, { asOf: asOf || Infinity, before: before.asOf });
  await remember({ asked: Date.now(), asOf, text, always: list.always });
  for (const path of list.always) {
    const page = await kept(path);
    if (!page || text !== before.text || dated(page) < asOf - DAY) await renew(path).catch(() => {});
  }
  if (dropped || text !== before.text) await sweep();
}

/** Forget each kept page that the list does not vouch for. Say whether there was any. */
async function dropOvertaken(list, { asOf, before }) {
  const pages = await caches.open(PAGES);
  const missed = list.since && before < list.since * 1_000 + DOUBT;
  let dropped = false;
  for (const { url } of await pages.keys()) {
    const path = pathOf(url), page = await pages.match(url, { ignoreVary: true });
    if (!page) continue;
    const unknown = missed && dated(page) < list.since * 1_000 + DOUBT;
    if (unknown || isOvertaken(path, page, list, asOf) || (await namesChanged(page, list))) {
      dropped = (await drop(path)) || dropped;
    }
  }
  return dropped;
}

/** Say whether another edition, or none, stands at the address. A list older than the page is no news. */
function isOvertaken(path, page, list, asOf) {
  const row = list.changed[path.slice(1, -1)];
  return row !== undefined && String(row[0]) !== page.headers.get(EDITION) && dated(page) <= asOf;
}

/** Say whether a page links to one that changed after it: it may show that page's words. */
async function namesChanged(page, { changed }) {
  const later = Object.keys(changed).filter((slug) => changed[slug][1] * 1_000 + DOUBT >= dated(page));
  if (!later.length) return false;
  const html = await page.text();
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return later.some((slug) => main.includes(`href="/${slug}/`));
}

/** Begin: keep what every device keeps, as it is now, with every script. */
async function begin() {
  stopped = false;
  const before = await heard();
  // A new worker may come with new files, so what everybody keeps is asked for again.
  if (before.asked) await remember({ ...before, text: "" });
  await keepFiles(TOLD.scripts);
  await hear();
}
