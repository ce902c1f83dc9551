"""Every page of the starter library: light enough for a phone with one bar, and correct HTML."""

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from content.reading import styles
from tests import factories, surroundings

pytestmark = pytest.mark.django_db

# What a fresh connection brings in one round trip, and what a page may weigh with all it shows.
MOST_WORDS, MOST = 14_600, 60_000
LISTS = ("/myths/", "/what-works/")
# Whoever asks for all of it on one page waits for it.
WHOLE = ("/myths/?topic=all", "/what-works/?show=all")
ALSO = (
    *WHOLE,
    *("/search/", "/search/?q=cramp", "/search/?q=swollen one leg", "/search/?q=xyzzy"),
    *("/sources/", "/sources/hallegraeff-2012/", "/glossary/"),
    *("/p/night-cramps/history/", "/p/old-words/v/1/", "/taken-down/", "/nothing-here/"),
)
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
# In a srcset the widest picture stands last.
SHOWN = re.compile(r'<(?:img|script|source|link rel="icon")[^>]*? (?:src|href|data-then)="([^"]+)"')
CHOICE = re.compile(r' href="(\?[^"#]*)')
PACKED = {"webp", "png", "jpg", "woff2"}


@pytest.fixture
def fetch(starter_library, db):
    def fetched(address):
        answer = Client().get(address)
        return b"".join(answer) if answer.streaming else answer.content

    return fetched


@pytest.fixture
def listed(fetch):
    """Every page of the sitemap, and every choice that the pages of lists offer."""
    found = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", fetch("/sitemap.xml").decode())
    choices = {
        page + address.replace("&amp;", "&")
        for page in LISTS
        for address in CHOICE.findall(fetch(page).decode())
    }
    return {address: fetch(address) for address in {*found, *choices}}


def packed(content):
    return len(gzip.compress(content, 9))


@pytest.fixture
def weigh(fetch):
    known = {}

    def weighed(address):
        if address not in known:
            content = fetch(address)
            assert content
            known[address] = len(content) if address[-4:].lstrip(".") in PACKED else packed(content)
        return known[address]

    return weighed


def heavier(weights, most):
    return {address: weight for address, weight in weights.items() if weight > most}


class TestAPage:
    def test_comes_with_its_sheets_in_one_round_trip(self, listed):
        weights = {
            address: packed(page) for address, page in listed.items() if address not in WHOLE
        }

        assert heavier(weights, MOST_WORDS) == {}
        assert [address for address, page in listed.items() if SHEET.search(page.decode())] == []
        assert {"/", "/night-cramps/", "/myths/?topic=causes", "/what-works/?sort=name"} <= {
            *weights
        }

    @pytest.mark.parametrize(
        ("address", "sheets"),
        [
            ("/", {"home", "topics"}),
            ("/night-cramps/", {"finding"}),
            ("/varicose-veins/", set()),
            ("/what-works/", {"choices"}),
            ("/myths/?topic=causes", {"choices"}),
            ("/cramp-diary/", {"sheet"}),
            ("/search/?q=xylophone", {"topics"}),
        ],
    )
    def test_holds_the_sheets_of_what_stands_on_it_and_no_other(self, fetch, address, sheets):
        page = fetch(address).decode()

        held = {name for name in styles.NAMES if styles.style(name) in page}
        assert held == {"site"} | sheets

    def test_is_light_with_everything_that_it_shows(self, listed, weigh):
        shown = {address: {*SHOWN.findall(page.decode())} for address, page in listed.items()}
        weights = {
            address: packed(page) + sum(map(weigh, shown[address]))
            for address, page in listed.items()
        }

        assert heavier(weights, MOST) == {}
        assert {*WHOLE} <= {*weights}
        assert any(each.startswith("/media/") for each in shown["/night-cramps/"])
        assert any("/reading." in each for each in shown["/night-cramps/"])

    @pytest.mark.java
    def test_has_no_error_that_the_nu_html_checker_finds(self, listed, fetch, tmp_path):
        factories.published("old-words")
        factories.published("old-words", title="Newer words")
        factories.withdrawn(factories.live_page("taken-down"))
        pages = sorted((listed | {address: fetch(address) for address in ALSO}).items())
        files = [tmp_path / f"{number}.html" for number in range(len(pages))]
        for file, (_, page) in zip(files, pages, strict=True):
            file.write_bytes(page)

        told = subprocess.run(  # noqa: S603  # our own
            [*surroundings.nu_checker(), "--format", "json", *files],
            capture_output=True,
            check=False,
        )

        found = json.loads(told.stderr)["messages"]
        assert [
            f"{pages[int(Path(each['url']).stem)][0]}: {each['message']} {each.get('extract')}"
            for each in found
            if each["type"] != "info"
        ] == []
        assert told.returncode == 0
