from __future__ import annotations

import json

import pytest

from content.evidence.models import Finding, RedFlag, Source, Term
from tests import factories

SOURCES = "/admin/content/source/"
FINDINGS = "/admin/content/finding/"
TERMS = "/admin/content/term/"
FLAGS = "/admin/content/redflag/"

RECORD = {"title": "Leg cramps", "PMID": "123"}
NUMBERS = {
    "kind": "people",
    "say": "Of 100 people, 67 got better with it and 64 without.",
    "outcome": "got better",
    "comparator": "without magnesium",
    "intervention": "with magnesium",
    "per_100": {"comparator": 64, "intervention": 67},
    "population": "older people",
    "certainty": "probably",
}
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
        wrong = {**NUMBERS, "per_100": {"comparator": 64, "intervention": 167}}
        form = {"key": "magnesium", "source": "cramps-2020"}

        refused = client.post(f"{FINDINGS}add/", {**form, "numbers": json.dumps(wrong)})
        client.post(f"{FINDINGS}add/", {**form, "numbers": json.dumps(NUMBERS)})

        errors = str(refused.context["adminform"].form.errors)
        assert "A page cannot show this." in errors
        assert "167 people out of 100 cannot be drawn" in errors
        assert Finding.objects.get().numbers == NUMBERS

    @pytest.mark.parametrize("numbers", ["[]", '"x"', "3", "{}"])
    def test_refuse_numbers_of_another_shape(self, people, as_, numbers):
        source()
        form = {"key": "magnesium", "source": "cramps-2020", "numbers": numbers}

        response = as_(people.editor).post(f"{FINDINGS}add/", form)

        assert response.status_code == 200
        assert response.context["adminform"].form.errors["numbers"]

    def test_are_changed_under_their_key(self, people, as_):
        Finding.objects.create(key="magnesium", source=source(), numbers=NUMBERS)
        changed = {**NUMBERS, "say": "Anew."}
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
            ("sources", '["nowhere"]', "There is no source nowhere."),
            ("urgency", "later", "later"),
        ],
    )
    def test_say_what_is_wrong(self, people, as_, field, value, sentence):
        response = as_(people.editor).post(f"{FLAGS}add/", {**FLAG, field: value})

        assert sentence in str(response.context["adminform"].form.errors[field])
        assert not RedFlag.objects.exists()
