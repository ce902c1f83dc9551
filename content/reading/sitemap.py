"""The sitemap: every page that search engines may show, with the day its words changed if known."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from content.editions.languages import TRANSLATION
from content.editions.models import LeansOn, Page
from content.reading import leanings, site

MOST_ADDRESSES = 50_000  # what one sitemap may hold
# Pages of the site itself. They change with whatever is published, so none has a day of its own.
OWN = ("", "about/", "accessibility/", "sources/", "glossary/")

Row = dict[str, Any]


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """List every address or, when they are too many for one file, the files that do."""
    rows = _rows(request)
    if len(rows) <= MOST_ADDRESSES:
        return _answer("reading/sitemap.xml", rows)
    numbers = range(1, -(-len(rows) // MOST_ADDRESSES) + 1)
    parts = [{"url": request.build_absolute_uri(f"/sitemap-{number}.xml")} for number in numbers]
    return _answer("reading/sitemaps.xml", parts)


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """List the addresses of one file among several."""
    rows = _rows(request)
    here = rows[(number - 1) * MOST_ADDRESSES : number * MOST_ADDRESSES] if number else []
    if not here or len(rows) <= MOST_ADDRESSES:
        raise Http404
    return _answer("reading/sitemap.xml", here)


def _rows(request: HttpRequest) -> list[Row]:
    """Return what is listed: address, day, and where the same page stands in each language."""
    root = request.build_absolute_uri("/")
    articles = list(
        Page.objects.live()
        .order_by("slug")
        .values_list("slug", "code", "edition__language", "edition__published_at")
    )
    alike = _in_each_language(root, articles)
    sources = leanings.of_live_pages("sources").order_by("key").values_list("key", flat=True)
    return [
        *({"url": f"{root}{path}", "on": None} for path in OWN),
        *(
            {"url": f"{root}{slug}/", "on": at, "languages": alike.get(code, [])}
            for slug, code, _, at in articles
        ),
        *({"url": f"{root}sources/{key}/", "on": None} for key in sources.distinct()),
    ]


def _in_each_language(root: str, articles: list[tuple[Any, ...]]) -> dict[str, list[Row]]:
    """Return, by its code, where each article that has a translation, or is one, can be read."""
    standing = {
        code: {"language": lang, "url": f"{root}{slug}/"} for slug, code, lang, _ in articles
    }
    translated = LeansOn.objects.filter(
        kind=TRANSLATION, edition__in=Page.objects.live().values("edition")
    )
    families: dict[str, list[str]] = {}
    for original, code in translated.order_by("edition__code").values_list("key", "edition__code"):
        families.setdefault(original, [original]).append(code)
    return {
        code: rows
        for family in families.values()
        if len(rows := [standing[each] for each in family if each in standing]) > 1
        for code in family
    }


def _answer(template: str, rows: list[Row]) -> HttpResponse:
    xml = render_to_string(template, {"rows": rows}, using="reading")
    response = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response
