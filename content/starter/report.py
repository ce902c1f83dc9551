"""The library at a glance: how long, how plain, and how well linked each live page is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from content.editions.models import Page
from content.editorial import freezing, plain

FEWEST_LINKS = 2


@dataclass(slots=True)
class Line:
    """What the report says of one live page."""

    code: str
    words: int
    grade: float
    links_in: set[str] = field(default_factory=set)
    links_out: set[str] = field(default_factory=set)

    def is_orphan(self) -> bool:
        """Say whether too few pages lead here, or too few lead on."""
        return min(len(self.links_in), len(self.links_out)) < FEWEST_LINKS


def length(text: str, *above: str) -> int:
    """Return the words of a page: its text, and its title, summary and key points above it."""
    return plain.count("\n".join([*above, text]))


def lines() -> list[Line]:
    """Return a line for each live page, by code."""
    found: dict[str, Line] = {}
    linked: list[tuple[str, str]] = []
    for page in Page.objects.live().select_related("edition").order_by("code"):
        edition = page.edition
        if edition is None:
            continue
        document = freezing.render(edition)
        words = length(document.text, edition.title, edition.summary, *edition.key_points)
        found[page.code] = Line(page.code, words, plain.grade(document.sentences))
        codes = {link.code for link in document.links} | {row["code"] for row in edition.related}
        linked += [(page.code, code) for code in codes - {page.code}]
    for start, end in linked:
        found[start].links_out.add(end)
        if end in found:
            found[end].links_in.add(start)
    return list(found.values())


def told() -> Iterator[str]:
    """Yield the report, a row a page, then the orphans."""
    yield f"{'page':<34}{'words':>6}{'grade':>7}{'in':>4}{'out':>5}"
    found = lines()
    for line in found:
        counts = f"{len(line.links_in):>4}{len(line.links_out):>5}"
        yield f"{line.code:<34}{line.words:>6}{line.grade:>7.1f}{counts}"
    orphans = ", ".join(line.code for line in found if line.is_orphan())
    yield f"Fewer than {FEWEST_LINKS} links in or out: {orphans or 'none'}."
