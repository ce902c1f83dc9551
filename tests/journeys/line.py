"""The line between a phone and a site, which a test cuts, mends, or lets go bad."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress

ASKED = re.compile(rb"^(?:GET|POST|HEAD) (\S+) HTTP/1")
CHUNK = 65_536


class Line:
    """A port that leads to a server. `asked` are the addresses that went over it."""

    def __init__(self, server: str) -> None:
        host, _, port = server.partition("://")[2].partition(":")
        self.server = (host, int(port))
        self.asked: list[str] = []
        self._open, self._flows = threading.Event(), threading.Event()
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.mend()
        threading.Thread(target=self._answer, daemon=True).start()

    def cut(self) -> None:
        """Let nothing through, and end what is under way."""
        self._open.clear()
        for end in list(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def go_bad(self) -> None:
        """Take in requests, and let no answer through."""
        self._flows.clear()

    def mend(self) -> None:
        """Let everything through."""
        self._open.set()
        self._flows.set()

    def end(self) -> None:
        """Close it for good."""
        self.cut()
        self._flows.set()
        self._door.close()

    def _answer(self) -> None:
        while True:
            try:
                phone, _ = self._door.accept()
            except OSError:
                return
            if not self._open.is_set():
                phone.close()
                continue
            with suppress(OSError):
                server = socket.create_connection(self.server)
                self._ends |= {phone, server}
                for way in ((phone, server), (server, phone)):
                    threading.Thread(target=self._pump, args=way, daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                if found := ASKED.match(chunk):
                    self.asked.append(found[1].decode())
                self._flows.wait()
                target.sendall(chunk)
        for end in (source, target):
            self._ends.discard(end)
            end.close()
