"""The two verbs in a child process that can be killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from types import MappingProxyType

import pytest

from content.rendering import Document, LinkTarget, Lookup, Refused, bounded, leanings, render
from content.rendering.child import ROOT
from tests.rendering.lookup import LOOKUP

TEXT = "## Magnesium {#magnesium}\n\nSee [[night-cramps]].[@trial-a]\n"


@pytest.fixture(scope="module")
def workbench():
    made = bounded.Workbench("tests.rendering.looping_worker")
    yield made
    made.close()


class TestRender:
    def test_gives_the_same_document(self):
        assert bounded.render(TEXT, resolve=LOOKUP) == render(TEXT, resolve=LOOKUP)

    def test_refuses_with_the_same_words(self):
        with pytest.raises(Refused) as caught:
            bounded.render("a\n\u200b", resolve=Lookup())

        assert caught.value.line == 2
        assert "U+200B" in caught.value.message

    def test_takes_mappings_that_cannot_be_copied(self):
        target = LinkTarget("/a/", "A", MappingProxyType({"b": "B"}))

        document = bounded.render("[[a#b]]", resolve=Lookup(links=MappingProxyType({"a": target})))

        assert document.links[0].words == "B"


class TestLeanings:
    def test_gives_the_same_names(self):
        assert bounded.leanings(TEXT) == leanings(TEXT)


class TestAJob:
    def test_that_loops_is_ended_and_the_next_one_works(self, workbench):
        taken = min(_seconds_of_a_loop(workbench) for _ in range(2))

        assert 2.0 <= taken <= 2.5
        assert workbench.run("leanings", source=TEXT).sources == {"trial-a"}

    def test_that_kills_its_child_is_refused(self, workbench):
        with pytest.raises(Refused, match="too much memory"):
            workbench.run("die")

        assert workbench.run("sleep", seconds=0) == 0

    def test_that_eats_memory_is_refused(self, workbench):
        with pytest.raises(Refused, match="too much memory"):
            workbench.run("eat")

    def test_that_fails_by_our_own_fault_says_where(self, workbench):
        with pytest.raises(RuntimeError, match="a fault of ours"):
            workbench.run("fail")

    def test_that_refuses_keeps_its_line(self, workbench):
        with pytest.raises(Refused, match=r"Line 7: Shorten it\."):
            workbench.run("refuse")

    def test_may_print(self, workbench):
        assert workbench.run("shout") == "done"

    def test_does_not_pay_for_those_before_it(self, workbench):
        done = []

        def work():
            done.append(workbench.run("sleep", seconds=0.7))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert done == [0.7] * 4


class TestTheChild:
    def test_is_kept(self, workbench):
        assert workbench.run("whoami") == workbench.run("whoami") != os.getpid()

    def test_is_replaced_when_something_kills_it(self, workbench):
        first = workbench.run("whoami")
        os.kill(first, signal.SIGKILL)

        assert workbench.run("whoami") != first

    def test_does_not_mind_an_interrupt(self, workbench):
        first = workbench.run("whoami")
        os.kill(first, signal.SIGINT)

        assert workbench.run("whoami") == first

    def test_is_not_shared_with_a_fork(self, workbench):
        first = workbench.run("whoami")
        read, write = os.pipe()

        child = os.fork()
        if child == 0:
            other = workbench.run("whoami")
            workbench.close()
            os.write(write, str(other).encode())
            os._exit(0)
        os.waitpid(child, 0)

        assert int(os.read(read, 100)) not in (first, child)
        assert workbench.run("whoami") == first
        os.close(read)
        os.close(write)

    def test_serves_many_threads(self):
        wanted = render(TEXT, resolve=LOOKUP)
        got: list[Document] = []

        def work():
            got.extend(bounded.render(TEXT, resolve=LOOKUP) for _ in range(10))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert got == [wanted] * 80

    def test_that_cannot_start_says_how_to_see_why(self):
        broken = bounded.Workbench("tests.rendering.no_such_worker")

        with pytest.raises(RuntimeError, match=r"python -m tests\.rendering\.no_such_worker"):
            broken.run("whoami")

    def test_starts_from_any_directory_and_goes_with_its_parent(self, tmp_path):
        program = (
            "from content.rendering import bounded\n"
            "print(sorted(bounded.leanings('[@a] [[b]]').links))\n"
            "print(bounded._workbench.child.process.pid)\n"
        )
        done = subprocess.run(  # noqa: S603 - the words are above
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        words, pid = done.stdout.split("\n")[:2]

        assert words == "['b']"
        assert not done.stderr
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)

    def test_ends_by_itself_when_its_parent_is_killed(self):
        context = multiprocessing.get_context("spawn")
        receiving, sending = context.Pipe(duplex=False)
        parent = context.Process(target=_start_and_wait, args=(sending,))
        parent.start()
        pid = receiving.recv()

        parent.kill()
        parent.join()

        deadline = time.monotonic() + 5
        while _is_running(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not _is_running(pid)


def _seconds_of_a_loop(workbench):
    workbench.run("whoami")
    begun = time.monotonic()
    with pytest.raises(Refused, match=r"took longer than 2 seconds.*simplify"):
        workbench.run("loop")
    return time.monotonic() - begun


def _start_and_wait(sending):
    bounded.leanings("a")
    child = bounded._workbench.child
    sending.send(child.process.pid if child else 0)
    time.sleep(60)


def _is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123  # not a file to keep
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
