"""What goes into a rendering and what comes out of one, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

VERSION = "2"
MAX_BYTES = 100_000


class Refused(ValueError):  # noqa: N818 - the room's word for it, and it reads as a sentence
    """A text that is not rendered at all, and what its editor can do about it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message, line)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not stop a preview, and does stop publication."""

    message: str
    line: int | None


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where an article stands, and the titles of its sections by key."""

    href: str
    title: str
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """A number from a source: its sentence, its trusted picture, its table and its doubt."""

    say: str
    picture: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    doubt: str
    source: str


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture the site itself serves, and the same picture for narrow screens."""

    href: str
    width: int
    height: int
    narrow: "ImageFile | None" = None


@dataclass(frozen=True, slots=True)
class Call:
    """One telephone line of an emergency card."""

    country: str
    number: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """Everything a text leans on, already frozen by the caller.

    `terms` has each glossary word in lower case; `images` has "media:<sha256>" or "drawing:name".
    `retracted` has the day and the reason of each source that was taken back.
    """

    links: Mapping[str, LinkTarget] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    retracted: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, FindingBlock] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, ImageFile] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that can be linked to. Level 3 is here only when it was given a key."""

    key: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an article by its code, or to a section of it; `section` may be empty."""

    code: str
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """A care card: its level, its heading, and the plain text of its body."""

    level: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that hangs on the words of a passage at a place among them.

    `kind` is "source", "link", "flag" or "picture"; `name` is its id or address, and `words` are
    what a reader gets for it.
    """

    kind: str
    place: int
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the text where it stands: a paragraph, an item of a list, a row, a heading.

    `section` is the key it counts to and `box` the kind of box around it, each "" for none. `kind`
    is "prose", "item" (of a list), "heading" or "" for all else, and `line` is where its words
    begin in the source.
    """

    words: str
    section: str
    box: str
    kind: str
    line: int | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Leanings:
    """The names a text uses for things that are kept elsewhere."""

    links: frozenset[str]
    sources: frozenset[str]
    findings: frozenset[str]
    terms: frozenset[str]
    flags: frozenset[str]
    images: frozenset[str]


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered text.

    `section_texts` divides the text, its section headings left out: each key holds what stands
    from its heading to the next heading with a key, and "" what precedes the first.
    """

    html: str
    text: str
    outline: tuple[Section, ...]
    links: tuple[Link, ...]
    citations: tuple[str, ...]
    findings: tuple[str, ...]
    terms: tuple[str, ...]
    flags: tuple[str, ...]
    images: tuple[str, ...]
    external_links: tuple[str, ...]
    cards: tuple[Card, ...]
    sentences: tuple[str, ...]
    section_texts: Mapping[str, str]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
