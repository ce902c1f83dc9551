"""What pages tell machines of themselves: structured data, Open Graph, the one address of each."""

import json
import re

import pytest
from django.contrib.auth.models import Group

from content.editorial import people as accounts
from content.editorial import workflow
from content.publishing import press
from content.reading import structured
from tests import factories, readers
from tests.factories import people

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
META = re.compile(r'<meta (?:name="[^"]*" )?(?:property|name)="([^"]*)" content="([^"]*)">')
HOSTILE = "</script><script>alert(1)</script> <!-- & \"quoted\" \\ 'one'"


def code(system, value, meaning, basis="looked-up"):
    return {"system": system, "code": value, "meaning": meaning, "basis": basis}


@pytest.fixture
def read(as_a_reader):
    """Fetch a page as machines do."""

    def fetch(path="/night-cramps/"):
        return readers.text_of(as_a_reader.get(path))

    return fetch


@pytest.fixture
def told(read):
    """Return what a page says of itself, as schema.org has it."""

    def fetch(path="/night-cramps/"):
        [block] = BLOCK.findall(read(path))
        return json.loads(block)

    return fetch


def demonstrate(*names):
    show = Group.objects.create(name=accounts.DEMONSTRATION)
    show.user_set.add(*(getattr(people(), name) for name in names))


class TestAnArticle:
    def test_says_what_it_is_and_where_it_stands(self, told):
        factories.published("night-cramps", slug="cramp-at-night", title="Cramp at night")

        page = told("/cramp-at-night/")

        assert page["@context"] == "https://schema.org"
        assert page["@type"] == "MedicalWebPage"
        assert page["name"] == "Cramp at night"
        assert page["description"] == "A night cramp wakes you. Stretching ends it."
        assert page["url"] == "http://testserver/cramp-at-night/"
        assert page["inLanguage"] == "en-GB"
        assert page["audience"] == {"@type": "Patient"}
        assert page["isAccessibleForFree"] is True

    def test_names_who_approved_it_in_the_words_of_their_roles(self, told):
        doctor = people().clinician
        doctor.first_name, doctor.last_name = "A.", "Reviewer"
        doctor.save()
        factories.published("night-cramps")

        assert told()["reviewedBy"] == [
            {"@type": "Person", "jobTitle": "Clinical reviewer", "name": "A. Reviewer"},
            {"@type": "Person", "jobTitle": "Editorial reviewer", "name": "editor"},
        ]

    def test_moves_no_clock_but_its_own(self, told):
        early = factories.NOON.replace(month=3)
        revision = factories.revision("night-cramps")
        for review in workflow.submit(revision, by=people().writer, at=early):
            factories.approve(review, at=early)
        press.publish(revision, by=people().publisher, at=early)
        reviews = factories.submitted("night-cramps", change_kind="minor")
        for review in reviews.values():
            factories.approve(review, read_whole=False)
        text = next(iter(reviews.values())).revision
        press.publish(text, by=people().publisher, at=factories.tick())

        page = told()

        assert page["version"] == 2
        assert page["datePublished"] == "2026-03-22"
        assert page["lastReviewed"] == "2026-03-22"
        assert page["dateModified"] == "2026-11-22"

    def test_groups_its_codes_by_what_they_mean(self, told):
        codes = [
            code("ICD-10-CM", "G47.62", "Sleep related leg cramps"),
            code("ICD-10-CM", "R25.2", "Cramp and spasm"),
            code("ICD-10 (WHO)", "R25.2", "Cramp and spasm", basis="confirmed"),
        ]
        factories.published("night-cramps", codes=codes)

        night, cramp = told()["about"]

        assert night == {
            "@type": "MedicalCondition",
            "name": "Sleep related leg cramps",
            "code": [{"@type": "MedicalCode", "codingSystem": "ICD-10-CM", "codeValue": "G47.62"}],
        }
        assert [row["codingSystem"] for row in cramp["code"]] == ["ICD-10-CM", "ICD-10 (WHO)"]

    def test_tells_no_code_that_was_only_remembered(self, told, read):
        codes = [
            code("ICD-10-CM", "R25.2", "Cramp and spasm", basis="recalled"),
            code("SNOMED CT", "55300003", "Remembered cramp", basis="recalled"),
        ]
        factories.published("night-cramps", codes=codes)

        assert "about" not in told()
        assert "55300003" not in read()

    def test_cites_its_sources(self, told):
        factories.source("cochrane", title="Magnesium for cramps", DOI="10.1000/x")
        factories.source("leaflet", title="A leaflet")
        factories.published("night-cramps", body="It does not help [@cochrane; @leaflet].\n")

        assert told()["citation"] == [
            {
                "@type": "CreativeWork",
                "name": "Magnesium for cramps",
                "url": "https://doi.org/10.1000/x",
            },
            {"@type": "CreativeWork", "name": "A leaflet"},
        ]

    def test_cites_a_long_list_by_address_alone(self, told):
        keys = [f"source-{number}" for number in range(structured.MOST_NAMED)]
        for key in keys:
            factories.source(key, DOI=f"10.1000/{key}")
        factories.source("leaflet", title="A leaflet")
        cited = "; ".join(f"@{key}" for key in [*keys, "leaflet"])
        factories.published("night-cramps", body=f"It does not help [{cited}].\n")

        works = told()["citation"]

        assert works[0] == "https://doi.org/10.1000/source-0"
        assert works[-1] == "A leaflet"
        assert len(works) == structured.MOST_NAMED + 1

    def test_cites_nothing_that_it_does_not_lean_on(self, told):
        factories.published("night-cramps")

        assert "citation" not in told()

    @pytest.mark.parametrize("field", ["title", "summary"])
    def test_can_hold_any_words_and_stay_one_block(self, told, read, field):
        factories.published("night-cramps", **{field: HOSTILE})

        page = told()

        name = {"title": "name", "summary": "description"}[field]
        assert page[name].split() == HOSTILE.split()
        assert "<script>alert" not in read()

    def test_can_hold_any_title_of_a_source(self, told, read):
        title = f"{HOSTILE} \u2028 \u2029"
        factories.source("evil", title=title, DOI='10.1/"></script>')
        factories.published("night-cramps", body="It helps [@evil].\n")

        assert told()["citation"][0]["name"] == title
        assert not {"\u2028", "\u2029"} & set(BLOCK.findall(read())[0])

    def test_is_told_of_no_older_edition_and_of_no_second_address(self, read):
        factories.published("night-cramps")
        factories.published("night-cramps")

        for number in (1, 2):
            edition = read(f"/p/night-cramps/v/{number}/")
            assert BLOCK.findall(edition) == [], number
            assert "og:" not in edition, number


