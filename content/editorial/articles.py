"""Articles and their revisions: what the writers write."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from content.editions.text import Wording, digest_of
from content.records import PermanentQuerySet, PermanentRecord


class Article(PermanentRecord):
    """A subject we write about, known for ever by its code."""

    code = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The permanent public code, such as night-cramps. It never changes"
        " and is never used again.",
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code

    def newest(self) -> Revision | None:
        """Return the text as the last writer left it."""
        return self.revisions.order_by("-number").first()


class RevisionQuerySet(PermanentQuerySet):
    """Revisions."""

    def newest(self) -> RevisionQuerySet:
        """Return each article's last revision."""
        later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class Revision(Wording, PermanentRecord):
    """The whole text of an article as one person left it."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions"
    )
    written_at = models.DateTimeField(db_index=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(RevisionQuerySet)()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="one_revision_a_number_of_an_article"
            ),
        ]
        indexes = [models.Index(fields=["title", "article"], name="titles_of_articles")]
        permissions = [("write_revision", "Can write and submit revisions")]

    def __str__(self) -> str:
        return f"{self.title}, revision {self.number}"

    def recomputed_digest(self) -> str:
        """Return the digest of the text as it stands in this row."""
        return digest_of(self.article.code, self.text())

    def writers(self) -> set[Any]:
        """Return the ids of everybody who wrote a word of it since the last edition."""
        return set(self.contributions.values_list("person_id", flat=True))


class Unfinished(models.Model):
    """An article whose newest revision readers do not have: the desk's way to find open work.

    It says nothing that the revisions and publications do not say, and it decides nothing. With it
    the desk looks at the few texts that are worked on, and not at all that were ever written.
    """

    article = models.OneToOneField(Article, models.PROTECT, related_name="unfinished")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="unfinished")

    class Meta:
        verbose_name_plural = "unfinished"

    def __str__(self) -> str:
        return str(self.revision)


class Contribution(PermanentRecord):
    """A person's hand in a revision: they wrote some of its words since the last edition."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="contributions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="contributions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "person"], name="one_contribution_a_person_and_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.revision_id}"
