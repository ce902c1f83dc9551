/* Markdown from what a word processor, an e-mail or a web page puts on the clipboard.
   Pure: HTML in, Markdown out. The HTML is parsed where nothing in it runs or loads, and only words
   and what they are – headings, lists, tables, bold, links – come out of it. */

const DROPPED = new Set(
  "script style head meta link title nav noscript template iframe object embed svg math img picture video audio canvas button input select textarea del s strike".split(" "),
);
const BLOCKS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(" "),
);
// What says more than plain text can. Without any of it, plain text is as good and surprises nobody.
const TELLING = "h1, h2, h3, h4, h5, h6, ul, ol, li, table, b, strong, a[href], p + p, [style*='mso-list'], [style*='font-weight']";
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-list\s*:\s*ignore/i;
const HIDDEN_NAME = /(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-reader-text)(?:$|[\s_-])/i;
const HEAVY = /(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)/i;
const LIGHT = /(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-5]00)/i;
const WORD_LEVEL = /mso-list\s*:[^;]*level(\d)/i;
const NUMBER = /^\s*\(?(?:\d+|[a-z]|[ivx]+)[.)]/i;
// Soft hyphens, zero widths, byte-order marks, and the private characters that Word's bullets are.
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff]/g;
const TRACKS = /^(?:utm_|mc_|_hs|mkt_tok|fbclid|gclid|dclid|msclkid|yclid|igshid|trk|ref_src)/i;
const DEEPEST = 100;

/** Return the Markdown of a clip, or null if its plain text is as good. */
export function markdownOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const node of page.querySelectorAll([...DROPPED].join())) node.remove();
  if (!page.querySelector(TELLING)) return null;
  const top = Math.min(...[...page.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((node) => Number(node.localName[1])));
  const made = blocksOf(page.body, { top, depth: 0, lists: [] });
  return joined(made);
}

/* --- Blocks: each is { words }, or { words, list } for an item of a list ------------------------ */

function blocksOf(parent, state) {
  const made = [];
  let line = [];
  const end = () => {
    const words = inlineOf(line, state);
    if (words) made.push({ words: guarded(words) });
    line = [];
  };
  if (state.depth > DEEPEST) return [{ words: guarded(bareWords(parent)) }];
  for (const node of parent.childNodes) {
    if (isHidden(node)) continue;
    if (isBlock(node)) {
      end();
      made.push(...blockOf(node, { ...state, depth: state.depth + 1 }));
    } else if (node.localName === "br" && line.at(-1)?.localName === "br") {
      end();
    } else {
      line.push(node);
    }
  }
  end();
  return made;
}

function blockOf(node, state) {
  const name = node.localName;
  if (/^h[1-6]$/.test(name)) return heading(node, state);
  if (name === "ul" || name === "ol") return listOf(node, state);
  if (name === "li") return itemOf(node, { ...state, lists: [{ isOrdered: false }] });
  if (name === "table") return tableOf(node, state);
  if (name === "hr") return [];
  if (name === "p" && WORD_LEVEL.test(styleOf(node))) return wordItem(node, state);
  if (name === "blockquote") return quotation(node, state);
  return blocksOf(node, state);
}

/* An article has two levels of heading, so the highest of a clip is the first of them. */
function heading(node, state) {
  const words = inlineOf(node.childNodes, { ...state, isBold: true });
  const level = Number(node.localName[1]) - state.top;
  return words ? [{ words: `${level > 0 ? "###" : "##"} ${words.replace(/\n/g, " ")}` }] : [];
}

function quotation(node, state) {
  const words = joined(blocksOf(node, state));
  return words ? [{ words: words.replace(/^/gm, "> ").replace(/ $/gm, "") }] : [];
}

function listOf(node, state) {
  const lists = [...state.lists, { isOrdered: node.localName === "ol" }];
  return [...node.children].flatMap((child) => {
    if (isHidden(child)) return [];
    // Google Docs puts a list beside the item that it belongs to.
    if (child.localName === "ul" || child.localName === "ol") return listOf(child, { ...state, lists });
    return itemOf(child, { ...state, lists });
  });
}

function itemOf(node, state) {
  const made = blocksOf(node, { ...state, depth: state.depth + 1 });
  const own = made.filter((each) => !each.list).map((each) => each.words.replace(/\n/g, " "));
  const below = made.filter((each) => each.list);
  const item = { words: own.join(" "), list: { depth: state.lists.length, isOrdered: state.lists.at(-1).isOrdered } };
  return item.words ? [item, ...below] : below;
}

/* In Word's HTML an item is a paragraph, with its number or bullet in a part to be ignored. */
function wordItem(node, state) {
  const depth = Number(WORD_LEVEL.exec(styleOf(node))[1]);
  const mark = [...node.querySelectorAll("[style]")].find((each) => /mso-list\s*:\s*ignore/i.test(styleOf(each)));
  const words = inlineOf(node.childNodes, state);
  const isOrdered = NUMBER.test(mark?.textContent ?? "");
  return words ? [{ words: words.replace(/\n/g, " "), list: { depth, isOrdered } }] : [];
}

