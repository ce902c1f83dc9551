"""The words of a block, with the marks on them, set as HTML and read as text."""

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from content.rendering.addresses import brief, is_outside
from content.rendering.document import Link
from content.rendering.galley import Galley
from content.rendering.images import set_inline
from content.rendering.syntax.marks import words_of

MARKS = {"em": "em", "strong": "strong"}


class Words:
    """The setting of one block's words: which line it has come to, and which links are open."""

    def __init__(self, galley: Galley, line: int | None, *, heading: bool) -> None:
        self.galley = galley
        self.line = line
        self.heading = heading
        self.open_links: list[tuple[str, int, str]] = []

    def set(self, tokens: Sequence[Token]) -> None:
        """Set the tokens, one after another."""
        for token in tokens:
            WRITERS[token.type](self, token)

    def text(self, token: Token) -> None:
        if token.content.startswith(":::"):
            self.galley.problem(
                "A box begins at the margin, on a line of its own, outside lists and quotations. "
                "Move this “:::” there.",
                self.line,
            )
        self.galley.say(token.content)

    def code(self, token: Token) -> None:
        self.galley.put("<code>")
        self.galley.say(token.content)
        self.galley.put("</code>")

    def new_line(self, token: Token) -> None:
        self.galley.put("<br>\n" if token.type == "hardbreak" else "\n")
        self.galley.plain.add(" ")
        if self.line is not None:
            self.line += 1

    def mark(self, token: Token) -> None:
        self.galley.put(f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>")

    def mistake(self, token: Token) -> None:
        self.galley.mistake(token.content, token.meta["message"], self.line)

    def open_link(self, token: Token) -> None:
        href = str(token.attrs["href"])
        message = self._fault_of(href)
        if message:
            self.galley.problem(message, self.line)
            self.galley.put('<mark class="mistake">')
            self.open_links.append(("</mark>", self.galley.plain.place(), ""))
            return
        self._note_link_in_emergency()
        self.galley.open_link(href, external=not href.startswith("#"))
        self.open_links.append(("</a>", self.galley.plain.place(), href))

    def close_link(self, token: Token) -> None:
        closing, place, href = self.open_links.pop()
        words = self.galley.plain.since(place)
        if href:
            self.galley.plain.mark("link", href, words)
        if not words:
            self.galley.problem(
                "This link has no words to read. Write them between the square brackets.", self.line
            )
        self.galley.put(closing)

    def _is_in_link(self) -> bool:
        return any(closing == "</a>" for closing, _, _ in self.open_links)

    def _fault_of(self, href: str) -> str:
        if self._is_in_link():
            return "A link cannot stand inside another link. Take one of them out."
        if href.startswith("#"):
            if href[1:] in self.galley.places:
                return ""
            return f"No section here has the key “{brief(href[1:])}”. Correct it."
        if is_outside(href):
            return ""
        if not href:
            return "This link has no address. Write it between the round brackets."
        return (
            f"“{brief(href)}” is not an address that readers can be sent to. Use one that begins "
            "with https://, mailto: or tel:, or link to an article by its code: [[night-cramps]]."
        )

    def _note_link_in_emergency(self) -> None:
        if self.galley.box == "emergency":
            self.galley.problem(
                "An emergency card has no links, so that nothing leads away from the telephone. "
                "Take this link out.",
                self.line,
            )

    def article_link(self, token: Token) -> None:
        code, key, words = token.meta["code"], token.meta["section"], token.meta["words"]
        target = self.galley.resolve.links.get(code)
        shown = words or token.content
        self.galley.links.append(Link(code, key, words))
        if target is None:
            message = f"There is no article “{code}” to link to. Correct the code, or write it."
        elif key and key not in target.sections:
            message = f"“{target.title}” has no section “{key}”. Link to one that it has."
        elif self._is_in_link():
            message = "A link cannot stand inside another link. Take one of them out."
        else:
            shown = words or (target.sections[key] if key else target.title)
            self.galley.links[-1] = Link(code, key, shown)
            self._note_link_in_emergency()
            self.galley.open_link(f"{target.href}#{key}" if key else target.href)
            self.galley.say(shown)
            self.galley.put("</a>")
            self.galley.plain.mark("link", f"{code}#{key}" if key else code, shown)
            return
        self.galley.mistake(shown, message, self.line)

    def citation(self, token: Token) -> None:
        for source in token.meta["sources"]:
            self.galley.cite(source, self.line)

    def red_flag(self, token: Token) -> None:
        flag = token.meta["flag"]
        words = self.galley.resolve.flags.get(flag)
        self.galley.flags.setdefault(flag)
        if words is None:
            self.galley.mistake(
                token.content,
                f"There is no warning sign “{flag}”. Correct its id, or add it to the signs.",
                self.line,
            )
        else:
            self.galley.say(words)
            self.galley.plain.mark("flag", flag, words)

    def glossary(self, token: Token) -> None:
        term, words = token.meta["term"], token.meta["words"]
        meaning = self.galley.resolve.terms.get(term)
        if meaning is None:
            self.galley.mistake(
                token.content,
                f"“{words}” is not in the glossary. Add it there, or take the brackets off.",
                self.line,
            )
        elif self.heading or term in self.galley.explained:
            self.galley.say(words)
        else:
            self.galley.explained.add(term)
            # By its own role it is told of as a list of meanings, with none in it.
            self.galley.put('<dfn role="none">')
            self.galley.say(words)
            self.galley.put("</dfn>")
            self.galley.say(f" ({meaning})")
        self.galley.terms.setdefault(term)

    def image(self, token: Token) -> None:
        set_inline(self.galley, token, self.line)


WRITERS: dict[str, Callable[[Words, Token], None]] = {
    "text": Words.text,
    "code_inline": Words.code,
    "softbreak": Words.new_line,
    "hardbreak": Words.new_line,
    "em_open": Words.mark,
    "em_close": Words.mark,
    "strong_open": Words.mark,
    "strong_close": Words.mark,
    "link_open": Words.open_link,
    "link_close": Words.close_link,
    "image": Words.image,
    "mistake": Words.mistake,
    "article_link": Words.article_link,
    "citation": Words.citation,
    "red_flag": Words.red_flag,
    "glossary": Words.glossary,
}


def set_words(
    galley: Galley, tokens: Sequence[Token], line: int | None, *, heading: bool = False
) -> None:
    """Set the words of a block that begins on this line."""
    if galley.before:
        galley.say(galley.before)
        galley.before = ""
    galley.plain.at(line)
    Words(galley, line, heading=heading).set(tokens)


def title_of(tokens: Sequence[Token]) -> str:
    """Give the words of a heading as they stand in a list of contents."""
    return " ".join(words_of(tokens).split())
