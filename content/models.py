"""The tables, listed for Django. No room imports this module."""

from content.editions.images import Drawing, Image, PublishedImage
from content.editions.models import Edition, LeansOn, Page, Rendering, Withdrawal
from content.editorial.articles import Article, Contribution, Revision, Unfinished
from content.editorial.journal import JournalHead, JournalLine
from content.editorial.reviews import Review
from content.evidence.models import Finding, Myth, RedFlag, Remedy, Source, Term
from content.publishing.ledger import Publication

__all__ = [
    "Article",
    "Contribution",
    "Drawing",
    "Edition",
    "Finding",
    "Image",
    "JournalHead",
    "JournalLine",
    "LeansOn",
    "Myth",
    "Page",
    "Publication",
    "PublishedImage",
    "RedFlag",
    "Remedy",
    "Rendering",
    "Review",
    "Revision",
    "Source",
    "Term",
    "Unfinished",
    "Withdrawal",
]
