"""Why a page is related to another: told to readers under a heading for each reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# As a reader asks, in the order of how much may hang on it.
WHY = {
    "looks-like": _("Could it be something else?"),
    "caused-by": _("What may cause it?"),
    "what-helps": _("What may help?"),
    "what-next": _("What next?"),
}


def by_why(pages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return pages, each with its `kind`, as {heading, pages} in the order of the reasons."""
    groups: dict[str, list[dict[str, Any]]] = {kind: [] for kind in WHY}
    for page in pages:
        groups[page["kind"]].append(page)
    return [
        {"heading": gettext(WHY[kind]), "pages": found} for kind, found in groups.items() if found
    ]
