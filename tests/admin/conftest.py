"""What a test at the desk needs: people, and a browser that one of them is signed in to."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories


@pytest.fixture
def people(db):
    return factories.people()


@pytest.fixture
def as_(db):
    """A browser in which somebody is signed in."""

    def sign_in(person, **options) -> Client:
        client = Client(**options)
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def queries_of(db):
    """How many queries a browser's visit costs, once everything that is kept is kept."""

    def count(client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count
