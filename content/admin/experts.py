"""Experts outside the house, at the desk: asking one, what they answered, taking a link back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from content.admin import failures, steps
from content.editorial import inviting, people
from content.editorial.articles import Article, Revision
from content.editorial.invitations import Invitation
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from datetime import datetime

MOST_ROWS = 20
GONE = "There is no such revision. Open the page again."
NO_DAYS = f"Say for how many days the link works, 1 to {inviting.MOST_DAYS}."


def urls(desk: AdminSite) -> list[URLPattern]:
    """Return the two steps."""

    def ask(request: HttpRequest, pk: int) -> HttpResponse:
        return _ask(request, pk, desk.each_context(request))

    return [
        path("articles/<int:pk>/experts/", desk.admin_view(require_POST(ask)), name="ask_expert"),
        path(
            "experts/<int:pk>/take-back/",
            desk.admin_view(require_POST(take_back)),
            name="take_back_link",
        ),
    ]


def of(article: Article, person: Any) -> dict[str, Any]:
    """Return whom an article's writers have asked, and whether a person may ask somebody."""
    now = timezone.now()
    rows = Invitation.objects.filter(revision__article=article).select_related(
        "revision", "asked_by", "revoked_by"
    )
    rows = rows.defer("revision__body", "revision__leaning").order_by("-asked_at", "-pk")
    newest = article.newest()
    return {
        "experts": [_row(invitation, newest, now=now) for invitation in rows[:MOST_ROWS]],
        "may_ask": _may_ask(person),
    }


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link open nothing any more."""
    invitation = get_object_or_404(Invitation.objects.select_related("revision"), pk=pk)
    told = steps.refusals(lambda: inviting.take_back(invitation, **steps.taken(request)))
    if told:
        return failures.refused(request, " ".join(told))
    messages.success(request, f"The link for {invitation.name} opens nothing any more.")
    return redirect("admin:content_article_change", invitation.revision.article_id)


def _ask(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """Ask an expert, and show the link, this once."""
    article = get_object_or_404(Article, pk=pk)
    made: list[tuple[Invitation, str]] = []
    told = steps.refusals(lambda: made.append(_invited(request, article)))
    newest = article.newest()
    context |= {
        "title": "Ask an expert",
        "opts": Article._meta,
        "article": article,
        "newest": newest,
        "refused": told,
        "typed": request.POST,
    }
    if made:
        invitation, token = made[0]
        link = request.build_absolute_uri(f"/e/{token}/")
        context |= {"title": "The link, shown this once", "invitation": invitation, "link": link}
    return render(request, "admin/desk/expert.html", context, status=409 if told else 200)


def _invited(request: HttpRequest, article: Article) -> tuple[Invitation, str]:
    posted = request.POST
    days = posted.get("days", "").strip()
    if not (days.isascii() and days.isdigit()):
        raise WorkflowError(NO_DAYS)
    return inviting.invite(
        _revision(article, posted.get("revision", "")),
        name=posted.get("name", ""),
        email=posted.get("email", ""),
        question=posted.get("question", ""),
        days=int(days[:6]),
        **steps.taken(request),
    )


def _revision(article: Article, number: str) -> Revision:
    """Return the revision that the form was shown with."""
    wanted = int(number[:9]) if number.isascii() and number.isdigit() else 0
    revision: Revision | None = article.revisions.filter(number=wanted).first()
    if revision is None:
        raise WorkflowError(GONE)
    return revision


def _may_ask(person: Any) -> bool:
    return any(person.has_perm(f"content.{name}") for name in people.WRITE_OR_DECIDE)


def _row(invitation: Invitation, newest: Revision | None, *, now: datetime) -> dict[str, Any]:
    overtaken = newest is None or newest.pk != invitation.revision_id
    state, is_open = _state(invitation, overtaken=overtaken, now=now)
    return {"invitation": invitation, "state": state, "is_open": is_open}


def _state(invitation: Invitation, *, overtaken: bool, now: datetime) -> tuple[str, bool]:
    """Say what became of an invitation, and whether its link still opens something."""
    if invitation.decision:
        return invitation.get_decision_display(), False
    if invitation.revoked_at:
        return f"Taken back by {invitation.revoked_by}", False
    if overtaken:
        return "Overtaken by a newer text, no answer", False
    if now >= invitation.expires_at:
        return "Ended, no answer", False
    return "Opened, no answer yet" if invitation.opened_at else "Not opened yet", True
