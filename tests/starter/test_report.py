"""The report on the live library."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


class TestReportLibrary:
    def test_tells_of_every_page_and_finds_no_orphan(self, starter_library, db, capsys):
        call_command("report_library")

        told = capsys.readouterr().out.splitlines()
        assert any(line.startswith("night-cramps ") for line in told)
        assert told[-1] == "Fewer than 2 links in or out: none."
