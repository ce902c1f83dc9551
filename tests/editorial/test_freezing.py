"""Freezing what a text leans on."""

import hashlib

import pytest

from content.editions.images import Drawing
from content.editorial import freezing
from content.evidence.models import Finding, RedFlag, Term
from tests import factories

pytestmark = pytest.mark.django_db


class TestFreeze:
    def test_copies_a_source_with_its_kind(self):
        factories.source("cochrane", title="Magnesium")

        sources = freezing.freeze("See [@cochrane].\n")["sources"]

        assert sources == {"cochrane": {"title": "Magnesium", "kind": "A review of trials"}}

    def test_copies_a_finding_and_the_source_behind_it(self):
        source = factories.source("cochrane")
        Finding.objects.create(key="fewer", source=source, numbers={"say": "Fewer."})

        leaning = freezing.freeze("::: finding fewer\n:::\n")

        assert leaning["findings"] == {
            "fewer": {"say": "Fewer.", "id": "fewer", "source": "cochrane"}
        }
        assert set(leaning["sources"]) == {"cochrane"}

    def test_copies_the_meaning_of_a_word(self):
        Term.objects.create(word="oedema", meaning="swelling")

        assert freezing.freeze("It is {oedema}.\n")["terms"] == {"oedema": "swelling"}

    def test_copies_the_words_of_a_warning_sign(self):
        RedFlag.objects.create(
            key="clot", urgency="urgent", words="one calf swells", may_mean="A clot", tell={}
        )

        flags = freezing.freeze("::: urgent Get help if\n- [!clot]\n:::\n")["flags"]

        assert flags == {
            "clot": {
                "words": "one calf swells",
                "urgency": "urgent",
                "may_mean": "A clot",
                "tell": {},
                "search_words": [],
            }
        }

    def test_copies_title_and_address_of_a_live_page(self):
        factories.published("stretches", title="Stretches")

        links = freezing.freeze("See [[stretches]].\n")["links"]

        assert links == {"stretches": {"slug": "stretches", "title": "Stretches", "sections": {}}}

    def test_copies_only_the_section_that_is_linked(self):
        factories.published("stretches", body="## One {#one}\n\nA.\n\n## Two {#two}\n\nB.\n")

        links = freezing.freeze("See [[stretches#two]].\n")["links"]

        assert links["stretches"]["sections"] == {"two": "Two"}

    def test_copies_a_draft_that_is_linked(self):
        factories.revision("stretches", title="Being written")

        assert freezing.freeze("See [[stretches]].\n")["links"]["stretches"]["title"] == (
            "Being written"
        )

    def test_takes_what_is_written_at_the_same_time(self):
        link = {"slug": "soon", "title": "Soon", "sections": {"a": "A"}}

        assert freezing.freeze("See [[soon#a]].\n", known={"soon": link})["links"] == {"soon": link}

    def test_leaves_out_what_nobody_has(self):
        leaning = freezing.freeze("[@none] [[none]] {none} ![x](media:" + "0" * 64 + ")\n")

        assert not any(leaning.values())

    def test_copies_a_picture_by_its_digest(self):
        image = factories.picture(b"a map")

        images = freezing.freeze(f"![A map](media:{image.sha256})\n")["images"]

        assert images == {
            f"media:{image.sha256}": {
                "sha256": image.sha256,
                "extension": "svg",
                "width": 40,
                "height": 30,
            }
        }

    def test_copies_a_picture_with_its_narrow_copy(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        image = factories.wide_picture()

        [frozen] = freezing.freeze(f"![A map](media:{image.sha256})\n")["images"].values()

        assert frozen["narrow"] == {
            "sha256": image.narrow.sha256,
            "extension": "png",
            "width": 800,
            "height": 16,
        }

    def test_copies_a_drawing_as_it_is_today(self):
        Drawing.objects.create(name="calf", image=factories.picture(b"first"))
        revision = factories.revision(body="![A calf](drawing:calf)\n\nThe calf.\n")

        Drawing.objects.update(image=factories.picture(b"second"))

        assert revision.leaning["images"]["drawing:calf"]["sha256"] == (
            hashlib.sha256(b"first").hexdigest()
        )


class TestRender:
    def test_needs_nothing_but_the_revision(self, django_assert_num_queries):
        factories.source("cochrane")
        revision = factories.revision(body="## A {#a}\n\nIt helps [@cochrane].\n")

        with django_assert_num_queries(0):
            document = freezing.render(revision)

        assert document.citations == ("cochrane",)
        assert not document.problems

    def test_says_what_is_not_there(self):
        revision = factories.revision(body="See [[nothing]].\n")

        assert "nothing" in freezing.render(revision).problems[0].message

    def test_shows_the_telephone_lines_of_the_countries(self, settings):
        settings.COUNTRIES = ["EU"]
        revision = factories.revision(body="::: emergency Call now if\nYou faint.\n:::\n")

        html = freezing.render(revision).html

        assert "112" in html
        assert "911" not in html
