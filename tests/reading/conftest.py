"""What the tests of secrecy stand on."""

import pytest
from django.db import transaction

from tests.reading import grounds


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Make a site with everything on it once, since nothing changes it, and take it away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield grounds.site()
        transaction.set_rollback(True)


@pytest.fixture
def site(made, db):
    return made
