"""The worker with jobs that behave badly, for the tests of what is done about them."""

import os
import time

from content.rendering.document import Refused
from content.rendering.worker import JOBS, serve


def loop():
    while True:
        pass


def die():
    os._exit(3)


def eat():
    return len(b"a" * (1 << 40))


def fail():
    message = "a fault of ours"
    raise LookupError(message)


def refuse():
    message = "Shorten it."
    raise Refused(message, 7)


def shout():
    print("a stray line", flush=True)  # noqa: T201 - that is what it is for
    return "done"


def sleep(seconds):
    time.sleep(seconds)
    return seconds


if __name__ == "__main__":
    serve(
        {
            **JOBS,
            **{job.__name__: job for job in (loop, die, eat, fail, refuse, shout, sleep)},
            "whoami": os.getpid,
        }
    )
