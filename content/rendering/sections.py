"""A whole page set as HTML: a section for each heading of the second level."""

from content.rendering.blocks import set_blocks
from content.rendering.boxes import set_box
from content.rendering.cards import LEVELS
from content.rendering.document import Section
from content.rendering.escape import escape
from content.rendering.galley import Galley
from content.rendering.inline import set_words
from content.rendering.tree import Node


def set_sections(galley: Galley, root: Node) -> None:
    """Set a whole page."""
    closing = ""
    for node in root.children:
        if node.kind == "heading" and node.token.tag == "h2":
            galley.put(closing)
            closing = "</section>\n"
            _open_section(galley, node)
            continue
        if not closing:
            galley.put('<div class="prose">\n')
            closing = "</div>\n"
        if node.kind == "box":
            set_box(galley, node)
        else:
            set_blocks(galley, [node])
    galley.put(closing)
    _note_what_parts_cards(galley, root)


def _open_section(galley: Galley, node: Node) -> None:
    key = galley.keys[id(node)]
    galley.plain.begin(key)
    # Without a name it is no region: a page would have some twenty of them.
    galley.put('<section class="prose">\n')
    galley.put(f'<div class="section__heading"><h2 id="{key}">')
    set_words(galley, node.words, node.line, heading=True)
    title = galley.plain.end_heading()
    galley.outline.append(Section(key, title, 2))
    to = galley.words.link_to.format(title=title)
    galley.put(
        f'</h2> <a class="section__link" href="#{key}"><span aria-hidden="true">#</span>'
        f'<span class="hush"{galley.words.tag}>{escape(to)}</span></a></div>\n'
    )
    if not title:
        galley.problem("This heading has no words. Write what the section says.", node.line)


def _note_what_parts_cards(galley: Galley, root: Node) -> None:
    """Cards are read together, calm to grave; whatever stands between two may hide the graver."""
    between: list[Node] = []
    seen = False
    for node in root.children:
        if node.kind == "box" and node.token.info in LEVELS:
            if seen and between:
                galley.problem(
                    "Care cards stand together, with nothing between them. Move this before the "
                    "first card or after the last.",
                    between[0].line,
                )
            seen, between = True, []
        else:
            between.append(node)
