from __future__ import annotations

from types import SimpleNamespace

import pytest

from content import rendering
from content.editorial import advice

FINDING = {
    "mg": {
        "source": "one",
        "per_100": {"comparator": 64.4, "intervention": 66.9},
        "intervention": "on it",
        "comparator": "without",
    }
}
LOOKUP = rendering.Lookup(
    sources=frozenset({"one"}),
    terms={"statin": "a tablet that lowers cholesterol"},
    flags={"pe": "approximately one hundred percent of it is utilised! " + "and " * 30},
    images={"drawing:calf": rendering.ImageFile("/media/x.svg", 1, 1)},
)
LONG = "This is one sentence that goes on " + "and on " * 10 + "to the end."


def given(body, *, before=None, **fields):
    text = SimpleNamespace(**{"summary": "Short.", "key_points": [], "language": "en-GB", **fields})
    document = rendering.render(body, resolve=LOOKUP)
    return advice.of(text, document, findings=FINDING, grade_before=before)


def kinds(body, **options):
    return [each.kind for each in given(body, **options)]


class TestAdvice:
    def test_knows_the_words_of_english_alone(self):
        body = f"It was stretched by a nurse! {LONG}\n"

        assert {"alarm", "passive voice", "long sentence"} <= set(kinds(body))
        assert kinds(body, language="es") == ["long sentence"]

    def test_on_a_plain_text_is_none(self):
        assert given("## Do {#do}\n\nPull your toes up. Hold on to a chair.\n") == []

    @pytest.mark.parametrize(
        ("body", "kind", "message", "words"),
        [
            (LONG, "long sentence", "A sentence of 30 words. Make two of it.", LONG),
            (
                "It aches. It stops. You rest. You walk.",
                "long paragraph",
                "A paragraph of 4 sentences. Part it, or make a list.",
                "It aches.",
            ),
            (
                "Prior to bed, rest.",
                "hard word",
                "“Prior to” is hard. Try “before”.",
                "Prior to",
            ),
            (
                "The leg is gently moved.",
                "passive voice",
                "“is gently moved” hides who does it. Say who, if readers should know.",
                "is gently moved",
            ),
            (
                "It is deadly.",
                "alarm",
                "“deadly” frightens more than it helps. Say what happens and what to do.",
                "deadly",
            ),
            (
                "Stop now!",
                "alarm",
                "“!” frightens more than it helps. Say what happens and what to do.",
                "!",
            ),
            (
                "About 12% got one.",
                "percentage",
                "Write “12%” as so many out of 100, with the other side beside it.",
                "12%",
            ),
            (
                "The odds ratio was 2.",
                "ratio",
                "“odds ratio” is a ratio. Say how many out of 100 with it, and how many without.",
                "odds ratio",
            ),
            (
                "On it 76 out of 100 got better.[@one]",
                "finding",
                "76 does not match its finding: mg says 67 out of 100 on it and 64 without.",
                "On it 76 out of 100 got better.",
            ),
            (
                "![decorative](drawing:calf)",
                "alternative text",
                "This picture says nothing to those who cannot see it. Is it only decoration?",
                "drawing:calf",
            ),
        ],
    )
    def test_names_its_words_and_their_line(self, body, kind, message, words):
        found = given(f"Rest.\n\n{body}\n")

        assert [(a.kind, a.message, a.words, a.line) for a in found] == [(kind, message, words, 3)]

    def test_parts_a_long_list_but_not_the_signs_of_a_card(self):
        items = "".join(f"- item {n}\n" for n in range(8))

        assert kinds(items) == ["long list"]
        assert kinds(f"::: urgent Go if\n{items}:::\n") == []
        assert kinds("".join(f"- item {n}\n" for n in range(7))) == []

    def test_counts_two_cards_of_a_level(self):
        card = "::: emergency Call if\n- it hurts\n:::\n\n"

        found = [each for each in given(card + card) if each.kind == "care cards"]

        assert [(each.line, each.message) for each in found] == [
            (5, "2 cards say “Emergency: now”. Put all that is in them into one.")
        ]

    def test_leaves_alone_what_is_explained_and_what_is_given(self):
        assert kinds("Oedema (swelling) hurts. A {statin} helps. You are tired.") == []
        assert kinds("::: emergency Call if\n- [!pe]\n:::\n") == []

    def test_is_given_on_the_summary_and_the_key_points(self):
        found = given("Rest.", summary="Utilise it.", key_points=["Rest.", "It is deadly."])

        assert [(each.field, each.words) for each in found] == [
            ("summary", "Utilise"),
            ("key_points", "deadly"),
        ]

    def test_says_when_a_text_reads_harder_than_it_did(self):
        hard = "Ultrasonography facilitates evaluation."

        assert given(hard, before=2.0)[0].message.startswith("It reads harder than it did: grade ")
        assert given(hard, before=60.0)[0].message.startswith("It reads at grade ")
        assert "reading grade" not in kinds("Rest now. Sit up.", before=0.0)


class TestTheHouseList:
    def test_is_long_and_gives_every_word_another(self):
        assert len(advice.PLAINER) >= 80
        assert all(hard != plain for hard, plain in advice.PLAINER.items())

    def test_has_no_hard_word_for_a_hard_word(self):
        assert [each for each in advice.PLAINER.values() if each in advice.PLAINER] == []
