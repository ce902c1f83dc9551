"""The canonical form of a text, and its digest."""

import hashlib
import json

import pytest

from content.editions import text
from tests import factories

WHOLE = {
    "slug": "night-cramps",
    "language": "en-GB",
    "title": "Night cramps",
    "summary": "They wake you.",
    "key_points": ["One.", "Two."],
    "body": "Stretch – gently.\n",
    "topic": "causes",
    "also_called": ["charley horse"],
    "codes": [{"system": "ICD-10", "code": "R25.2", "meaning": "Cramp", "basis": "looked-up"}],
    "related": [{"code": "a", "kind": "looks-like", "why": "b"}],
    "forwards": {"old": "#new"},
    "review_months": 12,
    "change_kind": "major",
    "change_note": "First",
    "leaning": {"sources": {"a": {"title": "A"}}},
}


class TestCanonical:
    def test_is_json_that_anybody_can_make(self):
        form = json.loads(text.canonical("night-cramps", WHOLE))

        assert form == WHOLE | {"code": "night-cramps", "form": text.FORM}

    def test_is_sorted_and_without_spaces(self):
        made = text.canonical("a", WHOLE).decode()

        assert made.startswith('{"also_called":["charley horse"],"body":"Stretch – gently.\\n",')

    def test_does_not_hang_on_the_order_of_fields(self):
        backwards = dict(reversed(WHOLE.items()))

        assert text.canonical("a", backwards) == text.canonical("a", WHOLE)

    def test_takes_no_number_that_is_none(self):
        with pytest.raises(ValueError, match="JSON"):
            text.canonical("a", WHOLE | {"review_months": float("nan")})


class TestDigestOf:
    def test_is_the_sha256_of_the_canonical_form(self):
        expected = hashlib.sha256(text.canonical("a", WHOLE)).hexdigest()

        assert text.digest_of("a", WHOLE) == expected

    def test_never_changes_for_the_same_words(self):
        assert text.digest_of("night-cramps", WHOLE) == (
            "7835558f81fc763d8a8040af36a9caccb317658a86f2d1b04a1e3cc0bd64270b"
        )

    @pytest.mark.parametrize("field", text.FIELDS)
    def test_covers_everything_that_a_reader_can_see(self, field):
        assert text.digest_of("a", WHOLE | {field: "other"}) != text.digest_of("a", WHOLE)

    def test_covers_the_code(self):
        assert text.digest_of("a", WHOLE) != text.digest_of("b", WHOLE)


@pytest.mark.django_db
class TestARow:
    @pytest.mark.engine
    def test_keeps_its_digest_through_the_database(self):
        revision = factories.revision(
            body="Zürich – “50 µg” ½ 痙攣\n",
            forwards={"z": "#what", "a": "#what"},
            codes=[{"system": "s", "code": "1", "meaning": "é", "basis": "recalled"}],
        )

        again = type(revision).objects.get(pk=revision.pk)

        assert again.recomputed_digest() == again.digest == revision.digest

    def test_of_an_edition_has_the_digest_of_its_revision(self):
        edition = factories.published("night-cramps")

        assert edition.digest == factories.article_of("night-cramps").newest().digest


class TestATranslation:
    ORIGIN = {"code": "night-cramps", "number": 3}

    @pytest.mark.parametrize("nothing", [None, {}])
    def test_leaves_the_digest_of_other_texts_as_it_was(self, nothing):
        assert text.canonical("a", WHOLE | {"translated_from": nothing}) == text.canonical(
            "a", WHOLE
        )

    def test_is_one_under_its_digest(self):
        one = text.digest_of("a", WHOLE | {"translated_from": self.ORIGIN})
        other = text.digest_of("a", WHOLE | {"translated_from": self.ORIGIN | {"number": 4}})

        assert len({one, other, text.digest_of("a", WHOLE)}) == 3

    @pytest.mark.django_db
    @pytest.mark.engine
    def test_keeps_its_original_through_the_database(self):
        revision = factories.revision(translated_from=self.ORIGIN)

        again = type(revision).objects.get(pk=revision.pk)

        assert again.translated_from == self.ORIGIN
        assert again.recomputed_digest() == revision.digest
