"""What is to be published later, at the desk: asked for, shown, and cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.views.decorators.http import require_POST

from content.admin import standing, steps
from content.editorial.articles import Article, Unfinished
from content.editorial.progress import WorkflowError
from content.publishing import scheduling
from content.publishing.schedules import Schedule

if TYPE_CHECKING:
    from content.admin.articles import ArticleAdmin

MOST_SHOWN = 25


def of(article: Any) -> dict[str, Any]:
    """Return what is to be published of an article that was fetched with its standing.

    What was refused is there too, until somebody has settled that.
    """
    rows = list(_shown().filter(revision__article=article)[:MOST_SHOWN])
    has_moment = any(row.revision_id == article.newest_id and not row.outcome for row in rows)
    return {
        "schedules": rows,
        "may_be_scheduled": standing.step(article) == "is approved" and not has_moment,
        "zone": settings.TIME_ZONE,
        "now": timezone.localtime(),
    }


def for_person(person: Any) -> dict[str, Any]:
    """Return what is to be published, for somebody who may see it."""
    may_see = person.has_perm("content.view_article")
    return {"schedules": list(_shown()[:MOST_SHOWN]) if may_see else []}


def urls(desk: Any) -> list[URLPattern]:
    """Return the two steps: choose a moment, and let it go."""

    def schedule(request: HttpRequest, pk: int) -> HttpResponse:
        """Have the text that was shown published at a moment."""
        page: ArticleAdmin = desk.get_model_admin(Article)
        return page.step(
            request,
            pk,
            lambda article: scheduling.schedule(
                steps.shown(request, article),
                publish_at=_moment(request),
                **steps.taken(request),
            ),
            "Its moment is set. Nobody has to be here then.",
        )

    def cancel(request: HttpRequest, pk: int) -> HttpResponse:
        """Let a moment go."""
        row = get_object_or_404(Schedule.objects.select_related("revision"), pk=pk)
        page: ArticleAdmin = desk.get_model_admin(Article)
        return page.step(
            request,
            row.revision.article_id,
            lambda article: scheduling.cancel(row, **steps.taken(request)),
            "Cancelled. The text stays approved.",
        )

    return [
        path(
            "content/article/<int:pk>/schedule/",
            desk.admin_view(require_POST(schedule)),
            name="content_article_schedule",
        ),
        path(
            "content/schedule/<int:pk>/cancel/",
            desk.admin_view(require_POST(cancel)),
            name="content_schedule_cancel",
        ),
    ]


def _shown() -> QuerySet[Schedule]:
    newest = Unfinished.objects.filter(revision=OuterRef("revision"))
    rows = Schedule.objects.open() | Schedule.objects.unsettled()
    return (
        rows.annotate(is_overtaken=~Exists(newest))
        .select_related("revision__article", "asked_by")
        .defer("revision__leaning", "revision__body")
        .order_by("publish_at", "pk")
    )


def _moment(request: HttpRequest) -> datetime:
    """Return the moment that was chosen, by the clock on the site's own wall."""
    try:
        day = parse_date(request.POST.get("day", ""))
        hour = parse_time(request.POST.get("hour", ""))
    except ValueError:
        day = hour = None
    if day is None or hour is None:
        raise WorkflowError("Choose a day and a time.")
    # Where the clocks go back an hour comes twice; the second of the two is never too early.
    wall = datetime.combine(day, time(hour.hour, hour.minute), timezone.get_default_timezone())
    moment = wall.replace(fold=1).astimezone(UTC)
    if timezone.localtime(moment).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise WorkflowError("The clocks go forward that night and skip that time. Choose another.")
    return moment
