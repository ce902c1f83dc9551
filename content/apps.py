"""The one app of the site, and the desk that takes the place of the stock admin."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    """Articles about leg cramps, and all that guards them."""

    name = "content"
    default = True

    def ready(self) -> None:
        """Keep the database's rules and the groups in place after every migrate."""
        post_migrate.connect(_after_migrate, sender=self)
        # For deployment only: migrate runs the others first, and it is migrate that mends this.
        checks.register(_rules_stand, checks.Tags.database, deploy=True)  # type: ignore[call-overload]  # the stub wants app_configs
        from content.starter import demonstration

        checks.register(demonstration.no_demonstration_accounts, checks.Tags.security, deploy=True)


class DeskConfig(AdminConfig):
    """Django's admin, as the editors' desk."""

    default_site = "content.admin.site.Desk"
    default = False

    def ready(self) -> None:
        """Import the desk whole before Django asks for it, or it would be made twice."""
        import_module("content.admin")
        super().ready()


def _after_migrate(*, using: str, plan: Any = None, **_: Any) -> None:
    from content import records
    from content.editorial import people

    records.install(connections[using])
    people.ensure_groups(using)


def _rules_stand(databases: list[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    from content import records

    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if "content_page" not in connection.introspection.table_names():
            continue
        found.extend(
            checks.Critical(
                f"The database does not keep the rule {name}.",
                hint="Run: manage.py migrate. Then run manage.py verify.",
                id="content.E001",
            )
            for name in records.missing(connection)
        )
    return found
