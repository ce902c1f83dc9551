"""Languages by their tags, such as en-GB: how each is called, and which way it is written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import get_language, gettext

# How an edition leans on the article that it was translated from, as LeansOn has it.
TRANSLATION = "translation"

# Written from right to left, besides those that Django knows to be.
RIGHT_TO_LEFT = frozenset({"arc", "ckb", "dv", "ks", "ps", "sd", "yi"})


def base(tag: str) -> str:
    """Return the language of a tag without its country."""
    return tag.partition("-")[0].lower()


def is_known(tag: str) -> bool:
    """Say whether readers can be told the name of a language."""
    return base(tag) in LANG_INFO


def own_name(tag: str) -> str:
    """Return what a language calls itself, begun with a capital as in a list."""
    name = str(LANG_INFO.get(base(tag), {}).get("name_local", tag))
    return name[:1].upper() + name[1:]


def name(tag: str) -> str:
    """Return what the language that is being spoken calls another, as within a sentence."""
    said = gettext(str(LANG_INFO.get(base(tag), {}).get("name", tag)))
    # English alone of those we speak writes it with a capital.
    return said if base(get_language() or "") == "en" else said[:1].lower() + said[1:]


def direction(tag: str) -> str:
    """Return which way a language is written: ltr or rtl."""
    known = LANG_INFO.get(base(tag), {})
    return "rtl" if known.get("bidi") or base(tag) in RIGHT_TO_LEFT else "ltr"


def spoken(tag: str) -> str:
    """Return the language in which the site speaks around a text: the text's, if it knows it.

    Around other texts it speaks `SITE_LANGUAGE`. What a browser asks for plays no part: a page is
    kept by caches for everybody.
    """
    for known, _ in settings.LANGUAGES:
        if base(known) == base(tag):
            return known
    return settings.SITE_LANGUAGE


def elsewhere(tag: str) -> str:
    """Return a tag where it is of another language than the one that is being spoken, else ""."""
    return "" if base(tag) == base(get_language() or "") else tag


def speaking(tag: str) -> translation.override:
    """Speak around a text in its own language, as far as the site can."""
    return translation.override(spoken(tag))


def around(tag: str) -> dict[str, Any]:
    """Return what templates say of the language of a text and of the words around it.

    `page_language` is the one of the whole page. Where text and page are in two languages, `text`
    and `ours` are the tag and the direction of either; else there is nothing to tell apart.
    """
    if not elsewhere(tag):
        return {"page_language": tag}
    here = get_language() or settings.SITE_LANGUAGE
    return {
        "page_language": here,
        "text": {"lang": tag, "dir": direction(tag)},
        "ours": {"lang": here, "dir": direction(here)},
    }
