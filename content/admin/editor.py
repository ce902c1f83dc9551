"""The editor: one page on which a text is written. A refused save keeps everything typed.

When somebody else saved first, both texts are brought together in the form, and nothing is chosen
in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render

from content import rendering
from content.admin import attempts, steps, typed
from content.admin.text_form import TYPED, TextForm
from content.comparing import differences
from content.editions.models import Page
from content.editorial import checked, merging, people, workflow
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.editorial.workflow import ConflictError

if TYPE_CHECKING:
    from content.admin.readonly import ReadOnly

REFUSED, CONFLICT = 422, 409
BOTH_CHANGED = (
    "Both of you changed this. Yours stands here, and theirs above. Keep yours, or type another."
)
MARKED = (
    "Both of you changed the same words. Theirs stand after “::: theirs”, and yours after"
    " “::: yours”. Settle each place, and delete those lines."
)


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

    def session(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say who is signed in, and with which token the form may now be sent.

        Whoever is not signed in is led away to do so, which is how the page finds out.
        """
        writer = steps.taker(request)
        return JsonResponse({"name": writer.get_username(), "token": get_token(request)})

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
            problems = error.problems
        except rendering.Refused as error:
            problems = {"body": str(error)}
        else:
            return self._saved(request, article, revision, newest)
        form.refuse(problems)
        attempts.tell(next(iter(problems.values())))
        return self._page(request, article, form, newest, status=REFUSED)

    def _saved(
        self, request: HttpRequest, article: Article, revision: Revision, newest: Revision | None
    ) -> HttpResponse:
        # The browser's own copy has this name, and goes when the browser is told so.
        kept = f"kept-{steps.taker(request).pk}-{article.pk}"
        if newest and revision.pk == newest.pk:
            told = "Nothing was changed, so there is no new revision."
            messages.info(request, told, extra_tags=kept)
        else:
            messages.success(request, f"Revision {revision.number} is saved.", extra_tags=kept)
        onward = "write" if "go-on" in request.POST else "change"
        return redirect(f"admin:content_article_{onward}", article.pk)

    def _conflict(
        self, request: HttpRequest, article: Article, form: TextForm, error: ConflictError
    ) -> HttpResponse:
        """Show both texts, and bring them together in a form that now begins from the other."""
        attempts.tell(str(error))
        mine = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in TYPED}
        begun = article.revisions.filter(number=form.cleaned_data["based_on"]).first()
        theirs = _shown(article, error.theirs)
        together, contested = merging.fields(_shown(article, begun), theirs, mine, marked="body")
        again = TextForm({**together, "based_on": str(error.theirs.number)})
        again.full_clean()
        again.refuse({name: MARKED if name == "body" else BOTH_CHANGED for name in contested})
        return self._page(
            request,
            article,
            again,
            error.theirs,
            status=CONFLICT,
            conflict=str(error),
            contested=contested,
            mine=mine["body"],
            both=list(_both(theirs, mine)),
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
            "head": [form[name] for name in ("title", "summary", "key_points")],
            "note": [form[name] for name in ("change_kind", "change_note")],
            "beside": [
                form[name]
                for name in (
                    "slug",
                    "topic",
                    "also_called",
                    "related",
                    "codes",
                    "forwards",
                    "review_months",
                    "language",
                    "translated_from",
                )
            ],
            "topics": Page.objects.live().values_list("topic", flat=True).distinct(),
            **more,
        }
        return render(request, "admin/desk/write.html", context, status=status)


def _initial(article: Article, newest: Revision | None) -> dict[str, Any]:
    shown = _shown(article, newest)
    if newest is None:
        return {**shown, "change_note": "First edition", "based_on": 0}
    # The note tells of one change; the next change needs its own.
    note = "" if hasattr(newest, "publication") else newest.change_note
    return {**shown, "change_note": note, "based_on": newest.number}


def _shown(article: Article, revision: Revision | None) -> dict[str, str]:
    """Return a revision's text as the form shows it, or the text that an article begins with."""
    text = revision.text() if revision else checked.fields(article.code, {}, None)
    shown = typed.from_text(text)
    return {name: str(shown[name]) for name in TYPED}


def _both(theirs: dict[str, str], mine: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield each field that is different, as lines side by side."""
    for name in TYPED:
        old, new = theirs[name].strip(), mine[name].strip()
        if old != new:
            label = TextForm.base_fields[name].label or name.replace("_", " ").capitalize()
            yield {"name": label, "rows": differences.side_by_side(old, new)}
