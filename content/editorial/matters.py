"""What people should be told about texts and reviews, worked out from how the rows stand.

No step has to remember to write a letter: a matter is there while its rows say so, and gone when
somebody has settled it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from content.editorial import decisions, letters, owners, people
from content.editorial.articles import Article
from content.editorial.letters import Matter
from content.editorial.rechecks import Recheck
from content.editorial.reviews import Review

LATE_AGAIN_DAYS = 3
RECHECK_AGAIN_DAYS = 7
# How often the first in line is told alone. After that the editors are told as well.
ALONE = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of matter: the rows that may be one, and what there is to tell of a row today.

    `row` names what the rows are, in the `about` of a letter.
    """

    row: str
    rows: Callable[[date], QuerySet[Any]]
    told: Callable[[Any, date], Telling | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told of a row: to whom, how often it was told before, and in which words."""

    to: list[User]
    subject: str
    words: str
    place: str
    round: int = 0
    since: str = ""  # tells a row's matters apart, where it comes to have several


def holders(*permissions: str) -> list[User]:
    """Return everybody at the desk who has one of some permissions, by user name.

    Administrators may do everything. They are counted only where nobody else could act.
    """
    found: dict[int, User] = {}
    for permission in permissions:
        name = f"content.{permission}"
        staff = User.objects.with_perm(name, include_superusers=False).filter(is_staff=True)
        staff = staff or User.objects.with_perm(name).filter(is_staff=True)
        found.update({person.pk: person for person in staff})
    return sorted(found.values(), key=User.get_username)


def owner_first(article: Article | None, round_: int) -> list[User]:
    """Return whom to tell about an article: its owner, and the editors when that has not helped."""
    owner = owners.owner_of(article) if article else None
    if owner is None or not letters.can_be_written_to(owner):
        return holders(people.PUBLISH)
    return with_editors([owner], round_)


def with_editors(first: list[User], round_: int) -> list[User]:
    """Return those who are told first, and the editors too once that was tried in vain."""
    editors = holders(people.PUBLISH) if round_ >= ALONE else []
    return list(dict.fromkeys([*first, *editors]))


def matter(name: str, kind: Kind, row: Any, today: date) -> Matter | None:
    """Return what is to be told of a row today, or None when there is nothing to tell."""
    told = kind.told(row, today)
    if told is None:
        return None
    about = ":".join(filter(None, [kind.row, str(row.pk), told.since]))
    return Matter(name, about, told.round, tuple(told.to), told.subject, told.words, told.place)


def place_of(article: Article | None) -> str:
    """Return the page of the desk about an article."""
    return reverse("admin:content_article_change", args=[article.pk]) if article else "/admin/"


def day(on: date) -> str:
    """Return a day as people read it."""
    return f"{on:%-d %B %Y}"


def _open_reviews(today: date) -> QuerySet[Review]:
    return (
        Review.objects.open()
        .select_related("revision__article", "asked_by", "assigned_to")
        .prefetch_related("revision__contributions__person", "revision__reviews__decided_by")
    )


def _asked(review: Review, today: date) -> Telling | None:
    """Tell everybody who may decide a review that nobody in particular is asked for."""
    return None if _assignee(review) else _to_review(review, _deciders(review))


def _assigned(review: Review, today: date) -> Telling | None:
    """Tell the person who is asked for a review."""
    assignee = _assignee(review)
    return _to_review(review, [assignee]) if assignee else None


def _to_review(review: Review, to: list[User]) -> Telling:
    due = f" Please decide by {day(review.due_on)}." if review.due_on else ""
    return Telling(
        to=to,
        subject=f"please review “{review.revision.title}”",
        words=f"{review.asked_by} asked for a {review.role} review of “{review.revision.title}” on"
        f" {day(localdate(review.asked_at))}.{due}",
        place=_review_place(review),
    )


def _late(review: Review, today: date) -> Telling | None:
    """Tell the person who is asked, or all who may decide, that a review is late."""
    if review.due_on is None or review.due_on >= today:
        return None
    round_ = ((today - review.due_on).days - 1) // LATE_AGAIN_DAYS
    assignee = _assignee(review)
    return Telling(
        to=with_editors([assignee] if assignee else _deciders(review), round_),
        subject=f"the review of “{review.revision.title}” is late",
        words=f"The {review.role} review of “{review.revision.title}” was due on"
        f" {day(review.due_on)}. The text waits for it."
        + (f" {assignee} was asked for it." if assignee else ""),
        place=_review_place(review),
        round=round_,
        since=review.due_on.isoformat(),
    )


def _returned_reviews(today: date) -> QuerySet[Review]:
    return (
        Review.objects.returned()
        .select_related("revision__article", "decided_by")
        .prefetch_related("revision__contributions__person")
    )


def _returned(review: Review, today: date) -> Telling:
    """Tell the writers of a text what a reviewer wants changed."""
    return Telling(
        to=[row.person for row in review.revision.contributions.all()],
        subject=f"changes are asked for in “{review.revision.title}”",
        words=f"{review.decided_by} asks for changes to “{review.revision.title}” in the"
        f" {review.role} review:\n\n{review.note}",
        place=place_of(review.revision.article),
    )


def _open_rechecks(today: date) -> QuerySet[Recheck]:
    return Recheck.objects.open()


def _recheck(recheck: Recheck, today: date) -> Telling | None:
    """Tell an article's owner that something happened for which it has to be looked at."""
    round_ = (today - localdate(recheck.raised_at)).days // RECHECK_AGAIN_DAYS
    if recheck.is_withdrawal() and round_ == 0:
        return None  # everybody has a louder letter about that
    article = Article.objects.select_related("opened_by").filter(code=recheck.code).first()
    return Telling(
        to=owner_first(article, round_),
        subject=f"{recheck.code} has to be looked at again",
        words=f"{recheck.get_kind_display()}, on {day(localdate(recheck.raised_at))}:\n\n"
        f"{recheck.words}\n\nThis stays open until somebody has said what came of it.",
        place=reverse("admin:recheck", args=[recheck.pk]),
        round=round_,
    )


def _assignee(review: Review) -> User | None:
    """Return the person who is asked for a review and can still give it."""
    person: User | None = review.assigned_to
    able = person and person.is_active and not decisions.why_not(review, person)
    return person if able else None


def _deciders(review: Review) -> list[User]:
    able = holders(people.approve_permission(review.role))
    return [person for person in able if not decisions.why_not(review, person)]


def _review_place(review: Review) -> str:
    return reverse("admin:content_review_change", args=[review.pk])


KINDS = {
    "review asked": Kind("review", _open_reviews, _asked),
    "review assigned": Kind("review", _open_reviews, _assigned),
    "review late": Kind("review", _open_reviews, _late),
    "changes asked": Kind("review", _returned_reviews, _returned),
    "recheck": Kind("recheck", _open_rechecks, _recheck),
}
