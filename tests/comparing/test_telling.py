from __future__ import annotations

import pytest

from content.comparing import telling


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "values"),
        [
            ("ten of 100 people", ["10", "100"]),
            ("1,000 and 1.5 and 1,5", ["1000", "1.5", "1,5"]),
            ("2–3 days, or 2-3", ["2", "3", "2", "3"]),
            ("it fell by −5, and by -6", ["-5", "-6"]),
            ("half of them, twice", ["half", "twice"]),
            ("½ an hour", ["half"]),
            ("one leg hurts", []),
            ("one week, and one in ten", ["1", "1", "10"]),
            ("vitamin B12", ["12"]),
        ],
    )
    def test_are_known_by_their_value(self, words, values):
        assert telling.numbers(words) == values

    def test_are_no_doses(self):
        assert telling.numbers("Take 350 mg in 2 days") == ["2"]


class TestDosesAndUnits:
    @pytest.mark.parametrize(
        ("words", "doses"),
        [
            ("350 mg", ["350 mg"]),
            ("350mg and two tablets", ["350 mg", "2 tablet"]),
            ("200 milligrams", ["200 mg"]),
            ("one tablet, 5 micrograms", ["1 tablet", "5 µg"]),
            ("3 grapes", []),
        ],
    )
    def test_a_dose_is_a_number_with_its_unit(self, words, doses):
        assert telling.doses(words) == doses

    @pytest.mark.parametrize(
        ("words", "units"),
        [
            ("within 24 hours", ["hour"]),
            ("24 hrs", ["hour"]),
            ("10% or 10 per cent", ["%", "%"]),
            ("cramps a week, twice each night, daily", ["/week", "/night", "/day"]),
            ("A night cramp, 3 night cramps", []),
        ],
    )
    def test_a_unit_follows_a_number_or_says_how_often(self, words, units):
        assert telling.units(words) == units


class TestNot:
    def test_is_one_word_in_all_its_forms(self):
        for words in ("do not take it", "don't take it", "don’t take it"):
            assert telling.negations(words) == ["not take"]
        assert telling.negations("you cannot breathe") == ["not breathe"]
        assert telling.negations("Knot, note, another") == []


class TestWordsOfAKind:
    def test_are_found_in_all_their_forms_and_nowhere_else(self):
        assert telling.urgency("Call straight away, or right now") == ["at once", "now"]
        assert telling.people("pregnant women and children’s legs") == [
            "pregnant",
            "woman",
            "child",
        ]
        assert telling.medicines("a water tablet, magnesium") == ["water tablet", "magnesium"]
        assert telling.limits("no more than two, at least") == ["no more than", "at least"]
        assert telling.people("brother, mankind") == []


class TestTurned:
    @pytest.mark.parametrize(
        ("old", "new", "count"),
        [
            ("before bed", "after bed", 1),
            ("more now, less later", "less now, more later", 2),
            ("ice or warmth", "ice and warmth", 1),
            ("it increases", "it raises", 0),
            ("before bed", "in bed", 0),
            ("sooner", "later", 1),
            ("more and before", "less and after", 2),
        ],
    )
    def test_counts_words_that_gave_way_to_their_opposite(self, old, new, count):
        assert telling.turned(old, new) == count


class TestMoves:
    def test_counts_what_came_went_or_changed_places(self):
        assert telling.moves(telling.numbers, "1.5 of 100", "15 of 100") == 1
        assert telling.moves(telling.numbers, "67 and 64", "64 and 67") == 2
        assert telling.moves(telling.numbers, "", "5 of 10") == 2
        assert telling.moves(telling.numbers, "ten", "10") == 0
