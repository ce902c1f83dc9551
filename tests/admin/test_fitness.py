from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.admin import typed
from content.editorial.articles import Revision
from content.evidence.models import Finding, Myth
from tests import factories

JSON = {"Accept": "application/json"}


def at(article):
    return reverse("admin:content_article_fitness", args=[article.pk])


def form_of(revision, **changed):
    return {**typed.from_text(revision.text()), "based_on": revision.number, **changed}


@pytest.fixture
def ask(people, as_):
    def asked(revision, **changed):
        form = form_of(revision, **changed)
        response = as_(people.writer).post(at(revision.article), form, headers=JSON)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return asked


class TestFitness:
    def test_of_a_good_text_is_nothing_unmet(self, ask):
        answer = ask(factories.revision())

        assert answer["unmet"] == []
        assert answer["words"] == 10
        assert answer["outline"] == [{"title": "What to do", "key": "what", "level": 2, "line": 1}]

    def test_lists_what_the_press_would_refuse_with_its_line(self, ask):
        answer = ask(factories.revision(), body="Words.\n\nSee [[nowhere]] now.\n\n{what}\n")

        told = {problem["line"]: problem for problem in answer["unmet"]}
        assert "There is no article “nowhere”" in told[3]["message"]
        assert "not in the glossary" in told[5]["message"]
        assert {problem["field"] for problem in answer["unmet"]} == {"body"}

    def test_names_the_fields_that_cannot_be_kept_and_those_that_are_missing(self, ask):
        answer = ask(
            factories.revision(),
            slug="No Slug",
            codes="only two | parts",
            title="",
            key_points="One",
            topic="nowhere",
        )

        told = {problem["field"]: problem["message"] for problem in answer["unmet"]}
        assert told["slug"].startswith("An address has small letters")
        assert told["codes"] == "Line 1 needs 4 parts: system | code | meaning | basis."
        assert told["title"] == "Write the title."
        assert told["key_points"] == "Write 3 to 5 key points; there are 1."
        assert told["topic"].startswith("nowhere is not published.")

    def test_holds_on_to_a_section_that_clinics_link_to_and_says_so_once(self, ask):
        edition = factories.published("night-cramps")
        revision = Revision.objects.get(publication__edition=edition)

        answer = ask(revision, body="## Other words {#other}\n\nPull your toes up.\n")

        kept = [problem for problem in answer["unmet"] if "#what is live" in problem["message"]]
        assert [problem["field"] for problem in kept] == ["forwards"]
        assert "#what" not in str(answer["advice"])

    def test_leads_to_the_link_that_no_reader_can_follow(self, ask):
        factories.revision("not-live")
        revision = factories.revision("other")

        answer = ask(revision, body="Words.\n\nMore words.\n\nRead [[not-live]].\n")

        told = [each for each in answer["unmet"] if "not-live is not published" in each["message"]]
        assert [each["line"] for each in told] == [5]

    def test_counts_lines_and_places_as_the_field_does(self, ask):
        long = "One 😀 more **word** " + "and more " * 12 + "to the end."

        answer = ask(factories.revision(), body=f"\r\n\r\nFine.\r\n\r\nFirst, 😀. {long}\r\n")

        advice = next(each for each in answer["advice"] if each["kind"] == "long sentence")
        value = f"\n\nFine.\n\nFirst, 😀. {long}\n".encode("utf-16-le")
        assert advice["line"] == 5
        assert value[2 * advice["start"] : 2 * advice["end"]].decode("utf-16-le") == long[:-1]

    def test_knows_the_findings_of_the_sources_that_are_cited(self, ask):
        numbers = {"per_100": {"comparator": 64.4, "intervention": 66.9}}
        names = {"intervention": "on it", "comparator": "without"}
        source = factories.source("one")
        Finding.objects.create(key="mg", source=source, numbers=numbers | names)

        answer = ask(factories.revision(), body="On it 76 out of 100 got better.[@one]\n")

        told = [each for each in answer["advice"] if each["kind"] == "finding"]
        assert [(each["line"], each["start"], each["end"]) for each in told] == [(1, 0, 30)]
        assert told[0]["message"].startswith("76 does not match its finding: mg says 67 out of 100")

    def test_leaves_a_list_that_is_written_from_data_alone(self, ask):
        facts = {"topic": "night", "place": 1, "says": "It cures", "verdict": "not-true"}
        facts |= {"why": "It is utilised a lot!", "sources": [], "page": "nowhere"}
        Myth.objects.create(key="cure", facts=facts)

        answer = ask(factories.revision(), body="::: myths night\n:::\n\nUtilise it.\n")

        assert [each["line"] for each in answer["advice"] if each["line"]] == [4]
        assert {each["line"] for each in answer["unmet"]} == {1, None}

    def test_says_how_plainly_it_reads_and_how_the_last_text_did(self, ask):
        plain = factories.revision(body="## Do {#what}\n\nPull your toes up. Hold on to a chair.\n")

        answer = ask(plain, body="## Do {#what}\n\nUltrasonography occasionally facilitates it.\n")

        assert answer["grade"] > answer["grade_before"]

    def test_compares_with_what_readers_have(self, ask):
        edition = factories.published("night-cramps")
        published = Revision.objects.get(publication__edition=edition)
        hard = "Ultrasonography occasionally facilitates diagnosis.\n"
        harder = factories.revision("night-cramps", body=f"{published.body}\n{hard}")

        assert ask(harder)["grade_before"] == ask(published)["grade"]

    def test_has_no_grade_before_a_first_text(self, people, as_):
        article = factories.article()

        response = as_(people.writer).post(at(article), {"body": "Words.\n"}, headers=JSON)

        assert response.json()["grade_before"] is None

    def test_writes_nothing(self, ask):
        revision = factories.revision()

        ask(revision, body="Other words.\n")

        assert Revision.objects.count() == 1


