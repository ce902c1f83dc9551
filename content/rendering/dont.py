"""The “do not” of a `::: dont` list: said in every item, so that none can be read as advice."""

import re

from content.rendering.galley import Galley
from content.rendering.images import alone
from content.rendering.syntax.marks import words_of
from content.rendering.tree import Node

SAYS_SO = re.compile(r"\s*(?:do\s+not|don['’]t)\b", re.IGNORECASE)
WORDS = "do not "


def forbid(galley: Galley, item: Node) -> None:
    """Begin an item with “do not”, unless its own words do."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "paragraph" or alone(first):
        galley.say(WORDS)
        galley.problem(
            "An item of this list begins with words: they are read after “do not”. "
            "Begin it with what not to do.",
            item.line,
        )
    elif not SAYS_SO.match(words_of(first.words)):
        galley.before = WORDS
    for child in item.children:
        if child.kind in ("bullet_list", "ordered_list"):
            galley.problem(
                "A list inside a list of things not to do can be read as things to do. "
                "Make each an item of its own.",
                child.line,
            )
