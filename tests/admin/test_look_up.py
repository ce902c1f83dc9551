from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from content.admin import look_up
from content.editions.images import Drawing
from content.evidence.models import Finding, Term
from tests import factories

JSON = {"Accept": "application/json"}


@pytest.fixture
def at(db):
    return reverse("admin:content_article_look_up", args=[factories.article("the-text").pk])


@pytest.fixture
def find(people, as_, at):
    def found(kind, q=""):
        response = as_(people.writer).get(at, {"kind": kind, "q": q}, headers=JSON)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return found


class TestArticles:
    def test_are_found_by_words_with_their_sections(self, find):
        factories.published("night-cramps", title="Night cramps")
        factories.published(
            "swimming", title="Cramp in the water", body="## Float {#float}\n\nB.\n"
        )

        found = find("articles", "in the water")

        assert found["found"] == [
            {
                "insert": "[[swimming]]",
                "name": "Cramp in the water",
                "note": "live",
                "sections": [{"insert": "[[swimming#float]]", "name": "Float"}],
            }
        ]
        assert found["more"] == 0

    def test_are_found_by_part_of_their_code(self, find):
        factories.published("calf-pain", title="Something else")

        assert [each["insert"] for each in find("articles", "calf-p")["found"]] == ["[[calf-pain]]"]

    def test_that_no_reader_has_are_shown_as_drafts(self, find):
        factories.revision("foot-cramp", title="Foot cramp", body="## Why {#why}\n\nWords.\n")

        found = find("articles", "foot")["found"][0]

        assert found["note"] == "draft: readers cannot follow it"
        assert found["sections"] == [{"insert": "[[foot-cramp#why]]", "name": "Why"}]

    def test_that_are_overdue_say_so(self, find, monkeypatch):
        monkeypatch.setattr(factories.tick, "now", factories.NOON - timedelta(days=1_000))
        factories.published("night-cramps")

        assert find("articles", "night")["found"][0]["note"].startswith("live · overdue ")

    def test_without_words_are_the_latest(self, find):
        factories.published("older")
        factories.published("newer")

        assert [each["insert"] for each in find("articles")["found"]] == ["[[newer]]", "[[older]]"]

    def test_beyond_twenty_are_counted(self, find):
        for number in range(22):
            factories.revision(f"cramp-{number}", title="Cramp")

        answer = find("articles", "cramp")

        assert (len(answer["found"]), answer["more"]) == (20, 2)


class TestWhatIsKeptElsewhere:
    def test_sources_are_found_by_title_and_key(self, find):
        factories.source("cochrane-magnesium-2020", title="Magnesium for muscle cramps")
        factories.source("nhs-cramp")

        for words in ("muscle magnesium", "cochrane"):
            assert find("sources", words)["found"] == [
                {
                    "insert": "[@cochrane-magnesium-2020]",
                    "name": "Magnesium for muscle cramps",
                    "note": "A review of trials · cochrane-magnesium-2020",
                }
            ]

    def test_a_source_that_was_taken_back_says_so(self, find):
        source = factories.source("gone")
        source.retracted_on = factories.NOON.date()
        source.save()

        assert find("sources", "gone")["found"][0]["note"].startswith("retracted on 22 November")

    def test_findings_are_found_by_what_they_say(self, find):
        source = factories.source("trial")
        Finding.objects.create(key="fewer", source=source, numbers={"say": "People had fewer."})

        assert find("findings", "fewer people")["found"] == [
            {
                "insert": "::: finding fewer\n:::\n",
                "name": "People had fewer.",
                "note": "fewer · trial",
            }
        ]

    def test_words_are_found_with_their_meaning(self, find):
        Term.objects.create(word="statin", meaning="a tablet that lowers cholesterol")

        assert find("terms", "cholesterol")["found"] == [
            {"insert": "{statin}", "name": "statin", "note": "a tablet that lowers cholesterol"}
        ]


class TestImages:
    def test_come_with_the_words_they_had_last(self, find):
        image = factories.picture(b"<svg/>")
        factories.revision(body=f"![A tight calf](media:{image.sha256})\n")

        found = find("images", "tight")["found"][0]

        assert found["insert"] == f"![A tight calf](media:{image.sha256})"
        assert found["name"] == "A tight calf"
        assert found["thumbnail"] == f"/admin/content/image/{image.sha256}.svg"

    def test_that_no_text_shows_ask_for_words(self, find):
        image = factories.picture(b"<svg/>")
        Drawing.objects.create(name="calf-stretch", image=image)

        found = find("images", "calf")["found"]

        assert [each["insert"] for each in found] == [
            "![describe this image](drawing:calf-stretch)"
        ]
        assert found[0]["note"].endswith("shown nowhere yet")


class TestTheLookUp:
    def test_is_for_writers(self, people, as_, at):
        response = as_(people.clinician).get(at, {"kind": "terms"}, headers=JSON)

        assert response.status_code == 403
        assert response.content.decode().startswith("You may not write.")

    def test_gives_a_stranger_words_and_no_sign_in_page(self, at):
        response = Client().get(at, {"kind": "terms"}, headers=JSON)

        assert response.status_code == 403
        assert response.headers["Content-Type"].startswith("text/plain")

    def test_refuses_what_it_does_not_know(self, people, as_, at):
        response = as_(people.writer).get(at, {"kind": "people"}, headers=JSON)

        assert response.status_code == 400
        assert response.content.decode().startswith("Say what to look up: articles,")

    @pytest.mark.parametrize("kind", look_up.KINDS)
    def test_costs_as_much_for_many_as_for_one(self, people, as_, at, queries_of, kind):
        client = as_(people.writer)
        factories.published("first")
        few = queries_of(client, f"{at}?kind={kind}&q=night")
        for number in range(3):
            factories.published(f"more-{number}")
            factories.revision(f"draft-{number}")

        assert queries_of(client, f"{at}?kind={kind}&q=night") == few

    @pytest.mark.parametrize("q", ['"', "' OR 1=1", "%_", "*", "the", "é" * 500, "a-b #c"])
    @pytest.mark.parametrize("kind", look_up.KINDS)
    def test_takes_any_words(self, find, kind, q):
        assert find(kind, q)["more"] == 0
