"""One page while it is being set: the HTML so far, and all that is gathered on the way."""

from content.rendering.document import Card, Link, Lookup, Problem, Refused, Section
from content.rendering.escape import attribute, escape
from content.rendering.plain import Plain
from content.rendering.words import Words

GROWTH = 40
FLOOR = 20_000


class Galley:
    """What one rendering writes and remembers. Made for it, and thrown away after it."""

    def __init__(self, source: str, *, resolve: Lookup, keys: dict[int, str], words: Words) -> None:
        self.resolve = resolve
        self.words = words
        self.keys = keys
        self.places = frozenset(keys.values())
        self.plain = Plain()
        self.problems: list[Problem] = []
        self.outline: list[Section] = []
        self.links: list[Link] = []
        self.cards: list[Card] = []
        self.citations: dict[str, int] = {}
        self.findings: dict[str, None] = {}
        self.terms: dict[str, None] = {}
        self.explained: set[str] = set()
        self.flags: dict[str, None] = {}
        self.images: dict[str, None] = {}
        self.external_links: dict[str, None] = {}
        self.pictures: list[str] = []
        self.addresses: set[str] = set()
        self.within = 0  # how many lists and tables are open
        self.notes = 0
        self.before = ""  # what the next words set begin with
        self._html: list[str] = []
        self._room = max(GROWTH * len(source.encode("utf-8")), FLOOR)

    @property
    def html(self) -> str:
        """What has been set so far."""
        return "".join(self._html)

    @property
    def box(self) -> str:
        """The kind of box that is being set, "" for none."""
        return self.plain.box

    def put(self, markup: str) -> None:
        """Set markup, while the page keeps in proportion to its text."""
        self._room -= len(markup) if markup.isascii() else len(markup.encode("utf-8"))
        if self._room < 0:
            raise Refused(
                f"The page would be more than {GROWTH} times as long as its text. "
                "Something in it repeats too often: shorten it."
            )
        self._html.append(markup)

    def say(self, words: str) -> None:
        """Set words, which are read."""
        self.put(escape(words))
        self.plain.add(words)

    def trim(self) -> None:
        """Take back the space before a mark that clings to the word before it."""
        if self._html:
            self._html[-1] = self._html[-1].rstrip(" ")
        self.plain.trim()

    def problem(self, message: str, line: int | None) -> None:
        """Remember what is in the way of publishing."""
        self.problems.append(Problem(message, line))

    def mistake(self, shown: str, message: str, line: int | None) -> None:
        """Show what was typed, marked, and remember what is wrong with it."""
        self.put('<mark class="mistake">')
        self.say(shown)
        self.put("</mark>")
        self.problem(message, line)

    def cite(self, source: str, line: int | None) -> None:
        """Set the mark of a citation, numbered by first use."""
        self.trim()
        if source not in self.resolve.sources:
            self.mistake(
                f"[@{source}]",
                f"There is no source “{source}”. Add it to the sources, or correct its id.",
                line,
            )
            return
        if retraction := self.resolve.retracted.get(source):
            told = retraction.rstrip(".")
            self.problem(f"The source “{source}” was retracted on {told}. Take it out.", line)
        self.plain.mark("source", source)
        number = self.citations.setdefault(source, len(self.citations) + 1)
        # With the word hidden beside the number, Firefox tells of two links.
        name = attribute(f"{self.words.source} {number}")
        self.put(
            f'<sup class="cite"><a href="#source-{number}" aria-label="{name}"{self.words.tag}>'
            f"[{number}]</a></sup>"
        )

    def open_link(self, href: str, *, external: bool = False) -> None:
        """Begin a link to an address that has been found good."""
        self.addresses.add(href)
        if external:
            self.external_links.setdefault(href)
        rel = ' rel="noopener noreferrer"' if external else ""
        self.put(f'<a href="{attribute(href)}"{rel}>')
