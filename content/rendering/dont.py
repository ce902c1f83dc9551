"""The “do not” of a `::: dont` list: said in every item, so that none can be read as advice."""

from content.rendering.galley import Galley
from content.rendering.images import alone
from content.rendering.syntax.marks import words_of
from content.rendering.tree import Node


def forbid(galley: Galley, item: Node) -> None:
    """Begin an item with “do not”, unless its own words do."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "paragraph" or alone(first):
        galley.say(galley.words.dont_before)
        galley.problem(
            "An item of this list begins with words: they are read after “do not”. "
            "Begin it with what not to do.",
            item.line,
        )
    elif not galley.words.says_so.match(words_of(first.words)):
        galley.before = galley.words.dont_before
    for child in item.children:
        if child.kind in ("bullet_list", "ordered_list"):
            galley.problem(
                "A list inside a list of things not to do can be read as things to do. "
                "Make each an item of its own.",
                child.line,
            )
