"""The few words that the renderer itself says, in each language that it speaks.

A text brings its own words; these are the names of the boxes around them. They are part of the
page that reviewers see, so a change here changes pages: raise the VERSION with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What the renderer says in one language.

    `countries` has those that are called otherwise than in English. `dont_before` begins each item
    of a list of things not to do, unless the item `says_so` by itself. `foreign` is the language of
    these words where the text is in another.
    """

    levels: Mapping[str, str]
    do: str
    dont: str
    dont_before: str
    says_so: re.Pattern[str]
    table: str
    numbers: str
    source: str
    link_to: str
    countries: Mapping[str, str]
    foreign: str = ""

    @property
    def tag(self) -> str:
        """The attribute that says so where these words are not in the language of the text."""
        return f' lang="{self.foreign}"' if self.foreign else ""


BY_LANGUAGE = {
    ENGLISH: Words(
        levels={
            "nonurgent": "Not urgent: book a visit",
            "urgent": "Urgent: today",
            "emergency": "Emergency: now",
        },
        do="Do",
        dont="Do not",
        dont_before="do not ",
        says_so=re.compile(r"\s*(?:do\s+not|don['’]t)\b", re.IGNORECASE),
        table="Table",
        numbers="The numbers",
        source="Source",
        link_to="Link to “{title}”",
        countries={},
    ),
    "es": Words(
        levels={
            "nonurgent": "No es urgente: pida una cita",
            "urgent": "Urgente: hoy",
            "emergency": "Emergencia: ahora",
        },
        do="Haga esto",
        dont="No haga esto",
        dont_before="no ",
        says_so=re.compile(r"\s*(?:no|nunca|jamás|evite|evitar)\b", re.IGNORECASE),
        table="Tabla",
        numbers="Los números",
        source="Fuente",
        link_to="Enlace a “{title}”",
        countries={"UK": "Reino Unido", "EU": "UE", "US": "EE. UU."},
    ),
}


def speaks(language: str) -> bool:
    """Say whether there are words of our own in the language of a tag such as es-MX."""
    return _base(language) in BY_LANGUAGE


def of(language: str) -> Words:
    """Return the words for a text in some language: in its own, or in English and marked so."""
    found = BY_LANGUAGE.get(_base(language))
    return found or _ENGLISH_ELSEWHERE


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


_ENGLISH_ELSEWHERE = replace(BY_LANGUAGE[ENGLISH], foreign=ENGLISH)
