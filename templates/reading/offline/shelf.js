{# reading/offline/shelf.js — no inputs. A part of worker.js: what is kept, and how it comes and goes #}
const PAGES = "reading-pages-1", FILES = "reading-files-1", HEARD = "reading-heard-1";
// Headers of a kept page: the edition, and the moment at which the site said it.
const EDITION = "x-edition", DATED = "x-dated";
const ARTICLE = /^\/[a-z0-9]+(?:-[a-z0-9]+)*\/$/, SOURCE = /^\/sources\/[\w-]+\/$/;
// An article that stands at its own address says its edition in the form under it.
const SAYS_ITS_EDITION = /name="edition" value="(\d+)"/;
const NAMES_A_FILE = /["\s](\/(?:static|media)\/[^"\s,]+)/g;

// The kept pages that readers look at just now, by address.
const shown = new Map();
// Once the reader wants nothing kept, an answer that is still on its way is not kept either.
let stopped = false;

async function kept(path) {
  return path ? (await caches.open(PAGES)).match(path, { ignoreVary: true }) : undefined;
}

/** Keep a page with what it shows, if it is one that readers keep. */
async function keep(path, answer) {
  const type = answer.headers.get("content-type") ?? "", rule = answer.headers.get("cache-control") ?? "";
  if (answer.status !== 200 || answer.type !== "basic" || answer.redirected) return;
  if (!type.startsWith("text/html") || /no-store|private/.test(rule)) return;
  const html = await answer.text();
  const edition = html.match(SAYS_ITS_EDITION)?.[1];
  const { always } = await heard();
  if (!always.includes(path) && !SOURCE.test(path) && !(ARTICLE.test(path) && edition)) return;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(DATED, Date.parse(headers.get("date")) || 0);
  if (edition) headers.set(EDITION, edition);
  if (stopped) return;
  const pages = await caches.open(PAGES);
  await pages.put(path, new Response(html, { headers }));
  const was = shown.get(path);
  if (was && was.edition !== headers.get(EDITION)) await tell(path);
  const opened = (await pages.keys()).map(({ url }) => pathOf(url)).filter((other) => !always.includes(other));
  for (const oldest of opened.slice(0, -TOLD.most)) await pages.delete(oldest);
  await keepFiles(filesOf(html));
}

/** Ask for a page again and keep it, or forget it when it is gone. */
async function renew(path) {
  if (!path || !(path === "/" || ARTICLE.test(path) || SOURCE.test(path))) return;
  const answer = await fetch(path, { cache: "no-cache", redirect: "manual" });
  if (answer.ok) await keep(path, answer);
  else if (isGone(answer)) await drop(path);
}

/** Say whether the site answers that a page moved, was taken away, or never was. */
function isGone(answer) {
  return answer.type === "opaqueredirect" || answer.status === 404 || answer.status === 410;
}

/** Forget a page. Whoever looks at what was kept of it is told. */
async function drop(path) {
  const was = await (await caches.open(PAGES)).delete(path);
  if (was) await tell(path);
  return was;
}

async function keepFiles(addresses) {
  if (stopped) return;
  const files = await caches.open(FILES);
  for (const address of addresses) {
    if (NAMED_BY_BYTES.test(address) && (await files.match(address, { ignoreVary: true }))) continue;
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) await files.put(address, answer);
  }
}

/** Forget the files that nothing kept shows any more. */
async function sweep() {
  const pages = await caches.open(PAGES), files = await caches.open(FILES);
  const wanted = new Set(TOLD.scripts);
  for (const page of await pages.matchAll()) for (const name of filesOf(await page.text())) wanted.add(name);
  for (const { url } of await files.keys()) if (!wanted.has(pathOf(url))) await files.delete(url);
}

/** Forget what an older kind of worker kept. */
async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith("reading-") && ![PAGES, FILES, HEARD].includes(name)) await caches.delete(name);
  }
}

function dated(page) {
  return Number(page.headers.get(DATED));
}

function filesOf(html) {
  return new Set([...html.matchAll(NAMES_A_FILE)].map(([, address]) => address));
}

/** Tell whoever looks at a kept page that it is overtaken. */
async function tell(path) {
  const was = shown.get(path);
  if (!was) return;
  was.overtaken = true;
  for (const client of await self.clients.matchAll({ type: "window" })) {
    if (pathOf(client.url) === path) client.postMessage(told(path));
  }
}

/** Say of a kept page when it was kept, in words of the language that the page is in. */
function told(path) {
  const { dated, language = "", overtaken = false } = shown.get(path);
  const codes = Object.keys(TOLD.words);
  const code = codes.find((each) => each.split("-")[0] === language.toLowerCase().split("-")[0]) ?? codes[0];
  return { dated, overtaken, words: TOLD.words[code] };
}
