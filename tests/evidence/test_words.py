"""The fixed words around numbers, in each language."""

import re
from dataclasses import asdict

import pytest

from content.evidence import blocks, tables, words
from tests.factories import FOUND

FILLED = re.compile(r"{\w+}")
ENGLISH = asdict(words.BY_LANGUAGE[words.ENGLISH])
OTHERS = [language for language in words.BY_LANGUAGE if language != words.ENGLISH]
SPANISH = {"id": "x", "source": "s", **FOUND, "outcome": "mejoraron", "trials": 2}
EFFECT = {"value": -1, "low": -2, "high": 0, "fewer": "menos", "more": "más"}
TRIED = {
    "page": "magnesio",
    "name": "Magnesio",
    "tested": True,
    "result": "Nada.",
    "with": 67,
    "without": 64,
    "likely": "de 60 a 70",
    "cramps": "",
    "harms": "Diarrea.",
    "certainty": "probably",
    "tried": "mayores",
    "sources": ["a"],
}


@pytest.mark.parametrize("language", OTHERS)
class TestTheWords:
    def test_fill_in_what_the_english_ones_do(self, language):
        other = asdict(words.BY_LANGUAGE[language])

        differing = [
            name
            for name, said in ENGLISH.items()
            if isinstance(said, str)
            and set(FILLED.findall(said)) != set(FILLED.findall(other[name]))
        ]

        assert differing == []

    def test_name_every_level_and_every_verdict(self, language):
        other = asdict(words.BY_LANGUAGE[language])

        for name in ("certainty", "sure", "verdicts"):
            assert other[name].keys() == ENGLISH[name].keys()
        assert len(other["head"]) == len(ENGLISH["head"])


class TestASpanishFinding:
    def test_has_its_numbers_in_spanish(self):
        made = blocks.block(SPANISH, language="es-ES")

        assert made["caption"].startswith("Lo mismo en números: 2 estudios")
        assert made["head"] == ("Quién", "Cuántos de 100")
        assert made["doubt"] == "Probablemente es así."
        assert "de 100 mejoraron" in made["picture"]

    def test_has_its_plot_in_spanish(self):
        made = blocks.block(SPANISH | {"kind": "interval", "effect": EFFECT}, language="es")

        assert "sin diferencia</text>" in made["picture"]
        assert made["rows"][1] == ("Probablemente entre", "2 menos y sin diferencia")


class TestSpanishTables:
    def test_of_remedies_are_in_spanish(self):
        written = tables.remedies([TRIED, TRIED | {"tested": False}], language="es")

        assert "| Qué prueba la gente |" in written
        assert (
            "67 de cada 100 mejoraron con esto (probablemente de 60 a 70), 64 sin esto" in written
        )
        assert "| probable |" in written
        assert "No se ha probado para los calambres" in written

    def test_of_myths_are_in_spanish(self):
        myth = {
            "says": "El jabón ayuda",
            "verdict": "not-true",
            "why": "No.",
            "sources": [],
            "page": "jabon",
        }

        assert tables.myths([myth], language="es") == (
            "### «El jabón ayuda»\n\n**Falso.** No. Más: [[jabon]]"
        )
