"""Searching, from the box to the results."""

import pytest

from content.editions import search_index
from content.editions.models import Page
from content.evidence.models import RedFlag
from content.reading import results
from tests import factories, readers

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def library():
    body = (
        "## How to stretch {#stretch}\n\nPull your toes up towards your shin.\n\n"
        "## Medicines {#medicines}\n\nStatins and diuretics can bring on cramps.\n"
    )
    factories.published("night-cramps", title="Night cramps", body=body)
    factories.published(
        "swimming", title="Swimming", also_called=["cramp in the water"], body="Float, and rest.\n"
    )


def titles(query):
    return [found["title"] for found in results.find(query)]


class TestFind:
    def test_finds_a_title_first(self, library):
        assert titles("night cramps")[0] == "Night cramps"

    def test_finds_another_form_of_a_word(self, library):
        assert titles("medicine") == ["Night cramps"]

    def test_finds_a_word_half_typed(self, library):
        assert titles("diuret") == ["Night cramps"]

    def test_finds_what_readers_also_call_it(self, library):
        assert titles("water") == ["Swimming"]

    def test_finds_pages_with_some_of_the_words(self, library):
        assert titles("statins zebra") == ["Night cramps"]

    def test_puts_a_page_with_all_the_words_first(self, library):
        assert titles("water float shin")[0] == "Swimming"

    def test_finds_nothing_for_nothing(self, library):
        assert titles("") == titles("…") == titles("zebra") == []

    def test_leads_to_the_section_that_says_most(self, library):
        found = results.find("diuretics")[0]

        assert (found["url"], found["section"]) == ("/night-cramps/#medicines", "Medicines")

    def test_marks_the_words_in_their_sentence(self, library):
        assert (
            '<mark role="none">diuretics</mark> can bring on'
            in results.find("diuretics")[0]["snippet"]
        )

    def test_shows_the_summary_when_no_sentence_has_the_word(self, library):
        assert results.find("water")[0]["snippet"] == "A night cramp wakes you. Stretching ends it."

    def test_escapes_what_it_shows(self):
        factories.published("risky", body="Less than <b>five</b> & more.\n")

        snippet = results.find("five")[0]["snippet"]

        assert "<b>" not in snippet
        assert "&amp;" in snippet

    def test_shortens_a_long_text_around_the_words(self):
        before, after = "Early words come here. " * 30, " Later words follow there." * 30
        factories.published("long", body=f"{before}The gastrocnemius aches now.{after}\n")

        snippet = results.find("gastrocnemius")[0]["snippet"]

        assert snippet.startswith("… ")
        assert snippet.endswith(" …")
        assert '<mark role="none">gastrocnemius</mark>' in snippet
        assert len(snippet) < 250

    def test_shortens_a_sentence_without_an_end(self):
        factories.published("long", body=f"{'word ' * 200}gastrocnemius {'word ' * 200}\n")

        snippet = results.find("gastrocnemius")[0]["snippet"]

        assert '<mark role="none">gastrocnemius</mark>' in snippet
        assert len(snippet) < 250

    def test_tells_items_and_cells_apart(self):
        body = "| Cramp | Clot |\n| --- | --- |\n| goes | stays |\n\nAsk.\n\n- rest\n- walk\n"
        factories.published("signs", body=body)

        snippet = results.find("stays")[0]["snippet"]

        assert snippet == 'Cramp · Clot · goes · <mark role="none">stays</mark> · Ask. rest · walk'

    def test_takes_accents_for_plain_letters(self):
        factories.published("cafe", body="Café au lait.\n")

        assert '<mark role="none">Café</mark>' in results.find("cafe")[0]["snippet"]

    def test_forgets_a_withdrawn_page(self, library):
        factories.withdrawn(Page.objects.get(slug="swimming"))

        assert titles("swimming") == []

    def test_forgets_the_words_of_an_older_edition(self, library):
        factories.published("swimming", title="In the pool", also_called=[], body="Rest.\n")

        assert titles("float") == []
        assert titles("pool") == ["In the pool"]

    def test_finds_a_page_at_its_new_address(self, library):
        factories.published("swimming", title="Swimming", slug="in-the-water")

        assert [found["url"].split("#")[0] for found in results.find("swimming")] == [
            "/in-the-water/"
        ]

    def test_finds_ten_at_most(self):
        for number in range(12):
            factories.published(f"page-{number}", title=f"Cramp {number}")

        assert len(results.find("cramp")) == 10

    def test_tells_a_cards_level_and_heading_from_its_signs(self):
        body = "## Help {#help}\n\n::: urgent Get advice today if\n- it swells\n- it reddens\n:::\n"
        factories.published("help", title="Help", body=body)

        snippet = results.find("reddens")[0]["snippet"]

        assert snippet == '… Get advice today if: it swells · it <mark role="none">reddens</mark>'

    def test_puts_first_the_page_that_is_called_what_was_asked_word_for_word(self):
        factories.published("a", title="Cramps", also_called=["cramps"], body="Cramps.\n")
        factories.published(
            "b", title="Causes", also_called=["why do I get cramps"], body="Salt.\n"
        )

        assert titles("Why do I get cramps?")[0] == "Causes"
        assert titles("cramps")[0] == "Cramps"

    def test_shows_the_words_of_the_newest_edition_at_once(self, library):
        titles("swimming")
        factories.published("swimming", title="Swimming", body="Swimming in the lake.\n")

        assert "the lake" in results.find("swimming")[0]["snippet"]


