"""Filing a library: all or nothing, as often as one likes, and never over an editor's work."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from content.editions.models import Page
from content.editorial import workflow
from content.editorial.articles import Article, Revision
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.rechecks import Recheck
from content.editorial.reviews import Review
from content.evidence.models import Finding, RedFlag, Source, Term
from content.starter import files, loading
from content.starter.files import LibraryError
from tests import factories
from tests.factories import people, tick
from tests.starter import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return shelf.fill(tmp_path / "library", "calf", "thigh")


def load(folder, *, by=None):
    return loading.load(files.read(folder), by=by or people().writer, at=tick())


def problems(folder):
    with pytest.raises(LibraryError) as refused:
        load(folder)
    assert not Article.objects.exists()
    assert not Source.objects.exists()
    assert not JournalLine.objects.exists()
    return refused.value.problems


def edit(folder, old, new, name="calf.md"):
    path = folder / "articles" / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


class TestLoading:
    def test_files_articles_that_wait_for_review(self, folder):
        report = load(folder)

        assert report.new == ["calf", "thigh"]
        assert Revision.objects.count() == 2
        assert not Review.objects.exists()
        assert not Page.objects.exists()

    def test_keeps_what_articles_lean_on(self, folder):
        load(folder)

        assert [Source.objects.get().key, Finding.objects.get().key] == ["cochrane", "fewer"]
        assert [RedFlag.objects.get().key, Term.objects.get().word] == ["clot", "oedema"]

    def test_says_what_it_did(self, folder):
        assert str(load(folder)) == "2 articles filed; 0 updates offered; 0 unchanged."

    def test_links_articles_that_come_together(self, folder):
        edit(folder, "It does not", "See [[thigh#what-helps]]. It does not")

        load(folder)

        frozen = factories.article_of("calf").newest().leaning["links"]
        assert frozen["thigh"]["sections"] == {"what-helps": "What helps"}

    def test_takes_somebody_who_writes(self, folder):
        with pytest.raises(NotAllowedError):
            load(folder, by=people().clinician)

        assert not Article.objects.exists()

    def test_makes_the_one_who_loads_the_writer(self, folder):
        load(folder)

        assert factories.article_of("calf").newest().writers() == {people().writer.pk}


class TestLoadingAgain:
    def test_changes_nothing(self, folder):
        load(folder)
        lines = JournalLine.objects.count()

        report = load(folder)

        assert report.same == ["calf", "thigh"]
        assert JournalLine.objects.count() == lines

    def test_offers_what_is_new_as_a_revision(self, folder):
        load(folder)
        edit(folder, "A cramp wakes you.", "A cramp can wake you.")

        report = load(folder)

        assert (report.updated, report.same) == (["calf"], ["thigh"])
        newest = factories.article_of("calf").newest()
        assert (newest.number, newest.summary) == (2, "A cramp can wake you.")

    def test_leaves_an_editors_work_alone(self, folder):
        load(folder)
        theirs = workflow.save(
            factories.article_of("calf"), {"title": "Ours"}, by=people().editor, at=tick()
        )
        edit(folder, "A cramp wakes you.", "A cramp can wake you.")

        report = load(folder)

        assert report.left_alone == ["calf"]
        assert "left alone, since an editor has changed them: calf." in str(report)
        assert factories.article_of("calf").newest() == theirs

    def test_takes_up_a_corrected_source(self, folder):
        load(folder)
        path = folder / "sources.json"
        path.write_text(path.read_text().replace("A review", "A better review", 1))

        load(folder)

        assert Source.objects.get().csl["title"] == "A better review"
        assert sorted(Recheck.objects.values_list("code", "key")) == [
            ("calf", Source.objects.get().key),
            ("thigh", Source.objects.get().key),
        ]

    def test_has_nothing_looked_at_again_when_nothing_changed(self, folder):
        load(folder)
        load(folder)

        assert not Recheck.objects.exists()

    def test_leaves_a_source_that_an_editor_corrected(self, folder):
        load(folder)
        Source.objects.update(csl={"title": "Ours"})
        path = folder / "sources.json"
        path.write_text(path.read_text().replace("A review", "A better review", 1))

        load(folder)

        assert Source.objects.get().csl == {"title": "Ours"}

    def test_never_touches_what_is_live(self, folder):
        load(folder)
        newest = factories.article_of("calf").newest()
        for review in workflow.submit(newest, by=people().writer, at=tick()):
            factories.approve(review)
        edit(folder, "A cramp wakes you.", "A cramp can wake you.")

        load(folder)

        assert factories.article_of("calf").newest().reviews.count() == 0
        assert newest.reviews.filter(decision="approved").count() == 2


class TestABrokenLibrary:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("[@cochrane]", "[@nobody]", "calf.md, line 14: "),
            ("It does not", "See [[nowhere]]. It does not", "calf.md, line 14: "),
            ("It does not help [@cochrane]", "It helps", "calf.md, line 7: the source cochrane is"),
            ("sources: [cochrane]", "sources: [other]", "calf.md, line 7: the source other is lis"),
            ("title: Cramps", f"title: {'x' * 121}", "calf.md, line 3: The title is longer than"),
            ("review_months: 12", "review_months: 99", "calf.md, line 8: The next review is 1 to"),
            ("It does not", "It\u202e does not", "calf.md, line "),
            ("topic: calf", "topic: The Calf", "calf.md, line 5: The topic is the code of its"),
        ],
    )
    def test_loads_nothing_and_names_the_line(self, folder, old, new, said):
        edit(folder, old, new)

        found = problems(folder)

        assert any(problem.startswith(said) for problem in found), found

    @pytest.mark.parametrize(
        ("name", "change", "said"),
        [
            ("sources.json", {"title": ""}, "sources.json, entry 1: cochrane has no title."),
            (
                "sources.json",
                {"PMID": "12a"},
                "sources.json, entry 1: cochrane: “PMID” has letters",
            ),
            ("sources.json", {"custom": {}}, "sources.json, entry 1: 'kind' is missing."),
            (
                "findings.yaml",
                {"source": "other"},
                "findings.yaml, entry 1: fewer: no source is ca",
            ),
            ("findings.yaml", {"effect": {}}, "findings.yaml, entry 1: Finding fewer: 'value'"),
            ("findings.yaml", {"certainty": "sure"}, "findings.yaml, entry 1: Finding fewer: "),
            (
                "red-flags.yaml",
                {"urgency": "soon"},
                "red-flags.yaml, entry 1: clot: the urgency is",
            ),
            (
                "red-flags.yaml",
                {"tell": {"uk": "a"}},
                "red-flags.yaml, entry 1: clot: “tell” needs",
            ),
            ("red-flags.yaml", {"words": None}, "red-flags.yaml, entry 1: "),
            (
                "red-flags.yaml",
                {"search_words": ["calf swollen/blood-red"]},
                "red-flags.yaml, entry 1: clot: “swollen/blood-red” has “blood-red”, which is",
            ),
            (
                "red-flags.yaml",
                {"search_words": ["my …"]},
                "red-flags.yaml, entry 1: clot: “my …” has no words that say something.",
            ),
        ],
    )
    def test_names_the_entry_that_cannot_be_kept(self, folder, name, change, said):
        path = folder / name
        [entry] = json.loads(path.read_text())
        path.write_text(json.dumps([entry | change]))

        assert problems(folder)[0].startswith(said)

    def test_names_a_word_without_a_meaning(self, folder):
        (folder / "glossary.yaml").write_text("oedema:\n")

        assert problems(folder) == ["glossary.yaml, entry 1: oedema has no meaning."]


class TestTheCommand:
    def test_files_a_folder(self, folder, capsys):
        call_command("load_starter", folder)

        assert capsys.readouterr().out == "2 articles filed; 0 updates offered; 0 unchanged.\n"
        assert Revision.objects.first().written_by.get_username() == "starter-library"

    def test_files_as_somebody(self, folder):
        call_command("load_starter", folder, by=people().editor.username)

        assert Revision.objects.first().written_by == people().editor

    def test_names_an_account_that_is_not_there(self, folder):
        with pytest.raises(CommandError, match="There is no account nobody"):
            call_command("load_starter", folder, by="nobody")

    def test_says_what_is_broken_and_loads_nothing(self, folder):
        edit(folder, "summary:", "resume:")

        with pytest.raises(CommandError, match="Nothing was loaded.\ncalf.md, line "):
            call_command("load_starter", folder)

        assert not Article.objects.exists()
