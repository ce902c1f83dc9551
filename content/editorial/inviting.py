"""Asking an expert outside the house about one frozen text, by a link that only they hold.

Whoever has the link is taken for the expert, so it is shown once to the colleague who passes it on
and kept nowhere: the table has its digest alone.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from content.editions.text import sha256
from content.editorial import checked, commenting, freezing, journal, people, progress
from content.editorial.articles import Article, Revision
from content.editorial.comments import Comment
from content.editorial.invitations import Invitation
from content.editorial.progress import WorkflowError
from content.rendering.guard import admit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TOKEN_BYTES = 32
MOST_DAYS = 30
MOST_COMMENTS = 100
LONGEST_NAME, LONGEST_WORDS = 120, 2_000
Decision = Invitation.Decision


@transaction.atomic
def invite(
    revision: Revision, *, name: str, email: str, question: str, days: int, by: User, at: datetime
) -> tuple[Invitation, str]:
    """Ask an expert about a text; return the invitation and the secret part of its link.

    The secret is told this once. Nothing here sends it to anybody.
    """
    people.require_one_of(by, people.WRITE_OR_DECIDE, "ask experts")
    revision = progress.newest_of_its_article(revision)
    asked = _asked(name, email, question)
    if not 1 <= days <= MOST_DAYS:
        raise WorkflowError(f"A link works for 1 to {MOST_DAYS} days.")
    document = progress.ready_to_read(revision)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        revision=revision,
        digest=revision.digest,
        html_digest=sha256(document.html),
        link_digest=sha256(token),
        asked_by=by,
        asked_at=at,
        expires_at=at + timedelta(days=days),
        **asked,
    )
    invitation.save()
    _note("invite", invitation, by=by, at=at, days=days)
    return invitation, token


@transaction.atomic
def take_back(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Let a link open nothing any more."""
    people.require_one_of(by, people.WRITE_OR_DECIDE, "take links back")
    invitation = _locked(invitation)
    if invitation.decision:
        raise WorkflowError(f"{invitation.name} has answered already, and an answer stands.")
    if invitation.revoked_at:
        raise WorkflowError(f"{invitation.revoked_by} has taken this link back already.")
    invitation.revoked_by, invitation.revoked_at = by, at
    invitation.save(update_fields=["revoked_by", "revoked_at"])
    _note("take back", invitation, by=by, at=at)
    return invitation


def by_link(token: str) -> Invitation | None:
    """Return the invitation that a link was made for, open or closed; None if there is none."""
    digest = sha256(token)
    invitation = _rows().filter(link_digest=digest).first()
    if invitation is None or not hmac.compare_digest(invitation.link_digest, digest):
        return None
    return invitation


def read_again(invitation: Invitation) -> Invitation:
    """Return an invitation as it is now."""
    return _rows().get(pk=invitation.pk)


def why_closed(invitation: Invitation, *, at: datetime) -> str:
    """Say, to whoever holds the link, why it opens nothing; or return nothing if it opens.

    It is said in the language that is being spoken: that of the text, where the expert reads it.
    """
    asked_by = people.shown_name(invitation.asked_by)
    if invitation.decision and invitation.decided_at:
        told = (
            _("You signed this text on %(on)s. Thank you.")
            if invitation.decision == Decision.SIGNED
            else _("You refused this text on %(on)s. Thank you.")
        )
        return told % {"on": _day(invitation.decided_at)}
    if invitation.revoked_at:
        told = _("This link was taken back. If you think that is a mistake, ask %(asked_by)s.")
        return told % {"asked_by": asked_by}
    newest = invitation.revision.article.newest()
    if newest is None or newest.pk != invitation.revision_id:
        return _(
            "This text has been overtaken by a newer one. Thank you: nothing waits for you now."
        )
    if at >= invitation.expires_at:
        told = _("This link ended on %(on)s. Ask %(asked_by)s for another.")
        return told % {"on": _day(invitation.expires_at), "asked_by": asked_by}
    return ""


@transaction.atomic
def opened(invitation: Invitation, *, at: datetime) -> Invitation:
    """Note that a link was opened for the first time."""
    invitation = _locked(invitation)
    if invitation.opened_at is None and not why_closed(invitation, at=at):
        invitation.opened_at = at
        invitation.save(update_fields=["opened_at"])
        _note("open link", invitation, by=None, at=at)
    return invitation


