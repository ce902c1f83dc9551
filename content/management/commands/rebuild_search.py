"""Fill the search index anew from the live pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from content.editions import search_index


class Command(BaseCommand):
    """Fills the search index anew from the live pages."""

    help = __doc__

    @transaction.atomic
    def handle(self, *_: Any, **__: Any) -> None:
        """Rebuild."""
        self.stdout.write(f"{search_index.rebuild()} pages can be found.")
