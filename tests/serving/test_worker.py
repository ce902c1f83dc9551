import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Thread

import pytest

TOP = Path(__file__).resolve().parents[2]
SLOW_CLIENTS = 64
SOON = 1.0  # second


class Server:
    """The server as it is run, in front of an application that only answers."""

    def __init__(self):
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(  # noqa: S603  # our own server
            [
                *(sys.executable, "-m", "gunicorn", "--config", "cramps_site/gunicorn.py"),
                "tests.serving.application:answer",
            ],
            cwd=TOP,
            env=os.environ | {"HOST": "127.0.0.1", "PORT": str(self.port)},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.until_it_answers()

    def until_it_answers(self):
        for _ in range(100):
            try:
                return self.read()
            except OSError:
                time.sleep(0.1)
        pytest.fail("The server did not start.")

    def read(self, path="/"):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read()

    def seconds_to_read(self):
        start = time.monotonic()
        self.read()
        return time.monotonic() - start

    def visitor(self, says=b""):
        visitor = socket.create_connection(("127.0.0.1", self.port))
        visitor.sendall(says)
        return visitor

    def press_ctrl_c(self):
        self.process.send_signal(signal.SIGINT)

    def stopped(self):
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@pytest.fixture
def server():
    made = Server()
    yield made
    if made.process.poll() is None:
        made.press_ctrl_c()
    made.stopped()


class TestWorker:
    @pytest.mark.parametrize(
        "says",
        [
            pytest.param(b"", id="that say nothing"),
            pytest.param(b"GET / HTTP/1.1\r\nHost: here\r\nAccept:", id="that stop in the middle"),
            pytest.param(b"GET / HTTP/1.0\r\nHost: here\r\n\r\n", id="that never hang up"),
        ],
    )
    def test_answers_readers_among_clients(self, server, says):
        with ExitStack() as visitors:
            for _ in range(SLOW_CLIENTS):
                visitors.enter_context(server.visitor(says))

            waits = [server.seconds_to_read() for _ in range(10)]

        assert max(waits) < SOON

    def test_is_silent_about_clients_that_fall_silent(self, server):
        with server.visitor(b"GET / HTTP/1.1\r\nHost:") as visitor:
            visitor.settimeout(20)
            left = visitor.recv(1)

        server.press_ctrl_c()

        assert left == b""
        assert server.stopped() == (0, "")


class TestCtrlC:
    def test_lets_an_answer_be_finished_first(self, server):
        answers = []
        reading = Thread(target=lambda: answers.append(server.read("/slow")))
        reading.start()
        time.sleep(0.3)

        server.press_ctrl_c()
        reading.join()

        assert answers == [b"Here you are."]
        assert server.stopped() == (0, "")
