from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from content.editorial.articles import Article, Revision
from tests import factories
from tests.admin import typed

WORDS = "Words that took an afternoon to write."


def at(article):
    return reverse("admin:content_article_write", args=[article.pk])


class TestTheEditor:
    def test_begins_empty_with_the_code_as_the_address(self, people, as_):
        article = factories.article("foot-cramp")

        page = as_(people.writer).get(at(article))

        assert page.context["form"]["slug"].value() == "foot-cramp"
        assert page.context["form"]["based_on"].value() == 0

    def test_begins_from_the_newest_text(self, people, as_):
        codes = [{"system": "ICD-10", "code": "R25.2", "meaning": "Cramp", "basis": "recalled"}]
        revision = factories.revision(codes=codes, forwards={"old": "#what"})

        form = as_(people.writer).get(at(revision.article)).context["form"]

        assert form["body"].value() == revision.body
        assert form["codes"].value() == "ICD-10 | R25.2 | Cramp | recalled"
        assert form["forwards"].value() == "old: #what"

    def test_asks_for_a_new_note_once_the_last_text_is_published(self, people, as_):
        edition = factories.published("night-cramps")
        article = Article.objects.get(code=edition.code)

        form = as_(people.writer).get(at(article)).context["form"]

        assert form["change_note"].value() == ""

    def test_keeps_no_preview_and_no_step_inside_the_form(self, people, as_):
        revision = factories.revision()

        page = as_(people.writer).get(at(revision.article)).content.decode()

        form = page[page.index('id="write"') : page.index("</form>", page.index('id="write"'))]
        assert "<iframe" not in form
        assert "markdownx-preview" not in page
        assert "markdownx.js" not in page
        assert '<script src="/static/desk/write/main.js" type="module"></script>' in page
        assert 'name="step"' not in form
        assert "sandbox=" in page

    def test_is_for_writers(self, people, as_):
        article = factories.article()

        response = as_(people.clinician).get(at(article))

        assert response.status_code == 403
        assert "You may not write." in response.content.decode()


class TestSaving:
    def test_makes_the_next_revision_of_all_that_was_typed(self, people, as_):
        old = factories.revision()
        changed = {
            "title": "Cramp in the calf",
            "key_points": "One point.\r\n\r\nAnother point.\r\nA third.",
            "also_called": "charley horse\ncharley horse\n",
            "codes": "ICD-10 | R25.2 | Cramp and spasm | looked-up",
            "related": "causes | what-next | If you wonder why",
            "forwards": "old-key: #what",
            "review_months": "6",
            "change_kind": "minor",
        }

        as_(people.cowriter).post(at(old.article), typed.text(old, **changed))

        new = old.article.newest()
        assert (new.number, new.written_by) == (2, people.cowriter)
        assert new.title == "Cramp in the calf"
        assert new.key_points == ["One point.", "Another point.", "A third."]
        assert new.also_called == ["charley horse"]
        assert new.codes[0]["meaning"] == "Cramp and spasm"
        assert new.related[0]["why"] == "If you wonder why"
        assert new.forwards == {"old-key": "#what"}
        assert (new.review_months, new.change_kind) == (6, "minor")

    def test_leads_to_the_overview_or_back_to_writing(self, people, as_):
        revision = factories.revision()
        client = as_(people.writer)

        done = client.post(at(revision.article), typed.text(revision, title="One"))
        more = client.post(
            at(revision.article), typed.text(revision, title="Two", based_on=2, **{"go-on": ""})
        )

        assert done.url.endswith("/change/")
        assert more.url == at(revision.article)

    def test_tells_the_browser_once_which_copy_it_may_forget(self, people, as_):
        revision = factories.revision()
        client = as_(people.writer)
        name = f"kept-{people.writer.pk}-{revision.article_id}"

        saved = client.post(at(revision.article), typed.text(revision, title="New"), follow=True)
        later = client.get(at(revision.article))

        assert f'<li class="{name} success">Revision 2 is saved.</li>' in saved.content.decode()
        assert name not in later.content.decode()

    def test_makes_no_revision_of_a_text_that_nobody_changed(self, people, as_):
        revision = factories.revision()

        response = as_(people.writer).post(at(revision.article), typed.text(revision), follow=True)

        assert "Nothing was changed" in response.content.decode()
        assert Revision.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("slug", "Not An Address", "An address has small letters"),
            ("slug", "admin", "The site itself uses /admin/"),
            ("title", "x" * 121, "longer than 120 letters"),
            ("key_points", "x" * 201, "longer than 200 letters"),
            ("codes", "ICD-10 | R25.2", "Line 1 needs 4 parts: system | code | meaning | basis"),
            ("codes", "A | B | C | guessed", "The basis of a code is one of"),
            ("related", "causes", "Line 1 needs 3 parts"),
            ("related", "causes | friend | why", "The kind of a related page is one of"),
            ("forwards", "old-key", "Line 1 needs a colon"),
            ("forwards", "a: #b\na: #c", "Line 2 names a for the second time"),
            ("forwards", "a: b c", "Say of a retired section where it went"),
            ("review_months", "soon", "1 to 36 months away"),
            ("language", "English", "The language is a tag"),
            ("change_kind", "tiny", "tiny"),
            ("body", "x" * 100_001, "the most is 100,000"),
            ("body", "[" * 60 + "x", "["),
            ("body", "left\u202eright", "202E"),
            ("title", "nought\x00", "Null characters are not allowed."),
            ("based_on", "", "has lost the number of the revision"),
            ("based_on", "x", "Enter a whole number."),
        ],
    )
    def test_says_what_is_wrong_at_the_field_and_keeps_everything(
        self, people, as_, field, value, sentence
    ):
        old = factories.revision()
        form = {**typed.text(old), "summary": WORDS, field: value}

        response = as_(people.writer).post(at(old.article), form)

        page = unescape(response.content.decode())
        assert response.status_code == 422
        assert sentence in " ".join(
            str(error) for errors in response.context["form"].errors.values() for error in errors
        )
        assert WORDS in page
        assert response.context["form"][field].value() == value
        assert Revision.objects.count() == 1

    def test_is_for_writers_and_gives_the_words_back_to_others(self, people, as_):
        old = factories.revision()

        response = as_(people.clinician).post(at(old.article), typed.text(old, summary=WORDS))

        assert response.status_code == 403
        assert WORDS in response.content.decode()
        assert Revision.objects.count() == 1

    def test_takes_no_field_that_is_not_a_words(self, people, as_):
        old = factories.revision()
        forged = {
            "state": "published",
            "status": "published",
            "written_by": people.clinician.pk,
            "approved_by": people.clinician.pk,
            "published_at": "2026-01-01",
            "digest": "0" * 64,
            "leaning": "{}",
            "number": "99",
            "edition": "1",
            "_publish": "1",
            "_saveasnew": "1",
            "contributions-TOTAL_FORMS": "1",
            "contributions-0-person": people.clinician.pk,
        }

        as_(people.writer).post(at(old.article), typed.text(old, title="New", **forged))

        new = old.article.newest()
        assert (new.number, new.written_by, new.digest) == (
            2,
            people.writer,
            new.recomputed_digest(),
        )
        assert new.writers() == {people.writer.pk}
        assert not new.reviews.exists()
        assert not hasattr(new, "publication")


