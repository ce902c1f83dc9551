"""What the renderer itself says, in the language of a text."""

from dataclasses import fields

import pytest

from content.rendering import Call, FindingBlock, Lookup, bounded, render, words

CARD = "::: emergency Llame si\n- duele el pecho\n:::\n"
DONT = "::: dont\n- frote la pierna\n- no espere\n:::\n"
FINDING = FindingBlock("Ocho.", "<svg></svg>", "Números", ("a",), (("b", "c"),), "Duda.", "s")
LOOKUP = Lookup(
    sources=frozenset({"s"}),
    findings={"eight": FINDING},
    calls=(Call("UK", "999"), Call("EU", "112")),
)


def html(source, language):
    return render(source, resolve=LOOKUP, language=language).html


class TestASpanishText:
    def test_has_its_cards_in_spanish(self):
        page = html(CARD, "es-MX")

        assert '<span class="care__level">Emergencia: ahora</span> Llame si' in page
        assert "Reino Unido <b>999</b>" in page
        assert "UE <b>112</b>" in page

    def test_says_no_in_every_item_once(self):
        page = html(DONT, "es")

        assert "<h3>No haga esto</h3>" in page
        assert "<li>no frote la pierna</li>" in page
        assert "<li>no espere</li>" in page

    @pytest.mark.parametrize("item", ["Nunca la frote", "Evite frotarla", "NO la frote"])
    def test_is_not_turned_round_where_it_says_no_by_itself(self, item):
        assert f"<li>{item}</li>" in html(f"::: dont\n- {item}\n:::\n", "es")

    def test_has_no_english_word_of_ours(self):
        page = html(
            "## Uno {#uno}\n\nDos [@s].\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n"
            "::: finding eight\n:::\n\n::: do\n- tres\n:::\n" + DONT + CARD,
            "es",
        )

        for said in ("Source", "Link to", "Table", "The numbers", ">Do<", ">Do not<", "Emergency"):
            assert said not in page
        for said in (
            'aria-label="Fuente 1"',
            "Enlace a “Uno”",
            "Tabla",
            "Los números",
            ">Haga esto<",
        ):
            assert said in page

    def test_is_the_same_from_the_child_process(self):
        assert bounded.render(CARD, resolve=LOOKUP, language="es").html == html(CARD, "es")


class TestATextInALanguageThatWeDoNotSpeak:
    def test_has_our_words_in_english_and_marked_so(self):
        page = html(CARD + "::: do\n- x [@s]\n:::\n", "ar")

        assert '<span class="care__level" lang="en">Emergency: now</span>' in page
        assert '<h3 lang="en">Do</h3>' in page
        assert '<a href="#source-1" aria-label="Source 1" lang="en">[1]</a>' in page

    def test_cannot_have_a_list_that_needs_our_no(self):
        [problem] = render("::: dont\n- x\n:::\n", resolve=LOOKUP, language="ar").problems

        assert "cannot say “do not” in the language of this text" in problem.message
        assert problem.line == 1


class TestTheWords:
    @pytest.mark.parametrize("language", words.BY_LANGUAGE)
    def test_are_there_in_every_language(self, language):
        found = words.BY_LANGUAGE[language]

        assert found.levels.keys() == words.BY_LANGUAGE[words.ENGLISH].levels.keys()
        assert all(getattr(found, field.name) for field in fields(found)[:1])
        assert "{title}" in found.link_to
        assert found.says_so.match(found.dont_before)

    def test_are_marked_only_where_they_are_foreign(self):
        assert words.of("en-GB").tag == words.of("es").tag == ""
        assert words.of("de").tag == ' lang="en"'
