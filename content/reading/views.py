"""The public pages. Nobody is signed in here: what a reader gets, everybody gets."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from content.editions import languages, listening, search_index
from content.editions.models import Edition, LeansOn, Page, Rendering
from content.reading import article as articles
from content.reading import (
    care,
    choices,
    kept,
    places,
    results,
    site,
    structured,
    topics,
    translations,
    warnings,
)

MOST_CHANGES, MOST_STEPS = 5, 3
# The day on which somebody last did what the page on accessibility says was done.
ACCESS_CHECKED_ON = date(2026, 11, 30)
MOST_NEAR = 3
# The remedies that people ask about most, by their keys.
ASKED = ("stretch-calf-and-thigh", "magnesium", "quinine", "bananas-sport")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what to do now, then the topics."""
    guides = topics.guides()
    live = Page.objects.listed().order_by("-changed_at", "slug")
    latest = site.mostly_ours(live, most=MOST_CHANGES)
    named = site.pages_by_code(["blood-clot-vs-cramp", *places.CODES])
    pages = translations.in_our_language(named)
    shown = [page for page in [*guides, *latest, *pages.values()] if page.edition]
    context = {
        "site": site.about(
            pages,
            demonstration=any(page.edition.is_demonstration for page in shown if page.edition),
        ),
        "home": True,
        "topics": topics.led_by(guides),
        "structured": structured.home(name=settings.SITE_NAME, url=request.build_absolute_uri("/")),
        "picture": request.build_absolute_uri("/card.png"),
        "changes": [_change(page) for page in latest],
        "answers": _answers(pages),
        "places": places.leading(pages),
        **_help_now(pages),
    }
    return site.respond(request, "reading/home.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what stands at an address: an edition, a signpost, or the note that it is gone."""
    host, today = request.get_host(), localdate()
    plain = not request.GET
    ready = kept.articles.get(host, slug, on=today) if plain else None
    if ready is not None:
        return site.answer(ready)
    page = Page.objects.with_words().filter(slug=slug).first()
    if page is None:
        raise Http404
    if page.moved_to:
        return HttpResponsePermanentRedirect(page.moved_to.get_absolute_url())
    if page.edition is None or page.rendering is None:
        return gone(request, page)
    codes = articles.codes_of(page.edition)
    pages, family = site.pages_by_code(codes), translations.of(codes)
    with languages.speaking(page.edition.language):
        context = articles.context(
            request, page.edition, page.rendering, pages=pages, family=family
        )
        context = articles.narrowed(context, choices.taken(request, page.edition, page.rendering))
        context["picture"] = request.build_absolute_uri(f"/p/{page.code}/card.png")
        context["structured"] = structured.article(
            page.edition, cited=context["edition"]["references"], url=context["canonical"]
        )
        response = site.respond(request, "reading/article.html", context)
    # A guide lists the whole of its topic, and a choice is not the page as it stands.
    if plain and not context["topic_articles"]:
        seen = kept.shown(
            [page, *pages.values(), *(each for row in family.values() for each in row)]
        )
        kept.articles.put(host, slug, kept.Kept(response.content.decode(), codes, seen, today))
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages that answer a question best, each at the section that does."""
    query = results.cleaned(request.GET.get("q", ""))
    instead = results.mended(query)
    every = results.all_pages()
    found = results.find(query, instead=instead, pages=every)
    pages, demonstration = site.landmarks(every)
    if not found and request.method == "GET":
        _miss(query)
    context = {
        "site": site.about(
            pages,
            demonstration=demonstration or any(result["demonstration"] for result in found),
        ),
        # Whatever was asked, a search engine keeps one page to ask on.
        "canonical": request.build_absolute_uri("/search/"),
        "query": query,
        "results": found,
        "count": len(found),
        "cards": warnings.called_for(
            query, instead=instead, help_page=pages.get(site.LANDMARKS["help"])
        ),
        "instead": list(instead.values()),
        "topics": [] if found else topics.led_by(topics.guides()),
        "near": [] if found else search_index.near(search_index.words_of(query), most=MOST_NEAR),
    }
    return site.respond(request, "reading/search.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this site is, who approves it, and what it does not keep."""
    return site.respond(request, "reading/about.html", {"site": site.about()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say who can use this site, how that was checked, and where it falls short."""
    context = {
        "site": site.about(),
        "contact": settings.CONTACT_EMAIL,
        "checked_on": ACCESS_CHECKED_ON,
    }
    return site.respond(request, "reading/accessibility.html", context)


def gone(request: HttpRequest, page: Page) -> HttpResponse:
    """Say that a page was withdrawn, why, and where to go instead."""
    notice = page.withdrawal
    instead = notice.instead if notice else None
    last = Edition.objects.filter(code=page.code).order_by("-number")
    title, language = last.values_list("title", "language")[0]
    with languages.speaking(language):
        replacement = None
        if instead and instead.edition:
            replacement = {
                "title": instead.edition.title,
                "url": instead.get_absolute_url(),
                "lang": languages.elsewhere(instead.edition.language),
            }
        context = {
            "site": site.about(),
            "title": title,
            "reason": notice.get_reason_display() if notice else "",
            "on": notice.withdrawn_at if notice else None,
            "instead": replacement,
            "lang": languages.elsewhere(language),
            "page_language": languages.around(language)["page_language"],
        }
        return site.respond(request, "410.html", context, status=410)


def _miss(query: str) -> None:
    """Count the words that no page has. A reader is answered whether or not that can be done."""
    with suppress(DatabaseError):
        listening.miss(search_index.words_of(query), on=localdate())


def _change(page: Page) -> dict[str, Any]:
    edition = page.edition
    if edition is None:
        raise ValueError(f"{page} is not live.")
    return {
        "title": edition.title,
        "url": page.get_absolute_url(),
        "on": edition.published_at,
        "note": edition.change_note,
        "lang": languages.elsewhere(edition.language),
    }


def _answers(pages: dict[str, Page]) -> list[dict[str, str]]:
    """Return what readers ask about most, as the page of remedies answers it."""
    page = pages.get(site.LANDMARKS["what_works"])
    if page is None:
        return []
    rows = LeansOn.objects.filter(kind="remedies", edition=page.edition_id, key__in=ASKED)
    found = {row.key: row.facts["is"] for row in rows}
    return [
        {
            "title": found[key]["name"],
            "url": choices.remedy(
                page.get_absolute_url(), found[key]["group"], tested=found[key]["tested"]
            ),
            "verdict": "",
            "words": found[key]["result"],
            "lang": languages.elsewhere(page.edition.language) if page.edition else "",
        }
        for key in ASKED
        if key in found
    ]


def _help_now(pages: dict[str, Page]) -> dict[str, Any]:
    """Return the first screen: approved words, from the page that helps right now."""
    page = pages.get(site.LANDMARKS["now"])
    if page is None:
        return {"now": None, "emergency": None}
    rendering = Rendering.objects.select_related("edition").get(pages=page)
    lang = languages.elsewhere(rendering.edition.language)
    card = care.emergency(rendering.html)
    clot = pages.get("blood-clot-vs-cramp")
    return {
        "now": {
            "heading": rendering.edition.title,
            "lang": lang,
            "steps": rendering.edition.key_points[:MOST_STEPS],
            "more": [],
            "help": page.get_absolute_url(),
            "clot": clot.get_absolute_url() if clot else "",
        },
        # The press made and cleaned this HTML, and every word of it was approved.
        "emergency": card
        and {
            "heading": mark_safe(card["heading"].strip()),  # noqa: S308  # see above
            "html": mark_safe(card["body"]),  # noqa: S308  # see above
            "lang": lang,
        },
    }
