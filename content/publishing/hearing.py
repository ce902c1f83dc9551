"""Dealing with what readers tell us: which edition answers it, or that none has to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from content.editions.heard import Feedback
from content.editions.models import Edition
from content.editorial import journal, people
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def settle(feedback: Feedback, *, led_to: int | None, by: User, at: datetime) -> Feedback:
    """Note the edition that answers a reader's words, or, with None, set them aside.

    Readers are then told, at that edition, how many of them wrote; never what they wrote.
    """
    people.require(by, people.WRITE, "deal with feedback")
    feedback = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if feedback.settled_at:
        raise WorkflowError(f"{feedback.settled_by} has dealt with this already.")
    if not feedback.words:
        raise WorkflowError("There are no words here to deal with. A yes or a no is only counted.")
    if led_to is not None:
        _require_later(feedback, led_to)
    feedback.led_to = led_to
    feedback.settled_by, feedback.settled_at = by, at
    feedback.save(update_fields=["led_to", "settled_by", "settled_at"])
    _note("settle feedback", feedback, by=by, at=at, edition=led_to)
    return feedback


@transaction.atomic
def strike(feedback: Feedback, *, by: User, at: datetime) -> Feedback:
    """Take out for ever the words of a reader who told us more than anybody should keep."""
    people.require(by, people.WRITE, "deal with feedback")
    feedback = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not feedback.words:
        raise WorkflowError("The words are gone already.")
    feedback.words = ""
    feedback.save(update_fields=["words"])
    _note("strike feedback", feedback, by=by, at=at)
    return feedback


def _require_later(feedback: Feedback, number: int) -> None:
    if number <= feedback.number:
        raise WorkflowError(
            f"This was said of edition {feedback.number}. Choose a later edition, or set it aside."
        )
    if not Edition.objects.filter(code=feedback.code, number=number).exists():
        raise WorkflowError(f"{feedback.code} has no edition {number} yet. Publish it first.")


def _note(step: str, feedback: Feedback, *, by: User, at: datetime, **facts: int | None) -> None:
    # Which one, and never its words: the journal is for ever, and they can be taken out.
    journal.write(step, code=feedback.code, by=by, at=at, feedback=feedback.pk, **facts)
