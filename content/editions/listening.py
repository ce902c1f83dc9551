"""Writing down what readers tell us: their words without who they are, and words nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction
from django.db.models import F

from content.editions.heard import Feedback, LostWord
from content.editions.scrubbing import scrubbed
from content.editions.search_index import IDLE

MOST_LOST_WORDS, MOST_OF_A_SEARCH = 5_000, 10
SHORTEST, LONGEST = 3, 30
# Nobody waits longer for a count than for an answer.
PATIENCE_MS = 100


@transaction.atomic
def hear(code: str, *, number: int, helpful: bool, words: str, on: date) -> Feedback:
    """Keep one answer to “Was this page helpful?”, its words scrubbed, and a day for its moment."""
    return Feedback.objects.create(
        code=code, number=number, helpful=helpful, words=scrubbed(words), given_on=on
    )


def miss(words: Collection[str], *, on: date) -> list[str]:
    """Count words that no page has, each by itself; return those that count.

    The words of a search are not kept together, and only letters are: no number, no name of a file,
    no address. When the table is full, the words that were missed least and longest ago make room.
    """
    telling = [word for word in dict.fromkeys(words) if _is_telling(word)][:MOST_OF_A_SEARCH]
    if not telling:
        return []
    with _briefly():
        known = LostWord.objects.filter(word__in=telling)
        unknown = sorted(set(telling) - set(known.values_list("word", flat=True)))
        known.update(times=F("times") + 1, last_on=on)
        _make_room(len(unknown))
        rows = [LostWord(word=word, times=1, last_on=on) for word in unknown]
        LostWord.objects.bulk_create(rows, ignore_conflicts=True)
    return telling


def _is_telling(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and word not in IDLE


def _make_room(wanted: int) -> None:
    too_many = LostWord.objects.count() + wanted - MOST_LOST_WORDS
    if too_many > 0:
        words = LostWord.objects.order_by("times", "last_on", "word").values_list("pk", flat=True)
        rarest = list(words[:too_many])
        LostWord.objects.filter(pk__in=rarest).delete()


@contextmanager
def _briefly() -> Iterator[None]:
    """Write in one transaction, and give up soon where somebody else is writing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(PATIENCE_MS)])
                yield
            return
        cursor.execute("PRAGMA busy_timeout")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
