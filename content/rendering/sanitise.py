"""The second line: HTML reduced to what this room writes, whatever the parser let through."""

import re

import nh3

from content.rendering.images import SIZES
from content.rendering.words import BY_LANGUAGE, ENGLISH

TAGS = frozenset(
    (
        *("a", "aside", "b", "blockquote", "br", "caption", "code", "dfn", "div", "em"),
        *("figcaption", "figure", "h2", "h3", "hr", "img", "li", "mark", "ol", "p", "pre"),
        *("section", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
ATTRIBUTES = {
    "a": {"href", "rel", "aria-label", "lang"},
    "aside": {"aria-labelledby"},
    "dfn": {"role"},
    "div": {"role", "tabindex", "aria-label"},
    "figure": {"id"},
    "h2": {"id"},
    "h3": {"id", "lang"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading"},
    "ol": {"start"},
    "section": {"aria-labelledby"},
    "span": {"aria-hidden", "lang"},
    "td": {"data-label"},
    "th": {"scope"},
}
CLASSES = {
    "a": {"section__link"},
    "aside": {"note"},
    "div": {
        *("care__body", "finding__picture", "list", "list--do", "list--dont", "prose"),
        *("scroll", "section__heading", "steps__words"),
    },
    "figcaption": {"finding__say"},
    "figure": {"figure", "finding"},
    "h3": {"care__heading", "note__heading", "steps__name"},
    "img": {"figure__picture", "steps__picture"},
    "li": {"steps__item"},
    "mark": {"mistake"},
    "ol": {"steps"},
    "p": {"finding__note"},
    "section": {"care", "care--emergency", "care--nonurgent", "care--urgent", "prose"},
    "span": {"care__level", "hush"},
    "sup": {"cite"},
    "table": {"wide"},
    "td": {"centre", "right"},
    "th": {"centre", "right"},
    "ul": {"call"},
}
TOLD = ("role", "aria-label")
FIXED = {
    "tabindex": {"0"},
    "aria-hidden": {"true"},
    "loading": {"lazy"},
    "sizes": {SIZES},
    "rel": {"noopener noreferrer"},
    "lang": {ENGLISH},
    "scope": {"col", "row"},
}
ROLES = {"dfn": "none", "div": "group"}
NUMBERS = frozenset({"width", "height", "start"})
SCHEMES = frozenset({"https", "http", "mailto", "tel"})
OWN_ID = re.compile(r"(?:card|note|finding)-[a-z0-9-]+\Z")
WIDTH = re.compile(r"[0-9]+w\Z")
OWN_PLACE = re.compile(r"#source-[0-9]+\Z")
SOURCES = "|".join(sorted(re.escape(words.source) for words in BY_LANGUAGE.values()))
OWN_NAME = re.compile(rf"(?:{SOURCES}) [0-9]+\Z")


def sanitise(html: str, *, keys: frozenset[str], addresses: frozenset[str]) -> str:
    """Keep only the tags, attributes, classes, ids and addresses that a page may have."""
    places = addresses | {f"#{key}" for key in keys}

    def allowed(tag: str, name: str, value: str) -> str | None:
        is_ours = _is_told(tag, name, value) if name in TOLD else _is_ours(name, value)
        return value if is_ours else None

    def _is_ours(name: str, value: str) -> bool:
        if name in FIXED:
            return value in FIXED[name]
        if name in NUMBERS:
            return value.isascii() and value.isdigit()
        if name in ("id", "aria-labelledby"):
            return value in keys or bool(OWN_ID.match(value))
        if name in ("href", "src"):
            return value in places or bool(OWN_PLACE.match(value))
        if name == "srcset":
            return all(_is_offered(one, addresses) for one in value.split(", "))
        return True

    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=allowed,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _is_told(tag: str, name: str, value: str) -> bool:
    """Say whether a screen reader is told what this room would tell it of such an element."""
    if name == "role":
        return value == ROLES[tag]
    return tag == "div" or bool(OWN_NAME.match(value))


def _is_offered(one: str, addresses: frozenset[str]) -> bool:
    """Say whether one picture of a set is the site's own, at some width."""
    address, _, width = one.partition(" ")
    return address in addresses and bool(WIDTH.match(width))
