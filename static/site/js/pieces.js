/* The words of a page in the order in which they are read aloud, a block at a time. */

const PARTS = "body > .notice, .page__head, .page__text > .prose:not(.sources)";
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption, blockquote, pre, aside, .care__level";
// Marks, sources, drawings, our own controls, and headings of columns that each cell repeats.
const SILENT = ".cite, .section__link, .screen, .wide thead, svg, [aria-hidden=true], [hidden]";

/** Return the pieces of this page: the words of each, where they stand, and the block around them. */
export function pieces() {
  const found = [];
  for (const part of document.querySelectorAll(PARTS)) {
    const nodes = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (!node.parentElement.closest(SILENT)) add(found, node);
    }
  }
  return found.map(finished).filter((piece) => /[\p{L}\p{N}]/u.test(piece.words));
}

function add(found, node) {
  const place = node.parentElement.closest(BLOCKS) ?? node.parentElement;
  const last = found.at(-1);
  if (last?.place === place) last.nodes.push(node);
  else found.push({ place, nodes: [node] });
}

function finished({ place, nodes }) {
  const range = document.createRange();
  range.setStart(nodes[0], 0);
  range.setEnd(nodes.at(-1), nodes.at(-1).length);
  let words = nodes.map((node) => node.data).join("").replace(/\s+/g, " ").trim();
  if (place.dataset.label) words = `${place.dataset.label}: ${words}`;
  // A telephone number is dialled figure by figure.
  if (place.closest(".call")) words = words.replace(/\d/g, "$& ");
  return { place, range, words };
}
