"""A finding as the sentence, the picture, the table and the doubt."""

from typing import Any

import pytest

from content.evidence import blocks, pictures
from content.evidence.blocks import FindingError

PEOPLE: dict[str, Any] = {
    "id": "responders",
    "source": "cochrane",
    "kind": "people",
    "say": "About as many got better.",
    "outcome": "had a quarter fewer cramps",
    "comparator": "with a dummy pill",
    "intervention": "with magnesium",
    "per_100": {"comparator": 38, "intervention": 42.4, "low": 22, "high": 60},
    "population": "older adults",
    "time": "4 weeks",
    "trials": 1,
    "participants": 1234,
    "certainty": "may",
    "doubt": "The trials were small.",
    "harms": "Some had loose stools.",
}
INTERVAL: dict[str, Any] = {
    "id": "fewer",
    "source": "cochrane",
    "kind": "interval",
    "say": "It may make no difference.",
    "outcome": "Cramps a week",
    "population": "older adults",
    "trials": 5,
    "certainty": "probably",
    "effect": {"value": -0.2, "low": -0.7, "high": 0.3, "fewer": "fewer", "more": "more"},
}


class TestPeople:
    def test_are_counted_in_a_table(self):
        made = blocks.block(PEOPLE)

        assert made["head"] == ("Who", "How many of 100")
        assert made["rows"] == (
            ("With a dummy pill", "38"),
            ("With magnesium", "42.4 (likely between 22 and 60)"),
        )

    def test_are_drawn_as_a_hundred(self):
        made = blocks.block(PEOPLE)

        assert "<b>38</b> of 100 had a quarter fewer cramps, with a dummy pill" in made["picture"]
        assert "<b>42</b>" in made["picture"]

    def test_come_with_trials_people_and_time(self):
        assert blocks.block(PEOPLE)["caption"] == (
            "The same in numbers: one trial, 1,234 people, older adults, 4 weeks"
        )

    def test_come_with_doubt_certainty_and_harm(self):
        assert blocks.block(PEOPLE)["doubt"] == (
            "This may be so. Better trials could change it. The trials were small."
            " Some had loose stools."
        )

    def test_may_come_without_a_range(self):
        made = blocks.block(PEOPLE | {"per_100": {"comparator": 1, "intervention": 2}})

        assert made["rows"][1] == ("With magnesium", "2")


class TestAnInterval:
    def test_is_told_in_a_table(self):
        made = blocks.block(INTERVAL)

        assert made["head"] == ("What", "Cramps a week")
        assert made["rows"] == (
            ("Best estimate", "0.2 fewer"),
            ("Likely between", "0.7 fewer and 0.3 more"),
        )

    def test_says_no_difference_in_words(self):
        made = blocks.block(INTERVAL | {"effect": INTERVAL["effect"] | {"value": 0}})

        assert made["rows"][0] == ("Best estimate", "no difference")

    def test_says_how_many_trials(self):
        assert "5 trials, older adults" in blocks.block(INTERVAL)["caption"]


class TestABrokenFinding:
    @pytest.mark.parametrize(
        ("finding", "said"),
        [
            (PEOPLE | {"per_100": {}}, "Finding responders: 'comparator'"),
            (PEOPLE | {"per_100": None}, "Finding responders: "),
            (PEOPLE | {"certainty": "sure"}, "Finding responders: 'sure'"),
            (
                PEOPLE | {"per_100": {"comparator": 120, "intervention": 1}},
                "Finding responders: responders: 120 people out of 100 cannot be drawn",
            ),
            (
                INTERVAL | {"effect": INTERVAL["effect"] | {"low": 5}},
                "Finding fewer: -0.2 does not lie between 5.0 and 0.3",
            ),
            ({}, "Finding ?: 'kind'"),
        ],
    )
    def test_is_named(self, finding, said):
        with pytest.raises(FindingError) as refused:
            blocks.block(finding)

        assert str(refused.value).startswith(said)


class TestAnIconArray:
    @pytest.mark.parametrize(
        ("count", "path"),
        [
            (0, None),
            (7, "M0 0H84V16H0z"),
            (10, "M0 0H120V16H0z"),
            (42, "M0 0H120V64H0zM0 64H24V80H0z"),
            (100, "M0 0H120V160H0z"),
        ],
    )
    def test_fills_whole_rows_and_the_rest_of_one(self, count, path):
        drawn = pictures.icon_array("key", [(count, "of 100")])

        assert f'<path d="{path}" fill="url(#finding-key-on)"/>' in drawn or path is None
        assert ("finding-key-on)" in drawn) is (path is not None)

    def test_escapes_its_words(self):
        assert "<script>" not in pictures.icon_array("key", [(1, "<script>")])


class TestAnIntervalPlot:
    @pytest.mark.parametrize(
        ("value", "low", "high", "none"),
        [
            (-0.2, -0.7, 0.3, 0),
            (3, 1, 9, 0),
            (-40, -90, -5, 0),
            (0, 0, 0, 0),
            (250, 100, 900, 0),
            (1.4, 1.1, 2.2, 1),
            (2.5, None, None, 1),
        ],
    )
    def test_has_the_line_of_no_difference_within_it(self, value, low, high, none):
        estimate = pictures.Estimate(value, low, high)

        drawn = pictures.interval_plot([estimate], none=none, fewer="fewer", more="more", title="T")

        zero = float(drawn.split('<path d="M')[3].split(" ")[0])
        assert pictures.LEFT <= zero <= pictures.RIGHT

    def test_says_in_words_what_it_shows(self):
        drawn = blocks.block(INTERVAL)["picture"]

        assert 'role="img" aria-label="Best estimate: 0.2 fewer. Likely between' in drawn


class TestArms:
    ARMS = INTERVAL | {
        "kind": "arms",
        "effect": {
            "arms": [
                {"name": "stretching", "value": -1.2, "low": -1.8, "high": -0.6},
                {"name": "nothing", "value": 0},
            ],
            "fewer": "fewer",
            "more": "more",
        },
    }

    def test_are_told_one_by_one(self):
        assert blocks.block(self.ARMS)["rows"] == (
            ("Stretching", "1.2 fewer (likely between 1.8 fewer and 0.6 fewer)"),
            ("Nothing", "no change"),
        )

    def test_are_drawn_on_one_scale_with_their_names(self):
        drawn = blocks.block(self.ARMS)["picture"]

        assert drawn.count("<circle") == 2
        assert ">Stretching</text>" in drawn

    def test_are_measured_from_how_each_group_was_before(self):
        drawn = blocks.block(self.ARMS)["picture"]

        assert ">no change</text>" in drawn
        assert ">no difference</text>" not in drawn

    def test_of_a_ratio_are_told_as_they_are(self):
        effect = {
            "value": 1.5,
            "low": 1.1,
            "high": 2,
            "none": 1,
            "unit": "times as many",
            "fewer": "fewer",
            "more": "more",
        }

        rows = blocks.block(INTERVAL | {"effect": effect})["rows"]

        assert rows[0] == ("Best estimate", "1.5 times as many")
