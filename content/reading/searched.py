"""What a search needs of the pages it found, made ready once and kept by each worker.

A rendering and its edition never change, so what was made of them holds for as long as they stand
at an address, which one small query tells of all the pages that were found.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Generic, TypeVar

from content.editions import search_index
from content.editions.models import Rendering
from content.editions.words import WORD, stem
from content.reading import choices, extracts, ranking

# Of names some 2 kB each, of texts some 60 kB: 25 MB a worker, for the largest of sites.
MOST_NAMES, MOST_TEXTS = 4_096, 256

# A rendering, and when it came to stand: after a backup was restored, a number may be another's.
Standing = tuple[int, object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """What a result shows of a page, and in which of its sections each word stands."""

    code: str
    language: str
    title: str
    summary: str
    review_due_on: date
    is_demonstration: bool
    titles: Mapping[str, str]
    sections: tuple[tuple[str, str], ...]
    # The sections line by line, where that tells what stands on which address.
    lines: Mapping[str, str]
    # Of a word's stem, a bit for each section that has it in its text, and in its heading.
    told: Mapping[str, int]
    headed: Mapping[str, int]

    def best(self, stems: Sequence[str]) -> tuple[str, str]:
        """Return key and text of the section that says most about some words, or nothing."""
        told, headed = self._bits(self.told, stems), self._bits(self.headed, stems)
        best, best_score = ("", ""), 0
        for number, section in enumerate(self.sections):
            bit = 1 << number
            score = sum(1 for bits in told if bits & bit) + 2 * sum(1 for b in headed if b & bit)
            if score > best_score:
                best, best_score = section, score
        return best

    @staticmethod
    def _bits(places: Mapping[str, int], stems: Sequence[str]) -> list[int]:
        return [places[stem] for stem in stems if stem in places]


class Kept(Generic[T]):
    """What was made of some renderings, the least used forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: OrderedDict[Standing, T] = OrderedDict()
        self._lock = Lock()

    def get(self, wanted: Iterable[Standing]) -> dict[Standing, T]:
        """Return those that are still here."""
        with self._lock:
            found = {
                standing: self._rows[standing] for standing in wanted if standing in self._rows
            }
            for standing in found:
                self._rows.move_to_end(standing)
        return found

    def put(self, rows: Mapping[Standing, T]) -> None:
        """Keep some more."""
        with self._lock:
            self._rows.update(rows)
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._rows.clear()


_names: Kept[ranking.Names] = Kept(MOST_NAMES)
_texts: Kept[Text] = Kept(MOST_TEXTS)


def clear() -> None:
    """Begin as a new worker does."""
    _names.clear()
    _texts.clear()


def standing(pages: Iterable[search_index.Live]) -> dict[int, tuple[str, Standing]]:
    """Return of each live page, by its number, its address and what stands there."""
    return {page.pk: (page.slug, (page.rendering_id, page.since)) for page in pages}


def names(wanted: Sequence[Standing]) -> dict[Standing, ranking.Names]:
    """Return what pages go by."""
    found = _names.get(wanted)
    missing = [standing for standing in wanted if standing not in found]
    if missing:
        columns = ("edition__title", "edition__also_called", "outline", "edition__language")
        made = {
            standing: ranking.names(
                title, tuple(also), tuple(row["title"] for row in outline), language
            )
            for standing, (title, also, outline, language) in _rows(missing, *columns)
        }
        _names.put(made)
        found |= made
    return found


def texts(wanted: Sequence[Standing]) -> dict[Standing, Text]:
    """Return what results show of pages."""
    found = _texts.get(wanted)
    missing = [standing for standing in wanted if standing not in found]
    if missing:
        edition = ("code", "language", "title", "summary", "review_due_on", "is_demonstration")
        columns = (*(f"edition__{name}" for name in edition), "outline", "section_texts", "html")
        made = {standing: _text(*row) for standing, row in _rows(missing, *columns)}
        _texts.put(made)
        found |= made
    return found


def _rows(wanted: Sequence[Standing], *columns: str) -> list[tuple[Standing, tuple[Any, ...]]]:
    """Return columns of renderings, which are the same whatever stands at their address by now."""
    by_number = {number: (number, at) for number, at in wanted}
    rows = Rendering.objects.filter(pk__in=by_number).values_list("pk", *columns)
    return [(by_number[pk], tuple(row)) for pk, *row in rows]


def _text(  # noqa: PLR0913, PLR0917  # the columns of a row
    code: str,
    language: str,
    title: str,
    summary: str,
    due_on: date,
    is_demonstration: bool,  # noqa: FBT001  # a column
    outline: Sequence[Mapping[str, str]],
    section_texts: Mapping[str, str],
    html: str,
) -> Text:
    titles = {row["key"]: row["title"] for row in outline}
    told = extracts.headings(html)
    sections = tuple((key, extracts.one_line(text, told)) for key, text in section_texts.items())
    return Text(
        code=code,
        language=language,
        title=title,
        summary=summary,
        review_due_on=due_on,
        is_demonstration=is_demonstration,
        titles=titles,
        sections=sections,
        lines=section_texts if code == choices.REMEDIES else {},
        told=_places(text for _, text in sections),
        headed=_places(titles.get(key, "") for key, _ in sections),
    )


def _places(texts: Iterable[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, text in enumerate(texts):
        for word in set(WORD.findall(extracts.plain(text))):
            stemmed = stem(word)
            places[stemmed] = places.get(stemmed, 0) | 1 << number
    return places
