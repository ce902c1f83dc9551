"""Schedules: an approved revision that is to be published at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from content.editions.models import Edition
from content.editorial.articles import Revision
from content.publishing.ledger import Publication
from content.records import Rule

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Schedules."""

    def open(self) -> ScheduleQuerySet:
        """Return those whose moment is to come, or has come and was not seen yet."""
        return self.filter(outcome="")

    def due(self, at: datetime) -> ScheduleQuerySet:
        """Return the open ones whose moment has come, the earliest first."""
        return self.open().filter(publish_at__lte=at).order_by("publish_at", "pk")

    def unsettled(self) -> ScheduleQuerySet:
        """Return the refused ones about whose articles nobody has done anything since."""
        article, ended_at = OuterRef("revision__article"), OuterRef("ended_at")
        later = Schedule.objects.filter(revision__article=article, asked_at__gt=ended_at)
        published = Publication.objects.filter(
            revision__article=article, published_at__gte=ended_at
        )
        return self.filter(~Exists(later), ~Exists(published), outcome=Schedule.Outcome.REFUSED)

    def fulfil(self, edition: Edition, *, of: Revision, by: User, at: datetime) -> None:
        """End a revision's schedule with the edition it became, by the schedule or by hand."""
        ended = {"outcome": Schedule.Outcome.PUBLISHED, "ended_at": at, "ended_by": by}
        self.open().filter(revision=of).update(**ended, edition=edition)


class Schedule(models.Model):
    """The moment at which an approved revision is to be published, and what became of that."""

    class Outcome(models.TextChoices):
        """How it ended."""

        PUBLISHED = "published", "Published"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="schedules")
    publish_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    told = models.TextField("why", blank=True)
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScheduleQuerySet.as_manager()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="a_schedule_keeps_its_text_and_moment",
            event="UPDATE",
            keeps=("id", "revision_id", "publish_at", "asked_by_id", "asked_at"),
            message="a schedule keeps its text and its moment: cancel it and make another",
        ),
        Rule(
            name="a_schedule_ends_once",
            event="UPDATE",
            unless="OLD.outcome = ''",
            message="this schedule has ended",
        ),
        Rule(
            name="a_schedule_is_never_deleted",
            event="DELETE",
            message="a schedule is never deleted: cancel it",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision"], condition=Q(outcome=""), name="one_open_schedule_a_revision"
            ),
            models.CheckConstraint(
                condition=Q(publish_at__gt=F("asked_at")), name="a_schedule_is_for_later"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None, edition=None)
                | Q(outcome="published", ended_at__isnull=False, edition__isnull=False)
                | Q(outcome__in=["refused", "cancelled"], ended_at__isnull=False, edition=None),
                name="a_schedule_ends_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["publish_at"], condition=Q(outcome=""), name="schedules_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.revision}, at {self.publish_at:%Y-%m-%d %H:%M}"
