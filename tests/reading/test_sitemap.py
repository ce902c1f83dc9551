"""The sitemap: every page that may be found, with true days."""

import xml.etree.ElementTree as ET

import pytest

from content.reading import sitemap
from tests import factories

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OWN = ["/", "/about/", "/accessibility/", "/sources/", "/glossary/"]


@pytest.fixture
def listed(as_a_reader):
    """Fetch a sitemap: each address, from the root, with its day or None."""

    def fetch(path="/sitemap.xml"):
        root = ET.fromstring(as_a_reader.get(path).content)  # noqa: S314  # our own
        return {
            row.findtext(f"{SITEMAP}loc").removeprefix("http://testserver"): row.findtext(
                f"{SITEMAP}lastmod"
            )
            for row in root
        }

    return fetch


class TestTheSitemap:
    def test_lists_live_pages_at_their_one_address(self, listed):
        factories.published("one")
        factories.published("one", slug="moved")
        factories.withdrawn(factories.live_page("gone"))
        factories.revision("draft")

        assert list(listed()) == [*OWN, "/moved/"]

    def test_lists_each_source_of_a_live_page_once(self, listed):
        for key in ("cochrane", "leaflet", "unused"):
            factories.source(key)
        factories.published("one", body="It helps [@cochrane].\n")
        factories.published("two", body="It does not [@cochrane].\n")
        factories.withdrawn(factories.live_page("gone", body="It may [@leaflet].\n"))

        assert list(listed()) == [*OWN, "/one/", "/two/", "/sources/cochrane/"]

    def test_says_when_the_words_of_a_page_last_changed_and_no_day_that_it_does_not_know(
        self, listed
    ):
        factories.source("cochrane")
        edition = factories.published("one", body="It helps [@cochrane].\n")

        days = listed()

        assert days.pop("/one/") == edition.published_at.isoformat()
        assert set(days.values()) == {None}

    def test_lists_only_what_is_there_and_may_be_found(self, listed, as_a_reader):
        factories.source("cochrane")
        factories.published("one", body="It helps [@cochrane].\n")

        for address in listed():
            answer = as_a_reader.get(address)
            assert answer.status_code == 200, address
            assert b"noindex" not in answer.content, address

    def test_costs_three_queries(self, listed, as_a_reader):
        factories.published("one")
        factories.published("two")

        listed()

        assert len(as_a_reader.queries) == 3

    def test_names_the_same_page_in_each_of_its_languages(self, as_a_reader):
        factories.published("cramps")
        origin = {"code": "cramps", "number": 1}
        factories.published("calambres", language="es", translated_from=origin)
        factories.published("alone")

        root = ET.fromstring(as_a_reader.get("/sitemap.xml").content)  # noqa: S314  # our own

        named = {
            row.findtext(f"{SITEMAP}loc"): {
                (link.get("hreflang"), link.get("href")) for link in row.iter(f"{XHTML}link")
            }
            for row in root
        }
        both = {
            ("en-GB", "http://testserver/cramps/"),
            ("es", "http://testserver/calambres/"),
        }
        assert named["http://testserver/cramps/"] == both
        assert named["http://testserver/calambres/"] == both
        assert named["http://testserver/alone/"] == set()


class TestMoreThanOneFileHolds:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
        for code in ("one", "two", "three"):
            factories.published(code)

    def test_is_listed_in_several(self, listed):
        parts = list(listed())

        assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
        assert [address for part in parts for address in listed(part)] == [
            *OWN,
            "/one/",
            "/three/",
            "/two/",
        ]

    @pytest.mark.parametrize("number", ["0", "4", "99999999999999999999"])
    def test_has_no_other_file(self, as_a_reader, number):
        assert as_a_reader.get(f"/sitemap-{number}.xml").status_code == 404


class TestWhatOneFileHolds:
    def test_is_in_no_other(self, as_a_reader):
        assert as_a_reader.get("/sitemap-1.xml").status_code == 404
