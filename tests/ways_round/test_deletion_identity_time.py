"""Ways 45 to 52: what was published is deleted, mistaken for another, or published twice."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import ProtectedError

from content.editions.models import Edition, Page, Rendering
from content.editorial import workflow
from content.editorial.articles import Article, Revision
from content.editorial.reviews import Review
from content.publishing import addresses, press
from content.publishing.ledger import Publication
from tests import factories, readers
from tests.admin import typed
from tests.factories import people, tick
from tests.ways_round import doors
from tests.ways_round.doors import CANARY, at, cannot_publish, desk, hidden, turned_away

pytestmark = pytest.mark.engine

TAKEN = "has been the address of night-cramps, and an address is never given to another article."
NOT_YOURS = "You may not"
TIMES = 8
SMALL_LETTERS = "An address has small letters, digits and single hyphens"
HIDDEN_SIGN = "readers cannot see"
LIKE_IT = {
    "NIGHT-CRAMPS": SMALL_LETTERS,
    "Night-cramps": SMALL_LETTERS,
    "night-cramps.": SMALL_LETTERS,
    "night--cramps": SMALL_LETTERS,
    "night-cramps/": SMALL_LETTERS,
    "night\u2013cramps": SMALL_LETTERS,
    "n\u0456ght-cramps": SMALL_LETTERS,
    "\uff4eight-cramps": SMALL_LETTERS,
    "night-cramps\u200b": HIDDEN_SIGN,
}


def read(address):
    return readers.Reader().get(address)


def withdraw(page, **said):
    """Take a page down in the name of the editor."""
    return addresses.withdraw(
        page, **{"reason": "mistake", "note": "Wrong.", "by": people().editor, "at": tick()} | said
    )


class TestDeletion:
    def test_way_45_a_published_page_is_deleted_and_its_address_used_again(self):
        page = factories.live_page("night-cramps", title="Night cramps")
        article = factories.article_of("night-cramps")

        for row in (page, article, Edition.objects.get(), Revision.objects.get()):
            turned_away(
                people().superuser,
                at(row, "delete"),
                {"post": "yes"},
                because=NOT_YOURS,
                status=403,
            )
        with doors.kept_by("an_address_answers_for_ever"):
            page.delete()
        with doors.kept_by("an_address_is_never_given_to_another_article"):
            doors.by_rows(Page).update(slug=CANARY)
        with doors.refused("The code night-cramps is taken, and a code is never used twice."):
            workflow.open_article("night-cramps", by=people().writer, at=tick())
        withdraw(page)
        other = factories.approved("other", slug="night-cramps", **hidden())
        cannot_publish(people().publisher, other, because=f"/night-cramps/ {TAKEN}")

        for address in ("/night-cramps/", "/p/night-cramps/", "/p/night-cramps/v/1/"):
            answer = read(address)
            assert answer.status_code == 410
            assert "Night cramps" in readers.text_of(answer)

    def test_way_46_two_pages_swap_their_addresses(self):
        factories.published("night-cramps")
        factories.published("stretches")
        swapped = [
            factories.approved("night-cramps", slug="stretches", **hidden()),
            factories.approved("stretches", slug="night-cramps", **hidden()),
        ]

        with doors.refused(TAKEN):
            press.publish_together(swapped, by=people().publisher, at=tick())
        turned_away(
            people().publisher,
            "/admin/publish/",
            {"revision": [text.pk for text in swapped]},
            because=TAKEN,
        )

    @pytest.mark.parametrize("slug", LIKE_IT)
    def test_way_46_an_address_looks_like_another(self, slug):
        factories.published("night-cramps")
        revision = factories.revision("other", **hidden())

        with doors.refused(LIKE_IT[slug]):
            workflow.save(revision.article, {"slug": slug}, by=people().writer, at=tick())
        answer = read(f"/{slug}/")

        assert answer.status_code == 404
        assert answer.content == read("/absent/").content

    def test_way_49_a_writer_deletes_what_they_wrote_or_themselves(self):
        edition = factories.published("night-cramps")
        writer = people().writer
        article = factories.article_of("night-cramps")

        for row in (article, edition, edition.renderings.get(), Publication.objects.get()):
            with doors.refused("written once and never changed"):
                row.delete()
            turned_away(writer, at(row, "delete"), {"post": "yes"}, because=NOT_YOURS, status=403)
        with pytest.raises(ProtectedError):
            writer.delete()
        turned_away(writer, f"/admin/auth/user/{writer.pk}/delete/", because=NOT_YOURS, status=403)
        answer = desk(people().superuser).post(
            f"/admin/auth/user/{writer.pk}/delete/", {"post": "yes"}, follow=True
        )

        assert "An account is never deleted" in answer.content.decode()
        assert User.objects.filter(pk=writer.pk).exists()
        assert read("/night-cramps/").status_code == 200


class TestWithdrawal:
    def test_way_47_a_withdrawn_page_is_gone_at_once_and_stays_gone(self):
        page = factories.live_page("night-cramps", **hidden(title="Night cramps", change_note="A"))
        revision = Revision.objects.get()
        change = factories.approved("night-cramps", title="Night cramps, changed")
        assert len(doors.places_with(CANARY)) >= 3

        withdraw(page)

        doors.nothing_public()
        assert read("/night-cramps/").status_code == 410
        assert "It contained a mistake" in readers.text_of(read("/p/night-cramps/"))
        because = "The page was withdrawn after this text was approved."
        cannot_publish(people().publisher, change, because=because)
        with doors.refused("is published already"):
            press.publish(revision, by=people().publisher, at=tick())
        with doors.refused("You took this page down. Someone else has to put it back."):
            addresses.reinstate(page, by=people().editor, at=tick())
        before = doors.footprint()["Page"]
        for command in ("press_again", "rebuild_search", "run_due", "migrate"):
            call_command(command, verbosity=0)
        assert doors.footprint()["Page"] == before
        assert read("/night-cramps/").status_code == 410

    def test_way_48_one_person_withdraws_and_cannot_publish(self):
        page = factories.live_page("night-cramps")
        writer, clinician, editor = people().writer, people().clinician, people().editor
        form = {"reason": "mistake", "note": "Wrong dose."}

        turned_away(writer, at(page, "withdraw"), form, because=NOT_YOURS, status=403)
        with doors.refused("You may not withdraw pages."):
            withdraw(page, by=writer)
        answer = desk(clinician).post(at(page, "withdraw"), form)

        assert answer.status_code == 302
        assert read("/night-cramps/").status_code == 410
        assert doors.steps_told()[-1] == "withdraw"
        turned_away(clinician, at(page, "reinstate"), because=NOT_YOURS, status=403)
        turned_away(clinician, at(page, "withdraw"), form, because="is not live", status=409)
        ready = factories.approved("other", **hidden())
        cannot_publish(clinician, ready, because="You may not publish.", status=403)
        desk(editor).post(at(page, "reinstate"))
        assert read("/night-cramps/").status_code == 200


class TestTheSameStepAgain:
    def test_way_50_each_step_is_taken_eight_times(self):
        revision = factories.revision("night-cramps")
        article = revision.article
        submit = {"revision": revision.number}
        self.pressed(people().writer, at(article, "submit"), submit, "already with its reviewers")
        for review in Review.objects.all():
            person = getattr(people(), factories.ROLES[review.role])
            form = typed.yes(review)
            self.pressed(person, at(review, "approve"), form, "has decided this review: Approved.")
            later = {**form, "note": "No."}
            turned_away(person, at(review, "ask-for-changes"), later, because="has decided this")
        self.pressed(people().publisher, at(article, "publish"), submit, "is published already")
        newer = workflow.save(article, hidden(), by=people().writer, at=tick())

        # The forms of before, sent once more after the text has gone on.
        turned_away(people().writer, at(article, "submit"), submit, because="overtaken by")
        turned_away(people().publisher, at(article, "publish"), submit, because="published already")
        cannot_publish(people().publisher, newer, because="The clinical review is missing.")
        steps = doors.steps_told()
        assert [steps.count(step) for step in ("submit", "approved", "publish")] == [1, 2, 1]

    def pressed(self, person, address, form, because):
        """Press a button, and seven times more."""
        assert desk(person).post(address, form).status_code == 302
        for _ in range(TIMES - 1):
            turned_away(person, address, form, because=because)

    def test_way_51_two_reviewers_decide_one_review(self):
        """One after the other; in the same instant in `tests/journeys/test_concurrency.py`."""
        review = factories.submitted("night-cramps", **hidden())["clinical"]
        factories.approve(review)

        doors.cannot_approve(
            people().superuser, review, because="clinician has decided this review: Approved."
        )
        with doors.kept_by("a_decision_stands"):
            rows = doors.by_rows(Review).filter(pk=review.pk)
            rows.update(decided_by=people().superuser)
        with doors.kept_by("one_review_a_revision_and_role|content_review.revision_id"):
            asked = Review.objects.values().get(revision=review.revision, role="editorial")
            Review.objects.bulk_create([Review(**asked | {"id": None, "role": "clinical"})])

        assert doors.steps_told().count("approved") == 1


class TestEditions:
    @pytest.mark.parametrize("model", [Edition, Rendering, Publication, Revision, Article])
    def test_way_52_a_row_of_what_was_published_is_changed(self, model):
        factories.published("night-cramps")
        row = model.objects.get()
        table, name = model._meta.db_table, model._meta.model_name
        column = next(f.attname for f in model._meta.concrete_fields if not f.primary_key)

        for event, statement in (
            ("update", f"UPDATE {table} SET {column} = {column}"),
            ("delete", f"DELETE FROM {table}"),
        ):
            rule = f"{name}_is_written_once_{event}"
            with doors.kept_by(rule), connection.cursor() as cursor:
                cursor.execute(statement)
        for step in (row.save, lambda: row.save(force_update=True), row.delete):
            with doors.refused("written once and never changed"):
                step()
        turned_away(people().superuser, at(row, "change"), {column: CANARY}, status=405)

    def test_way_52_a_migration_changes_an_edition(self):
        factories.published("night-cramps", title="Night cramps")
        state = MigrationLoader(connection).project_state()

        def change(then, editor):
            then.get_model("content", "Edition").objects.update(title=CANARY)

        with doors.kept_by("edition_is_written_once_update"):
            migrations.RunPython(change).database_forwards(
                "content", connection.schema_editor(), state, state
            )

    @pytest.mark.parametrize("number", [1, 3, 9])
    def test_way_52_an_edition_has_a_number_out_of_turn(self, number):
        edition = factories.published("night-cramps")
        columns = Edition.objects.values().get(pk=edition.pk)

        with doors.kept_by("edition_numbers_have_no_gaps|one_edition_a_number"):
            Edition.objects.bulk_create(
                [Edition(**columns | {"id": None, "number": number, "title": CANARY})]
            )
