"""Rechecks: a reason to look at an article again, open until somebody has."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from content.editions.models import Page
from content.editorial import journal, people
from content.editorial.articles import Revision
from content.editorial.progress import WorkflowError
from content.records import Rule

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """Rechecks."""

    def open(self) -> RecheckQuerySet:
        """Return those that nobody has settled yet."""
        return self.filter(settled_at=None)

    def of_evidence(self) -> RecheckQuerySet:
        """Return those that a correction raised, which the next edition can settle."""
        return self.exclude(kind=Recheck.Kind.WITHDRAWAL)

    def of_withdrawals(self) -> RecheckQuerySet:
        """Return those that a take-down raised, which another person has to settle."""
        return self.filter(kind=Recheck.Kind.WITHDRAWAL)


class Recheck(models.Model):
    """Something happened that an article has to be looked at for, such as a retracted source."""

    class Kind(models.TextChoices):
        """What happened."""

        SOURCE = "source", "A source was changed or retracted"
        FINDING = "finding", "A finding was changed"
        TERM = "term", "The meaning of a word was changed"
        FLAG = "flag", "A warning sign was changed"
        WITHDRAWAL = "withdrawal", "The page was taken down at once"
        ORIGINAL = "original", "The page it was translated from was taken down"

    code = models.SlugField("article", max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=80, blank=True)  # of the source, finding, word or sign
    words = models.TextField("reason")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_as = models.TextField("what came of it", blank=True)

    objects = RecheckQuerySet.as_manager()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="a_recheck_keeps_its_reason",
            event="UPDATE",
            keeps=("id", "code", "kind", "key", "words", "raised_by_id", "raised_at"),
            message="a recheck keeps its reason",
        ),
        Rule(
            name="a_recheck_is_settled_once",
            event="UPDATE",
            unless="OLD.settled_at IS NULL",
            message="this was settled already",
        ),
        Rule(
            name="a_recheck_is_never_deleted",
            event="DELETE",
            message="a recheck is never deleted",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None, settled_as="")
                | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(settled_as="")),
                name="a_recheck_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="withdrawal")
                | Q(settled_by=None)
                | ~Q(settled_by=F("raised_by")),
                name="who_took_a_page_down_does_not_close_the_case",
            ),
        ]
        indexes = [
            models.Index(fields=["code"], condition=Q(settled_at=None), name="open_rechecks"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_kind_display()}"

    def is_withdrawal(self) -> bool:
        """Say whether a page was taken down."""
        return self.kind == self.Kind.WITHDRAWAL


@transaction.atomic
def settle(recheck: Recheck, *, words: str, by: User, at: datetime) -> Recheck:
    """Close a recheck with what came of it.

    Of a page that was taken down, what stands there now is put before the words.
    """
    recheck = Recheck.objects.select_for_update().get(pk=recheck.pk)
    if recheck.settled_by:
        raise WorkflowError(f"{recheck.settled_by} has settled this: {recheck.settled_as}")
    if refusal := why_not(recheck, by):
        raise WorkflowError(refusal)
    if not words.strip():
        raise WorkflowError("Say in a sentence what came of it. It is kept with the article.")
    if recheck.is_withdrawal():
        words = f"{outcome(recheck)}. {words.strip()}"
    return _settle(recheck, words.strip(), by=by, at=at)


@transaction.atomic
def settle_by_edition(revision: Revision, number: int, *, by: User, at: datetime) -> None:
    """Close what corrections raised before a text was written, now that it is edition `number`."""
    answered = (
        Recheck.objects.open()
        .of_evidence()
        .filter(code=revision.article.code, raised_at__lte=revision.written_at)
    )
    for recheck in answered.select_for_update().order_by("pk"):
        _settle(recheck, f"Settled by edition {number}.", by=by, at=at)


def why_not(recheck: Recheck, person: Any) -> str:
    """Say why somebody may not settle a recheck, or return nothing if they may."""
    roles = [people.approve_permission(role) for role in settings.KNOWN_ROLES]
    if not any(person.has_perm(f"content.{name}") for name in (people.PUBLISH, *roles)):
        return "A reviewer or an editor can settle this."
    if recheck.is_withdrawal() and people.same_person(recheck.raised_by, person):
        return "You took this page down. Somebody else has to say what came of it."
    return ""


def outcome(recheck: Recheck) -> str:
    """Say what has become of a page that was taken down, as it stands now."""
    page = Page.objects.live().filter(code=recheck.code).select_related("edition").first()
    if page is None or page.edition is None:
        return "Stays down"
    if page.edition.published_at > recheck.raised_at:
        return f"Mended by edition {page.edition.number}"
    return f"Reinstated, edition {page.edition.number}"


def _settle(recheck: Recheck, words: str, *, by: User, at: datetime) -> Recheck:
    recheck.settled_by = by
    recheck.settled_at = at
    recheck.settled_as = words
    recheck.save()
    journal.write(
        "settle",
        code=recheck.code,
        by=by,
        at=at,
        recheck=recheck.pk,
        kind=recheck.kind,
        key=recheck.key,
        note=words,
    )
    return recheck
