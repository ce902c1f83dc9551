"""`[[night-cramps]]` and `[[night-cramps#stretches|stretches before bed]]`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from content.rendering.syntax.marks import CODE, found, mistaken

SHAPE = re.compile(
    r"\[\[([^\[\]\n|#]{1,100})(?:#([^\[\]\n|]{0,100}))?(?:\|([^\[\]\n]{0,300}))?\]\]"
)


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser links by code."""
    parser.inline.ruler.before("link", "article_link", article_link)


def article_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read one link at the parser's place, if one stands there."""
    if not state.src.startswith("[[", state.pos):
        return False
    match = SHAPE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        code, section, words = match[1].strip(), (match[2] or "").strip(), (match[3] or "").strip()
        if not CODE.match(code) or (section and not CODE.match(section)):
            mistaken(
                state,
                match,
                f"“{match[0]}” is not a link. Give the article's code, such as [[night-cramps]].",
            )
        else:
            found(state, "article_link", match, code=code, section=section, words=words)
    state.pos = match.end()
    return True
