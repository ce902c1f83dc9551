"""The questions that each role answers."""

import pytest

from content.editorial import checklist, pemat
from content.editorial.checklist import CHECKLISTS


class TestRefusals:
    @pytest.mark.parametrize("role", ["clinical", "editorial"])
    def test_are_none_when_all_is_well(self, role):
        assert checklist.refusals(role, checklist.all_yes(role)) == []

    @pytest.mark.parametrize("role", ["clinical", "editorial"])
    def test_name_each_question_that_is_left_open(self, role):
        for question in CHECKLISTS[role].questions:
            answers = checklist.all_yes(role)
            del answers[question.key]

            assert checklist.refusals(role, answers) == [f"Answer: {question.words}"]

    def test_name_three_open_questions_and_count_the_rest(self):
        (told,) = checklist.refusals("editorial", {})

        assert told.startswith("Answer: It is plain at once what the page is for.")
        assert told.endswith("And 21 more.")

    def test_take_absent_where_a_text_may_lack_it(self):
        answers = checklist.all_yes("clinical") | {"numbers": "absent"}

        assert checklist.refusals("clinical", answers) == []

    def test_take_no_absent_where_every_text_has_it(self):
        answers = checklist.all_yes("clinical") | {"facts": "absent"}

        assert checklist.refusals("clinical", answers) == [
            "Answer: Every fact agrees with its source."
        ]

    def test_name_what_a_clinician_answered_no(self):
        answers = checklist.all_yes("clinical") | {"interests": "no"}

        (told,) = checklist.refusals("clinical", answers)

        assert told.startswith("Answered “No”, so ask for changes: Conflicts of interest are")

    def test_are_none_for_an_item_that_is_disagreed_with(self):
        answers = dict.fromkeys(checklist.all_yes("editorial"), "no")

        assert checklist.refusals("editorial", answers) == []

    @pytest.mark.parametrize("answer", ["maybe", "", "YES"])
    def test_take_no_other_word(self, answer):
        answers = checklist.all_yes("clinical") | {"facts": answer}

        assert checklist.refusals("clinical", answers) == [
            "Answer: Every fact agrees with its source."
        ]


class TestTheClinicalList:
    def test_asks_of_facts_numbers_signs_harms_and_interests(self):
        asked = [question.key for question in CHECKLISTS["clinical"].questions]

        assert asked == ["facts", "numbers", "flags", "harms", "groups", "interests"]


class TestTheEditorialList:
    def test_is_the_instrument_item_by_item(self):
        asked = CHECKLISTS["editorial"]

        assert [q.number for q in asked.questions] == [item.number for item in pemat.ITEMS]
        assert (asked.yes, asked.no) == ("Agree", "Disagree")

    def test_says_when_an_item_is_not_applicable(self):
        asked = CHECKLISTS["editorial"]
        of = {question.number: asked.choices(question) for question in asked.questions}

        assert of[6][2] == ("absent", "Not applicable: no numbers")
        assert [value for value, _ in of[5]] == ["yes", "no"]
