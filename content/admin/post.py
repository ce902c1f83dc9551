"""The post at the desk: what an administrator has to know when letters do not go out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from content.editorial.letters import Letter

MOST_NAMED = 10


def for_person(person: Any) -> dict[str, Any]:
    """Return what an administrator is told of the post, which is nothing while all is well."""
    if not person.is_superuser:
        return {}
    waiting = Letter.objects.waiting()
    failed = waiting.exclude(error="").order_by("-tried_at").values_list("error", flat=True)
    return {
        "post": {
            "has_server": bool(settings.EMAIL_HOST),
            "waiting": waiting.count(),
            "said": failed.first() or "",
            "unreachable": _unreachable() if settings.EMAIL_HOST else [],
        }
    }


def _unreachable() -> list[str]:
    """Return the user names of people at the desk who have no address to write to."""
    silent = User.objects.filter(is_active=True, is_staff=True, email="")
    return list(silent.order_by("username").values_list("username", flat=True)[:MOST_NAMED])
