"""Revisions at the desk: to be looked at, as data and as a reader would see them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin

from content import rendering
from content.admin import preview, waiting
from content.admin.titled import SearchedByTitle
from content.editorial import freezing
from content.editorial.articles import Revision


@admin.register(Revision)
class RevisionAdmin(SearchedByTitle):
    """Revisions, each the whole text as one person left it."""

    list_display = ["title", "number", "article", "written_by", "written_at", "change_note"]
    list_select_related = ["article", "written_by"]
    ordering = ["-pk"]
    unshown = waiting.HEAVY
    sortable_by = ["written_at"]
    exclude = ["leaning"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what the list does not show."""
        return super().get_queryset(request).defer("leaning")

    def of_articles(self, named: QuerySet[Any, Any]) -> Q:
        """Return the condition that a revision is of one of the articles."""
        return Q(article__in=named)

    def get_urls(self) -> list[URLPattern]:
        """Add the previews: of what is being typed, and of what was left."""
        view = self.admin_site.admin_view
        return [
            path("preview/", preview.view, name="content_revision_preview"),
            path("<int:pk>/page/", view(self.page), name="content_revision_page"),
            path("<int:pk>/frames/", view(self.frames), name="content_revision_frames"),
            *super().get_urls(),
        ]

    @method_decorator([preview.in_a_frame, xframe_options_sameorigin])
    def page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a revision as a reader would see it, in a frame."""
        self.require_view(request)
        revision = get_object_or_404(Revision, pk=pk)
        try:
            page = preview.page_of(revision, freezing.render(revision))
        except rendering.Refused as error:
            return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
        return HttpResponse(page)

    @method_decorator([preview.with_frames, xframe_options_sameorigin])
    def frames(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a revision on a phone, or `beside` another one of its article."""
        self.require_view(request)
        revision = get_object_or_404(Revision.objects.only("title", "article"), pk=pk)
        shown = [("New", revision.pk)]
        beside = request.GET.get("beside", "")
        if beside:
            others = Revision.objects.filter(article=revision.article_id).only("pk")
            other = get_object_or_404(others, pk=int(beside) if beside.isdecimal() else 0)
            shown.insert(0, ("Live", other.pk))
        frames = [
            (name, reverse("admin:content_revision_page", args=[number])) for name, number in shown
        ]
        context = {"title": revision.title, "frames": frames}
        return render(request, "admin/desk/frames.html", context)
