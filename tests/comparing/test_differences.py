from __future__ import annotations

import time

import pytest

from content.comparing import differences
from content.comparing.differences import Piece, sentences

WORDS = (
    "Pull your toes up towards your shin. Hold for 10 seconds. Do not take quinine for cramps."
    " Magnesium makes little difference. See a doctor if one leg is swollen."
)


def changed(old, new):
    return [
        (pair.old.words if pair.old else "", pair.new.words if pair.new else "")
        for pair in differences.changed([*sentences("", old)], [*sentences("", new)])
    ]


def marked(side):
    return "".join(piece.words if piece.kind == "same" else f"[{piece.words}]" for piece in side)


class TestSentences:
    def test_are_cut_at_their_ends_and_at_lines(self):
        found = [s.words for s in sentences("x", "One. Two 3.5 mg?  “Three.”\nfour\n\n five")]

        assert found == ["One.", "Two 3.5 mg?", "“Three.”", "four", "five"]

    def test_know_where_they_stand(self):
        assert {s.where for s in sentences("Magnesium", WORDS)} == {"Magnesium"}


class TestChangedSentences:
    def test_are_none_between_like_texts(self):
        assert changed(WORDS, WORDS) == []

    @pytest.mark.parametrize(
        "again", [WORDS.replace(". ", ".\n"), WORDS.replace(" ", "  "), f"\n\n{WORDS}\n"]
    )
    def test_are_none_when_lines_only_break_elsewhere(self, again):
        assert changed(WORDS, again) == []

    def test_are_none_when_a_sentence_only_moved(self):
        moved = WORDS.replace(" Hold for 10 seconds.", "") + " Hold for 10 seconds."

        assert changed(WORDS, moved) == []

    def test_are_put_together_with_what_they_were(self):
        new = WORDS.replace("10 seconds", "20 seconds").replace("little", "no")

        assert changed(WORDS, new) == [
            ("Hold for 10 seconds.", "Hold for 20 seconds."),
            ("Magnesium makes little difference.", "Magnesium makes no difference."),
        ]

    def test_are_found_again_when_they_moved_as_well(self):
        new = WORDS.replace(" Hold for 10 seconds.", "") + " Hold for 20 seconds."

        assert changed(WORDS, new) == [("Hold for 10 seconds.", "Hold for 20 seconds.")]

    def test_stand_alone_when_they_came_or_went(self):
        assert changed(WORDS, f"{WORDS} Sleep well, all of you.") == [
            ("", "Sleep well, all of you.")
        ]
        assert changed(f"{WORDS} Sleep well, all of you.", WORDS) == [
            ("Sleep well, all of you.", "")
        ]

    def test_count_a_sentence_as_often_as_it_stands(self):
        assert changed("Rest. Rest. Walk.", "Rest. Walk.") == [("Rest.", "")]

    def test_are_all_of_them_when_everything_is_new(self):
        assert changed("", "One. Two.") == [("", "One."), ("", "Two.")]

    def test_say_where_they_are_now(self):
        pair = differences.changed(
            [*sentences("Old part", "Hold for 10 seconds.")],
            [*sentences("New part", "Hold for 20 seconds.")],
        )[0]

        assert pair.where == "New part"


class TestPieces:
    def test_mark_the_words_that_differ_and_no_others(self):
        old, new = differences.pieces("Hold for 10 seconds.", "Hold on for 20 seconds.")

        assert marked(old) == "Hold for [10] seconds."
        assert marked(new) == "Hold [on ]for [20] seconds."

    def test_mark_words_that_follow_each_other_as_one(self):
        old, _ = differences.pieces("Do not rub it", "Do stroke that leg")

        assert marked(old) == "Do [not rub it]"

    @pytest.mark.parametrize(
        ("old", "new"), [("a b c", "a x c"), ("", "new"), ("old", ""), ("a  b", "a b"), ("", "")]
    )
    def test_hold_all_the_words_of_both_sides(self, old, new):
        before, after = differences.pieces(old, new)

        assert "".join(piece.words for piece in before) == old
        assert "".join(piece.words for piece in after) == new

    def test_keep_a_number_whole(self):
        old, _ = differences.pieces("take 1.5 mg", "take 1.25 mg")

        assert Piece("removed", "1.5") in old


class TestSideBySide:
    def test_folds_what_is_the_same(self):
        old = "\n".join(f"line {n}" for n in range(20))
        rows = differences.side_by_side(old, old.replace("line 10", "line ten"))

        assert [row.skipped for row in rows if row.skipped] == [8, 7]
        assert marked(rows[3].old) == "line [10]"
        assert marked(rows[3].new) == "line [ten]"
        assert len(rows) == 7

    def test_shows_nothing_folded_that_is_one_line(self):
        rows = differences.side_by_side("a\nb\nc\nd", "a\nb\nc\nx")

        assert not any(row.skipped for row in rows)

    def test_leaves_the_other_side_empty_when_lines_came(self):
        rows = differences.side_by_side("a", "a\nb")

        assert (rows[1].old, marked(rows[1].new)) == ((), "[b]")

    def test_folds_a_text_that_did_not_change(self):
        text = "\n".join("abcdefgh")

        assert [row.skipped for row in differences.side_by_side(text, text)] == [8]


class TestTheWork:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("a\n" * 50_000, "b\n" * 50_000),
            ("a\n" * 50_000, "a\n" * 49_999 + "b\n"),
            ("a. B. " * 8_000, "B. A. " * 8_000),
            ("x" * 100_000, "y" * 100_000),
            ("word " * 20_000, "words " * 20_000),
            ("1. " * 30_000, "2. " * 30_000),
        ],
    )
    def test_stays_in_proportion_whatever_the_texts_are(self, old, new):
        begin = time.process_time()

        for pair in differences.changed([*sentences("", old)], [*sentences("", new)]):
            pair.sides()
        differences.side_by_side(old, new)

        assert time.process_time() - begin < 15
