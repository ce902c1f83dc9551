"""Whatever anybody does in whatever order, no reader reads a word without two approvals.

Every text carries a marker of its own. After each step the public site is read, and each marker
found there has to belong to a text that two people approved, each in a role, neither of whom wrote
a word of it since the edition before, and that somebody published who wrote none of it either.
"""

from __future__ import annotations

import re

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from content.editions.models import Edition, Page
from content.editorial import checklist, comparing, decisions, workflow
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.editorial.reviews import Review
from content.publishing import addresses, press, verification
from content.publishing.addresses import AddressError
from content.publishing.press import PressError
from content.reading import kept
from tests import factories, readers
from tests.factories import tick
from tests.journeys.shell import Shell

MARKER = re.compile(r"marker\d{5}")
REFUSALS = (WorkflowError, NotAllowedError, TextError, PressError, AddressError)
CODES = ("first", "second")
SLUGS = (*CODES, "third", "fourth")
PERSONS = {
    "writer": ("writers",),
    "cowriter": ("writers", "clinical reviewers"),
    "clinician": ("clinical reviewers",),
    "editor": ("editors",),
    "publisher": ("editors",),
    "superuser": (),
}

codes = st.sampled_from(CODES)
persons = st.sampled_from(tuple(PERSONS))
writers = st.sampled_from(("writer", "cowriter", "editor", "publisher", "superuser", "clinician"))
clinical = st.sampled_from(("clinician", "cowriter", "superuser"))
editorial = st.sampled_from(("editor", "publisher", "superuser"))
reviewers = st.sampled_from(("clinician", "editor", "publisher", "superuser", "cowriter"))


