"""Finished pages, kept by each worker for as long as nothing they show has changed.

Before a kept page is served, one small query asks what stands at its address and at those of the
pages it names. Only if that is the same to the row is the page served again, so a reader never gets
a withdrawn page, an older edition or a title that has changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from django.db.models import Q

from content.editions.languages import TRANSLATION
from content.editions.models import Page

# At some 40 kB a page this is 20 MB a worker, for the largest of sites.
MOST_PAGES = 512

# What tells one state of a page from another, even after a backup was restored under us.
SEEN = ("slug", "code", "edition_id", "rendering_id", "changed_at")
Standing = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished page: what it showed, from which rows, on which day."""

    html: str
    codes: frozenset[str]
    standing: Standing
    on: date


class Pages:
    """The finished pages of one worker, the least used forgotten first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, host: str, slug: str, *, on: date) -> str | None:
        """Return a page that is still as it was, at the cost of one query; else None."""
        with self._lock:
            kept = self._pages.get((host, slug))
        if kept is None or kept.on != on or kept.standing != standing(slug, kept.codes):
            return None
        with self._lock:
            if (host, slug) in self._pages:
                self._pages.move_to_end((host, slug))
        return kept.html

    def put(self, host: str, slug: str, kept: Kept) -> None:
        """Keep a finished page."""
        with self._lock:
            self._pages[host, slug] = kept
            self._pages.move_to_end((host, slug))
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()


def standing(slug: str, codes: Iterable[str]) -> Standing:
    """Return what stands at an address, and of some articles that are live, with translations."""
    here = Q(slug=slug) | Q(code__in=codes, edition__isnull=False)
    rows = Page.objects.filter(here).values_list(*SEEN)
    # Joined, each half goes by its own index; an “or” between them would look at every page.
    translated = Page.objects.filter(
        edition__leans_on__kind=TRANSLATION, edition__leans_on__key__in=codes
    )
    return tuple(sorted(rows.union(translated.values_list(*SEEN))))


def shown(pages: Iterable[Page]) -> Standing:
    """Return the same of pages as they were read when a page was put together."""
    return tuple(sorted({tuple(getattr(page, name) for name in SEEN) for page in pages}))


articles = Pages()
