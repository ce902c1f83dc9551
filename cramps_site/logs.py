"""How a line of the log is written: with nothing in it that opens a door."""

from __future__ import annotations

import logging
import re

# An expert's link is all that they need to be let in, so whoever reads a log must not read it.
LINK = re.compile(r"/e/[^/\s\"'?#]+")


class Discreet(logging.Formatter):
    """A formatter that leaves experts' links out of messages, paths and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a line, and hide the links in it."""
        return LINK.sub("/e/…", super().format(record))
