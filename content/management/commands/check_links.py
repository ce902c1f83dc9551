"""Look whether the links that lead out of the site still lead anywhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from content.publishing import link_check


class Command(BaseCommand):
    """Asks every address that live pages and sources lead to; the desk's reports show the dead."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Look."""
        told = link_check.check(at=timezone.now(), may_be_private=settings.PRIVATE_LINKS)
        self.stdout.write(
            f"{told.total()} addresses asked: {told['there']} there, {told['gone']} gone,"
            f" {told['unsure']} without a clear answer."
        )
