"""“Was this page helpful?”: what is kept, what is not, and what a reader is answered."""

import gzip
import re

import pytest
from django.db import OperationalError, connection

from content.editions.heard import Feedback
from content.publishing import hearing
from content.publishing.requirements import TAKEN_KEYS
from content.reading import feedback, stylesheet
from tests import factories, readers
from tests.factories import people

pytestmark = pytest.mark.django_db

ADDRESS = "/p/night-cramps/feedback/"
FORM = re.compile(r"\s*<form class=\"find helpful screen\".*?</form>", re.DOTALL)


@pytest.fixture(autouse=True)
def nobody_was_here():
    feedback.limit.clear()


@pytest.fixture
def edition():
    return factories.published("night-cramps", slug="cramp-at-night")


@pytest.fixture
def say(as_a_reader):
    def send(helpful="yes", words="", **more):
        headers = more.pop("headers", {})
        form = {"helpful": helpful, "words": words, **more}
        return as_a_reader.request("POST", ADDRESS, data=form, headers=headers)

    return send


def kept():
    return list(Feedback.objects.values_list("code", "number", "helpful", "words"))


class TestTheForm:
    def test_stands_at_the_foot_of_an_article(self, edition, as_a_reader):
        page = readers.text_of(as_a_reader.get("/cramp-at-night/"))

        assert f'action="{ADDRESS}" method="post"' in page
        assert "Leave out names, dates of birth and telephone numbers." in page

    def test_stands_under_no_older_edition(self, edition, as_a_reader):
        factories.published("night-cramps", slug="cramp-at-night")

        assert ADDRESS not in readers.text_of(as_a_reader.get("/p/night-cramps/v/1/"))
        assert ADDRESS in readers.text_of(as_a_reader.get("/p/night-cramps/v/2/"))

    def test_weighs_little(self, edition, as_a_reader):
        page = readers.text_of(as_a_reader.get("/cramp-at-night/"))

        with_it, without = (len(gzip.compress(p.encode(), 9)) for p in (page, FORM.sub("", page)))

        assert 0 < with_it - without < 300
        assert with_it + len(gzip.compress(stylesheet.SERVED.read_bytes(), 9)) < 14_600


class TestAnAnswer:
    @pytest.mark.engine
    def test_is_kept_with_its_edition_and_nothing_else(self, edition, say):
        answer = say("no", "Say how long it lasts.", edition="1")

        assert answer.status_code == 200
        assert kept() == [("night-cramps", 1, False, "Say how long it lasts.")]

    def test_is_thanked_for_and_told_where_help_is(self, edition, say):
        words = readers.text_of(say())

        assert "Thank you" in words
        assert 'href="/cramp-at-night/"' in words
        assert "testserver/cramp-at-night" in words
        assert "but not at once" in words
        assert "Call an ambulance now" in words

    def test_needs_no_sentence(self, edition, say):
        say("yes")

        assert kept() == [("night-cramps", 1, True, "")]

    def test_is_scrubbed_before_it_is_kept(self, edition, say):
        say("yes", "Ring 07700 900123 or ada@example.org")

        assert kept()[0][3] == "Ring [number] or [e-mail address]"

    def test_sets_no_cookie_and_is_kept_by_nobody(self, edition, say):
        answer = say("yes", headers={"cookie": "desk=x; csrftoken=y"})

        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        ("typed", "number"),
        [("2", 2), ("1", 1), ("0", 1), ("99", 2), ("9" * 500, 2), ("-1", 2), ("٢", 2), ("", 2)],
    )
    def test_is_of_an_edition_that_there_is(self, edition, say, typed, number):
        factories.published("night-cramps", slug="cramp-at-night")

        say("yes", edition=typed)

        assert kept()[0][1] == number