class TestTwoWritersAtOnce:
    def test_shows_both_texts_and_keeps_mine_in_the_form(self, people, as_):
        old = factories.revision(title="As it was")
        factories.revision(
            old.article.code,
            by=people.cowriter,
            title="Theirs",
            body="## Their {#their}\n\nTheir words.\n",
        )

        response = as_(people.writer).post(
            at(old.article),
            typed.text(old, title="Mine", body="## My {#my}\n\nMy words.\n"),
        )

        page = response.content.decode()
        assert response.status_code == 409
        assert "cowriter saved revision 2 after you opened this one." in page
        assert "Theirs" in page
        assert "Their" in page
        assert response.context["form"]["title"].value() == "Mine"
        assert "My words." in response.context["form"]["body"].value()
        assert Revision.objects.count() == 2

    def test_saves_on_top_of_theirs_when_pressed_again(self, people, as_):
        old = factories.revision()
        factories.revision(old.article.code, by=people.cowriter, title="Theirs")
        client = as_(people.writer)
        conflict = client.post(at(old.article), typed.text(old, title="Mine"))
        form = conflict.context["form"]

        response = client.post(
            at(old.article), {field.html_name: field.value() or "" for field in form}
        )

        assert response.status_code == 302
        assert (old.article.newest().number, old.article.newest().title) == (3, "Mine")

    def test_brings_the_two_together_where_they_changed_different_things(self, people, as_):
        body = "## What {#what}\n\nFirst.\n\nSecond.\n"
        old = factories.revision(body=body)
        factories.revision(
            old.article.code, by=people.cowriter, body=body.replace("First", "Theirs")
        )

        response = as_(people.writer).post(
            at(old.article), typed.text(old, title="Mine", body=body.replace("Second", "Mine"))
        )

        form = response.context["form"]
        assert response.status_code == 409
        assert form["body"].value() == "## What {#what}\n\nTheirs.\n\nMine.\n"
        assert form["title"].value() == "Mine"
        assert form["based_on"].value() == "2"
        assert response.context["contested"] == []

    def test_says_at_each_field_that_both_changed_it(self, people, as_):
        old = factories.revision(summary="As it was.")
        factories.revision(
            old.article.code, by=people.cowriter, summary="Theirs.", body="## A {#a}\n\nTheirs.\n"
        )

        response = as_(people.writer).post(
            at(old.article), typed.text(old, summary="Mine.", body="## A {#a}\n\nMine.\n")
        )

        form = response.context["form"]
        assert "Both of you changed this." in form.errors["summary"][0]
        assert "Settle each place" in form.errors["body"][0]
        assert "::: theirs" in form["body"].value()

    def test_can_be_saved_unsettled_and_not_submitted(self, people, as_):
        old = factories.revision()
        body = "## A {#a}\n\n::: theirs\nOne.\n::: yours\nTwo.\n::: settle\n"
        client = as_(people.writer)

        client.post(at(old.article), typed.text(old, body=body))
        newest = old.article.newest()
        response = client.post(
            reverse("admin:content_article_submit", args=[old.article.pk]),
            {"revision": newest.number},
        )

        assert newest.body == body
        assert response.status_code == 409
        assert "Two people changed this. Settle it" in response.content.decode()
        assert not newest.reviews.exists()

    def test_begins_from_nothing_when_the_revision_it_names_was_never_there(self, people, as_):
        old = factories.revision()

        response = as_(people.writer).post(at(old.article), typed.text(old, based_on=77, title="X"))

        assert response.status_code == 409
        assert "title" in response.context["contested"]

    def test_marks_the_words_that_differ(self, people, as_):
        old = factories.revision()
        factories.revision(old.article.code, by=people.cowriter, title="Theirs & others")

        page = (
            as_(people.writer)
            .post(at(old.article), typed.text(old, title="Mine & others"))
            .content.decode()
        )

        assert '<del><span class="desk__hush">removed: </span>Theirs' in page
        assert '<ins><span class="desk__hush">added: </span>Mine' in page
        assert " &amp; others" in page


