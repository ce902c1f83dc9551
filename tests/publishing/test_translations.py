"""What a translation needs before it is published, and what follows when its original changes."""

import pytest

from content.editorial import workflow
from content.editorial.checked import TextError
from content.editorial.rechecks import Recheck
from content.publishing import press, translations
from content.publishing.press import PressError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


def spanish(code="calambres", *, of="night-cramps", number=1, **fields):
    origin = {"code": of, "number": number}
    return {"code": code, "language": "es", "translated_from": origin, **fields}


def refused(**fields):
    approved = factories.approved(**fields)
    with pytest.raises(PressError) as error:
        press.publish(approved, by=people().publisher, at=tick())
    return str(error.value)


@pytest.fixture
def original():
    return factories.published("night-cramps")


class TestATranslation:
    def test_is_published_like_any_other_text(self, original):
        edition = factories.published(**spanish())

        assert edition.translated_from == {"code": "night-cramps", "number": 1}
        assert edition.number == 1

    def test_needs_an_edition_that_was_published(self, original):
        told = refused(**spanish(number=9))

        assert "night-cramps has no edition 9. Name an edition that was published" in told

    def test_needs_an_original_that_is_not_a_draft(self):
        factories.revision("night-cramps")

        assert "night-cramps has no edition 1." in refused(**spanish())

    def test_is_in_another_language(self, original):
        told = refused(**spanish(language="en-US"))

        assert "“Night cramps” is in English, and so is this." in told

    def test_is_not_made_from_a_translation(self, original):
        factories.published(**spanish())

        told = refused(**spanish("crampes", of="calambres", language="fr"))

        assert "calambres is itself a translation, of night-cramps 1. Name that one" in told

    def test_is_not_what_others_were_translated_from(self, original):
        factories.published(**spanish())
        factories.published("crampes", language="fr")

        told = refused(**spanish("night-cramps", of="crampes", language="en-GB"))

        assert "calambres was translated from this article" in told

    def test_is_not_of_itself(self, original):
        told = refused(**spanish("night-cramps"))

        assert "An article is no translation of itself." in told

    def test_is_the_only_one_in_its_language(self, original):
        factories.published(**spanish())

        told = refused(**spanish("calambres-otra-vez"))

        assert "calambres is the Spanish translation of night-cramps already." in told

    def test_may_have_a_next_edition(self, original):
        factories.published(**spanish())

        assert factories.published(**spanish(title="Calambres")).number == 2

    def test_waits_while_its_original_is_taken_down(self, original):
        page = factories.live_page("night-cramps", title="Night cramps, again")
        factories.withdrawn(page)

        assert "night-cramps was taken down." in refused(**spanish())

    @pytest.mark.parametrize(
        "typed",
        [
            {"code": "night-cramps"},
            {"code": "Night", "number": 1},
            {"code": "a", "number": 0},
            {"code": "a", "number": "x"},
            {"code": "a", "number": 1, "more": 2},
        ],
    )
    def test_names_its_original_by_code_and_number(self, typed):
        with pytest.raises(TextError, match="Name an article and the number of its edition"):
            factories.revision(translated_from=typed)

    def test_is_in_a_language_that_has_a_name(self):
        with pytest.raises(TextError, match="No language is known by the tag xx"):
            factories.revision(language="xx")

    def test_needs_every_approval_of_its_own(self, original):
        revision = factories.revision(**spanish())
        workflow.submit(revision, by=people().writer, at=tick())

        with pytest.raises(PressError, match="The clinical review is missing"):
            press.publish(revision, by=people().publisher, at=tick())


class TestTranslationsThatAreBehind:
    def test_are_none_while_the_edition_is_live(self, original):
        factories.published(**spanish())

        assert list(translations.behind()) == []

    def test_are_those_whose_original_has_a_newer_edition(self, original):
        factories.published(**spanish())
        factories.published("night-cramps", title="Cramps at night")

        [row] = translations.behind()

        assert (row.edition.code, row.key, row.made_from, row.now) == (
            "calambres",
            "night-cramps",
            1,
            2,
        )

    def test_are_up_again_with_the_next_edition(self, original):
        factories.published(**spanish())
        factories.published("night-cramps", title="Cramps at night")
        factories.published(**spanish(number=2))

        assert list(translations.behind()) == []


class TestTakingTheOriginalDown:
    def test_has_its_translations_looked_at_again(self, original):
        factories.published(**spanish())
        page = factories.live_page("night-cramps", title="Cramps at night")

        factories.withdrawn(page)

        recheck = Recheck.objects.get(code="calambres")
        assert (recheck.kind, recheck.key, recheck.words) == (
            "original",
            "night-cramps",
            "It was wrong.",
        )

    def test_leaves_pages_alone_that_were_not_translated_from_it(self, original):
        factories.published("calambres", language="es")

        factories.withdrawn(factories.live_page("night-cramps", title="Cramps at night"))

        assert [row.code for row in Recheck.objects.all()] == ["night-cramps"]