class TestWhatCannotBeRead:
    def test_is_refused_with_its_line(self, people, as_):
        revision = factories.revision()
        form = form_of(revision, body="Fine.\n\n" + "[" * 500)

        response = as_(people.writer).post(at(revision.article), form, headers=JSON)

        assert response.status_code == 422
        assert response.json()["unmet"][0]["line"] == 3
        assert response.json()["advice"] == []

    def test_is_measured_first(self, people, as_):
        article = factories.article()

        response = as_(people.writer).post(at(article), {"body": "é" * 60_000}, headers=JSON)

        assert response.status_code == 413
        assert "120,000 bytes long" in response.json()["unmet"][0]["message"]

    def test_is_never_kept_by_a_browser(self, people, as_):
        article = factories.article()
        client = as_(people.writer)

        for body in ("Words.", "é" * 60_000):
            response = client.post(at(article), {"body": body}, headers=JSON)
            assert "no-store" in response.headers["Cache-Control"]


class TestWhoIsTold:
    @pytest.mark.parametrize("person", ["clinician", "stranger"])
    def test_writers_alone(self, people, as_, person):
        article = factories.article()

        response = as_(getattr(people, person)).post(at(article), {}, headers=JSON)

        assert response.status_code == 403
        assert response.content.decode().startswith("You may not write.")

    @pytest.mark.parametrize("checks", [True, False])
    def test_a_stranger_gets_words_and_no_sign_in_page(self, db, checks):
        article = factories.article()

        response = Client(enforce_csrf_checks=checks).post(at(article), {}, headers=JSON)

        assert response.status_code == 403
        assert response.headers["Content-Type"].startswith("text/plain")

    def test_nobody_by_get(self, people, as_):
        assert as_(people.writer).get(at(factories.article())).status_code == 405


class TestTheWork:
    def test_is_a_fixed_number_of_queries_whatever_is_linked_to(self, people, as_):
        revision = factories.revision()
        links = "\n\n".join(f"[[{factories.published().code}]]" for _ in range(4))
        client = as_(people.writer)
        counts = []
        for body in (links.partition("\n")[0], links):
            client.post(at(revision.article), form_of(revision, body=body), headers=JSON)
            with CaptureQueriesContext(connection) as asked:
                client.post(at(revision.article), form_of(revision, body=body), headers=JSON)
            counts.append(len(asked))

        assert counts[0] == counts[1] < 30
