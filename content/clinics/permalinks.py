"""Permanent links: an article by its code, wherever it stands now, and every edition of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from content.editions.heard import Feedback
from content.editions.models import Edition, Page, Rendering
from content.reading import article as articles
from content.reading import choices, site, views

MOST_HOPS = 10


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the page of an article as it stands now."""
    current = _current(code)
    if current.edition is None:
        return views.gone(request, current)
    return _lead_to(current.get_absolute_url())


@require_safe
def section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Lead to a section as it stands now, or to where it went."""
    for _ in range(MOST_HOPS):
        current = _current(code)
        if current.edition is None or current.rendering is None:
            return views.gone(request, current)
        if not section:
            return _lead_to(current.get_absolute_url())
        if any(row["key"] == section for row in current.rendering.outline):
            return _lead_to(choices.section(code, current.get_absolute_url(), section))
        to = current.edition.forwards.get(section)
        if to is None:
            raise Http404
        next_code, _, section = to.partition("#")
        code = next_code or code
    raise Http404


@require_safe
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an edition as it was published, and say when it is not the newest."""
    current = _current(code)
    if current.edition is None:
        return views.gone(request, current)
    asked = Edition.objects.filter(code=code, number=number).first()
    rendering = asked and Rendering.objects.filter(edition=asked).order_by("-number").first()
    if asked is None or rendering is None:
        raise Http404
    older = None
    if asked.number != current.edition.number:
        older = {"newest_url": current.get_absolute_url(), "number": current.edition.number}
    pages = site.pages_by_code(row["code"] for row in asked.related)
    context = articles.context(request, asked, rendering, pages=pages, older=older)
    response = site.respond(request, "reading/article.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Say what changed, when, why, and who approved it."""
    current = _current(code)
    editions = list(Edition.objects.filter(code=code).order_by("-number").defer("body", "leaning"))
    notice = current.withdrawal
    heard = Feedback.objects.answered(code)
    context = {
        "site": site.about(),
        "title": editions[0].title,
        "url": current.get_absolute_url() if current.is_live() else "",
        "withdrawn": notice and {"on": notice.withdrawn_at, "reason": notice.get_reason_display()},
        "editions": [
            {
                "number": row.number,
                "url": f"/p/{code}/v/{row.number}/" if current.is_live() else "",
                "published_on": row.published_at,
                "change_note": row.change_note,
                "change_kind": row.change_kind,
                "approvals": articles.dated(row.approvals),
                "is_demonstration": row.is_demonstration,
                "fully_reviewed_on": row.fully_reviewed_on,
                "heard": heard.get(row.number, 0),
            }
            for row in editions
        ],
    }
    return site.respond(request, "reading/history.html", context)


def _current(code: str) -> Page:
    page = Page.objects.with_words().filter(code=code, moved_to=None).first()
    if page is None:
        raise Http404
    return page


def _lead_to(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response
