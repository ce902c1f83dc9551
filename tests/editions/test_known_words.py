"""How a word sounds, and which known word a misspelt one is taken for."""

import pytest

from content.editions import known_words, sounds
from tests import factories


class TestSound:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("pregnansy", "pregnancy"),
            ("dehydrashun", "dehydration"),
            ("nite", "night"),
            ("fysio", "physio"),
            ("kramp", "cramp"),
            ("electrolites", "electrolytes"),
            ("swimming", "swiming"),
            ("ankel", "ankle"),
        ],
    )
    def test_is_the_same_for_two_spellings(self, one, other):
        assert sounds.sound(one) == sounds.sound(other)

    @pytest.mark.parametrize(("one", "other"), [("calf", "cough"), ("vein", "bone")])
    def test_is_another_for_another_word(self, one, other):
        assert sounds.sound(one) != sounds.sound(other)

    def test_is_never_nothing(self):
        assert all(sounds.sound(word) for word in ("h", "gh", "eau", "x"))


@pytest.mark.django_db
class TestNearest:
    @pytest.fixture(autouse=True)
    def words(self):
        factories.published(
            "magnesium",
            title="Magnesium",
            also_called=["statins"],
            body="## Quinine {#q}\n\nA calf. A stain. The magnet.\n",
        )

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("magnezium", "magnesium"),
            ("quinin", "quinine"),
            ("caff", "calf"),
            ("statens", "statins"),
        ],
    )
    def test_is_the_word_most_like_it(self, typed, meant):
        assert known_words.nearest(typed) == meant

    def test_prefers_what_names_a_page(self):
        assert known_words.nearest("stains") == "statins"

    def test_is_nothing_when_no_word_is_near(self):
        assert known_words.nearest("gastroscopy") == ""


@pytest.mark.django_db
class TestWordsRunTogether:
    @pytest.fixture(autouse=True)
    def words(self):
        factories.published(
            "clot",
            title="Blood clot",
            also_called=["restless legs", "night cramps"],
            body="A leg.\n",
        )

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("bloodclot", "blood clot"),
            ("restlesslegs", "restless legs"),
            ("nitecramps", "night cramps"),
            ("nightkramps", "night cramps"),
        ],
    )
    def test_are_told_apart(self, typed, meant):
        assert known_words.nearest(typed) == meant

    def test_are_left_alone_when_only_one_is_known(self):
        assert known_words.nearest("bloodstone") == ""


@pytest.mark.django_db
class TestAWordHalfTyped:
    @pytest.fixture(autouse=True)
    def words(self):
        factories.published("magnesium", title="Magnesium", body="A magnificent calf.\n")

    @pytest.mark.parametrize("typed", ["magnez", "manes", "mganes", "magnnes"])
    def test_may_have_one_mistake(self, typed):
        assert known_words.begun(typed) == "magnesium"

    @pytest.mark.parametrize("typed", ["mag", "magnific", "xagnes", "m" * 41])
    def test_is_no_other_word(self, typed):
        assert known_words.begun(typed) == ""


@pytest.mark.django_db
class TestNear:
    def test_gives_words_of_names_that_look_somewhat_alike(self):
        factories.published("a", title="Swimming and statins", body="A swimmer.\n")

        assert known_words.near(["swimmable", "statistics"], most=3) == ["statins", "swimming"]

    def test_gives_nothing_for_what_looks_like_nothing(self):
        assert known_words.near(["qwzzrt", "", "s" * 60], most=3) == []
