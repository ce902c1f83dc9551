"""What readers tell us, with nothing that says who they are."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.records import Rule


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """What readers said."""

    def to_read(self) -> FeedbackQuerySet:
        """Return what has words that nobody has dealt with yet."""
        return self.filter(settled_at=None).exclude(words="")

    def answered(self, code: str) -> dict[int, int]:
        """Return how many readers' words led to each edition of an article, by its number."""
        rows = self.filter(code=code).exclude(led_to=None).values_list("led_to")
        return dict(rows.annotate(models.Count("pk")))


class Feedback(models.Model):
    """One answer to “Was this page helpful?”, of a day and an edition, and of nobody."""

    code = models.SlugField(max_length=80)
    number = models.PositiveIntegerField("edition")
    helpful = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    given_on = models.DateField()
    # What an editor made of it: nothing yet, the edition that answers it, or set aside.
    led_to = models.PositiveIntegerField("edition that answers it", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="feedback_stays_as_it_was_given",
            event="UPDATE",
            keeps=("id", "code", "number", "helpful", "given_on"),
            # What a reader should not have told us can be taken out, and nothing put in its place.
            unless="NEW.words = OLD.words OR NEW.words = ''",
            message="feedback keeps its words, or loses them",
        ),
        Rule(
            name="feedback_is_settled_once",
            event="UPDATE",
            unless="OLD.settled_at IS NULL OR (NEW.settled_at IS NOT NULL"
            " AND NEW.settled_by_id IS NOT NULL AND NEW.settled_at = OLD.settled_at"
            " AND NEW.settled_by_id = OLD.settled_by_id"
            " AND COALESCE(NEW.led_to, 0) = COALESCE(OLD.led_to, 0))",
            message="this feedback is settled",
        ),
    )

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None, led_to=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="feedback_is_settled_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["code", "number"], name="feedback_of_an_edition"),
            models.Index(
                fields=["given_on"],
                condition=Q(settled_at=None) & ~Q(words=""),
                name="feedback_to_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, edition {self.number}: {'yes' if self.helpful else 'no'}"


class LostWord(models.Model):
    """A single word that readers looked for and no page has. Never a whole search, never who."""

    word = models.CharField(max_length=40, primary_key=True)
    times = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["-times"], name="lost_words")]

    def __str__(self) -> str:
        return f"{self.word}: {self.times}"
