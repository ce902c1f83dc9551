"""File the starter library as revisions that wait for review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from content.starter import files, loading

LIBRARIAN = "starter-library"


class Command(BaseCommand):
    """Files a library as revisions that wait for review; nothing is public until then."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder, and another writer's name."""
        parser.add_argument("folder", nargs="?", type=Path, default=files.LIBRARY)
        parser.add_argument("--by", default="", help="The account that files it.")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load, and say what was done."""
        try:
            writer = _writer(options["by"])
            library = files.read(options["folder"])
            self.stdout.write(str(loading.load(library, by=writer, at=timezone.now())))
        except files.LibraryError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error


def _writer(name: str) -> User:
    if name:
        found = User.objects.filter(username=name).first()
        if found is None:
            raise CommandError(f"There is no account {name}. Make it in the admin first.")
        return found
    writer, made = User.objects.get_or_create(username=LIBRARIAN)
    if made:
        writer.set_unusable_password()
        writer.save()
        writer.groups.add(Group.objects.get(name="writers"))
    return writer
