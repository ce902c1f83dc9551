from __future__ import annotations

import random

import pytest

from content.editorial import merging
from content.rendering import Lookup, render

BASE = "## Stretch {#stretch}\n\nStand. Hold for 15 seconds. Stop if it hurts.\n\n- rest\n- walk\n"


def with_(old, new, *, base=BASE):
    assert old in base
    return base.replace(old, new)


class TestText:
    def test_takes_what_one_writer_alone_changed(self):
        changed = with_("15", "20")

        assert merging.text(BASE, changed, BASE).words == changed
        assert merging.text(BASE, BASE, changed).words == changed

    def test_takes_the_changes_of_both_where_they_changed_different_lines(self):
        theirs, mine = with_("## Stretch", "## Stretch it"), with_("- walk", "- swim")

        merged = merging.text(BASE, theirs, mine)

        assert merged.unsettled == 0
        assert merged.words == with_("- walk", "- swim", base=theirs)

    def test_takes_the_changes_of_both_where_they_changed_different_sentences_of_a_line(self):
        theirs, mine = with_("Stand.", "Stand up."), with_("if it hurts", "if it hurts more")

        merged = merging.text(BASE, theirs, mine)

        assert merged.unsettled == 0
        assert "Stand up. Hold for 15 seconds. Stop if it hurts more.\n" in merged.words

    def test_keeps_both_where_they_changed_the_same_words(self):
        merged = merging.text(BASE, with_("15", "20"), with_("15", "30"))

        assert merged.unsettled == 1
        assert (
            "::: theirs\nStand. Hold for 20 seconds. Stop if it hurts.\n"
            "::: yours\nStand. Hold for 30 seconds. Stop if it hurts.\n"
            "::: settle\n"
        ) in merged.words

    def test_keeps_both_where_they_changed_lines_that_touch(self):
        merged = merging.text(BASE, with_("- rest", "- lie down"), with_("- walk", "- swim"))

        assert merged.unsettled == 1
        assert "::: theirs\n- lie down\n- walk\n::: yours\n- rest\n- swim\n" in merged.words

    def test_keeps_what_one_deleted_and_the_other_changed(self):
        merged = merging.text("One.\n\nTwo.\n", "One.\n\n", "One.\n\nTwo, now.\n")

        assert merged.words == "One.\n\n::: theirs\n::: yours\nTwo, now.\n::: settle\n"

    def test_keeps_both_additions_at_one_place(self):
        merged = merging.text("One.\n", "One.\nA.\n", "One.\nB.")

        assert merged.words == "One.\n::: theirs\nA.\n::: yours\nB.\n::: settle\n"

    def test_takes_once_what_both_did_alike(self):
        both = with_("- walk\n", "")

        assert merging.text(BASE, both, both) == merging.Merged(both, 0)

    def test_brings_together_two_beginnings(self):
        assert merging.text("", "A.\n", "A.\n").words == "A.\n"
        assert merging.text("", "A.\n", "B.\n").unsettled == 1

    def test_makes_nothing_that_could_be_published_unsettled(self):
        merged = merging.text(BASE, with_("15", "20"), with_("15", "30"))

        problems = render(merged.words, resolve=Lookup()).problems

        assert [problem.line for problem in problems] == [3]
        assert "Two people changed this. Settle it" in problems[0].message

    @pytest.mark.parametrize("seed", range(40))
    def test_loses_no_words_that_either_writer_added(self, seed):
        chance = random.Random(seed)
        base = [f"Line {number}.\n" for number in range(12)]
        texts = []
        for who in ("theirs", "mine"):
            lines = list(base)
            for number in range(4):
                lines.insert(chance.randrange(len(lines) + 1), f"{who} wrote {number}.\n")
            texts.append("".join(lines))

        merged = merging.text("".join(base), *texts)

        assert all(
            f"{who} wrote {number}." in merged.words
            for who in ("theirs", "mine")
            for number in range(4)
        )


class TestFields:
    def test_bring_each_field_together_by_itself(self):
        base = {"title": "Cramp", "summary": "It hurts.", "body": BASE}
        theirs = {**base, "title": "Night cramp"}
        mine = {**base, "summary": "It hurts a lot."}

        found, contested = merging.fields(base, theirs, mine, marked="body")

        assert found == {"title": "Night cramp", "summary": "It hurts a lot.", "body": BASE}
        assert contested == []

    def test_name_those_that_both_changed_and_mark_the_one_that_can_be_marked(self):
        base = {"title": "Cramp", "body": "One.\n"}

        found, contested = merging.fields(
            base,
            {"title": "Theirs", "body": "Two.\n"},
            {"title": "Mine", "body": "Three.\n"},
            marked="body",
        )

        assert contested == ["title", "body"]
        assert found["title"] == "Mine"
        assert found["body"] == "::: theirs\nTwo.\n::: yours\nThree.\n::: settle\n"