class TestASession:
    def test_says_who_is_signed_in_and_with_which_token_to_go_on(self, people, as_):
        article = factories.article()
        client = as_(people.writer, enforce_csrf_checks=True)

        found = client.get(reverse("admin:content_article_session", args=[article.pk])).json()
        saved = client.post(
            at(article),
            {
                "title": "New",
                "based_on": 0,
                "slug": article.code,
                "language": "en-GB",
                "review_months": "12",
                "change_kind": "major",
                "csrfmiddlewaretoken": found["token"],
            },
        )

        assert found["name"] == "writer"
        assert saved.status_code == 302

    def test_that_is_none_leads_away_to_sign_in(self, db, client):
        response = client.get(reverse("admin:content_article_session", args=[1]))

        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


class TestASessionThatEnded:
    def test_gives_back_what_was_typed(self, people, as_):
        old = factories.revision()
        client = as_(people.writer, enforce_csrf_checks=True)
        client.logout()

        response = client.post(
            at(old.article), typed.text(old, body=f"{WORDS} <script>alert(1)</script>")
        )

        page = response.content.decode()
        assert response.status_code == 403
        assert WORDS in page
        assert "<script>alert" not in page
        assert "You are no longer signed in" in page
        assert Revision.objects.count() == 1

    def test_gives_it_back_to_somebody_whose_account_was_closed(self, people, as_):
        old = factories.revision()
        client = as_(people.writer)
        writer = people.writer
        writer.is_active = False
        writer.save()

        response = client.post(at(old.article), typed.text(old, body=WORDS))

        assert response.status_code == 403
        assert WORDS in response.content.decode()

    def test_says_so_when_only_the_token_is_old(self, people, as_):
        old = factories.revision()
        client = as_(people.writer, enforce_csrf_checks=True)

        response = client.post(at(old.article), typed.text(old, body=WORDS))

        assert response.status_code == 403
        assert "opened before you last signed in" in response.content.decode()
        assert WORDS in response.content.decode()

    def test_never_shows_a_password_again(self, db, client):
        browser = type(client)(enforce_csrf_checks=True)

        response = browser.post("/admin/login/", {"username": "me", "password": "hunter2"})

        assert response.status_code == 403
        assert "hunter2" not in response.content.decode()


class TestATranslation:
    def test_names_its_original_in_one_line_and_keeps_it(self, people, as_):
        revision = factories.revision("calambres", language="es")
        client = as_(people.writer)

        client.post(at(revision.article), typed.text(revision, translated_from="night-cramps 3"))

        newest = revision.article.newest()
        form = client.get(at(revision.article)).context["form"]
        assert newest.translated_from == {"code": "night-cramps", "number": 3}
        assert form["translated_from"].value() == "night-cramps 3"

    def test_is_refused_where_it_names_no_number(self, people, as_):
        revision = factories.revision("calambres", language="es")

        page = as_(people.writer).post(
            at(revision.article), typed.text(revision, translated_from="night-cramps")
        )

        assert page.status_code == 422
        assert "Name an article and the number of its edition" in unescape(page.content.decode())

    def test_stands_among_the_changes_that_a_reviewer_sees(self, people, as_):
        factories.published("night-cramps")
        origin = {"code": "night-cramps", "number": 1}
        review = factories.submitted("calambres", language="es", translated_from=origin)["clinical"]

        page = as_(people.clinician).get(reverse("admin:content_review_change", args=[review.pk]))

        assert "Translated from night-cramps, edition 1" in page.content.decode()

    def test_is_shown_to_its_writer_in_its_own_language(self, people, as_):
        text = {"content": "::: urgent Llame si\n- x\n:::\n", "language": "es", "title": "Uno"}

        page = as_(people.writer).post("/admin/content/revision/preview/", text)

        assert "Urgente: hoy" in page.content.decode()
        assert "Ir al texto" in page.content.decode()
