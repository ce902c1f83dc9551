"""Ways 1 to 12: one person tries to be two."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import ProtectedError
from django.urls import URLPattern, URLResolver, get_resolver

from content.editorial import workflow
from content.editorial.articles import Contribution, Revision
from content.editorial.reviews import Review
from content.publishing import press, verification
from tests import factories
from tests.admin import typed
from tests.factories import people, tick
from tests.ways_round import doors
from tests.ways_round.doors import at, cannot_approve, cannot_publish, hidden

pytestmark = pytest.mark.engine

WROTE = "You wrote some of these words since the last edition."
OTHER_ROLE = "Each role takes another person."
MISSING = "The clinical review is missing."


def every_role(name, **fields):
    """Somebody with every permission there is, so that only the rule stands in their way."""
    return factories.person(name, "writers", "clinical reviewers", "editors", **fields)


def by_hand(review, person):
    """Try to write a yes into the row itself."""
    with doors.kept_by("nobody_decides_on_words_they_wrote"):
        doors.by_rows(Review).filter(pk=review.pk).update(**doors.forged_yes(person))


class TestTheSamePerson:
    def test_way_01_a_writer_approves_their_own_text(self):
        writer = people().writer
        reviews = factories.submitted("night-cramps", **hidden())

        for role, review in reviews.items():
            because = f"You may not decide {role} reviews."
            cannot_approve(writer, review, because=because, status=403)
            by_hand(review, writer)
            doors.turned_away(
                writer,
                "/admin/content/review/",
                {"action": "approve", "_selected_action": review.pk},
                status=405,
            )
        cannot_publish(
            writer, reviews["clinical"].revision, because="You may not publish.", status=403
        )

    def test_way_02_a_writer_who_is_a_reviewer_too_approves_their_own_text(self):
        both = every_role("both")
        reviews = factories.submitted("night-cramps", by=both, **hidden())

        for review in reviews.values():
            cannot_approve(both, review, because=WROTE)
            by_hand(review, both)
        cannot_publish(both, reviews["clinical"].revision, because=MISSING)

    @pytest.mark.parametrize("reverted", [False, True])
    def test_way_03_a_reviewer_changes_one_word_and_approves(self, reverted):
        editor = people().editor
        first = factories.revision("night-cramps", **hidden())
        workflow.save(first.article, {"title": f"A {doors.CANARY}"}, by=editor, at=tick())
        if reverted:
            workflow.save(first.article, {"title": first.title}, by=people().writer, at=tick())
        newest = first.article.newest()
        reviews = {r.role: r for r in workflow.submit(newest, by=people().writer, at=tick())}

        assert (newest.digest == first.digest) == reverted
        cannot_approve(editor, reviews["editorial"], because=WROTE)
        by_hand(reviews["editorial"], editor)

    def test_way_04_a_writer_approves_what_a_reviewer_made_of_their_text(self):
        both, editor = every_role("both"), people().editor
        first = factories.revision("night-cramps", by=both, **hidden())
        second = workflow.save(
            first.article, {"title": f"{doors.CANARY}, edited"}, by=editor, at=tick()
        )
        reviews = workflow.submit(second, by=editor, at=tick())

        for review in reviews:
            cannot_approve(both, review, because=WROTE)
            by_hand(review, both)

    def test_way_05_a_superuser_approves_and_publishes_alone(self):
        superuser = people().superuser
        theirs = factories.submitted("theirs", by=superuser, **hidden())
        others = factories.submitted("others", **hidden())
        factories.approve(others["clinical"], by=superuser)

        for review in theirs.values():
            cannot_approve(superuser, review, because=WROTE)
        cannot_publish(superuser, theirs["clinical"].revision, because=MISSING)
        cannot_approve(superuser, others["editorial"], because=OTHER_ROLE)
        cannot_publish(
            superuser, others["clinical"].revision, because="The editorial review is missing."
        )
        with doors.kept_by("two_roles_take_two_people|content_review.revision_id"):
            rows = doors.by_rows(Review).filter(pk=others["editorial"].pk)
            rows.update(**doors.forged_yes(superuser))

    def test_way_05_a_superuser_publishes_what_they_wrote_and_others_approved(self):
        superuser = people().superuser
        revision = factories.approved("night-cramps", by=superuser, **hidden())

        cannot_publish(superuser, revision, because="Someone who wrote none has to publish them.")

    def test_way_06_a_writer_puts_another_name_to_their_text(self):
        both, clinician = every_role("both"), people().clinician
        first = factories.revision("night-cramps", by=both, **hidden())

        # The desk's form has no such field: whoever is signed in wrote it.
        doors.desk(both).post(
            at(first.article, "write"),
            typed.text(
                first,
                title=f"{doors.CANARY}, again",
                written_by=clinician.pk,
                author=clinician.pk,
                contributions=clinician.pk,
            ),
        )
        newest = first.article.newest()
        with doors.kept_by("revision_is_written_once_update"):
            doors.by_rows(Revision).filter(pk=newest.pk).update(written_by=clinician)
        with doors.kept_by("contribution_is_written_once_update"):
            doors.by_rows(Contribution).filter(revision=newest).update(person=clinician)

        assert newest.number == 2
        assert newest.written_by == both
        for review in workflow.submit(newest, by=both, at=tick()):
            cannot_approve(both, review, because=WROTE)

    def test_way_07_a_writer_deletes_the_record_that_they_wrote(self):
        both = every_role("both")
        review = factories.submitted("night-cramps", by=both, **hidden())["clinical"]
        article = review.revision.article

        with doors.refused("written once and never changed"):
            review.revision.contributions.get().delete()
        with doors.refused("written once and never changed"):
            Contribution.objects.all().delete()
        with doors.kept_by("contribution_is_written_once_delete"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM content_contribution")
        with pytest.raises(ProtectedError):
            both.delete()
        doors.turned_away(
            people().superuser,
            f"/admin/content/article/{article.pk}/delete/",
            {"post": "yes"},
            because="You may not",
            status=403,
        )

        assert review.revision.writers() == {both.pk}
        cannot_approve(both, review, because=WROTE)

    @pytest.mark.parametrize("address", ["ada@example.org", " ADA@Example.org "])
    def test_way_08_one_person_has_two_accounts(self, address):
        every_role("writer", email="ada@example.org")
        second = every_role("second", email=address)
        reviews = factories.submitted("night-cramps", **hidden())

        for review in reviews.values():
            cannot_approve(second, review, because=WROTE)

    def test_way_08_one_person_turns_out_to_have_two_accounts(self):
        revision = factories.approved("night-cramps", **hidden())
        factories.person("clinician", "clinical reviewers", email="same@example.org")
        factories.person("editor", "editors", email="same@example.org")

        cannot_publish(people().publisher, revision, because="One person gave two approvals.")

    def test_way_09_a_writer_becomes_a_reviewer_while_the_text_waits(self):
        writer = people().writer
        reviews = factories.submitted("night-cramps", **hidden())
        writer.groups.add(*Group.objects.filter(name__in=["clinical reviewers", "editors"]))

        for review in reviews.values():
            cannot_approve(people().writer, review, because=WROTE)
            by_hand(review, writer)

    def test_way_10_a_reviewer_is_gone_before_the_text_is_published(self):
        revision = factories.approved("night-cramps", **hidden())
        factories.person("clinician", "clinical reviewers", is_active=False)

        because = "clinician approved this, and the account has since been closed."
        cannot_publish(people().publisher, revision, because=because)

    def test_way_11_a_reviewer_publishes(self):
        """Whoever approved may press the button that publishes, and decides nothing by it.

        The scenario asks for a third person where three roles are configured. The site knows two
        roles, clinical and editorial (`tests/journeys/test_settings.py`), and publishing is no
        judgement: it takes both approvals, from two people, neither of whom wrote a word.
        """
        editor = people().editor
        reviews = factories.submitted("night-cramps", **hidden())
        factories.approve(reviews["editorial"])

        cannot_publish(editor, reviews["editorial"].revision, because=MISSING)

        calm = factories.approved("calm", title="Calm")
        edition = press.publish(calm, by=editor, at=tick())
        assert [approval["name"] for approval in edition.approvals] == ["clinician", "editor"]
        assert list(verification.mismatches()) == []

    def test_way_12_somebody_becomes_somebody_else(self):
        review = factories.submitted("night-cramps", **hidden())["clinical"]

        names = " ".join([*_routes(get_resolver()), *apps.app_configs])
        assert re.search("hijack|impersonat|masquerad|login.?as|su/|switch.?user", names) is None

        # When somebody was here last says nothing about who they are.
        User.objects.filter(pk=people().clinician.pk).update(last_login=tick())
        cannot_approve(
            people().writer, review, because="You may not decide clinical reviews.", status=403
        )

    def test_way_12_a_session_is_ended_by_a_new_password(self):
        review = factories.submitted("night-cramps", **hidden())["clinical"]
        clinician = people().clinician
        browser = doors.desk(clinician)
        clinician.set_password("another, and longer")
        clinician.save()
        before = doors.footprint()

        answer = browser.post(at(review, "approve"), typed.yes(review))

        assert answer.status_code == 403
        assert "You are no longer signed in" in answer.content.decode()
        assert doors.footprint() == before


def _routes(resolver):
    for pattern in resolver.url_patterns:
        yield str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name
