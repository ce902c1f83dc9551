"""Where every way round the review has to end."""

from __future__ import annotations

import pytest

from tests.ways_round import doors


@pytest.fixture(autouse=True)
def no_reader_reads_it(db):
    """Nothing that nobody approved is public, whatever was tried."""
    yield
    doors.nothing_public()


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
