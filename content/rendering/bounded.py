"""The room's two verbs within a budget of time and memory, whatever text they are fed.

Python cannot stop a thread, so the work is done in a child process, which can be killed. Each
process keeps one, started at the first job and replaced when it dies.
"""

import atexit
import os
import threading
import time
from dataclasses import replace
from typing import Any

from content.rendering.child import Child, Gone, Overrun
from content.rendering.document import Document, Leanings, Lookup, Refused
from content.rendering.words import ENGLISH
from content.rendering.worker import frame

MARKDOWN_BUDGET_SECONDS = 2.0


class Workbench:
    """The one child of this process, and the queue for it."""

    def __init__(self, module: str = "content.rendering.worker") -> None:
        self.module = module
        self.lock = threading.Lock()
        self.child: Child | None = None
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self.forget)

    def run(self, job: str, **arguments: Any) -> Any:
        """Do a job in the child, or raise what it raised; its time runs from when it starts."""
        question = frame((job, arguments))
        with self.lock:
            try:
                kind, value = self._ask(question)
            except Overrun:
                self._drop()
                raise _too_long() from None
            except Gone:
                self._drop()
                raise _too_much() from None
        if kind == "refused":
            raise Refused(*value)
        if kind == "too much":
            raise _too_much()
        if kind == "fault":
            message = f"The rendering worker failed.\n{value}"
            raise RuntimeError(message)
        return value

    def _ask(self, question: bytes) -> tuple[str, Any]:
        """Ask; a child that something else had killed is replaced, and the job asked again."""
        started, until = self._start(), time.monotonic() + MARKDOWN_BUDGET_SECONDS
        try:
            return started.ask(question, until=until)
        except Gone:
            left = until - time.monotonic()
            self._drop()
            return self._start().ask(question, until=time.monotonic() + left)

    def _start(self) -> Child:
        if self.child is None:
            self.child = Child(self.module)
        try:
            self.child.wait_until_ready()
        except (Gone, Overrun) as error:
            self._drop()
            message = (
                f"The rendering worker does not start: run python -m {self.module} to see why."
            )
            raise RuntimeError(message) from error
        return self.child

    def _drop(self) -> None:
        if self.child is not None:
            self.child.end()
            self.child = None

    def close(self) -> None:
        """End the child; the next job starts another."""
        with self.lock:
            self._drop()

    def forget(self) -> None:
        """Leave the child to the process this one was forked from."""
        self.lock = threading.Lock()
        if self.child is not None:
            self.child.process.returncode = 0  # not ours to wait for
            self.child.let_go()
            self.child = None


def _too_long() -> Refused:
    return Refused(
        f"This text took longer than {MARKDOWN_BUDGET_SECONDS:g} seconds to set, so it was "
        "stopped. Look for very long runs of brackets, signs or nested lists, and simplify them."
    )


def _too_much() -> Refused:
    return Refused(
        "This text needs too much memory to set. Split it, or simplify its tables and lists."
    )


_workbench = Workbench()


def render(source: str, *, resolve: Lookup, language: str = ENGLISH) -> Document:
    """Set a text as a document within the budget. Raises `Refused` also when it runs out."""
    document: Document = _workbench.run(
        "render", source=source, resolve=_portable(resolve), language=language
    )
    return document


def leanings(source: str) -> Leanings:
    """Say what a text leans on within the budget. Raises `Refused` also when it runs out."""
    named: Leanings = _workbench.run("leanings", source=source)
    return named


def _portable(resolve: Lookup) -> Lookup:
    """Give the same lookup in plain dictionaries, which can go over a pipe."""
    return replace(
        resolve,
        links={
            code: replace(target, sections=dict(target.sections))
            for code, target in resolve.links.items()
        },
        retracted=dict(resolve.retracted),
        findings=dict(resolve.findings),
        terms=dict(resolve.terms),
        flags=dict(resolve.flags),
        images=dict(resolve.images),
    )
