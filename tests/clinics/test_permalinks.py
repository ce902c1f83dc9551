"""Permanent links: what clinics hand out goes on working."""

import pytest

from tests import factories, readers

pytestmark = pytest.mark.django_db

BODY = "## One {#one}\n\nA.\n\n## Two {#two}\n\nB.\n"


@pytest.fixture
def page():
    return factories.live_page("night-cramps", body=BODY)


def where(answer):
    return answer.status_code, answer.get("Location")


class TestALinkToAPage:
    def test_leads_to_the_page(self, page, as_a_reader):
        assert where(as_a_reader.get("/p/night-cramps/")) == (302, "/night-cramps/")

    def test_follows_the_page_to_its_new_address(self, page, as_a_reader):
        factories.published("night-cramps", body=BODY, slug="moved")

        assert where(as_a_reader.get("/p/night-cramps/")) == (302, "/moved/")

    def test_says_so_when_the_page_is_gone(self, page, as_a_reader):
        factories.withdrawn(page)

        answer = as_a_reader.get("/p/night-cramps/")

        assert answer.status_code == 410
        assert "It contained a mistake" in readers.text_of(answer)

    def test_may_be_kept_for_a_minute(self, page, as_a_reader):
        assert as_a_reader.get("/p/night-cramps/")["Cache-Control"] == "public, max-age=60"


class TestALinkToASection:
    def test_leads_to_the_section(self, page, as_a_reader):
        assert where(as_a_reader.get("/p/night-cramps/two/")) == (302, "/night-cramps/#two")

    def test_says_so_when_there_was_never_such_a_section(self, page, as_a_reader):
        assert as_a_reader.get("/p/night-cramps/three/").status_code == 404

    def test_says_so_when_the_page_is_gone(self, page, as_a_reader):
        factories.withdrawn(page)

        assert as_a_reader.get("/p/night-cramps/two/").status_code == 410

    @pytest.mark.parametrize(
        ("to", "place"),
        [
            ("#one", "/night-cramps/#one"),
            ("stretches", "/stretches/"),
            ("stretches#how", "/stretches/#how"),
        ],
    )
    def test_leads_to_where_the_section_went(self, page, as_a_reader, to, place):
        factories.published("stretches", body="## How {#how}\n\nSo.\n")
        factories.published("night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": to})

        assert where(as_a_reader.get("/p/night-cramps/two/")) == (302, place)

    def test_follows_one_forward_after_another(self, page, as_a_reader):
        factories.published("stretches", body="## How {#how}\n\nSo.\n")
        factories.published(
            "night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": "stretches#how"}
        )
        factories.published("stretches", body="## Now {#now}\n\nSo.\n", forwards={"how": "#now"})

        assert where(as_a_reader.get("/p/night-cramps/two/")) == (302, "/stretches/#now")

    def test_goes_round_in_no_circle(self, page, as_a_reader):
        factories.published("stretches", body="## How {#how}\n\nSo.\n")
        factories.published(
            "night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": "stretches#how"}
        )
        factories.published(
            "stretches", body="## Now {#now}\n\nSo.\n", forwards={"how": "night-cramps#two"}
        )

        assert as_a_reader.get("/p/night-cramps/two/").status_code == 404


class TestAnEdition:
    def test_stays_as_it_was_published(self, page, as_a_reader):
        factories.published("night-cramps", body=BODY.replace("A.", "Changed."), title="New")

        old = readers.text_of(as_a_reader.get("/p/night-cramps/v/1/"))
        new = readers.text_of(as_a_reader.get("/p/night-cramps/v/2/"))

        assert "<p>A.</p>" in old
        assert "Changed." not in old
        assert "Changed." in new

    def test_says_when_there_is_a_newer_one(self, page, as_a_reader):
        before = readers.text_of(as_a_reader.get("/p/night-cramps/v/1/"))
        factories.published("night-cramps", body=BODY, title="New")
        after = readers.text_of(as_a_reader.get("/p/night-cramps/v/1/"))

        assert "includes/older" not in before
        assert before.count('href="/night-cramps/"') < after.count('href="/night-cramps/"')

    def test_is_not_found_by_search_engines(self, page, as_a_reader):
        answer = as_a_reader.get("/p/night-cramps/v/1/")

        assert answer["X-Robots-Tag"] == "noindex"

    def test_is_gone_with_its_page(self, page, as_a_reader):
        factories.withdrawn(page)

        assert as_a_reader.get("/p/night-cramps/v/1/").status_code == 410

    @pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "-1", "a"])
    def test_is_not_there_before_it_is_published(self, page, as_a_reader, number):
        assert as_a_reader.get(f"/p/night-cramps/v/{number}/").status_code == 404
