from __future__ import annotations

from content.editorial import listing

BODY = "one\n\n::: remedies night\n:::\n\nsix\n\n::: myths night\n:::\nten\n"
LISTS = {"remedies night": "a\nb\nc\nd\ne", "myths night": "x"}


class TestTheTypedLine:
    def test_is_where_each_line_came_from(self):
        written = listing.put_in(BODY, LISTS).split("\n")

        found = {
            line: listing.typed_line(BODY, LISTS, n) for n, line in enumerate(written, 1) if line
        }

        assert found == {
            "one": (1, True),
            **dict.fromkeys("abcde", (3, False)),
            "six": (6, True),
            "x": (8, False),
            "ten": (10, True),
        }

    def test_is_the_line_itself_without_lists(self):
        assert listing.typed_line("one\ntwo\n", {}, 2) == (2, True)
