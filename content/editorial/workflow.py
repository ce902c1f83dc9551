"""The steps from a text somebody wrote to a text somebody else approved."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from content.editions.text import FIELDS, digest_of, sha256
from content.editorial import checked, checklist, freezing, journal, people
from content.editorial.articles import Article, Contribution, Revision, Unfinished
from content.editorial.reviews import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class WorkflowError(Exception):
    """A step was asked for at the wrong time or by the wrong person."""


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
    fields["leaning"] = leaning or freezing.freeze(fields["body"], known=known)
    return _next_revision(article, newest, fields, by=by, at=at)


@transaction.atomic
def refresh(article: Article, *, by: User, at: datetime) -> Revision:
    """Take up what has since been corrected in the sources, findings and words a text leans on."""
    people.require(by, people.WRITE, "write")
    article = Article.objects.select_for_update().get(pk=article.pk)
    newest = article.newest()
    if newest is None:
        raise WorkflowError("There is no text yet.")
    leaning = freezing.freeze(newest.body)
    if leaning == newest.leaning:
        return newest
    return _next_revision(article, newest, newest.text() | {"leaning": leaning}, by=by, at=at)


@transaction.atomic
def submit(revision: Revision, *, by: User, at: datetime) -> list[Review]:
    """Put a revision before a reviewer in every required role."""
    people.require(by, people.WRITE, "submit revisions")
    revision = _newest_of_its_article(revision)
    if hasattr(revision, "publication"):
        raise WorkflowError("This text is published already. Change a word, then submit it.")
    if revision.reviews.exists():
        raise WorkflowError(_already_submitted(revision))
    document = freezing.render(revision)
    if document.problems:
        raise WorkflowError(
            "Put this right before anybody is asked to read it. "
            + " ".join(problem.message for problem in document.problems[:5])
        )
    checked.complete(revision)
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
    _note("submit", revision, by=by, at=at)
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


@transaction.atomic
def approve(
    review: Review,
    *,
    by: User,
    at: datetime,
    shown: str,
    read_whole: bool,
    answers: Mapping[str, str] | None = None,
) -> Review:
    """Record a reviewer's yes to the text with the digest `shown`, and to no other.

    `read_whole` says that the whole page was read, not only the changes; that alone moves the
    date of the full review.
    """
    review = _to_decide(review, by=by, shown=shown)
    refusal = checklist.refusal(review.role, answers or {})
    if refusal:
        raise WorkflowError(refusal)
    return _decide(
        review,
        Review.Decision.APPROVED,
        by=by,
        at=at,
        read_whole=read_whole,
        answers=dict(answers or {}),
    )


@transaction.atomic
def ask_for_changes(review: Review, *, by: User, at: datetime, shown: str, note: str) -> Review:
    """Record a reviewer's no, with a note that says what should change."""
    review = _to_decide(review, by=by, shown=shown)
    if not note.strip():
        raise WorkflowError("Say what should change. The writer sees your note.")
    return _decide(
        review, Review.Decision.RETURNED, by=by, at=at, read_whole=False, note=note.strip()
    )


def _to_decide(review: Review, *, by: User, shown: str) -> Review:
    """Lock a review and check everything that is true of both decisions."""
    people.require(by, people.approve_permission(review.role), f"decide {review.role} reviews")
    revision = _newest_of_its_article(review.revision)
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.decision:
        raise WorkflowError(
            f"{review.decided_by} has decided this review: {review.get_decision_display()}."
        )
    writers = [row.person for row in revision.contributions.select_related("person")]
    if any(people.same_person(by, writer) for writer in writers):
        raise WorkflowError(
            "You wrote some of these words since the last edition. Someone who wrote none of them"
            " has to decide."
        )
    deciders = Review.objects.filter(revision=revision).exclude(decided_by=None)
    for other in deciders.select_related("decided_by"):
        if other.decided_by and people.same_person(by, other.decided_by):
            raise WorkflowError(
                f"You decided the {other.role} review of this text. Each role takes another person."
            )
    if not hmac.compare_digest(shown.encode(), revision.digest.encode()):
        raise WorkflowError("The text on your screen is not this text. Open the review again.")
    if not review.digest == revision.digest == revision.recomputed_digest():
        raise WorkflowError(
            "This text is not the one that was submitted. Do not decide. Tell an administrator to"
            " run manage.py verify."
        )
    return review


def _decide(
    review: Review, decision: Review.Decision, *, by: User, at: datetime, **more: Any
) -> Review:
    review.decision = decision
    review.decided_by = by
    review.decided_at = at
    for name, value in more.items():
        setattr(review, name, value)
    review.save()
    _note(
        decision.value, review.revision, by=by, at=at, role=review.role, note=review.note,
        read_whole=review.read_whole,
    )  # fmt: skip
    return review


def _newest_of_its_article(revision: Revision) -> Revision:
    """Lock the article, and refuse a revision that somebody has since written over."""
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    newest: Revision | None = article.newest()
    if newest is None or newest.pk != revision.pk:
        number = newest.number if newest else 0
        raise WorkflowError(
            f"Revision {revision.number} has been overtaken by revision {number}."
            " Go on with the newer one."
        )
    return newest


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
    _note("save", revision, by=by, at=at)
    return revision


def _same_words(newest: Revision, fields: Mapping[str, Any]) -> bool:
    return all(getattr(newest, name) == fields[name] for name in FIELDS if name != "leaning")


def _already_submitted(revision: Revision) -> str:
    if revision.reviews.filter(decision=Review.Decision.RETURNED).exists():
        return "Changes were asked for. Make them, or answer in the change note, then submit that."
    if revision.reviews.filter(decision="").exists():
        return "This revision is already with its reviewers."
    return "Everybody has approved this revision. It can be published."


def _note(step: str, revision: Revision, *, by: User, at: datetime, **facts: Any) -> None:
    journal.write(
        step,
        code=revision.article.code,
        by=by,
        at=at,
        revision=revision.number,
        digest=revision.digest,
        **facts,
    )
