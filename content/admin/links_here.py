"""Who links to a page, and the one step that points their links at another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content.admin import steps
from content.editions.models import Page
from content.editorial import people, relinking
from content.editorial.articles import Article
from content.editorial.relinking import Pointed

MOST_SHOWN = 100
NOT_LIVE = "No live page has the address or the code “{typed}”. Look it up under Pages."


def urls(desk: Any) -> list[URLPattern]:
    """Return the step that points links elsewhere."""
    view = desk.admin_view(require_POST(point))
    return [path("content/page/<int:pk>/point/", view, name="content_page_point")]


def of(code: str) -> dict[str, Any]:
    """Return who links to an article, for its overview and for the page of its address."""
    links = relinking.linking_to(code)
    keys = dict(
        Article.objects.filter(code__in={link.code for link in links}).values_list("code", "pk")
    )
    return {
        "links_here": [(link, keys.get(link.code)) for link in links[:MOST_SHOWN]],
        "links_count": len(links),
        "more_links": max(0, len(links) - MOST_SHOWN),
        "topic_count": Page.objects.live().filter(topic=code).exclude(code=code).count(),
    }


def live_page(typed: str) -> Page | None:
    """Return the live page with an address or a code, as somebody typed it."""
    name = typed.strip().strip("/")
    live = Page.objects.live()
    return live.filter(slug=name).first() or live.filter(code=name).first()


def point(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a next revision of each article that links to a page, with its links elsewhere."""
    people.require(steps.taker(request), people.WRITE, "write")
    old = get_object_or_404(Page, pk=pk)
    typed = request.POST.get("to", "")
    new = live_page(typed)
    back = redirect("admin:content_page_change", pk)
    if new is None:
        messages.error(request, NOT_LIVE.format(typed=typed))
        return back
    codes = {link.code for link in relinking.linking_to(old.code)}
    articles = Article.objects.filter(code__in=codes).order_by("code")
    done: list[Pointed] = []
    told = steps.refusals(
        lambda: done.append(relinking.point(articles, old=old, new=new, **steps.taken(request)))
    )
    for sentence in told:
        messages.error(request, sentence)
    for pointed in done:
        _tell(request, pointed)
    return back


def _tell(request: HttpRequest, pointed: Pointed) -> None:
    if pointed.saved:
        names = ", ".join(f"{row.article.code} (revision {row.number})" for row in pointed.saved)
        messages.success(request, f"Saved, and not submitted yet: {names}.")
    for sentence in pointed.left:
        messages.warning(request, f"Left as it is. {sentence}")
    if not pointed.saved and not pointed.left:
        messages.info(request, "Nothing links here.")
