"""What live pages lean on: sources with the pages that cite them, and words with their meanings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.editions import languages, references
from content.editions.models import LeansOn, Page
from content.reading import site


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List every source that a live page cites, with its kind and how many pages lean on it."""
    found: dict[str, dict[str, Any]] = {}
    for row in of_live_pages("sources").order_by("key", "-edition_id"):
        entry = found.setdefault(row.key, _source(row) | {"pages": 0})
        entry["pages"] += 1
    kinds: dict[str, list[dict[str, Any]]] = {}
    for entry in sorted(found.values(), key=lambda each: str(each["title"]).casefold()):
        kinds.setdefault(entry["kind"], []).append(entry)
    context = {"site": site.about(), "kinds": sorted(kinds.items()), "count": len(found)}
    return site.respond(request, "reading/sources.html", context)


@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show a source and the live pages that lean on it."""
    rows = list(of_live_pages("sources").filter(key=key).order_by("-edition_id"))
    if not rows:
        raise Http404
    pages = Page.objects.listed().filter(edition__in=[row.edition_id for row in rows])
    context = {
        "site": site.about(),
        "source": _source(rows[0]),
        "pages": [site.card(page) for page in pages.order_by("slug")],
    }
    return site.respond(request, "reading/source.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """List the medical words that live pages explain, each with its meaning."""
    rows = of_live_pages("terms").order_by("key", "edition_id")
    found = {
        word: {"word": word, "meaning": facts["is"], "lang": languages.elsewhere(language)}
        for word, facts, language in rows.values_list("key", "facts", "edition__language")
    }
    words = [found[word] for word in sorted(found)]
    return site.respond(request, "reading/glossary.html", {"site": site.about(), "words": words})


def of_live_pages(kind: str) -> QuerySet[LeansOn]:
    """Return what live pages lean on, of one kind."""
    live = Page.objects.live().values("edition_id")
    return LeansOn.objects.filter(kind=kind, edition_id__in=live)


def _source(row: LeansOn) -> dict[str, Any]:
    [entry] = references.listed({row.key: row.facts["is"]}, [row.key])
    return entry
