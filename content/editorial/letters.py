"""Letters: what the site writes to its own people, kept until the post has taken it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Between two tries, the longer the more often the post has failed.
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 60)]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that people should be told of, in the words they are told it in.

    `about` names the row it is about, as in review:12, and `round` counts how often it should have
    been told before. `place` is where at the desk it is settled.
    """

    kind: str
    about: str
    round: int
    to: tuple[User, ...]
    subject: str
    words: str
    place: str


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters."""

    def waiting(self) -> LetterQuerySet:
        """Return the letters that the post has yet to take."""
        return self.filter(sent_at=None, dropped_at=None)


class Letter(models.Model):
    """One e-mail to one person about one thing: written, then sent, or dropped when it was done."""

    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=120)  # what it is about, such as review:12
    round = models.PositiveIntegerField("how often this was said before", default=0)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters")
    subject = models.CharField(max_length=200)
    words = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField("last tried at", null=True, blank=True)
    error = models.CharField("what the post said last", max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "round", "to"], name="nobody_gets_the_same_letter_twice"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(dropped_at=None),
                name="a_letter_is_sent_or_dropped",
            ),
        ]
        indexes = [
            models.Index(
                fields=["written_at"],
                condition=Q(sent_at=None, dropped_at=None),
                name="letters_that_wait",
            ),
        ]

    def __str__(self) -> str:
        return f"To {self.to}: {self.subject}"

    def key(self) -> tuple[str, str, int, int]:
        """Return what makes it this letter and no other."""
        return self.kind, self.about, self.round, self.to_id

    def may_be_tried(self, at: datetime) -> bool:
        """Say whether the pause since the last try is over, which is also the time a try may take.

        So while one run of the post has a letter in its hands, no other run takes it up.
        """
        if self.tried_at is None:
            return True
        pause = PAUSES[min(self.tries, len(PAUSES)) - 1]
        return at >= self.tried_at + pause


def write(matters: Iterable[Matter], *, at: datetime) -> int:
    """Write to everybody concerned who was not written to yet. Return how many letters that made.

    Nobody is written to whose account is closed or has no address.
    """
    letters = [
        _letter(matter, person, at=at)
        for matter in matters
        for person in matter.to
        if can_be_written_to(person)
    ]
    about = {letter.about for letter in letters}
    known = {letter.key(): letter for letter in Letter.objects.filter(about__in=about)}
    fresh = [letter for letter in letters if letter.key() not in known]
    # Another run may have written the same in this moment; the constraint keeps one of the two.
    Letter.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh) + sum(
        _take_up(known[letter.key()], letter) for letter in letters if letter.key() in known
    )


def can_be_written_to(person: User) -> bool:
    """Say whether somebody has an open account and an address."""
    try:
        validate_email(person.email)
    except ValidationError:
        return False
    return person.is_active


def _take_up(dropped: Letter, again: Letter) -> int:
    """Let a letter wait again that was dropped, when its matter turns out not to be done."""
    if dropped.dropped_at is None:
        return 0
    rows = Letter.objects.filter(pk=dropped.pk, sent_at=None).exclude(dropped_at=None)
    return rows.update(dropped_at=None, subject=again.subject, words=again.words)


def _letter(matter: Matter, person: User, *, at: datetime) -> Letter:
    name = person.get_full_name() or person.get_username()
    words = (
        f"Dear {name},\n\n{matter.words}\n\n{settings.SITE_ADDRESS}{matter.place}\n\n"
        f"{settings.SITE_NAME}\nWritten by the site itself. Nobody reads answers to it.\n"
    )
    # One line, or a title could add a header.
    subject = " ".join(f"{settings.SITE_NAME}: {matter.subject}".split())
    return Letter(
        kind=matter.kind,
        about=matter.about,
        round=matter.round,
        to=person,
        subject=subject[:200],
        words=words,
        written_at=at,
    )
