"""A permanent link as a QR code, for walls, slides and paper."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.clinics.permalinks import current_page
from content.editions.models import Page
from content.reading import site, views

# Level M still reads with 15 of 100 modules hidden, and the standard asks for four clear modules
# on every side.
LEVEL, QUIET = "m", 4
# A module of a picture made of dots: large enough to be drawn on a slide.
DOTS = 12


@require_safe
def svg(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the link as lines, a millimetre a module."""
    return _drawn(
        request, code, kind="svg", unit="mm", xmldecl=False, svgclass=None, lineclass=None
    )


@require_safe
def png(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the link as dots, for programs that know no lines."""
    return _drawn(request, code, kind="png", scale=DOTS)


TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def _drawn(request: HttpRequest, code: str, *, kind: str, **how: object) -> HttpResponse:
    page = current_page(code)
    if page.edition is None:
        return views.gone(request, page)
    link = request.build_absolute_uri(f"/p/{code}/{_section(request, page)}")
    drawn = io.BytesIO()
    made = segno.make_qr(link, error=LEVEL, boost_error=False)
    made.save(drawn, kind=kind, border=QUIET, dark="#000", light="#fff", **how)
    response = HttpResponse(drawn.getvalue(), content_type=TYPES[kind])
    response.headers["Cache-Control"] = site.KEPT_FOR
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _section(request: HttpRequest, page: Page) -> str:
    """Return the last part of the link. Raises Http404 for a section that never was."""
    key = request.GET.get("section", "")
    if not key or page.edition is None or page.rendering is None:
        return ""
    if key not in page.edition.forwards and key not in {r["key"] for r in page.rendering.outline}:
        raise Http404
    return f"{key}/"
