"""What readers tell us, at the desk: their words to be dealt with, and their yes and no counted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from content.admin import steps
from content.editions.heard import Feedback
from content.editions.models import Edition
from content.editorial import people
from content.editorial.progress import WorkflowError
from content.publishing import hearing

VIEW = "content.view_edition"
MOST_TO_READ, MOST_COUNTED, MOST_SETTLED = 50, 100, 20
NOT_YOURS = "You may not see what readers tell us."
CHOOSE = "Choose the edition that answers it, or set it aside."


def urls(desk: AdminSite) -> list[URLPattern]:
    """Return the page and its steps."""

    def page(request: HttpRequest) -> HttpResponse:
        return _page(request, desk.each_context(request))

    def settle(request: HttpRequest, pk: int) -> HttpResponse:
        return _done(request, desk, steps.refusals(lambda: _settle(request, _row(request, pk))))

    def strike(request: HttpRequest, pk: int) -> HttpResponse:
        row = _row(request, pk)
        told = steps.refusals(lambda: hearing.strike(row, **steps.taken(request)))
        return _done(request, desk, told)

    view = desk.admin_view
    return [
        path("feedback/", view(require_safe(page)), name="feedback"),
        path("feedback/<int:pk>/settle/", view(require_POST(settle)), name="settle_feedback"),
        path("feedback/<int:pk>/strike/", view(require_POST(strike)), name="strike_feedback"),
    ]


def waiting(person: Any) -> dict[str, Any]:
    """Return how many readers' words wait, for somebody who may see them."""
    may_see = person.has_perm(VIEW)
    return {"feedback_to_read": Feedback.objects.to_read().count() if may_see else None}


def _page(
    request: HttpRequest, context: dict[str, Any], refused: list[str] | None = None
) -> HttpResponse:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied(NOT_YOURS)
    code = request.GET.get("page", "")
    rows = Feedback.objects.filter(code=code) if code else Feedback.objects.all()
    to_read = rows.to_read()
    shown = list(to_read.order_by("given_on", "pk")[:MOST_TO_READ])
    newest = dict(
        Edition.objects.filter(code__in={row.code for row in shown})
        .values_list("code")
        .annotate(Max("number"))
    )
    settled = rows.exclude(settled_at=None).exclude(words="").select_related("settled_by")
    context |= {
        "title": f"What readers tell us of {code}" if code else "What readers tell us",
        "code": code,
        "to_read": [(row, _later(row, newest.get(row.code, 0))) for row in shown],
        "waiting": to_read.count(),
        "counted": _counted(rows),
        "settled": settled.order_by("-settled_at", "-pk")[:MOST_SETTLED],
        "may_settle": request.user.has_perm(f"content.{people.WRITE}"),
        "refused": refused,
    }
    return render(request, "admin/desk/feedback.html", context, status=409 if refused else 200)


def _later(row: Feedback, newest: int) -> list[int]:
    """Return the editions that could answer what was said, the newest first."""
    return list(range(newest, row.number, -1))


def _counted(rows: Any) -> Any:
    """Return how often each edition was found helpful, and how often not."""
    counts = rows.values("code", "number").annotate(
        yes=Count("pk", filter=Q(helpful=True)),
        no=Count("pk", filter=Q(helpful=False)),
    )
    return counts.order_by("code", "-number")[:MOST_COUNTED]


def _row(request: HttpRequest, pk: int) -> Feedback:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied(NOT_YOURS)
    return get_object_or_404(Feedback, pk=pk)


def _settle(request: HttpRequest, row: Feedback) -> None:
    led_to = request.POST.get("led_to", "")
    if request.POST.get("step") == "set-aside":
        hearing.settle(row, led_to=None, **steps.taken(request))
    elif led_to.isascii() and led_to.isdigit():
        hearing.settle(row, led_to=int(led_to[:9]), **steps.taken(request))
    else:
        raise WorkflowError(CHOOSE)


def _done(request: HttpRequest, desk: AdminSite, told: list[str]) -> HttpResponse:
    if told:
        return _page(request, desk.each_context(request), refused=told)
    messages.success(request, "Done.")
    return redirect("admin:feedback")
