"""A rendered page as a reader meets it: sections, the blocks in them, and what these cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"img", "br", "hr", "wbr"}
BREAKS = {"p", "li", "td", "th", "tr", "h2", "h3", "caption", "div"}


@dataclass(eq=False)
class Block:
    """An element of a page, with the words and elements in it."""

    tag: str
    attributes: dict[str, str | None]
    inside: list[Block | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())

    @property
    def blocks(self) -> list[Block]:
        return [part for part in self.inside if isinstance(part, Block)]

    def all(self, *tags: str) -> Iterator[Block]:
        """Yield the outermost blocks that have one of some tags: itself, or those in it."""
        if self.tag in tags:
            yield self
            return
        for block in self.blocks:
            yield from block.all(*tags)

    def cites(self) -> bool:
        return "cite" in self.classes or any(block.cites() for block in self.blocks)

    def words(self) -> str:
        """Return what a reader reads in it: no marks of sources, no words for screen readers."""
        if self.tag == "svg" or self.classes & {"cite", "hush"}:
            return ""
        parts = [part if isinstance(part, str) else part.words() for part in self.inside]
        return "".join(parts) + (" " if self.tag in BREAKS else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Block("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        block = Block(tag, dict(attrs))
        self.open[-1].inside.append(block)
        if tag not in VOID:
            self.open.append(block)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Block(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            closed = self.open.pop()
            assert closed.tag == tag, f"<{closed.tag}> is closed by </{tag}>."

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def sections(html: str) -> dict[str, list[Block]]:
    """Return the blocks of each section of a page by its key; those before the first under ""."""
    reader = _Reader()
    reader.feed(html)
    return {
        next((part.attributes["id"] or "" for part in section.all("h2")), ""): section.blocks
        for section in reader.open[0].blocks
    }
