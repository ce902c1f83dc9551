"""What a revision would change for readers, worked out once for each pair of texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from content import rendering
from content.editions.models import Edition, Page
from content.editions.text import Wording
from content.editorial import dangers, freezing, readings
from content.editorial.articles import Revision
from content.editorial.changes import Change, Comparison
from content.editorial.readings import Reading

NOT_LIVE = "A new page: nothing is live yet"
NOT_READABLE = "Cannot be compared: open it to see why"
# More changes than anybody looks at one by one. Where there are more, it is another text.
MOST_TO_LOOK_AT = 300


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is never changed, known by its digest."""

    digest: str
    row: Wording = field(compare=False)


def with_live(revision: Revision, edition: Edition | None) -> Comparison:
    """Return what a revision would change. Raises `rendering.Refused`."""
    old = _Text(edition.digest, edition) if edition else None
    return _compared(old, _Text(revision.digest, revision))


def reading_of(text: Wording) -> Reading:
    """Return a kept text as a reader gets it. Raises `rendering.Refused`."""
    return _reading(_Text(text.digest, text))


def to_look_at(revision: Revision) -> list[Change]:
    """Return the changes that a reviewer has to look at one by one before approving.

    A page that is not live has none: all of it is new. Raises `rendering.Refused`.
    """
    live = Page.objects.live().filter(code=revision.article.code).select_related("edition")
    page = live.first()
    if page is None:
        return []
    return list(with_live(revision, page.edition).dangerous[:MOST_TO_LOOK_AT])


def all_looked_at(revision: Revision) -> frozenset[str]:
    """Return the keys of a reviewer who has looked at every change there is to look at."""
    return frozenset(change.key for change in to_look_at(revision))


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


@lru_cache(maxsize=128)
def _reading(text: _Text) -> Reading:
    return readings.reading(text.row, freezing.render(text.row))
