"""What every step keeps to: only an article's newest text goes on, and the journal tells of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from content import rendering
from content.editorial import checked, freezing, journal
from content.editorial.articles import Article, Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class WorkflowError(Exception):
    """A step was asked for at the wrong time or by the wrong person."""


def newest_of_its_article(revision: Revision) -> Revision:
    """Lock the article, and refuse a revision that somebody has since written over."""
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    newest: Revision | None = article.newest()
    if newest is None or newest.pk != revision.pk:
        number = newest.number if newest else 0
        raise WorkflowError(
            f"Revision {revision.number} has been overtaken by revision {number}."
            " Go on with the newer one."
        )
    return newest


def ready_to_read(revision: Revision) -> rendering.Document:
    """Return a text as its readers would get it, and refuse one that nobody should be asked about.

    Raises `rendering.Refused` or TextError as well.
    """
    document = freezing.render(revision)
    if document.problems:
        raise WorkflowError(
            "Put this right before anybody is asked to read it. "
            + " ".join(problem.message for problem in document.problems[:5])
        )
    checked.complete(revision)
    return document


def note(step: str, revision: Revision, *, by: User | None, at: datetime, **facts: Any) -> None:
    """Write a step that somebody took with a revision into the journal."""
    journal.write(
        step,
        code=revision.article.code,
        by=by,
        at=at,
        revision=revision.number,
        digest=revision.digest,
        **facts,
    )
