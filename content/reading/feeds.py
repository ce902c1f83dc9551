"""What machines read: the feed, robots.txt, and whether the site is well."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.editions.models import Edition, Page
from content.reading import site

MOST_CHANGES = 30


class Changes(Feed):  # type: ignore[type-arg]  # it takes arguments only in the stubs
    """The latest editions of pages that are live, for those who hand them out."""

    feed_type = Atom1Feed
    link = "/"
    feed_url = "/changes.atom"

    def title(self) -> str:
        """Return the name of the feed."""
        return _("%(name)s: what changed") % {"name": settings.SITE_NAME}

    def items(self) -> list[Edition]:
        """Return the newest editions that readers can read."""
        pages = Page.objects.listed().order_by("-changed_at")[:MOST_CHANGES]
        return [cast("Edition", page.edition) for page in pages]

    def item_title(self, item: Edition) -> str:
        """Return the title of the page."""
        return _("%(title)s, edition %(number)s") % {"title": item.title, "number": item.number}

    def item_description(self, item: Edition) -> str:
        """Return what changed."""
        return item.change_note

    def item_link(self, item: Edition) -> str:
        """Return the address of this very edition."""
        return f"/p/{item.code}/v/{item.number}/"

    def item_pubdate(self, item: Edition) -> datetime:
        """Return when it was published."""
        return item.published_at

    item_updateddate = item_pubdate


_changes = Changes()


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Tell what changed, to feed readers."""
    response = _changes(request)
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what machines may read: everything that readers do, each page at its one address."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether the site can read its pages."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM content_page LIMIT 1")
    except DatabaseError:
        answer = JsonResponse({"well": False, "what": "The database does not answer."}, status=503)
    else:
        answer = JsonResponse({"well": True})
    answer.headers["Cache-Control"] = "no-store"
    return answer
