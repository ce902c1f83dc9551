"""`::: urgent Get medical advice today if` … `:::`: care cards, lists, notes and findings.

A box stands at the top level, holds no other box, and reads to the next bare `:::`. One that is
not closed ends before the next box or section, so that it does not swallow the page.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

LINE = re.compile(r":::+[ \t]*([^\s:]*)[ \t]*(.*?)[ \t]*\Z")
SECTION = re.compile(r"##?(?:[ \t]|\Z)")


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser boxes."""
    parser.block.ruler.before(
        "fence", "box", box, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def box(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's
    """Read one box, or one line that wants to be one, if it stands at this line."""
    opening = _colons(state, start)
    if opening is None:
        return False
    if silent:
        return True
    if state.level > 0:
        return False
    kind, words = opening[1], opening[2]
    last, closed = _last_line(state, start, end) if kind else (start + 1, True)

    token = state.push("box_open", "", 1)
    token.map = [start, last]
    token.info = kind
    token.content = opening.string
    token.meta = {"closed": closed}
    token.block = True

    heading = state.push("inline", "", 0)
    heading.map = [start, start + 1]
    heading.content = words
    heading.children = []

    parent, line_max = state.parentType, state.lineMax
    state.parentType = "box"
    state.lineMax = last
    if kind:
        state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max

    state.push("box_close", "", -1).block = True
    state.line = last + 1 if kind and closed else last
    return True


def _colons(state: StateBlock, line: int) -> re.Match[str] | None:
    start = state.bMarks[line]
    if not state.src.startswith(":::", start) or state.sCount[line] != 0:
        return None
    return LINE.match(state.src[start : state.eMarks[line]])


def _last_line(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    for line in range(start + 1, end):
        if found := _colons(state, line):
            return line, not (found[1] or found[2])
        begin = state.bMarks[line]
        if SECTION.match(state.src[begin : begin + 3]):
            return line, False
    return end, False
