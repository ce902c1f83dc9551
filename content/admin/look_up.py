"""What a writer can name in a text, found by a few words: articles, sources, findings, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.admin import steps
from content.editions import search_index
from content.editions.images import Drawing, Image
from content.editions.models import Page
from content.editorial import people
from content.editorial.articles import Article, Revision, Unfinished
from content.evidence.models import Finding, Source, Term

if TYPE_CHECKING:
    from content.admin.site import Desk

MOST_SHOWN = 20
# Beyond so many, a count says nothing: the words have to be better.
MOST_COUNTED = 200
# Alternative text is taken from so many of the latest texts.
MOST_READ = 300
UNKNOWN = "Say what to look up: {kinds}."
KEYED = re.compile(r"^#{2,3}[ \t]+(.+?)[ \t]*\{#([a-z0-9-]+)\}[ \t]*$", re.MULTILINE)
SHOWN = re.compile(r"!\[([^\]\n]*)\]\(((?:media|drawing):[a-z0-9-]+)")
Found = list[dict[str, Any]]


def urls(desk: Desk) -> list[URLPattern]:
    """Return the address that the pickers of the writing page ask."""
    view = desk.admin_view(require_safe(look_up))
    return [path("content/article/<int:pk>/look-up/", view, name="content_article_look_up")]


def look_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Find what a writer can put into a text."""
    people.require(steps.taker(request), people.WRITE, "write")
    get_object_or_404(Article, pk=pk)
    find = KINDS.get(request.GET.get("kind", ""))
    if find is None:
        told = UNKNOWN.format(kinds=", ".join(KINDS))
        return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
    found, number = find(search_index.words_of(request.GET.get("q", "")))
    response = JsonResponse({"found": found, "more": max(0, number - MOST_SHOWN)})
    response["Cache-Control"] = "no-store, private"
    return response


def _articles(words: Sequence[str]) -> tuple[Found, int]:
    """Find live pages by the readers' own index, and texts that no reader has by title and code."""
    live = Page.objects.live()
    if words:
        instead = search_index.mended(words)
        hits = search_index.find(words, instead=instead, limit=MOST_COUNTED)
        places = {pk: place for place, pk in enumerate(hits)}
        by_code = live.filter(code__contains="-".join(words)).values_list("pk", flat=True)
        for pk in by_code[:MOST_COUNTED]:
            places.setdefault(pk, -1)
        numbers = sorted(places, key=lambda pk: (places[pk], pk))
    else:
        numbers = list(live.order_by("-changed_at").values_list("pk", flat=True)[:MOST_COUNTED])
    drafts = _drafts(words)
    pages = live.filter(pk__in=numbers[:MOST_SHOWN]).select_related("edition", "rendering")
    by_number = {page.pk: page for page in pages}
    today = timezone.localdate()
    found = [_page(by_number[pk], today) for pk in numbers[:MOST_SHOWN] if pk in by_number]
    found += [_draft(revision) for revision in drafts[: MOST_SHOWN - len(found)]]
    return found, len(numbers) + len(drafts)


def _drafts(words: Sequence[str]) -> list[Revision]:
    """Return the newest texts of articles that readers do not have."""
    live = Page.objects.live().values("code")
    rows = Unfinished.objects.exclude(article__code__in=live).select_related("revision__article")
    for word in words:
        rows = rows.filter(Q(revision__title__icontains=word) | Q(article__code__contains=word))
    return [row.revision for row in rows.order_by("article__code")[:MOST_COUNTED]]


def _page(page: Page, today: date) -> dict[str, Any]:
    if page.edition is None or page.rendering is None:
        raise ValueError("Only live pages are looked up.")
    late = (today - page.edition.review_due_on).days
    note = f"live · overdue {late} day{'s' * (late != 1)}" if late > 0 else "live"
    sections = [(row["key"], row["title"]) for row in page.rendering.outline]
    return _article(page.code, page.edition.title, note, sections)


