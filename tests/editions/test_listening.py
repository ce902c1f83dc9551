"""What readers tell us, as it is written down."""

from datetime import date, timedelta

import pytest

from content.editions import listening
from content.editions.heard import Feedback, LostWord

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

TODAY = date(2026, 11, 22)


def lost():
    return dict(LostWord.objects.values_list("word", "times"))


class TestHear:
    def test_keeps_a_day_an_edition_and_scrubbed_words(self):
        listening.hear(
            "night-cramps", number=2, helpful=False, words="Ring 07700 900123.", on=TODAY
        )

        [kept] = Feedback.objects.all()
        assert (kept.code, kept.number, kept.helpful) == ("night-cramps", 2, False)
        assert (kept.words, kept.given_on) == ("Ring [number].", TODAY)

    def test_takes_what_no_database_would(self):
        listening.hear("x", number=1, helpful=True, words="a\x00b" + "é" * 600, on=TODAY)

        assert len(Feedback.objects.get().words) == 500


class TestMiss:
    def test_counts_each_word_by_itself(self):
        listening.miss(["cramp", "spasm"], on=TODAY)
        listening.miss(["spasm"], on=TODAY + timedelta(days=1))

        assert lost() == {"cramp": 1, "spasm": 2}
        assert LostWord.objects.get(word="spasm").last_on == TODAY + timedelta(days=1)

    @pytest.mark.parametrize(
        "word", ["ab", "a" * 31, "07700900123", "b12", "don't", "ada@example.org", "", "why"]
    )
    def test_counts_nothing_but_telling_words(self, word):
        assert listening.miss([word], on=TODAY) == []
        assert lost() == {}

    @pytest.mark.parametrize("word", ["ach", "wadenkrampf", "痙攣痙攣", "судорога"])
    def test_counts_words_of_any_language(self, word):
        assert listening.miss([word], on=TODAY) == [word]

    def test_counts_a_word_once_a_search_and_ten_at_most(self):
        words = [f"word{letter}" for letter in "abcdefghijkl"]

        assert listening.miss(["wordz", "wordz", *words], on=TODAY) == ["wordz", *words[:9]]
        assert set(lost().values()) == {1}

    def test_makes_room_by_forgetting_what_was_missed_least_and_longest_ago(self, monkeypatch):
        monkeypatch.setattr(listening, "MOST_LOST_WORDS", 3)
        listening.miss(["old"], on=TODAY - timedelta(days=9))
        listening.miss(["often", "newer"], on=TODAY)
        listening.miss(["often"], on=TODAY)

        listening.miss(["fresh"], on=TODAY)

        assert lost() == {"often": 2, "newer": 1, "fresh": 1}
