"""A text as a reader gets it, in the parts that two texts are compared by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from content import rendering
from content.editions.text import Wording
from content.editorial import differences
from content.editorial.differences import Sentence
from content.rendering.cards import LEVELS


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a reader gets it, in the parts that are compared."""

    sentences: tuple[Sentence, ...] = ()
    cards: tuple[rendering.Card, ...] = ()
    links: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    pictures: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)


def reading(text: Wording, document: rendering.Document) -> Reading:
    """Return a whole text in the parts that are compared."""
    return Reading(
        sentences=tuple(
            sentence
            for where, words in _parts(text, document)
            for sentence in differences.sentences(where, words)
        ),
        cards=document.cards,
        links=Counter([*map(_link, document.links), *document.external_links]),
        sources=Counter(_source(text, key) for key in document.citations),
        codes=Counter(f"{row['system']} {row['code']} {row['meaning']}" for row in text.codes),
        pictures=Counter(document.images),
        flags=Counter(_flag(key, flag) for key, flag in text.leaning.get("flags", {}).items()),
    )


def _parts(text: Wording, document: rendering.Document) -> Iterator[tuple[str, str]]:
    """Yield all the words that somebody reads, part by part."""
    titles = {section.key: section.title for section in document.outline}
    yield "the title", text.title
    yield "the summary", text.summary
    yield "the key points", "\n".join(text.key_points)
    for key, words in document.section_texts.items():
        yield titles.get(key, "the beginning"), _without_levels(words)
    yield "the headings", "\n".join(titles.values())
    yield "the related pages", "\n".join(f"{row['why']} ({row['code']})" for row in text.related)
    yield "the also-called words", "\n".join(text.also_called)
    yield "the address", f"/{text.slug}/"
    yield "the topic", text.topic
    yield "the language", text.language
    yield "the time to the next review", f"{text.review_months} months"
    yield "the retired sections", "\n".join(f"#{key}: {to}" for key, to in text.forwards.items())


def _link(link: rendering.Link) -> str:
    return f"{link.words} → {link.code}#{link.section}".rstrip("#")


def _source(text: Wording, key: str) -> str:
    source = text.leaning.get("sources", {}).get(key, {})
    return " · ".join(part for part in (key, source.get("title"), source.get("kind")) if part)


def _flag(key: str, flag: Mapping[str, Any]) -> str:
    tell = flag.get("tell") or {}
    told = (flag.get("urgency"), flag.get("may_mean"), *(tell[name] for name in sorted(tell)))
    return " · ".join([key, *(str(part) for part in told if part)])


def _without_levels(words: str) -> str:
    """Take the levels of care cards off their headings: they are compared as levels."""
    for level in LEVELS.values():
        words = re.sub(rf"^{re.escape(level)} ", "", words, flags=re.MULTILINE)
    return words
