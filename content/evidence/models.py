"""Sources and findings, and the words that every page must use alike.

These rows can be corrected. A revision freezes what it leans on, so a correction reaches readers
only in a new revision, through its own review.
"""

from __future__ import annotations

from django.db import models
from django.utils.formats import date_format


class Source(models.Model):
    """Something cited, as CSL-JSON."""

    key = models.SlugField(
        max_length=80, primary_key=True, help_text="What writers put in [@key]. It never changes."
    )
    kind = models.CharField(
        max_length=60, help_text="What kind of evidence this is, in a reader's words."
    )
    csl = models.JSONField("record", help_text="The reference as CSL-JSON.")
    retracted_on = models.DateField(
        null=True, blank=True, help_text="The day its journal or authors took it back."
    )
    retraction = models.CharField(
        max_length=300, blank=True, help_text="Why, in a sentence for your colleagues."
    )

    def __str__(self) -> str:
        return f"{self.key}: {self.csl.get('title', '')}"

    def told_retraction(self) -> str:
        """Return when and why it was taken back, or nothing."""
        if self.retracted_on is None:
            return ""
        return f"{date_format(self.retracted_on, 'j F Y')}: {self.retraction}"


class Finding(models.Model):
    """A number that a source gives, with its uncertainty."""

    key = models.SlugField(
        max_length=80, primary_key=True, help_text="What writers put after ::: finding."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="findings")
    numbers = models.JSONField(help_text="What was found, in whom, and how sure it is.")

    def __str__(self) -> str:
        return self.key


class Term(models.Model):
    """A medical word, with the meaning that is put into the sentence at first use."""

    word = models.CharField(max_length=80, primary_key=True)
    meaning = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.word


class Remedy(models.Model):
    """Something that people try against cramps, for one group of them, and what came of it."""

    key = models.SlugField(max_length=80, primary_key=True)
    facts = models.JSONField(help_text="What was tried in whom, what it did, and how sure that is.")

    class Meta:
        verbose_name_plural = "remedies"

    def __str__(self) -> str:
        return f"{self.facts.get('name', self.key)} ({self.facts.get('group', '')})"


class Myth(models.Model):
    """Something that is said about cramps, true or not, and how it was judged."""

    key = models.SlugField(max_length=80, primary_key=True)
    facts = models.JSONField(help_text="What is said, the verdict, why, and the page to read.")

    def __str__(self) -> str:
        return str(self.facts.get("says", self.key))


class RedFlag(models.Model):
    """A warning sign, and the words in which every page names it."""

    class Urgency(models.TextChoices):
        """How soon a reader has to act."""

        EMERGENCY = "emergency", "Emergency: now"
        URGENT = "urgent", "Urgent: today"
        NONURGENT = "nonurgent", "Not urgent: book a visit"

    key = models.SlugField(max_length=80, primary_key=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    words = models.TextField(help_text="Reads on after “Get medical advice today if”.")
    may_mean = models.CharField(max_length=200)
    tell = models.JSONField(help_text="What to do in the UK, the US and the EU.")
    search_words = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.key
