"""The desk as a whole: its name, its front page, and how each of its views is guarded."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from content.admin import (
    assigning,
    comments,
    experts,
    failures,
    feedback,
    fitness,
    links_here,
    look_up,
    owners,
    post,
    rechecks,
    reports,
    schedules,
    steps,
    waiting,
)
from content.editorial.articles import Revision
from content.editorial.people import NotAllowedError
from content.publishing import press

View = Callable[..., HttpResponseBase]

# What the desk does besides the lists of its tables, each with its own addresses.
PARTS = (
    assigning,
    comments,
    experts,
    feedback,
    fitness,
    links_here,
    look_up,
    owners,
    rechecks,
    reports,
    schedules,
)


class Desk(AdminSite):
    """Django's admin, where the front page says what waits for whom."""

    site_header = f"{settings.SITE_NAME}: the desk"
    site_title = f"{settings.SITE_NAME}: the desk"
    index_title = "Waiting for you"
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the step that can be taken from the front page."""
        publish = self.admin_view(require_POST(self.publish))
        own = [address for part in PARTS for address in part.urls(self)]
        return [path("publish/", publish, name="publish"), *own, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the take-downs that nobody has settled: every page of the desk names them."""
        return {**super().each_context(request), "taken_down": rechecks.taken_down(request)}

    def admin_view(self, view: View, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's
        """Guard a view: what was typed survives a session that ended, and a refusal is told."""
        inner = super().admin_view(_told(view), cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            signing_out = request.path == reverse("admin:logout")
            asks = request.method == "POST" or failures.wants_data(request)
            if asks and not self.has_permission(request) and not signing_out:
                return failures.signed_out(request)
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits for the person who is signed in."""
        today = timezone.localdate()
        only_mine = request.GET.get("show") == "mine"
        mine = waiting.for_person(request.user, today=today, only_mine=only_mine)
        shown: dict[str, Any] = {"waiting": mine}
        shown |= rechecks.waiting(request.user)
        shown |= feedback.waiting(request.user)
        shown |= schedules.for_person(request.user) | post.for_person(request.user)
        return super().index(request, {**shown, **(extra_context or {})})

    def publish(self, request: HttpRequest) -> HttpResponse:
        """Publish the approved texts that were chosen: all of them, or none."""
        wanted = [steps.number(pk) for pk in request.POST.getlist("revision")]
        revisions = list(Revision.objects.filter(pk__in=wanted).select_related("article"))
        if not revisions:
            told = ["Choose what to publish."]
        else:
            told = steps.refusals(lambda: press.publish_together(revisions, **steps.taken(request)))
        if told:
            response = self.index(request, {"refused": told})
            response.status_code = 409
            return response
        names = ", ".join(revision.title for revision in revisions)
        messages.success(request, f"Published: {names}.")
        return redirect("admin:index")


def _told(view: View) -> View:
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
            # A page of the admin is rendered late; its queries may fail as well.
            if hasattr(response, "render") and not response.is_rendered:  # type: ignore[attr-defined]  # a TemplateResponse
                response.render()
        except NotAllowedError as error:
            return failures.forbidden(request, str(error))
        except failures.PermissionDenied as error:
            return failures.forbidden(request, str(error) or "You may not see or do this.")
        except steps.REFUSALS as error:
            return failures.refused(request, " ".join(steps.sentences(error)))
        except OperationalError:
            return failures.busy(request)
        return response

    return update_wrapper(inner, view)
