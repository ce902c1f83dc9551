"""How much readers may write in an hour, known by nothing that could say later who they were."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from collections import Counter
from threading import Lock, Timer

from django.conf import settings
from django.http import HttpRequest

HOUR = 60 * 60.0
# The part of an address that a household has to itself.
HOUSEHOLD = 64


class Limit:
    """At most so many an hour, of one address and in all, in this worker's memory alone.

    An address is kept as a digest with a salt that nobody has, and an hour after the first one is
    counted, all of them and the salt are gone.
    """

    def __init__(self, *, most: int, most_each: int, seconds: float = HOUR) -> None:
        self.most, self.most_each, self.seconds = most, most_each, seconds
        self._lock = Lock()
        self._forget()

    def allows(self, request: HttpRequest) -> bool:
        """Count a request, unless there were too many like it."""
        address = _household(_address(request))
        with self._lock:
            who = hashlib.blake2b(address.encode(), key=self._salt, digest_size=16).digest()
            counted = self._counted.total()
            if counted >= self.most or self._counted[who] >= self.most_each:
                return False
            self._counted[who] += 1
            if not counted:
                self._forget_later()
        return True

    def clear(self) -> None:
        """Forget everybody now."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._counted: Counter[bytes] = Counter()
        self._salt = secrets.token_bytes(32)

    def _forget_later(self) -> None:
        timer = Timer(self.seconds, self.clear)
        timer.daemon = True
        timer.start()


def _address(request: HttpRequest) -> str:
    if settings.BEHIND_PROXY:
        # The last one is what our own proxy saw; what stands before it, anybody can write.
        return str(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def _household(address: str) -> str:
    """Return an address, or the part of it that one household's addresses share."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(ipaddress.IPv6Network((known, HOUSEHOLD), strict=False))
