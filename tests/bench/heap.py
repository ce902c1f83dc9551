"""A site with so many articles that only the search is measured on it, made in a minute or so.

Its rows are pages, editions and renderings alone, and those of the index: what a search reads. Most
words are made of syllables, so that as many are known as a site of that size would have.
"""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import accumulate

from django.db import connection, transaction

from content import records
from content.editions import known_words, search_index, sounds
from content.editions.models import Edition, Page, Rendering
from content.editions.text import wording_of
from tests import factories
from tests.bench.crowd import WORDS

AT_ONCE = 2_000
SYLLABLES = (
    "ba cor di fen gu hal ib jor ka lem mo nes op pul qua ri sto tu vam wel xi yor zan".split()
)
VOCABULARY = [*WORDS, *(f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES)]
# As in any language, few words are in every text and most are in few.
OFTEN = list(accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))


def grow(model: Page, number: int) -> None:
    """Fill the site with pages that can be found, until there are `number`."""
    records.remove(connection)
    with transaction.atomic():
        for start in range(Page.objects.count(), number, AT_ONCE):
            _pages(model, range(start, min(start + AT_ONCE, number)))
    _know()
    records.install(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _pages(model: Page, numbers: range) -> None:
    chance = random.Random(numbers.start)

    def words(count: int) -> str:
        return " ".join(chance.choices(VOCABULARY, cum_weights=OFTEN, k=count))

    def name() -> str:
        # Every title says what the site is about, as ours do.
        return f"{chance.choice(WORDS)} {chance.choice(WORDS)} {words(1)}".capitalize()

    at, original = factories.NOON, model.edition
    assert original is not None
    wording = {**wording_of(original), "body": "", "leaning": {}}
    editions = Edition.objects.bulk_create(
        Edition(
            **wording
            | {"slug": f"heap-{n}", "title": name(), "also_called": [name(), name()]}
            | {"topic": f"heap-{n % 50}", "summary": words(12), "key_points": [words(8)]},
            code=f"heap-{n}",
            number=1,
            approvals=original.approvals,
            is_demonstration=False,
            published_at=at,
            fully_reviewed_on=at.date(),
            review_due_on=at.date() + timedelta(days=365),
        )
        for n in numbers
    )
    renderings = []
    for edition in editions:
        texts = {f"part-{n}": words(60) for n in range(3)}
        renderings.append(
            Rendering(
                edition=edition,
                number=1,
                renderer="1",
                html="",
                html_digest="",
                plain=" ".join(texts.values()),
                outline=[{"key": key, "title": name(), "level": 2} for key in texts],
                section_texts=texts,
                links=[],
                references=[],
                images=[],
                pressed_at=at,
            )
        )
    Rendering.objects.bulk_create(renderings)
    pages = Page.objects.bulk_create(
        Page(
            slug=edition.slug,
            code=edition.code,
            topic=edition.topic,
            edition=edition,
            rendering=rendering,
            changed_at=at,
        )
        for edition, rendering in zip(editions, renderings, strict=True)
    )
    rows = [search_index.row(*shown) for shown in zip(pages, editions, renderings, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(search_index.INSERT[connection.vendor], rows)


def _know() -> None:
    """Take up the words of all those pages at once, as publishing them would have done."""
    known_words.KnownWord.objects.bulk_create(
        (
            known_words.KnownWord(word=word, sound=sounds.sound(word), named=True)
            for word in known_words.words_in(VOCABULARY)
        ),
        ignore_conflicts=True,
        batch_size=known_words.AT_ONCE,
    )
