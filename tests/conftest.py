"""What every test stands on."""

from __future__ import annotations

import contextlib

import pytest
from django.db import OperationalError, connection, transaction
from django.test import override_settings

from content import records
from content.reading import kept, searched, warnings
from content.starter import demonstration
from tests import factories, readers


def pytest_collection_modifyitems(config, items):
    """Leave a test of one engine's own ways to the run on that engine."""
    others = {"sqlite", "postgresql"} - {connection.vendor}
    apart = [item for item in items if any(item.get_closest_marker(name) for name in others)]
    if apart:
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in apart]


@pytest.fixture(autouse=True)
def noon():
    """Every test begins at noon."""
    factories.tick.now = factories.NOON


@pytest.fixture(autouse=True)
def nothing_kept():
    """Every test begins as a new worker does, with no finished pages."""
    kept.articles.clear()
    searched.clear()
    warnings.clear()


@pytest.fixture
def real_transactions(transactional_db):
    """A database that threads and other connections see.

    Its tables are emptied afterwards, which the database's own rules would refuse; Django's flush
    then puts rules and groups back, as after any migrate. The index of the search is no model, so
    no flush knows of it.
    """
    yield
    records.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_search")


@pytest.fixture
def as_a_reader():
    """Fetch what the public fetches; touching a table that is not public fails the test."""
    return readers.Reader()


@pytest.fixture
def break_the_database():
    """Let every query fail for a while, as when the database is away."""

    @contextlib.contextmanager
    def broken():
        def fail(*_):
            raise OperationalError("The database is away.")

        with connection.execute_wrapper(fail):
            yield

    return broken


@pytest.fixture(scope="module")
def starter_library(django_db_setup, django_db_blocker, tmp_path_factory):
    """A site on which the demonstration is live. It takes seconds, so a module's tests share it.

    What a test changes is rolled back after it, and all of it after the module.
    """
    folder = tmp_path_factory.mktemp("images")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        demonstration.load(at=factories.NOON)
        yield
        transaction.set_rollback(True)
