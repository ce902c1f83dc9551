"""What is suggested while somebody types: pages by their names, and a warning before them all."""

import pytest

from content.editions.heard import LostWord
from content.evidence.models import RedFlag
from content.reading.suggestions import suggestions
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

TOLD = dict.fromkeys(("uk", "us", "eu"), "Call.")


@pytest.fixture
def library():
    factories.published("night-cramps", title="Night cramps", also_called=["charley horse"])
    factories.published(
        "swimming", title="Cramp while swimming", also_called=["cramp in the sea", "sea cramp"]
    )
    factories.published("magnesium", title="Magnesium for cramps", body="Charley said so.\n")


@pytest.fixture
def signs():
    for key, urgency, phrase, words in (
        ("dvt", "urgent", "swollen leg", "one leg is swollen"),
        ("pe", "emergency", "can't breathe", "you cannot breathe"),
        ("plain", "nonurgent", "leg cramp", "cramps come often"),
    ):
        RedFlag.objects.create(
            key=key, urgency=urgency, words=words, may_mean="x", tell=TOLD, search_words=[phrase]
        )
    cards = "".join(
        f"::: {level} Get help if\n- [!{key}]\n:::\n\n"
        for level, key in (("nonurgent", "plain"), ("urgent", "dvt"), ("emergency", "pe"))
    )
    factories.published("when-to-seek-care", title="When to get help", body=cards)


def titles(typed):
    return [found["title"] for found in suggestions(typed)]


class TestSuggestions:
    def test_name_pages_whose_name_begins_so_first(self, library):
        assert titles("cram") == ["Cramp while swimming", "Magnesium for cramps", "Night cramps"]

    def test_say_by_which_name_a_page_was_found(self, library):
        assert suggestions("charl") == [
            {"title": "Night cramps", "url": "/night-cramps/", "said": "charley horse"}
        ]

    def test_prefer_the_name_that_begins_as_typed(self, library):
        assert [found["said"] for found in suggestions("sea")] == ["sea cramp"]

    def test_want_all_the_words(self, library):
        assert titles("cramp swi") == ["Cramp while swimming"]
        assert titles("night swi") == []

    @pytest.mark.parametrize("typed", ["magnez", "magnezium", "mganesium cra", "charly hor"])
    def test_forgive_a_misspelling(self, library, typed):
        assert len(titles(typed)) == 1

    @pytest.mark.parametrize("typed", ["", "n", "…", "qwzzrt", "\x00\ud800"])
    def test_are_none_for_what_says_nothing(self, library, typed):
        assert suggestions(typed) == []

    def test_are_six_at_most(self):
        for number in range(8):
            factories.published(f"page-{number}", title=f"Cramp {number}")

        assert len(titles("cramp")) == 6

    def test_forget_a_withdrawn_page(self, library):
        from content.editions.models import Page

        factories.withdrawn(Page.objects.get(slug="magnesium"))

        assert titles("magnes") == []


class TestAWarning:
    def test_comes_before_all_pages_and_leads_to_the_search(self, library, signs):
        factories.published("legs", title="Swollen leg")

        first, second = suggestions("swollen leg")

        assert first == {
            "title": "Urgent: today",
            "url": "/search/?q=swollen+leg",
            "said": "Get medical advice today if one leg is swollen",
            "level": "urgent",
        }
        assert second["title"] == "Swollen leg"

    def test_is_the_most_pressing_one(self, signs):
        found = suggestions("swollen leg and can’t breathe")

        assert [row["title"] for row in found] == ["Emergency: now"]

    def test_is_called_for_by_a_misspelt_word(self, signs):
        assert titles("swolen leg") == ["Urgent: today"]

    def test_is_not_guessed_from_half_a_sign(self, library, signs):
        assert titles("swollen") == titles("breathe") == []

    def test_is_not_given_for_what_can_wait(self, signs):
        assert titles("leg cramp") == []


class TestTheAnswer:
    def test_is_json_that_may_be_kept_for_a_minute_and_by_no_search_engine(
        self, library, as_a_reader
    ):
        answer = as_a_reader.get("/search/suggest/", {"q": "swim"})

        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.cookies == {}
        assert answer.json()["told"] == "1 suggestion. Use the up and down keys."

    def test_says_that_there_is_none(self, library, as_a_reader):
        answer = as_a_reader.get("/search/suggest/", {"q": "qwzzrt"})

        assert answer.json() == {"found": [], "told": "No suggestions."}

    def test_counts_no_lost_word(self, library, as_a_reader):
        as_a_reader.get("/search/suggest/", {"q": "claudication"})

        assert not LostWord.objects.exists()
        assert not any("lostword" in sql.lower() for sql in as_a_reader.queries)

    def test_takes_few_questions_to_the_database(self, library, as_a_reader):
        as_a_reader.get("/search/suggest/", {"q": "cramp"})

        as_a_reader.get("/search/suggest/", {"q": "cramp"})

        assert len(as_a_reader.queries) == 3
