"""What became due while nothing ran is done when the site starts, beside its first pages."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent


def catch_up(log: Any) -> None:
    """Start `manage.py run_due` and do not wait for it. What it complains of goes to the log.

    It gives way to the workers, and outlives a server that is stopped at once: a step that it has
    begun is ended, or never was.
    """
    try:
        subprocess.Popen(
            [sys.executable, "manage.py", "run_due"],
            cwd=HOUSE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_give_way,  # noqa: PLW1509  # the first process of gunicorn has one thread
        )
    except OSError as error:
        log.warning("What was due was not looked at: %s. Run: manage.py run_due", error)


def _give_way() -> None:
    os.nice(10)
