"""What people should be told today, of everything at the desk, and the letters that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from content.editions.models import Page, Withdrawal
from content.editorial import letters, matters, owners, people
from content.editorial.articles import Article, Contribution, Revision, Unfinished
from content.editorial.journal import JournalLine
from content.editorial.letters import Letter, Matter
from content.editorial.matters import Kind, Telling, day, place_of
from content.editorial.reviews import Review
from content.publishing import scheduling
from content.publishing.schedules import Schedule

SOON = timedelta(days=30)
AGAIN_DAYS = 7
# An alarm older than this is no news, and somebody new at the desk is not told of it.
NEWS = timedelta(days=14)


def due(today: date) -> Iterator[Matter]:
    """Yield everything that somebody should be told of, as the rows stand now."""
    for name, kind in KINDS.items():
        for row in kind.rows(today):
            if matter := matters.matter(name, kind, row, today):
                yield matter


def is_due(letter: Letter, today: date) -> bool:
    """Say whether what a letter tells is still so: same round, same person, not settled."""
    kind = KINDS.get(letter.kind)
    _, pk, *_ = letter.about.split(":")
    row = kind.rows(today).filter(pk=pk).first() if kind else None
    matter = matters.matter(letter.kind, kind, row, today) if kind and row else None
    if matter is None or (matter.about, matter.round) != (letter.about, letter.round):
        return False
    return letter.to in matter.to and letters.can_be_written_to(letter.to)


def write_due(*, at: datetime) -> int:
    """Write the letters that are due. Return how many that made; a second time it makes none."""
    return letters.write(due(localdate(at)), at=at)


def _approved_texts(today: date) -> QuerySet[Revision]:
    reviews = Review.objects.filter(revision=OuterRef("pk"))
    texts: QuerySet[Revision] = Revision.objects.filter(
        Exists(reviews.filter(decision=Review.Decision.APPROVED)),
        ~Exists(reviews.exclude(decision=Review.Decision.APPROVED)),
        ~Exists(Schedule.objects.open().filter(revision=OuterRef("pk"))),
        pk__in=Unfinished.objects.values("revision"),
    ).select_related("article")
    return texts


def _to_publish(revision: Revision, today: date) -> Telling:
    """Tell those who may publish that a text has every approval."""
    writers = [row.person for row in Contribution.objects.filter(revision=revision)]
    able = [
        person
        for person in matters.holders(people.PUBLISH)
        if not any(people.same_person(person, writer) for writer in writers)
    ]
    return Telling(
        to=able,
        subject=f"“{revision.title}” can be published",
        words=f"Everybody has approved revision {revision.number} of “{revision.title}”. Publish"
        " it, or choose a moment for it.",
        place=place_of(revision.article),
    )


def _refused_schedules(today: date) -> QuerySet[Schedule]:
    return Schedule.objects.unsettled().select_related("revision__article__opened_by", "asked_by")


def _not_published(schedule: Schedule, today: date) -> Telling | None:
    """Tell who asked for it, and the owner, that a text was not published at its moment."""
    if schedule.ended_at is None or today - localdate(schedule.ended_at) > NEWS:
        return None
    revision = schedule.revision
    asked_by, owner = schedule.asked_by, owners.owner_of(revision.article)
    return Telling(
        to=list(dict.fromkeys([asked_by, owner])),
        subject=f"“{revision.title}” was not published",
        words=f"Revision {revision.number} of “{revision.title}” was to be published on"
        f" {scheduling.told_moment(schedule.publish_at)}, and was not:\n\n{schedule.told}",
        place=place_of(revision.article),
    )


def _standing_withdrawals(today: date) -> QuerySet[Withdrawal]:
    standing = Page.objects.exclude(withdrawal=None).values("withdrawal")
    found: QuerySet[Withdrawal] = Withdrawal.objects.filter(pk__in=standing)
    return found.select_related("page", "withdrawn_by")


def _taken_down(notice: Withdrawal, today: date) -> Telling | None:
    """Tell the owner, and everybody who may publish or decide, that a page was taken down."""
    if today - localdate(notice.withdrawn_at) > NEWS:
        return None
    lines = JournalLine.objects.filter(step="withdraw", code=notice.page.code)
    line = lines.filter(at=notice.withdrawn_at).first()
    deciding = [people.approve_permission(role) for role in people.required_roles()]
    article = Article.objects.select_related("opened_by").filter(code=notice.page.code).first()
    owner = [owners.owner_of(article)] if article else []
    everybody = dict.fromkeys([*owner, *matters.holders(people.PUBLISH, *deciding)])
    return Telling(
        to=[person for person in everybody if person.pk != notice.withdrawn_by_id],
        subject=f"TAKEN DOWN: /{notice.page.slug}/",
        words=f"{notice.withdrawn_by} took /{notice.page.slug}/ down on"
        f" {scheduling.told_moment(notice.withdrawn_at)}.\n\nReaders are told:"
        f" {notice.get_reason_display()}\nColleagues: {line.facts['note'] if line else ''}",
        place=place_of(article),
    )


def _pages_due(today: date) -> QuerySet[Page]:
    return Page.objects.listed().filter(edition__review_due_on__lte=today + SOON)


def _review_soon(page: Page, today: date) -> Telling | None:
    """Tell the owner that a full review comes up."""
    due_on = _due_on(page)
    if due_on <= today:
        return None
    return _full_review(page, f"is due on {day(due_on)}", due_on, round_=0)


def _review_due(page: Page, today: date) -> Telling | None:
    """Tell the owner that a full review is due or overdue, and the editors when nobody acts."""
    due_on = _due_on(page)
    late = (today - due_on).days
    if late < 0:
        return None
    when = "is due today" if late == 0 else f"was due on {day(due_on)}"
    return _full_review(page, when, due_on, round_=late // AGAIN_DAYS)


def _full_review(page: Page, when: str, due_on: date, *, round_: int) -> Telling:
    article = Article.objects.select_related("opened_by").filter(code=page.code).first()
    title = page.edition.title if page.edition else page.code
    return Telling(
        to=matters.owner_first(article, round_),
        subject=f"the full review of “{title}” {when}",
        words=f"The full review of “{title}” {when}. Write what should change, if anything, and"
        " have the whole page read. From the day after it is due, the page itself says so.",
        place=place_of(article),
        round=round_,
        since=due_on.isoformat(),
    )


def _due_on(page: Page) -> date:
    return page.edition.review_due_on if page.edition else date.max


KINDS = {
    **matters.KINDS,
    "text approved": Kind("revision", _approved_texts, _to_publish),
    "schedule refused": Kind("schedule", _refused_schedules, _not_published),
    "page withdrawn": Kind("withdrawal", _standing_withdrawals, _taken_down),
    "full review soon": Kind("page", _pages_due, _review_soon),
    "full review due": Kind("page", _pages_due, _review_due),
}