class TestADemonstration:
    @pytest.mark.parametrize("name", ["clinician", "editor", "publisher"])
    def test_claims_no_review_by_anybody(self, told, name):
        demonstrate(name)
        factories.published("night-cramps")

        assert told()["reviewedBy"] == {
            "@type": "Organization",
            "name": "Demonstration accounts: no clinician has read it.",
        }

    def test_names_no_account_and_no_role(self, read):
        demonstrate("clinician", "editor")
        factories.published("night-cramps")

        [block] = BLOCK.findall(read())

        assert "Clinical reviewer" not in block
        assert '"Person"' not in block


class TestHome:
    def test_says_what_the_site_is_and_how_to_search_it(self, told):
        site = told("/")

        assert site["@type"] == "WebSite"
        assert site["name"] == "Leg Cramps"
        assert site["url"] == "http://testserver/"
        assert site["potentialAction"] == {
            "@type": "SearchAction",
            "target": "http://testserver/search/?q={q}",
            "query-input": "required name=q",
        }

    def test_has_a_card_of_its_own(self, read):
        shared = dict(META.findall(read("/")))

        assert shared["og:type"] == "website"
        assert shared["og:image"] == "http://testserver/card.png"
        assert shared["og:description"].startswith("What to do in a leg cramp right now")


class TestASharedLink:
    def test_shows_the_title_the_summary_and_the_card(self, read):
        factories.published("night-cramps", slug="cramp-at-night", title="Cramp “at night”")

        shared = dict(META.findall(read("/cramp-at-night/")))

        assert shared["og:title"] == "Cramp “at night”"
        assert shared["og:description"] == "A night cramp wakes you. Stretching ends it."
        assert shared["og:url"] == "http://testserver/cramp-at-night/"
        assert shared["og:type"] == "article"
        assert shared["og:image"] == "http://testserver/p/night-cramps/card.png"
        assert shared["og:image:alt"] == "Cramp “at night” – Leg Cramps"
        assert shared["twitter:card"] == "summary_large_image"

    def test_shows_a_card_that_is_there(self, read, as_a_reader):
        factories.published("night-cramps")
        for path in ("/", "/night-cramps/"):
            address = dict(META.findall(read(path)))["og:image"]

            answer = as_a_reader.get(address.removeprefix("http://testserver"))

            assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")


class TestTheOneAddress:
    @pytest.fixture(autouse=True)
    def live(self):
        factories.source("cochrane", title="Magnesium for cramps")
        factories.published("night-cramps", body="It does not help [@cochrane].\n")

    @pytest.mark.parametrize(
        "path",
        ["/", "/night-cramps/", "/about/", "/sources/", "/sources/cochrane/", "/glossary/"],
    )
    def test_is_said_once_whatever_was_asked(self, read, path):
        for asked in (path, f"{path}?utm_source=x&amp;sort=name"):
            assert CANONICAL.findall(read(asked)) == [f"http://testserver{path}"], asked

    def test_of_an_edition_is_that_of_its_page(self, read):
        found = CANONICAL.findall(read("/p/night-cramps/v/1/"))

        assert found == ["http://testserver/night-cramps/"]

    @pytest.mark.parametrize("path", ["/search/?q=toes", "/p/night-cramps/history/", "/absent/"])
    def test_is_said_of_no_page_that_is_not_to_be_found(self, read, path):
        page = read(path)

        assert '<meta name="robots" content="noindex">' in page
        assert CANONICAL.findall(page) == []

    def test_is_said_of_no_older_edition_and_no_withdrawn_page(self, read):
        factories.published("night-cramps")
        older = read("/p/night-cramps/v/1/")
        factories.withdrawn(factories.live_page("gone"))

        for page in (older, read("/gone/")):
            assert '<meta name="robots" content="noindex">' in page
            assert CANONICAL.findall(page) == []


class TestOtherLanguages:
    ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')

    def test_are_named_with_their_whole_addresses(self, read):
        factories.published("night-cramps")
        origin = {"code": "night-cramps", "number": 1}
        factories.published("calambres", language="es", translated_from=origin)

        found = self.ALTERNATE.findall(read("/night-cramps/"))

        assert found == [
            ("en-GB", "http://testserver/night-cramps/"),
            ("es", "http://testserver/calambres/"),
        ]
        assert self.ALTERNATE.findall(read("/calambres/")) == found

    def test_are_not_named_where_there_are_none(self, read):
        factories.published("night-cramps")

        assert "hreflang" not in read()
