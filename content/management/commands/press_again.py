"""Render published editions anew, where a reader would read the same."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from content.editions.models import Edition, Page
from content.publishing import press


class Command(BaseCommand):
    """Renders live editions anew; refuses each that would read differently, and says how."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the codes of the articles; none means all that are live."""
        parser.add_argument("codes", nargs="*")

    def handle(self, *_: Any, **options: Any) -> None:
        """Press again."""
        live = Page.objects.live()
        if options["codes"]:
            live = live.filter(code__in=options["codes"])
        unknown = set(options["codes"]) - set(live.values_list("code", flat=True))
        if unknown:
            raise CommandError(f"Not live: {', '.join(sorted(unknown))}.")
        refused, fresh = [], 0
        for edition in Edition.objects.filter(pk__in=live.values("edition_id")).order_by("code"):
            try:
                fresh += press.press_again(edition, by=None, at=timezone.now()) is not None
            except press.PressError as error:
                refused.append(f"{edition.code}: {error}")
        self.stdout.write(f"{fresh} pages pressed again.")
        if refused:
            raise CommandError("\n".join(refused))
