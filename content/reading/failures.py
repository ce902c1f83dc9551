"""Pages for requests that cannot be answered. Each says what to do next."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from content.reading import site


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _plain("400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not."""
    return _plain("403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that was never used. A draft and nothing at all look the same."""
    try:
        context = {"site": site.about()}
    except DatabaseError:
        context = {"site": {"name": settings.SITE_NAME}}
    return site.respond(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke, without asking anything that may be broken too."""
    return _plain("500.html", status=500)


def _plain(template: str, *, status: int) -> HttpResponse:
    html = render_to_string(template, {"site": {"name": settings.SITE_NAME}}, using="reading")
    response = HttpResponse(html, status=status)
    response.headers["Cache-Control"] = "no-cache"
    return response
