"""The marks around words that two writers changed at once, which somebody has to settle."""

import re
from collections.abc import Iterator

from content.rendering.document import Problem

# In the order in which they stand. None of them is a box, so a text with one is never published.
THEIRS, YOURS, SETTLE = "theirs", "yours", "settle"
MARKS = (THEIRS, YOURS, SETTLE)

# Anywhere that a line begins, so that neither a list nor a block of code hides one.
LINE = re.compile(rf"^[ \t>]*:::+[ \t]*({'|'.join(MARKS)})[ \t]*$", re.MULTILINE)

MESSAGE = (
    "Two people changed this. Settle it: keep their words or yours, or write a third text, then"
    " delete the lines “::: theirs”, “::: yours” and “::: settle”."
)


def unsettled(text: str) -> Iterator[Problem]:
    """Yield a problem for each place that two writers changed, or for what is left of its marks."""
    last = SETTLE
    for found in LINE.finditer(text):
        mark = found[1]
        follows = mark != THEIRS and MARKS.index(mark) == MARKS.index(last) + 1
        if not follows:
            yield Problem(MESSAGE, text.count("\n", 0, found.start()) + 1)
        last = mark
