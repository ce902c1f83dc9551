"""Two editions of a page as one text, in the words that readers were shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy

from content.comparing import parts
from content.comparing.parts import Joined, Part, Whole
from content.editions import references
from content.editions.models import Edition, Rendering

# What stands around the sections. No section has a key like these.
AROUND = {
    "page-title": gettext_lazy("Title"),
    "page-summary": gettext_lazy("In short"),
    "page-key": gettext_lazy("Key points"),
    "page-beginning": gettext_lazy("Before the first heading"),
    "page-sources": gettext_lazy("Sources"),
}
# Wide columns that say nothing here.
UNREAD = ("html", "plain", "edition__body", "edition__also_called")


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of an edition, which are never changed, known by their digest."""

    digest: str
    rendering: Rendering = field(compare=False)


def compared(code: str, older: int, newer: int) -> dict[str, Any]:
    """Return what a template shows of two editions that were both published."""
    renderings = Rendering.objects.filter(edition__code=code, edition__number__in=(older, newer))
    newest = {
        row.edition.number: row
        for row in renderings.select_related("edition").defer(*UNREAD).order_by("number")
    }
    old, new = (_Text(newest[n].edition.digest, newest[n]) for n in (older, newer))
    whole = _joined(old, new)
    return {
        "editions": [_presented(text.rendering.edition) for text in (old, new)],
        "counts": dict(whole.counts),
        "numbers": whole.numbers,
        "is_different": any(part.is_different() for part in whole.parts),
        "parts": list(_with_names(whole)),
    }


@lru_cache(maxsize=64)
def _joined(old: _Text, new: _Text) -> Whole:
    return parts.join(list(_parts(old.rendering)), list(_parts(new.rendering)))


def _parts(rendering: Rendering) -> Iterator[Part]:
    """Yield an edition as it is read: a part is a heading and the lines under it."""
    edition, texts = rendering.edition, rendering.section_texts
    yield Part("page-title", "", (edition.title,))
    yield Part("page-summary", "", (edition.summary,))
    yield Part("page-key", "", tuple(edition.key_points))
    yield Part("page-beginning", "", _lines(texts.get("", "")))
    for row in rendering.outline:
        yield Part(row["key"], row["title"], _lines(texts.get(row["key"], "")))
    cited = references.listed(edition.leaning["sources"], rendering.references)
    told = (f"{source['line']} {source['title']}. {source['kind']}" for source in cited)
    # In the order of the alphabet: a source that is only cited sooner is no change.
    yield Part("page-sources", "", tuple(sorted(line.strip() for line in told)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(", ".join(line.split("\t")) for line in text.split("\n") if line)


def _with_names(whole: Whole) -> Iterator[dict[str, Any]]:
    """Yield each part that is different, and the names of the others where they stand."""
    same: list[str] = []
    for part in whole.parts:
        if part.is_different():
            if same:
                yield {"same": same}
            same = []
            yield {"key": part.key, "name": AROUND.get(part.key), "part": part}
        elif part.lines:
            same.append(_name(part))
    if same:
        yield {"same": same}


def _name(part: Joined) -> str:
    around = AROUND.get(part.key)
    return str(around) if around else "".join(piece.words for piece in part.title)


def _presented(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "url": f"/p/{edition.code}/v/{edition.number}/",
        "published_on": edition.published_at,
        "change_note": edition.change_note,
    }
