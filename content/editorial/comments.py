"""Comments on a sentence of a revision, each open until somebody has answered it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.editorial.articles import Revision
from content.editorial.invitations import Invitation
from content.records import Rule


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments."""

    def open(self) -> CommentQuerySet:
        """Return the comments that nobody has answered yet."""
        return self.filter(resolved_at=None)


class Comment(models.Model):
    """What somebody says of a sentence, or of the whole text if it names none."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="comments")
    part = models.CharField("part of the text", max_length=200, blank=True)
    sentence = models.TextField(blank=True)
    words = models.TextField()
    # A colleague, or an outsider who was asked as an expert.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    expert = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="comments"
    )
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="a_comment_stays_as_it_was_said",
            event="UPDATE",
            keeps=("id", "revision_id", "part", "sentence", "words", "by_id", "expert_id", "at"),
            message="a comment keeps its words: answer it, or make another",
        ),
        Rule(
            name="a_comment_is_answered_once",
            event="UPDATE",
            unless="OLD.resolved_at IS NULL",
            message="this comment is answered: make another",
        ),
        Rule(
            name="a_comment_is_never_deleted",
            event="DELETE",
            message="a comment is never deleted",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False, expert=None) | Q(by=None, expert__isnull=False),
                name="a_comment_has_one_author",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None, answer="")
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="a_comment_is_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["revision"], condition=Q(resolved_at=None), name="open_comments"),
        ]

    def __str__(self) -> str:
        return f"Comment on {self.revision}"
