from __future__ import annotations

import json

import pytest

from content.editorial.rechecks import Recheck
from content.evidence.models import Finding, RedFlag, Source, Term
from tests import factories

SOURCES = "/admin/content/source/"
FINDINGS = "/admin/content/finding/"
TERMS = "/admin/content/term/"
FLAGS = "/admin/content/redflag/"

RECORD = {"title": "Leg cramps", "PMID": "123"}
FLAG = {
    "key": "swollen-leg",
    "urgency": "urgent",
    "words": "one leg is swollen",
    "may_mean": "a clot",
    "tell": json.dumps({"uk": "Call 111", "us": "Call a doctor", "eu": "Call a doctor"}),
    "search_words": '["clot"]',
    "sources": "[]",
}


def source(**fields):
    return Source.objects.create(key="cramps-2020", kind="Trial", csl=RECORD, **fields)


class TestSources:
    def test_are_added_and_corrected_by_editors(self, people, as_):
        client = as_(people.editor)
        form = {"key": "cramps-2020", "kind": "Trial", "csl": json.dumps(RECORD)}
        client.post(f"{SOURCES}add/", form)

        client.post(f"{SOURCES}cramps-2020/change/", {**form, "kind": "Review"})

        assert Source.objects.get().kind == "Review"

    def test_keep_their_key(self, people, as_):
        source()
        form = {"key": "stolen", "kind": "Trial", "csl": json.dumps(RECORD)}

        as_(people.editor).post(f"{SOURCES}cramps-2020/change/", form)

        assert [row.key for row in Source.objects.all()] == ["cramps-2020"]

    @pytest.mark.parametrize(
        ("record", "sentence"),
        [
            ("[1]", "CSL-JSON with at least a title"),
            ('{"title": " "}', "CSL-JSON with at least a title"),
            ('{"title": "T", "PMID": "12x"}', "Give digits only."),
            ("{title", "Enter a valid JSON."),
        ],
    )
    def test_say_what_is_wrong_with_a_record(self, people, as_, record, sentence):
        form = {"key": "cramps-2020", "kind": "Trial", "csl": record}

        response = as_(people.editor).post(f"{SOURCES}add/", form)

        assert sentence in str(response.context["adminform"].form.errors)
        assert not Source.objects.exists()

    @pytest.mark.parametrize("person", ["writer", "clinician", "stranger"])
    def test_are_not_for_others_to_change(self, people, as_, person):
        source()

        response = as_(getattr(people, person)).post(
            f"{SOURCES}cramps-2020/change/", {"kind": "Nonsense", "csl": "{}"}
        )

        assert response.status_code == 403
        assert Source.objects.get().kind == "Trial"

    @pytest.mark.parametrize("address", [f"{SOURCES}cramps-2020/delete/", SOURCES])
    def test_are_never_deleted(self, people, as_, address):
        source()
        forged = {
            "post": "yes",
            "action": "delete_selected",
            "_selected_action": "cramps-2020",
            "select_across": "1",
        }

        response = as_(people.superuser).post(address, forged)

        assert response.status_code in (200, 403)
        assert Source.objects.exists()

    def test_do_not_change_a_text_that_leans_on_them(self, people, as_):
        source()
        revision = factories.revision(body="## A {#a}\n\nTrue.[@cramps-2020]\n")
        form = {"key": "cramps-2020", "kind": "Retracted", "csl": json.dumps(RECORD)}

        as_(people.editor).post(f"{SOURCES}cramps-2020/change/", form)

        again = revision.article.newest()
        assert again.leaning["sources"]["cramps-2020"]["kind"] == "Trial"


class TestFindings:
    def test_have_to_make_a_picture_and_a_table(self, people, as_):
        source()
        client = as_(people.editor)
        wrong = {**factories.FOUND, "per_100": {"comparator": 64, "intervention": 167}}
        form = {"key": "magnesium", "source": "cramps-2020"}

        refused = client.post(f"{FINDINGS}add/", {**form, "numbers": json.dumps(wrong)})
        client.post(f"{FINDINGS}add/", {**form, "numbers": json.dumps(factories.FOUND)})

        errors = str(refused.context["adminform"].form.errors)
        assert "A page cannot show this." in errors
        assert "167 people out of 100 cannot be drawn" in errors
        assert Finding.objects.get().numbers == factories.FOUND

    @pytest.mark.parametrize("numbers", ["[]", '"x"', "3", "{}"])
    def test_refuse_numbers_of_another_shape(self, people, as_, numbers):
        source()
        form = {"key": "magnesium", "source": "cramps-2020", "numbers": numbers}

        response = as_(people.editor).post(f"{FINDINGS}add/", form)

        assert response.status_code == 200
        assert response.context["adminform"].form.errors["numbers"]

    def test_are_changed_under_their_key(self, people, as_):
        Finding.objects.create(key="magnesium", source=source(), numbers=factories.FOUND)
        changed = {**factories.FOUND, "say": "Anew."}
        form = {"source": "cramps-2020", "numbers": json.dumps(changed)}

        as_(people.editor).post(f"{FINDINGS}magnesium/change/", form)

        assert Finding.objects.get().numbers["say"] == "Anew."


