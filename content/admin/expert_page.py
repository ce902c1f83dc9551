"""What an expert outside the house sees by their link: one frozen text, and a way to answer.

No account, no cookie, no session: whoever has the link is the expert. It leads to nothing else.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, re_path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods, require_safe

from content import rendering
from content.admin import preview, steps
from content.editions import image_files, languages, references
from content.editorial import commenting, freezing, inviting, people
from content.editorial.invitations import Invitation
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from collections.abc import Callable

    View = Callable[..., HttpResponse]

PICTURE = re.compile(r"/media/([0-9a-f]{64}\.[a-z]{3,4})\b")
SECTION = 2
BUSY = _("This could not be kept just now. Nothing was changed. Try again in a minute.")
CHOOSE = _("Choose a sentence, or the whole text.")
BUTTONS = _("Choose one of the buttons.")
# How a text's parts are called that have no heading of their own; see editorial/readings.py.
PARTS = frozenset(
    {
        _("the title"),
        _("the summary"),
        _("the key points"),
        _("the related pages"),
        _("the also-called words"),
        _("the address"),
        _("the topic"),
        _("the language"),
        _("the original"),
        _("the time to the next review"),
        _("the retired sections"),
        _("the beginning"),
    }
)
# A drawing carries two lines of style, for light and for dark.
BARE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def _secret(view: View) -> View:
    """Find the invitation of a link, and let nobody keep, index or pass on what is answered."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        invitation = inviting.by_link(token)
        if invitation is None:
            raise Http404
        try:
            # In the language of the text. What a verb refuses is said in the desk's own.
            with languages.speaking(invitation.revision.language):
                response = view(request, invitation, **kwargs)
        except OperationalError:
            response = _answer(
                "expert/told.html", {"told": gettext(BUSY)}, status=HTTPStatus.SERVICE_UNAVAILABLE
            )
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


# No token against forged forms: it would need a cookie, and a forger would need the link itself.
# The middleware refuses forms from other sites all the same.
@require_http_methods(["GET", "HEAD", "POST"])
@_secret
def page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show the text with its question, and take what the expert says of it."""
    now = timezone.now()
    told: list[str] = []
    if request.method == "POST":
        told = _taken(request, invitation, at=now)
        if not told:
            # Read again by GET, so that going back or reloading sends nothing twice.
            response = HttpResponseRedirect(f"{request.path}#page-comments")
            response.status_code = HTTPStatus.SEE_OTHER
            return response
        invitation = inviting.read_again(invitation)
    if closed := inviting.why_closed(invitation, at=now):
        status = HTTPStatus.OK if invitation.decision else HTTPStatus.GONE
        return _answer("expert/told.html", {"told": closed}, status=status)
    if request.method == "GET":
        inviting.opened(invitation, at=now)
    return _shown(request, invitation, told)


@require_safe
@_secret
def picture(request: HttpRequest, invitation: Invitation, name: str) -> HttpResponse:
    """Show a picture of the text, published or not, and no other."""
    if inviting.why_closed(invitation, at=timezone.now()):
        raise Http404
    html = freezing.render(invitation.revision).html
    if name not in PICTURE.findall(html):
        raise Http404
    try:
        content = image_files.read(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=image_files.TYPES[name.rpartition(".")[2]])
    response.headers["Content-Security-Policy"] = BARE
    return response


urls = [
    path("", page),
    re_path(r"^picture/(?P<name>[0-9a-f]{64}\.(?:png|jpg|webp|svg))$", picture),
]


def _taken(request: HttpRequest, invitation: Invitation, *, at: datetime) -> list[str]:
    """Take the step whose button was pressed; return why not, if it was not taken."""
    take = {"comment": _comment, "sign": _sign, "refuse": _refuse}.get(request.POST.get("step", ""))
    if take is None:
        return [gettext(BUTTONS)]
    try:
        return steps.refusals(lambda: take(request, invitation, at))
    except OperationalError:
        return [gettext(BUSY)]


def _comment(request: HttpRequest, invitation: Invitation, at: datetime) -> None:
    chosen = request.POST.get("sentence", "")
    sentence = part = ""
    if chosen:
        sentences = commenting.sentences(invitation.revision)
        if not (chosen.isascii() and chosen.isdigit() and int(chosen[:6]) < len(sentences)):
            raise WorkflowError(gettext(CHOOSE))
        sentence, part = sentences[int(chosen[:6])].words, sentences[int(chosen[:6])].where
    words = request.POST.get("words", "")
    inviting.comment(invitation, sentence=sentence, part=part, words=words, at=at)


def _sign(request: HttpRequest, invitation: Invitation, at: datetime) -> None:
    inviting.sign(invitation, shown=request.POST.get("shown", ""), at=at)


def _refuse(request: HttpRequest, invitation: Invitation, at: datetime) -> None:
    note, shown = request.POST.get("note", ""), request.POST.get("shown", "")
    inviting.refuse(invitation, note=note, shown=shown, at=at)


def _shown(request: HttpRequest, invitation: Invitation, told: list[str]) -> HttpResponse:
    revision = invitation.revision
    try:
        document = freezing.render(revision)
    except rendering.Refused as error:
        return _answer("expert/told.html", {"told": str(error)}, status=HTTPStatus.CONFLICT)
    pictures = f"{request.path}picture/"
    numbered = enumerate(commenting.sentences(revision))
    context = {
        "invitation": invitation,
        "asked_by": people.shown_name(invitation.asked_by),
        "shown": revision,
        "html": preview.with_private_pictures(document.html, at=pictures),
        "contents": [row for row in document.outline if row.level == SECTION],
        "references": references.listed(revision.leaning["sources"], list(document.citations)),
        "parts": [
            (_part(part), list(rows))
            for part, rows in groupby(numbered, key=lambda row: row[1].where)
        ],
        "comments": invitation.comments.order_by("at", "pk"),
        **languages.around(revision.language),
        "told": told,
        "typed": request.POST if told else {},
    }
    return _answer("expert/page.html", context, status=_status(told))


def _part(name: str) -> str:
    return gettext(name) if name in PARTS else name


def _status(told: list[str]) -> HTTPStatus:
    if told == [gettext(BUSY)]:
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.CONFLICT if told else HTTPStatus.OK


def _answer(template: str, context: dict[str, Any], *, status: HTTPStatus) -> HttpResponse:
    """Answer with a page made of its context alone: no user, no message, no cookie."""
    context = {"site_name": settings.SITE_NAME, **context}
    return HttpResponse(render_to_string(template, context, using="reading"), status=status)
