"""What is true of every invitation, whatever writes it."""

from datetime import timedelta

import pytest
from django.db import connection

from content.editorial.invitations import Invitation
from tests import factories
from tests.factories import NOON, people
from tests.records.test_constraints import copied, refused

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

SIGNED = {"decision": "signed", "decided_at": NOON}


@pytest.fixture
def made():
    return factories.invited(at=NOON)[0]


@pytest.fixture
def row(made):
    return Invitation.objects.filter(pk=made.pk)


class TestAnInvitation:
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("digest", "0" * 64),
            ("html_digest", "0" * 64),
            ("name", "Somebody else"),
            ("email", "else@example.org"),
            ("question", "Something else?"),
            ("link_digest", "0" * 64),
            ("asked_at", NOON - timedelta(days=1)),
            ("expires_at", NOON + timedelta(days=300)),
        ],
    )
    def test_keeps_what_was_asked_and_for_how_long(self, row, column, value):
        with refused("an_invitation_stays_with_its_text_and_person"):
            row.update(**{column: value})

    def test_keeps_its_text(self, row):
        other = factories.revision()

        with refused("an_invitation_stays_with_its_text_and_person"):
            row.update(revision=other)

    def test_keeps_who_asked(self, row):
        with refused("an_invitation_stays_with_its_text_and_person"):
            row.update(asked_by=people().editor)

    def test_is_to_the_text_as_it_was_written(self, made):
        with refused("an_invitation_is_bound_to_the_digest_of_its_revision"):
            copied(made, digest="0" * 64, link_digest="1" * 64).save(force_insert=True)

    def test_has_a_link_of_its_own(self, made):
        with refused("content_invitation_link_digest|content_invitation.link_digest"):
            copied(made).save(force_insert=True)

    def test_ends_after_it_begins(self, made):
        with refused("an_invitation_ends_after_it_begins"):
            copied(made, link_digest="1" * 64, expires_at=NOON).save(force_insert=True)

    @pytest.mark.parametrize(
        "part", [{"decision": "signed"}, {"decided_at": NOON}, SIGNED | {"decision": "perhaps"}]
    )
    def test_is_answered_whole_or_not_at_all(self, row, part):
        with refused("an_experts_answer_is_whole_or_absent"):
            row.update(**part)

    @pytest.mark.parametrize(
        "columns",
        [SIGNED | {"decision": "refused"}, {"decision": "", "decided_at": None}, {"note": "No."}],
    )
    def test_is_answered_once(self, row, columns):
        row.update(**SIGNED)

        with refused("an_experts_answer_stands"):
            row.update(**columns)

    @pytest.mark.parametrize("columns", [SIGNED, {"revoked_at": None, "revoked_by": None}])
    def test_is_over_once_it_was_taken_back(self, row, columns):
        row.update(revoked_at=NOON, revoked_by=people().editor)

        with refused("an_experts_answer_stands"):
            row.update(**columns)

    def test_is_never_deleted(self, row):
        with refused("an_invitation_is_never_deleted"):
            row.delete()

    @pytest.mark.sqlite
    def test_is_not_written_over(self, made):
        with refused("an_invitation_is_never_deleted"), connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO content_invitation SELECT * FROM content_invitation"
            )
