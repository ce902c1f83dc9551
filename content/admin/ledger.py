"""What was published and who did what, to be looked at and never touched."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from content.admin.readonly import ReadOnly
from content.editions.models import Edition, Rendering
from content.editorial.journal import JournalLine
from content.publishing.ledger import Publication

# Facts that fill a line and tell a person nothing at a glance.
NOT_TOLD = frozenset({"digest", "digests", "html", "was", "became"})


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    """Editions: texts as they were published."""

    list_display = ["title", "code", "number", "published_at", "review_due_on"]
    ordering = ["-published_at", "-pk"]
    sortable_by = ["published_at", "review_due_on"]
    search_fields = ["code", "title"]
    exclude = ["leaning"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out the heavy column that nothing here shows."""
        return super().get_queryset(request).defer("leaning")


@admin.register(Rendering)
class RenderingAdmin(ReadOnly):
    """Renderings: editions as HTML."""

    list_display = ["edition", "number", "renderer", "pressed_at"]
    list_select_related = ["edition"]
    ordering = ["-pressed_at", "-pk"]
    sortable_by = ["pressed_at"]
    search_fields = ["edition__code"]
    exclude = ["section_texts"]


@admin.register(Publication)
class PublicationAdmin(ReadOnly):
    """The ledger: which revision became which edition."""

    list_display = ["edition", "revision", "published_by", "published_at"]
    list_select_related = ["edition", "revision", "published_by"]
    ordering = ["-published_at", "-pk"]
    sortable_by = ["published_at"]
    search_fields = ["edition__code"]


@admin.register(JournalLine)
class JournalAdmin(ReadOnly):
    """The journal: every step, in order."""

    list_display = ["sequence", "at", "name", "step", "code", "told"]
    ordering = ["-sequence"]
    sortable_by = ["sequence"]
    search_fields = ["code", "name", "step"]

    @admin.display(description="what")
    def told(self, line: JournalLine) -> str:
        """Return the facts of a step, without the digests."""
        shown = {
            name: fact
            for name, fact in line.facts.items()
            if fact not in ("", None) and name not in NOT_TOLD
        }
        return ", ".join(f"{name} {fact}" for name, fact in shown.items())
