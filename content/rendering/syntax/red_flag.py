"""`[!dvt]`: the patient's wording of a red flag, the same words everywhere."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from content.rendering.syntax.marks import CODE, found, mistaken

SHAPE = re.compile(r"\[!([^\[\]\n]{1,100})\]")


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser red flags."""
    parser.inline.ruler.before("link", "red_flag", red_flag)


def red_flag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it
    """Read one red flag at the parser's place, if one stands there."""
    if not state.src.startswith("[!", state.pos):
        return False
    match = SHAPE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        name = match[1].strip()
        if CODE.match(name):
            found(state, "red_flag", match, flag=name)
        else:
            mistaken(
                state, match, f"“{match[0]}” is not a warning sign. Give its id, such as [!dvt]."
            )
    state.pos = match.end()
    return True