class TestTerms:
    def test_are_added(self, people, as_):
        as_(people.editor).post(f"{TERMS}add/", {"word": "saline", "meaning": "salt water"})

        assert Term.objects.get().meaning == "salt water"


class TestWarningSigns:
    def test_are_added(self, people, as_):
        Source.objects.create(key="nhs", kind="Guideline", csl=RECORD)
        client = as_(people.editor)

        client.post(f"{FLAGS}add/", {**FLAG, "sources": '["nhs"]'})
        client.post(f"{FLAGS}add/", {**FLAG, "key": "other", "search_words": ""})

        flags = {flag.key: flag for flag in RedFlag.objects.all()}
        assert flags["swollen-leg"].sources == ["nhs"]
        assert (flags["other"].sources, flags["other"].search_words) == ([], [])

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("tell", '{"uk": "Call 111"}', "Say what to do in each country"),
            ("tell", "[1]", "Say what to do in each country"),
            ("search_words", '{"a": 1}', "This is a list of the words"),
            ("search_words", "[1]", "This is a list of the words"),
            ("search_words", '["leg unless"]', "Say what excuses, or leave it out."),
            ("sources", '["nowhere"]', "There is no source nowhere."),
            ("urgency", "later", "later"),
        ],
    )
    def test_say_what_is_wrong(self, people, as_, field, value, sentence):
        response = as_(people.editor).post(f"{FLAGS}add/", {**FLAG, field: value})

        assert sentence in str(response.context["adminform"].form.errors[field])
        assert not RedFlag.objects.exists()


class TestCorrectingWhatPagesLeanOn:
    FORM = {"kind": "Review", "csl": json.dumps(RECORD)}
    CHANGE = f"{SOURCES}cramps-2020/change/"

    @pytest.fixture(autouse=True)
    def live(self, people):
        source()
        return factories.live_page("night-cramps", body="## A {#a}\n\nTrue.[@cramps-2020]\n")

    def test_has_them_looked_at_again_with_the_reason(self, people, as_):
        form = {**self.FORM, "what_changed": "It is a review."}

        page = as_(people.editor).post(self.CHANGE, form, follow=True).content.decode()

        recheck = Recheck.objects.get()
        assert "To be looked at again: night-cramps." in page
        assert (recheck.code, recheck.words) == ("night-cramps", "It is a review.")

    def test_asks_for_the_reason_and_keeps_what_was_typed(self, people, as_):
        response = as_(people.editor).post(self.CHANGE, self.FORM)

        form = response.context["adminform"].form
        assert "Say what changed and why" in str(form.errors["what_changed"])
        assert form["kind"].value() == "Review"
        assert Source.objects.get().kind == "Trial"

    def test_asks_nothing_when_nothing_was_changed(self, people, as_):
        response = as_(people.editor).post(self.CHANGE, {**self.FORM, "kind": "Trial"})

        assert response.status_code == 302
        assert not Recheck.objects.exists()

    def test_names_who_leans_on_it(self, people, as_):
        page = as_(people.editor).get(self.CHANGE).content.decode()

        assert "Who leans on it" in page
        assert "night-cramps" in page

    def test_takes_the_reason_of_a_retraction_for_the_reason(self, people, as_):
        form = {**self.FORM, "retracted_on": "2026-05-03", "retraction": "Made up."}

        as_(people.editor).post(self.CHANGE, form)

        assert Recheck.objects.get().words == "Made up."
        assert Source.objects.get().told_retraction() == "3 May 2026: Made up."

    def test_asks_for_both_halves_of_a_retraction(self, people, as_):
        form = {**self.FORM, "what_changed": "Gone.", "retracted_on": "2026-05-03"}

        response = as_(people.editor).post(self.CHANGE, form)

        assert "or neither" in str(response.context["adminform"].form.errors["retraction"])

    def test_stands_in_the_journal(self, people, as_):
        form = {**self.FORM, "what_changed": "It is a review."}
        as_(people.editor).post(self.CHANGE, form)

        page = as_(people.editor).get("/admin/content/journalline/").content.decode()

        assert "correct" in page
        assert "It is a review." in page
