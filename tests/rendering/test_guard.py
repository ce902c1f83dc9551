"""What is refused before a text is parsed, and with which sentence."""

import pytest

from content.rendering import MAX_BYTES, Lookup, Refused, render
from content.rendering.guard import admit


def refusal(source: str) -> Refused:
    with pytest.raises(Refused) as caught:
        render(source, resolve=Lookup())
    return caught.value


HIDDEN = {
    "a nought": "\x00",
    "a bell": "\x07",
    "an escape": "\x1b",
    "a delete": "\x7f",
    "a control of the second set": "\x85",
    "a lone carriage return": "\r",
    "half a character": "\ud800",
    "the other half": "\udfff",
    "an override to the right": "\u202e",
    "an embedding": "\u202a",
    "an isolate": "\u2066",
    "the end of an isolate": "\u2069",
    "a zero-width space": "\u200b",
    "a word joiner": "\u2060",
    "a byte-order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "a line separator": "\u2028",
    "a non-character": "\ufffe",
    "a far non-character": "\U0001ffff",
    "a private character": "\ue000",
    "a far private character": "\U000f0000",
    "a tag": "\U000e0041",
    "a Hangul filler": "\u3164",
    "a joiner between Latin letters": "\u200d",
    "a non-joiner between Latin letters": "\u200c",
    "a right-to-left mark in English": "\u200f",
}


class TestHiddenCharacters:
    @pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
    def test_are_refused_with_their_line_and_name(self, character):
        refused = refusal(f"Take 5{character}mg.\n" if character == "\x00" else f"A\nb{character}c")

        assert refused.line == (1 if character == "\x00" else 2)
        assert f"U+{ord(character):04X}" in refused.message
        assert "Delete it" in refused.message

    @pytest.mark.parametrize(
        "entity", ["&#x202e;", "&#8203;", "&ZeroWidthSpace;", "&shy;", "&lrm;"]
    )
    def test_are_refused_as_entities_too(self, entity):
        refused = refusal(f"Words\n\nwords{entity}")

        assert refused.line == 3
        assert entity in refused.message

    def test_may_join_letters_of_scripts_that_join(self):
        persian, hindi = "\u0645\u06cc\u200c\u062e", "\u0915\u094d\u200d\u0937"

        assert admit(persian) == persian
        assert admit(hindi) == hindi

    def test_may_turn_a_text_that_has_right_to_left_words(self):
        hebrew = "\u05e9\u05dc\u05d5\u05dd\u200f (a)"

        assert admit(hebrew) == hebrew


class TestSize:
    def test_is_let_in_up_to_the_most(self):
        longest = (("leg " * 249 + "leg\n\n") * 100)[:MAX_BYTES]

        assert admit(longest) == longest

    def test_is_refused_beyond_it_by_how_much(self):
        assert "100,001 bytes and the most is 100,000" in refusal("a" * 100_001).message

    def test_is_counted_in_bytes(self):
        assert "120,000 bytes" in refusal("é" * 60_000).message

    def test_is_counted_before_anything_slow(self):
        assert "5,000,000 bytes" in refusal("[" * 5_000_000).message


class TestSpelling:
    def test_is_composed(self):
        assert admit("cafe\u0301") == "café"

    def test_has_plain_new_lines(self):
        assert admit("a\r\nb") == "a\nb"

    def test_may_not_pile_up_accents(self):
        assert "accents" in refusal("words\na" + "\u0301\u0323" * 16).message


class TestShapes:
    @pytest.mark.parametrize(
        ("source", "words", "line"),
        [
            ("a\n\n" + "[" * 51, "square brackets", 3),
            ("[" * 30 + "\n" + "[" * 30, "square brackets", 1),
            ("a\n\n" + ">" * 21 + "a", "quotations more than 20 deep", 3),
            ("a\n\n" + "- " * 13 + "a", "lists more than 12 deep", 3),
            ("\n".join("  " * n + "- a" for n in range(13)), "lists more than 12 deep", 13),
            ("\n".join("> " * n + "a" for n in range(22)), "quotations more than 20 deep", 22),
            ("|" * 2_001, "2,000 table cells", 1),
            ("a|" * 150 + "\n" + "-|" * 150 + "\n" + "a\n" * 150, "10,000 cells", 68),
            ("a" * 10_000, "10,000 characters", 1),
            ("a\n" * 3_001, "3,000 lines", 3_001),
            ("a b\n\n" * 3_001, "3,000 lines", 6_001),
            ("*a\n\n" * 900 + "*" * 9_300, "10,000 signs", 1_801),
            ("[a](b " * 101, "links up to here have no end", 1),
            ("*a _b " * 60 + "c_ d*" * 60, "emphasis and links more than 50 deep", 1),
            (
                "[a]: https://b.example/" + "a" * 9_000 + "\n\n" + "[a] " * 2_000,
                "40 times as long",
                None,
            ),
        ],
    )
    def test_that_no_article_has_are_refused(self, source, words, line):
        refused = refusal(source)

        assert words in refused.message
        assert line is None or refused.line == line

    @pytest.mark.parametrize(
        "source",
        [
            "- " * 12 + "a",
            ">" * 20 + "a",
            "[" * 20 + "a" + "]" * 20,
            "- " * 40,
            "* " * 40,
            "a|b\n-|-\n" + "c|d\n" * 400,
            "\\[" * 500,
        ],
    )
    def test_that_an_article_could_have_are_let_in(self, source):
        assert render(source, resolve=Lookup()).html

    def test_say_where_they_are(self):
        assert str(refusal("a\n\n" + ">" * 21)) == (
            "Line 3: Here are quotations more than 20 deep. Make them shallower."
        )
