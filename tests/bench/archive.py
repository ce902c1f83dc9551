"""A desk with many years behind it, written straight into the tables so that it takes seconds."""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import connection

from content import records
from content.editions.text import wording_of
from content.editorial.articles import Article, Revision
from content.editorial.reviews import Review
from tests import factories
from tests.bench.crowd import WORDS

REVISIONS_EACH = 20
ROWS_AT_ONCE = 5_000


def grow(model: Revision, number: int) -> None:
    """Fill the desk with old revisions until there are `number`, each with a decided review."""
    records.remove(connection)
    have = Revision.objects.count()
    chance = random.Random(have)
    people = factories.people()
    articles = Article.objects.bulk_create(
        Article(code=f"archive-{have}-{n}", opened_by=people.writer, opened_at=factories.NOON)
        for n in range(-(-(number - have) // REVISIONS_EACH))
    )
    # As much as a middling article holds; what it leans on would only make the rows slower to make.
    wording = {**wording_of(model), "body": model.body[:1_500], "leaning": {}}
    for start in range(have, number, ROWS_AT_ONCE):
        places = range(start - have, min(start + ROWS_AT_ONCE, number) - have)
        revisions = Revision.objects.bulk_create(
            Revision(
                **{**wording, "title": " ".join(chance.choices(WORDS, k=4)).capitalize()},
                article=articles[place // REVISIONS_EACH],
                number=place % REVISIONS_EACH + 1,
                written_by=people.writer,
                written_at=factories.NOON - timedelta(minutes=place),
            )
            for place in places
        )
        Review.objects.bulk_create(
            Review(
                revision=revision,
                role="clinical",
                digest=revision.digest,
                html_digest=revision.digest,
                asked_by=people.writer,
                asked_at=revision.written_at,
                decision="returned",
                decided_by=people.clinician,
                decided_at=revision.written_at,
                read_whole=False,
                note="Say how long.",
            )
            for revision in revisions
        )
    records.install(connection)
