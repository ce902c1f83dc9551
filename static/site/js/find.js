// Suggestions while somebody types in the search box. The form works as it is; this only lays a list
// under it, which the server fills. The box keeps the focus, and Tab leads on to the button.

const PAUSE = 150;
const SHORTEST = 2;

export function start(form) {
  const box = form.elements.q;
  const list = made("ul", "find__list");
  const told = made("p", "hush");
  let sheet = null;
  let asked = null;
  let timer = 0;
  let at = -1;

  list.id = "page-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.list);
  told.setAttribute("role", "status");
  // By the rules of ARIA a search box is no combobox, and its own Escape would empty it.
  box.type = "text";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  form.append(list);
  open(false);

  function open(is) {
    list.hidden = !is;
    box.setAttribute("aria-expanded", String(is));
    move(-1);
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    told.textContent = "";
    open(false);
  }

  function move(to) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const row = list.children[at];
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    if (row) box.setAttribute("aria-activedescendant", row.id);
    else box.removeAttribute("aria-activedescendant");
  }

  // The list's own sheet is fetched when somebody types, so that no page waits for it.
  function dressed() {
    sheet ??= new Promise((resolve) => {
      const link = made("link", "");
      link.rel = "stylesheet";
      link.href = form.dataset.sheet;
      link.onload = resolve;
      document.head.append(link);
    });
    return sheet;
  }

  async function ask() {
    const typed = box.value.trim();
    if (typed.length < SHORTEST) return close();
    asked?.abort();
    const asking = (asked = new AbortController());
    // Put in only now: without words in it, it would be heard as a status bar on the way past.
    if (!told.isConnected) form.append(told);
    try {
      const address = `${form.action}suggest/?${new URLSearchParams({ q: typed })}`;
      const [answer] = await Promise.all([fetch(address, { signal: asking.signal }), dressed()]);
      if (!answer.ok) return close();
      const { found, told: words } = await answer.json();
      // An answer to what is no longer typed would only flicker by.
      if (typed !== box.value.trim() || document.activeElement !== box) return;
      list.replaceChildren(...found.map(row));
      told.textContent = words;
      open(found.length > 0);
    } catch {
      // No signal, or something else is typed by now. The form still works.
      if (asking === asked) close();
    }
  }

  function soon(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  }

  function go(row) {
    close();
    location.assign(row.dataset.url);
  }

  function press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const many = list.hidden ? 0 : list.children.length;
    if (event.key === "ArrowDown" && !many) ask();
    else if (event.key === "ArrowDown") move(at + 1 < many ? at + 1 : -1);
    else if (event.key === "ArrowUp" && many) move(at < 0 ? many - 1 : at - 1);
    else if (event.key === "Enter" && many && at >= 0) go(list.children[at]);
    else if (event.key === "Escape" && many) close();
    else return;
    event.preventDefault();
  }

  box.addEventListener("input", soon);
  box.addEventListener("compositionend", () => soon({}));
  box.addEventListener("keydown", press);
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // Whoever was quicker than this script has typed already.
  if (document.activeElement === box) soon({});
  // A press on the list would take the focus from the box, and so close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) go(row);
  });
}

function row(found, number) {
  const row = made("li", found.level ? `find__row find__row--${found.level}` : "find__row");
  row.id = `page-suggestion-${number}`;
  row.dataset.url = found.url;
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", "false");
  row.append(worded("find__title", found.title));
  if (found.said !== found.title) row.append(" ", worded("find__said", found.said));
  return row;
}

function worded(style, words) {
  const element = made("span", style);
  element.textContent = words;
  return element;
}

function made(name, style) {
  const element = document.createElement(name);
  if (style) element.className = style;
  return element;
}
