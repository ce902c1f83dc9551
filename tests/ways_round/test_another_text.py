"""Ways 13 to 28: what was approved is one text, and what is published another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from content.editions.images import Drawing
from content.editions.models import Edition, Page
from content.editorial import workflow
from content.editorial.articles import Revision
from content.editorial.reviews import Review
from content.evidence.models import RedFlag, Source, Term
from content.publishing import press, verification
from tests import factories, readers
from tests.admin import typed
from tests.factories import people, tick
from tests.ways_round import doors
from tests.ways_round.doors import CANARY, at, cannot_approve, cannot_publish, hidden

pytestmark = pytest.mark.engine

MISSING = "The clinical review is missing."
OVERTAKEN = "Revision 1 has been overtaken by revision 2."
OTHER_PAGE = "The page would not look as it did to its reviewers"
CODE = {"system": "ICD-10", "code": "R25.2", "meaning": f"A {CANARY}", "basis": "recalled"}
RELATED = {"code": "stretches", "kind": "what-helps", "why": f"A {CANARY}."}
FLAG = {
    "key": "clot",
    "urgency": "urgent",
    "words": "one calf swells",
    "may_mean": "A clot",
    "tell": {"uk": "Call 111", "us": "Call a doctor", "eu": "Call a doctor"},
}


def changed_after_approval(**fields: Any) -> None:
    """Approve a text, then change it: neither the old words nor the new ones can be published."""
    revision = factories.approved("night-cramps")
    publisher = people().publisher

    newer = workflow.save(revision.article, fields, by=people().writer, at=tick())

    assert newer.digest != revision.digest
    assert not newer.reviews.exists()
    with doors.refused(MISSING):
        press.publish(newer, by=publisher, at=tick())
    cannot_publish(publisher, revision, because=OVERTAKEN)
    with doors.kept_by("revision_is_written_once_update"):
        doors.by_rows(Revision).filter(pk=revision.pk).update(**fields)
    with doors.kept_by("a_review_stays_with_the_text_it_was_asked_for|a_decision_stands"):
        doors.by_rows(Review).filter(revision=revision).update(revision=newer, digest=newer.digest)


def publish_and_read(revision):
    """Publish a text and return its page as a reader gets it."""
    edition = press.publish(revision, by=people().publisher, at=tick())
    return readers.text_of(readers.Reader().get(f"/{edition.slug}/"))


class TestAnotherText:
    def test_way_13_the_text_is_saved_while_its_reviewer_reads(self):
        review = factories.submitted("night-cramps")["clinical"]
        article = review.revision.article
        opened = typed.yes(review)

        newer = workflow.save(article, hidden(), by=people().writer, at=tick())

        cannot_approve(people().clinician, review, because=OVERTAKEN)
        for shown in (opened, typed.yes(review, shown=newer.digest)):
            doors.turned_away(people().clinician, at(review, "approve"), shown, because=OVERTAKEN)
        fresh = workflow.submit(newer, by=people().writer, at=tick())[0]
        doors.turned_away(
            people().clinician,
            at(fresh, "approve"),
            {**typed.yes(fresh), "shown": opened["shown"]},
            because="The text on your screen is not this text. Open the review again.",
        )

    @pytest.mark.parametrize("first", ["approve", "edit"])
    def test_way_14_an_approval_and_an_edit_meet(self, first):
        """In both orders; 200 times in the same instant in `tests/journeys/test_concurrency.py`."""
        reviews = factories.submitted("night-cramps")
        revision = reviews["clinical"].revision
        if first == "approve":
            factories.approve(reviews["clinical"])

        newer = workflow.save(revision.article, hidden(), by=people().writer, at=tick())

        for review in reviews.values():
            if review.decision == "":
                cannot_approve(
                    getattr(people(), factories.ROLES[review.role]), review, because=OVERTAKEN
                )
        cannot_publish(people().publisher, newer, because=MISSING)

    def test_way_15_the_writer_changes_an_approved_text(self):
        revision = factories.approved("night-cramps")
        browser = doors.desk(people().writer)
        overview = at(revision.article, "change")
        before = browser.get(overview).content.decode()

        browser.post(at(revision.article, "write"), typed.text(revision, **_as_typed()))

        after = browser.get(overview).content.decode()
        assert "revision 1 is approved" in before
        assert "revision 2 is a draft" in after
        assert MISSING in after
        cannot_publish(people().publisher, revision.article.newest(), because=MISSING)
        cannot_publish(people().publisher, revision, because=OVERTAKEN)

    def test_way_16_a_save_that_changes_nothing_voids_nothing_and_dates_nothing(self):
        revision = factories.approved("night-cramps")
        browser = doors.desk(people().writer)
        before = doors.footprint()

        kept = workflow.save(revision.article, revision.text(), by=people().writer, at=tick())
        answer = browser.post(at(revision.article, "write"), typed.text(revision), follow=True)

        assert kept == revision
        assert "Nothing was changed, so there is no new revision." in answer.content.decode()
        assert doors.footprint() == before
        edition = press.publish(revision, by=people().publisher, at=tick())
        dated = Page.objects.values().get(code="night-cramps")
        workflow.save(revision.article, revision.text(), by=people().writer, at=tick())
        assert Page.objects.values().get(code="night-cramps") == dated
        assert Edition.objects.get() == edition

    def test_way_17_the_address_changes_after_approval(self):
        changed_after_approval(slug=CANARY)

        article = factories.article_of("night-cramps")
        doors.turned_away(
            people().writer,
            at(article, "move"),
            {"to": f"{CANARY}-two"},
            because="Publish or finish the text first. Then move the page.",
        )

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", f"A {CANARY}"),
            ("summary", f"A {CANARY}."),
            ("key_points", [f"{CANARY} {number}." for number in range(3)]),
            ("body", f"## A {{#a}}\n\nThe {CANARY}.\n"),
            ("change_note", f"The {CANARY} note"),
            ("also_called", [CANARY]),
            ("change_kind", "minor"),
            ("review_months", 36),
        ],
    )
    def test_way_18_the_words_around_the_text_change_after_approval(self, field, value):
        changed_after_approval(**{field: value})

    def test_way_18_the_words_for_a_picture_change_after_approval(self):
        name = f"media:{factories.picture(b'<svg>calf</svg>').sha256}"
        revision = factories.approved("night-cramps", body=f"![A calf]({name})\n\nThe calf.\n")

        newer = workflow.save(
            revision.article,
            {"body": f"![A {CANARY}]({name})\n\nThe calf.\n"},
            by=people().writer,
            at=tick(),
        )

        cannot_publish(people().publisher, newer, because=MISSING)
        cannot_publish(people().publisher, revision, because=OVERTAKEN)

    @pytest.mark.parametrize(
        ("field", "value"), [("language", "es"), ("codes", [CODE]), ("topic", CANARY)]
    )
    def test_way_19_language_codes_or_topic_change_after_approval(self, field, value):
        changed_after_approval(**{field: value})

    def test_way_20_related_pages_change_after_approval(self):
        factories.published("stretches")

        changed_after_approval(related=[RELATED])
        revision = factories.article_of("night-cramps").newest()
        doors.turned_away(
            people().superuser,
            at(revision.article, "change"),
            {"related": "stretches", "sources": "1", "images_m2m": "1"},
            status=405,
        )

    def test_way_20_a_source_is_corrected_on_its_own_page_after_approval(self):
        factories.source("cochrane", title="Magnesium for cramps")
        revision = factories.approved("night-cramps", body="It helps a little [@cochrane].\n")
        corrected = {
            "kind": CANARY,
            "csl": json.dumps({"title": f"A {CANARY} trial"}),
            "what_changed": "Its title.",
        }

        doors.desk(people().editor).post("/admin/content/source/cochrane/change/", corrected)

        assert Source.objects.get().kind == CANARY
        assert "Magnesium for cramps" in publish_and_read(revision)
        assert "Magnesium" in readers.text_of(readers.Reader().get("/sources/cochrane/"))

    def test_way_21_a_word_a_warning_sign_or_a_drawing_changes_after_approval(self):
        Term.objects.create(word="oedema", meaning="swelling")
        flag = RedFlag.objects.create(**FLAG)
        calf, other = (factories.picture(b"<svg>%b</svg>" % n) for n in (b"calf", CANARY.encode()))
        Drawing.objects.create(name="calf", image=calf)
        revision = factories.approved(
            "night-cramps",
            body="It is {oedema}.\n\n::: urgent Get help today if\n- [!clot]\n:::\n\n"
            "![A calf](drawing:calf)\n\nThe calf.\n",
        )
        editor = doors.desk(people().editor)

        why = {"what_changed": "Its words."}
        editor.post("/admin/content/term/oedema/change/", {"meaning": CANARY, **why})
        editor.post(
            "/admin/content/redflag/clot/change/",
            {**FLAG, "words": CANARY, "tell": json.dumps(FLAG["tell"]), **why},
        )
        Drawing.objects.update(image=other)

        flag.refresh_from_db()
        assert (Term.objects.get().meaning, flag.words) == (CANARY, CANARY)
        page = publish_and_read(revision)
        for word in ("swelling", "one calf swells", calf.sha256):
            assert word in page

    def test_way_21_taking_up_a_correction_takes_a_new_approval(self):
        Term.objects.create(word="oedema", meaning="swelling")
        revision = factories.approved("night-cramps", body="It is {oedema}.\n")
        Term.objects.update(meaning=CANARY)

        newer = workflow.refresh(revision.article, by=people().writer, at=tick())

        cannot_publish(people().publisher, newer, because=MISSING)
        cannot_publish(people().publisher, revision, because=OVERTAKEN)

    @pytest.mark.parametrize("when", ["before it is published", "while it is live"])
    def test_way_22_a_picture_is_replaced_under_its_name(self, when):
        image = factories.picture(b"<svg>calf</svg>")
        revision = factories.approved(
            "night-cramps", body=f"![A calf](media:{image.sha256})\n\nThe calf.\n"
        )
        if when == "while it is live":
            press.publish(revision, by=people().publisher, at=tick())
        Path(default_storage.path(image.file_name)).write_bytes(f"<svg>{CANARY}</svg>".encode())

        if when == "before it is published":
            press.publish(revision, by=people().publisher, at=tick())

        assert readers.Reader().get(f"/media/{image.file_name}").status_code == 404
        assert "A calf" in readers.text_of(readers.Reader().get("/night-cramps/"))
        [told] = verification.mismatches()
        assert f"The picture {image.file_name} is gone or was changed." in told
        doors.turned_away(
            people().superuser,
            f"/admin/content/image/{image.pk}/change/",
            {"alt": CANARY, "extension": "html"},
            status=405,
        )

    def test_way_23_a_linked_page_is_withdrawn_after_approval(self):
        page = factories.live_page("stretches")
        revision = factories.approved("night-cramps", **hidden(body="See [[stretches]].\n"))

        factories.withdrawn(page)

        cannot_publish(people().publisher, revision, because="stretches is not published.")

    def test_way_23_a_linked_page_moves_after_approval(self):
        factories.published("stretches", title="Stretches")
        revision = factories.approved("night-cramps", body="See [[stretches]].\n")
        factories.published("stretches", title="Stretches", slug="stretching")

        page = publish_and_read(revision)

        assert 'href="/stretches/"' in page
        reader = readers.Reader()
        assert reader.get("/stretches/").headers["Location"] == "/stretching/"

    def test_way_24_the_site_renders_otherwise_between_approval_and_publication(self, settings):
        revision = factories.approved(
            "night-cramps", **hidden(body=f"::: emergency Call now if\nA {CANARY}.\n:::\n")
        )

        settings.EMERGENCY_LINES = {**settings.EMERGENCY_LINES, "UK": "111"}

        cannot_publish(people().publisher, revision, because=OTHER_PAGE)

    def test_way_26_a_returned_text_comes_back_with_its_old_approval(self):
        reviews = factories.submitted("night-cramps", **hidden())
        factories.approve(reviews["clinical"])
        factories.returned(reviews["editorial"])
        revision = reviews["clinical"].revision
        writer = people().writer

        with doors.refused("Changes were asked for."):
            workflow.submit(revision, by=writer, at=tick())
        doors.turned_away(
            writer,
            at(revision.article, "submit"),
            {"revision": revision.number},
            because="Changes were asked for.",
        )
        cannot_publish(
            people().publisher,
            revision,
            because="editor asked for changes in the editorial review.",
        )
        newer = workflow.save(
            revision.article, hidden(change_note="Answered"), by=writer, at=tick()
        )
        workflow.submit(newer, by=writer, at=tick())
        assert all(review.is_open() for review in newer.reviews.all())
        cannot_publish(people().publisher, newer, because=MISSING)
        with doors.kept_by("a_decision_stands"):
            doors.by_rows(Review).filter(pk=reviews["editorial"].pk).update(decision="approved")

    def test_way_27_old_words_come_back_that_once_were_approved(self):
        once = factories.approved("night-cramps", **hidden())
        factories.published("night-cramps")

        back = workflow.save(once.article, once.text(), by=people().writer, at=tick())

        assert back.digest == once.digest
        cannot_publish(people().publisher, back, because=MISSING)
        cannot_publish(people().publisher, once, because="overtaken by revision 3")

    def test_way_27_a_page_is_set_back_to_an_older_edition(self):
        old = factories.published("night-cramps", title="Older words")
        factories.published("night-cramps", title="Newer words")
        rendering = old.renderings.get()

        with doors.kept_by("a_page_shows_only_its_own_article_on_update"):
            doors.by_rows(Page).update(edition=old, rendering=rendering)

        assert "Newer words" in readers.text_of(readers.Reader().get("/night-cramps/"))

    def test_way_28_a_text_in_another_language_has_reviews_of_its_own(self):
        """The site has no translations that follow a source: each language is an article."""
        factories.published("night-cramps")
        spanish = factories.revision("calambres", language="es", **hidden())

        cannot_publish(people().publisher, spanish, because=MISSING)

        for review in workflow.submit(spanish, by=people().writer, at=tick()):
            cannot_approve(people().writer, review, because="You may not", status=403)
        newer = workflow.save(
            factories.article_of("night-cramps"), {"language": "es"}, by=people().writer, at=tick()
        )
        cannot_publish(people().publisher, newer, because=MISSING)
        assert 'lang="en-GB"' in readers.text_of(readers.Reader().get("/night-cramps/"))


def _as_typed():
    text = hidden()
    return {
        **text,
        "key_points": "\n".join(text["key_points"]),
        "also_called": "\n".join(text["also_called"]),
    }