class Site(Shell, RuleBasedStateMachine):
    """A site with two articles, and everybody who works on it."""

    def __init__(self):
        super().__init__()
        kept.articles.clear()  # rows that are rolled back lend their numbers to others
        self.step = transaction.atomic()
        self.step.__enter__()
        self.number = 0
        self.looked_at = -1
        self.refused = "."
        self.reader = readers.Reader()
        self.wrote: dict[str, set[str]] = {code: set() for code in CODES}
        self.hands: dict[str, tuple[int, frozenset[str]]] = {}

    def teardown(self):
        try:
            self.reads_only_approved_words(everything=True)
        finally:
            transaction.set_rollback(True)
            self.step.__exit__(None, None, None)

    @initialize()
    def open_articles(self):
        for name, groups in PERSONS.items():
            factories.person(name, *groups, is_superuser=name == "superuser")
        for code in CODES:
            factories.article(code)

    # --- What people do ---

    def attempt(self, verb, *args, **kwargs):
        """Do a step, or be refused with a sentence."""
        try:
            with transaction.atomic():
                return verb(*args, at=tick(), **kwargs)
        except REFUSALS as refusal:
            self.refused = str(refusal)
            return None

    @rule(code=codes, name=writers, link=st.sampled_from(("", *CODES)))
    def save(self, code, name, link):
        self.number += 1
        marker = f"marker{self.number:05}"
        body = f"## What {{#what}}\n\nWords {marker}.\n"
        text = factories.text(
            title=f"Title {marker}",
            summary=f"Summary {marker}.",
            key_points=[f"One {marker}.", "Two.", "Three."],
            body=body + (f"\nSee [[{link}]].\n" if link else ""),
            change_note=f"Note {marker}",
            topic=code,
        )
        article = Article.objects.get(code=code)
        revision = self.attempt(workflow.save, article, text, by=self.person(name))
        if revision:
            self.wrote[code].add(name)
            self.hands[marker] = (revision.pk, frozenset(self.wrote[code]))

    @rule(code=codes, name=persons)
    def save_unchanged(self, code, name):
        newest = self.newest(code)
        if newest:
            kept = self.attempt(
                workflow.save, newest.article, {"title": newest.title}, by=self.person(name)
            )
            assert kept in (None, newest)

    @rule(code=codes, name=persons)
    def submit(self, code, name):
        newest = self.newest(code)
        if newest:
            self.attempt(workflow.submit, newest, by=self.person(name))

    @rule(code=codes, name=reviewers, role=st.sampled_from(("clinical", "editorial")))
    def approve(self, code, name, role):
        review = Review.objects.filter(revision__article__code=code, role=role).last()
        if review:
            self.attempt(
                decisions.approve,
                review,
                by=self.person(name),
                shown=review.digest,
                read_whole=True,
                answers=checklist.all_yes(role),
                looked_at=comparing.all_looked_at(review.revision),
            )

    @rule(code=codes, name=reviewers, role=st.sampled_from(("clinical", "editorial")))
    def ask_for_changes(self, code, name, role):
        review = Review.objects.filter(revision__article__code=code, role=role).last()
        if review:
            self.attempt(
                decisions.ask_for_changes,
                review,
                by=self.person(name),
                shown=review.digest,
                note="No.",
            )

    @rule(code=codes, name=st.sampled_from(("publisher", "editor", "superuser", "writer")))
    def publish(self, code, name):
        newest = self.newest(code)
        if newest and self.attempt(press.publish, newest, by=self.person(name)):
            self.wrote[code] = set()

    @rule(name=st.sampled_from(("publisher", "superuser", "writer")))
    def publish_together(self, name):
        texts = [text for code in CODES if (text := self.newest(code))]
        for edition in self.attempt(press.publish_together, texts, by=self.person(name)) or []:
            self.wrote[edition.code] = set()

    @rule(code=codes, one=clinical, other=editorial, name=st.sampled_from(("publisher", "editor")))
    def approve_and_publish(self, code, one, other, name):
        self.submit(code, "writer")
        self.approve(code, one, "clinical")
        self.approve(code, other, "editorial")
        self.publish(code, name)

    @rule(code=codes, writer=writers, one=clinical, other=editorial)
    def take_all_the_way(self, code, writer, one, other):
        self.save(code, writer, "")
        self.approve_and_publish(code, one, other, "publisher")

    @rule(code=codes, name=persons, to=st.sampled_from(("", *CODES)))
    def withdraw(self, code, name, to):
        page = Page.objects.filter(code=code, moved_to=None).first()
        instead = Page.objects.filter(code=to, moved_to=None).first() if to else None
        if page:
            self.attempt(
                addresses.withdraw,
                page,
                reason="mistake",
                instead=instead,
                note="Wrong.",
                by=self.person(name),
            )

    @rule(code=codes, name=persons)
    def reinstate(self, code, name):
        page = Page.objects.filter(code=code, moved_to=None).first()
        if page:
            self.attempt(addresses.reinstate, page, by=self.person(name))

    @rule(code=codes, name=persons, slug=st.sampled_from(SLUGS))
    def move(self, code, name, slug):
        before = self.newest(code)
        if self.attempt(
            workflow.move, Article.objects.get(code=code), to=slug, by=self.person(name)
        ):
            self.wrote[code].add(name)
            moved, marker = self.newest(code), MARKER.search(before.title)
            self.hands[marker[0]] = (before.pk, self.hands[marker[0]][1])
            self.hands[f"/{slug}/ {moved.pk}"] = (moved.pk, frozenset(self.wrote[code]))

    @rule(code=codes)
    def press_again(self, code):
        for edition in Edition.objects.filter(code=code):
            self.attempt(press.press_again, edition, by=None)

    # --- What somebody does who has a shell ---

    @rule(
        way=st.sampled_from(
            (
                "forge_a_decision",
                "forge_a_page",
                "forge_words",
                "forge_a_publication",
                "delete_everything",
            )
        ),
        code=codes,
        name=persons,
    )
    def use_a_shell(self, way, code, name):
        self.looked_at = -1
        getattr(self, way)(code, name)

    # --- What has to be true, always ---

    @invariant()
    def is_as_it_was_approved(self):
        """Look again whenever a step was taken, and after whatever was done with a shell."""
        assert self.refused.endswith((".", "”", "?"))
        last = JournalLine.objects.count()
        if last != self.looked_at:
            self.looked_at = last
            self.reads_only_approved_words()
            assert list(verification.mismatches()) == []

    def reads_only_approved_words(self, *, everything=False):
        for marker in sorted(self.public_markers(everything=everything)):
            revision = Revision.objects.select_related("article").get(pk=self.hands[marker][0])
            # A move takes the words on; whichever text carries them has to have been approved.
            texts = Revision.objects.filter(article=revision.article, title=revision.title)
            published = [text for text in texts if hasattr(text, "publication")]
            assert published, f"{marker} was read and never published"
            self.was_approved(published[0], self.hands[marker][1])

    def was_approved(self, text, wrote):
        approved = {
            review.role: review.decided_by.username
            for review in text.reviews.select_related("decided_by")
            if review.is_approved()
        }
        assert set(approved) == {"clinical", "editorial"}
        assert len(set(approved.values())) == 2
        assert not wrote & {*approved.values(), text.publication.published_by.username}

    def public_markers(self, *, everything):
        found = set()
        for address in self.public_addresses(everything=everything):
            answer = self.reader.get(address)
            assert answer.status_code in (200, 301, 302, 404, 410), address
            found |= set(MARKER.findall(readers.text_of(answer)))
        return found

    def public_addresses(self, *, everything):
        yield from ("/", "/search/?q=summary+words+title", "/changes.atom")
        yield from (f"/{slug}/" for slug in SLUGS)
        if everything:
            yield from ("/sitemap.xml", "/about/", "/search/?q=words", "/search/?q=note")
            for code in CODES:
                yield from (f"/p/{code}/", f"/p/{code}/history/", f"/p/{code}/what/")
                yield from (f"/p/{code}/v/{number}/" for number in range(1, 5))
