"""What every answer carries, and what only the desk does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.utils import translation

from content.admin.attempts import Attempts

DESK = "/admin/"
READING = ("GET", "HEAD", "OPTIONS", "TRACE")
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
        "browsing-topics",
    )
)


def is_desk(request: HttpRequest) -> bool:
    """Say whether a request is for the editors' desk."""
    return request.path.startswith(DESK)


class _DeskOnly:
    """Stand aside on public pages, so that they need no session, no user and no cookie."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if is_desk(request):
            return super().__call__(request)  # type: ignore[misc]  # the middleware mixed in after
        return self.get_response(request)


class DeskSession(_DeskOnly, SessionMiddleware):
    """Sessions, for the desk."""


class DeskAuthentication(_DeskOnly, AuthenticationMiddleware):
    """Who is signed in, for the desk."""


class DeskMessages(_DeskOnly, MessageMiddleware):
    """Messages between two requests, for the desk."""


class DeskAttempts(_DeskOnly, Attempts):
    """A line in the log for what was refused, at the desk."""


class DeskCsrf(_DeskOnly, CsrfViewMiddleware):
    """Protection of the desk's forms. A public form has no cookie to protect; see OwnForms."""

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        """Check the token of a form that was sent to the desk."""
        return super().process_view(request, *args) if is_desk(request) else None


class OwnForms:
    """Refuse a public form that another site sends in a reader's name.

    A token would need a cookie, so this asks the browser where the form stood. A view that takes
    forms from elsewhere says so by `csrf_exempt`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> None:
        """Let a form through that stood on this site, or that no browser sent."""
        if request.method in READING or is_desk(request) or getattr(view, "csrf_exempt", False):
            return
        if not _is_own(request):
            raise PermissionDenied


def _is_own(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    # An old browser, or one that reads over plain HTTP. A page that sends no referrer has the
    # origin null, even to itself.
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


class _PublicOnly:
    """Stand aside at the desk, whose pages hold secrets and must not be kept."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if is_desk(request):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc]  # the middleware mixed in after


class PublicConditionalGet(_PublicOnly, ConditionalGetMiddleware):
    """No second download of a page that has not changed."""


class PublicLanguage:
    """The language of the site, for readers. The desk's is English, and an article's is its own.

    What a browser asks for plays no part: caches keep one page at an address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_desk(request):
            return self.get_response(request)
        with translation.override(settings.SITE_LANGUAGE):
            return self.get_response(request)


class ContentPolicy(CSPMiddleware):
    """The content security policy: the public one, and one that the desk's scripts can bear."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002  # django-csp's
    ) -> PolicyParts:
        """Choose the policy of an answer."""
        parts = super().get_policy_parts(request, response, report_only)
        if is_desk(request) and not report_only:
            # Without a policy of the view's own, django-csp leaves this empty.
            config = parts.config or settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
            public = {k: v for k, v in config.items() if "trusted-types" not in k}
            parts.config = public | settings.DESK_SECURITY_POLICY
        return parts


class Headers:
    """The headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            # A HEAD is answered like a GET; the length stays, and the body is not sent.
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_desk(request):
            response.headers["Cache-Control"] = "no-store, private"
        return response