function tableOf(node, state) {
  const rows = [...node.rows].filter((row) => !isHidden(row)).map((row) => [...row.cells]);
  const width = Math.max(0, ...rows.map((row) => row.length));
  // Mail is laid out in tables. Those are no tables, but blocks one under another.
  if (width < 2 || rows.length < 2 || node.querySelector("table, h1, h2, h3, ul, ol")) {
    return rows.flat().flatMap((cell) => blocksOf(cell, state));
  }
  const lines = rows.map((row) => {
    const cells = row.map((cell) => cellOf(cell, state));
    return `| ${[...cells, ...Array(width - cells.length).fill("")].join(" | ")} |`;
  });
  const caption = node.caption ? inlineOf(node.caption.childNodes, state) : "";
  const table = [lines[0], `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n");
  return [...(caption ? [{ words: caption }] : []), { words: table }];
}

function cellOf(cell, state) {
  const isBold = state.isBold || cell.localName === "th";
  const words = blocksOf(cell, { ...state, isBold }).map((each) => each.words).join(" ");
  return words.replace(/\n/g, " ").replace(/\|/g, "\\|");
}

/* --- Words within a block ----------------------------------------------------------------------- */

function inlineOf(nodes, state) {
  const words = [...nodes].map((node) => wordsOf(node, state)).join("");
  return words
    .replace(/\*\*(\s*)\*\*/g, "$1")
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

function wordsOf(node, state) {
  if (node.nodeType === Node.TEXT_NODE) return escaped(clean(node.data).replace(/\s+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || isHidden(node)) return "";
  if (node.localName === "br") return "\n";
  const isBold = state.isBold || heavy(node);
  const words = [...node.childNodes].map((each) => wordsOf(each, { ...state, isBold })).join("");
  const linked = node.localName === "a" ? link(node, words) : words;
  return isBold && !state.isBold ? marked(linked, "**") : linked;
}

/* Google Docs wraps a whole clip in bold that is not bold. */
function heavy(node) {
  const style = styleOf(node);
  if (LIGHT.test(style)) return false;
  return HEAVY.test(style) || node.localName === "b" || node.localName === "strong";
}

function marked(words, mark) {
  const [, before, inside, behind] = /^(\s*)([^]*?)(\s*)$/.exec(words);
  return inside ? `${before}${mark}${inside}${mark}${behind}` : words;
}

function link(node, words) {
  const address = addressOf(node.getAttribute("href") ?? "");
  const shown = words.trim();
  if (!address || !shown) return words;
  return words.replace(shown, () => `[${shown.replace(/\n/g, " ")}](${address})`);
}

/** Return an address without what follows its reader about, or nothing if it cannot be one. */
export function addressOf(written) {
  let address;
  try {
    address = new URL(written.trim());
  } catch {
    return "";
  }
  if (address.protocol === "mailto:") return address.href;
  if (!["http:", "https:"].includes(address.protocol)) return "";
  const inner = wrapped(address);
  if (inner) return addressOf(inner);
  for (const name of [...address.searchParams.keys()]) {
    if (TRACKS.test(name)) address.searchParams.delete(name);
  }
  address.username = address.password = "";
  return address.href.replace(/\(/g, "%28").replace(/\)/g, "%29");
}

/* Search engines and mail programs put an address inside one of their own. */
function wrapped(address) {
  if (/(?:^|\.)google\.[a-z.]+$/.test(address.hostname) && address.pathname === "/url") {
    return address.searchParams.get("q") ?? address.searchParams.get("url");
  }
  if (address.hostname.endsWith(".safelinks.protection.outlook.com")) return address.searchParams.get("url");
  return null;
}

/* --- Small things ------------------------------------------------------------------------------- */

function styleOf(node) {
  return node.getAttribute?.("style") ?? "";
}

function isHidden(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType !== Node.TEXT_NODE;
  return node.hidden || HIDDEN.test(styleOf(node)) || HIDDEN_NAME.test(node.getAttribute("class") ?? "");
}

function isBlock(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  // A span or a font element may hold whole paragraphs.
  return BLOCKS.has(node.localName) || [...node.children].some(isBlock);
}

function bareWords(parent) {
  const texts = document.createNodeIterator(parent, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) words.push(text.data);
  return escaped(clean(words.join(" ")).replace(/\s+/g, " ").trim());
}

function clean(words) {
  return words.replace(UNSEEN, "").replace(/[\u00a0\u202f\u2007]/g, " ");
}

function escaped(words) {
  return words
    .replace(/[\\`*]/g, "\\$&")
    .replace(/\[(?=[[@^])|\{/g, "\\$&")
    .replace(/(^|\s)_|_(?=\s|$)/g, (found) => found.replace("_", "\\_"))
    .replace(/<(?=[a-z/!?])/gi, "\\<");
}

/* A line that begins like a mark is not one. */
function guarded(words) {
  return words
    .replace(/^(#{1,6}\s|[-+>]|:::|\|)/gm, "\\$1")
    .replace(/^(\d{1,9})([.)]\s)/gm, "$1\\$2");
}

function joined(made) {
  let text = "";
  let counts = [];
  let last = null;
  for (const block of made) {
    if (block.list) {
      const { depth, isOrdered } = block.list;
      counts = last?.list ? counts.slice(0, depth) : [];
      while (counts.length < depth) counts.push({ count: 0, isOrdered });
      const level = counts[depth - 1];
      if (level.isOrdered !== isOrdered) Object.assign(level, { count: 0, isOrdered });
      level.count += 1;
      const indent = counts.slice(0, depth - 1).map((each) => (each.isOrdered ? "   " : "  ")).join("");
      const isNext = last?.list && (depth > 1 || level.count > 1);
      text += `${last ? (isNext ? "\n" : "\n\n") : ""}${indent}${isOrdered ? `${level.count}.` : "-"} ${block.words}`;
    } else {
      text += (last ? "\n\n" : "") + block.words;
    }
    last = block;
  }
  return text;
}
