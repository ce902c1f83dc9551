"""Write the whole live library as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.starter import exporting


class Command(BaseCommand):
    """Writes the live articles, what they lean on and their pictures, for load_starter to read."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Export."""
        try:
            number = exporting.write(options["folder"])
        except exporting.ExportError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{number} articles written to {options['folder']}.")
