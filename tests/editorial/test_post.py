"""The post: sends what waits, waits while the server is down, and sends nothing that is done."""

from datetime import timedelta

import pytest

from content.editorial import letters, post
from content.editorial.letters import Letter, Matter
from tests import factories
from tests.factories import NOON
from tests.smtp import MailServer

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "desk@example.org"
        yield server


@pytest.fixture
def away(server, settings):
    """The server does not answer; `settings.EMAIL_PORT` brings it back."""
    gone = MailServer()
    gone.close()
    settings.EMAIL_PORT = gone.port
    return server


def letter(name="editor", **fields):
    """A letter that waits."""
    to = factories.person(name, "editors", email=f"{name}@example.org")
    row = {"kind": "recheck", "about": f"recheck:{name}", "round": 0, "place": "/admin/"}
    words = {"subject": "look", "words": "Look."}
    letters.write([Matter(**row | words | {"to": (to,)} | fields)], at=NOON)
    return Letter.objects.get(to=to)


def send(at=NOON, is_due=lambda letter: True):
    return post.send_waiting(at=at, is_due=is_due)


class TestTheServer:
    def test_is_given_each_letter_once(self, server):
        letter()

        posted = send()

        [sent] = server.letters
        assert (posted.sent, posted.dropped, posted.waiting) == (1, 0, 0)
        assert (sent["To"], sent["From"]) == ("editor@example.org", "desk@example.org")
        assert sent["Subject"] == "Leg Cramps: look"
        assert send().sent == 0
        assert len(server.letters) == 1

    def test_is_given_plain_text_with_nothing_that_tells_who_reads(self, server):
        letter()

        send()

        [sent] = server.letters
        assert sent.get_content_type() == "text/plain"
        assert "Look." in sent.get_content()
        assert "http" not in sent.get_content()

    def test_is_given_the_oldest_first(self, server):
        letter("editor")
        letter("publisher")
        Letter.objects.filter(to__username="editor").update(written_at=NOON + MINUTE)

        send()

        assert [sent["To"] for sent in server.letters] == [
            "publisher@example.org",
            "editor@example.org",
        ]

    def test_is_given_no_second_header(self, server):
        letter(subject="look\nBcc: everybody@example.org")

        send()

        assert server.letters[0]["Bcc"] is None


class TestALetterWhoseMatterIsDone:
    def test_is_dropped_and_not_sent(self, server):
        row = letter()

        posted = send(is_due=lambda letter: False)

        row.refresh_from_db()
        assert (posted.sent, posted.dropped, posted.waiting) == (0, 1, 0)
        assert (row.dropped_at, row.sent_at) == (NOON, None)
        assert server.letters == []

    def test_is_asked_about_just_before_it_would_go(self, server):
        letter("editor")
        letter("publisher")

        def is_due(letter):
            return letter.to.username == "editor" or not server.letters

        send(is_due=is_due)

        assert [sent["To"] for sent in server.letters] == ["editor@example.org"]

    def test_is_dropped_also_without_a_server(self):
        letter()

        assert send(is_due=lambda letter: False).dropped == 1


class TestWithoutAServer:
    def test_letters_wait(self):
        row = letter()

        posted = send()

        row.refresh_from_db()
        assert (posted.sent, posted.waiting) == (0, 1)
        assert (row.tries, row.error) == (0, "")


class TestWhileTheServerIsDown:
    def test_letters_wait_and_say_why(self, away):
        row = letter()

        posted = send()

        row.refresh_from_db()
        assert (posted.sent, posted.waiting) == (0, 1)
        assert (row.tries, row.sent_at) == (1, None)
        assert "Connection refused" in row.error

    def test_nobody_knocks_a_second_time_in_a_run(self, away):
        for name in ("editor", "publisher", "writer"):
            letter(name)

        send()

        assert sum(row.tries for row in Letter.objects.all()) == 1

    def test_letters_go_when_it_is_back(self, away, settings):
        row = letter()
        send()
        settings.EMAIL_PORT = away.port

        posted = send(at=NOON + 5 * MINUTE)

        row.refresh_from_db()
        assert (posted.sent, row.tries, row.error) == (1, 2, "")
        assert len(away.letters) == 1

    def test_pauses_grow_up_to_an_hour(self, away):
        row = letter()
        tried = []
        for minute in range(4 * 60):
            before = row.tries
            send(at=NOON + minute * MINUTE)
            row.refresh_from_db()
            tried += [minute] * (row.tries - before)

        assert tried == [0, 5, 15, 35, 75, 135, 195]

    def test_what_is_done_meanwhile_is_dropped(self, away, settings):
        letter()
        send()
        settings.EMAIL_PORT = away.port

        posted = send(at=NOON + 5 * MINUTE, is_due=lambda letter: False)

        assert (posted.sent, posted.dropped) == (0, 1)
        assert away.letters == []


class TestAnAddressThatIsRefused:
    def test_holds_up_no_other_letter(self, server):
        server.refuses = {"editor@example.org"}
        row = letter("editor")
        letter("publisher")

        posted = send()

        row.refresh_from_db()
        assert (posted.sent, posted.waiting) == (1, 1)
        assert (row.tries, row.error) == (1, "550 no such person")
        assert [sent["To"] for sent in server.letters] == ["publisher@example.org"]

    def test_is_tried_again(self, server):
        server.refuses = {"editor@example.org"}
        letter()
        send()
        server.refuses = set()

        assert send(at=NOON + MINUTE).sent == 0
        assert send(at=NOON + 5 * MINUTE).sent == 1


class TestARunThatWasKilled:
    def test_leaves_a_letter_it_had_in_hand_to_a_later_one(self, server):
        row = letter()
        Letter.objects.update(tries=1, tried_at=NOON)

        at_once, later = send(at=NOON + MINUTE), send(at=NOON + 5 * MINUTE)

        row.refresh_from_db()
        assert (at_once.sent, later.sent) == (0, 1)
        assert row.sent_at == NOON + 5 * MINUTE
