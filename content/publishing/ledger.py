"""The ledger: which reviews became which edition, and who published it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from content.editions.models import Edition
from content.editorial.articles import Revision
from content.records import PermanentRecord, Rule


class Publication(PermanentRecord):
    """The line that says which reviews of which revision became which edition."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="+")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="publication")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="a_publication_needs_its_reviews_approved",
            event="INSERT",
            unless="EXISTS (SELECT 1 FROM content_review r WHERE r.revision_id = NEW.revision_id)"
            " AND NOT EXISTS (SELECT 1 FROM content_review r"
            " WHERE r.revision_id = NEW.revision_id AND r.decision <> 'approved')",
            message="every review has to be approved",
        ),
        Rule(
            name="the_journal_tells_of_every_approval_that_is_published",
            event="INSERT",
            unless="NOT EXISTS (SELECT 1 FROM content_review r"
            " JOIN content_revision v ON v.id = r.revision_id"
            " JOIN content_article a ON a.id = v.article_id"
            " WHERE r.revision_id = NEW.revision_id AND r.decision = 'approved' AND NOT EXISTS"
            " (SELECT 1 FROM content_journalline j WHERE j.code = a.code"
            " AND j.step = r.decision AND j.by_id = r.decided_by_id AND j.at = r.decided_at))",
            message="every approval has to be a step that somebody took",
        ),
        Rule(
            name="a_publication_is_of_the_approved_text",
            event="INSERT",
            unless="(SELECT e.digest FROM content_edition e WHERE e.id = NEW.edition_id)"
            " = (SELECT v.digest FROM content_revision v WHERE v.id = NEW.revision_id)",
            message="the edition has to be the text that was approved",
        ),
        Rule(
            name="a_publication_is_of_the_page_that_was_seen",
            event="INSERT",
            unless="EXISTS (SELECT 1 FROM content_rendering g"
            " WHERE g.edition_id = NEW.edition_id AND g.number = 1"
            " AND NOT EXISTS (SELECT 1 FROM content_review r"
            " WHERE r.revision_id = NEW.revision_id AND r.html_digest <> g.html_digest))",
            message="the page has to be the one that its reviewers saw",
        ),
        Rule(
            name="nobody_publishes_words_they_wrote",
            event="INSERT",
            unless="NOT EXISTS (SELECT 1 FROM content_contribution c"
            " WHERE c.revision_id = NEW.revision_id AND c.person_id = NEW.published_by_id)"
            " AND NOT EXISTS (SELECT 1 FROM content_revision v"
            " WHERE v.id = NEW.revision_id AND v.written_by_id = NEW.published_by_id)",
            message="someone who wrote none of these words has to publish them",
        ),
    )

    class Meta:
        permissions = [
            ("publish_edition", "Can publish, move and reinstate pages"),
            ("withdraw_page", "Can withdraw pages"),
        ]

    def __str__(self) -> str:
        return f"{self.revision} became {self.edition}"
