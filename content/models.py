"""The tables, listed for Django. No room imports this module."""

from content.editions.heard import Feedback, LostWord
from content.editions.images import Drawing, Image, PublishedImage
from content.editions.known_words import KnownWord
from content.editions.models import Edition, LeansOn, Page, Rendering, Withdrawal
from content.editorial.articles import Article, Contribution, Revision, Unfinished
from content.editorial.comments import Comment
from content.editorial.invitations import Invitation
from content.editorial.journal import JournalHead, JournalLine
from content.editorial.letters import Letter
from content.editorial.owners import Ownership
from content.editorial.rechecks import Recheck
from content.editorial.reviews import Review
from content.evidence.models import Finding, Myth, RedFlag, Remedy, Source, Term
from content.publishing.ledger import Publication
from content.publishing.outside_links import OutsideLink
from content.publishing.schedules import Schedule

__all__ = [
    "Article",
    "Comment",
    "Contribution",
    "Drawing",
    "Edition",
    "Feedback",
    "Finding",
    "Image",
    "Invitation",
    "JournalHead",
    "JournalLine",
    "KnownWord",
    "LeansOn",
    "Letter",
    "LostWord",
    "Myth",
    "OutsideLink",
    "Ownership",
    "Page",
    "Publication",
    "PublishedImage",
    "Recheck",
    "RedFlag",
    "Remedy",
    "Rendering",
    "Review",
    "Revision",
    "Schedule",
    "Source",
    "Term",
    "Unfinished",
    "Withdrawal",
]
