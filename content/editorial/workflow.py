"""The steps that a writer takes: open, save, take up corrections, submit, move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from content.editions.text import FIELDS, digest_of, sha256
from content.editorial import checked, freezing, journal, people, progress
from content.editorial.articles import Article, Contribution, Revision, Unfinished
from content.editorial.progress import WorkflowError
from content.editorial.reviews import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ConflictError(WorkflowError):
    """Somebody else saved first. `theirs` is what stands there now; nothing was lost or written."""

    def __init__(self, theirs: Revision) -> None:
        self.theirs = theirs
        super().__init__(
            f"{theirs.written_by} saved revision {theirs.number} after you opened this one. Both"
            " texts are below. Bring them together, then save again."
        )


@transaction.atomic
def open_article(code: str, *, by: User, at: datetime) -> Article:
    """Make an article with its permanent code, ready to be written."""
    people.require(by, people.WRITE, "open articles")
    code = checked.code(code)
    if Article.objects.filter(code=code).exists():
        raise WorkflowError(f"The code {code} is taken, and a code is never used twice.")
    article = Article(code=code, opened_by=by, opened_at=at)
    article.save()
    journal.write("open", code=code, by=by, at=at)
    return article


@transaction.atomic
def save(
    article: Article,
    text: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    based_on: int | None = None,
    known: Mapping[str, dict[str, Any]] | None = None,
    leaning: dict[str, Any] | None = None,
) -> Revision:
    """Keep a text as the article's next revision, with a copy of all that it leans on.

    `text` has the fields of a text but `leaning`; what is left out stays as it was. `based_on` is
    the number of the revision that the writer began from, 0 for none; None skips the check for
    somebody else's save. `leaning` is what an exported text had frozen, which its reviewers then
    see; without it, everything is frozen as it is now. A text equal to the newest revision makes
    no new one.
    """
    people.require(by, people.WRITE, "write")
    article = Article.objects.select_for_update().get(pk=article.pk)
    newest = article.newest()
    fields = checked.fields(article.code, text, newest)
    if newest and _same_words(newest, fields):
        return newest
    if based_on is not None and newest and newest.number != based_on:
        raise ConflictError(newest)
    fields["leaning"] = leaning or freezing.freeze(
        fields["body"], language=fields["language"], known=known
    )
    return _next_revision(article, newest, fields, by=by, at=at)


@transaction.atomic
def refresh(article: Article, *, by: User, at: datetime) -> Revision:
    """Take up what has since been corrected in the sources, findings and words a text leans on."""
    people.require(by, people.WRITE, "write")
    article = Article.objects.select_for_update().get(pk=article.pk)
    newest = article.newest()
    if newest is None:
        raise WorkflowError("There is no text yet.")
    leaning = freezing.freeze(newest.body, language=newest.language)
    if leaning == newest.leaning:
        return newest
    return _next_revision(article, newest, newest.text() | {"leaning": leaning}, by=by, at=at)


@transaction.atomic
def submit(revision: Revision, *, by: User, at: datetime) -> list[Review]:
    """Put a revision before a reviewer in every required role."""
    people.require(by, people.WRITE, "submit revisions")
    revision = progress.newest_of_its_article(revision)
    if hasattr(revision, "publication"):
        raise WorkflowError("This text is published already. Change a word, then submit it.")
    if revision.reviews.exists():
        raise WorkflowError(_already_submitted(revision))
    document = progress.ready_to_read(revision)
    reviews = [
        Review(
            revision=revision,
            role=role,
            digest=revision.digest,
            html_digest=sha256(document.html),
            asked_by=by,
            asked_at=at,
        )
        for role in people.required_roles()
    ]
    for review in reviews:
        review.save()
    progress.note("submit", revision, by=by, at=at)
    return reviews


@transaction.atomic
def move(article: Article, *, to: str, by: User, at: datetime) -> list[Review]:
    """Ask for a new address: readers see it, so it is reviewed like any other change.

    When it is published, the old address points to the new one for ever.
    """
    newest = article.newest()
    if newest is None or not hasattr(newest, "publication"):
        raise WorkflowError("Publish or finish the text first. Then move the page.")
    if newest.slug == to:
        raise WorkflowError(f"The page stands at /{to}/ already.")
    text = {"slug": to, "change_kind": "minor", "change_note": f"Moved to /{to}/."}
    return submit(save(article, text, by=by, at=at), by=by, at=at)


def _next_revision(
    article: Article, newest: Revision | None, fields: dict[str, Any], *, by: User, at: datetime
) -> Revision:
    revision = Revision(
        article=article,
        number=newest.number + 1 if newest else 1,
        written_by=by,
        written_at=at,
        digest=digest_of(article.code, fields),
        **fields,
    )
    revision.save()
    # Everybody who wrote since the last edition stays a writer, even of words since taken back.
    writers = newest.writers() if newest and not hasattr(newest, "publication") else set()
    for person_id in sorted(writers | {by.pk}):
        Contribution(revision=revision, person_id=person_id).save()
    Unfinished.objects.update_or_create(article=article, defaults={"revision": revision})
    progress.note("save", revision, by=by, at=at)
    return revision


def _same_words(newest: Revision, fields: Mapping[str, Any]) -> bool:
    return all(getattr(newest, name) == fields[name] for name in FIELDS if name != "leaning")


def _already_submitted(revision: Revision) -> str:
    if revision.reviews.filter(decision=Review.Decision.RETURNED).exists():
        return "Changes were asked for. Make them, or answer in the change note, then submit that."
    if revision.reviews.filter(decision="").exists():
        return "This revision is already with its reviewers."
    return "Everybody has approved this revision. It can be published."
