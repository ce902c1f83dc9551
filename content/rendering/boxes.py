"""Boxes set as HTML: which kind each is, and what is wrong with it."""

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from content.rendering.addresses import brief
from content.rendering.blocks import set_blocks
from content.rendering.cards import LEVELS, set_card
from content.rendering.findings import set_finding
from content.rendering.galley import Galley
from content.rendering.images import set_picture
from content.rendering.inline import set_words, title_of
from content.rendering.merges import MARKS
from content.rendering.tree import LISTS, Node

KINDS = ("emergency", "urgent", "nonurgent", "do", "dont", "steps", "note", "finding")


def set_box(galley: Galley, node: Node) -> None:
    """Set a box of any kind."""
    kind, body = node.token.info, node.children[1:]
    if not kind:
        _set_as_typed(galley, node, "This “:::” closes no box. Delete it, or open a box above it.")
        return
    if kind in MARKS:
        # That it is there is told once for the whole text, with what to do.
        set_blocks(galley, body)
        return
    if not node.token.meta["closed"]:
        galley.problem(
            f"The box “{brief(kind)}” that begins here is not closed. Write “:::” on a line of "
            "its own where it ends, before the next box or section.",
            node.line,
        )
    galley.plain.box = kind if kind in KINDS else ""
    if kind in LEVELS:
        set_card(galley, node, body)
    elif kind in SETTERS:
        SETTERS[kind](galley, node, body)
    else:
        _set_unknown(galley, node, body)
    galley.plain.box = ""


def _set_as_typed(galley: Galley, node: Node, message: str) -> None:
    galley.put("<p>")
    galley.mistake(node.token.content, message, node.line)
    galley.put("</p>\n")
    galley.plain.end()


def _set_unknown(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    _set_as_typed(
        galley,
        node,
        f"There is no box “{brief(node.token.info)}”. Use one of {', '.join(KINDS)}.",
    )
    set_blocks(galley, body)


def _set_do(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    _set_list(galley, node, body, "list list--do", galley.words.do)


def _set_dont(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    if galley.words.foreign:
        galley.problem(
            "The site cannot say “do not” in the language of this text, and this list says it in "
            "every item. Write whole sentences outside this box.",
            node.line,
        )
    _set_list(galley, node, body, "list list--dont", galley.words.dont)


def _set_list(galley: Galley, node: Node, body: Sequence[Node], css_class: str, title: str) -> None:
    _note_words_in_line(galley, node)
    _note_what_is_no_list(galley, node, body, LISTS)
    galley.put(f'<div class="{css_class}"><h3{galley.words.tag}>')
    galley.say(title)
    galley.put("</h3>\n")
    galley.plain.end("heading")
    set_blocks(galley, body)
    galley.put("</div>\n")


def _set_steps(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    _note_words_in_line(galley, node)
    _note_what_is_no_list(galley, node, body, ("ordered_list",))
    for block in body:
        if block.kind != "ordered_list":
            set_blocks(galley, [block])
            continue
        galley.put('<ol class="steps">\n')
        galley.within += 1
        for item in block.children:
            _set_step(galley, item)
        galley.within -= 1
        galley.put("</ol>\n")


def _set_step(galley: Galley, item: Node) -> None:
    galley.put('<li class="steps__item">')
    if picture := _take_picture(item):
        set_picture(galley, picture, item.line, css_class="steps__picture")
        galley.plain.end()
    galley.put('<div class="steps__words">\n')
    set_blocks(galley, item.children)
    galley.put("</div></li>\n")


def _take_picture(item: Node) -> Token | None:
    """Take off the picture that an item begins with, on a line of its own."""
    if not item.children or item.children[0].kind != "paragraph":
        return None
    inline = item.children[0].children[0].token
    words = inline.children or []
    if not words or words[0].type != "image":
        return None
    if len(words) == 1:
        item.children.pop(0)
    elif words[1].type in ("softbreak", "hardbreak"):
        inline.children = words[2:]
        inline.map = [inline.map[0] + 1, inline.map[1]] if inline.map else None
    else:
        return None
    return words[0]


def _set_note(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    if not title_of(node.words):
        galley.problem("This note has no heading. Write it in the line: “::: note Tip”.", node.line)
    galley.notes += 1
    place = f"note-{galley.notes}"
    galley.put(f'<aside class="note" aria-labelledby="{place}">')
    galley.put(f'<h3 class="note__heading" id="{place}">')
    set_words(galley, node.words, node.line, heading=True)
    galley.put("</h3>\n")
    galley.plain.end("heading")
    set_blocks(galley, body)
    galley.put("</aside>\n")


def _set_finding(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    set_finding(galley, node)
    if body:
        galley.problem(
            "A finding brings its own words. Move these below the “:::” that closes it.",
            body[0].line,
        )
        set_blocks(galley, body)


def _note_words_in_line(galley: Galley, node: Node) -> None:
    if node.words:
        galley.problem(
            f"“::: {node.token.info}” has its own heading, so these words are not shown. "
            "Move them above the box.",
            node.line,
        )


def _note_what_is_no_list(
    galley: Galley, node: Node, body: Sequence[Node], lists: Sequence[str]
) -> None:
    what = "a numbered list" if lists == ("ordered_list",) else "a list"
    if not body:
        galley.problem(f"This box is empty. Write {what} in it.", node.line)
    for block in body:
        if block.kind not in lists:
            galley.problem(
                f"“::: {node.token.info}” holds {what} and nothing else. Move this outside it.",
                block.line,
            )


SETTERS: dict[str, Callable[[Galley, Node, Sequence[Node]], None]] = {
    "do": _set_do,
    "dont": _set_dont,
    "steps": _set_steps,
    "note": _set_note,
    "finding": _set_finding,
}
