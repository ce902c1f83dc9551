"""What somebody typed, field by field."""

import pytest

from content.editorial import checked
from content.editorial.checked import TextError
from tests import factories


def kept(**typed):
    return checked.fields("night-cramps", typed, None)


def refusal(**typed):
    with pytest.raises(TextError) as refused:
        kept(**typed)
    return refused.value.problems


class TestFields:
    def test_are_whole_when_nothing_was_typed(self):
        text = kept()

        assert (text["slug"], text["language"], text["review_months"]) == (
            "night-cramps",
            "en-GB",
            12,
        )

    def test_bring_a_line_to_one_line(self):
        assert kept(title=" Night \n cramps ")["title"] == "Night cramps"

    def test_bring_text_to_one_unicode_form(self):
        assert kept(title="cafe\u0301")["title"] == "café"

    def test_leave_out_empty_key_points(self):
        assert kept(key_points=["One. ", "", " "])["key_points"] == ["One."]

    def test_keep_a_word_once(self):
        assert kept(also_called=["charley horse", " charley  horse", ""])["also_called"] == [
            "charley horse"
        ]

    def test_keep_a_clinical_code_with_its_basis(self):
        row = {"system": "ICD-10", "code": "R25.2", "meaning": "Cramp", "basis": "looked-up"}

        assert kept(codes=[row])["codes"] == [row]

    def test_keep_a_related_page_with_its_why(self):
        row = {"code": "varicose-veins", "kind": "looks-like", "why": "They ache too."}

        assert kept(related=[row])["related"] == [row]

    @pytest.mark.parametrize("to", ["#b", "other", "other#b"])
    def test_keep_where_a_section_went(self, to):
        assert kept(forwards={"a": to})["forwards"] == {"a": to}

    def test_never_take_what_a_text_leans_on_from_a_form(self):
        assert kept(leaning={"sources": {"a": {}}})["leaning"] == {}

    def test_make_an_empty_body_of_white_space(self):
        assert kept(body=" \n\n")["body"] == ""

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"title": "x" * 121}, "The title is longer than 120 letters"),
            ({"summary": "x" * 401}, "The summary is longer than 400 letters"),
            ({"change_note": "x" * 301}, "The change note is longer than 300 letters"),
            ({"slug": "Ä"}, "An address has small letters"),
            ({"slug": "search"}, "The site itself uses /search/"),
            ({"topic": "A b"}, "The topic is the code of its guide"),
            ({"language": "english"}, "The language is a tag"),
            ({"key_points": ["x" * 201]}, "A key point is longer than 200 letters"),
            ({"codes": [{"system": "ICD-10"}]}, "A clinical code has a system"),
            (
                {"codes": [{"system": "s", "code": "c", "meaning": "m", "basis": "guessed"}]},
                "The basis of a code is one of: looked-up, recalled, confirmed",
            ),
            ({"related": [{"code": "a"}]}, "A related page has a code, a kind and a why"),
            (
                {"related": [{"code": "a", "kind": "near", "why": "w"}]},
                "The kind of a related page is one of: looks-like",
            ),
            ({"forwards": {"a": "Not a place"}}, "Say of a retired section where it went"),
            ({"forwards": {"A b": "#b"}}, "Say of a retired section where it went"),
            ({"review_months": 0}, "The next review is 1 to 36 months away"),
            ({"review_months": 37}, "The next review is 1 to 36 months away"),
            ({"review_months": "soon"}, "The next review is 1 to 36 months away"),
            ({"review_months": "²"}, "The next review is 1 to 36 months away"),
            ({"review_months": "9" * 5000}, "The next review is 1 to 36 months away"),
            ({"change_kind": "huge"}, "A change is major or minor"),
            ({"status": "published"}, "A text has no field status"),
            ({"title": "a\x00b"}, "readers cannot see"),
            ({"forwards": {"a\u202e": "#b"}}, "readers cannot see"),
        ],
    )
    def test_are_refused_with_a_sentence(self, typed, said):
        problems = refusal(**typed)

        assert list(problems) == list(typed)
        assert said in problems[next(iter(typed))]

    def test_are_refused_all_at_once(self):
        assert set(refusal(slug="Ä", language="?", title="Fine")) == {"slug", "language"}


@pytest.mark.django_db
class TestComplete:
    def test_lets_a_whole_text_pass(self):
        revision = factories.revision()

        assert checked.complete(revision) is None

    def test_says_everything_that_is_missing(self):
        revision = factories.revision(title="", key_points=[])

        with pytest.raises(TextError) as refused:
            checked.complete(revision)

        assert set(refused.value.problems) == {"title", "key_points"}
