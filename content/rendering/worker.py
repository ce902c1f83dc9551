"""The child process that `bounded` keeps: jobs in on one pipe, answers out on the other.

It ends by itself when its parent goes away, and when a job runs on after its parent is gone.
"""

import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from content.rendering.document import Refused
from content.rendering.leaning import leanings
from content.rendering.setting import render

LENGTH = struct.Struct(">Q")
MEMORY_BYTES = 1 << 29
LAST_RESORT_SECONDS = 10.0
JOBS: Mapping[str, Callable[..., Any]] = {"render": render, "leanings": leanings}


def frame(value: object) -> bytes:
    """Put a value in the form that goes over the pipe."""
    packed = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(packed)) + packed


def serve(jobs: Mapping[str, Callable[..., Any]]) -> None:
    """Answer jobs until the parent closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    questions = sys.stdin.buffer
    # Answers have a pipe of their own; a stray print must not get between them.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _send(answers, ("ready", None))
    while header := questions.read(LENGTH.size):
        name, arguments = pickle.loads(questions.read(*LENGTH.unpack(header)))  # noqa: S301  # from our own parent
        signal.setitimer(signal.ITIMER_REAL, LAST_RESORT_SECONDS)
        _send(answers, _answer(jobs[name], arguments))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _send(answers: BinaryIO, answer: tuple[str, object]) -> None:
    answers.write(frame(answer))
    answers.flush()


def _answer(job: Callable[..., Any], arguments: dict[str, Any]) -> tuple[str, object]:
    try:
        return "done", job(**arguments)
    except Refused as refusal:
        return "refused", (refusal.message, refusal.line)
    except (MemoryError, RecursionError):
        return "too much", None
    except Exception:  # noqa: BLE001 - the parent raises it again, with this traceback
        return "fault", traceback.format_exc()


if __name__ == "__main__":
    serve(JOBS)
