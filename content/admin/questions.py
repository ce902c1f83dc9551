"""A reviewer's checklist on the page: each question, what was answered, and what was last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from content.editorial import checklist, pemat
from content.editorial.reviews import Review


@dataclass(frozen=True, slots=True)
class Before:
    """The answers in the same role that the newest edition was published with."""

    edition: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)


def typed(request: HttpRequest, review: Review) -> dict[str, str]:
    """Return the answers that a form brings."""
    keys = [question.key for question in checklist.CHECKLISTS[review.role].questions]
    return {key: request.POST[f"answer-{key}"] for key in keys if f"answer-{key}" in request.POST}


def given(request: HttpRequest, review: Review, last: Before) -> Mapping[str, str]:
    """Return the answers that were just given, or that stand, or those of last time if wanted."""
    answers = typed(request, review) or review.answers
    if answers or request.GET.get("as") != "last":
        return answers
    return last.answers


def before(review: Review) -> Before:
    """Return what was answered for the newest edition that came before a text."""
    last = (
        Review.objects.filter(
            role=review.role,
            revision__article=review.revision.article_id,
            revision__number__lt=review.revision.number,
            revision__publication__isnull=False,
        )
        .select_related("revision__publication__edition")
        .only("answers", "revision__publication__edition__number")
        .order_by("-revision__number")
        .first()
    )
    if last is None:
        return Before()
    questions = checklist.CHECKLISTS[review.role].questions
    still_asked = {q.key: last.answers[q.key] for q in questions if q.key in last.answers}
    return Before(last.revision.publication.edition.number if still_asked else 0, still_asked)


def shown(review: Review, answers: Mapping[str, str], last: Before) -> list[dict[str, Any]]:
    """Return the role's questions, each with its possible answers and those that were given."""
    asked = checklist.CHECKLISTS[review.role]
    rows = []
    for question in asked.questions:
        choices = asked.choices(question)
        words = dict(choices)
        rows.append(
            {
                "asked": question,
                "choices": choices,
                "answer": answers.get(question.key, ""),
                "told": words.get(answers.get(question.key, ""), ""),
                "last": last.answers.get(question.key, ""),
                "told_last": words.get(last.answers.get(question.key, ""), ""),
            }
        )
    return rows


def score(review: Review) -> dict[str, int] | None:
    """Return what a decided review scores a page at, if it is one that scores."""
    return pemat.score(review.answers) if review.decision else None
