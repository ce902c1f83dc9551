"""Opening and saving: the steps that writers take."""

import pytest

from content.editorial import workflow
from content.editorial.articles import Article, Contribution, Revision
from content.editorial.checked import TextError
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.editorial.workflow import ConflictError
from content.evidence.models import Source
from content.rendering import Refused
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


def save(article, *, by=None, based_on=None, **fields):
    return workflow.save(article, fields, by=by or people().writer, at=tick(), based_on=based_on)


class TestOpenArticle:
    def test_makes_an_article_that_nobody_has_written(self):
        article = workflow.open_article("night-cramps", by=people().writer, at=factories.NOON)

        assert (article.code, article.opened_at) == ("night-cramps", factories.NOON)
        assert article.newest() is None

    def test_leaves_a_line_in_the_journal(self):
        factories.article("night-cramps")

        line = JournalLine.objects.get()
        assert (line.step, line.code, line.name) == ("open", "night-cramps", "writer")

    def test_refuses_a_code_that_is_taken(self):
        factories.article("night-cramps")

        with pytest.raises(WorkflowError, match="The code night-cramps is taken"):
            factories.article("night-cramps")

    @pytest.mark.parametrize("code", ["Night", "a b", "-a", "a-", "a--b", "ä", "", "x" * 81])
    def test_refuses_what_is_no_code(self, code):
        with pytest.raises(TextError, match="small letters, digits and single hyphens"):
            workflow.open_article(code, by=people().writer, at=tick())

    def test_refuses_an_address_of_the_site_itself(self):
        with pytest.raises(TextError, match="The site itself uses /admin/"):
            workflow.open_article("admin", by=people().writer, at=tick())

    def test_refuses_somebody_who_does_not_write(self):
        with pytest.raises(NotAllowedError, match="You may not open articles"):
            workflow.open_article("night-cramps", by=people().clinician, at=tick())

        assert not Article.objects.exists()


class TestSave:
    def test_keeps_the_whole_text_as_the_next_revision(self):
        first = factories.revision("night-cramps")

        second = save(first.article, title="Cramp at night")

        assert (second.number, second.title, second.body) == (2, "Cramp at night", first.body)

    def test_signs_the_text_with_its_digest(self):
        revision = factories.revision()

        assert revision.digest == Revision.objects.get(pk=revision.pk).recomputed_digest()

    def test_makes_no_revision_of_an_unchanged_text(self):
        first = factories.revision()

        same = {name: getattr(first, name) for name in factories.text()}

        again = save(first.article, by=people().cowriter, **same)

        assert again.pk == first.pk
        assert Revision.objects.count() == 1

    def test_takes_white_space_at_the_ends_for_no_change(self):
        first = factories.revision()

        again = save(first.article, title=f"  {first.title} ", body=f"\n{first.body}\n\n")

        assert again.pk == first.pk

    def test_keeps_an_approval_when_nothing_changed(self):
        approved = factories.approved()

        save(approved.article, title=approved.title)

        assert [review.decision for review in approved.reviews.all()] == ["approved", "approved"]
        assert approved.article.newest() == approved

    def test_makes_the_first_writer_a_writer(self):
        assert factories.revision().writers() == {people().writer.pk}

    def test_remembers_a_cowriter_whose_words_were_taken_back(self):
        first = factories.revision()
        save(first.article, by=people().cowriter, title="Other words")

        last = save(first.article, title=first.title)

        assert last.writers() == {people().writer.pk, people().cowriter.pk}

    def test_forgets_the_writers_of_an_edition_in_the_next_text(self):
        factories.published("night-cramps")
        article = Article.objects.get(code="night-cramps")

        following = save(article, by=people().cowriter, title="Other words")

        assert following.writers() == {people().cowriter.pk}

    def test_refuses_to_write_over_somebody_elses_save(self):
        first = factories.revision()
        theirs = save(first.article, by=people().cowriter, title="Theirs")

        with pytest.raises(ConflictError, match="cowriter saved revision 2 after you") as refusal:
            save(first.article, title="Mine", based_on=1)

        assert refusal.value.theirs == theirs
        assert Revision.objects.count() == 2

    def test_takes_a_text_that_was_brought_together(self):
        first = factories.revision()
        save(first.article, by=people().cowriter, title="Theirs")

        assert save(first.article, title="Both", based_on=2).number == 3

    def test_refuses_a_second_beginning(self):
        first = factories.revision()

        with pytest.raises(ConflictError):
            save(first.article, title="Mine", based_on=0)

    def test_says_every_field_that_cannot_be_kept(self):
        article = factories.article()

        with pytest.raises(TextError) as refusal:
            save(article, title="x" * 121, slug="A B", body="ok")

        assert set(refusal.value.problems) == {"title", "slug"}
        assert not Revision.objects.exists()

    def test_refuses_hidden_characters_anywhere(self):
        with pytest.raises(TextError, match="readers cannot see"):
            save(factories.article(), key_points=["a\u202eb"])

    def test_refuses_somebody_who_does_not_write(self):
        article = factories.article()

        with pytest.raises(NotAllowedError, match="You may not write"):
            save(article, by=people().clinician, title="Words")

    def test_refuses_a_closed_account(self):
        article, writer = factories.article(), people().writer
        writer.is_active = False

        with pytest.raises(NotAllowedError, match="This account is closed"):
            save(article, by=writer, title="Words")

    def test_freezes_what_the_text_leans_on(self):
        factories.source("cochrane", title="Magnesium for cramps")

        revision = factories.revision(body="It does not help [@cochrane].\n")
        Source.objects.update(csl={"title": "Corrected"})

        revision.refresh_from_db()
        assert revision.leaning["sources"]["cochrane"]["title"] == "Magnesium for cramps"


class TestRefresh:
    def test_takes_up_a_correction_as_a_new_revision(self):
        factories.source("cochrane")
        first = factories.revision(body="It does not help [@cochrane].\n")
        Source.objects.update(csl={"title": "Corrected"})

        second = workflow.refresh(first.article, by=people().writer, at=tick())

        assert (second.number, second.body) == (2, first.body)
        assert second.leaning["sources"]["cochrane"]["title"] == "Corrected"
        assert second.digest != first.digest

    def test_makes_nothing_when_nothing_was_corrected(self):
        first = factories.revision()

        assert workflow.refresh(first.article, by=people().writer, at=tick()) == first

    def test_makes_whoever_took_it_up_a_writer(self):
        factories.source("cochrane")
        first = factories.revision(body="It does not help [@cochrane].\n")
        Source.objects.update(csl={"title": "Corrected"})

        second = workflow.refresh(first.article, by=people().editor, at=tick())

        assert people().editor.pk in second.writers()

    def test_refuses_an_article_without_a_text(self):
        with pytest.raises(WorkflowError, match="There is no text yet"):
            workflow.refresh(factories.article(), by=people().writer, at=tick())

    def test_refuses_somebody_who_does_not_write(self):
        revision = factories.revision()

        with pytest.raises(NotAllowedError, match="You may not write"):
            workflow.refresh(revision.article, by=people().clinician, at=tick())


class TestHostileText:
    def test_is_refused_before_anything_is_kept(self):
        article = factories.article()

        with pytest.raises((TextError, Refused)):
            save(article, body="[" * 5000)

        assert not Contribution.objects.exists()

    def test_is_refused_when_it_is_too_long(self):
        with pytest.raises(TextError, match="100,000"):
            save(factories.article(), body="word " * 30_000)
