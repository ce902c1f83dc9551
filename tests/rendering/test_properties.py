"""What holds of every text, whatever is in it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.rendering import Refused, leanings, render, setting
from content.rendering.sanitise import sanitise
from tests.rendering.lookup import LOOKUP
from tests.rendering.reading import faults_of, spoken
from tests.rendering.test_examples import EXAMPLES, NAMES

PIECES = st.sampled_from(
    [
        *("[[night-cramps]]", "[[night-cramps#stretches|a]]", "[[gone]]", "[@trial-a]", "[@gone]"),
        *("[!dvt]", "[!gone]", "{statin}", "{gone}", "{#key}", "![a](drawing:calf-stretch)"),
        *("![](drawing:gone)", "[a](https://a.example/)", "[a](javascript:a)", "[a](#key)"),
        *("*", "**", "_", "`", "[", "]", "(", ")", "!", "{", "}", "|", "<", ">", "&", "\\", "#"),
        *("\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n## ", "\n### ", "\n    ", "\n```\n", "\n---\n"),
        *("\n::: emergency a\n", "\n::: urgent\n", "\n::: dont\n", "\n::: do\n", "\n::: steps\n"),
        *("\n::: note a\n", "\n::: finding fewer-cramps\n", "\n:::\n", ":::", "|a|b|\n|-|:-:|\n"),
        *("<script>", "&lt;", "&#x202e;", "\u00a0", "é", "\u200b", "µ", "words", " ", "Do not "),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


def document_of(text):
    try:
        return render(text, resolve=LOOKUP)
    except Refused as refused:
        assert refused.message  # noqa: PT017 - either answer will do
        return None


class TestAnyText:
    @settings(deadline=None)
    @given(TEXTS)
    def test_is_rendered_safely_or_refused(self, text):
        document = document_of(text)

        assert document is None or not faults_of(document.html)

    @settings(deadline=None)
    @given(TEXTS)
    def test_is_rendered_the_same_each_time(self, text):
        assert document_of(text) == document_of(text)

    @settings(deadline=None)
    @given(TEXTS)
    def test_reads_as_its_plain_text_says(self, text):
        document = document_of(text)

        if document:
            assert spoken(document.html) == "".join(document.text.split())

    @settings(deadline=None)
    @given(TEXTS)
    def test_names_what_it_leans_on_before_and_after_alike(self, text):
        document = document_of(text)

        if document:
            named = leanings(text)
            assert {link.code for link in document.links} <= named.links
            assert set(document.citations) <= named.sources | {"trial-b"}
            assert set(document.terms) <= named.terms
            assert set(document.flags) <= named.flags
            assert set(document.images) <= named.images
            assert set(document.findings) <= named.findings

    @settings(deadline=None)
    @given(TEXTS)
    def test_is_left_as_it_is_by_the_sanitiser(self, text):
        try:
            before, after = before_and_after_sanitising(text)
        except Refused:
            return

        assert after == before

    @settings(deadline=None)
    @given(TEXTS)
    def test_is_refused_for_its_leanings_exactly_when_it_is_refused(self, text):
        try:
            leanings(text)
        except Refused as refused:
            with pytest.raises(Refused, match=re.escape(str(refused))):
                render(text, resolve=LOOKUP)


class TestTheSanitiser:
    @pytest.mark.parametrize("name", NAMES)
    def test_changes_nothing_in_the_examples(self, name):
        before, after = before_and_after_sanitising((EXAMPLES / f"{name}.md").read_text())

        assert after == before


def before_and_after_sanitising(text):
    galley, _ = setting.set_type(text, resolve=LOOKUP)
    cleaned = sanitise(galley.html, keys=galley.places, addresses=frozenset(galley.addresses))
    return galley.html, cleaned
