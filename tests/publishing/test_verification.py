"""Verifying: whatever somebody changed behind our back is named."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from content import records
from content.editions.models import Page, Rendering
from content.editions.text import sha256
from content.editorial.journal import JournalHead, JournalLine
from content.editorial.reviews import Review
from content.publishing import verification
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def edition():
    return factories.published("night-cramps")


def found():
    return list(verification.mismatches())


def run(sql, *values):
    """Run a statement as somebody would who took the rules out first."""
    records.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    records.install(connection)


class TestMismatches:
    def test_are_none_when_all_went_through_the_workflow(self, edition):
        factories.withdrawn(factories.live_page("other"))
        factories.published("night-cramps", slug="moved")
        factories.returned(factories.submitted("third")["clinical"])

        assert found() == []

    def test_are_none_on_an_empty_site(self):
        assert found() == []

    def test_name_a_rule_that_is_gone(self):
        rule = "edition_is_written_once_update"
        table = "" if connection.vendor == "sqlite" else " ON content_edition"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {rule}{table}")

        assert found() == [f"The database does not keep the rule {rule}. Run: manage.py migrate."]

    def test_name_a_journal_line_that_was_changed(self, edition):
        line = JournalLine.objects.get(step="submit")
        factories.tamper("content_journalline", line.pk, name="somebody else")

        assert found() == [f"Journal line {line.pk} (submit night-cramps) was changed."]

    def test_name_a_journal_line_that_is_missing(self, edition):
        run("DELETE FROM content_journalline WHERE sequence = 3")

        assert found()[0] == "Journal line 3 is missing."

    def test_name_the_last_line_when_it_is_missing(self, edition):
        last = JournalHead.objects.get().sequence
        run("DELETE FROM content_journalline WHERE sequence = %s", last)

        assert found()[0] == (
            f"The journal ends at line {last - 1}, and that is not where it should end."
        )

    def test_name_a_line_that_was_added_outside_the_chain(self, edition):
        last = JournalLine.objects.order_by("sequence").last()
        forged = JournalLine(
            sequence=last.sequence + 1,
            at=factories.NOON,
            step="approved",
            code="night-cramps",
            facts={},
            previous="f" * 64,
        )
        forged.digest = forged.recomputed_digest()
        forged.save()

        assert found()[0] == f"Journal line {forged.sequence} (approved night-cramps) was changed."

    def test_name_a_line_that_was_added_at_the_end(self, edition):
        last = JournalLine.objects.order_by("sequence").last()
        forged = JournalLine(
            sequence=last.sequence + 1,
            at=factories.NOON,
            step="approved",
            code="night-cramps",
            facts={},
            previous=last.digest,
        )
        forged.digest = forged.recomputed_digest()
        forged.save()

        assert "that is not where it should end" in found()[0]

    def test_name_a_revision_with_one_changed_letter(self, edition):
        revision = factories.article_of("night-cramps").newest()
        factories.tamper(
            "content_revision", revision.pk, body=revision.body.replace("toes", "nose")
        )

        assert found()[0] == "Revision 1 of night-cramps was changed."

    def test_name_an_edition_with_one_changed_letter(self, edition):
        factories.tamper("content_edition", edition.pk, title="Night camps")

        assert found() == ["Edition 1 of night-cramps was changed."]

    def test_name_an_edition_with_a_changed_source(self, edition):
        leaning = json.dumps(edition.leaning | {"terms": {"a": "b"}})
        factories.tamper("content_edition", edition.pk, leaning=leaning)

        assert found() == ["Edition 1 of night-cramps was changed."]

    def test_name_a_page_with_one_changed_letter(self, edition):
        rendering = edition.renderings.get()
        factories.tamper("content_rendering", rendering.pk, html=rendering.html + " ")

        assert found() == ["The page of edition 1 of night-cramps was changed."]

    def test_name_a_page_that_the_press_did_not_make(self, edition):
        last = edition.renderings.get()
        html = "<p>Take ten tablets.</p>"
        kept = {field.attname: getattr(last, field.attname) for field in Rendering._meta.fields}
        kept |= {"id": None, "number": 2, "html": html, "html_digest": sha256(html)}
        Rendering(**kept).save()

        assert found() == ["A page of edition 1 of night-cramps is not from the press."]

    def test_name_a_review_of_another_text(self, edition):
        review = factories.article_of("night-cramps").newest().reviews.get(role="clinical")
        factories.tamper("content_review", review.pk, digest="0" * 64)

        assert found() == ["The clinical review of revision 1 of night-cramps is of another text."]

    def test_name_an_approval_that_was_taken_back(self, edition):
        review = factories.article_of("night-cramps").newest().reviews.get(role="clinical")
        factories.tamper("content_review", review.pk, decision="returned")

        assert "Edition 1 of night-cramps was published without its approvals." in found()

    def test_name_an_approval_by_somebody_who_wrote_it(self, edition):
        review = factories.article_of("night-cramps").newest().reviews.get(role="clinical")
        factories.tamper("content_review", review.pk, decided_by_id=factories.people().writer.pk)

        assert "Edition 1 of night-cramps was approved or published by somebody who wrote it." in (
            found()
        )

    def test_name_a_decision_that_nobody_took(self):
        review = factories.submitted("night-cramps")["clinical"]
        Review.objects.filter(pk=review.pk).update(
            decision="approved",
            decided_by=factories.people().clinician,
            decided_at=factories.NOON,
            read_whole=True,
        )

        [mismatch] = found()
        assert mismatch.startswith("The clinical review of revision 1 of night-cramps was not dec")

    def test_name_a_gap_between_editions(self, edition):
        second = factories.published("night-cramps", title="Second")
        factories.tamper("content_edition", second.pk, number=3)

        assert "Edition 2 of night-cramps is missing." in found()

    def test_name_an_edition_that_nobody_published(self, edition):
        run("DELETE FROM content_publication")

        assert (
            "There is an edition that nobody published, or a publication without its"
            in (found()[0])
        )

    def test_name_an_edition_of_another_text(self, edition):
        other = factories.published("other")
        factories.tamper("content_edition", edition.pk, digest=other.digest)

        assert "Edition 1 of night-cramps is not the text that was approved." in found()

    def test_name_a_page_with_the_words_of_another(self, edition):
        other = factories.live_page("other")
        factories.tamper("content_page", other.pk, edition_id=edition.pk)

        assert "/other/ shows the rendering of another edition." in found()
        assert "/other/ shows the edition of another article." in found()

    def test_name_a_withdrawal_that_was_undone(self, edition):
        page = Page.objects.get(code="night-cramps")
        rendering = page.rendering_id
        factories.withdrawn(page)
        Page.objects.filter(pk=page.pk).update(
            withdrawal=None, edition=edition, rendering=rendering
        )

        assert found() == ["The page of night-cramps does not show what the journal says it shows."]

    @pytest.mark.parametrize("change", ["gone", "changed"])
    def test_name_a_picture_that_is_not_as_it_was(self, tmp_path, settings, change):
        settings.MEDIA_ROOT = tmp_path
        image = factories.picture(b"<svg>calf</svg>")
        file = tmp_path / image.file_name
        if change == "gone":
            file.unlink()
        else:
            file.write_bytes(b"<svg>ten tablets</svg>")

        assert found() == [
            f"The picture {image.file_name} is gone or was changed. Readers do not get it."
        ]


class TestTheCommand:
    def test_says_that_all_is_well(self, edition, capsys):
        call_command("verify")

        assert capsys.readouterr().out == "Everything is as it was approved.\n"

    def test_fails_with_the_first_mismatch(self, edition):
        factories.tamper("content_edition", edition.pk, title="Night camps")

        with pytest.raises(CommandError, match="Edition 1 of night-cramps was changed"):
            call_command("verify")
