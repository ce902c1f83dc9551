"""Where an article stands, in words."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from content.editions.models import Page
from content.editorial.articles import Article, Revision
from content.editorial.reviews import Review
from content.publishing.ledger import Publication


def with_standing(articles: QuerySet[Article]) -> QuerySet[Any]:
    """Fetch what `words` needs along with each article."""
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    page = Page.objects.filter(code=OuterRef("code"), moved_to=None)
    reviews = Review.objects.filter(revision=OuterRef("newest_id"))
    return articles.annotate(
        newest_id=Subquery(newest.values("pk")[:1]),
        newest_number=Subquery(newest.values("number")[:1]),
        newest_title=Subquery(newest.values("title")[:1]),
        live_number=Subquery(page.values("edition__number")[:1]),
        is_withdrawn=Exists(page.exclude(withdrawal=None)),
        is_open=Exists(reviews.filter(decision="")),
        is_returned=Exists(reviews.filter(decision=Review.Decision.RETURNED)),
        is_approved=Exists(reviews.filter(decision=Review.Decision.APPROVED)),
        is_published=Exists(Publication.objects.filter(revision=OuterRef("newest_id"))),
    )


def words(article: Any) -> str:
    """Say what readers see of an article, and where its newest text has got to."""
    parts = []
    if article.live_number:
        parts.append(f"live: edition {article.live_number}")
    elif article.is_withdrawn:
        parts.append("withdrawn")
    if article.newest_number is None:
        parts.append("nothing written yet")
    elif not article.is_published:
        parts.append(f"revision {article.newest_number} {step(article)}")
    return "; ".join(parts)


def step(article: Any) -> str:
    """Say where the newest text has got to."""
    if article.is_published:
        return "is published"
    if article.is_returned:
        return "has changes asked for"
    if article.is_open:
        return "is in review"
    return "is approved" if article.is_approved else "is a draft"
