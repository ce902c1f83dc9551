"""The questions people type, and whether the right page or the right warning comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content.reading import results, suggestions, warnings

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent
LISTS = {
    name: yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    for name in ("questions", "fresh_questions", "third_questions")
}
RIGHT = 0.95
SIGNS = {q: signs for kinds in LISTS.values() for q, signs in kinds["signs"].items()}
CALM = list({**LISTS["fresh_questions"]["calm"], **LISTS["third_questions"]["calm"]})
PRESSING = {"emergency", "urgent"}


@pytest.fixture(autouse=True)
def library(starter_library):
    """The starter library, live."""


def either(wanted):
    return [wanted] if isinstance(wanted, str) else wanted


def wrong_about(asked):
    """The questions whose first answer is another page."""
    told = []
    for question, wanted in asked.items():
        found = results.find(question)
        first = found[0]["url"].split("#")[0].split("?")[0].strip("/") if found else "nothing"
        if first not in either(wanted):
            told.append(f"{question}: {first}, not {either(wanted)[0]}")
    return told


def cards(question):
    return warnings.called_for(question, instead=results.mended(question))


class TestTheRightPage:
    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("kind", ["plain", "misspelt"])
    def test_comes_first(self, name, kind):
        asked = LISTS[name][kind]

        wrong = wrong_about(asked)

        assert len(wrong) <= (1 - RIGHT) * len(asked), wrong

    def test_comes_first_for_what_only_sounds_like_a_warning_sign(self):
        asked = {q: page for q, page in LISTS["fresh_questions"]["calm"].items() if page}

        wrong = wrong_about(asked)

        assert len(wrong) <= (1 - RIGHT) * len(asked), wrong


class TestTheRightWarning:
    @pytest.mark.parametrize(("question", "signs"), SIGNS.items())
    def test_stands_above_the_results(self, question, signs):
        found = [flag["key"] for card in cards(question) for flag in card["flags"]]

        assert {*either(signs)} & {*found}

    @pytest.mark.parametrize("question", CALM)
    def test_is_not_given_for_what_only_sounds_like_a_sign(self, question):
        assert not PRESSING & {card["level"] for card in cards(question)}

    @pytest.mark.parametrize("question", CALM)
    def test_is_not_given_while_such_a_question_is_typed(self, question):
        found = suggestions.suggestions(question)

        assert not [row for row in found if "level" in row]


class TestTheDemonstration:
    @pytest.mark.parametrize("question", ["magnesium", "qwzzrt", ""])
    def test_is_named_above_every_answer(self, client, question):
        page = client.get("/search/", {"q": question}).content.decode()

        assert "Demonstration accounts approved these pages." in page
