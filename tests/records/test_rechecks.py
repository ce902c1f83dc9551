"""What is true of every recheck, whatever writes it."""

import pytest
from django.db import connection

from content.editorial.rechecks import Recheck
from tests import factories
from tests.factories import NOON, people
from tests.records.test_constraints import refused

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def recheck(kind="source"):
    row = Recheck.objects.create(
        code="night-cramps",
        kind=kind,
        key="magnesium",
        words="Retracted.",
        raised_by=people().editor,
        raised_at=NOON,
    )
    return Recheck.objects.filter(pk=row.pk)


def settled(by="publisher", **columns):
    by = getattr(people(), by)
    return {"settled_by": by, "settled_at": NOON, "settled_as": "The same."} | columns


class TestARecheck:
    @pytest.mark.parametrize(
        "columns", [{"code": "other"}, {"words": "Else."}, {"key": "else"}, {"kind": "term"}]
    )
    def test_keeps_its_reason(self, columns):
        with refused("a_recheck_keeps_its_reason"):
            recheck().update(**columns)

    def test_keeps_who_raised_it(self):
        with refused("a_recheck_keeps_its_reason"):
            recheck().update(raised_by=people().writer)

    def test_is_settled_once(self):
        row = recheck()
        row.update(**settled())

        with refused("a_recheck_is_settled_once"):
            row.update(settled_as="Otherwise.")

    def test_is_not_opened_again(self):
        row = recheck()
        row.update(**settled())

        with refused("a_recheck_is_settled_once"):
            row.update(settled_by=None, settled_at=None, settled_as="")

    @pytest.mark.parametrize("columns", [{"settled_as": ""}, {"settled_by": None}])
    def test_is_settled_by_somebody_who_says_why(self, columns):
        with refused("a_recheck_is_settled_by_somebody"):
            recheck().update(**settled() | columns)

    def test_is_never_deleted(self):
        row = recheck()

        with refused("a_recheck_is_never_deleted"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM content_recheck")

        assert row.exists()

    def test_of_a_take_down_is_not_closed_by_who_took_the_page_down(self):
        with refused("who_took_a_page_down_does_not_close_the_case"):
            recheck("withdrawal").update(**settled("editor"))

    def test_of_a_correction_may_be_settled_by_who_corrected(self):
        row = recheck()

        assert row.update(**settled("editor")) == 1

    def test_is_raised_in_a_real_take_down(self):
        factories.withdrawn(factories.live_page())

        assert Recheck.objects.open().of_withdrawals().count() == 1
