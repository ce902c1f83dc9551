"""Asking an address elsewhere whether something is there, and never one inside our own walls.

The name is looked up once and what it gives is what is dialled, so a name that gives a good address
first and a private one a moment later gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import string
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

TIMEOUT = 10.0
AGENT = "cramps-site link check (asks now and then whether a page we link to is still there)"
PORTS = {"http": 80, "https": 443}
# An IPv4 address in the clothes of an IPv6 one reaches whatever the IPv4 one reaches.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NotAskedError(ValueError):
    """An address that is not asked, and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the number, the words, and where it sends whoever asks."""

    status: int
    words: str
    leads_to: str = ""


def ask(method: str, address: str, *, may_be_private: bool) -> Answer:
    """Send one request and return the answer, unread but for its head.

    Raises NotAskedError, OSError or http.client.HTTPException.
    """
    parts, host, port = _parts(address)
    plug = socket.create_connection((_looked_up(host, port, may_be_private), port), TIMEOUT)
    try:
        line = _line(parts.scheme, host, port, plug)
        target = quote(parts.path or "/", safe=string.punctuation)
        query = f"?{quote(parts.query, safe=string.punctuation)}" if parts.query else ""
        line.request(method, target + query, headers={"User-Agent": AGENT, "Accept": "*/*"})
        response = line.getresponse()
        to = response.headers.get("Location", "") if response.status in REDIRECTS else ""
        return Answer(response.status, response.reason, urljoin(address, to) if to else "")
    finally:
        plug.close()


def host_of(address: str) -> str:
    """Return the name of the server that an address is at. Raises NotAskedError."""
    return _parts(address)[1]


def is_public(ip: str) -> bool:
    """Say whether an IP address is one that the whole world can reach."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if found.sixtofour or found.teredo or found in TRANSLATED:
            return False
    return found.is_global and not found.is_multicast


def _parts(address: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise NotAskedError("It is not an address.") from error
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise NotAskedError("Only plain http and https addresses are asked.")
    return parts, host, port


def _looked_up(host: str, port: int, may_be_private: bool) -> str:  # noqa: FBT001  # the site's setting
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not may_be_private and not all(is_public(ip) for ip in found):
        raise NotAskedError("It leads into a private network, which is not asked.")
    return found[0]


def _line(scheme: str, host: str, port: int, plug: socket.socket) -> http.client.HTTPConnection:
    """Return a connection that speaks over what was dialled, and dials nothing itself."""
    if scheme == "http":
        line = http.client.HTTPConnection(host, port)
        line.sock = plug
        return line
    context = ssl.create_default_context()
    secure = http.client.HTTPSConnection(host, port, context=context)
    secure.sock = context.wrap_socket(plug, server_hostname=host)
    return secure
