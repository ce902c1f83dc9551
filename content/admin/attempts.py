"""What the desk refused, in the log: who asked for what, and what they were told.

A step that was taken has its line in the journal. A refused one leaves no row anywhere, so whoever
runs the site reads of it here. Of a form it holds no more than the refusal itself quotes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

LOG = logging.getLogger("content.desk")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# A refusal is caught where no request is at hand, and each request is answered in a context.
_told: ContextVar[str] = ContextVar("told", default="")


def tell(sentence: str) -> None:
    """Keep what somebody is told, for the line about the request that is being answered."""
    _told.set(sentence)


class Attempts:
    """Middleware that logs what was refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tell("")
        response = self.get_response(request)
        if _is_refused(request, response):
            asked = f"{request.method} {request.path}"
            told = _told.get() or response.reason_phrase
            LOG.info("refused %s: %s: %s", _who(request), escaped(asked), escaped(told))
        return response


def escaped(text: str) -> str:
    """Return a text in which nothing can begin a line of its own or hide in one."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def _is_refused(request: HttpRequest, response: HttpResponse) -> bool:
    if response.status_code == HTTPStatus.NOT_FOUND and request.method in SAFE:
        return False
    return HTTPStatus.BAD_REQUEST <= response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def _who(request: HttpRequest) -> str:
    return f"user {request.user.pk}" if request.user.is_authenticated else "nobody"
