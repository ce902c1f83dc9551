"""What the ways round are judged by sees what it has to see; and no way is missing."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from content.editions.models import Page
from tests import factories
from tests.ways_round import doors

HERE = Path(__file__).parent
WAY = re.compile(r"^ +def test_way_(\d\d)_[a-z]", re.MULTILINE)


class TestTheWays:
    def test_are_all_here(self):
        numbers = {
            int(number)
            for path in HERE.glob("test_*.py")
            for number in WAY.findall(path.read_text())
        }

        assert numbers == set(range(1, 53))


class TestTheSearchForACanary:
    def test_finds_it_wherever_a_reader_could(self):
        word = "kingfisher"
        image = factories.picture(f"<svg>{word}</svg>".encode())
        factories.source("cochrane", title=f"A {word} trial")
        factories.published(
            "night-cramps",
            title=f"The {word} and the {doors.NEAR}",
            body=f"## A {word} {{#what}}\n\n{word} [@cochrane].\n\n"
            f"![A calf](media:{image.sha256})\n\nThe calf.\n",
        )

        found = doors.places_with(word)

        assert {
            "/",
            "/night-cramps/",
            "/p/night-cramps/history/",
            "/p/night-cramps/v/1/",
            "/changes.atom",
            f"/search/?q={doors.NEAR}",
            f"/media/{image.file_name}",
            "/sources/",
            "/sources/cochrane/",
        } <= set(found)

    def test_looks_into_where_an_address_leads(self):
        factories.published("night-cramps", slug="kingfisher")

        assert "/p/night-cramps/" in doors.places_with("kingfisher")


class TestTheFootprint:
    def test_shows_each_step(self):
        seen = [doors.footprint()]
        reviews = factories.submitted("night-cramps")
        seen.append(doors.footprint())
        for review in reviews.values():
            factories.approve(review)
            seen.append(doors.footprint())
        page = factories.live_page("other")
        seen.append(doors.footprint())
        factories.withdrawn(page)
        seen.append(doors.footprint())

        assert all(one != other for one, other in pairwise(seen))


class TestARefusal:
    def test_is_missed_when_the_step_was_taken(self):
        page = factories.live_page("night-cramps")

        with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"), doors.refused("no"):
            factories.withdrawn(page)

    def test_by_the_database_names_its_rule(self):
        page = factories.live_page("night-cramps")

        with doors.kept_by("an_address_answers_for_ever"):
            doors.by_rows(Page).filter(pk=page.pk).delete()
