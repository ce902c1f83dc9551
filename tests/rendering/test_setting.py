"""What a rendered document holds beside its HTML."""

import pytest

from content.rendering import VERSION, Card, Link, Lookup, Problem, Section, render
from tests.rendering.lookup import LOOKUP, UPLOADED


def document_of(source):
    return render(source, resolve=LOOKUP)


class TestTheOutline:
    def test_holds_sections_and_the_third_level_where_it_has_a_key(self):
        document = document_of("## *One* & two {#a}\n\n### With {#b}\n\n### Without\n\n## Three")

        assert document.outline == (
            Section("a", "One & two", 2),
            Section("b", "With", 3),
            Section("three", "Three", 2),
        )

    def test_leaves_out_citations_and_keeps_glossary_words(self):
        assert document_of("## A {statin}[@trial-a] {#a}").outline == (Section("a", "A statin", 2),)

    def test_has_the_words_that_links_and_signs_stand_for(self):
        document = document_of("## About [[night-cramps]] if [!pe] {#a}")

        assert document.outline == (
            Section("a", "About Night cramps if you are suddenly short of breath", 2),
        )


class TestTheText:
    def test_is_all_that_is_read_in_order(self):
        document = document_of(
            "Before.[@trial-a]\n\n## Help {#help}\n\nA {statin} and [[night-cramps]].\n\n"
            "::: dont\n- wait\n:::\n::: emergency Call if\n- [!pe]\n:::\n"
            '![A stretch.](drawing:calf-stretch "Caption")\n\n'
            "::: finding fewer-cramps\n:::\n\n| a | b |\n|---|---|\n| c | d |\n\n"
            "```\ncode here\n```\n"
        )

        assert document.text.split("\n") == [
            "Before.",
            "Help",
            "A statin (a tablet that lowers cholesterol) and Night cramps.",
            "Do not",
            "do not wait",
            "Emergency: now Call if",
            "you are suddenly short of breath",
            "A stretch.",
            "Caption",
            "People who stretched had about 1 fewer cramp a night.",
            "The same in numbers: one trial, 80 people",
            "Taking part\tCramps a night",
            "Stretched\t1.4 < 2",
            "Did not\t2.6",
            "It was a small trial.",
            "a\tb",
            "c\td",
            "code here",
        ]

    def test_is_divided_among_the_sections(self):
        document = document_of(
            "Before.\n\n## One {#one}\n\nFirst.\n\n"
            "### Two {#two}\n\nSecond.\n\n### Bare\n\nThird.\n"
        )

        assert document.section_texts == {
            "": "Before.",
            "one": "First.",
            "two": "Second.\nBare\nThird.",
        }

    def test_of_nothing_is_nothing(self):
        document = document_of("")

        assert (document.html, document.text, document.section_texts) == ("", "", {"": ""})


class TestTheSentences:
    def test_are_those_of_running_prose(self):
        document = document_of(
            "## A heading. Not one.\n\nFirst one. Second one? Third!\n\n- In a list. Not one.\n\n"
            "| In a table. Not one. |\n|---|\n\n"
            "> Quoted. Twice.\n\n::: note Heading.\nNoted.\n:::\n"
        )

        assert document.sentences == (
            "First one.",
            "Second one?",
            "Third!",
            "Quoted.",
            "Twice.",
            "Noted.",
        )

    @pytest.mark.parametrize(
        "sentence",
        [
            "It was 1.3 points lower, likely between 0.9 and 1.7.",
            "Ask Dr. Brown, e.g. Monday, or i.e. Tuesday.",
            "In the U.S. Army it is rare.",
            "Wait … until it stops.",
            "Go to example.org for more.",
        ],
    )
    def test_are_not_cut_in_the_middle(self, sentence):
        assert document_of(sentence).sentences == (sentence,)

    def test_are_cut_after_quotations_brackets_and_citations(self):
        document = document_of(
            "She said “stop.” He did. (It was late.) They left.[@trial-a] "
            "“Why?” 3 asked. Vitamin K. Go."
        )

        assert document.sentences == (
            "She said “stop.”",
            "He did.",
            "(It was late.)",
            "They left.",
            "“Why?”",
            "3 asked.",
            "Vitamin K.",
            "Go.",
        )


