"""Comments at the desk: on the review page they are said and answered, on the overview answered."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from content import rendering
from content.admin import failures, steps
from content.comparing.differences import Sentence
from content.editorial import commenting
from content.editorial.articles import Revision
from content.editorial.comments import Comment
from content.editorial.progress import WorkflowError

MOST_ANSWERED = 20
CHOOSE = "Choose the sentence that you mean, or comment on the whole text."
KEPT = "Your comment is kept. It waits for an answer, and nobody can approve until it has one."
ANSWERED = "Answered."
WHOLE_TEXT = "whole"


def urls(desk: Any) -> list[URLPattern]:
    """Return the step that is taken from an article's overview."""
    view = desk.admin_view(require_POST(answer_from_overview))
    return [path("comments/<int:pk>/answer/", view, name="answer_comment")]


def of(revision: Revision | None) -> dict[str, Any]:
    """Return the comments on a text and on those it was made from, open and answered."""
    if revision is None:
        return {"comments": [], "answered": []}
    try:
        standing = commenting.standing_on(revision)
    except rendering.Refused:
        standing = []
    answered = (
        Comment.objects.filter(revision__article=revision.article_id, resolved_at__isnull=False)
        .select_related("revision", "by", "expert", "resolved_by")
        .defer("revision__body", "revision__leaning")
        .order_by("-resolved_at", "-pk")[:MOST_ANSWERED]
    )
    return {"comments": standing, "answered": answered}


def parts(revision: Revision) -> list[tuple[str, list[Sentence]]]:
    """Return the sentences that can be commented on, part by part. Raises `rendering.Refused`."""
    found = groupby(commenting.sentences(revision), key=lambda sentence: sentence.where)
    return [(part, list(sentences)) for part, sentences in found]


def say(request: HttpRequest, revision: Revision) -> list[str]:
    """Keep the comment that was typed into one part's fields. Return why not, if it was not."""
    number = request.POST.get("part", "")

    def step() -> Comment:
        part, sentence = _chosen(request, revision, number)
        words = request.POST.get(f"words-{number}", "")
        return commenting.comment(
            revision, sentence=sentence, part=part, words=words, **steps.taken(request)
        )

    return steps.refusals(step)


def reply(request: HttpRequest, comment: Comment) -> list[str]:
    """Answer a comment with what was typed. Return why not, if it was not."""
    words = request.POST.get(f"answer-to-{comment.pk}", "")
    return steps.refusals(lambda: commenting.answer(comment, words=words, **steps.taken(request)))


def chosen(request: HttpRequest) -> Comment:
    """Return the comment whose button was pressed."""
    number = request.POST.get("comment", "")
    comments = Comment.objects.select_related("revision__article")
    return get_object_or_404(comments, pk=int(number) if number.isdecimal() else 0)


def answer_from_overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment, and go back to its article."""
    comment = get_object_or_404(Comment.objects.select_related("revision__article"), pk=pk)
    overview = reverse("admin:content_article_change", args=[comment.revision.article_id])
    told = reply(request, comment)
    if told:
        return failures.refused(request, " ".join(told), back=overview)
    messages.success(request, ANSWERED)
    return redirect(f"{overview}#comments")


def _chosen(request: HttpRequest, revision: Revision, number: str) -> tuple[str, str]:
    """Return the part in which a sentence was chosen, and the sentence; nothing for the whole."""
    if number == WHOLE_TEXT:
        return "", ""
    sentence = request.POST.get(f"sentence-{number}", "")
    offered = dict(enumerate((part for part, _ in parts(revision)), 1))
    part = offered.get(int(number)) if number.isdecimal() else None
    if part is None or not sentence:
        raise WorkflowError(CHOOSE)
    return part, sentence