@transaction.atomic
def comment(
    invitation: Invitation, *, sentence: str, part: str, words: str, at: datetime
) -> Comment:
    """Keep what an expert says of a sentence, or of the whole text."""
    invitation = _open(invitation, at=at)
    if invitation.comments.count() >= MOST_COMMENTS:
        raise WorkflowError(f"There are {MOST_COMMENTS} comments of yours. Put the rest into one.")
    return commenting.comment(
        invitation.revision,
        sentence=sentence,
        part=part,
        words=_words(words, "comment"),
        by=None,
        at=at,
        expert=invitation,
    )


@transaction.atomic
def sign(invitation: Invitation, *, shown: str, at: datetime) -> Invitation:
    """Record an expert's yes to the text with the digest `shown`. No review is given by it."""
    return _answer(invitation, Decision.SIGNED, shown=shown, note="", at=at)


@transaction.atomic
def refuse(invitation: Invitation, *, note: str, shown: str, at: datetime) -> Invitation:
    """Record an expert's no, with what is wrong. The text is not published then."""
    note = _words(note, "note")
    if not note:
        raise WorkflowError("Say what is wrong with the text. Its writers see your note.")
    return _answer(invitation, Decision.REFUSED, shown=shown, note=note, at=at)


def _rows() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("revision__article", "asked_by")


def _asked(name: str, email: str, question: str) -> dict[str, str]:
    """Return whom to ask, and what, as it is kept; or say all that is wrong with it."""
    problems = {}
    name, email = " ".join(admit(name).split()), email.strip()
    if not name:
        problems["name"] = "Say whom you ask."
    elif len(name) > LONGEST_NAME:
        problems["name"] = f"A name has {LONGEST_NAME} letters at most."
    try:
        if email:
            validate_email(email)
    except ValidationError:
        problems["email"] = "This is no e-mail address. Leave it out, or put it right."
    if problems:
        raise checked.TextError(problems)
    return {"name": name, "email": email, "question": _words(question, "question")}


def _words(typed: str, what: str) -> str:
    words = admit(typed).strip()
    if len(words) > LONGEST_WORDS:
        raise WorkflowError(f"The {what} is longer than {LONGEST_WORDS:,} letters. Shorten it.")
    return words


def _answer(
    invitation: Invitation, decision: Invitation.Decision, *, shown: str, note: str, at: datetime
) -> Invitation:
    invitation = _open(invitation, at=at)
    revision = invitation.revision
    if not hmac.compare_digest(shown.encode(), invitation.digest.encode()):
        raise WorkflowError("The text on your screen is not this text. Open the link again.")
    same_words = invitation.digest == revision.digest == revision.recomputed_digest()
    if not same_words or sha256(freezing.render(revision).html) != invitation.html_digest:
        raise WorkflowError(
            "The page does not look as it did when you were asked. Ask"
            f" {people.shown_name(invitation.asked_by)} for another link."
        )
    invitation.decision, invitation.decided_at, invitation.note = decision, at, note
    invitation.save(update_fields=["decision", "decided_at", "note"])
    _note(decision.value, invitation, by=None, at=at, note=note)
    return invitation


def _open(invitation: Invitation, *, at: datetime) -> Invitation:
    """Lock an invitation and its article, and refuse one that opens nothing."""
    invitation = _locked(invitation)
    if closed := why_closed(invitation, at=at):
        raise WorkflowError(closed)
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    # The article first, as every step does that a newer text could overtake.
    article = Article.objects.select_for_update().get(revisions=invitation.revision_id)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    locked.revision.article = article
    return locked


def _note(
    step: str, invitation: Invitation, *, by: User | None, at: datetime, **facts: Any
) -> None:
    revision = invitation.revision
    journal.write(
        step,
        code=revision.article.code,
        by=by,
        at=at,
        revision=revision.number,
        digest=invitation.digest,
        invitation=invitation.pk,
        expert=invitation.name,
        **facts,
    )


def _day(moment: datetime) -> str:
    return formats.date_format(localtime(moment), _("j F Y"))
