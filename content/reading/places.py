"""Where it hurts: the places of the drawing on the first page, and the pages they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from content.editions.models import Page
from content.reading import site


@dataclass(frozen=True, slots=True)
class Place:
    """A place that hurts: its number in the drawing, its name, and the articles about it."""

    number: int | None
    name: str
    codes: tuple[str, ...]


# By the names that the drawing knows them by.
PLACES = {
    "thigh": Place(1, _("Thigh"), ("exercise-cramps", "blood-clot-vs-cramp")),
    "calf": Place(2, _("Calf"), ("night-cramps", "blood-clot-vs-cramp", "circulation-vs-cramp")),
    "foot": Place(3, _("Foot"), ("night-cramps", "circulation-vs-cramp")),
    "both": Place(None, _("Both legs"), ("restless-legs-vs-cramps", "children-growing-pains")),
}
CODES = frozenset(code for place in PLACES.values() for code in place.codes)


def leading(pages: dict[str, Page]) -> dict[str, dict[str, Any]]:
    """Return the places that lead somewhere among some live pages, each with its pages."""
    found = {}
    for key, place in PLACES.items():
        there = [site.card(pages[code]) for code in place.codes if code in pages]
        if there:
            found[key] = {"number": place.number, "name": gettext(place.name), "pages": there}
    return found
