"""One running worker, the pipes to it, and the clock that is held to it."""

import os
import pickle
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from content.rendering.worker import LENGTH

START_SECONDS = 20.0
ROOT = Path(__file__).resolve().parents[2]
CHUNK = 1 << 16


class Overrun(Exception):  # noqa: N818 - it is no error of the program's
    """The child did not answer in time."""


class Gone(Exception):  # noqa: N818  # reads as a sentence
    """The child died before it answered."""


class Child:
    """One running worker, and the pipes to it."""

    def __init__(self, module: str) -> None:
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(  # noqa: S603 - our own module, no words of anybody's
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            bufsize=0,
            process_group=0,  # so that Ctrl-C in a terminal is the server's alone
        )
        self.pipes = [pipe for pipe in (self.process.stdin, self.process.stdout) if pipe]
        self.questions, self.answers = (pipe.fileno() for pipe in self.pipes)
        os.set_blocking(self.questions, False)
        os.set_blocking(self.answers, False)
        self.is_ready = False

    def wait_until_ready(self) -> None:
        """Wait until it has started; what it spends on that is no job's time."""
        if not self.is_ready:
            self._receive(time.monotonic() + START_SECONDS)
            self.is_ready = True

    def ask(self, question: bytes, *, until: float) -> tuple[str, Any]:
        """Send one job and give its answer."""
        rest = memoryview(question)
        while rest:
            _wait(until, writing=self.questions)
            try:
                rest = rest[os.write(self.questions, rest[:CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise Gone from error
        return self._receive(until)

    def _receive(self, until: float) -> tuple[str, Any]:
        (length,) = LENGTH.unpack(self._read(LENGTH.size, until))
        kind, value = pickle.loads(self._read(length, until))  # noqa: S301 - our own child's
        return kind, value

    def _read(self, length: int, until: float) -> bytes:
        received = bytearray()
        while len(received) < length:
            _wait(until, reading=self.answers)
            try:
                part = os.read(self.answers, length - len(received))
            except BlockingIOError:
                continue
            if not part:
                raise Gone
            received += part
        return bytes(received)

    def end(self) -> None:
        """Kill it and leave nothing behind."""
        self.process.kill()
        self.process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close the pipes."""
        for pipe in self.pipes:
            pipe.close()


def _wait(until: float, *, reading: int = -1, writing: int = -1) -> None:
    poll = select.poll()
    poll.register(
        reading if reading >= 0 else writing, select.POLLIN if reading >= 0 else select.POLLOUT
    )
    if not poll.poll(max(until - time.monotonic(), 0) * 1000):
        raise Overrun
