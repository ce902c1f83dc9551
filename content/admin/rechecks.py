"""Rechecks at the desk: what has to be looked at again, and saying what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from content.admin import steps
from content.editions.models import Edition, Page
from content.editorial import correcting, people, rechecks
from content.editorial.articles import Article, Revision
from content.editorial.rechecks import Recheck

MOST_SHOWN = 25
MOST_NAMED = 8
MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened, and the pages that have to be looked at again for it."""

    first: Recheck
    pages: list[Recheck]
    more: int


def urls(desk: Any) -> list[URLPattern]:
    """Return the page on which a recheck is settled."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        return _view(desk, request, pk)

    guarded = desk.admin_view(require_http_methods(["GET", "HEAD", "POST"])(view))
    return [path("recheck/<int:pk>/", guarded, name="recheck")]


def taken_down(request: HttpRequest) -> QuerySet[Any]:
    """Return the take-downs that nobody has settled, for the banner of every page of the desk."""
    if not request.user.has_perm("content.view_page"):
        return Recheck.objects.none()
    cases = _named(Recheck.objects.open().of_withdrawals())
    return cases.select_related("raised_by").order_by("raised_at", "pk")


def waiting(person: Any) -> dict[str, Any]:
    """Return what the front page shows: what happened, oldest first, with the pages it is about."""
    if not person.has_perm("content.view_article"):
        return {}
    rows = _named(Recheck.objects.open()).order_by("raised_at", "kind", "key", "pk")
    events = [
        Happened(pages[0], pages[:MOST_NAMED], max(0, len(pages) - MOST_NAMED))
        for _, several in groupby(rows[:MOST_LOOKED_AT], _event)
        if (pages := list(several))
    ]
    return {"happened": events[:MOST_SHOWN], "more_happened": len(events) > MOST_SHOWN}


def of(article: Article) -> dict[str, Any]:
    """Return what an article's overview shows: what is open, and what came of the others."""
    rows = Recheck.objects.filter(code=article.code).select_related("raised_by", "settled_by")
    latest = list(rows.order_by("-raised_at", "-pk")[:MOST_LOOKED_AT])
    settled = [recheck for recheck in latest if recheck.settled_at]
    return {
        "open_rechecks": [recheck for recheck in latest if not recheck.settled_at],
        "settled_rechecks": settled[:MOST_SHOWN],
    }


def _event(recheck: Recheck) -> tuple[object, ...]:
    return recheck.raised_at, recheck.kind, recheck.key, recheck.words


def _named(rows: QuerySet[Recheck]) -> QuerySet[Any]:
    """Fetch with each recheck the article's key and its title."""
    article = Article.objects.filter(code=OuterRef("code"))
    edition = Edition.objects.filter(code=OuterRef("code")).order_by("-number")
    text = Revision.objects.filter(article__code=OuterRef("code")).order_by("-number")
    page = Page.objects.filter(code=OuterRef("code"), moved_to=None)
    return rows.annotate(
        article_id=Subquery(article.values("pk")[:1]),
        title=Coalesce(Subquery(edition.values("title")[:1]), Subquery(text.values("title")[:1])),
        slug=Subquery(page.values("slug")[:1]),
    )


def _view(desk: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show why an article has to be looked at again, or keep what came of it."""
    person = steps.taker(request)
    if not person.has_perm("content.view_article"):
        raise PermissionDenied("You may not see articles.")
    rows = _named(Recheck.objects.select_related("raised_by", "settled_by"))
    recheck = get_object_or_404(rows, pk=pk)
    words = request.POST.get("words", "")
    told: list[str] = []
    if request.method == "POST":
        told = steps.refusals(lambda: rechecks.settle(recheck, words=words, **steps.taken(request)))
        if not told:
            messages.success(request, f"Settled: {recheck.title}.")
            return redirect("admin:content_article_change", recheck.article_id)
        recheck = get_object_or_404(rows, pk=pk)
    context = {
        **desk.each_context(request),
        "title": f"Look at {recheck.title} again",
        "opts": Article._meta,
        "recheck": recheck,
        "about": _about(recheck),
        "outcome": rechecks.outcome(recheck) if recheck.is_withdrawal() else "",
        "why_not": "" if recheck.settled_by else rechecks.why_not(recheck, person),
        "may_write": person.has_perm(f"content.{people.WRITE}"),
        "words": words,
        "refused": told,
    }
    return render(request, "admin/desk/recheck.html", context, status=409 if told else 200)


def _about(recheck: Recheck) -> str:
    """Return where the desk shows what was changed, if it was a row."""
    for model, kind in correcting.KINDS.items():
        if kind == recheck.kind:
            return reverse(f"admin:content_{model._meta.model_name}_change", args=[recheck.key])
    return ""
