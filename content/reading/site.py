"""What every public page shows besides its own words, and the page it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from content.editions import languages, search_index
from content.editions.models import Page, PageQuerySet
from content.editions.search_index import Live
from content.reading.translations import in_our_language

# Articles that every page points to while they are live, by the name that templates use.
LANDMARKS = {
    "now": "relief-right-now",
    "help": "when-to-seek-care",
    "what_works": "what-works",
    "myths": "myths",
}
# Long enough to spare a reader's line, short enough that a withdrawn page is gone in a minute.
KEPT_FOR = "public, max-age=60"
# What is set as it was typed, or the end of a line with the spaces after it.
LINES = re.compile(r"(?P<typed><(pre|textarea)\b.*?</\2>)|\n\s+", re.DOTALL)


# As short as they are said, since they stand on buttons.
COUNTRY_NAMES = {"UK": _("UK"), "EU": _("EU"), "US": _("US")}


def pages_by_code(codes: Iterable[str]) -> dict[str, Page]:
    """Return the live pages among some articles, and the landmarks, in one query."""
    wanted = Page.objects.listed().filter(code__in=with_landmarks(codes))
    return {page.code: page for page in wanted}


def landmarks(live: Sequence[Live] = ()) -> tuple[dict[str, Page], bool]:
    """Return the live pages that every page points to, with no more of them than links need.

    And whether a demonstration account approved one of them. `live` has all live pages, where
    somebody has fetched them; else they are looked up.
    """
    codes = frozenset(LANDMARKS.values())
    there = [page for page in live or search_index.coded(codes) if page.code in codes]
    demonstration = any(page.is_demonstration for page in there)
    if any(languages.elsewhere(page.language) for page in there):
        return in_our_language(pages_by_code(())), demonstration
    pages = {
        page.code: Page(
            code=page.code, slug=page.slug, edition_id=page.edition_id, changed_at=page.since
        )
        for page in there
    }
    return pages, demonstration


def with_landmarks(codes: Iterable[str]) -> frozenset[str]:
    """Return the codes of some articles and of those that every page points to."""
    return frozenset({*codes, *LANDMARKS.values()})


def mostly_ours(pages: PageQuerySet, *, most: int) -> list[Page]:
    """Return the first of some pages in the language that is being spoken; if none is, the first.

    A site may be spoken in one language and have all its pages in another.
    """
    ours = languages.base(get_language() or "")
    found = list(pages.filter(edition__language__startswith=ours)[:most])
    return found or list(pages[:most])


def about(
    pages: dict[str, Page] | None = None, *, demonstration: bool | None = None
) -> dict[str, Any]:
    """Return what templates call `site`. What is not given is looked up."""
    if pages is None:
        pages = in_our_language(pages_by_code(()))
    if demonstration is None:
        demonstration = Page.objects.live().filter(edition__is_demonstration=True).exists()
    lines = settings.EMERGENCY_LINES
    return {
        "name": settings.SITE_NAME,
        "demonstration": demonstration,
        "offline": settings.OFFLINE,
        "calls": [
            {"country": gettext(COUNTRY_NAMES[name]), "number": lines[name]}
            for name in settings.COUNTRIES
        ],
        **{name: _url(pages.get(code)) for name, code in LANDMARKS.items()},
    }


def respond(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Answer with a page made of nothing but its context: no user, no message, no cookie."""
    shown = {**context, "host": request.get_host()}
    if status == HTTPStatus.OK:
        shown = {"canonical": request.build_absolute_uri(request.path)} | shown
    html = render_to_string(template, shown, using="reading")
    return answer(LINES.sub(_without_spaces, html), status=status)


def answer(html: str, *, status: int = 200) -> HttpResponse:
    """Answer with a finished page."""
    response = HttpResponse(html, status=status)
    response.headers["Cache-Control"] = KEPT_FOR if status == HTTPStatus.OK else "no-cache"
    return response


def card(page: Page) -> dict[str, str]:
    """Return what a list shows of a live page."""
    edition = page.edition
    if edition is None:
        raise ValueError(f"{page} is not live.")
    return {
        "title": edition.title,
        "summary": edition.summary,
        "url": page.get_absolute_url(),
        "code": page.code,
        "lang": languages.elsewhere(edition.language),
    }


def _without_spaces(found: re.Match[str]) -> str:
    """Return a line's end without the empty lines and indents of templates, which weigh 2 %."""
    return found["typed"] or "\n"


def _url(page: Page | None) -> str:
    return page.get_absolute_url() if page else ""
