"""What may stand in a rendered page, checked by another reader than the one that wrote it."""

import re
from html.parser import HTMLParser

TAGS = {
    *("a", "aside", "b", "blockquote", "br", "caption", "code", "dfn", "div", "em", "figcaption"),
    *("figure", "h2", "h3", "hr", "img", "li", "mark", "ol", "p", "path", "pre", "section", "span"),
    *("strong", "sup", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "a": {"href", "rel", "aria-label"},
    "aside": {"aria-labelledby"},
    "dfn": {"role"},
    "div": {"role", "tabindex", "aria-label"},
    "figure": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading"},
    "ol": {"start"},
    "path": {"d"},
    "section": {"aria-labelledby"},
    "span": {"aria-hidden"},
    "svg": {"viewbox", "role", "aria-label"},
    "th": {"scope"},
}
VOID = {"br", "hr", "img", "path"}
ADDRESS = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:[/?#][^\s\\]*)?"
    r"|mailto:[^\s?]+@[^\s?]+|tel:\+?[0-9-]+|#[a-z0-9-]+|/(?:night|quinine)[a-z-]+/(?:#[a-z-]+)?",
    re.IGNORECASE,
)
PICTURE = re.compile(r"/static/drawings/[a-z-]+\.svg|/media/[0-9a-f]{64}\.webp")
WIDTHS = re.compile(r"/media/[0-9a-f]{64}\.webp 800w, /media/[0-9a-f]{64}\.webp 1600w")


class Page(HTMLParser):
    """A page as a strict reader sees it, and all that it takes exception to."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]
        self.faults += [f"id {i} twice" for i in set(self.ids) if self.ids.count(i) > 1]

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        if tag == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        for name, value in attrs:
            self._check(tag, name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def _check(self, tag, name, value):
        if name != "class" and name not in ATTRIBUTES.get(tag, set()):
            self.faults.append(f"<{tag} {name}>")
        if name == "class" and not re.fullmatch(r"[a-z_ -]+", value):
            self.faults.append(f"class {value}")
        if name == "href" and not ADDRESS.fullmatch(value):
            self.faults.append(f"href {value}")
        if name == "src" and not PICTURE.fullmatch(value):
            self.faults.append(f"src {value}")
        if name == "srcset" and not WIDTHS.fullmatch(value):
            self.faults.append(f"srcset {value}")
        if name == "id":
            self.ids.append(value)
            if value.startswith(("page-", "source-")) or not re.fullmatch(r"[a-z0-9-]+", value):
                self.faults.append(f"id {value}")

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_comment(self, data):
        self.faults.append("a comment")

    def handle_decl(self, decl):
        self.faults.append("a declaration")

    def handle_pi(self, data):
        self.faults.append("an instruction")


def faults_of(html: str) -> list[str]:
    """Give all that must not stand in a page."""
    return Page(html).faults


class Spoken(HTMLParser):
    """The words of a page as they are read, to hold the plain text against."""

    HUSHED = ("hush", "section__link", "cite", "call")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hushed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "img" and not self.hushed:
            self.words.append(values.get("alt") or "")
        if tag not in VOID and (self.hushed or values.get("class") in self.HUSHED):
            self.hushed.append(tag)

    def handle_endtag(self, tag):
        if self.hushed and tag not in VOID:
            self.hushed.pop()

    def handle_data(self, data):
        if not self.hushed:
            self.words.append(data)


def spoken(html: str) -> str:
    """Give the words of a page without any space between them."""
    return "".join("".join(Spoken(html).words).split())
