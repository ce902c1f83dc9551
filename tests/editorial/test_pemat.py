"""The PEMAT-P, scored as its instrument says."""

import pytest

from content.editorial import pemat

ALL = {item.key: "yes" for item in pemat.ITEMS}
# Where AHRQ's instrument has a box for “not applicable”.
MAY_BE_ABSENT = {6, 8, 9, 11, 16, 17, 18, 19, 24, 25}


def answered(**changed):
    """Every item agreed to but for some, by number."""
    return ALL | {f"pemat-{name.removeprefix('n')}": value for name, value in changed.items()}


class TestTheItems:
    def test_are_the_24_for_printed_pages(self):
        numbers = [item.number for item in pemat.ITEMS]

        assert numbers == [*range(1, 13), *range(15, 27)]

    def test_are_17_to_understand_and_7_to_act_on(self):
        scales = [item.scale for item in pemat.ITEMS]

        assert scales == ["understandability"] * 17 + ["actionability"] * 7

    @pytest.mark.parametrize("item", pemat.ITEMS, ids=lambda item: str(item.number))
    def test_may_be_not_applicable_only_where_the_instrument_says_so(self, item):
        assert pemat.may_be(item, "absent") == (item.number in MAY_BE_ABSENT)
        assert pemat.may_be(item, "yes")
        assert pemat.may_be(item, "no")
        assert not pemat.may_be(item, "")


class TestTheScore:
    def test_is_100_when_all_is_agreed(self):
        assert pemat.score(ALL) == {"understandability": 100, "actionability": 100}

    def test_is_0_when_nothing_is(self):
        none = dict.fromkeys(ALL, "no")

        assert pemat.score(none) == {"understandability": 0, "actionability": 0}

    def test_counts_each_scale_by_itself(self):
        assert pemat.score(answered(n1="no")) == {"understandability": 94, "actionability": 100}
        assert pemat.score(answered(n20="no")) == {"understandability": 100, "actionability": 86}

    def test_leaves_out_what_is_not_applicable(self):
        found = pemat.score(answered(n3="no", n16="absent", n17="absent", n18="absent"))

        assert found == {"understandability": 93, "actionability": 100}  # 13 of 14

    def test_rounds_a_half_up(self):
        two_of_16 = dict.fromkeys(ALL, "no") | {
            "pemat-1": "yes",
            "pemat-2": "yes",
            "pemat-16": "absent",
        }

        found = pemat.score(two_of_16)

        assert found == {"understandability": 13, "actionability": 0}  # 12.5

    @pytest.mark.parametrize("number", [1, 19, 20, 26])
    def test_is_nothing_while_an_item_is_open(self, number):
        answers = dict(ALL)
        del answers[f"pemat-{number}"]

        assert pemat.score(answers) is None

    def test_is_nothing_for_answers_that_the_instrument_does_not_allow(self):
        assert pemat.score(answered(n5="absent")) is None

    def test_is_nothing_for_the_answers_of_another_list(self):
        assert pemat.score({"facts": "yes", "numbers": "yes"}) is None
