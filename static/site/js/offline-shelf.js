/* What is kept on this device: shown, cleared, and switched off. */

const OURS = "reading-", PAGES = "reading-pages-1";
const MARKS = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/** Start what the page has of it. */
export async function start(keeping) {
  const missed = document.querySelector("[data-offline=missed]");
  if (missed && location.pathname !== "/offline/") {
    missed.hidden = false;
    document.querySelector("[data-offline=here]").remove();
  }
  const list = document.querySelector("[data-offline=list]");
  if (list) await fill(list);
  const choice = document.querySelector("[data-offline=choice]");
  if (choice) await offer(choice, keeping);
}

/** List the kept pages, the last one opened first. */
async function fill(list) {
  const pages = (await kept()).reverse();
  list.querySelector("ul").replaceChildren(...pages.map((page) => entry(page, list.dataset.kept)));
  if (!pages.length) list.append(Object.assign(document.createElement("p"), { textContent: list.dataset.none }));
  list.hidden = false;
}

function entry({ path, title, dated }, words) {
  const item = document.createElement("li"), link = document.createElement("a"), when = document.createElement("p");
  item.className = "index__item";
  link.className = "index__name";
  link.href = path;
  link.textContent = title;
  when.className = "index__why";
  when.textContent = words.replace("{on}", new Date(dated).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }));
  item.append(link, when);
  return item;
}

/** Return the kept pages: address, title, and when each was kept. */
async function kept() {
  if (!(await caches.has(PAGES))) return [];
  const pages = await caches.open(PAGES), found = [];
  for (const request of await pages.keys()) {
    const path = new URL(request.url).pathname, page = await pages.match(request, { ignoreVary: true });
    if (!page || path === "/offline/") continue;
    const [, title = path] = (await page.text()).match(/<title>([^<]*)</) ?? [];
    found.push({ path, title: plain(title), dated: Number(page.headers.get("x-dated")) });
  }
  return found;
}

/** Return the title of a page without the name of the site, as text. */
function plain(title) {
  const text = title.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => MARKS[name]);
  return text.split(" – ").slice(0, -1).join(" – ") || text;
}

/** Offer to switch keeping off and on, and to clear what is kept. */
async function offer(choice, { isOn, register, remember, say }) {
  const [box, button, status] = ["input", "button", "[role=status]"].map((part) => choice.querySelector(part));
  const { some, none, off } = choice.dataset;
  const clear = async () => {
    say("stop");
    await end();
  };
  const count = async () => {
    const { length } = await kept();
    status.textContent = !isOn() ? off : length ? some.replace("{number}", length) : none;
  };
  box.checked = isOn();
  box.addEventListener("change", async () => {
    remember(box.checked);
    await (box.checked ? register() : clear());
    await count();
  });
  button.addEventListener("click", async () => {
    await clear();
    await count();
  });
  choice.hidden = false;
  await count();
}

/** Forget everything, and end the worker. With keeping on, the next page starts it anew. */
async function end() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
}
