"""A site with many articles, written straight into the tables so that it takes seconds.

The rows are those that the product's own steps would leave. The database's rules are taken out
while they go in, since it would look each of them up, and put back before anything is measured.
"""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import connection

from content import records
from content.editions import search_index
from content.editions.models import Edition, Page, Rendering
from content.editions.text import wording_of
from content.editorial.articles import Article, Contribution, Revision
from content.editorial.reviews import Review
from content.publishing.ledger import Publication
from tests import factories

WORDS = (
    "calf cramp night stretch magnesium doctor muscle swollen foot thigh bed pain leg heel toes"
    " tablet quinine salt water walk nerve clot statin pregnancy sport older rest hold gentle"
).split()
# As in any language, few words are in every text and most are in few.
VOCABULARY = [*WORDS, *(f"word{n}" for n in range(5_000))]
OFTEN = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]


def grow(model_page: Page, number: int) -> None:
    """Fill the site with copies of a live page until there are `number` articles."""
    records.remove(connection)
    have = Article.objects.count()
    people = factories.people()
    edition, rendering = model_page.edition, model_page.rendering
    assert edition is not None
    assert rendering is not None
    revision = Revision.objects.get(publication__edition=edition)
    chance = random.Random(have)
    for start in range(have, number, 500):
        codes = [f"crowd-{n}" for n in range(start, min(start + 500, number))]
        _articles(codes, revision, edition, rendering, people, chance)
    records.install(connection)


def _articles(codes, revision, edition, rendering, people, chance):
    topics = [f"crowd-{n}" for n in range(50, 56)]
    at = factories.NOON
    articles = Article.objects.bulk_create(
        Article(code=code, opened_by=people.writer, opened_at=at) for code in codes
    )
    wordings = [
        {
            **wording_of(revision),
            "slug": code,
            "title": " ".join(chance.choices(WORDS, k=4)).capitalize(),
            "topic": code if code in topics else chance.choice(topics),
        }
        for code in codes
    ]
    revisions = Revision.objects.bulk_create(
        Revision(article=article, number=1, written_by=people.writer, written_at=at, **wording)
        for article, wording in zip(articles, wordings, strict=True)
    )
    Contribution.objects.bulk_create(
        Contribution(revision=row, person=people.writer) for row in revisions
    )
    Review.objects.bulk_create(
        Review(
            revision=row,
            role=role,
            digest=row.digest,
            html_digest=rendering.html_digest,
            asked_by=people.writer,
            asked_at=at,
            decision="approved",
            decided_by=by,
            decided_at=at,
            read_whole=True,
        )
        for row in revisions
        for role, by in (("clinical", people.clinician), ("editorial", people.editor))
    )
    editions = Edition.objects.bulk_create(
        Edition(
            **wording,
            code=code,
            number=1,
            approvals=edition.approvals,
            is_demonstration=False,
            published_at=at,
            fully_reviewed_on=at.date(),
            review_due_on=at.date() + timedelta(days=365),
        )
        for code, wording in zip(codes, wordings, strict=True)
    )
    columns = [
        field.attname
        for field in Rendering._meta.concrete_fields
        if field.attname not in ("id", "edition_id", "plain")
    ]
    renderings = Rendering.objects.bulk_create(
        Rendering(
            edition=row,
            plain=" ".join(chance.choices(VOCABULARY, OFTEN, k=300)),
            **{name: getattr(rendering, name) for name in columns},
        )
        for row in editions
    )
    Publication.objects.bulk_create(
        Publication(revision=old, edition=new, published_by=people.publisher, published_at=at)
        for old, new in zip(revisions, editions, strict=True)
    )
    pages = Page.objects.bulk_create(
        Page(
            slug=row.slug,
            code=row.code,
            topic=row.topic,
            edition=row,
            rendering=shown,
            changed_at=at,
        )
        for row, shown in zip(editions, renderings, strict=True)
    )
    for page, row, shown in zip(pages, editions, renderings, strict=True):
        search_index.put(page, row, shown)
