"""The languages of an article: its original, its translations, and what each says of the others."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import F

from content.editions import languages
from content.editions.languages import TRANSLATION
from content.editions.models import Edition, Page

Family = dict[str, list[Page]]


def of(codes: Collection[str]) -> Family:
    """Return the live translations of some articles, by the code of the original, in one query."""
    found: Family = {}
    leaning = {"edition__leans_on__kind": TRANSLATION, "edition__leans_on__key__in": codes}
    rows = Page.objects.listed().filter(**leaning).annotate(original=F("edition__leans_on__key"))
    for page in rows.order_by("slug"):
        found.setdefault(page.original, []).append(page)  # type: ignore[attr-defined]  # annotated
    return found


def original_of(edition: Edition) -> str:
    """Return the code of the article that was written first: the edition's own, or its original."""
    origin = edition.translated_from
    return str(origin["code"]) if origin else edition.code


def in_our_language(pages: dict[str, Page], family: Family | None = None) -> dict[str, Page]:
    """Return pages by the same codes, each in the language that is being spoken if it is there.

    `family` are their translations; without it they are looked up, should any be needed.
    """
    others = {code for code, page in pages.items() if _elsewhere(page)}
    if not others:
        return pages
    family = of(others) if family is None else family
    spoken = {
        code: page
        for code in others
        for page in reversed(family.get(code, []))
        if not _elsewhere(page)
    }
    return pages | spoken


def all_of(edition: Edition, pages: dict[str, Page], family: Family) -> list[dict[str, Any]]:
    """Return every language in which an article can be read, or nothing when there is but one."""
    code = original_of(edition)
    rows = [*([pages[code]] if code in pages else []), *family.get(code, [])]
    found = [
        {
            "language": page.edition.language,
            "name": languages.own_name(page.edition.language),
            "direction": languages.direction(page.edition.language),
            "url": page.get_absolute_url(),
            "here": page.code == edition.code,
        }
        for page in rows
        if page.edition
    ]
    return found if len(found) > 1 else []


def origin(edition: Edition, pages: dict[str, Page]) -> dict[str, Any] | None:
    """Return what a reader is told of the edition that this one was translated from, if any."""
    if not edition.translated_from:
        return None
    code, number = original_of(edition), edition.translated_from["number"]
    now = pages[code].edition if code in pages else None
    if now is None:
        return {"number": number, "withdrawn": True}
    return {
        "number": number,
        "title": now.title,
        "lang": now.language,
        "language": languages.name(now.language),
        "url": f"/p/{code}/v/{number}/",
        "behind": now.number > number,
        "now": {
            "number": now.number,
            "on": now.published_at,
            "url": pages[code].get_absolute_url(),
        },
    }


def _elsewhere(page: Page) -> bool:
    return bool(page.edition and languages.elsewhere(page.edition.language))