class TestAMisspeltWord:
    @pytest.mark.parametrize("word", ["swiming", "swimmming", "Swimmin", "siwmming"])
    def test_finds_its_page(self, library, word):
        assert titles(word) == ["Swimming"]

    def test_may_be_two_run_together(self, library):
        assert titles("nightcramps")[0] == "Night cramps"

    def test_is_told_to_the_reader(self, library, as_a_reader):
        page = as_a_reader.get("/search/", {"q": "diuretiks"}).content.decode()

        assert "No page has a word spelt like that. We also looked for “diuretics”." in page

    def test_is_not_looked_for_when_some_page_has_it(self, library):
        assert search_index.mended(["statin", "stretched"]) == {}

    def test_may_be_too_far_from_any_word(self, library):
        assert search_index.mended(["gastroscopy", "xqzvbn", "st", "12345"]) == {}

    def test_is_never_taken_for_a_word_of_a_withdrawn_page(self, library):
        factories.published("taping", title="Kinesiotaping")
        factories.withdrawn(Page.objects.get(slug="taping"))

        assert search_index.mended(["kinesiotapping"]) == {}
        assert search_index.near(["kinesiotape"], most=3) == []

    def test_finds_its_warning(self, as_a_reader):
        flag = {
            "key": "dvt",
            "urgency": "urgent",
            "words": "one leg is swollen",
            "may_mean": "clot",
        }
        RedFlag.objects.create(
            **flag, tell={"uk": "Call.", "us": "Call.", "eu": "Call."}, search_words=["swollen leg"]
        )
        body = "::: urgent Get medical advice today if\n- [!dvt]\n:::\n"
        factories.published("when-to-seek-care", title="When to get help", body=body)

        page = as_a_reader.get("/search/", {"q": "swolen leg"}).content.decode()

        assert "Urgent: today" in page


class TestASearchEngine:
    @pytest.mark.parametrize("query", ["", "?q=statins", "?q=statins%22%3E<b>"])
    def test_keeps_one_page_to_ask_on(self, library, as_a_reader, query):
        page = readers.text_of(as_a_reader.get(f"/search/{query}"))

        assert '<link rel="canonical" href="http://testserver/search/">' in page
        assert "noindex" not in page

    def test_keeps_nothing_that_was_asked_and_not_found(self, library, as_a_reader):
        page = readers.text_of(as_a_reader.get("/search/?q=zebras"))

        assert '<meta name="robots" content="noindex">' in page


class TestCleaned:
    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("  night\n\tcramps ", "night cramps"),
            ("a\x00b\u202ec", "a b c"),
            ("x" * 300, "x" * 200),
        ],
    )
    def test_is_one_line_that_can_be_shown(self, query, shown):
        assert results.cleaned(query) == shown


class TestWordsOf:
    def test_leaves_out_idle_words(self):
        assert search_index.words_of("Why do I get cramps in my calf?") == ["cramps", "calf"]

    def test_keeps_idle_words_when_there_are_no_others(self):
        assert search_index.words_of("what is it") == ["what", "is", "it"]

    def test_takes_twelve_words_at_most(self):
        assert len(search_index.words_of(" ".join(f"w{n}" for n in range(40)))) == 12

    def test_takes_a_word_once(self):
        assert search_index.words_of("calf Calf CALF") == ["calf"]


class TestRebuild:
    def test_fills_the_index_from_live_pages_alone(self, library):
        factories.revision("draft", title="Hidden giraffe")
        with_two = search_index.rebuild()

        assert with_two == 2
        assert titles("giraffe") == []
        assert titles("swimming") == ["Swimming"]


class TestThePage:
    def test_shows_what_was_asked_and_found(self, library, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/search/", {"q": "diuretics"}))

        assert 'value="diuretics"' in answer
        assert 'href="/night-cramps/#medicines"' in answer

    def test_names_a_section_only_when_its_page_is_called_otherwise(self, as_a_reader):
        body = "## When to get help {#help}\n\nA swollen calf.\n\n## Today {#today}\n\nA fever.\n"
        factories.published("help", title="When to get help", body=body)

        same = readers.text_of(as_a_reader.get("/search/", {"q": "swollen"}))
        other = readers.text_of(as_a_reader.get("/search/", {"q": "fever"}))

        assert '"/help/#help">When to get help</a>' in same
        assert '"/help/#today">When to get help – Today</a>' in other

    def test_shows_no_words_of_one_care_card_beside_those_of_another(self, as_a_reader):
        body = (
            "## When to get help {#help}\n\nThese signs need help.\n\n"
            "::: nonurgent See a doctor if\n- your tongue tingles\n:::\n\n"
            "::: urgent Get medical advice today if\n- your tongue swells\n:::\n\n"
            "::: emergency Call an ambulance now if\n- you cannot breathe\n:::\n"
        )
        factories.published("bites", title="Bites", body=body)

        answer = readers.text_of(as_a_reader.get("/search/", {"q": "swelling tongue"}))

        assert (
            '… Get medical advice today if: your <mark role="none">tongue</mark>'
            ' <mark role="none">swells</mark> …' in answer
        )
        assert "tingles" not in answer
        assert "cannot breathe" not in answer

    def test_offers_the_topics_when_nothing_was_found(self, library, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/search/", {"q": "zebra"}))

        assert 'href="/night-cramps/"' in answer

    def test_offers_words_that_look_like_those_that_were_not_found(self, library, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/search/", {"q": "swimmable"}))

        assert 'href="/search/?q=swimming"' in answer

    def test_costs_the_same_however_much_is_found(self, library, as_a_reader):
        as_a_reader.get("/search/", {"q": "cramp"})
        few = len(as_a_reader.queries)
        for number in range(4):
            factories.published(f"page-{number}", title=f"Cramp {number}")

        as_a_reader.get("/search/", {"q": "cramp"})

        assert len(as_a_reader.queries) == few
