"""Where a picture is used: what readers see now, what is being written, what once was live."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from content.editions.images import Image
from content.editions.models import Edition, Page
from content.editorial.articles import Unfinished

LIVE, UNFINISHED, BEFORE = "Live", "Unfinished", "Before"


def of(image: Image) -> list[tuple[str, str, str]]:
    """Return where it stands, an address at the desk and a name for each use, live ones first."""
    return sorted(
        [*_editions(image), *_unfinished(image)],
        key=lambda use: ((LIVE, UNFINISHED, BEFORE).index(use[0]), use[2]),
    )


def _editions(image: Image) -> Iterator[tuple[str, str, str]]:
    live = set(Page.objects.live().values_list("edition_id", flat=True))
    # A drawing goes by its name, so it is looked for by its digest among what was frozen.
    shown = Edition.objects.filter(leaning__images__icontains=image.pk)
    for pk, title, number in shown.values_list("pk", "title", "number"):
        address = reverse("admin:content_edition_change", args=[pk])
        yield LIVE if pk in live else BEFORE, address, f"{title}, edition {number}"


def _unfinished(image: Image) -> Iterator[tuple[str, str, str]]:
    shown = Unfinished.objects.filter(revision__leaning__images__icontains=image.pk)
    names = ("article_id", "revision__title", "revision__number")
    for article, title, number in shown.values_list(*names):
        address = reverse("admin:content_article_change", args=[article])
        yield UNFINISHED, address, f"{title}, revision {number}"
