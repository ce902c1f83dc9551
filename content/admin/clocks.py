"""An article's three clocks, which are never mixed: edited, published, fully reviewed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from content.editions.models import Page
from content.editorial.articles import Article, Revision

DAYS = ("edition__number", "edition__fully_reviewed_on", "edition__review_due_on")


def of(article: Article, newest: Revision | None) -> dict[str, Any]:
    """Return when an article was last edited, published and fully reviewed."""
    live = Page.objects.listed().filter(code=article.code)
    page = live.only("slug", "edition__published_at", *DAYS).first()
    edition = page.edition if page else None
    return {
        "clocks": {
            "edited_at": newest.written_at if newest else None,
            "edition": edition,
            "is_overdue": bool(edition and edition.is_overdue(timezone.localdate())),
        }
    }
