"""Whether the text that is being typed is fit to publish, and advice that never blocks, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content import rendering
from content.admin import drafts, preview, steps
from content.admin.drafts import Draft
from content.editions.models import Page
from content.editions.text import Wording
from content.editorial import advice, freezing, origins, people, plain
from content.editorial.articles import Article, Revision
from content.publishing import requirements
from content.publishing.requirements import Problem

if TYPE_CHECKING:
    from content.admin.site import Desk


@dataclass(frozen=True, slots=True)
class _Kept:
    """A text that is never changed, known by its digest."""

    digest: str
    row: Wording = field(compare=False)


def urls(desk: Desk) -> list[URLPattern]:
    """Return the address that the writing page asks."""
    view = desk.admin_view(require_POST(fitness))
    return [path("content/article/<int:pk>/fitness/", view, name="content_article_fitness")]


def fitness(request: HttpRequest, pk: int) -> JsonResponse:
    """Say what stands between a text that is being typed and its readers."""
    people.require(steps.taker(request), people.WRITE, "write")
    article = get_object_or_404(Article, pk=pk)
    body = request.POST.get("body", "")
    size = len(body.encode(errors="replace"))
    if size > rendering.MAX_BYTES:
        told = preview.TOO_LONG.format(size=size, most=rendering.MAX_BYTES)
        return _unreadable(rendering.Refused(told), status=413)
    newest = article.newest()
    try:
        draft = drafts.of(article, request.POST, newest)
        document = freezing.render(draft.revision)
    except rendering.Refused as error:
        return _unreadable(error, status=422)
    return _kept_private(_answer(draft, document, _grade_before(article, newest)))


def _answer(
    draft: Draft, document: rendering.Document, grade_before: float | None
) -> dict[str, Any]:
    unmet = [*draft.problems, *requirements.of_text(draft.revision, document)]
    grade = round(plain.grade(document.sentences), 1)
    # What comes from a list of data is not this writer's to change.
    passages = tuple(each for each in document.passages if draft.is_typed(each.line))
    found = advice.of(
        draft.revision,
        replace(document, passages=passages),
        findings=freezing.findings_of(document.citations),
        grade_before=grade_before,
    )
    return {
        "unmet": [
            {"message": problem.message, "line": _line(draft, problem), "field": problem.field}
            for problem in unmet
        ],
        "advice": [_shown(draft, each) for each in found],
        "outline": list(_outline(draft, document)),
        "grade": grade,
        "grade_before": grade_before,
        "words": plain.count(document.text),
    }


def _shown(draft: Draft, each: advice.Advice) -> dict[str, Any]:
    """Return a piece of advice with the place in the field that its words came from."""
    line = draft.line_of(each.line)
    place = None
    if each.field == "body" and each.words and line:
        place = origins.find(draft.body, each.words, line=line)
    start, end = place or (None, None)
    return {
        "message": each.message,
        "kind": each.kind,
        "field": each.field,
        "line": line,
        "start": start,
        "end": end,
    }


def _outline(draft: Draft, document: rendering.Document) -> Iterator[dict[str, Any]]:
    lines: dict[str, int | None] = {}
    for passage in document.passages:
        if passage.kind == "heading":
            lines.setdefault(passage.section, passage.line)
    for section in document.outline:
        yield {
            "title": section.title,
            "key": section.key,
            "level": section.level,
            "line": draft.line_of(lines.get(section.key)),
        }


def _line(draft: Draft, problem: Problem) -> int | None:
    """Return the line of a problem; that of the link it tells of, if it tells of one."""
    if problem.line or problem.field != "body":
        return draft.line_of(problem.line)
    named = problem.message.split()
    codes = sorted(code for code in draft.revision.leaning["links"] if code in named)
    return origins.line_of(draft.body, [f"[[{code}" for code in codes])


def _grade_before(article: Article, newest: Revision | None) -> float | None:
    """Return the grade of what readers have, else of the newest text, else nothing."""
    page = Page.objects.live().filter(code=article.code).select_related("edition").first()
    if page and page.edition:
        return _grade(_Kept(page.edition.digest, page.edition))
    return _grade(_Kept(newest.digest, newest)) if newest else None


@lru_cache(maxsize=128)
def _grade(text: _Kept) -> float:
    return round(plain.grade(freezing.render(text.row).sentences), 1)


def _unreadable(error: rendering.Refused, *, status: int) -> JsonResponse:
    """Answer for a text that nothing can be said of but why."""
    answer: dict[str, Any] = {
        "unmet": [{"message": error.message, "line": error.line, "field": "body"}],
        "advice": [],
        "outline": [],
        "grade": None,
        "grade_before": None,
        "words": None,
    }
    return _kept_private(answer, status=status)


def _kept_private(answer: dict[str, Any], *, status: int = 200) -> JsonResponse:
    response = JsonResponse(answer, status=status)
    response["Cache-Control"] = "no-store, private"
    return response
