"""`{deep vein thrombosis}`: a word from the glossary."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from content.rendering.syntax.marks import found

SHAPE = re.compile(r"\{([^\W\d_][\w ’'/,.+-]{0,80})\}")


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser glossary words."""
    parser.inline.ruler.before("link", "glossary", glossary)


def glossary(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read one glossary word at the parser's place, if one stands there."""
    if state.src[state.pos] != "{":
        return False
    match = SHAPE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        words = " ".join(match[1].split())
        found(state, "glossary", match, words=words, term=words.lower())
    state.pos = match.end()
    return True
