"""`[@cochrane-magnesium-2020]` and `[@one-source; @another]`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from content.rendering.syntax.marks import CODE, found, mistaken

SHAPE = re.compile(r"\[@([^\[\]\n]{0,1000})\]")


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser citations."""
    parser.inline.ruler.before("link", "citation", citation)


def citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read one citation at the parser's place, if one stands there."""
    if not state.src.startswith("[@", state.pos):
        return False
    match = SHAPE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        first, *others = (part.strip() for part in match[1].split(";"))
        names = [first, *(other.removeprefix("@") for other in others)]
        if all(CODE.match(name) for name in names):
            found(state, "citation", match, sources=names)
        else:
            mistaken(
                state,
                match,
                f"“{match[0]}” is not a citation. Give the source's id, such as [@nhs-leg-cramps].",
            )
    state.pos = match.end()
    return True
