"""What machines read."""

import re
import xml.etree.ElementTree as ET

import pytest

from content.editions.models import Page
from tests import factories, readers

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer):
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314  # our own


class TestTheFeed:
    def test_tells_what_changed_newest_first(self, as_a_reader):
        factories.published("one", title="One", change_note="First words")
        factories.published("two", title="Two")
        factories.published("one", title="One", change_note="Other words")

        found = entries(as_a_reader.get("/changes.atom"))

        assert [entry.findtext(f"{ATOM}title") for entry in found] == [
            "One, edition 2",
            "Two, edition 1",
        ]
        assert found[0].findtext(f"{ATOM}summary") == "Other words"
        assert found[0].find(f"{ATOM}link").get("href").endswith("/p/one/v/2/")

    def test_is_empty_on_an_empty_site(self, as_a_reader):
        assert entries(as_a_reader.get("/changes.atom")) == []

    def test_leaves_out_what_was_withdrawn(self, as_a_reader):
        factories.withdrawn(factories.live_page("one"))

        assert entries(as_a_reader.get("/changes.atom")) == []

    def test_costs_one_query(self, as_a_reader):
        factories.published("one")
        factories.published("two")

        as_a_reader.get("/changes.atom")

        assert len(as_a_reader.queries) == 1


class TestRobots:
    def test_keeps_machines_from_the_desk_alone(self, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/robots.txt"))

        assert re.findall(r"^Disallow: .*$", answer, re.MULTILINE) == ["Disallow: /admin/"]
        assert "Sitemap: http://testserver/sitemap.xml" in answer


class TestHealth:
    def test_is_well_when_pages_can_be_read(self, as_a_reader):
        answer = as_a_reader.get("/healthz")

        assert (answer.status_code, answer.json()) == (200, {"well": True})
        assert answer["Cache-Control"] == "no-store"

    def test_says_so_when_they_cannot(self, client, break_the_database):
        with break_the_database():
            answer = client.get("/healthz")

        assert answer.status_code == 503
        assert answer.json() == {"well": False, "what": "The database does not answer."}


class TestWithoutTheDatabase:
    def test_an_unknown_address_still_says_so(self, client, break_the_database):
        with break_the_database():
            answer = client.get("/no/such/page")

        assert answer.status_code == 404
        assert "There is no page here" in readers.text_of(answer)

    def test_a_page_says_sorry_without_asking_anything(self, client, break_the_database):
        client.raise_request_exception = False

        with break_the_database():
            answer = client.get("/night-cramps/")

        assert answer.status_code in (500, 503)
        assert "<h1" in readers.text_of(answer)
        assert Page.objects.count() == 0
