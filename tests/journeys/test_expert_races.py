"""An expert's answer in the same moment as somebody else's step: one of them is first."""

from __future__ import annotations

import pytest

from content.editions.models import Edition
from content.editorial import inviting, workflow
from content.editorial.invitations import Invitation
from content.publishing import press
from tests import factories
from tests.factories import NOON, people
from tests.journeys.test_concurrency import at_once, everything_matches, refusals, winners

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("real_transactions")]

FEW = 8


class TestAnExpertsAnswer:
    def test_is_one_when_both_are_sent_at_once(self):
        for _ in range(FEW):
            asked, _ = factories.invited(at=NOON)

            outcomes = at_once(
                lambda a=asked: inviting.sign(a, shown=a.digest, at=NOON),
                lambda a=asked: inviting.refuse(a, note="No.", shown=a.digest, at=NOON),
            )

            assert len(winners(outcomes)) == 1
            assert "this text on 22 November 2026. Thank you." in refusals(outcomes)[0]
        assert everything_matches()

    def test_or_the_link_taken_back_is_what_stands(self):
        writer = people().writer
        for _ in range(FEW):
            asked, _ = factories.invited(at=NOON)

            outcomes = at_once(
                lambda a=asked: inviting.sign(a, shown=a.digest, at=NOON),
                lambda a=asked: inviting.take_back(a, by=writer, at=NOON),
            )

            now = Invitation.objects.get(pk=asked.pk)
            assert len(winners(outcomes)) == 1
            assert bool(now.decision) != bool(now.revoked_at)

    def test_is_never_of_a_text_that_was_overtaken_before(self):
        writer = people().writer
        for _ in range(FEW):
            asked, _ = factories.invited(at=NOON)
            article = asked.revision.article

            signed, saved = at_once(
                lambda a=asked: inviting.sign(a, shown=a.digest, at=NOON),
                lambda a=article: workflow.save(a, {"title": "Newer"}, by=writer, at=NOON),
            )

            assert saved.number == 2
            assert not isinstance(signed, str) or "overtaken by a newer one" in signed

    def test_of_no_and_an_edition_do_not_both_come_first(self):
        publisher = people().publisher
        for _ in range(FEW):
            revision = factories.approved()
            asked, _ = factories.invited(revision, at=NOON)

            refused, published = at_once(
                lambda a=asked: inviting.refuse(a, note="No.", shown=a.digest, at=NOON),
                lambda r=revision: press.publish(r, by=publisher, at=NOON),
            )

            # A refusal may come just after the text was published; it is kept, and shown.
            assert not isinstance(refused, str)
            is_public = Edition.objects.filter(code=revision.article.code).exists()
            assert is_public != isinstance(published, str)
            assert not isinstance(published, str) or "refused this text: “No.”" in published
        assert everything_matches()
