"""Whatever anybody does in whatever order, no reader reads a word without two approvals."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.journeys.site_machine import Site


@pytest.mark.engine
@pytest.mark.django_db
def test_no_reader_ever_reads_a_word_without_two_approvals():
    run_state_machine_as_test(
        Site,
        settings=settings(
            max_examples=16,
            stateful_step_count=30,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
