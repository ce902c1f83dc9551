"""Links that lead out of the site, and whether they still lead anywhere."""

from __future__ import annotations

from django.db import models


class OutsideLink(models.Model):
    """An address elsewhere that a live page or a source leads to, as it was last looked at.

    Only a command looks; no page ever does.
    """

    class Answer(models.TextChoices):
        """What was found there."""

        THERE = "there", "There"
        GONE = "gone", "Gone"
        UNSURE = "unsure", "No clear answer"

    address = models.URLField(max_length=1000, unique=True)
    answer = models.CharField(max_length=6, choices=Answer.choices)
    told = models.CharField("what it said", max_length=200, blank=True)
    looked_at = models.DateTimeField()
    # {pages: codes of articles, sources: keys of sources}
    found_on = models.JSONField("where it stands", default=dict)
    since = models.DateTimeField("answers so since")

    def __str__(self) -> str:
        return f"{self.address}: {self.answer}"
