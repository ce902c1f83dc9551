"""A mail server on this machine that keeps what it is given, or refuses it."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters while it is open. `refuses` are the addresses it will not have."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[Any] = []
        self.refuses: set[str] = set()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def close(self) -> None:
        """Take nothing more."""
        self.shutdown()
        self.server_close()

    def __exit__(self, *_: object) -> None:
        self.close()


class Conversation(socketserver.StreamRequestHandler):
    """What the server says, as far as a sender needs it."""

    server: MailServer

    def handle(self) -> None:
        """Answer line by line until the sender has gone."""
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"QUIT":
                self.say("221 goodbye")
                return
            if word == b"DATA":
                self.say("354 go on")
                self.keep()
            elif word == b"RCPT" and self.is_refused(line.decode()):
                self.say("550 no such person")
                continue
            self.say("250 yes")

    def is_refused(self, line: str) -> bool:
        """Say whether a line names an address that the server will not have."""
        return any(f"<{address}>" in line for address in self.server.refuses)

    def keep(self) -> None:
        """Take down a letter, up to the line with nothing but a full stop."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        letter = message_from_bytes(b"".join(lines), EmailMessage, policy=policy.default)
        self.server.letters.append(letter)

    def say(self, line: str) -> None:
        """Answer."""
        self.wfile.write(f"{line}\r\n".encode())
