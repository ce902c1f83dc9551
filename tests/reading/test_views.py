"""The public pages."""

import re

import pytest
from django.contrib.auth.models import Group

from content.editions.models import Page
from content.editorial import people as accounts
from content.editorial import workflow
from content.publishing import press
from tests import factories, readers
from tests.factories import people

pytestmark = pytest.mark.django_db


def words(answer):
    return readers.text_of(answer)


def demonstrate():
    show = Group.objects.create(name=accounts.DEMONSTRATION)
    show.user_set.add(people().clinician)
    return show


class TestAnArticle:
    def test_shows_the_words_that_were_approved(self, as_a_reader):
        factories.published("night-cramps")

        answer = as_a_reader.get("/night-cramps/")

        assert "Pull your toes up towards your shin." in words(answer)
        assert "A night cramp wakes you." in words(answer)
        assert "Most are harmless." in words(answer)

    def test_says_who_approved_it_and_when(self, as_a_reader):
        factories.published("night-cramps")

        answer = words(as_a_reader.get("/night-cramps/"))

        assert "clinician" in answer
        assert "22 November 2026" in answer

    def test_says_how_easy_it_was_found_by_whom_and_when(self, as_a_reader):
        factories.published("night-cramps")

        answer = words(as_a_reader.get("/night-cramps/"))

        assert (
            "Easy to understand: 100 out of 100. Easy to act on: 100 out of 100."
            " Scored with AHRQ’s PEMAT-P by editor on 22 November 2026."
        ) in " ".join(answer.split())

    def test_says_no_score_that_nobody_gave(self, as_a_reader, settings):
        settings.REVIEW_ROLES = ["clinical"]
        factories.published("night-cramps")

        assert "PEMAT" not in words(as_a_reader.get("/night-cramps/"))

    def test_lists_its_sources(self, as_a_reader):
        factories.source("cochrane", title="Magnesium for cramps", DOI="10.1000/x")
        factories.published("night-cramps", body="It does not help [@cochrane].\n")

        answer = words(as_a_reader.get("/night-cramps/"))

        assert "Magnesium for cramps" in answer
        assert "https://doi.org/10.1000/x" in answer
        assert "A review of trials" in answer

    @pytest.mark.engine
    def test_costs_three_queries(self, as_a_reader):
        factories.published("causes")
        factories.published("night-cramps", topic="causes")

        as_a_reader.get("/night-cramps/")

        assert len(as_a_reader.queries) == 3

    def test_costs_a_fourth_where_it_guides_a_topic(self, as_a_reader):
        factories.published("night-cramps")

        as_a_reader.get("/night-cramps/")

        assert len(as_a_reader.queries) == 4

    def test_costs_the_same_however_many_there_are(self, as_a_reader):
        factories.published("causes")
        for number in range(6):
            factories.published(f"cause-{number}", topic="causes")

        as_a_reader.get("/causes/")

        assert len(as_a_reader.queries) == 4
        assert "/cause-5/" in words(as_a_reader.get("/causes/"))

    def test_names_a_page_of_its_topic_once(self, as_a_reader):
        factories.published("causes")
        factories.published("night-cramps", topic="causes")
        factories.published("magnesium")
        why = [
            {"code": "night-cramps", "kind": "what-next", "why": "If they wake you."},
            {"code": "magnesium", "kind": "what-next", "why": "If you take it."},
        ]
        factories.published("causes", related=why)

        answer = words(as_a_reader.get("/causes/"))

        assert answer.count('href="/night-cramps/"') == 1
        assert "If they wake you." not in answer
        assert "If you take it." in answer

    def test_ends_the_title_of_a_source_with_one_stop(self, as_a_reader):
        factories.source("charity", title="Could it be thyroid?")
        factories.source("cochrane", title="Magnesium for cramps")
        factories.published("night-cramps", body="Ask [@charity], or read [@cochrane].\n")

        for address in ("/night-cramps/", "/sources/"):
            answer = re.sub(r"<[^>]*>", "", words(as_a_reader.get(address)))
            assert "thyroid?" in answer
            assert "thyroid?." not in answer
            assert "Magnesium for cramps." in answer

    def test_leads_to_related_pages_that_are_live(self, as_a_reader):
        page = factories.live_page("varicose-veins", title="Varicose veins")
        row = {"code": "varicose-veins", "kind": "looks-like", "why": "They ache too."}
        factories.published("night-cramps", related=[row])

        before = words(as_a_reader.get("/night-cramps/"))
        factories.withdrawn(page)
        after = words(as_a_reader.get("/night-cramps/"))

        assert "They ache too." in before
        assert "They ache too." not in after

    def test_groups_related_pages_by_why_in_one_order(self, as_a_reader):
        factories.published("causes")
        for code in ("stretches", "magnesium", "veins", "clots", "visit"):
            factories.published(code, title=code.capitalize(), topic="causes")
        why = {
            "visit": "what-next",
            "stretches": "what-helps",
            "veins": "looks-like",
            "magnesium": "what-helps",
            "clots": "looks-like",
        }
        rows = [{"code": code, "kind": kind, "why": "If so"} for code, kind in why.items()]
        factories.published("night-cramps", related=rows, topic="causes")

        answer = words(as_a_reader.get("/night-cramps/"))

        related = answer[answer.index("Where to go next") : answer.index("About this page")]
        found = re.findall(r"<h3[^>]*>([^<]*)</h3>|<a[^>]*>([^<]*)</a>", related)
        assert ["".join(each) for each in found] == [
            "Could it be something else?",
            "Veins",
            "Clots",
            "What may help?",
            "Stretches",
            "Magnesium",
            "What next?",
            "Visit",
        ]

    def test_has_no_heading_over_pages_that_are_gone(self, as_a_reader):
        page = factories.live_page("varicose-veins", title="Varicose veins")
        row = {"code": "varicose-veins", "kind": "looks-like", "why": "They ache too."}
        factories.published("night-cramps", related=[row])
        factories.withdrawn(page)

        answer = words(as_a_reader.get("/night-cramps/"))

        assert "Could it be something else?" not in answer
        assert "Where to go next" not in answer

    def test_is_not_sent_twice(self, as_a_reader):
        factories.published("night-cramps")
        first = as_a_reader.get("/night-cramps/")

        again = as_a_reader.get("/night-cramps/", **{"if-none-match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")

    def test_may_be_kept_for_a_minute(self, as_a_reader):
        factories.published("night-cramps")

        assert as_a_reader.get("/night-cramps/")["Cache-Control"] == "public, max-age=60"

    def test_says_when_its_review_is_overdue(self, as_a_reader):
        long_ago = factories.NOON.replace(year=2020)
        revision = factories.revision("night-cramps")
        for review in workflow.submit(revision, by=people().writer, at=long_ago):
            factories.approve(review, at=long_ago)
        press.publish(revision, by=people().publisher, at=long_ago)

        edition = Page.objects.get().edition

        assert edition.is_overdue(factories.NOON.date())
        assert "overdue" in words(as_a_reader.get("/night-cramps/"))


class TestADemonstration:
    def test_says_that_its_own_account_gave_the_score(self, as_a_reader):
        demonstrate().user_set.add(people().editor)
        factories.published("night-cramps")

        answer = " ".join(words(as_a_reader.get("/night-cramps/")).split())

        assert "PEMAT-P by a demonstration account on 22 November 2026." in answer

    def test_is_named_on_every_page_that_it_approved(self, as_a_reader):
        demonstrate()
        factories.published("night-cramps")

        for address in (
            "/",
            "/night-cramps/",
            "/p/night-cramps/v/1/",
            "/about/",
            "/accessibility/",
            "/search/?q=toes",
        ):
            assert "emonstration" in words(as_a_reader.get(address)), address

    def test_is_not_named_where_there_is_none(self, as_a_reader):
        factories.published("night-cramps")

        for address in ("/", "/night-cramps/", "/p/night-cramps/v/1/", "/search/?q=toes"):
            assert "emonstration account" not in words(as_a_reader.get(address)), address


class TestASignpost:
    def test_leads_on_for_ever(self, as_a_reader):
        factories.published("night-cramps")
        factories.published("night-cramps", slug="cramp-at-night")

        answer = as_a_reader.get("/night-cramps/")

        assert (answer.status_code, answer["Location"]) == (301, "/cramp-at-night/")

    def test_costs_one_query(self, as_a_reader):
        factories.published("night-cramps")
        factories.published("night-cramps", slug="cramp-at-night")

        as_a_reader.get("/night-cramps/")

        assert len(as_a_reader.queries) == 1

    def test_leads_to_a_notice_when_the_page_is_gone(self, as_a_reader):
        factories.published("night-cramps")
        factories.withdrawn(factories.live_page("night-cramps", slug="cramp-at-night"))

        assert as_a_reader.get("/night-cramps/").status_code == 301
        assert as_a_reader.get("/cramp-at-night/").status_code == 410


class TestAWithdrawnPage:
    def test_says_why_and_where_to_go(self, as_a_reader):
        other = factories.live_page("stretches", title="Stretches")
        page = factories.live_page("night-cramps")
        factories.withdrawn(page, reason="out-of-date", instead=other)

        answer = as_a_reader.get("/night-cramps/")

        assert answer.status_code == 410
        assert "It was out of date." in words(answer)
        assert 'href="/stretches/"' in words(answer)
        assert "Pull your toes" not in words(answer)

    def test_does_not_repeat_what_colleagues_were_told(self, as_a_reader):
        factories.withdrawn(factories.live_page("night-cramps"))

        assert "It was wrong." not in words(as_a_reader.get("/night-cramps/"))

    def test_sends_nobody_to_a_page_that_is_gone_since(self, as_a_reader):
        other = factories.live_page("stretches", title="Stretches")
        factories.withdrawn(factories.live_page("night-cramps"), instead=other)
        factories.withdrawn(other)

        assert 'href="/stretches/"' not in words(as_a_reader.get("/night-cramps/"))

    def test_is_not_kept(self, as_a_reader):
        factories.withdrawn(factories.live_page("night-cramps"))

        assert as_a_reader.get("/night-cramps/")["Cache-Control"] == "no-cache"


class TestTheHelpPage:
    def test_names_its_care_cards_in_place_of_the_section_of_them(self, as_a_reader):
        body = (
            "## Small things {#small}\n\nWait.\n\n## Signs {#signs}\n\n"
            "::: urgent Get advice today if\n- it swells & hurts\n:::\n\n"
            "::: emergency Call an ambulance *now* if\n- you cannot breathe\n:::\n\n"
            "## Why {#why}\n\nWords.\n"
        )
        for code in ("when-to-seek-care", "causes"):
            factories.published(code, body=body)
        link = re.compile('<a class="contents__link" href="([^"]*)">([^<]*)</a>')
        sections = [("#small", "Small things"), ("#signs", "Signs"), ("#why", "Why")]

        help_page = link.findall(words(as_a_reader.get("/when-to-seek-care/")))
        other = link.findall(words(as_a_reader.get("/causes/")))

        assert other == sections
        assert help_page == [
            sections[0],
            ("#card-1", "Get advice today if…"),
            ("#card-2", "Call an ambulance now if…"),
            *sections[2:],
        ]


class TestHome:
    def test_works_on_an_empty_site(self, as_a_reader):
        assert as_a_reader.get("/").status_code == 200

    def test_shows_topics_and_what_changed(self, as_a_reader):
        factories.published("causes", title="What causes cramps", change_note="New numbers")
        factories.published("night-cramps", topic="causes", title="Cramp at night")

        answer = words(as_a_reader.get("/"))

        assert "What causes cramps" in answer
        assert "Cramp at night" in answer
        assert "New numbers" in answer

    def test_shows_the_topic_of_getting_help_before_the_others(self, as_a_reader):
        factories.published("causes", title="What causes cramps")
        factories.published("when-to-seek-care", title="When to get help")

        answer = words(as_a_reader.get("/"))

        assert answer.index('id="page-topic-when-to-seek-care"') < answer.index("page-topic-causes")

    def test_names_the_pages_of_a_topic_in_the_order_of_its_guide(self, as_a_reader):
        factories.published("causes")
        for code in ("age", "medicines", "sport"):
            factories.published(code, topic="causes")
        factories.published("causes", body="## What {#what}\n\nSee [[sport]], then [[age]].")

        answer = words(as_a_reader.get("/"))

        places = [
            answer.index(f'"index__name" href="/{code}/"') for code in ("sport", "age", "medicines")
        ]
        assert places == sorted(places)

    def test_begins_with_what_to_do_now(self, as_a_reader):
        body = "::: emergency Call now if\nYou faint.\n:::\n"
        factories.published("relief-right-now", title="Stop a cramp", body=body)

        answer = words(as_a_reader.get("/"))

        assert "Stop a cramp" in answer
        assert "Most are harmless." in answer
        assert "You faint." in answer

    def test_leads_to_the_clot_page_when_it_is_live(self, as_a_reader):
        factories.published("relief-right-now")
        factories.published("blood-clot-vs-cramp")

        assert "/blood-clot-vs-cramp/" in words(as_a_reader.get("/"))

    def test_costs_the_same_however_much_there_is(self, as_a_reader):
        factories.published("causes")
        as_a_reader.get("/")
        few = len(as_a_reader.queries)
        for number in range(5):
            factories.published(f"cause-{number}", topic="causes")

        as_a_reader.get("/")

        assert len(as_a_reader.queries) == few


class TestAbout:
    def test_says_what_the_site_is(self, as_a_reader):
        answer = as_a_reader.get("/about/")

        assert answer.status_code == 200
        assert "<h1" in words(answer)


class TestAnUnknownAddress:
    @pytest.mark.parametrize("path", ["/absent/", "/a/b/c/", "/x.php", "/Ä/"])
    def test_says_what_to_do_next(self, as_a_reader, path):
        answer = as_a_reader.get(path)

        assert answer.status_code == 404
        assert "There is no page here" in words(answer)
        assert 'action="/search/"' in words(answer)


class TestThePageOnAccessibility:
    def test_says_what_was_not_done(self, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/accessibility/"))

        assert "WCAG) 2.2" in answer
        assert "no blind person has tested these pages" in answer
        assert "We have not listened with NVDA, JAWS, VoiceOver or TalkBack." in answer
        assert "No auditor has looked at them." in answer
        assert '<time datetime="2026-11-30">' in answer

    def test_is_at_the_foot_of_every_page_and_on_the_page_about_the_site(self, as_a_reader):
        home = readers.text_of(as_a_reader.get("/"))
        about = readers.text_of(as_a_reader.get("/about/"))

        assert home.count('href="/accessibility/"') == 1
        assert about.count('href="/accessibility/"') == 2

    def test_gives_an_address_to_write_to_where_there_is_one(self, as_a_reader, settings):
        none = readers.text_of(as_a_reader.get("/accessibility/"))
        settings.CONTACT_EMAIL = "help@example.org"

        one = readers.text_of(as_a_reader.get("/accessibility/"))

        assert "mailto:" not in none
        assert '<a href="mailto:help@example.org">help@example.org</a>' in one
