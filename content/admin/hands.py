"""Who has a hand in a text, told before they press a button. The verbs are what refuses."""

from __future__ import annotations

from typing import Any

from content.editorial import people
from content.editorial.reviews import Review


def why_not(review: Review, person: Any) -> str:
    """Say why somebody may not decide a review, or return nothing if they may."""
    if not person.has_perm(f"content.{people.approve_permission(review.role)}"):
        return f"The {people.who_may_decide(review.role)} can decide it."
    writers = [row.person for row in review.revision.contributions.all()]
    if any(people.same_person(person, writer) for writer in writers):
        return "You wrote some of it, so somebody else has to decide."
    for other in review.revision.reviews.all():
        if other.decided_by and people.same_person(person, other.decided_by):
            return f"You decided the {other.role} review, so somebody else has to decide this one."
    return ""