def _draft(revision: Revision) -> dict[str, Any]:
    sections = [(key, title) for title, key in KEYED.findall(revision.body)]
    return _article(
        revision.article.code, revision.title, "draft: readers cannot follow it", sections
    )


def _article(
    code: str, title: str, note: str, sections: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    return {
        "insert": f"[[{code}]]",
        "name": title or code,
        "note": note,
        "sections": [{"insert": f"[[{code}#{key}]]", "name": name} for key, name in sections],
    }


def _sources(words: Sequence[str]) -> tuple[Found, int]:
    return _rows(Source, words, ("key", "kind", "csl__title"), _source)


def _source(row: Source) -> dict[str, Any]:
    retracted = f"retracted on {row.retracted_on:%-d %B %Y}" if row.retracted_on else ""
    note = " · ".join(part for part in (retracted, row.kind, row.key) if part)
    return {"insert": f"[@{row.key}]", "name": row.csl.get("title", row.key), "note": note}


def _findings(words: Sequence[str]) -> tuple[Found, int]:
    return _rows(Finding, words, ("key", "source__key", "numbers__say"), _finding)


def _finding(row: Finding) -> dict[str, Any]:
    name, note = row.numbers.get("say", row.key), f"{row.key} · {row.source_id}"
    return {"insert": f"::: finding {row.key}\n:::\n", "name": name, "note": note}


def _terms(words: Sequence[str]) -> tuple[Found, int]:
    return _rows(Term, words, ("word", "meaning"), _term)


def _term(row: Term) -> dict[str, Any]:
    return {"insert": f"{{{row.word}}}", "name": row.word, "note": row.meaning}


def _rows(
    model: type[Model],
    words: Sequence[str],
    columns: Sequence[str],
    show: Callable[[Any], dict[str, Any]],
) -> tuple[Found, int]:
    """Return the rows of a table that have every word in one column or another."""
    rows = model._default_manager.order_by("pk")
    for word in words:
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(anywhere)
    return [show(row) for row in rows[:MOST_SHOWN]], rows.count()


def _images(words: Sequence[str]) -> tuple[Found, int]:
    told = _alternatives()
    drawings = {
        f"drawing:{row.name}": row.image
        for row in Drawing.objects.select_related("image").order_by("name")
    }
    named = [name.removeprefix("media:") for name in told if name.startswith("media:")]
    others = [image.pk for image in drawings.values()]
    narrow = Image.objects.exclude(narrow=None).values("narrow")
    latest = Image.objects.exclude(pk__in=others).exclude(pk__in=narrow)
    uploads = latest.filter(Q(pk__in=named) | Q(pk__startswith=words[0])) if words else latest
    known = dict(drawings)
    for image in uploads.order_by("-added_at")[:MOST_COUNTED]:
        known[f"media:{image.sha256}"] = image
    fits = [
        name
        for name in known
        if all(word in f"{name} {told.get(name, '')}".lower() for word in words)
    ]
    return [_image(name, known[name], told.get(name, "")) for name in fits[:MOST_SHOWN]], len(fits)


def _image(name: str, image: Image, alternative: str) -> dict[str, Any]:
    size = f"{image.width} by {image.height}"
    where = [image.sha256, image.extension]
    return {
        "insert": f"![{alternative or 'describe this image'}]({name})",
        "name": alternative or name.partition(":")[2],
        "note": size if alternative else f"{size} · shown nowhere yet",
        "thumbnail": reverse("admin:content_image_show", args=where),
    }


def _alternatives() -> dict[str, str]:
    """Return the words that the latest texts give each picture, those used last."""
    bodies = Revision.objects.order_by("-pk").values_list("body", flat=True)[:MOST_READ]
    told: dict[str, str] = {}
    for body in bodies:
        for alternative, name in SHOWN.findall(body):
            told.setdefault(name, alternative)
    return told


KINDS: dict[str, Callable[[Sequence[str]], tuple[Found, int]]] = {
    "articles": _articles,
    "sources": _sources,
    "findings": _findings,
    "terms": _terms,
    "images": _images,
}
