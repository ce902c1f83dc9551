"""The journal tells of every step: who took it, when, of which text, and from what to what."""

from __future__ import annotations

from datetime import UTC

import pytest

from content.editions.models import Edition, Page
from content.editorial import workflow
from content.editorial.articles import Revision
from content.editorial.journal import JournalLine
from content.publishing import addresses, press
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

# Each step with who takes it, and the facts that say from where to where it leads: a text to its
# reviewers, an open review to a decision, one edition to the next, one address to another.
STEPS = [
    ("open", "writer", ()),
    ("save", "writer", ("revision", "digest")),
    ("submit", "writer", ("revision", "digest")),
    ("approved", "clinician", ("revision", "digest", "role")),
    ("returned", "editor", ("revision", "digest", "role", "note")),
    ("save", "writer", ("revision", "digest")),
    ("submit", "writer", ("revision", "digest")),
    ("approved", "clinician", ("revision", "digest", "role")),
    ("approved", "editor", ("revision", "digest", "role")),
    ("publish", "publisher", ("revision", "digest", "html", "edition", "before", "address")),
    ("save", "writer", ("revision", "digest")),
    ("submit", "writer", ("revision", "digest")),
    ("approved", "clinician", ("revision", "digest", "role")),
    ("approved", "editor", ("revision", "digest", "role")),
    ("move", "publisher", ("before", "after")),
    ("publish", "publisher", ("revision", "digest", "html", "edition", "before", "address")),
    ("withdraw", "editor", ("edition", "digest", "reason", "note")),
    ("reinstate", "publisher", ("edition", "digest")),
]


@pytest.fixture
def lines():
    """The journal of an article that went through everything an article can."""
    reviews = factories.submitted("night-cramps")
    factories.approve(reviews["clinical"])
    factories.returned(reviews["editorial"])
    factories.published("night-cramps")
    article = factories.article_of("night-cramps")
    for review in workflow.move(article, to="cramps-at-night", by=people().writer, at=tick()):
        factories.approve(review)
    press.publish(article.newest(), by=people().publisher, at=tick())
    page = factories.withdrawn(Page.objects.get(slug="cramps-at-night"))
    addresses.reinstate(page, by=people().publisher, at=tick())
    return list(JournalLine.objects.order_by("sequence"))


class TestEveryStep:
    def test_has_its_line_with_who_took_it(self, lines):
        assert [(line.step, line.name) for line in lines] == [step[:2] for step in STEPS]
        assert {line.code for line in lines} == {"night-cramps"}

    def test_says_when_in_one_time_for_everybody(self, lines):
        moments = [line.at for line in lines]

        assert {moment.tzinfo for moment in moments} == {UTC}
        assert moments == sorted(moments)

    def test_says_of_which_text_and_from_what_to_what(self, lines):
        for line, (step, _, facts) in zip(lines, STEPS, strict=True):
            missing = [name for name in facts if line.facts.get(name) in (None, "")]
            assert (step, missing) == (step, [])

    def test_names_each_text_by_its_digest(self, lines):
        digests = set(Revision.objects.values_list("digest", flat=True))
        published = set(Edition.objects.values_list("digest", flat=True))

        assert {line.facts["digest"] for line in lines if "digest" in line.facts} == digests
        for line in lines:
            if line.step in ("publish", "withdraw", "reinstate"):
                assert line.facts["digest"] in published

    def test_leads_from_one_edition_to_the_next(self, lines):
        turns = [(a.facts["before"], a.facts["edition"]) for a in lines if a.step == "publish"]

        assert turns == [(0, 1), (1, 2)]
