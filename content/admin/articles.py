"""Articles at the desk: the list, and one article's whole story with its next steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content.admin import standing, steps, story
from content.admin.editor import Editor
from content.admin.titled import SearchedByTitle
from content.editorial import people, workflow
from content.editorial.articles import Article
from content.publishing import press


@admin.register(Article)
class ArticleAdmin(SearchedByTitle):
    """Articles. They are opened here; everything else is a step."""

    list_display = ["code", "title", "where_it_stands"]
    ordering = ["code"]
    sortable_by = ["code"]

    @admin.display(description="title")
    def title(self, article: Any) -> str:
        """Return the title of the newest text."""
        return article.newest_title or "–"

    @admin.display(description="where it stands")
    def where_it_stands(self, article: Any) -> str:
        """Say what readers see and where the newest text has got to."""
        return standing.words(article)

    def of_articles(self, named: QuerySet[Any, Any]) -> Q:
        """Return the condition that an article is one of those that were found."""
        return Q(pk__in=named)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch the articles with what the list says of them."""
        return standing.with_standing(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever writes may open an article."""
        return bool(request.user.has_perm(f"content.{people.WRITE}"))

    def get_urls(self) -> list[URLPattern]:
        """Add the editor and the steps."""
        taken: dict[str, Callable[..., HttpResponseBase]] = {
            "submit": self.submit,
            "publish": self.publish,
            "move": self.move,
            "refresh": self.refresh,
        }
        view = self.admin_site.admin_view
        editor = Editor(self)
        return [
            path("<int:pk>/write/", view(editor.view), name="content_article_write"),
            path("<int:pk>/session/", view(editor.session), name="content_article_session"),
            *(
                path(f"<int:pk>/{name}/", view(require_POST(step)), name=f"content_article_{name}")
                for name, step in taken.items()
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Open an article with its permanent code."""
        people.require(steps.taker(request), people.WRITE, "open articles")
        told: list[str] = []
        code = request.POST.get("code", "").strip()
        if request.method == "POST":
            told = steps.refusals(lambda: workflow.open_article(code, **steps.taken(request)))
            if not told:
                article = Article.objects.get(code=code)
                messages.success(request, f"{code} is open. Now write it.")
                return redirect("admin:content_article_write", article.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Open an article",
            "opts": self.opts,
            "code": code,
            "refused": told,
        }
        return render(request, "admin/desk/open.html", context, status=409 if told else 200)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an article's whole story and its next steps."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return self._overview(request, self._article(request, object_id))

    def submit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the text that was shown before its reviewers."""
        article = self._article(request, pk)
        told = steps.refusals(
            lambda: workflow.submit(steps.shown(request, article), **steps.taken(request))
        )
        return self._done(request, article, told, "Submitted. Its reviewers find it on their desk.")

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish the text that was shown."""
        article = self._article(request, pk)
        told = steps.refusals(
            lambda: press.publish(steps.shown(request, article), **steps.taken(request))
        )
        return self._done(request, article, told, "Published. Readers see it now.")

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a new address."""
        article = self._article(request, pk)
        to = request.POST.get("to", "").strip().strip("/")
        told = steps.refusals(lambda: workflow.move(article, to=to, **steps.taken(request)))
        done = f"The move to /{to}/ is with its reviewers. The old address will point to it."
        return self._done(request, article, told, done)

    def refresh(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take up what was corrected in sources, findings and words since the text was written."""
        article = self._article(request, pk)
        before = article.newest()
        told = steps.refusals(lambda: workflow.refresh(article, **steps.taken(request)))
        after = article.newest()
        nothing = before is None or after is None or before.pk == after.pk
        done = "Nothing has been corrected since." if nothing else f"Taken up in {after}."
        return self._done(request, article, told, done)

    def step(
        self, request: HttpRequest, pk: int, take: Callable[[Article], object], done: str
    ) -> HttpResponse:
        """Take a step with an article, and show its page with what came of that."""
        article = self._article(request, pk)
        return self._done(request, article, steps.refusals(lambda: take(article)), done)

    def _article(self, request: HttpRequest, pk: object) -> Any:
        self.require_view(request)
        digits = str(pk)
        return get_object_or_404(
            self.get_queryset(request).select_related("opened_by"),
            pk=int(digits) if digits.isdecimal() else 0,
        )

    def _done(
        self, request: HttpRequest, article: Article, told: list[str], done: str
    ) -> HttpResponse:
        if told:
            again = self._article(request, article.pk)
            return self._overview(request, again, refused=told)
        messages.success(request, done)
        return redirect("admin:content_article_change", article.pk)

    def _overview(
        self, request: HttpRequest, article: Any, refused: list[str] | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **story.of(article, steps.taker(request)),
            "title": article.newest_title or article.code,
            "opts": self.opts,
            "typed_address": request.POST.get("to", ""),
            "refused": refused,
        }
        return render(request, "admin/desk/article.html", context, status=409 if refused else 200)
