"""The editor: one page on which a text is written. A refused save keeps everything typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from content import rendering
from content.admin import steps, typed
from content.admin.text_form import TYPED, TextForm
from content.editions.models import Page
from content.editorial import checked, differences, people, workflow
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.editorial.workflow import ConflictError

if TYPE_CHECKING:
    from content.admin.readonly import ReadOnly

REFUSED, CONFLICT = 422, 409


class Editor:
    """The view in which an article's next revision is written."""

    def __init__(self, articles: ReadOnly) -> None:
        self.articles = articles

    def view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the newest text to be changed, or keep what was typed as the next revision."""
        people.require(steps.taker(request), people.WRITE, "write")
        article = get_object_or_404(Article, pk=pk)
        newest = article.newest()
        if request.method != "POST":
            return self._page(request, article, TextForm(initial=_initial(article, newest)), newest)
        form = TextForm(request.POST)
        if not form.is_valid():
            return self._page(request, article, form, newest, status=REFUSED)
        return self._keep(request, article, form, newest)

    def _keep(
        self, request: HttpRequest, article: Article, form: TextForm, newest: Revision | None
    ) -> HttpResponse:
        try:
            revision = workflow.save(
                article,
                form.text(),
                **steps.taken(request),
                based_on=form.cleaned_data["based_on"],
            )
        except ConflictError as error:
            return self._conflict(request, article, form, error)
        except TextError as error:
            form.refuse(error.problems)
        except rendering.Refused as error:
            form.refuse({"body": str(error)})
        else:
            return self._saved(request, article, revision, newest)
        return self._page(request, article, form, newest, status=REFUSED)

    def _saved(
        self, request: HttpRequest, article: Article, revision: Revision, newest: Revision | None
    ) -> HttpResponse:
        if newest and revision.pk == newest.pk:
            messages.info(request, "Nothing was changed, so there is no new revision.")
        else:
            messages.success(request, f"Revision {revision.number} is saved.")
        onward = "write" if "go-on" in request.POST else "change"
        return redirect(f"admin:content_article_{onward}", article.pk)

    def _conflict(
        self, request: HttpRequest, article: Article, form: TextForm, error: ConflictError
    ) -> HttpResponse:
        """Show both texts, and keep this writer's in a form that now begins from the other."""
        mine = request.POST.copy()
        mine["based_on"] = str(error.theirs.number)
        again = TextForm(mine)
        again.is_valid()
        return self._page(
            request,
            article,
            again,
            error.theirs,
            status=CONFLICT,
            conflict=str(error),
            both=list(_both(typed.from_text(error.theirs.text()), mine)),
        )

    def _page(
        self,
        request: HttpRequest,
        article: Article,
        form: TextForm,
        newest: Revision | None,
        *,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        context = {
            **self.articles.admin_site.each_context(request),
            "title": f"Write: {newest.title if newest else article.code}",
            "opts": self.articles.opts,
            "article": article,
            "newest": newest,
            "form": form,
            "media": form.media,
            "main": [form[name] for name in ("title", "summary", "key_points", "body")],
            "note": [form[name] for name in ("change_kind", "change_note")],
            "beside": [
                form[name]
                for name in (
                    "slug", "topic", "also_called", "related", "codes", "forwards",
                    "review_months", "language",
                )
            ],
            "topics": Page.objects.live().values_list("topic", flat=True).distinct(),
            **more,
        }  # fmt: skip
        return render(request, "admin/desk/write.html", context, status=status)


def _initial(article: Article, newest: Revision | None) -> dict[str, Any]:
    if newest:
        # The note tells of one change; the next change needs its own.
        kept = typed.from_text(newest.text())
        note = "" if hasattr(newest, "publication") else newest.change_note
        return {**kept, "change_note": note, "based_on": newest.number}
    blank = typed.from_text(checked.fields(article.code, {}, None))
    return {**blank, "change_note": "First edition", "based_on": 0}


def _both(theirs: dict[str, Any], mine: Any) -> Iterator[dict[str, Any]]:
    """Yield each field that is different, as lines side by side."""
    for name in TYPED:
        old, new = str(theirs[name]), str(mine.get(name, "")).replace("\r\n", "\n")
        if old.strip() != new.strip():
            label = TextForm.base_fields[name].label or name.replace("_", " ").capitalize()
            yield {"name": label, "rows": differences.side_by_side(old.strip(), new.strip())}
