"""Recomputing every digest and the journal's chain, to find what was changed behind our back."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from content import records
from content.editions import image_files
from content.editions.images import Image
from content.editions.models import Edition, Page, Rendering
from content.editions.text import sha256
from content.editorial.articles import Revision, Unfinished
from content.editorial.journal import BEGINNING, JournalHead, JournalLine
from content.editorial.reviews import Review
from content.publishing.ledger import Publication


def mismatches() -> Iterator[str]:
    """Yield each thing that does not match, in a sentence, the most basic first."""
    yield from _rules()
    yield from _journal()
    yield from _revisions()
    yield from _reviews()
    yield from _editions()
    yield from _renderings()
    yield from _publications()
    yield from _pages()
    yield from _unfinished()
    yield from _pictures()


def _rules() -> Iterator[str]:
    for name in records.missing(connection):
        yield f"The database does not keep the rule {name}. Run: manage.py migrate."


def _journal() -> Iterator[str]:
    previous, sequence = BEGINNING, 0
    for line in JournalLine.objects.order_by("sequence").iterator(chunk_size=500):
        sequence += 1
        if line.sequence != sequence:
            yield f"Journal line {sequence} is missing."
            return
        if line.previous != previous or line.digest != line.recomputed_digest():
            yield f"Journal line {sequence} ({line.step} {line.code}) was changed."
            return
        previous = line.digest
    head = JournalHead.objects.filter(pk=1).first()
    if (head.sequence, head.digest) != (sequence, previous) if head else sequence:
        yield f"The journal ends at line {sequence}, and that is not where it should end."


def _revisions() -> Iterator[str]:
    for revision in Revision.objects.select_related("article").iterator(chunk_size=100):
        if revision.digest != revision.recomputed_digest():
            yield f"Revision {revision.number} of {revision.article.code} was changed."


def _reviews() -> Iterator[str]:
    steps = JournalLine.objects.filter(step__in=Review.Decision.values)
    taken = {
        (line.code, line.facts.get("revision"), line.facts.get("role"), line.step, line.by_id)
        for line in steps.iterator(chunk_size=500)
    }
    rows = Review.objects.select_related("revision__article").only(
        "role",
        "digest",
        "decision",
        "decided_by",
        "revision__digest",
        "revision__number",
        "revision__article__code",
    )
    for review in rows.iterator(chunk_size=500):
        code, number = review.revision.article.code, review.revision.number
        name = f"The {review.role} review of revision {number} of {code}"
        if review.digest != review.revision.digest:
            yield f"{name} is of another text."
        step = (code, number, review.role, review.decision, review.decided_by_id)
        if review.decision and step not in taken:
            yield f"{name} was not decided by the one who is said to have decided it."


def _editions() -> Iterator[str]:
    expected: dict[str, int] = {}
    for edition in Edition.objects.order_by("code", "number").iterator(chunk_size=100):
        name = f"Edition {edition.number} of {edition.code}"
        expected[edition.code] = expected.get(edition.code, 0) + 1
        if edition.number != expected[edition.code]:
            yield f"Edition {expected[edition.code]} of {edition.code} is missing."
            return
        if edition.digest != edition.recomputed_digest():
            yield f"{name} was changed."


def _renderings() -> Iterator[str]:
    pressed = {
        (line.code, line.facts.get("edition"), line.facts.get("html"))
        for line in JournalLine.objects.filter(step__in=["publish", "press again"])
    }
    for rendering in Rendering.objects.select_related("edition").iterator(chunk_size=100):
        edition = rendering.edition
        if rendering.html_digest != sha256(rendering.html):
            yield f"The page of edition {edition.number} of {edition.code} was changed."
        elif (edition.code, edition.number, rendering.html_digest) not in pressed:
            yield f"A page of edition {edition.number} of {edition.code} is not from the press."


def _publications() -> Iterator[str]:
    if Edition.objects.count() != Publication.objects.count():
        yield "There is an edition that nobody published, or a publication without its edition."
    rows = Publication.objects.select_related("edition", "revision").iterator(chunk_size=100)
    for publication in rows:
        edition, revision = publication.edition, publication.revision
        name = f"Edition {edition.number} of {edition.code}"
        if edition.digest != revision.digest:
            yield f"{name} is not the text that was approved."
        reviews = list(revision.reviews.all())
        if not reviews or not all(review.is_approved() for review in reviews):
            yield f"{name} was published without its approvals."
        deciders = {review.decided_by_id for review in reviews} | {publication.published_by_id}
        if deciders & {*revision.writers(), revision.written_by_id}:
            yield f"{name} was approved or published by somebody who wrote it."


def _unfinished() -> Iterator[str]:
    newest = Revision.objects.newest().filter(publication=None).values_list("pk", flat=True)
    listed = Unfinished.objects.values_list("revision_id", flat=True)
    if set(newest) != set(listed):
        yield "The desk's list of unfinished texts does not name the texts that are unfinished."


def _pages() -> Iterator[str]:
    for page in Page.objects.live().select_related("edition", "rendering"):
        if page.edition and page.rendering and page.edition_id != page.rendering.edition_id:
            yield f"/{page.slug}/ shows the rendering of another edition."
        if page.edition and page.edition.code != page.code:
            yield f"/{page.slug}/ shows the edition of another article."
    told = _told_by_the_journal()
    shown = dict(Page.objects.live().values_list("code", "edition__number"))
    for code in sorted(code for code in {*told, *shown} if told.get(code) != shown.get(code)):
        yield f"The page of {code} does not show what the journal says it shows."


def _pictures() -> Iterator[str]:
    for image in Image.objects.order_by("pk").iterator(chunk_size=500):
        try:
            image_files.read(image.file_name)
        except FileNotFoundError:
            yield f"The picture {image.file_name} is gone or was changed. Readers do not get it."


def _told_by_the_journal() -> dict[str, int]:
    """Return the number of the edition that should stand at the page of each article."""
    told: dict[str, int] = {}
    steps = JournalLine.objects.filter(step__in=["publish", "withdraw", "reinstate"])
    for line in steps.order_by("sequence").iterator(chunk_size=500):
        if line.step == "withdraw":
            told.pop(line.code, None)
        else:
            told[line.code] = line.facts.get("edition", 0)
    return told