class TestWhatCannotBeKept:
    def test_an_answer_that_is_neither_yes_nor_no_is_asked_for_again(self, edition, say):
        answer = say("perhaps", "Say <how> long.")

        assert answer.status_code == 422
        assert "Choose yes or no" in readers.text_of(answer)
        assert 'value="Say &lt;how&gt; long."' in readers.text_of(answer)
        assert kept() == []

    def test_a_long_story_comes_back_whole(self, edition, say):
        answer = say("no", "a" * 501)

        assert answer.status_code == 422
        assert "501 letters are too many: 500 is the most" in readers.text_of(answer)
        assert "a" * 501 in readers.text_of(answer)
        assert kept() == []

    def test_the_sixth_answer_of_an_hour_comes_back_with_a_kind_sentence(self, edition, say):
        statuses = [say("yes", "Once more").status_code for _ in range(5)]

        answer = say("yes", "Once more")

        assert statuses == [200] * 5
        assert answer.status_code == 429
        assert "Try again later" in readers.text_of(answer)
        assert 'value="Once more"' in readers.text_of(answer)
        assert len(kept()) == 5

    def test_a_form_on_another_site_is_refused(self, edition, say):
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "http://testserver.evil.example"},
        ):
            assert say("yes", headers=headers).status_code == 403
        assert kept() == []

    def test_a_form_on_this_site_is_taken(self, edition, say):
        for headers in (
            {"sec-fetch-site": "same-origin", "origin": "null"},
            {"origin": "http://testserver"},
            {"origin": "null"},
            {},
        ):
            assert say("yes", headers=headers).status_code == 200

    def test_words_are_not_lost_while_the_database_is_busy(self, edition, say):
        def no_writing(execute, sql, *rest):
            if sql.startswith("INSERT"):
                raise OperationalError("database is locked")
            return execute(sql, *rest)

        with connection.execute_wrapper(no_writing):
            answer = say("yes", "Say how long.")

        assert answer.status_code == 503
        assert 'value="Say how long."' in readers.text_of(answer)


class TestTheAddress:
    @pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
    def test_takes_nothing_but_a_form(self, edition, as_a_reader, method):
        assert as_a_reader.request(method, ADDRESS).status_code == 405

    def test_is_gone_with_its_page(self, say):
        factories.withdrawn(factories.live_page("night-cramps"))

        assert say().status_code == 410
        assert kept() == []

    def test_of_a_draft_answers_like_that_of_nothing(self, as_a_reader):
        factories.approved("hidden")

        draft = as_a_reader.request("POST", "/p/hidden/feedback/", data={"helpful": "yes"})
        nothing = as_a_reader.request("POST", "/p/absent/feedback/", data={"helpful": "yes"})

        assert draft.status_code == nothing.status_code == 404
        assert draft.content == nothing.content

    def test_leaves_no_room_for_a_section_of_that_name(self):
        assert "feedback" in TAKEN_KEYS

    @pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "x"])
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"helpful=yes&words=%00%ff%fe%ed%a0%80",
            b"helpful=yes&words=" + b"%f0%9f%92%a9" * 400,
            b"helpful=yes&helpful=no&words=a&words=b",
            b"\xff" * 5000,
            b"helpful=yes&words=<script>alert(1)</script>{{ 7*7 }}%25s",
            b"&".join(b"a%d=1" % number for number in range(1200)),
            b"a" * 2_100_000,
            b"_method=DELETE&helpful=yes",
        ],
    )
    def test_bears_any_bytes(self, edition, client, kind, body):
        client.raise_request_exception = False

        answer = client.post(ADDRESS, body, content_type=kind)

        assert answer.status_code in {200, 400, 413, 422}
        assert b"<script>alert" not in answer.content

    @pytest.mark.parametrize("body", [b"--x\r\n", b"", b"--x\r\nContent-Disposition: form-data; n"])
    def test_bears_a_form_that_breaks_off(self, edition, client, body):
        answer = client.post(ADDRESS, body, content_type="multipart/form-data; boundary=x")

        assert answer.status_code in {400, 422}


class TestYouSaidWeChanged:
    @pytest.fixture
    def history(self, as_a_reader):
        factories.published("night-cramps")
        said = [factories.heard("night-cramps", words=f"Canary {n}") for n in range(3)]
        factories.published("night-cramps")

        def after(led_to, *rows):
            for row in rows:
                hearing.settle(said[row], led_to=led_to, by=people().editor, at=factories.tick())
            return readers.text_of(as_a_reader.get("/p/night-cramps/history/"))

        return after

    @pytest.mark.engine
    def test_counts_the_readers_who_led_to_an_edition(self, history):
        assert "2 readers wrote to us about this page before this change." in history(2, 0, 1)

    def test_says_nothing_of_what_was_set_aside(self, history):
        assert "wrote to us" not in history(None, 0, 1)

    def test_shows_no_word_that_a_reader_wrote(self, history):
        page = history(2, 0)

        assert "1 reader wrote to us about this page before this change." in page
        assert "Canary" not in page


class TestThePrivacyPage:
    def test_says_what_is_kept(self, edition, as_a_reader):
        page = readers.text_of(as_a_reader.get("/about/"))

        assert "we keep your yes or no, your sentence, the page and the day" in page
        assert "for at most an hour" in page
        # The table holds that and what an editor made of it, and no more.
        assert {field.name for field in Feedback._meta.fields} == {
            *("id", "code", "number", "helpful", "words", "given_on"),
            *("led_to", "settled_by", "settled_at"),
        }
