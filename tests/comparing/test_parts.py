"""Two texts as one, read from top to bottom."""

import time

import pytest

from content.comparing import parts
from content.comparing.parts import Part

LINES = ("Pull your toes up.", "Hold for 10 seconds.", "Do it three times.", "Rest.", "Sleep well.")


def joined(old, new):
    return parts.join([Part("a", "What to do", old)], [Part("a", "What to do", new)])


def lines(whole):
    return [
        (line.kind, line.skipped or shown(line.pieces))
        for part in whole.parts
        for line in part.lines
    ]


def shown(pieces):
    marks = {"removed": "-{}-", "added": "+{}+", "same": "{}"}
    return "".join(marks[piece.kind].format(piece.words) for piece in pieces)


def order(whole):
    return [part.key for part in whole.parts]


class TestTwoTextsAsOne:
    def test_say_that_nothing_is_different(self):
        whole = joined(LINES, LINES)

        assert not any(part.is_different() for part in whole.parts)
        assert (whole.counts.total(), whole.numbers) == (0, 0)
        assert lines(whole) == [("skipped", 5)]

    def test_mark_the_words_that_changed_in_their_line(self):
        whole = joined(LINES, ("Pull your toes up.", "Hold for 20 seconds.", *LINES[2:]))

        assert ("changed", "Hold for -10-+20+ seconds.") in lines(whole)

    def test_keep_a_line_on_either_side_of_a_change_and_count_the_rest(self):
        whole = joined(LINES, ("Pull your toes down.", *LINES[1:]))

        assert [kind for kind, _ in lines(whole)] == ["changed", "same", "skipped"]
        assert lines(whole)[-1] == ("skipped", 3)

    def test_fold_no_single_line_away(self):
        whole = joined(LINES[:3], ("Pull your toes down.", *LINES[1:3]))

        assert [kind for kind, _ in lines(whole)] == ["changed", "same", "same"]

    def test_show_what_went_before_what_came_in_its_place(self):
        whole = joined(
            ("Quinine is a last resort.",), ("Ask a pharmacist about magnesium tablets.",)
        )

        assert [kind for kind, _ in lines(whole)] == ["removed", "added"]

    def test_show_a_line_that_went_where_it_stood(self):
        whole = joined(LINES, (LINES[0], *LINES[2:]))

        assert [kind for kind, _ in lines(whole)][:3] == ["same", "removed", "same"]

    def test_say_that_a_line_moved_and_count_none_of_its_numbers(self):
        old = [Part("a", "A", LINES), Part("b", "B", ("Something else.",))]
        new = [
            Part("a", "A", (LINES[0], *LINES[2:])),
            Part("b", "B", ("Something else.", LINES[1])),
        ]

        whole = parts.join(old, new)

        assert ("went", "-Hold for 10 seconds.-") in lines(whole)
        assert ("came", "+Hold for 10 seconds.+") in lines(whole)
        assert whole.numbers == 0

    def test_call_a_line_moved_once_for_each_time_that_it_went(self):
        old = [Part("a", "A", ("Rest.",)), Part("b", "B", ())]
        new = [Part("a", "A", ()), Part("b", "B", ("Rest.", "Walk.", "Rest."))]

        whole = parts.join(old, new)

        assert whole.counts == {"went": 1, "came": 1, "added": 2}

    @pytest.mark.parametrize(
        ("was", "now", "number"),
        [
            ("Hold for 10 seconds.", "Hold for 20 seconds.", 1),
            ("Hold for 10 seconds.", "Hold for 10 minutes.", 1),
            ("Take 100 mg.", "Take 200 mg.", 1),
            ("Hold for ten seconds.", "Hold for 10 seconds.", 0),
            ("Hold on.", "Let go.", 0),
            ("", "Hold for 10 seconds, 3 times.", 2),
            ("Hold for 10 seconds.", "", 1),
        ],
    )
    def test_count_numbers_and_their_units(self, was, now, number):
        whole = joined((was,) if was else (), (now,) if now else ())

        assert whole.numbers == number

    def test_count_the_numbers_of_headings(self):
        whole = parts.join([Part("a", "After 3 days", ())], [Part("a", "After 5 days", ())])

        assert whole.numbers == 1
        assert shown(whole.parts[0].title) == "After -3-+5+ days"
        assert whole.parts[0].is_different()

    def test_stand_in_the_order_of_the_new_one_with_what_went_where_it_was(self):
        def of(keys):
            return [Part(key, key.upper(), (key,)) for key in keys]

        assert order(parts.join(of("abcd"), of("adxb"))) == [*"adxbc"]
        assert order(parts.join(of("zab"), of("ba"))) == [*"zba"]
        assert order(parts.join(of("ab"), of("cd"))) == [*"abcd"]

    def test_keep_every_word_of_both(self):
        new = ("Pull them up and wait 5 minutes.", "Rest.", "A wholly new line.", LINES[0])

        whole = joined(LINES[1:], new)

        pieces = [piece for part in whole.parts for line in part.lines for piece in line.pieces]
        assert sorted("".join(p.words for p in pieces if p.kind != "removed").replace(" ", "")) == (
            sorted("".join(new).replace(" ", ""))
        )

    def test_are_made_in_no_time_whatever_they_are(self):
        old = [Part("a", "A", tuple(f"Line {n} of a text that is long." for n in range(1500)))]
        new = [Part("a", "A", tuple(f"Word {n} of a book that is longer." for n in range(1500)))]

        begin = time.process_time()
        whole = parts.join(old, new)
        took = time.process_time() - begin

        assert whole.counts == {"removed": 1500, "added": 1500}
        assert took < 5
