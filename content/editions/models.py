"""What has been published, and the address it stands at.

No row here knows anything editorial: there is no foreign key to follow from a page to a draft.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editions.text import Wording, digest_of
from content.records import PermanentRecord, Rule


class Edition(Wording, PermanentRecord):
    """The text of an article as it was published."""

    code = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    # The review roles, who held them and when: [{role, name, on, demonstration}].
    approvals = models.JSONField()
    is_demonstration = models.BooleanField()
    published_at = models.DateTimeField()
    fully_reviewed_on = models.DateField()
    review_due_on = models.DateField()

    rules = (
        Rule(
            name="edition_numbers_have_no_gaps",
            event="INSERT",
            unless="NEW.number = 1 + (SELECT COALESCE(MAX(number), 0) FROM content_edition"
            " WHERE code = NEW.code)",
            message="the next edition of an article has the next number",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="one_edition_a_number"),
            models.CheckConstraint(
                condition=Q(review_due_on__gt=F("fully_reviewed_on")),
                name="the_next_review_comes_after_the_last",
            ),
        ]
        indexes = [models.Index(fields=["review_due_on"], name="editions_by_review_due")]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    def recomputed_digest(self) -> str:
        """Return the digest of the text as it stands in this row."""
        return digest_of(self.code, self.text())

    def is_overdue(self, today: date) -> bool:
        """Say whether the full review is later than it should be."""
        return today > self.review_due_on


class Rendering(PermanentRecord):
    """An edition as HTML. Pressing again adds another rendering of the same words."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="renderings")
    number = models.PositiveIntegerField()
    renderer = models.CharField("version of the renderer", max_length=20)
    html = models.TextField()
    html_digest = models.CharField(max_length=64)
    plain = models.TextField("plain text")
    outline = models.JSONField()  # [{key, title, level}]
    section_texts = models.JSONField()  # key -> plain text
    links = models.JSONField()  # [{code, section}]
    references = models.JSONField()  # source ids in order of number, the first being 1
    images = models.JSONField()  # names as written: media:<sha256>, drawing:<name>
    pressed_at = models.DateTimeField()

    rules = (
        Rule(
            name="pressing_again_keeps_the_words",
            event="INSERT",
            unless="NEW.number = 1 OR EXISTS (SELECT 1 FROM content_rendering g WHERE g.edition_id"
            " = NEW.edition_id AND g.number = NEW.number - 1 AND g.plain = NEW.plain)",
            message="another rendering says the same, word for word",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="one_rendering_a_number_of_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} as HTML, {self.number}"


class LeansOn(PermanentRecord):
    """Something that an edition leans on, as it was frozen: a link, a source, a word, a sign."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="leans_on")
    kind = models.CharField(max_length=12)  # links, sources, translation and the like
    key = models.CharField(max_length=80)
    facts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "edition"], name="one_leaning_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} leans on {self.key}"


class Withdrawal(PermanentRecord):
    """The notice that a page was taken down, why, and where to go instead."""

    class Reason(models.TextChoices):
        """Why a page is gone, in words that were approved with the site and not on the day."""

        MISTAKE = "mistake", _("It contained a mistake that could matter to your health.")
        OUT_OF_DATE = "out-of-date", _("It was out of date.")
        REPLACED = "replaced", _("Another page has taken its place.")
        RETIRED = "retired", _("We no longer write about this.")

    page = models.ForeignKey("content.Page", models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    instead = models.ForeignKey("content.Page", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="withdrawals"
    )

    def __str__(self) -> str:
        return f"{self.page_id} withdrawn: {self.reason}"


class PageQuerySet(models.QuerySet["Page"]):
    """Addresses."""

    def live(self) -> PageQuerySet:
        """Return the addresses at which an edition stands."""
        return self.filter(edition__isnull=False)

    def guides(self) -> PageQuerySet:
        """Return the live pages that lead a topic: those that are their own topic."""
        return self.listed().filter(topic=F("code"))

    def with_words(self) -> PageQuerySet:
        """Fetch what a reader sees along with the address."""
        return self.select_related("edition", "rendering", "moved_to", "withdrawal__instead").defer(
            *UNREAD
        )

    def listed(self) -> PageQuerySet:
        """Fetch only what a list of pages shows."""
        return self.live().select_related("edition").only(*LISTED)


# Wide columns that no reader sees, so no page has to wait for them.
UNREAD = (
    "edition__body",
    "edition__also_called",
    "edition__digest",
    "rendering__plain",
    "rendering__section_texts",
    "rendering__images",
    "rendering__html_digest",
)

LISTED = (
    "slug",
    "code",
    "topic",
    "rendering",
    "changed_at",
    "edition__title",
    "edition__summary",
    "edition__code",
    "edition__number",
    "edition__change_note",
    "edition__change_kind",
    "edition__published_at",
    "edition__language",
    "edition__review_due_on",
    "edition__is_demonstration",
)

# Once used, an address answers for ever, and never for another article.
PAGE_KEEPS = ("id", "slug", "code")

SHOWS_ITS_OWN = (
    "NEW.edition_id IS NULL OR EXISTS (SELECT 1 FROM content_publication p"
    " JOIN content_edition e ON e.id = p.edition_id JOIN content_rendering r ON r.edition_id = e.id"
    " WHERE e.id = NEW.edition_id AND e.code = NEW.code AND r.id = NEW.rendering_id"
    " AND NOT EXISTS (SELECT 1 FROM content_edition n"
    " WHERE n.code = e.code AND n.number > e.number))"
)


class Page(models.Model):
    """A public address, and what stands there today: an edition, a signpost or a notice."""

    slug = models.SlugField("address", max_length=80, unique=True)
    code = models.SlugField(max_length=80)
    topic = models.SlugField(max_length=80)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    rendering = models.ForeignKey(Rendering, models.PROTECT, null=True, related_name="pages")
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="signposts")
    withdrawal = models.ForeignKey(Withdrawal, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    objects = PageQuerySet.as_manager()

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            name="an_address_is_never_given_to_another_article",
            event="UPDATE",
            keeps=PAGE_KEEPS,
            message="a page keeps its address and its article",
        ),
        Rule(
            name="an_address_answers_for_ever",
            event="DELETE",
            message="a page is never deleted: withdraw it or move it",
        ),
        Rule(
            name="a_page_shows_only_its_own_article_on_insert",
            event="INSERT",
            unless=SHOWS_ITS_OWN,
            message="a page shows the newest published edition of its own article",
        ),
        Rule(
            name="a_page_shows_only_its_own_article_on_update",
            event="UPDATE",
            unless=SHOWS_ITS_OWN,
            message="a page shows the newest published edition of its own article",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(edition__isnull=False, moved_to=None, withdrawal=None)
                    | Q(edition=None, moved_to__isnull=False, withdrawal=None)
                    | Q(edition=None, moved_to=None, withdrawal__isnull=False)
                ),
                name="one_thing_stands_at_an_address",
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=True, rendering__isnull=True)
                | Q(edition__isnull=False, rendering__isnull=False),
                name="an_edition_stands_with_its_rendering",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(moved_to=None),
                name="one_current_edition_a_page",
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "slug"],
                condition=Q(edition__isnull=False),
                name="live_pages_of_a_topic",
            ),
            models.Index(
                fields=["-changed_at", "slug"],
                condition=Q(edition__isnull=False),
                name="latest_pages",
            ),
            models.Index(
                fields=["slug"],
                condition=Q(edition__isnull=False, topic=F("code")),
                name="guides",
            ),
        ]

    def __str__(self) -> str:
        return f"/{self.slug}/"

    def get_absolute_url(self) -> str:
        """Return the address, from the root."""
        return f"/{self.slug}/"

    def last_title(self) -> str:
        """Return the title of the newest edition, live or not. It costs a query."""
        titles = Edition.objects.filter(code=self.code).order_by("-number")
        return str(titles.values_list("title", flat=True)[0])

    def is_live(self) -> bool:
        """Say whether an edition stands here."""
        return self.edition_id is not None
