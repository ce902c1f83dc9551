"""What a text names that is kept elsewhere."""

import pytest

from content.rendering import Leanings, Refused, leanings
from tests.rendering.lookup import UPLOADED

NOTHING = Leanings(
    links=frozenset(),
    sources=frozenset(),
    findings=frozenset(),
    terms=frozenset(),
    flags=frozenset(),
    images=frozenset(),
)


class TestLeanings:
    def test_of_plain_words_are_none(self):
        assert leanings("## Words\n\n*More* [words](https://example.org/).") == NOTHING

    def test_name_everything_once(self):
        named = leanings(
            "## {Statin} {#a}\n\n"
            "[[one]] [[two#b|c]] [[one]] [@s; @t][@s] {deep vein thrombosis}\n\n"
            f"- **[!dvt]**\n\n![a {{term}}]({UPLOADED}) ![b](drawing:toes-up)\n\n"
            "::: emergency If [[three]]\n- [!pe]\n:::\n\n::: finding magnesium-responders\n:::\n\n"
            "> | a |\n> |---|\n> | [@u] |\n"
        )

        assert named.links == {"one", "two", "three"}
        assert named.sources == {"s", "t", "u"}
        assert named.terms == {"statin", "deep vein thrombosis", "term"}
        assert named.flags == {"dvt", "pe"}
        assert named.images == {UPLOADED, "drawing:toes-up"}
        assert named.findings == {"magnesium-responders"}

    @pytest.mark.parametrize(
        "source",
        [
            "`[[one]]` `[@s]` `{word}` `[!dvt]`",
            "    [[one]] ![b](drawing:c)",
            "\\[[one]] \\[@s] \\{word}",
            "![remote](https://example.org/a.png) ![bad](media:12)",
            "::: finding Not An Id\n:::",
            "[[Not A Code]] [@Not An Id]",
        ],
    )
    def test_leave_out_what_names_nothing(self, source):
        assert leanings(source) == NOTHING

    def test_are_refused_as_a_rendering_is(self):
        with pytest.raises(Refused, match="square brackets"):
            leanings("[" * 51)
