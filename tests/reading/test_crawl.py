"""A whole site asked in every way there is: no trace of what is not public, by any of them."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.reading.grounds import CANARY
from tests.ways_round import doors

METHODS = ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
QUERIES = (
    "",
    "preview=1&draft=1&state=draft",
    "format=json&fields=body,title&expand=all",
    "revision=1&v=1&edition=99",
    "token=x&next=/p/hidden/&q=hidden",
    "page=2&after=0&limit=1000&order=-pk",
)
HEADERS = (
    {"accept": "application/json"},
    {"if-none-match": "*", "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"range": "bytes=0-", "x-http-method-override": "GET", "x-original-url": "/p/hidden/"},
    {"cookie": "desk=x; preview=1", "authorization": "Basic ZWRpdG9yOmVkaXRvcg=="},
)


def browser(who):
    """Somebody with no account, or with one that is not the desk's."""
    client = Client()
    if who == "an account":
        client.force_login(User.objects.create_user("patient"))
    return client


def public(site):
    return [*site.shown, *site.moved, *site.gone, *site.missing, *site.nothing]


def requests(site):
    """Yield each way in which the site is asked: method, address and headers."""
    for address, query in itertools.product(public(site), QUERIES):
        yield "GET", f"{address}{'&' if '?' in address else '?'}{query}", {}
    yield from itertools.product(METHODS, public(site), [{}])
    yield from itertools.product(["GET"], public(site), HEADERS)
    yield from itertools.product(["GET", "POST"], doors.desk_addresses(), [{}])


@pytest.mark.parametrize("who", ["nobody", "an account"])
class TestACrawl:
    def test_finds_no_trace_of_what_is_not_public(self, site, who):
        client, asked, traces = browser(who), 0, []

        for method, address, headers in requests(site):
            answer = client.generic(method, address, headers=headers)
            asked += 1
            told = answer.content + str(answer.headers).encode()
            if answer.status_code >= 500 or CANARY.encode() in told.replace(b"canarybirdxyz", b""):
                traces.append((method, address))

        assert traces == []
        assert asked > 1_000

    def test_cannot_tell_a_draft_from_nothing(self, site, who):
        client = browser(who)

        for draft, nothing in zip(site.missing, site.nothing, strict=True):
            for method, query in itertools.product(("GET", "HEAD", "POST", "OPTIONS"), QUERIES):
                there, not_there = (
                    client.generic(method, f"{address}?{query}") for address in (draft, nothing)
                )
                assert there.status_code == not_there.status_code
                assert there.headers == not_there.headers
                assert there.content == not_there.content
                assert method != "GET" or there.status_code == 404
