"""Public addresses at the desk: what stands there, taking it down, and putting it back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content.admin import links_here, steps
from content.admin.readonly import ReadOnly
from content.editions.models import Page, Withdrawal
from content.editorial import people
from content.editorial.articles import Article
from content.publishing import addresses


@admin.register(Page)
class PageAdmin(ReadOnly):
    """Public addresses. Once used, each answers for ever."""

    list_display = ["slug", "code", "what_stands_here", "changed_at"]
    list_select_related = ["edition", "moved_to", "withdrawal"]
    ordering = ["slug"]
    sortable_by = ["slug", "changed_at"]
    search_fields = ["slug", "code"]

    @admin.display(description="what stands here")
    def what_stands_here(self, page: Page) -> str:
        """Say what a reader finds at the address."""
        if page.edition:
            return f"edition {page.edition.number}: {page.edition.title}"
        if page.moved_to:
            return f"a signpost to /{page.moved_to.slug}/"
        return "a notice that it was withdrawn"

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Offer the public page only while it is live."""
        return obj.get_absolute_url() if obj is not None and obj.is_live() else None

    def get_urls(self) -> list[URLPattern]:
        """Add the two steps."""
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/withdraw/",
                view(require_POST(self.withdraw)),
                name="content_page_withdraw",
            ),
            path(
                "<int:pk>/reinstate/",
                view(require_POST(self.reinstate)),
                name="content_page_reinstate",
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
        """Show what stands at an address, and the step that can be taken."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return self._page(request, self._at(request, object_id))

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the page down at once."""
        page = self._at(request, pk)
        typed = request.POST.get("instead", "").strip()
        instead = links_here.live_page(typed)
        if typed and instead is None:
            return self._page(request, page, refused=[links_here.NOT_LIVE.format(typed=typed)])
        told = steps.refusals(
            lambda: addresses.withdraw(
                page,
                reason=request.POST.get("reason", ""),
                instead=instead,
                note=request.POST.get("note", ""),
                **steps.taken(request),
            )
        )
        if told:
            return self._page(request, page, refused=told)
        messages.success(
            request,
            f"/{page.slug}/ is down. Readers are told why. Somebody else has to say what came of"
            " it: until then every page of the desk names it.",
        )
        return redirect("admin:content_page_change", page.pk)

    def reinstate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the last edition back."""
        page = self._at(request, pk)
        told = steps.refusals(lambda: addresses.reinstate(page, **steps.taken(request)))
        if told:
            return self._page(request, page, refused=told)
        messages.success(
            request,
            f"/{page.slug}/ is back, as it was approved. The case is still open: say what came of"
            " it.",
        )
        return redirect("admin:content_page_change", page.pk)

    def _at(self, request: HttpRequest, pk: object) -> Page:
        self.require_view(request)
        digits = str(pk)
        pages = Page.objects.select_related(
            "edition", "moved_to", "withdrawal__withdrawn_by", "withdrawal__instead"
        )
        return get_object_or_404(pages, pk=int(digits) if digits.isdecimal() else 0)

    def _page(
        self, request: HttpRequest, page: Page, refused: list[str] | None = None
    ) -> HttpResponse:
        page = self._at(request, page.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": str(page),
            "opts": self.opts,
            "page": page,
            "stands": self.what_stands_here(page),
            "article": Article.objects.filter(code=page.code).first(),
            "notices": page.withdrawals.select_related("withdrawn_by", "instead").order_by(
                "-withdrawn_at"
            ),
            "reasons": Withdrawal.Reason.choices,
            **links_here.of(page.code),
            "may_write": request.user.has_perm(f"content.{people.WRITE}"),
            "may_withdraw": request.user.has_perm(f"content.{people.WITHDRAW}"),
            "may_reinstate": request.user.has_perm(f"content.{people.PUBLISH}"),
            "typed": request.POST if refused else {},
            "refused": refused,
        }
        status = 409 if refused else 200
        return render(request, "admin/desk/standing.html", context, status=status)
