"""“Was this page helpful?”: one answer and one sentence, from a reader whom we do not know."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.editions import languages, listening
from content.editions.models import Edition, Page
from content.editions.scrubbing import LONGEST
from content.reading import flood, site, views

ANSWERS = {"yes": True, "no": False}

limit = flood.Limit(most=600, most_each=5)


@require_POST
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Take in what a reader says of a page, or say why not and give their words back."""
    page = Page.objects.with_words().filter(code=code, moved_to=None).first()
    if page is None:
        raise Http404
    if page.edition is None:
        return views.gone(request, page)
    with languages.speaking(page.edition.language):
        return _taken(request, page, page.edition)


def _taken(request: HttpRequest, page: Page, edition: Edition) -> HttpResponse:
    number = _read_edition(request, edition)
    said, words = request.POST.get("helpful", ""), request.POST.get("words", "").strip()
    if said not in ANSWERS:
        told, status = _("Choose yes or no, then send it."), HTTPStatus.UNPROCESSABLE_ENTITY
    elif len(words) > LONGEST:
        told = _("%(length)s letters are too many: %(most)s is the most. Shorten it, then send it.")
        told %= {"length": len(words), "most": LONGEST}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif not limit.allows(request):
        told = _("Many answers have come in this hour, more than we can read. Try again later.")
        status = HTTPStatus.TOO_MANY_REQUESTS
    else:
        told, status = _keep(page.code, number, helpful=ANSWERS[said], words=words)
    return _answered(
        request, page, edition, told, status, {"number": number, "said": said, "words": words}
    )


def _read_edition(request: HttpRequest, newest: Edition) -> int:
    """Return the number of the edition that was read: the newest, unless the form knows better."""
    typed = request.POST.get("edition", "")
    if not typed.isascii() or not typed.isdigit():
        return newest.number
    return min(max(int(typed[:9]), 1), newest.number)


def _keep(code: str, number: int, *, helpful: bool, words: str) -> tuple[str, HTTPStatus]:
    try:
        listening.hear(code, number=number, helpful=helpful, words=words, on=localdate())
    except DatabaseError:
        told = _("This could not be kept just now. Try again in a minute.")
        return told, HTTPStatus.SERVICE_UNAVAILABLE
    return "", HTTPStatus.OK


def _answered(
    request: HttpRequest,
    page: Page,
    edition: Edition,
    told: str,
    status: HTTPStatus,
    typed: dict[str, Any],
) -> HttpResponse:
    url = page.get_absolute_url()
    context = {
        "site": site.about(),
        "told": told,
        "title": edition.title,
        "url": url,
        "shown": request.build_absolute_uri(url).split("://", 1)[1].rstrip("/"),
        "code": page.code,
        "longest": LONGEST,
        **typed,
        "page_language": languages.around(edition.language)["page_language"],
    }
    response = site.respond(request, "reading/feedback.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
