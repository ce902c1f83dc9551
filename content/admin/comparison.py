"""What a revision would change for readers, worked out once for each pair of texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from content import rendering
from content.editions.models import Edition
from content.editions.text import Wording
from content.editorial import dangers, freezing, readings
from content.editorial.articles import Revision
from content.editorial.dangers import Comparison
from content.editorial.readings import Reading

NOT_LIVE = "A new page: nothing is live yet"
NOT_READABLE = "Cannot be compared: open it to see why"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is never changed, known by its digest."""

    digest: str
    row: Wording = field(compare=False)


def with_live(revision: Revision, edition: Edition | None) -> Comparison:
    """Return what a revision would change. Raises `rendering.Refused`."""
    old = _Text(edition.digest, edition) if edition else None
    return _compared(old, _Text(revision.digest, revision))


def in_a_line(revision: Revision, edition: Edition | None) -> str:
    """Return the dangerous changes of a revision in a few words."""
    if edition is None:
        return NOT_LIVE
    try:
        tally = with_live(revision, edition).tally()
    except rendering.Refused:
        return NOT_READABLE
    told = [f"{count} {name}" for count, name, _ in tally if count]
    return ", ".join(told) if told else "none: wording only"


@lru_cache(maxsize=128)
def _compared(old: _Text | None, new: _Text) -> Comparison:
    before = _reading(old) if old else Reading()
    return dangers.compare(before, _reading(new))


def _reading(text: _Text) -> Reading:
    return readings.reading(text.row, freezing.render(text.row))
