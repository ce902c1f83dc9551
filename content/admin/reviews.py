"""Reviews at the desk: what would change for readers, and a yes or a no to exactly that."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content import rendering
from content.admin import comparison, hands, steps
from content.admin.readonly import ReadOnly
from content.editions.models import Page
from content.editorial import checklist, differences, freezing, workflow
from content.editorial.reviews import Review
from content.publishing import requirements

WHOLE = {"yes": True, "no": False}
SAY_WHETHER = "Say whether you read the whole page. Only that moves the date of its full review."


@admin.register(Review)
class ReviewAdmin(ReadOnly):
    """Reviews. One is decided on its own page, by a button and nothing else."""

    list_display = ["title", "role", "asked_by", "asked_at", "decision", "decided_by", "decided_at"]
    list_select_related = ["revision__article", "asked_by", "decided_by"]
    list_filter = ["decision", "role"]
    ordering = ["-asked_at", "-pk"]
    sortable_by = ["asked_at", "decided_at"]
    search_fields = ["revision__article__code", "revision__title"]

    @admin.display(description="revision")
    def title(self, review: Review) -> str:
        """Return which text the review is of."""
        return str(review.revision)

    def get_urls(self) -> list[URLPattern]:
        """Add the two decisions."""
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/approve/",
                view(require_POST(self.approve)),
                name="content_review_approve",
            ),
            path(
                "<int:pk>/ask-for-changes/",
                view(require_POST(self.ask_for_changes)),
                name="content_review_return",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what a reviewer has to know, and the two buttons."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return self._page(request, self._review(request, object_id))

    def approve(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say yes to the text that was shown."""
        review = self._review(request, pk)
        whole = WHOLE.get(request.POST.get("read_whole", ""))
        if whole is None:
            return self._page(request, review, refused=[SAY_WHETHER])
        told = steps.refusals(
            lambda: workflow.approve(
                review,
                **steps.taken(request),
                shown=request.POST.get("shown", ""),
                read_whole=whole,
                answers=_answers(request, review),
            )
        )
        if told:
            return self._page(request, review, refused=told)
        messages.success(request, f"You approved {review.revision}.")
        return redirect("admin:index")

    def ask_for_changes(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say no to the text that was shown, and what should change."""
        review = self._review(request, pk)
        told = steps.refusals(
            lambda: workflow.ask_for_changes(
                review,
                **steps.taken(request),
                shown=request.POST.get("shown", ""),
                note=request.POST.get("note", ""),
            )
        )
        if told:
            return self._page(request, review, refused=told)
        messages.success(request, f"You asked for changes to {review.revision}.")
        return redirect("admin:index")

    def _review(self, request: HttpRequest, pk: object) -> Review:
        self.require_view(request)
        digits = str(pk)
        reviews = Review.objects.select_related(
            "revision__article", "revision__written_by", "asked_by", "decided_by"
        ).prefetch_related("revision__contributions__person", "revision__reviews__decided_by")
        return get_object_or_404(reviews, pk=int(digits) if digits.isdecimal() else 0)

    def _page(
        self, request: HttpRequest, review: Review, refused: list[str] | None = None
    ) -> HttpResponse:
        revision = review.revision
        live = Page.objects.live().filter(code=revision.article.code).select_related("edition")
        page = live.first()
        edition = page.edition if page else None
        # What was typed comes back after a refusal; a decision that was recorded shows itself.
        again = self._review(request, review.pk) if refused else review
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": f"Review: {revision.title}",
            "opts": self.opts,
            "review": again,
            "revision": revision,
            "edition": edition,
            "page": page,
            "others": [row for row in revision.reviews.all() if row.pk != review.pk],
            "lines": differences.side_by_side(edition.body if edition else "", revision.body),
            "why_not": "" if review.decision else hands.why_not(review, request.user),
            "questions": _questions(request, again),
            "note": request.POST.get("note", again.note),
            "read_whole": request.POST.get("read_whole", ""),
            "refused": refused,
        }
        try:
            context["comparison"] = comparison.with_live(revision, edition)
            context["unmet"] = requirements.of_text(revision, freezing.render(revision))
        except rendering.Refused as error:
            context["unmet"] = [requirements.Problem(str(error))]
        status = 409 if refused else 200
        return render(request, "admin/desk/review.html", context, status=status)


def _answers(request: HttpRequest, review: Review) -> dict[str, str]:
    keys = [question.key for question in checklist.CHECKLISTS[review.role]]
    return {key: request.POST[f"answer-{key}"] for key in keys if f"answer-{key}" in request.POST}


def _questions(request: HttpRequest, review: Review) -> list[dict[str, Any]]:
    """Return the role's questions, each with its possible answers and the one that was given."""
    given = _answers(request, review) or review.answers
    shown = []
    for question in checklist.CHECKLISTS[review.role]:
        choices = [(checklist.YES, "Yes"), (checklist.NO, "No")]
        if question.may_be_absent:
            choices.append((checklist.ABSENT, "Not in this text"))
        answer = given.get(question.key, "")
        shown.append(
            {"key": question.key, "words": question.words, "choices": choices, "answer": answer}
        )
    return shown
