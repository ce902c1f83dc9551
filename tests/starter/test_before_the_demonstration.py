"""A site before the demonstration has come, or without it."""

import pytest

from content.starter import demonstration
from tests import factories

pytestmark = pytest.mark.django_db


class TestAnEmptySite:
    def test_wants_a_demonstration(self):
        assert demonstration.is_wanted()

    def test_has_no_demonstration_account(self):
        assert demonstration.no_demonstration_accounts() == []

    def test_has_none_before_it_has_tables(self, break_the_database):
        with break_the_database():
            assert demonstration.no_demonstration_accounts() == []


class TestAPassword:
    def test_is_made_up_when_none_is_asked_for(self, monkeypatch):
        monkeypatch.delenv("DEMO_PASSWORD", raising=False)

        assert len(demonstration.load(at=factories.NOON)) >= 12