class TestWhatItLeansOn:
    def test_is_named_in_order_of_use(self):
        document = document_of(
            f"[@trial-b; @trial-a][@trial-b] [[night-cramps#stretches]] [[quinine-for-cramps|q]] "
            f"[w](https://example.org/) [m](mailto:a@b.example) [[gone]] "
            f" {{Statin}} [!pe] [!dvt]\n\n"
            f"![a]({UPLOADED})\n\n::: finding fewer-cramps\n:::"
        )

        assert document.citations == ("trial-b", "trial-a")
        assert document.links == (
            Link("night-cramps", "stretches", "Stretches before bed"),
            Link("quinine-for-cramps", "", "q"),
            Link("gone", "", ""),
        )
        assert document.external_links == ("https://example.org/", "mailto:a@b.example")
        assert document.terms == ("statin",)
        assert document.flags == ("pe", "dvt")
        assert document.images == (UPLOADED,)
        assert document.findings == ("fewer-cramps",)

    def test_is_cited_by_number_only_when_it_is_known(self):
        assert document_of("[@gone][@trial-a]").citations == ("trial-a",)


class TestCards:
    def test_are_kept_as_plain_text(self):
        document = document_of(
            "::: urgent Get *help* if\n- [!dvt]\n- more\n\nUK: 111.\n:::\n"
            "::: emergency Call if\n- a\n:::"
        )

        assert document.cards == (
            Card(
                "urgent",
                "Get help if",
                "one calf is swollen, warm or sore. It may be a clot\nmore\nUK: 111.",
            ),
            Card("emergency", "Call if", "a"),
        )

    def test_have_no_telephone_row_without_numbers(self):
        html = render("::: emergency Call if\n- a\n:::", resolve=Lookup()).html

        assert "call" not in html.replace("Call if", "")


class TestProblems:
    def test_come_in_the_order_of_their_lines(self):
        document = document_of("[[gone]]\n\n## A {#A}\n\n[@gone]\nand {gone}\n")

        assert [problem.line for problem in document.problems] == [1, 3, 5, 6]

    def test_say_what_to_do(self):
        assert document_of("{gone}").problems == (
            Problem("“gone” is not in the glossary. Add it there, or take the brackets off.", 1),
        )

    def test_find_links_in_the_heading_of_an_emergency(self):
        document = document_of("::: emergency [Call](tel:999)\n- a\n:::")

        assert "no links" in document.problems[0].message

    def test_are_told_once_for_each_line(self):
        document = document_of("[@gone] and [@gone]\n\n[@gone]\n")

        assert [problem.line for problem in document.problems] == [1, 3]

    def test_are_counted_where_nobody_would_read_them_all(self):
        document = document_of("[@gone]\n\n" * 80)

        *first, last = document.problems
        assert [problem.line for problem in first] == list(range(1, 100, 2))
        assert last == Problem(
            "There are 30 more places like these further down. Put the first ones right.", 101
        )


class TestRendering:
    def test_has_a_version(self):
        assert VERSION == "2"


class TestThePassages:
    def test_know_their_section_their_box_and_their_line(self):
        document = document_of(
            "Before.\n\n## Help {#help}\n\n::: dont\n- rub it\n:::\n\n"
            "::: urgent Go if\n- it swells\n:::\n"
        )

        assert [(p.words, p.section, p.box, p.kind, p.line) for p in document.passages] == [
            ("Before.", "", "", "prose", 1),
            ("Help", "help", "", "heading", 3),
            ("Do not", "help", "dont", "heading", None),
            ("do not rub it", "help", "dont", "item", 6),
            ("Urgent: today Go if", "help", "urgent", "heading", 9),
            ("it swells", "help", "urgent", "item", 10),
        ]

    def test_hold_what_hangs_on_their_words_and_where(self):
        passage = document_of(
            "So  say *two* trials.[@trial-a] Ask\n[[night-cramps]] or [read\n on](https://x.org)"
            " [@trial-b]. ![A calf](drawing:calf-stretch) [!dvt]"
        ).passages[0]

        assert [
            (m.kind, m.name, m.words, passage.words[: m.place][-6:]) for m in passage.marks
        ] == [
            ("source", "trial-a", "", "rials."),
            ("link", "night-cramps", "Night cramps", "cramps"),
            ("link", "https://x.org", "read on", "ead on"),
            ("source", "trial-b", "", "ead on"),
            ("picture", "drawing:calf-stretch", "A calf", "A calf"),
            ("flag", "dvt", "one calf is swollen, warm or sore. It may be a clot", "a clot"),
        ]

    def test_hold_a_picture_that_says_nothing(self):
        passage = document_of("![decorative](drawing:calf-stretch)").passages[0]

        assert (passage.words, passage.marks[0].name) == ("", "drawing:calf-stretch")
