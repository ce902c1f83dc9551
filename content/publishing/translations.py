"""Translations and their originals: what a translation needs, and what follows for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from content.editions import languages
from content.editions.languages import TRANSLATION
from content.editions.models import Edition, LeansOn, Page
from content.editorial.articles import Revision
from content.editorial.rechecks import Recheck

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def live() -> QuerySet[Any]:
    """Return the rows that say of live translations which article they were made from."""
    return LeansOn.objects.filter(
        kind=TRANSLATION, edition__in=Page.objects.live().values("edition_id")
    )


def behind() -> QuerySet[Any]:
    """Return the live translations whose original has a newer edition than they were made from.

    Each row has the number it was `made_from` and the number that is live `now`.
    """
    original = Page.objects.live().filter(code=OuterRef("key"))
    rows: QuerySet[Any] = (
        live()
        .select_related("edition")
        .annotate(
            made_from=Cast(KT("facts__is__number"), IntegerField()),
            now=Subquery(original.values("edition__number")[:1]),
            since=Subquery(original.values("edition__published_at")[:1]),
        )
        .filter(now__gt=F("made_from"))
    )
    return rows


def recheck(page: Page, *, words: str, by: User, at: datetime) -> None:
    """Have every live translation of a page looked at again, since the page was taken down."""
    for code in live().filter(key=page.code).values_list("edition__code", flat=True):
        Recheck(
            code=code,
            kind=Recheck.Kind.ORIGINAL,
            key=page.code,
            words=words,
            raised_by=by,
            raised_at=at,
        ).save()


def problems(revision: Revision) -> Iterator[str]:
    """Yield what stands between a text and being the translation that it says it is."""
    origin = revision.translated_from
    if not origin:
        return
    code, number = origin["code"], origin["number"]
    if code == revision.article.code:
        yield "An article is no translation of itself. Name the article that it was made from."
        return
    original = Edition.objects.filter(code=code, number=number).first()
    if original is None:
        yield (
            f"{code} has no edition {number}. Name an edition that was published, as in"
            " night-cramps 3."
        )
        return
    yield from _of_the_original(revision, original)
    yield from _of_others(revision, original)


def _of_the_original(revision: Revision, original: Edition) -> Iterator[str]:
    if languages.base(original.language) == languages.base(revision.language):
        told = languages.name(original.language)
        yield f"“{original.title}” is in {told}, and so is this. A translation is in another."
    if further := original.translated_from:
        yield (
            f"{original.code} is itself a translation, of {further['code']} {further['number']}."
            " Name that one, and translate from it."
        )
    if not Page.objects.live().filter(code=original.code).exists():
        yield (
            f"{original.code} was taken down. Wait until it stands again, or empty “translated"
            " from” and answer for this text on its own."
        )


def _of_others(revision: Revision, original: Edition) -> Iterator[str]:
    code = revision.article.code
    if other := live().filter(key=code).select_related("edition").first():
        yield (
            f"{other.edition.code} was translated from this article, so this cannot be a"
            " translation as well."
        )
    same = live().filter(key=original.code, edition__language=revision.language)
    if twin := same.exclude(edition__code=code).select_related("edition").first():
        yield (
            f"{twin.edition.code} is the {languages.name(revision.language)} translation of"
            f" {original.code} already. Work on that one."
        )
