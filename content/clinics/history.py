"""What became of a page: every edition of it, and any two of them as one text."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.clinics import editions
from content.clinics.permalinks import current_page
from content.editions import languages
from content.editions.heard import Feedback
from content.editions.models import Edition, Page
from content.reading import article as articles
from content.reading import site, views

LONGEST_NUMBER = 9


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Say what changed, when, why, and who approved it; or show two editions as one."""
    page = current_page(code)
    asked = request.GET.keys() & {"from", "to"}
    if page.edition is None:
        return views.gone(request, page) if asked else _listed(request, page)
    with languages.speaking(page.edition.language):
        return _compared(request, page, page.edition) if asked else _listed(request, page)


def _listed(request: HttpRequest, page: Page) -> HttpResponse:
    rows = list(Edition.objects.filter(code=page.code).order_by("-number").defer("body", "leaning"))
    notice = page.withdrawal
    heard = Feedback.objects.answered(page.code)
    context = {
        "site": site.about(),
        "title": rows[0].title,
        "url": page.get_absolute_url() if page.is_live() else "",
        "withdrawn": notice and {"on": notice.withdrawn_at, "reason": notice.get_reason_display()},
        "editions": [
            {
                "number": row.number,
                "url": f"/p/{page.code}/v/{row.number}/" if page.is_live() else "",
                "published_on": row.published_at,
                "change_note": row.change_note,
                "change_kind": row.change_kind,
                "approvals": articles.dated(row.approvals),
                "is_demonstration": row.is_demonstration,
                "fully_reviewed_on": row.fully_reviewed_on,
                "heard": heard.get(row.number, 0),
                "before": row.number - 1 if page.is_live() else 0,
            }
            for row in rows
        ],
        "choices": _choices(page.code, newest=rows[0].number) if page.is_live() else {},
    }
    return _unlisted(site.respond(request, "reading/history.html", context))


def _compared(request: HttpRequest, page: Page, newest: Edition) -> HttpResponse:
    """Show two editions as one text, whichever way round they were asked for."""
    first = _number(request.GET.get("from", "1"))
    second = _number(request.GET.get("to", str(newest.number)))
    known = range(1, newest.number + 1)
    older, newer = sorted((first, second))
    context: dict[str, Any] = {
        "site": site.about(),
        "title": newest.title,
        "url": page.get_absolute_url(),
        "choices": _choices(page.code, newest=newest.number, older=older, newer=newer),
    }
    if newest.number == 1:
        context["told"] = _("This page has one edition so far, so there is nothing to compare.")
    elif older not in known or newer not in known:
        context["told"] = _("There is no such edition of this page. Choose two from the lists.")
        context["choices"] = _choices(page.code, newest=newest.number)
    elif older == newer:
        context["told"] = _("That is the same edition twice. Choose two that differ.")
    else:
        context |= editions.compared(page.code, older, newer)
    return _unlisted(site.respond(request, "reading/compared.html", context))


def _choices(code: str, *, newest: int, older: int = 0, newer: int = 0) -> dict[str, Any]:
    """Return what can be compared, with the newest and the one before it chosen at first."""
    return {
        "code": code,
        "numbers": range(1, newest + 1) if newest > 1 else [],
        "older": older or newest - 1,
        "newer": newer or newest,
    }


def _number(typed: str) -> int:
    """Return the number that was typed, or 0, which no edition has."""
    plain = typed.strip()
    is_number = plain.isascii() and plain.isdigit() and len(plain) <= LONGEST_NUMBER
    return int(plain) if is_number else 0


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
