"""Make everything ready that serving needs: folders, tables, static files, the demonstration."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from content.starter import demonstration, files


class Command(BaseCommand):
    """Makes folders, tables and static files, and fills an empty site with the demonstration."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Prepare, saying little."""
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the tables …")
            call_command("migrate", interactive=False, verbosity=0)
        made_from = Path(settings.STATIC_ROOT) / "made-from.txt"
        sources = _digest_of_static_sources()
        if not made_from.exists() or made_from.read_text(encoding="ascii") != sources:
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            made_from.write_text(sources, encoding="ascii")
        if settings.PRODUCTION:
            call_command("check", deploy=True, databases=["default"], fail_level="ERROR")
        elif demonstration.is_wanted():
            self._demonstrate()
        self.stdout.write(f"The site: http://{_host()}:{os.environ.get('PORT') or '8000'}/")

    def _demonstrate(self) -> None:
        self.stdout.write("Taking the starter library live, as a demonstration …")
        try:
            password = demonstration.load(at=timezone.now())
        except files.LibraryError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        names = ", ".join(demonstration.ACCOUNTS)
        self.stdout.write(
            f"Sign in at /admin/ as one of: {names}. Their password: {password}\n"
            "It is shown this once. No clinician has read these pages, and each of them says so."
        )


def _digest_of_static_sources() -> str:
    """Return what tells one state of the static files from another, whatever their dates say."""
    told = hashlib.sha256(django.__version__.encode())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                told.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
                told.update(path.read_bytes())
    return told.hexdigest()


def _host() -> str:
    host = os.environ.get("HOST") or "127.0.0.1"
    return f"[{host}]" if ":" in host else host
