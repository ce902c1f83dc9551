"""What waits for whom: the desk's front page. A fixed number of queries, whatever waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, When

from content.editions.models import Page
from content.editorial import comparing, decisions, people
from content.editorial.articles import Contribution, Revision, Unfinished
from content.editorial.reviews import Review
from content.publishing.schedules import Schedule

MOST_LOOKED_AT = 200
MOST_SHOWN = 25
SOON = timedelta(days=30)
HEAVY = ("leaning", "body", "key_points", "also_called", "codes", "related", "forwards", "summary")
WITH_HANDS = (
    "revision__contributions__person",
    "revision__reviews__decided_by",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An open review, what it would change, and why somebody may not decide it."""

    review: Review
    dangers: str = ""
    why_not: str = ""
    is_mine: bool = False
    late: int = 0


@dataclass(slots=True)
class Waiting:
    """Everything that waits for one person, and what waits for others."""

    to_decide: list[Asked] = field(default_factory=list)
    more_to_decide: int = 0
    returned: list[Review] = field(default_factory=list)
    ready: list[Revision] = field(default_factory=list)
    elsewhere: list[Asked] = field(default_factory=list)
    due: list[dict[str, Any]] = field(default_factory=list)
    only_mine: bool = False

    def is_nothing(self) -> bool:
        """Say whether nothing waits for this person."""
        return not (self.to_decide or self.returned or self.ready)


def for_person(person: Any, *, today: date, only_mine: bool = False) -> Waiting:
    """Return what waits for somebody: what they were asked for and what is late, then the oldest.

    With `only_mine`, no review but those that this very person was asked to decide.
    """
    waiting = Waiting(only_mine=only_mine)
    if person.has_perm("content.view_review"):
        _sort_open(waiting, person, today=today)
    if person.has_perm(f"content.{people.WRITE}"):
        waiting.returned = _returned(person)
    if person.has_perm(f"content.{people.PUBLISH}"):
        waiting.ready = _ready(person)
    if person.has_perm("content.view_page"):
        waiting.due = _due(today)
    return waiting


def _sort_open(waiting: Waiting, person: Any, *, today: date) -> None:
    reviews = (
        Review.objects.open()
        .select_related("revision__article", "asked_by", "assigned_to")
        .defer(*(f"revision__{name}" for name in HEAVY))
        .prefetch_related(*WITH_HANDS)
        .annotate(place=_place(person, today))
        .order_by("place", F("due_on").asc(nulls_last=True), "asked_at", "pk")
    )
    if waiting.only_mine:
        reviews = reviews.filter(assigned_to=person)
    asked = [_asked(review, person, today) for review in reviews[:MOST_LOOKED_AT]]
    mine = [each for each in asked if not each.why_not]
    waiting.more_to_decide = max(0, len(mine) - MOST_SHOWN)
    waiting.to_decide = _with_dangers(mine[:MOST_SHOWN])
    waiting.elsewhere = [each for each in asked if each.why_not][:MOST_SHOWN]


def _place(person: Any, today: date) -> Case:
    """Put first what somebody was asked for, then what is late, and last what others were."""
    return Case(
        When(assigned_to=person, then=0),
        When(due_on__lt=today, then=1),
        When(assigned_to=None, then=2),
        default=3,
    )


def _asked(review: Review, person: Any, today: date) -> Asked:
    return Asked(
        review,
        why_not=decisions.why_not(review, person),
        is_mine=review.assigned_to_id == person.pk,
        late=max(0, (today - review.due_on).days) if review.due_on else 0,
    )


def _with_dangers(asked: Sequence[Asked]) -> list[Asked]:
    """Say of each what it would change for readers."""
    reviews = [each.review for each in asked]
    whole = Revision.objects.select_related("article").in_bulk(
        [review.revision_id for review in reviews]
    )
    codes = [review.revision.article.code for review in reviews]
    pages = Page.objects.live().filter(code__in=codes).select_related("edition")
    live = {page.code: page.edition for page in pages}
    return [
        replace(
            each,
            dangers=comparing.in_a_line(
                whole[each.review.revision_id], live.get(each.review.revision.article.code)
            ),
        )
        for each in asked
    ]


def _returned(person: Any) -> list[Review]:
    mine = Contribution.objects.filter(revision=OuterRef("revision"), person=person)
    return list(
        Review.objects.returned()
        .filter(Exists(mine))
        .select_related("revision__article", "decided_by")
        .defer(*(f"revision__{name}" for name in HEAVY))
        .order_by("decided_at")[:MOST_SHOWN]
    )


def _ready(person: Any) -> list[Revision]:
    """Return the approved texts that this person had no hand in and that have no moment yet."""
    reviews = Review.objects.filter(revision=OuterRef("pk"))
    mine = Contribution.objects.filter(revision=OuterRef("pk"), person=person)
    return list(
        Revision.objects.filter(
            Exists(reviews.filter(decision=Review.Decision.APPROVED)),
            ~Exists(reviews.exclude(decision=Review.Decision.APPROVED)),
            ~Exists(mine),
            ~Exists(Schedule.objects.open().filter(revision=OuterRef("pk"))),
            pk__in=Unfinished.objects.values("revision"),
        )
        .select_related("article", "written_by")
        .defer(*HEAVY)
        .order_by("written_at")[:MOST_SHOWN]
    )


def _due(today: date) -> list[dict[str, Any]]:
    rows = (
        Page.objects.live()
        .filter(edition__review_due_on__lte=today + SOON)
        .order_by("edition__review_due_on")
        .values("pk", "code", "edition__title", "edition__review_due_on")[:MOST_SHOWN]
    )
    return [
        {
            "code": row["code"],
            "title": row["edition__title"],
            "days": (row["edition__review_due_on"] - today).days,
            "late": (today - row["edition__review_due_on"]).days,
        }
        for row in rows
    ]
