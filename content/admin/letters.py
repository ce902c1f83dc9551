"""Letters at the desk, to be looked at and never touched."""

from __future__ import annotations

from django.contrib import admin

from content.admin.readonly import ReadOnly
from content.editorial.letters import Letter


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """Letters: what the site wrote to its own people, and what became of it."""

    list_display = ["subject", "to", "written_at", "sent_at", "dropped_at", "tries", "error"]
    list_select_related = ["to"]
    ordering = ["-written_at", "-pk"]
    sortable_by = ["written_at", "sent_at"]
    search_fields = ["subject", "to__username"]
