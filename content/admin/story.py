"""An article's whole story: what was written, reviewed and published, and what is in the way."""

from __future__ import annotations

from typing import Any

from content import rendering
from content.admin import (
    assigning,
    clocks,
    comments,
    experts,
    links_here,
    owners,
    rechecks,
    schedules,
    standing,
)
from content.editions.models import Edition, Page
from content.editorial import freezing, people
from content.editorial.articles import Revision
from content.editorial.journal import JournalLine
from content.publishing import requirements

MOST_ROWS = 30


def of(article: Any, person: Any) -> dict[str, Any]:
    """Return the story of an article that was fetched with its standing, for one person."""
    newest = article.newest()
    code = article.code
    return {
        "article": article,
        "newest": newest,
        "standing": standing.words(article),
        "unmet": [] if newest is None or article.is_published else _unmet(newest, person),
        "page": Page.objects.filter(code=code, moved_to=None).first(),
        "revisions": article.revisions.select_related("written_by")
        .prefetch_related("reviews__decided_by")
        .defer("leaning", "body")
        .order_by("-number")[:MOST_ROWS],
        "editions": Edition.objects.filter(code=code)
        .only("number", "title", "published_at", "change_note", "change_kind")
        .order_by("-number")[:MOST_ROWS],
        "journal": JournalLine.objects.filter(code=code).order_by("-sequence")[:MOST_ROWS],
        **rechecks.of(article),
        **comments.of(newest),
        "to_assign": assigning.of_newest(newest, person),
        **links_here.of(code),
        **experts.of(article, person),
        **clocks.of(article, newest),
        **owners.of(article, person),
        **schedules.of(article),
        "may_write": person.has_perm(f"content.{people.WRITE}"),
        "may_publish": person.has_perm(f"content.{people.PUBLISH}"),
    }


def _unmet(newest: Revision, person: Any) -> list[requirements.Problem]:
    """Return all that stands between a text and publication by this person."""
    try:
        document = freezing.render(newest)
    except rendering.Refused as error:
        return [requirements.Problem(str(error))]
    return [
        *requirements.of_text(newest, document),
        *requirements.of_review(newest, document, by=person),
    ]
