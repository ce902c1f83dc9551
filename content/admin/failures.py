"""What the desk answers when it cannot do what was asked. Nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.admin import attempts

__all__ = ["PermissionDenied", "busy", "csrf_failure", "forbidden", "refused", "signed_out"]

SIGNED_OUT = (
    "You are no longer signed in, so nothing was saved or changed. What you typed is below: copy"
    " it, sign in, and paste it."
)
STALE = (
    "This form was opened before you last signed in, so nothing was saved or changed. What you"
    " typed is below: copy it, open the page again, and paste it."
)
BUSY = "The database cannot be reached just now, so nothing was saved or changed. Try again soon."
RETRY_SECONDS = 5
# What a form carries and nobody typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "based_on", "revision", "shown", "step"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old, which mostly means that a session ended."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return _answer(request, STALE if signed_in else SIGNED_OUT, status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form that was sent by somebody who is not signed in to the desk."""
    return _answer(request, SIGNED_OUT, status=403)


def forbidden(request: HttpRequest, sentence: str) -> HttpResponse:
    """Answer somebody who may not do what they asked for."""
    return _answer(request, sentence, status=403)


def refused(request: HttpRequest, sentence: str, *, back: str = "") -> HttpResponse:
    """Answer a step that was refused, where its own page does not say so, and lead `back` to it."""
    return _answer(request, sentence, status=409, back=back)


def busy(request: HttpRequest) -> HttpResponse:
    """Answer while the database is away or locked."""
    if _wants_words(request):
        response = HttpResponse(BUSY, status=503, content_type="text/plain; charset=utf-8")
    else:
        context = {"title": "Try again soon", "sentence": BUSY, "typed": typed(request)}
        # Nothing here may ask the database who somebody is.
        response = render(request, "admin/desk/busy.html", context, status=503, using="reading")
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what somebody typed, by the name of its field, without tokens and passwords."""
    if request.method != "POST":
        return []
    return [
        (name.replace("_", " ").capitalize(), "\n".join(values))
        for name, values in request.POST.lists()
        if any(values) and name not in NOT_TYPED and "password" not in name
    ]


def _answer(request: HttpRequest, sentence: str, *, status: int, back: str = "") -> HttpResponse:
    attempts.tell(sentence)
    if _wants_words(request):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Nothing was changed",
        "sentence": sentence,
        "typed": typed(request),
        "is_kept": request.path.endswith("/write/"),
        "back": back or (request.get_full_path() if request.method == "GET" else request.path),
    }
    return render(request, "admin/desk/refused.html", context, status=status)


def _wants_words(request: HttpRequest) -> bool:
    own = (settings.MARKDOWNX_URLS_PATH, settings.MARKDOWNX_UPLOAD_URLS_PATH)
    return wants_data(request) or request.path in own


def wants_data(request: HttpRequest) -> bool:
    """Say whether a script asks, and not a person: it gets words that it can show, and no page."""
    return request.headers.get("Accept", "").startswith("application/json")
