"""Revisions at the desk: to be looked at, as data and as a reader would see them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin

from content import rendering
from content.admin import preview
from content.admin.readonly import ReadOnly
from content.editorial import freezing
from content.editorial.articles import Revision


@admin.register(Revision)
class RevisionAdmin(ReadOnly):
    """Revisions, each the whole text as one person left it."""

    list_display = ["title", "number", "article", "written_by", "written_at", "change_note"]
    list_select_related = ["article", "written_by"]
    ordering = ["-written_at", "-pk"]
    sortable_by = ["written_at"]
    search_fields = ["article__code", "title"]
    exclude = ["leaning"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what the list does not show."""
        return super().get_queryset(request).defer("leaning")

    def get_urls(self) -> list[URLPattern]:
        """Add the previews: of what is being typed, and of what was left."""
        view = self.admin_site.admin_view
        return [
            path("preview/", preview.view, name="content_revision_preview"),
            path("<int:pk>/page/", view(self.page), name="content_revision_page"),
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
