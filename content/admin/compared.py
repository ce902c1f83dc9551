"""What a revision would change for readers, ready to be shown: side by side or in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from content.editions.models import Edition
from content.editorial import agreement, comparing, freezing
from content.editorial.agreement import Disagreement
from content.editorial.changes import Change
from content.editorial.reviews import Review

INLINE = "inline"
MOST_SHOWN = comparing.MOST_TO_LOOK_AT


@dataclass(frozen=True, slots=True)
class Shown:
    """A change, and the numbers in it that do not match their finding."""

    change: Change
    doubts: tuple[Disagreement, ...]


def of(request: HttpRequest, review: Review, edition: Edition | None) -> dict[str, Any]:
    """Return the comparison of a text with what readers see. Raises `rendering.Refused`.

    The way it is shown stands in the address, and a form of the page carries it on.
    """
    comparison = comparing.with_live(review.revision, edition)
    doubts = _doubts(review)
    tally = comparison.tally()
    return {
        "dangerous": [_shown(change, doubts) for change in comparison.dangerous[:MOST_SHOWN]],
        "other": [_shown(change, doubts) for change in comparison.other[:MOST_SHOWN]],
        "number": len(comparison.dangerous),
        "number_other": len(comparison.other),
        "most": MOST_SHOWN,
        "counted": [each for each in tally if each[0]],
        "untouched": [name for count, name, _ in tally if not count],
        "doubts": doubts,
        "inline": INLINE in (request.GET.get("view"), request.POST.get("view")),
        "address": reverse("admin:content_review_change", args=[review.pk]),
    }


def _doubts(review: Review) -> list[Disagreement]:
    document = freezing.render(review.revision)
    now = freezing.findings_of(document.citations)
    return agreement.of(document, now | review.revision.leaning["findings"])


def _shown(change: Change, doubts: list[Disagreement]) -> Shown:
    return Shown(change, tuple(doubt for doubt in doubts if change.says(doubt.sentence)))
