"""Reviews: a revision put before a second pair of eyes, and what they decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.editorial.articles import Revision, Unfinished
from content.records import Rule

WRITTEN_BY_THEM = (
    "(EXISTS (SELECT 1 FROM content_contribution c"
    " WHERE c.revision_id = NEW.revision_id AND c.person_id = NEW.decided_by_id)"
    " OR EXISTS (SELECT 1 FROM content_revision v"
    " WHERE v.id = NEW.revision_id AND v.written_by_id = NEW.decided_by_id))"
)
ASKED = ("id", "revision_id", "role", "digest", "html_digest", "asked_by_id", "asked_at")


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews."""

    def open(self) -> ReviewQuerySet:
        """Return the reviews that still wait for a decision which would count."""
        return self.filter(revision__in=Unfinished.objects.values("revision"), decision="")

    def returned(self) -> ReviewQuerySet:
        """Return the reviews whose writers have yet to answer."""
        returned = Review.Decision.RETURNED
        return self.filter(revision__in=Unfinished.objects.values("revision"), decision=returned)


class Review(models.Model):
    """A revision put before a second person in a role, and what they decided."""

    class Decision(models.TextChoices):
        """What a reviewer can decide."""

        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Changes asked for"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="reviews")
    role = models.CharField(max_length=20)
    digest = models.CharField("digest of the text", max_length=64)
    html_digest = models.CharField("digest of the rendered page", max_length=64)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assigned"
    )
    due_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    answers = models.JSONField("answers to the checklist", default=dict, blank=True)
    read_whole = models.BooleanField("read the whole page", null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="nobody_decides_on_words_they_wrote_on_insert",
            event="INSERT",
            unless=f"NEW.decided_by_id IS NULL OR NOT {WRITTEN_BY_THEM}",
            message="someone who wrote none of these words has to decide",
        ),
        Rule(
            name="nobody_decides_on_words_they_wrote",
            event="UPDATE",
            unless=f"NEW.decided_by_id IS NULL OR NOT {WRITTEN_BY_THEM}",
            message="someone who wrote none of these words has to decide",
        ),
        Rule(
            name="a_review_stays_with_the_text_it_was_asked_for",
            event="UPDATE",
            keeps=ASKED,
            message="a review keeps its revision, role and digests",
        ),
        Rule(
            name="a_decision_stands",
            event="UPDATE",
            unless="OLD.decision = ''",
            message="a review is decided once",
        ),
        Rule(
            name="a_review_is_never_deleted",
            event="DELETE",
            message="a review is never deleted",
        ),
        Rule(
            name="a_review_is_bound_to_the_digest_of_its_revision",
            event="INSERT",
            unless="NEW.digest = (SELECT digest FROM content_revision WHERE id = NEW.revision_id)",
            message="a review is of the text as it was written",
        ),
    )

    class Meta:
        constraints = [
            # A returned revision is not asked about again: its writer makes the next one. So one
            # review of each role is enough, open or decided, and no old yes can come back.
            models.UniqueConstraint(
                fields=["revision", "role"], name="one_review_a_revision_and_role"
            ),
            models.UniqueConstraint(
                fields=["revision", "decided_by"],
                condition=Q(decided_by__isnull=False),
                name="two_roles_take_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None, read_whole=None)
                | Q(
                    decision__in=["approved", "returned"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    read_whole__isnull=False,
                ),
                name="a_decision_is_whole_or_absent",
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="latest_reviews"),
        ]
        permissions = [
            ("approve_clinical", "Can decide clinical reviews"),
            ("approve_editorial", "Can decide editorial reviews"),
        ]

    def __str__(self) -> str:
        return f"{self.role.capitalize()} review of {self.revision}"

    def is_open(self) -> bool:
        """Say whether it waits for a decision."""
        return not self.decision

    def is_approved(self) -> bool:
        """Say whether the reviewer said yes."""
        return self.decision == self.Decision.APPROVED
