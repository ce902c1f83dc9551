from __future__ import annotations

import pytest

from content.editorial import origins

BODY = """\
First line.

Do *not* take more than **350&nbsp;mg** a day.[@one] See [[causes|why it
happens]] if you like. Do not take it again.

A {statin} helps some 😀 people. Do not take more.
"""


def found(words, line):
    place = origins.find(BODY, words, line=line)
    return place and BODY[place[0] : place[1]]


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "line", "there"),
        [
            ("First line.", 1, "First line"),
            (
                "Do not take more than 350 mg a day.",
                3,
                "Do *not* take more than **350&nbsp;mg** a day",
            ),
            ("See why it happens if you like.", 3, "See [[causes|why it\nhappens]] if you like"),
            ("Do not take it again.", 3, "Do not take it again"),
            ("statin", 6, "statin"),
            ("Nowhere at all.", 1, None),
            ("…", 1, None),
        ],
    )
    def test_goes_through_marks_and_lines(self, words, line, there):
        assert found(words, line) == there

    def test_counts_as_a_browser_does(self):
        begin, end = origins.find(BODY, "Do not take more.", line=6)

        assert BODY.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le") == (
            "Do not take more"
        )
        assert begin == BODY.rindex("Do not") + 1

    def test_begins_at_the_line(self):
        assert origins.find(BODY, "Do not take more.", line=5)[0] > BODY.index("statin")

    def test_takes_no_time_for_what_is_not_there(self):
        body = "[ * " * 20_000

        assert origins.find(body, "word after word after word", line=1) is None


class TestTheLineOfWords:
    def test_is_the_first_that_any_stands_on(self):
        assert origins.line_of(BODY, ["[[causes", "First"]) == 1
        assert origins.line_of(BODY, ["[[causes", "nowhere"]) == 3
        assert origins.line_of(BODY, ["nowhere"]) is None
        assert origins.line_of(BODY, []) is None
