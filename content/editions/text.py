"""The whole text of an article, its one canonical form, and the digest that approval is bound to.

Whatever a reader can see is in here. A revision and the edition pressed from it hold the same
columns, so the same few lines recompute the digest of either.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.db import models

# The version of the canonical form. It stands inside the form, so digests of two forms never meet.
FORM = 1

# What a text is in unless it says so.
USUAL_LANGUAGE = "en-GB"

# In the order of the canonical form; `code` comes from the article.
FIELDS = (
    "slug",
    "language",
    "title",
    "summary",
    "key_points",
    "body",
    "topic",
    "also_called",
    "codes",
    "related",
    "forwards",
    "review_months",
    "change_kind",
    "change_note",
    "leaning",
    "translated_from",
)

# Newer than most texts. Left out where empty, so that every digest of before stays what it was.
LEFT_OUT_WHEN_EMPTY = frozenset({"translated_from"})


class ChangeKind(models.TextChoices):
    """How much a reader has to be told of a change."""

    MAJOR = "major", "Major: readers should know"
    MINOR = "minor", "Minor: wording or a small correction"


def canonical(code: str, fields: dict[str, Any]) -> bytes:
    """Return the canonical form of a text: UTF-8 JSON with sorted keys and no spaces."""
    said = {
        name: fields[name] for name in FIELDS if name not in LEFT_OUT_WHEN_EMPTY or fields.get(name)
    }
    form = {"form": FORM, "code": code} | said
    return json.dumps(
        form, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest_of(code: str, fields: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical form, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical(code, fields)).hexdigest()


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class Wording(models.Model):
    """The columns that hold a whole text. Revisions and editions share them."""

    slug = models.SlugField("address", max_length=80, db_index=False)
    language = models.CharField(max_length=12, default=USUAL_LANGUAGE)
    title = models.CharField(max_length=120)
    summary = models.TextField()
    key_points = models.JSONField(default=list)
    body = models.TextField()
    topic = models.SlugField(max_length=80)
    also_called = models.JSONField(default=list, blank=True)
    codes = models.JSONField("clinical codes", default=list, blank=True)
    related = models.JSONField("related pages", default=list, blank=True)
    forwards = models.JSONField("retired sections", default=dict, blank=True)
    review_months = models.PositiveSmallIntegerField("months to the next review", default=12)
    change_kind = models.CharField(
        max_length=5, choices=ChangeKind.choices, default=ChangeKind.MAJOR
    )
    change_note = models.CharField(max_length=300)
    leaning = models.JSONField(default=dict)
    # The edition of which this is a translation, {code, number}; none for a text of its own.
    translated_from = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64)

    code_of: ClassVar[str]

    class Meta:
        abstract = True

    def text(self) -> dict[str, Any]:
        """Return the whole text, by the names of `FIELDS`."""
        return {name: getattr(self, name) for name in FIELDS}


def wording_of(row: Wording) -> dict[str, Any]:
    """Return the columns that another row of the same words takes over."""
    return row.text() | {"digest": row.digest}
