"""Permanent links: an article by its code, wherever it stands now, and every edition of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from content.editions import languages
from content.editions.models import Edition, Page, Rendering
from content.reading import article as articles
from content.reading import choices, link_card, site, translations, views

MOST_HOPS = 10


def current_page(code: str) -> Page:
    """Return what stands for an article now: its page, or the notice that it is gone."""
    page = Page.objects.with_words().filter(code=code, moved_to=None).first()
    if page is None:
        raise Http404
    return page


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the page of an article as it stands now."""
    current = current_page(code)
    if current.edition is None:
        return views.gone(request, current)
    return _lead_to(current.get_absolute_url())


@require_safe
def section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Lead to a section as it stands now, or to where it went."""
    for _ in range(MOST_HOPS):
        current = current_page(code)
        if current.edition is None or current.rendering is None:
            return views.gone(request, current)
        if not section:
            return _lead_to(current.get_absolute_url())
        if any(row["key"] == section for row in current.rendering.outline):
            return _lead_to(choices.section(code, current.get_absolute_url(), section))
        to = current.edition.forwards.get(section)
        if to is None:
            raise Http404
        next_code, _, section = to.partition("#")
        code = next_code or code
    raise Http404


@require_safe
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an edition as it was published, and say when it is not the newest."""
    current = current_page(code)
    if current.edition is None:
        return views.gone(request, current)
    asked = Edition.objects.filter(code=code, number=number).first()
    rendering = asked and Rendering.objects.filter(edition=asked).order_by("-number").first()
    if asked is None or rendering is None:
        raise Http404
    older = None
    if asked.number != current.edition.number:
        older = {"newest_url": current.get_absolute_url(), "number": current.edition.number}
    codes = articles.codes_of(asked)
    pages, family = site.pages_by_code(codes), translations.of(codes)
    with languages.speaking(asked.language):
        context = articles.context(
            request, asked, rendering, pages=pages, family=family, older=older
        )
        response = site.respond(request, "reading/article.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Show the picture that a link to the page is shown with elsewhere."""
    current = _current(code)
    if current.edition is None:
        return views.gone(request, current)
    return link_card.answer(current.edition.title)


def _current(code: str) -> Page:
    page = Page.objects.with_words().filter(code=code, moved_to=None).first()
    if page is None:
        raise Http404
    return page


def _lead_to(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = site.KEPT_FOR
    return response
