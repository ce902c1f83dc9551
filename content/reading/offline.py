"""Reading without a signal: the worker that keeps pages on a reader's device, and what it asks for.

The server is never told what a device keeps. Every device asks for the same short list of what
changed last, and throws away by itself what the list says is withdrawn, moved or overtaken.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.editions.models import Page
from content.reading import site, stylesheet

# Of each kind. A device that has missed more than these throws away all that it cannot vouch for.
MOST_CHANGED, MOST_GONE = 200, 200
# Of the pages that a reader opened; /about/ says how many.
MOST_OPENED = 40
# What every device keeps, by the names of `site.LANDMARKS`, besides the first page.
KEPT_BY_ALL = ("now", "help")
SIZES = (192, 512)
# The ground of the right-now panel: what a phone shows while it starts is no flash at night.
NIGHT = "#221d3e"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker; with OFFLINE=0 one that clears what was kept, and itself."""
    template = "reading/offline/worker.js" if settings.OFFLINE else "reading/offline/ended.js"
    script = render_to_string(template, {"told": json.dumps(_told())}, using="reading")
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def changed(request: HttpRequest) -> JsonResponse:
    """List what stands at the addresses that changed last, the same for whoever asks.

    `changed` gives of an address the number of the edition there, 0 for none, and the second of
    the change. Whatever changed after `since` is among them. `always` is what every device keeps.
    """
    live, live_since = _newest(Page.objects.live(), MOST_CHANGED)
    gone, gone_since = _newest(Page.objects.filter(edition=None), MOST_GONE)
    codes = [site.LANDMARKS[name] for name in KEPT_BY_ALL]
    landmarks = Page.objects.live().filter(code__in=codes).order_by("slug")
    response = JsonResponse(
        {
            "always": ["/", "/offline/", *(f"/{slug}/" for slug in _slugs(landmarks))],
            "since": max(live_since, gone_since),
            "changed": live | gone,
        },
        json_dumps_params={"separators": (",", ":")},
    )
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response


@require_safe
def fallback(request: HttpRequest) -> HttpResponse:
    """Show what a device shows in place of a page that it has not kept."""
    return site.respond(request, "reading/offline.html", {"site": site.about()})


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Say how the site stands on the first screen of a phone."""
    icons = [
        {
            "src": static(f"site/home-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in SIZES
        for purpose in ("any", "maskable")
    ]
    response = JsonResponse(
        {
            "name": settings.SITE_NAME,
            "id": "/",
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": NIGHT,
            "icons": icons,
        },
        content_type="application/manifest+json",
    )
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response


def _newest(pages: Any, most: int) -> tuple[dict[str, list[int]], int]:
    """Return what changed last, and the second after which nothing is left out."""
    rows = list(
        pages.order_by("-changed_at", "slug").values_list("slug", "edition__number", "changed_at")[
            : most + 1
        ]
    )
    listed = {slug: [number or 0, _second(at)] for slug, number, at in rows[:most]}
    return listed, _second(rows[most][2]) + 1 if len(rows) > most else 0


def _second(at: datetime) -> int:
    return int(at.timestamp())


def _slugs(pages: Any) -> list[str]:
    return list(pages.values_list("slug", flat=True))


def _told() -> dict[str, Any]:
    """Return what the worker is told. Its browser takes it for a new worker when this changes."""
    scripts = sorted((stylesheet.SITE / "js").rglob("*.js"))
    names = [path.relative_to(stylesheet.SITE).as_posix() for path in scripts]
    return {
        "most": MOST_OPENED,
        "scripts": [static(f"site/{name}") for name in names],
        "words": {code: _words(code) for code, _name in settings.LANGUAGES},
    }


def _words(language: str) -> dict[str, str]:
    """Return what a kept page says above its own words, in a language of the site."""
    with translation.override(language):
        return {
            "copy": _("Kept copy."),
            "kept": _(
                "There is no good connection just now. This page was kept on {on}."
                " It may have changed since."
            ),
            "overtaken": _("This page has changed, or was taken away, since you opened it."),
            "again": _("Load it again"),
        }
