"""The journal: every step, who took it and when, in a chain that shows any later change."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from content.records import PermanentRecord

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BEGINNING = "0" * 64


class JournalHead(models.Model):
    """The place where the chain ends. There is one row, and writers of lines queue for it."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=BEGINNING)

    def __str__(self) -> str:
        return f"The journal ends at line {self.sequence}"


class JournalLine(PermanentRecord):
    """One step that somebody took. Lines are ordered by sequence, never by the clock."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(help_text="When, in UTC.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField("user name", max_length=150)
    step = models.CharField(max_length=30)
    code = models.SlugField("article", max_length=80)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence}. {self.step} {self.code}"

    def recomputed_digest(self) -> str:
        """Return the digest of the line as it stands in this row."""
        form = {
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": self.by_id,
            "name": self.name,
            "step": self.step,
            "code": self.code,
            "facts": self.facts,
            "previous": self.previous,
        }
        canonical = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def write(step: str, *, code: str, by: User | None, at: datetime, **facts: Any) -> JournalLine:
    """Add a line, within the transaction of the step that it tells of.

    `facts` are plain JSON values: numbers of revisions and editions, digests, from and to.
    """
    JournalHead.objects.get_or_create(pk=1)
    head = JournalHead.objects.select_for_update().get(pk=1)
    line = JournalLine(
        sequence=head.sequence + 1,
        at=at,
        by=by,
        name=by.get_username() if by else "",
        step=step,
        code=code,
        facts=facts,
        previous=head.digest,
    )
    line.digest = line.recomputed_digest()
    line.save()
    JournalHead.objects.filter(pk=1).update(sequence=line.sequence, digest=line.digest)
    return line
