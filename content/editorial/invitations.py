"""Invitations: an expert outside the house is asked about one frozen revision, by a signed link."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from content.editorial.articles import Revision
from content.records import Rule

ASKED = (
    "id",
    "revision_id",
    "digest",
    "html_digest",
    "name",
    "email",
    "question",
    "link_digest",
    "asked_by_id",
    "asked_at",
    "expires_at",
)


class Invitation(models.Model):
    """A named outsider, asked to read one revision, and what they answered.

    The link itself is kept nowhere: only its digest, so that nobody can read it here.
    """

    class Decision(models.TextChoices):
        """What an expert can answer."""

        SIGNED = "signed", "Signed"
        REFUSED = "refused", "Refused"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="invitations")
    digest = models.CharField("digest of the text", max_length=64)
    html_digest = models.CharField("digest of the rendered page", max_length=64)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    question = models.TextField(blank=True, help_text="What you would like to know from them.")
    link_digest = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=7, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="an_invitation_is_bound_to_the_digest_of_its_revision",
            event="INSERT",
            unless="NEW.digest = (SELECT digest FROM content_revision WHERE id = NEW.revision_id)",
            message="an invitation is to the text as it was written",
        ),
        Rule(
            name="an_invitation_stays_with_its_text_and_person",
            event="UPDATE",
            keeps=ASKED,
            message="an invitation keeps its text, its person and its link",
        ),
        Rule(
            name="an_experts_answer_stands",
            event="UPDATE",
            unless="OLD.decision = '' AND OLD.revoked_at IS NULL",
            message="an invitation is answered once, and not after it was taken back",
        ),
        Rule(
            name="an_invitation_is_never_deleted",
            event="DELETE",
            message="an invitation is never deleted",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=["signed", "refused"], decided_at__isnull=False),
                name="an_experts_answer_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")), name="an_invitation_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, asked about {self.revision}"
