"""How easy a page is to understand and to act on: AHRQ's PEMAT-P, asked in words of our own.

The instrument is the Patient Education Materials Assessment Tool for printable materials, version
1.0, of the US Agency for Healthcare Research and Quality. The numbers and topics are its own, and
so are the places where an item may be not applicable. Items 13 and 14 are asked of films alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

AGREE, DISAGREE, NOT_APPLICABLE = "yes", "no", "absent"
SCALES = ("understandability", "actionability")
FIRST_TO_ACT_ON = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its number and topic in the instrument, and when it is not applicable, if ever."""

    number: int
    topic: str
    words: str
    without: str = ""

    @property
    def key(self) -> str:
        """Return the name under which its answer is kept."""
        return f"pemat-{self.number}"

    @property
    def scale(self) -> str:
        """Return which of the two scores it belongs to."""
        return SCALES[self.number >= FIRST_TO_ACT_ON]


ITEMS = (
    Item(1, "Content", "It is plain at once what the page is for."),
    Item(2, "Content", "Nothing on the page draws away from that."),
    Item(3, "Word choice and style", "The words are everyday words."),
    Item(
        4,
        "Word choice and style",
        "Medical words are few, and each is explained on the page itself.",
    ),
    Item(5, "Word choice and style", "Sentences say who does what."),
    Item(6, "Use of numbers", "The numbers are clear and easy to take in.", "no numbers"),
    Item(7, "Use of numbers", "The reader never has to work anything out."),
    Item(8, "Organisation", "The text comes in short sections.", "very short"),
    Item(9, "Organisation", "Each heading says what its section holds.", "very short"),
    Item(10, "Organisation", "The order makes sense to a reader."),
    Item(11, "Organisation", "The page sums itself up.", "very short"),
    Item(12, "Layout and design", "Boxes, lists or bold words show what matters most."),
    Item(15, "Use of visual aids", "Wherever a picture would explain more easily, there is one."),
    Item(16, "Use of visual aids", "Each picture helps, and none distracts.", "no pictures"),
    Item(17, "Use of visual aids", "Each picture has a clear title or caption.", "no pictures"),
    Item(18, "Use of visual aids", "Drawings and photographs are uncluttered.", "no pictures"),
    Item(
        19,
        "Use of visual aids",
        "Tables are simple, and their headings short and clear.",
        "no tables",
    ),
    Item(20, "Actionability", "It names at least one thing that the reader can do."),
    Item(21, "Actionability", "It speaks to the reader where there is something to do."),
    Item(22, "Actionability", "Each thing to do is broken into small, plain steps."),
    Item(
        23, "Actionability", "Wherever a diary, a checklist or the like would help, there is one."
    ),
    Item(
        24,
        "Actionability",
        "Where something has to be worked out, it shows how.",
        "nothing to work out",
    ),
    Item(
        25,
        "Actionability",
        "It says how to use its pictures, tables and charts to act.",
        "none of these",
    ),
    Item(26, "Actionability", "Wherever a picture would make it easier to act, there is one."),
)


def score(answers: Mapping[str, str]) -> dict[str, int] | None:
    """Return both scores out of 100, or nothing unless every item is answered as it may be."""
    if not all(may_be(item, answers.get(item.key, "")) for item in ITEMS):
        return None
    return {scale: _out_of_100(list(_counted(scale, answers))) for scale in SCALES}


def may_be(item: Item, answer: str) -> bool:
    """Say whether the instrument allows an answer to an item."""
    return answer in (AGREE, DISAGREE) or (answer == NOT_APPLICABLE and bool(item.without))


def _counted(scale: str, answers: Mapping[str, str]) -> Iterator[bool]:
    """Yield for each item of a scale that is applicable whether it was agreed to."""
    for item in ITEMS:
        if item.scale == scale and answers[item.key] != NOT_APPLICABLE:
            yield answers[item.key] == AGREE


def _out_of_100(points: list[bool]) -> int:
    # Some items of each scale are always applicable, so there is something to divide by.
    return (200 * sum(points) + len(points)) // (2 * len(points))
