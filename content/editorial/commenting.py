"""Saying something of a sentence, answering it, and finding where the sentence stands by now.

A comment belongs to its article's story: it stays open through every later revision until somebody
answers it, and while one is open nobody can approve.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from content.comparing import differences
from content.comparing.differences import Piece, Sentence
from content.editorial import comparing, people, progress
from content.editorial.articles import Article, Revision
from content.editorial.comments import Comment, CommentQuerySet
from content.editorial.invitations import Invitation
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_LETTERS = 2_000
# As much of the name of a part as a comment keeps.
PART_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Placed:
    """An open comment, and what has become of its sentence in a later text.

    `part` is where the sentence stands now; `old` and `new` have the words of both sides.
    """

    comment: Comment
    state: Literal["whole", "same", "moved", "changed", "gone"]
    part: str = ""
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()

    def has_changed(self) -> bool:
        """Say whether the sentence is no longer as it was when somebody commented on it."""
        return self.state in ("changed", "gone")


@transaction.atomic
def comment(
    revision: Revision,
    *,
    sentence: str,
    part: str,
    words: str,
    by: User | None,
    at: datetime,
    expert: Invitation | None = None,
) -> Comment:
    """Keep what a colleague, or an expert from outside, says of a sentence or of the whole text.

    Without a `sentence` it is said of the whole text; without a `part`, of wherever it stands.
    """
    if by:
        people.require_one_of(by, people.WRITE_OR_DECIDE, "comment")
    if expert and expert.revision_id != revision.pk:
        raise WorkflowError("This expert was asked about another text.")
    Article.objects.select_for_update().get(pk=revision.article_id)
    words, part = words.strip(), part[:PART_LETTERS] if sentence else ""
    _require_words(words, "Say what is on your mind about it.")
    if sentence:
        part = _part_of(revision, sentence, part)
    said = Comment(
        revision=revision, part=part, sentence=sentence, words=words, by=by, expert=expert, at=at
    )
    same = {"sentence": sentence, "part": part, "words": words, "by": by, "expert": expert}
    if Comment.objects.open().filter(revision=revision, **same).exists():
        raise WorkflowError("You have said exactly this here already.")
    said.save()
    progress.note(
        "comment", revision, by=by, at=at, comment=said.pk, expert=expert.name if expert else ""
    )
    return said


@transaction.atomic
def answer(comment: Comment, *, words: str, by: User, at: datetime) -> Comment:
    """Answer a comment, so that it waits no longer.

    Words are needed unless the sentence has since been changed, which is an answer in itself.
    """
    if by.pk != comment.by_id or not by.is_active:
        people.require_one_of(by, people.WRITE_OR_DECIDE, "answer comments")
    article = Article.objects.select_for_update().get(pk=comment.revision.article_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.resolved_at:
        raise WorkflowError(f"{comment.resolved_by} has answered this comment already.")
    words = words.strip()
    if words or not _has_changed(comment, article.newest()):
        _require_words(words, "Say what you did about it, or change the sentence first.")
    comment.answer = words
    comment.resolved_by = by
    comment.resolved_at = at
    comment.save()
    progress.note("answer", comment.revision, by=by, at=at, comment=comment.pk)
    return comment


def open_on(revision: Revision) -> CommentQuerySet:
    """Return the comments on a text, or on one it was made from, that wait for an answer."""
    comments: CommentQuerySet = Comment.objects.open()
    return comments.filter(
        revision__article=revision.article_id, revision__number__lte=revision.number
    )


def standing_on(revision: Revision) -> list[Placed]:
    """Return the open comments of a text's story, each with where its sentence stands in it.

    Raises `rendering.Refused` for a text that cannot be read.
    """
    comments = open_on(revision).select_related("revision", "by", "expert").order_by("at", "pk")
    return [_placed(comment, revision) for comment in comments]


def sentences(revision: Revision) -> list[Sentence]:
    """Return every sentence that can be commented on, in the order of the text."""
    return list(comparing.reading_of(revision).sentences)


def _part_of(revision: Revision, sentence: str, part: str) -> str:
    """Return the part in which a sentence stands, or refuse one that does not stand there."""
    parts = [each for each in _parts_with(sentence, revision) if part in ("", each)]
    if not parts:
        raise WorkflowError(
            f"This sentence does not stand in revision {revision.number}. Open the text again and"
            " choose one that does."
        )
    return parts[0]


def _require_words(words: str, missing: str) -> None:
    if not words:
        raise WorkflowError(missing)
    if len(words) > MOST_LETTERS:
        raise WorkflowError(
            f"That is {len(words):,} letters long; {MOST_LETTERS:,} is the most. Say it in two."
        )


def _has_changed(comment: Comment, newest: Revision | None) -> bool:
    return newest is not None and _placed(comment, newest).has_changed()


def _placed(comment: Comment, revision: Revision) -> Placed:
    if not comment.sentence:
        return Placed(comment, "whole")
    parts = _parts_with(comment.sentence, revision)
    as_it_was = (Piece("same", comment.sentence),)
    if comment.part in parts:
        return Placed(comment, "same", comment.part, as_it_was)
    # The same words may have stood elsewhere all along: then it is not this sentence that moved.
    before = _parts_with(comment.sentence, comment.revision)
    for part in parts:
        if part not in before:
            return Placed(comment, "moved", part, as_it_was)
    for pair in differences.changed(sentences(comment.revision), sentences(revision)):
        if pair.new and pair.old and _is_of(comment, pair.old):
            return Placed(comment, "changed", pair.where, *pair.sides())
    return Placed(comment, "gone", "", as_it_was)


def _parts_with(sentence: str, revision: Revision) -> list[str]:
    found = sentences(revision)
    return [each.where[:PART_LETTERS] for each in found if each.words == sentence]


def _is_of(comment: Comment, sentence: Sentence) -> bool:
    return (sentence.words, sentence.where[:PART_LETTERS]) == (comment.sentence, comment.part)
