"""Reviews at the desk: what would change for readers, and a yes or a no to exactly that."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content.admin import comments, questions, review_page, steps, waiting
from content.admin.titled import SearchedByTitle
from content.editorial import checklist, decisions
from content.editorial.articles import Revision
from content.editorial.reviews import Review


class RoleFilter(admin.SimpleListFilter):
    """The roles, as the house knows them: asking all reviews which they have takes long."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the roles to choose from."""
        return [(role, role.capitalize()) for role in checklist.CHECKLISTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the reviews in the role that was chosen."""
        return queryset.filter(role=self.value()) if self.value() else queryset


@admin.register(Review)
class ReviewAdmin(SearchedByTitle):
    """Reviews. One is decided on its own page, by a button and nothing else."""

    list_display = ["title", "role", "asked_by", "asked_at", "decision", "decided_by", "decided_at"]
    list_select_related = ["revision__article", "asked_by", "decided_by"]
    list_filter = ["decision", RoleFilter]
    ordering = ["-asked_at", "-pk"]
    unshown = tuple(f"revision__{name}" for name in waiting.HEAVY)
    sortable_by = ["asked_at", "decided_at"]

    @admin.display(description="revision")
    def title(self, review: Review) -> str:
        """Return which text the review is of."""
        return str(review.revision)

    def of_articles(self, named: QuerySet[Any, Any]) -> Q:
        """Return the condition that a review is of one of the articles."""
        return Q(revision__in=Revision.objects.filter(article__in=named).values("pk"))

    def get_urls(self) -> list[URLPattern]:
        """Add the two decisions, and what is said on the way to them."""
        taken = {
            "approve": ("approve", self.approve),
            "ask-for-changes": ("return", self.ask_for_changes),
            "comment": ("comment", self.comment),
            "answer": ("answer", self.answer),
        }
        view = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{at}/", view(require_POST(step)), name=f"content_review_{name}")
                for at, (name, step) in taken.items()
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
        told = steps.refusals(
            lambda: decisions.approve(
                review,
                **steps.taken(request),
                shown=request.POST.get("shown", ""),
                read_whole=review_page.WHOLE.get(request.POST.get("read_whole", "")),
                answers=questions.typed(request, review),
                looked_at=request.POST.getlist("looked_at"),
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
            lambda: decisions.ask_for_changes(
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

    def comment(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a comment on a sentence. What was answered and ticked so far stays on the page."""
        review = self._review(request, pk)
        told = comments.say(request, review.revision)
        if not told:
            messages.success(request, comments.KEPT)
        return self._page(request, review, refused=told)

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer a comment. What was answered and ticked so far stays on the page."""
        review = self._review(request, pk)
        told = comments.reply(request, comments.chosen(request))
        if not told:
            messages.success(request, comments.ANSWERED)
        return self._page(request, review, refused=told)

    def _review(self, request: HttpRequest, pk: object) -> Review:
        self.require_view(request)
        digits = str(pk)
        reviews = Review.objects.select_related(
            "revision__article", "revision__written_by", "asked_by", "assigned_to", "decided_by"
        ).prefetch_related("revision__contributions__person", "revision__reviews__decided_by")
        return get_object_or_404(reviews, pk=int(digits) if digits.isdecimal() else 0)

    def _page(
        self, request: HttpRequest, review: Review, refused: list[str] | None = None
    ) -> HttpResponse:
        # A decision that somebody else has recorded meanwhile shows itself.
        again = self._review(request, review.pk) if refused else review
        context = {
            **self.admin_site.each_context(request),
            **review_page.of(request, again, refused=refused),
            "title": f"Review: {review.revision.title}",
            "opts": self.opts,
        }
        return render(request, "admin/desk/review.html", context, status=409 if refused else 200)
