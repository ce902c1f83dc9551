"""Asking one person to decide a review by some day: a form on its page and on the overview."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from content.admin import failures, steps
from content.editorial import decisions, people
from content.editorial.articles import Revision
from content.editorial.progress import WorkflowError
from content.editorial.reviews import Review

NO_DAY = "“{typed}” is no day. Write it as 2026-11-30."
NOBODY = "There is nobody of that name. Choose somebody from the list."


def urls(desk: Any) -> list[URLPattern]:
    """Return the step that assigns a review."""
    view = desk.admin_view(require_POST(assign))
    return [path("reviews/<int:pk>/assign/", view, name="assign_review")]


def of(review: Review, person: Any) -> dict[str, Any]:
    """Return what the form of a review needs, for somebody who may assign it."""
    may = any(person.has_perm(f"content.{name}") for name in people.WRITE_OR_DECIDE)
    offered = decisions.who_may(review) if may and not review.decision else []
    return {"takes_part": may and not review.decision, "assignable": offered}


def of_newest(newest: Revision | None, person: Any) -> list[dict[str, Any]]:
    """Return the open reviews of a text, each with what its form needs."""
    if newest is None:
        return []
    reviews = (
        newest.reviews.filter(decision="")
        .select_related("assigned_to", "revision")
        .prefetch_related("revision__contributions__person", "revision__reviews__decided_by")
    )
    return [{"review": review, **of(review, person)} for review in reviews.order_by("role")]


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the person who was chosen, by the day that was given."""
    review = get_object_or_404(Review.objects.select_related("revision__article"), pk=pk)
    back = _back(request, review)
    told = steps.refusals(lambda: _assign(request, review))
    if told:
        return failures.refused(request, " ".join(told), back=back)
    review.refresh_from_db(fields=["assigned_to", "due_on"])
    messages.success(request, _done(review))
    return redirect(back)


def _back(request: HttpRequest, review: Review) -> str:
    if request.POST.get("from") == "overview":
        return reverse("admin:content_article_change", args=[review.revision.article_id])
    return reverse("admin:content_review_change", args=[review.pk])


def _assign(request: HttpRequest, review: Review) -> Review:
    return decisions.assign(
        review,
        to=_somebody(request.POST.get("to", "")),
        due_on=_day(request.POST.get("due_on", "").strip()),
        **steps.taken(request),
    )


def _somebody(name: str) -> User | None:
    if not name:
        return None
    found = User.objects.filter(username=name).first()
    if found is None:
        raise WorkflowError(NOBODY)
    return found


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None:
        raise WorkflowError(NO_DAY.format(typed=typed[:40]))
    return day


def _done(review: Review) -> str:
    whom = (
        f"{review.assigned_to} is asked" if review.assigned_to else "Nobody in particular is asked"
    )
    by_when = f" by {date_format(review.due_on, 'j F Y')}" if review.due_on else ""
    return f"{whom} to decide it{by_when}."
