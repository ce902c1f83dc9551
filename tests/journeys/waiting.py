"""Waiting for something that comes about beside the test."""

from __future__ import annotations

import time
from collections.abc import Callable

OFTEN = 0.05


def until(holds: Callable[[], object], *, seconds: int = 60) -> None:
    """Wait until something holds, which another process or a script brings about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"It did not come about within {seconds} seconds."
        time.sleep(OFTEN)
