"""The questions people type, and whether the right page or the right warning comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content.reading import results, warnings

pytestmark = pytest.mark.django_db

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text("utf-8"))
RIGHT = 0.95


@pytest.fixture(autouse=True)
def library(starter_library):
    """The starter library, live."""


def wrong_about(kind):
    """The questions of a kind whose first answer is another page."""
    told = []
    for question, wanted in QUESTIONS[kind].items():
        codes = [wanted] if isinstance(wanted, str) else wanted
        found = results.find(question)
        first = found[0]["url"].split("#")[0].strip("/") if found else "nothing"
        if first not in codes:
            told.append(f"{question}: {first}, not {codes[0]}")
    return told


class TestTheRightPage:
    def test_comes_first_for_plain_words(self):
        wrong = wrong_about("plain")

        assert len(wrong) <= (1 - RIGHT) * len(QUESTIONS["plain"]), wrong

    def test_comes_first_for_misspelt_words(self):
        wrong = wrong_about("misspelt")

        assert len(wrong) <= (1 - RIGHT) * len(QUESTIONS["misspelt"]), wrong


class TestTheRightWarning:
    @pytest.mark.parametrize(("question", "sign"), QUESTIONS["signs"].items())
    def test_stands_above_the_results(self, question, sign):
        cards = warnings.called_for(question, instead=results.mended(question))

        assert sign in [flag["key"] for card in cards for flag in card["flags"]]


class TestTheDemonstration:
    @pytest.mark.parametrize("question", ["magnesium", "qwzzrt", ""])
    def test_is_named_above_every_answer(self, client, question):
        page = client.get("/search/", {"q": question}).content.decode()

        assert "Demonstration accounts approved these pages." in page
