"""The questions that each role answers."""

import pytest

from content.editorial import checklist


class TestRefusal:
    @pytest.mark.parametrize("role", ["clinical", "editorial"])
    def test_is_nothing_when_all_is_well(self, role):
        assert checklist.refusal(role, checklist.all_yes(role)) == ""

    def test_names_every_open_question(self):
        answers = checklist.all_yes("clinical")
        del answers["facts"], answers["flags"]

        refusal = checklist.refusal("clinical", answers)

        assert refusal.startswith("Answer: Every fact agrees")
        assert "The warning signs are complete" in refusal

    def test_takes_absent_where_a_text_may_lack_it(self):
        answers = checklist.all_yes("clinical") | {"numbers": "absent"}

        assert checklist.refusal("clinical", answers) == ""

    def test_takes_no_absent_where_every_text_has_it(self):
        answers = checklist.all_yes("clinical") | {"facts": "absent"}

        assert checklist.refusal("clinical", answers).startswith("Answer: Every fact")

    def test_names_what_was_answered_no(self):
        answers = checklist.all_yes("editorial") | {"plain": "no"}

        assert "so ask for changes: The words are everyday words" in checklist.refusal(
            "editorial", answers
        )

    def test_takes_no_other_word(self):
        assert checklist.refusal("clinical", checklist.all_yes("clinical") | {"facts": "maybe"})
