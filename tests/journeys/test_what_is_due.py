"""What is due is done once: by two runs at once, by one that is killed, by a site that starts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from content.editions.models import Edition, Page
from content.editorial import letters, post, workflow
from content.editorial.letters import Letter, Matter
from content.publishing import addresses, press, scheduling, verification
from content.publishing.schedules import Schedule
from tests import factories
from tests.factories import NOON, people
from tests.journeys.test_concurrency import at_once
from tests.journeys.waiting import until
from tests.smtp import MailServer

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("real_transactions")]

HOUSE = Path(__file__).resolve().parents[2]
ROUNDS = 5
TWO = NOON + timedelta(hours=2)


def run():
    return scheduling.run_due(at=TWO, database_at=TWO)


def everything_matches():
    return list(verification.mismatches()) == []


class TestTwoRunsAtOnce:
    def test_publish_once(self):
        for _ in range(ROUNDS):
            made = factories.scheduled()

            ended = at_once(run, run)

            assert sum(map(len, ended)) == 1
            assert Edition.objects.filter(code=made.revision.article.code).count() == 1
        assert everything_matches()

    def test_refuse_once(self):
        made = factories.scheduled("night-cramps")
        factories.revision("night-cramps", title="Newer")

        ended = at_once(run, run)

        assert [row for rows in ended for row in rows] == [made]
        assert not Edition.objects.exists()

    def test_share_what_there_is(self):
        made = [factories.scheduled() for _ in range(6)]

        ended = at_once(run, run)

        assert sorted(row.pk for rows in ended for row in rows) == [row.pk for row in made]
        assert Page.objects.live().count() == 6
        assert everything_matches()


class TestARunAndAPerson:
    """Whoever is first, nothing is published that nobody approved, and nothing twice."""

    def test_who_publishes_leave_one_edition(self):
        publisher = people().publisher
        for _ in range(ROUNDS):
            made = factories.scheduled()

            at_once(run, lambda m=made: press.publish(m.revision, by=publisher, at=TWO))

            made.refresh_from_db()
            assert made.outcome == "published"
            assert made.edition == Edition.objects.get(code=made.revision.article.code)
        assert everything_matches()

    def test_who_cancels_leave_one_outcome(self):
        publisher = people().publisher
        for _ in range(ROUNDS):
            made = factories.scheduled()

            at_once(run, lambda m=made: scheduling.cancel(m, by=publisher, at=TWO))

            made.refresh_from_db()
            published = Edition.objects.filter(code=made.revision.article.code).exists()
            assert made.outcome == ("published" if published else "cancelled")

    def test_who_edits_publish_the_approved_text_or_nothing(self):
        writer = people().writer
        for number in range(ROUNDS):
            made = factories.scheduled(f"article-{number}", title="Approved")
            article = made.revision.article

            at_once(run, lambda a=article: workflow.save(a, {"title": "New"}, by=writer, at=TWO))

            titles = Edition.objects.filter(code=article.code).values_list("title", flat=True)
            assert list(titles) in ([], ["Approved"])
        assert everything_matches()

    def test_who_takes_the_page_down_leave_it_down(self):
        clinician = people().clinician
        for number in range(ROUNDS):
            page = factories.live_page(f"article-{number}")
            factories.scheduled(page.code, title="More")

            at_once(
                run,
                lambda p=page: addresses.withdraw(
                    p, reason="mistake", note="Wrong.", by=clinician, at=TWO
                ),
            )

            page.refresh_from_db()
            assert not page.is_live()
        assert everything_matches()


class TestTwoPostsAtOnce:
    def test_send_each_letter_once(self, settings):
        to = factories.person("editor", "editors", email="editor@example.org")
        about = [
            Matter("recheck", f"recheck:{n}", 0, (to,), f"{n}", "Look.", "/") for n in range(9)
        ]
        letters.write(about, at=NOON)

        def send():
            return post.send_waiting(at=NOON, is_due=lambda letter: True).sent

        with MailServer() as server:
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            settings.EMAIL_USE_TLS, settings.DEFAULT_FROM_EMAIL = False, "desk@example.org"
            sent = at_once(send, send)

        assert sum(sent) == len({each["Subject"] for each in server.letters}) == 9
        assert len(server.letters) == 9
        assert not Letter.objects.waiting().exists()


# --- In processes of their own, by the clock on the wall ------------------------------------------


def surroundings(**said):
    """What a process needs to find the tests' own database."""
    there = connection.settings_dict
    sqlite = f"sqlite:///{there['NAME']}"
    who = f"{there['USER']}:{there['PASSWORD']}@" if there.get("USER") else ""
    address = f"{who}{there.get('HOST', '')}:{there.get('PORT', '')}".rstrip(":")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cramps_site.settings",
        "DATABASE_URL": (
            sqlite if connection.vendor == "sqlite" else f"postgresql://{address}/{there['NAME']}"
        ),
        **said,
    }


def started(*command, **said):
    return subprocess.Popen(  # noqa: S603  # our own
        [sys.executable, *command], cwd=HOUSE, env=surroundings(**said)
    )


def overdue(code=""):
    """A text whose moment passed three days ago, while nothing ran."""
    now = timezone.now()
    return scheduling.schedule(
        factories.approved(code),
        publish_at=now - timedelta(days=3),
        by=people().publisher,
        at=now - timedelta(days=4),
    )


class TestTwoProcesses:
    def test_publish_once(self):
        made = [overdue() for _ in range(4)]

        both = [started("manage.py", "run_due") for _ in range(2)]

        assert [process.wait(timeout=120) for process in both] == [0, 0]
        assert Edition.objects.count() == Page.objects.live().count() == len(made)
        assert not Schedule.objects.open().exists()
        assert everything_matches()


class TestAProcessThatIsKilled:
    def test_leaves_each_text_published_or_to_come(self):
        made = [overdue() for _ in range(4)]

        process = started("manage.py", "run_due")
        until(Edition.objects.exists)
        process.kill()
        process.wait()
        published = Edition.objects.count()
        left = Schedule.objects.open().count()
        again = started("manage.py", "run_due").wait(timeout=120)

        assert (published + left, again) == (len(made), 0)
        assert Edition.objects.count() == Page.objects.live().count() == len(made)
        assert everything_matches()


class TestASiteThatStarts:
    def test_does_what_became_due_while_it_was_off(self):
        made = overdue()
        factories.person("editor", "editors", email="editor@example.org")
        factories.approved("night-cramps", title="Night cramps")
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = str(free.getsockname()[1])

        with MailServer() as mail_server:
            server = started(
                *("-m", "gunicorn", "--config", "cramps_site/gunicorn.py", "cramps_site.wsgi"),
                HOST="127.0.0.1",
                PORT=port,
                WEB_CONCURRENCY="1",
                EMAIL_HOST="127.0.0.1",
                EMAIL_PORT=str(mail_server.port),
                EMAIL_USE_TLS="0",
                DEFAULT_FROM_EMAIL="desk@example.org",
            )
            try:
                until(Letter.objects.exclude(sent_at=None).exists)
            finally:
                server.terminate()
                server.wait(timeout=60)

        made.refresh_from_db()
        assert made.outcome == "published"
        assert [letter["Subject"].strip() for letter in mail_server.letters] == [
            "Leg Cramps: “Night cramps” can be published"
        ]
