"""Looking whether the links that lead out of the site still lead anywhere."""

from __future__ import annotations

import html
import http.client
import re
import socket
import ssl
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from content.editions.models import Page
from content.evidence.models import Source
from content.publishing import dialling
from content.publishing.dialling import NotAskedError
from content.publishing.outside_links import OutsideLink

MOST_REDIRECTS = 5
MOST_PLACES = 50
SECONDS_BETWEEN = 1.0
LONGEST = 1000
FAILED = 400
GONE = frozenset({404, 410})
OUTSIDE = re.compile(r'href="(https?://[^"]+)"')

Told = tuple[OutsideLink.Answer, str]
Places = dict[str, dict[str, list[str]]]


class Pace:
    """At most one request a second to any server."""

    def __init__(self) -> None:
        self.last: dict[str, float] = {}

    def keep(self, host: str) -> None:
        """Wait until the server may be asked again."""
        rest = self.last.get(host, -SECONDS_BETWEEN) + SECONDS_BETWEEN - time.monotonic()
        if host in self.last and rest > 0:
            time.sleep(rest)
        self.last[host] = time.monotonic()


def check(*, at: datetime, may_be_private: bool) -> Counter[str]:
    """Look at every address outside, keep what was found, and return how many gave which answer."""
    found = places()
    answers: Counter[str] = Counter()
    pace = Pace()
    for address in _in_turn(found):
        answer, told = look(address, pace=pace, may_be_private=may_be_private)
        _keep(address, found[address], answer, told, at=at)
        answers[answer.value] += 1
    for address in set(OutsideLink.objects.values_list("address", flat=True)) - set(found):
        OutsideLink.objects.filter(address=address).delete()
    return answers


def places() -> Places:
    """Return every address that a live page or a source leads to, and which pages and sources."""
    found: Places = {}
    pages = Page.objects.live().values_list("code", "rendering__html").order_by("code")
    for code, page in pages.iterator(chunk_size=200):
        for address in OUTSIDE.findall(page or ""):
            _place(found, html.unescape(address), "pages", code)
    for source in Source.objects.order_by("pk"):
        for address in _addresses_of(source):
            _place(found, address, "sources", source.key)
    return found


def look(address: str, *, pace: Pace, may_be_private: bool) -> Told:
    """Ask an address, and wherever it leads, whether something is there."""
    try:
        for _ in range(MOST_REDIRECTS + 1):
            answer = _ask(address, pace=pace, may_be_private=may_be_private)
            if not answer.leads_to:
                return _read(answer)
            address = answer.leads_to
    except NotAskedError as error:
        return OutsideLink.Answer.UNSURE, str(error)
    except (OSError, http.client.HTTPException) as error:
        return OutsideLink.Answer.UNSURE, _reason(error)
    return OutsideLink.Answer.UNSURE, f"It leads on more than {MOST_REDIRECTS} times."


def _ask(address: str, *, pace: Pace, may_be_private: bool) -> dialling.Answer:
    """Ask for the head alone, and again for the whole where a server knows no such question."""
    host = dialling.host_of(address)
    pace.keep(host)
    answer = dialling.ask("HEAD", address, may_be_private=may_be_private)
    if answer.status >= FAILED:
        pace.keep(host)
        answer = dialling.ask("GET", address, may_be_private=may_be_private)
    return answer


def _read(answer: dialling.Answer) -> Told:
    told = f"{answer.status} {answer.words}".strip()[:200]
    if answer.status in GONE:
        return OutsideLink.Answer.GONE, told
    if answer.status < FAILED:
        return OutsideLink.Answer.THERE, told
    return OutsideLink.Answer.UNSURE, told


def _reason(error: Exception) -> str:
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (socket.gaierror, "Its name leads nowhere."),
        (TimeoutError, "No answer in time."),
        (ssl.SSLError, "No safe connection to it."),
        (OSError, "The connection failed."),
    )
    return next((said for kind, said in reasons if isinstance(error, kind)), "It makes no sense.")


@transaction.atomic
def _keep(
    address: str,
    where: dict[str, list[str]],
    answer: OutsideLink.Answer,
    told: str,
    *,
    at: datetime,
) -> None:
    before = OutsideLink.objects.select_for_update().filter(address=address).first()
    since = before.since if before and before.answer == answer else at
    OutsideLink.objects.update_or_create(
        address=address,
        defaults={
            "answer": answer,
            "told": told,
            "looked_at": at,
            "since": since,
            "found_on": where,
        },
    )


def _place(found: Places, address: str, kind: str, key: str) -> None:
    if len(address) > LONGEST:
        return
    keys = found.setdefault(address, {"pages": [], "sources": []})[kind]
    if key not in keys and len(keys) < MOST_PLACES:
        keys.append(key)


def _addresses_of(source: Source) -> Iterator[str]:
    if doi := source.csl.get("DOI"):
        yield f"https://doi.org/{doi}"
    if str(url := source.csl.get("URL", "")).startswith(tuple(dialling.PORTS)):
        yield str(url)


def _in_turn(addresses: Iterable[str]) -> list[str]:
    """Return addresses so that each server's turn comes as seldom as can be."""
    asked: Counter[str] = Counter()
    turns = []
    for address in addresses:
        host = address.split("/")[2] if address.count("/") > 1 else ""
        turns.append((asked[host], address))
        asked[host] += 1
    return [address for _, address in sorted(turns, key=lambda turn: turn[0])]
