"""What no log may hold: the link that lets an expert in."""

import logging
import sys

from gunicorn.config import Config

from cramps_site.logs import Discreet
from cramps_site.worker import Log

SECRET = "s3cret_-" * 5


def written(formatter, message, *args, error=None):
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, message, args, error)
    return formatter.format(record)


class TestALine:
    def test_hides_a_link_wherever_it_stands(self):
        for message in (
            f"Internal Server Error: /e/{SECRET}/",
            f"Error handling request /e/{SECRET}/picture/a.svg?x=1",
            f"https://example.org/e/{SECRET}",
            f'"GET /e/{SECRET}/ HTTP/1.1"',
        ):
            line = written(Discreet(), message)
            assert SECRET not in line
            assert "/e/…" in line

    def test_hides_it_in_what_is_filled_in_and_in_a_traceback(self):
        try:
            int(f"/e/{SECRET}/")
        except ValueError:
            line = written(Discreet(), "%s: %s", "Error", f"/e/{SECRET}/", error=sys.exc_info())

        assert "invalid literal for int() with base 10: '/e/…/'" in line
        assert SECRET not in line

    def test_leaves_other_addresses_as_they_are(self):
        assert written(Discreet(), "No /media/e/x or /p/e/ here") == "No /media/e/… or /p/e/ here"


class TestTheServersOwnLog:
    def test_hides_it_as_well(self):
        log = Log(Config())

        formatters = [handler.formatter for handler in log.error_log.handlers]

        assert formatters
        assert all(isinstance(formatter, Discreet) for formatter in formatters)
