"""What the server gives to devices that keep pages, and that it is the same for all of them."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from PIL import Image as Pillow

from content.editions.models import Page
from content.reading import offline, stylesheet
from tests import factories, readers

pytestmark = pytest.mark.django_db


def listed(reader):
    return reader.get("/offline.json").json()


def told_to(worker):
    return json.loads(re.search(r"^const TOLD = (.*);$", worker, re.MULTILINE)[1])


class TestTheListOfChanges:
    def test_says_which_edition_stands_at_an_address_and_since_when(self, as_a_reader):
        factories.published("night-cramps")
        factories.published("night-cramps", title="Better words")

        at = Page.objects.get(slug="night-cramps").changed_at
        assert listed(as_a_reader)["changed"] == {"night-cramps": [2, int(at.timestamp())]}

    def test_says_that_nothing_stands_where_a_page_moved_or_was_withdrawn(self, as_a_reader):
        factories.published("night-cramps")
        factories.published("night-cramps", slug="cramps-at-night")
        factories.withdrawn(factories.live_page("salt"))

        changed = listed(as_a_reader)["changed"]

        numbers = {slug: number for slug, (number, _) in changed.items()}
        assert numbers == {"night-cramps": 0, "cramps-at-night": 2, "salt": 0}

    def test_names_what_every_device_keeps_as_it_stands_now(self, as_a_reader):
        factories.published("relief-right-now", slug="cramp-now")
        help_page = factories.live_page("when-to-seek-care")
        assert listed(as_a_reader)["always"] == [
            "/",
            "/offline/",
            "/cramp-now/",
            "/when-to-seek-care/",
        ]

        factories.withdrawn(help_page)

        assert listed(as_a_reader)["always"] == ["/", "/offline/", "/cramp-now/"]

    def test_is_short_however_large_the_site_and_says_where_it_ends(self, as_a_reader, monkeypatch):
        monkeypatch.setattr(offline, "MOST_CHANGED", 2)
        monkeypatch.setattr(offline, "MOST_GONE", 1)
        pages = [factories.live_page(code) for code in ("one", "two", "three")]
        left_out = pages[0].changed_at

        told = listed(as_a_reader)

        assert set(told["changed"]) == {"two", "three"}
        assert told["since"] == int(left_out.timestamp()) + 1

    def test_leaves_nothing_out_on_a_small_site(self, as_a_reader):
        factories.published("night-cramps")

        assert listed(as_a_reader)["since"] == 0

    @pytest.mark.engine
    def test_costs_three_queries(self, as_a_reader):
        factories.published("relief-right-now")
        factories.withdrawn(factories.live_page("salt"))

        listed(as_a_reader)

        assert len(as_a_reader.queries) == 3

    def test_is_the_same_for_everybody_and_not_old(self, as_a_reader):
        factories.published("night-cramps")

        plain = as_a_reader.get("/offline.json")
        curious = as_a_reader.get("/offline.json", {"kept": "night-cramps"}, cookie="kept=salt")

        assert plain.content == curious.content
        assert plain["Cache-Control"] == "public, max-age=60"
        assert "Set-Cookie" not in plain


class TestTheWorker:
    def test_is_asked_for_anew_each_time_at_no_query(self, as_a_reader):
        answer = as_a_reader.get("/offline.js")

        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Cache-Control"] == "no-cache"
        assert as_a_reader.queries == []

    def test_is_told_of_every_script(self, as_a_reader):
        told = told_to(readers.text_of(as_a_reader.get("/offline.js")))

        there = {path.name for path in (stylesheet.SITE / "js").rglob("*.js")}
        assert {Path(address).name for address in told["scripts"]} == there

    def test_is_another_one_when_the_bytes_of_a_script_are_others(
        self, as_a_reader, settings, tmp_path
    ):
        settings.STATIC_ROOT = tmp_path
        scripts = [
            path.relative_to(stylesheet.SITE) for path in (stylesheet.SITE / "js").rglob("*.js")
        ]
        named = {f"site/{path}": f"site/{path.stem}.{'0' * 12}.js" for path in scripts}
        manifest = {"version": "1.1", "hash": "", "paths": named}
        (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
        manifested = {"BACKEND": "cramps_site.static_files.Storage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": manifested}

        told = told_to(readers.text_of(as_a_reader.get("/offline.js")))

        assert set(told["scripts"]) == {f"/static/{name}" for name in named.values()}

    def test_has_words_for_every_language_of_the_site(self, as_a_reader):
        words = told_to(readers.text_of(as_a_reader.get("/offline.js")))["words"]

        assert set(words) == {code for code, _ in configured.LANGUAGES}
        assert all("{on}" in said["kept"] for said in words.values())

    def test_keeps_as_many_pages_as_readers_are_told(self, as_a_reader):
        kept = told_to(readers.text_of(as_a_reader.get("/offline.js")))["most"]

        assert f"the last {kept}," in readers.text_of(as_a_reader.get("/about/"))

    def test_finds_the_edition_where_an_article_says_it(self, as_a_reader):
        factories.published("night-cramps")
        factories.published("night-cramps", title="Better words")
        script = readers.text_of(as_a_reader.get("/offline.js"))
        says = re.search(r"SAYS_ITS_EDITION = /(.*?)/;", script)[1]

        found = re.findall(says, readers.text_of(as_a_reader.get("/night-cramps/")))
        older = re.findall(says, readers.text_of(as_a_reader.get("/p/night-cramps/v/1/")))

        assert (found, older) == (["2"], [])

    def test_clears_and_ends_itself_on_a_site_that_keeps_nothing(self, as_a_reader, settings):
        settings.OFFLINE = False

        script = readers.text_of(as_a_reader.get("/offline.js"))

        assert "registration.unregister()" in script
        assert '"fetch"' not in script
        page = readers.text_of(as_a_reader.get("/about/"))
        assert "manifest" not in page
        assert "data-offline" not in page


class TestThePageInPlaceOfOneThatIsNotKept:
    def test_has_the_telephone_numbers_and_no_word_of_an_article(self, as_a_reader, settings):
        settings.COUNTRIES = ["EU"]
        factories.published("relief-right-now", summary="A canary.", key_points=["Canary."] * 3)

        answer = as_a_reader.get("/offline/")

        text = readers.text_of(answer)
        assert re.findall(r"tel:(\d+)", text) == ["112"]
        assert "anary" not in text
        assert "noindex" in text
        assert len(as_a_reader.queries) == 2


class TestTheManifest:
    def test_says_the_name_of_the_site_and_shows_pictures_that_are_there(
        self, as_a_reader, settings
    ):
        settings.SITE_NAME = "Cramps in Leeds"

        answer = as_a_reader.get("/site.webmanifest")

        told = json.loads(answer.content)
        assert answer["Content-Type"] == "application/manifest+json"
        assert told["name"] == "Cramps in Leeds"
        for icon in told["icons"]:
            file = stylesheet.SITE / Path(icon["src"]).name
            with Pillow.open(file) as picture:
                assert icon["sizes"] == f"{picture.width}x{picture.height}"
            assert file.stat().st_size < 5_000

    def test_is_named_on_every_page(self):
        assert 'rel="manifest" href="/site.webmanifest"' in readers.text_of(
            Client().get("/absent/")
        )
