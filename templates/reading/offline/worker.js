{# reading/offline/worker.js — told: JSON of most (pages opened), scripts (addresses) and words (by language). What a service worker does for readers #}
{% autoescape off %}const TOLD = {{ told }};{% endautoescape %}

/* Nothing here touches the desk or an expert's link: their requests are left to the browser. */
const APART = /^\/(?:admin|e)\//;
const FALLBACK = "/offline/";
const FILE = /^\/(?:static\/(?:site|drawings)|media)\//;
// A name that holds a digest of the bytes: what has such a name never changes.
const NAMED_BY_BYTES = /[./][0-9a-f]{12,64}\./;
// How long a reader with a bad signal waits before a kept page is shown instead.
const PATIENCE = 4_000;

{% include "reading/offline/shelf.js" %}
{% include "reading/offline/listening.js" %}

/** Answer with a page as it is now, or else as it was kept, or else with what is kept instead. */
async function page(event, path) {
  let copy;
  const asked = fetch(event.request, { cache: "no-cache" }).then((answer) => {
    copy = answer.clone();
    return answer;
  });
  event.waitUntil(asked.then(() => received(path, copy)).catch(() => {}));
  const answer = await Promise.race((await kept(path)) ? [asked, after(PATIENCE)] : [asked]).catch(() => {});
  if (answer && answer.status < 500) {
    shown.delete(path);
    return answer;
  }
  // Asked for again: while we waited it may have been taken away.
  const page = await kept(path);
  if (page) {
    if (path !== FALLBACK) shown.set(path, { dated: dated(page), edition: page.headers.get(EDITION) });
    return page;
  }
  return answer ?? asked.catch(async () => (await kept(FALLBACK)) ?? Response.error());
}

/** Take in what the site said of an address: keep it, or forget what was kept of it. */
async function received(path, answer) {
  if (!path) return;
  if (answer.ok) return keep(path, answer);
  if (isGone(answer) && (await drop(path))) await hear();
}

async function file(request) {
  const copy = await (await caches.open(FILES)).match(request.url, { ignoreVary: true });
  if (copy && NAMED_BY_BYTES.test(request.url)) return copy;
  return fetch(request).catch((error) => copy ?? Promise.reject(error));
}

/** Tell a page how it got here; keep it, when it came before there was anyone to keep it. */
async function here(page, { language, first }) {
  const path = pathOf(page.url);
  if (first) {
    stopped = false;
    await renew(path);
  } else if (shown.has(path)) {
    shown.get(path).language = language;
    page.postMessage(told(path));
  }
  await listen();
}

function pathOf(address) {
  const url = new URL(address);
  return url.search ? "" : url.pathname;
}

function after(time) {
  return new Promise((done) => setTimeout(done, time));
}

self.addEventListener("install", (event) => {
  // Safe at any moment: a page asks for its files by their bytes, so no page depends on a worker's age.
  self.skipWaiting();
  event.waitUntil(begin());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const from = request.referrer.startsWith(location.origin) ? new URL(request.referrer).pathname : "/";
  if (request.method !== "GET" || origin !== location.origin || APART.test(pathname) || APART.test(from)) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event, pathOf(request.url)));
    event.waitUntil(listen().catch(() => {}));
  } else if (FILE.test(pathname)) {
    event.respondWith(file(request));
  }
});

self.addEventListener("message", (event) => {
  const { say } = event.data;
  if (say === "stop") stopped = true;
  if (say === "here") event.waitUntil(here(event.source, event.data).catch(() => {}));
  if (say === "back") event.waitUntil(listen().catch(() => {}));
  if (say === "online") event.waitUntil(hear().catch(() => {}));
});
