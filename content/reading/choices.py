"""What a reader can choose on a page made of data: the order of remedies, the topic of myths."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from content.editions.models import Edition, Rendering
from content.reading import lists

REMEDIES, MYTHS = "what-works", "myths"


def taken(request: HttpRequest, edition: Edition, rendering: Rendering) -> dict[str, Any]:
    """Return the choices of a page, and its words as chosen; nothing for a page without choices."""
    if edition.code == REMEDIES:
        return _sorted(request, rendering)
    if edition.code == MYTHS:
        return _filtered(request, rendering)
    return {}


def _sorted(request: HttpRequest, rendering: Rendering) -> dict[str, Any]:
    by = request.GET.get("sort", "")
    words = {"name": _("Name"), "helped": _("Helped most"), "sure": _("How sure we are")}
    options = [("?", _("Tested first"), by not in words)]
    options += [(f"?sort={name}", said, by == name) for name, said in words.items()]
    return {
        "choices": {"label": _("In the order of"), "options": options},
        "html": lists.in_order(rendering.html, by),
    }


def _filtered(request: HttpRequest, rendering: Rendering) -> dict[str, Any]:
    topic = request.GET.get("topic", "")
    titles = {row["key"]: row["title"] for row in rendering.outline if row["level"] == 2}  # noqa: PLR2004  # sections
    options = [("?", _("All"), topic not in titles)]
    options += [(f"?topic={key}", title, topic == key) for key, title in titles.items()]
    chosen = topic if topic in titles else ""
    return {
        "choices": {"label": _("Only those about"), "options": options},
        "html": lists.only(rendering.html, chosen) if chosen else rendering.html,
        "contents": [],
    }
