"""The command for cron: whatever is due is done, and said in a line."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from content.editions.models import Page
from content.editorial.letters import Letter
from content.publishing import scheduling
from tests import factories
from tests.factories import people

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def server(settings):
    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"


def scheduled(code, *, after):
    """A text whose moment is some time after now, asked for when the machine was still on."""
    now = timezone.now()
    return scheduling.schedule(
        factories.approved(code),
        publish_at=now + after,
        by=people().publisher,
        at=now - timedelta(days=4),
    )


def run(capsys):
    call_command("run_due")
    return capsys.readouterr().out


class TestRunDue:
    def test_says_that_there_was_nothing_to_do(self, capsys):
        assert run(capsys) == (
            "0 published, 0 refused. Letters: 0 written, 0 sent, 0 dropped, 0 waiting.\n"
        )

    def test_does_everything_once_after_three_days(self, capsys):
        late, early, to_come = (
            scheduled(code, after=after)
            for code, after in (("late", -HOUR), ("early", -72 * HOUR), ("to-come", HOUR))
        )

        first, second = run(capsys), run(capsys)

        assert first.startswith("2 published, 0 refused.")
        assert second.startswith("0 published, 0 refused.")
        assert list(Page.objects.live().order_by("edition_id").values_list("code", flat=True)) == [
            "early",
            "late",
        ]
        for row in (early, late, to_come):
            row.refresh_from_db()
        assert (early.outcome, late.outcome, to_come.outcome) == ("published", "published", "")

    def test_tells_who_asked_of_what_was_refused(self, capsys, server):
        publisher = people().publisher
        publisher.email = "publisher@example.org"
        publisher.save()
        scheduled("night-cramps", after=-HOUR)
        factories.revision("night-cramps", title="Newer")

        assert run(capsys) == (
            "0 published, 1 refused. Letters: 1 written, 1 sent, 0 dropped, 0 waiting.\n"
        )
        assert mail.outbox[0].to == ["publisher@example.org"]
        assert "was not published" in mail.outbox[0].subject

    def test_keeps_letters_where_there_is_no_mail_server(self, capsys):
        factories.person("publisher", "editors", email="publisher@example.org")
        factories.approved()

        assert "1 written, 0 sent, 0 dropped, 1 waiting." in run(capsys)
        assert "0 written, 0 sent, 0 dropped, 1 waiting." in run(capsys)

    def test_sends_nothing_that_is_done_by_then(self, capsys, settings, server):
        factories.person("publisher", "editors", email="publisher@example.org")
        settings.EMAIL_HOST = ""
        scheduled("night-cramps", after=HOUR).revision.schedules.update(
            outcome="cancelled", ended_at=timezone.now()
        )
        run(capsys)
        settings.EMAIL_HOST = "mail.example.org"

        scheduling.schedule(
            factories.article_of("night-cramps").newest(),
            publish_at=timezone.now() + HOUR,
            by=people().publisher,
            at=timezone.now(),
        )

        assert "0 written, 0 sent, 1 dropped, 0 waiting." in run(capsys)
        assert mail.outbox == []
        assert Letter.objects.get().dropped_at
