"""A gunicorn worker that no slow or silent client holds up."""

import socket
import struct
import sys
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from cramps_site.logs import Discreet

# Of silence in the middle of a request or an answer, after which the client is let go.
SILENCE_SECONDS = 10


def let_go_of_the_silent(listener: socket.socket) -> None:
    """Bound every wait for a client; a connection takes this over from the socket it came in by."""
    for direction in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, direction, struct.pack("ll", SILENCE_SECONDS, 0))


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Threads that answer, and say their goodbyes themselves.

    gunicorn's own worker waits up to 2 seconds for a client to hang up, and waits where it also
    takes in new connections: a few clients that do not hang up stop it for everybody.
    """

    def handle(self, conn: Any) -> Any:
        """Answer a request and, where that was the last one, close the connection here."""
        kept = super().handle(conn)
        if kept is False:
            conn.close(graceful=True)
            conn.close = _already_closed
        return kept


def _already_closed(*, graceful: bool = False) -> None:
    pass


class Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """What gunicorn says, less its complaint about every client that fell silent."""

    def setup(self, cfg: Any) -> None:
        """Set the log up, and let it write no secret down."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Discreet(self.error_fmt, self.datefmt))

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Report what went wrong, unless the client only was not heard of again."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **kwargs)
