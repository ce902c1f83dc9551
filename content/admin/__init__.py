"""The editors' desk, in Django's admin. It declares and shows; it decides nothing."""

from content.admin import (
    accounts,
    articles,
    evidence,
    images,
    ledger,
    letters,
    pages,
    reviews,
    revisions,
)

__all__ = [
    "accounts",
    "articles",
    "evidence",
    "images",
    "ledger",
    "letters",
    "pages",
    "reviews",
    "revisions",
]
