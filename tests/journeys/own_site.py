"""A site of its own, served as in production by a process of its own, which a test may kill."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PEOPLE_AND_TEXT = """
from tests import factories
writer = factories.people().writer
writer.set_password("{password}")
writer.save()
factories.revision("foot-cramps", topic="foot-cramps")
"""


class OwnSite:
    """A database, static files and a server in a folder. The server is killed and started again."""

    def __init__(self, folder: Path, *, password: str) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.database = folder / "site.sqlite3"
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        self.surroundings = kept | {
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "cramps_site.settings",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            "WEB_THREADS": "8",
        }
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        code = PEOPLE_AND_TEXT.format(password=password)
        self.run("manage.py", "shell", "--verbosity", "0", "--command", code)

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str) -> None:
        """Run Python in the surroundings of the site."""
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=TOP, env=self.surroundings, check=True)  # noqa: S603  # our own

    def start(self) -> None:
        """Serve it, and wait until it answers."""
        self.process = subprocess.Popen(  # noqa: S603  # our own
            [
                *(sys.executable, "-m", "gunicorn", "--config", "cramps_site/gunicorn.py"),
                "cramps_site.wsgi",
            ],
            cwd=TOP,
            env=self.surroundings,
            start_new_session=True,
        )
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()  # noqa: S310  # our own
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("The server did not start.")

    def kill(self) -> None:
        """End the server and its workers at once, as when the power fails."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @contextmanager
    def busy(self):
        """Hold the database, so that whoever saves has to wait."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
