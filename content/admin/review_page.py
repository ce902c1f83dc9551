"""What a reviewer has to know: changes, comments, questions, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from content import rendering
from content.admin import assigning, comments, compared, questions
from content.comparing import differences
from content.editions.models import Edition, Page
from content.editorial import checklist, comparing, decisions, freezing
from content.editorial.changes import Comparison
from content.editorial.reviews import Review
from content.publishing import requirements
from content.publishing.ledger import Publication

WHOLE = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Left:
    """One kind of thing that is left to do before an approval: how many, in what words."""

    what: str
    count: int
    one: str
    many: str


def of(request: HttpRequest, review: Review, *, refused: list[str] | None) -> dict[str, Any]:
    """Return what the page of a review shows. What was typed comes back after a refusal."""
    revision = review.revision
    live = Page.objects.live().filter(code=revision.article.code).select_related("edition")
    page = live.first()
    last = questions.before(review)
    answers = questions.given(request, review, last)
    said = comments.of(revision)
    told: dict[str, Any] = {
        "review": review,
        "is_open": review.is_open(),
        "revision": revision,
        "page": page,
        "edition": page.edition if page else None,
        "others": [row for row in revision.reviews.all() if row.pk != review.pk],
        "why_not": "" if review.decision else decisions.why_not(review, request.user),
        "questions": questions.shown(review, answers, last),
        "before": last,
        "no_forbids": checklist.CHECKLISTS[review.role].no_forbids,
        "score": questions.score(review),
        "note": request.POST.get("note", review.note),
        "read_whole": request.POST.get("read_whole", ""),
        "looked_at": request.POST.getlist("looked_at"),
        "refused": refused,
        **said,
        **_typed_comment(request, refused=refused),
        **assigning.of(review, request.user),
        **_compared(request, review, page.edition if page else None),
    }
    left = _left(review, answers, told, open_comments=len(said["comments"]))
    return {**told, "left": left, "is_ready": not any(each.count for each in left)}


def _compared(request: HttpRequest, review: Review, edition: Edition | None) -> dict[str, Any]:
    revision = review.revision
    told: dict[str, Any] = {
        "lines": differences.side_by_side(edition.body if edition else "", revision.body),
        "live_revision": _revision_of(edition),
    }
    try:
        told["comparison"] = comparing.with_live(revision, edition)
        told["compared"] = compared.of(request, review, edition)
        told["parts"] = comments.parts(revision)
        told["unmet"] = requirements.of_text(revision, freezing.render(revision))
    except rendering.Refused as error:
        told["unmet"] = [requirements.Problem(str(error))]
    return told


def _revision_of(edition: Edition | None) -> int | None:
    """Return the row from which an edition was pressed."""
    rows = Publication.objects.filter(edition=edition).values_list("revision", flat=True)
    return rows.first() if edition else None


def _typed_comment(request: HttpRequest, *, refused: list[str] | None) -> dict[str, str]:
    """Return a comment that was refused, so that nobody has to type it again."""
    part = request.POST.get("part", "") if refused else ""
    return {
        "typed_part": part,
        "typed_sentence": request.POST.get(f"sentence-{part}", "") if part else "",
        "typed_words": request.POST.get(f"words-{part}", "") if part else "",
    }


def _left(review: Review, answers: Any, told: dict[str, Any], *, open_comments: int) -> list[Left]:
    """Return all that is left to do before this reviewer can approve."""
    comparison: Comparison | None = told.get("comparison") if told["edition"] else None
    changes = comparison.dangerous[: comparing.MOST_TO_LOOK_AT] if comparison else ()
    unseen = [change for change in changes if change.key not in told["looked_at"]]
    unasked = told["read_whole"] not in WHOLE
    return [
        Left("changes", len(unseen), "change not looked at", "changes not looked at"),
        Left(
            "questions",
            len(checklist.left_open(review.role, answers)) + unasked,
            "question open",
            "questions open",
        ),
        Left(
            "denied", len(checklist.denied(review.role, answers)), "answered “No”", "answered “No”"
        ),
        Left("comments", open_comments, "comment to be answered", "comments to be answered"),
    ]
