"""Publishing at a moment to come: exactly once, never early, and never what has changed since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.timesince import timesince
from django.utils.timezone import localtime

from content import rendering
from content.editorial import freezing, journal, people, progress
from content.editorial.articles import Article, Revision
from content.editorial.people import NotAllowedError
from content.publishing import press
from content.publishing.press import PressError
from content.publishing.requirements import Problem
from content.publishing.schedules import Schedule

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = timedelta(days=366)
# Whatever runs this comes by every few minutes; what is later than this was held up.
LATE = timedelta(hours=1)


@transaction.atomic
def schedule(revision: Revision, *, publish_at: datetime, by: User, at: datetime) -> Schedule:
    """Have an approved revision published at a moment to come.

    It has to be as fit as for publishing now. It is looked at again, whole, when the moment comes.
    """
    people.require(by, people.PUBLISH, "publish")
    revision = progress.newest_of_its_article(revision)
    problems = [
        *_problems_of_moment(publish_at, at),
        *_already(revision),
        *press.problems_of(revision, freezing.render(revision), by=by),
    ]
    if problems:
        raise PressError({revision.article.code: problems})
    made = Schedule(revision=revision, publish_at=publish_at, asked_by=by, asked_at=at)
    made.save()
    progress.note("schedule", revision, by=by, at=at, note=f"for {told_moment(publish_at)}")
    return made


@transaction.atomic
def cancel(schedule: Schedule, *, by: User, at: datetime) -> Schedule:
    """Let a schedule go. The text stays approved."""
    people.require(by, people.PUBLISH, "cancel what is to be published")
    schedule = _locked(schedule.pk)
    if schedule.outcome:
        ended = f"This has ended already: {schedule.get_outcome_display().lower()}."
        raise PressError({schedule.revision.article.code: [Problem(ended)]})
    _end(schedule, Schedule.Outcome.CANCELLED, by=by, at=at)
    moment = told_moment(schedule.publish_at)
    progress.note("cancel schedule", schedule.revision, by=by, at=at, note=f"for {moment}")
    return schedule


def run_due(*, at: datetime, database_at: datetime) -> list[Schedule]:
    """Publish what is due, in the order of its moments, and return what has ended by that.

    `at` is this machine's clock and `database_at` the database's own, which every machine shares:
    a moment has come when it has come by both. Each schedule is a step of its own, so a run that
    is killed loses nothing, and of two runs at once one finds nothing left to do.
    """
    moment = min(at, database_at)
    due = list(Schedule.objects.due(moment).values_list("pk", flat=True))
    return [ended for pk in due if (ended := _run(pk, at=moment))]


def clock_of_the_database() -> datetime:
    """Return what the time is by the database's clock."""
    query = {
        "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')",
        "postgresql": "SELECT clock_timestamp()",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        [now] = cursor.fetchone()
    return now if isinstance(now, datetime) else datetime.fromisoformat(now).astimezone(UTC)


def told_moment(moment: datetime) -> str:
    """Return a moment as the site's people read it, by the clock on their wall."""
    return f"{localtime(moment):%-d %B %Y, %H:%M}"


def _problems_of_moment(publish_at: datetime, at: datetime) -> list[Problem]:
    if publish_at <= at:
        return [Problem("That moment has passed. Choose a later one, or publish it now.")]
    if publish_at > at + LONGEST:
        return [Problem("That is more than a year away. Choose an earlier day.")]
    return []


def _already(revision: Revision) -> list[Problem]:
    other = Schedule.objects.open().filter(revision=revision).first()
    if other is None:
        return []
    moment = told_moment(other.publish_at)
    return [
        Problem(f"Revision {revision.number} is to be published on {moment}. Cancel that first.")
    ]


def _run(pk: int, *, at: datetime) -> Schedule | None:
    try:
        return _publish(pk, at=at)
    except PressError as error:
        return _refuse(pk, str(error), at=at)
    except NotAllowedError:
        return _refuse(pk, "Who asked for it may not publish any more.", at=at)
    except rendering.Refused as error:
        return _refuse(pk, str(error), at=at)
    except IntegrityError:
        return _refuse(pk, "The database's own rules refused it. Publish it to see why.", at=at)


@transaction.atomic
def _publish(pk: int, *, at: datetime) -> Schedule | None:
    schedule = _locked(pk)
    if schedule.outcome:
        return None
    edition = press.publish(schedule.revision, by=schedule.asked_by, at=at)
    progress.note(
        "publish as scheduled",
        schedule.revision,
        by=schedule.asked_by,
        at=at,
        edition=edition.number,
        note=_lateness(schedule, at),
    )
    schedule.refresh_from_db()
    return schedule


@transaction.atomic
def _refuse(pk: int, told: str, *, at: datetime) -> Schedule | None:
    schedule = _locked(pk)
    if schedule.outcome:
        return None
    schedule.told = told
    _end(schedule, Schedule.Outcome.REFUSED, by=None, at=at)
    journal.write(
        "refuse schedule",
        code=schedule.revision.article.code,
        by=None,
        at=at,
        revision=schedule.revision.number,
        note=f"{told} {_lateness(schedule, at)}".strip(),
    )
    return schedule


def _end(schedule: Schedule, outcome: Schedule.Outcome, *, by: User | None, at: datetime) -> None:
    schedule.outcome, schedule.ended_by, schedule.ended_at = outcome, by, at
    schedule.save(update_fields=["outcome", "ended_by", "ended_at", "told"])


def _locked(pk: int) -> Schedule:
    """Lock the article and then its schedule, in the order in which the press comes to them."""
    Article.objects.select_for_update().get(revisions__schedules=pk)
    whole = Schedule.objects.select_related("revision__article", "asked_by")
    return whole.select_for_update(of=("self",)).get(pk=pk)


def _lateness(schedule: Schedule, at: datetime) -> str:
    if at - schedule.publish_at <= LATE:
        return ""
    late = timesince(schedule.publish_at, at, depth=1).replace("\xa0", " ")
    return f"{late} after its moment, {told_moment(schedule.publish_at)}"
