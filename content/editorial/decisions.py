"""What a reviewer decides: a yes or a no to the exact text that was shown."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.timezone import localdate

from content.editorial import checklist, comparing, people, progress, readiness
from content.editorial.progress import WorkflowError
from content.editorial.reviews import Review


@transaction.atomic
def approve(
    review: Review,
    *,
    by: User,
    at: datetime,
    shown: str,
    read_whole: bool | None,
    answers: Mapping[str, str] | None = None,
    looked_at: Collection[str] = (),
) -> Review:
    """Record a reviewer's yes to the text with the digest `shown`, and to no other.

    `read_whole` says that the whole page was read, not only the changes; that alone moves the
    date of the full review, so it has to be said. `looked_at` are the keys of the changes that
    were looked at.
    """
    review = _to_decide(review, by=by, shown=shown)
    changes = comparing.to_look_at(review.revision)
    reasons = [
        *checklist.refusals(review.role, answers or {}),
        *([readiness.SAY_WHETHER] if read_whole is None else []),
        *readiness.not_looked_at(changes, looked_at, read_whole=read_whole),
        *readiness.not_answered(review.revision),
    ]
    if reasons:
        raise readiness.NotReadyError(reasons)
    return _decide(
        review,
        Review.Decision.APPROVED,
        by=by,
        at=at,
        told={"looked_at": len(changes)},
        read_whole=read_whole,
        answers=dict(answers or {}),
    )


@transaction.atomic
def ask_for_changes(review: Review, *, by: User, at: datetime, shown: str, note: str) -> Review:
    """Record a reviewer's no, with a note that says what should change."""
    review = _to_decide(review, by=by, shown=shown)
    if not note.strip():
        raise WorkflowError("Say what should change. The writer sees your note.")
    return _decide(
        review, Review.Decision.RETURNED, by=by, at=at, read_whole=False, note=note.strip()
    )


@transaction.atomic
def assign(
    review: Review, *, to: User | None, due_on: date | None, by: User, at: datetime
) -> Review:
    """Ask one person to decide a review, or nobody in particular, and say by which day."""
    people.require_one_of(by, people.WRITE_OR_DECIDE, "assign reviews")
    progress.newest_of_its_article(review.revision)
    review = Review.objects.select_for_update().get(pk=review.pk)
    _require_open(review)
    if to and (refusal := _why_not_to(review, to)):
        raise WorkflowError(f"{to} cannot decide this review. {refusal}")
    if due_on and due_on < localdate(at):
        raise WorkflowError("That day is past. Choose today or a later day.")
    review.assigned_to = to
    review.due_on = due_on
    review.save(update_fields=["assigned_to", "due_on"])
    progress.note(
        "assign",
        review.revision,
        by=by,
        at=at,
        role=review.role,
        to=to.get_username() if to else "",
        due=due_on.isoformat() if due_on else "",
    )
    return review


def why_not(review: Review, person: Any) -> str:
    """Say why somebody may not decide a review, or return nothing if they may.

    It reads the contributions and the reviews of the revision, fetched beforehand or not.
    """
    if not person.has_perm(f"content.{people.approve_permission(review.role)}"):
        return f"The {people.who_may_decide(review.role)} can decide it."
    return _why_not_by_hand(review, person)


def who_may(review: Review) -> list[User]:
    """Return everybody who may decide a review, by name."""
    permission = f"content.{people.approve_permission(review.role)}"
    able = User.objects.with_perm(permission).filter(is_staff=True)
    return [each for each in able.order_by("username") if not _why_not_by_hand(review, each)]


def _why_not_by_hand(review: Review, person: Any) -> str:
    """Say what somebody has done to a text that keeps them from deciding on it."""
    writers = [row.person for row in review.revision.contributions.all()]
    if any(people.same_person(person, writer) for writer in writers):
        return (
            "You wrote some of these words since the last edition. Someone who wrote none of them"
            " has to decide."
        )
    for other in review.revision.reviews.all():
        if other.decided_by and people.same_person(person, other.decided_by):
            return (
                f"You decided the {other.role} review of this text. Each role takes another person."
            )
    return ""


def _to_decide(review: Review, *, by: User, shown: str) -> Review:
    """Lock a review and check everything that is true of both decisions."""
    people.require(by, people.approve_permission(review.role), f"decide {review.role} reviews")
    revision = progress.newest_of_its_article(review.revision)
    review = Review.objects.select_for_update().get(pk=review.pk)
    _require_open(review)
    review.revision = revision
    if refusal := why_not(review, by):
        raise WorkflowError(refusal)
    if not hmac.compare_digest(shown.encode(), revision.digest.encode()):
        raise WorkflowError("The text on your screen is not this text. Open the review again.")
    if not review.digest == revision.digest == revision.recomputed_digest():
        raise WorkflowError(
            "This text is not the one that was submitted. Do not decide. Tell an administrator to"
            " run manage.py verify."
        )
    return review


def _require_open(review: Review) -> None:
    if review.decision:
        raise WorkflowError(
            f"{review.decided_by} has decided this review: {review.get_decision_display()}."
        )


def _why_not_to(review: Review, person: User) -> str:
    """Say to somebody else why a person cannot be asked to decide a review."""
    if not (person.is_active and person.is_staff):
        return "That account is closed."
    if person in who_may(review):
        return ""
    return (
        f"Choose one of the {people.who_may_decide(review.role)} who wrote none of these words and"
        " did not decide the other review."
    )


def _decide(
    review: Review,
    decision: Review.Decision,
    *,
    by: User,
    at: datetime,
    told: Mapping[str, Any] | None = None,
    **more: Any,
) -> Review:
    review.decision = decision
    review.decided_by = by
    review.decided_at = at
    for name, value in more.items():
        setattr(review, name, value)
    review.save()
    progress.note(
        decision.value,
        review.revision,
        by=by,
        at=at,
        role=review.role,
        note=review.note,
        read_whole=review.read_whole,
        **(told or {}),
    )
    return review
