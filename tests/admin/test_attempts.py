"""What the desk refused is told in the log: who, what, and the sentence they were given."""

from __future__ import annotations

import pytest

from content.admin import attempts
from tests import factories
from tests.admin import typed


@pytest.fixture
def lines(caplog):
    """What the log of the desk says."""
    return lambda: [line.getMessage() for line in caplog.records if line.name == "content.desk"]


def approve(review):
    return f"/admin/content/review/{review.pk}/approve/"


class TestARefusedStep:
    def test_is_told_with_who_and_where_and_why(self, people, as_, lines):
        review = factories.submitted(by=people.editor)["editorial"]

        as_(people.editor).post(approve(review), typed.yes(review))

        [line] = lines()
        assert line == (
            f"refused user {people.editor.pk}: POST {approve(review)}: You wrote some of these"
            " words since the last edition. Someone who wrote none of them has to decide."
        )

    def test_is_told_when_it_is_not_theirs_to_take(self, people, as_, lines):
        review = factories.submitted()["clinical"]

        as_(people.stranger).post(approve(review), typed.yes(review))

        assert lines()[0].endswith("You may not see reviews.")

    def test_names_the_article_that_cannot_be_published(self, people, as_, lines):
        revision = factories.revision("night-cramps")

        as_(people.publisher).post("/admin/publish/", {"revision": revision.pk})

        assert lines()[0].endswith(
            "POST /admin/publish/: night-cramps: The clinical review is missing. The clinical"
            " reviewers can give it."
        )

    def test_is_told_of_several_articles_by_the_first(self, people, as_, lines):
        pks = [factories.revision(code).pk for code in ("one", "two")]

        as_(people.publisher).post("/admin/publish/", {"revision": pks})

        assert "one: The clinical review is missing." in lines()[0]
        assert len(lines()) == 1

    def test_is_told_of_somebody_who_is_not_signed_in(self, people, client, lines):
        review = factories.submitted()["clinical"]

        client.post(approve(review), typed.yes(review))

        assert lines()[0].startswith(f"refused nobody: POST {approve(review)}: You are no longer")

    def test_is_told_when_it_has_no_token(self, people, as_, lines):
        review = factories.submitted()["clinical"]

        as_(people.clinician, enforce_csrf_checks=True).post(approve(review), typed.yes(review))

        assert "This form was opened before you last signed in" in lines()[0]

    def test_is_told_when_it_was_no_button(self, people, as_, lines):
        review = factories.submitted()["clinical"]

        as_(people.clinician).get(approve(review))

        assert lines() == [
            f"refused user {people.clinician.pk}: GET {approve(review)}: Method Not Allowed"
        ]

    def test_is_told_of_a_text_that_cannot_be_kept(self, people, as_, lines):
        revision = factories.revision()
        write = f"/admin/content/article/{revision.article_id}/write/"

        as_(people.writer).post(write, typed.text(revision, review_months="99"))
        as_(people.writer).post(write, typed.text(revision, title="New", based_on=0))

        assert lines()[0].endswith(f"POST {write}: The next review is 1 to 36 months away.")
        assert "writer saved revision 1 after you opened this one." in lines()[1]

    def test_is_told_of_a_file_that_is_no_picture(self, people, as_, lines):
        as_(people.writer).post("/admin/content/image/upload/")

        assert lines()[0].endswith("No picture came with the form. Choose one and add it again.")

    def test_holds_no_word_that_was_typed(self, people, as_, lines):
        review = factories.submitted(by=people.editor)["editorial"]

        as_(people.editor).post(
            f"{approve(review)}?note=whispered", typed.yes(review, note="whispered")
        )

        assert "whispered" not in lines()[0]


class TestWhatIsNotRefused:
    def test_has_no_line(self, people, as_, lines):
        review = factories.submitted()["clinical"]
        client = as_(people.clinician)

        client.get("/admin/")
        client.get("/admin/nowhere/")
        client.post(approve(review), typed.yes(review))

        assert lines() == []

    def test_has_no_line_after_somebody_elses_refusal(self, people, as_, lines):
        review = factories.submitted()["clinical"]
        as_(people.writer).post(approve(review), typed.yes(review))

        as_(people.clinician).get(approve(review))

        assert lines()[1].endswith("Method Not Allowed")

    @pytest.mark.parametrize("address", ["/absent/", "/p/absent/", "/search/?q=whispered"])
    def test_is_what_readers_do(self, db, client, lines, address):
        client.get(address)
        client.post(address)

        assert lines() == []


class TestALine:
    def test_is_one_whatever_is_asked_for(self, people, as_, lines):
        forged = "/admin/x%0d%0arefused user 1: POST /admin/%1b[2J%E2%80%A8%E2%80%AE/"

        as_(people.writer).post(forged)

        assert "\\r\\nrefused user 1: POST /admin/\\x1b[2J\\u2028\\u202e/" in lines()[0]
        assert len(lines()[0].splitlines()) == 1

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("“No” – so ask ½", "“No” – so ask ½"),
            ("a\nb\tc\x00d", "a\\nb\\tc\\x00d"),
            ("a\x85b\u2029c\u200bd", "a\\x85b\\u2029c\\u200bd"),
            ("half \ud83d", "half \\ud83d"),
        ],
    )
    def test_keeps_what_can_be_read_and_escapes_the_rest(self, text, told):
        assert attempts.escaped(text) == told
