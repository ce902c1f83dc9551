"""Taking a step for somebody at the desk, and turning its refusal into sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone

from content import rendering
from content.admin import attempts
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.editorial.progress import WorkflowError
from content.editorial.readiness import NotReadyError
from content.publishing.addresses import AddressError
from content.publishing.press import PressError

REFUSALS = (WorkflowError, TextError, PressError, AddressError, rendering.Refused)
MOST_DIGITS = 18
GONE = "There is no revision on this form. Open the page again."
LOST_RACE = "Somebody else took a step here in the same moment. Look at the page as it is now."


class Taken(TypedDict):
    """Who takes a step, and when: what every verb is given."""

    by: User
    at: datetime


def taken(request: HttpRequest) -> Taken:
    """Return who takes a step and when. The clock is read here and nowhere behind."""
    return {"by": taker(request), "at": timezone.now()}


def taker(request: HttpRequest) -> User:
    """Return who takes a step. The desk lets nobody this far who is not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user


def number(typed: str) -> int:
    """Return the number that a form names, or nought for what no row can have."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else 0


def shown(request: HttpRequest, article: Article) -> Revision:
    """Return the revision of an article that a form was shown with."""
    revisions = article.revisions.filter(number=number(request.POST.get("revision", "")))
    revision: Revision | None = revisions.first()
    if revision is None:
        raise WorkflowError(GONE)
    return revision


def refusals(step: Callable[[], object]) -> list[str]:
    """Take a step. Return the sentences of its refusal, or none if it was taken."""
    try:
        step()
    except REFUSALS as error:
        attempts.tell(in_the_log(error))
        return sentences(error)
    except IntegrityError:
        # The database's own rules are the last guard, and the verbs meet them only in a race.
        attempts.tell(LOST_RACE)
        return [LOST_RACE]
    return []


def sentences(error: Exception) -> list[str]:
    """Return what a refusal says, one reason a sentence."""
    if isinstance(error, PressError):
        several = len(error.problems) > 1
        return [
            f"{code}: {problem.message}" if several else problem.message
            for code, found in error.problems.items()
            for problem in found
        ]
    if isinstance(error, NotReadyError):
        return error.reasons
    if isinstance(error, TextError):
        return list(error.problems.values())
    return [str(error)]


def in_the_log(error: Exception) -> str:
    """Return the first thing that a refusal says, and of which article where it knows."""
    first = sentences(error)[0]
    if isinstance(error, PressError) and len(error.problems) == 1:
        return f"{next(iter(error.problems))}: {first}"
    return first
