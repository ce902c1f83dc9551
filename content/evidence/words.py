"""The fixed words around the numbers of findings, remedies and myths, by language.

The rows bring their own sentences. These stand around them, in the language of the text that shows
them, and are frozen or rendered with it, so its reviewers see them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around numbers in one language. Names in braces are filled in."""

    # GRADE's levels, as a sentence under a finding and as the word of a table. A bare "does" can be
    # read as "does work", so the word comes with its reason.
    certainty: Mapping[str, str]
    sure: Mapping[str, str]
    verdicts: Mapping[str, str]
    # What others say stands in quotation marks, so that nobody hears it as ours.
    claim: str
    in_numbers: str
    of_100: str
    who: str
    how_many: str
    what: str
    best: str
    likely: str
    range: str
    between: str
    title: str
    one_trial: str
    trials: str
    people: str
    no_difference: str
    no_change: str
    untested: str
    head: tuple[str, ...]
    helped: str
    helped_likely: str
    no_numbers: str
    more: str


BY_LANGUAGE = {
    ENGLISH: Words(
        certainty={
            "does": "We can be quite sure of this.",
            "probably": "This is probably so.",
            "may": "This may be so. Better trials could change it.",
            "unknown": "We do not know whether this is so.",
        },
        sure={
            "does": "does (good trials agree)",
            "probably": "probably (good trials, with some doubt)",
            "may": "may (small or weak trials)",
            "unknown": "we do not know",
        },
        verdicts={
            "unsafe": "Dangerous",
            "not-true": "Not true",
            "not-known": "Nobody knows",
            "partly": "Partly true",
            "true": "True",
        },
        claim="“{says}”",
        in_numbers="The same in numbers: {setting}",
        of_100="of 100 {outcome}, {group}",
        who="Who",
        how_many="How many of 100",
        what="What",
        best="Best estimate",
        likely="Likely between",
        range="{low} and {high}",
        between="(likely between {low} and {high})",
        title="Best estimate: {best}. Likely between {low} and {high}.",
        one_trial="one trial",
        trials="{number} trials",
        people="{number} people",
        no_difference="no difference",
        no_change="no change",
        untested="Not tested for cramps, as far as we know:",
        head=("What people try", "What it did", "Harms", "How sure we are", "Tried in"),
        helped="{with_it} out of 100 got better with it{likely}, {without} without",
        helped_likely="(likely {likely})",
        no_numbers="no numbers",
        more="More:",
    ),
    "es": Words(
        certainty={
            "does": "Esto se sabe con bastante certeza.",
            "probably": "Probablemente es así.",
            "may": "Puede que sea así. Estudios mejores podrían cambiarlo.",
            "unknown": "No sabemos si es así.",
        },
        sure={
            # “Seguro” is the word for safe as well, and stands beside the harms.
            "does": "comprobado",
            "probably": "probable",
            "may": "posible",
            "unknown": "no lo sabemos",
        },
        verdicts={
            "unsafe": "Peligroso",
            "not-true": "Falso",
            "not-known": "Nadie lo sabe",
            "partly": "Cierto en parte",
            "true": "Cierto",
        },
        claim="«{says}»",
        in_numbers="Lo mismo en números: {setting}",
        of_100="de 100 {outcome}, {group}",
        who="Quién",
        how_many="Cuántos de 100",
        what="Qué",
        best="Mejor cálculo",
        likely="Probablemente entre",
        range="{low} y {high}",
        between="(probablemente entre {low} y {high})",
        title="Mejor cálculo: {best}. Probablemente entre {low} y {high}.",
        one_trial="un estudio",
        trials="{number} estudios",
        people="{number} personas",
        no_difference="sin diferencia",
        no_change="sin cambio",
        untested="No se ha probado para los calambres, que sepamos:",
        head=("Qué prueba la gente", "Qué hizo", "Daños", "Certeza", "Probado en"),
        helped="{with_it} de cada 100 mejoraron con esto{likely}, {without} sin esto",
        helped_likely="(probablemente {likely})",
        no_numbers="sin números",
        more="Más:",
    ),
}


def of(language: str) -> Words:
    """Return the words for a text in the language of a tag such as es-MX, in English for others."""
    return BY_LANGUAGE.get(language.partition("-")[0].lower(), BY_LANGUAGE[ENGLISH])
