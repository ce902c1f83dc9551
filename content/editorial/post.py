"""The post: takes letters to the mail server, and drops those whose matter is done."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import transaction

from content.editorial.letters import Letter

# What is the matter with one letter. Any other OSError is the matter with the server.
OF_ONE_LETTER = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError)


@dataclass(slots=True)
class Posted:
    """What became of the letters that waited."""

    sent: int = 0
    dropped: int = 0
    waiting: int = 0


def send_waiting(*, at: datetime, is_due: Callable[[Letter], bool]) -> Posted:
    """Send the letters that wait, the oldest first; never one whose matter is done.

    `is_due` says whether what a letter tells is still so. It is asked of each letter just before it
    is sent. Without a mail server in the settings, letters wait.
    """
    posted = Posted()
    connection = mail.get_connection()
    waiting = Letter.objects.waiting().order_by("written_at", "pk").values_list("pk", flat=True)
    is_open = bool(settings.EMAIL_HOST)
    for pk in list(waiting):
        letter = _taken(pk, at=at, is_due=is_due, to_send=is_open)
        if letter is None:
            continue
        if letter.dropped_at:
            posted.dropped += 1
            continue
        is_open, sent = _hand_over(letter, connection, at=at)
        posted.sent += sent
    connection.close()
    posted.waiting = Letter.objects.waiting().count()
    return posted


@transaction.atomic
def _taken(
    pk: int, *, at: datetime, is_due: Callable[[Letter], bool], to_send: bool
) -> Letter | None:
    """Take a letter in hand, or drop it. None when it has to wait or somebody else has it.

    The try is counted before it is made, so that the lock is not held while a mail server dawdles,
    and no other run takes the letter until its pause is over.
    """
    letters = Letter.objects.waiting().select_related("to").select_for_update(of=("self",))
    letter = letters.filter(pk=pk).first()
    if letter is None:
        return None
    if not is_due(letter):
        letter.dropped_at = at
        letter.save(update_fields=["dropped_at"])
        return letter
    if not to_send or not letter.may_be_tried(at):
        return None
    letter.tries += 1
    letter.tried_at = at
    letter.save(update_fields=["tries", "tried_at"])
    return letter


def _hand_over(letter: Letter, connection: Any, *, at: datetime) -> tuple[bool, bool]:
    """Give a letter to the server. Return whether the server takes more, and whether it took it."""
    rows = Letter.objects.filter(pk=letter.pk)
    try:
        connection.open()
    except (OSError, ValueError) as error:
        rows.update(error=_said(error))
        return False, False
    try:
        mail.EmailMessage(
            letter.subject, letter.words, to=[letter.to.email], connection=connection
        ).send()
    except OF_ONE_LETTER as error:
        rows.update(error=_said(error))
        return True, False
    except OSError as error:
        rows.update(error=_said(error))
        return False, False
    rows.update(sent_at=at, error="")
    return True, True


def _said(error: Exception) -> str:
    """Return what the mail server said, in a line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = smtplib.SMTPResponseException(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        return " ".join(f"{error.smtp_code} {words}".split())[:300]
    return " ".join(f"{error}".split())[:300] or type(error).__name__
