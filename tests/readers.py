"""Readers: they fetch pages, sign in to nothing, and touch no table but the public ones."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client

# Only what has been published; a new table is out of bounds until somebody lets it in here.
NOT_PUBLIC = re.compile(
    r"\bcontent_(?!(?:page|edition|rendering|withdrawal|leanson|publishedimage|image|search|search_texts|knownword)\b)\w+"
    r"|\b(?:auth_\w+|django_session|django_admin_log)\b"
)

STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)

# What readers tell us is written at two addresses, and counted at a third, which reads no words.
HEARD = (
    ("POST", re.compile(r"/p/[^/]+/feedback/"), re.compile(r"^INSERT INTO .content_feedback.")),
    ("GET", re.compile(r"/search/.*"), re.compile(r"\bcontent_lostword\b")),
    ("GET HEAD", re.compile(r"/p/[^/]+/history/"), re.compile(r"^SELECT (?!.*\bwords\b).*COUNT")),
)


class Reader:
    """Somebody who reads. `queries` are the ones that the last answer took."""

    def __init__(self, **headers: str) -> None:
        self.client = Client(headers=headers)
        self.queries: list[str] = []
        self._heard: list[re.Pattern[str]] = []

    def get(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> Any:
        """Fetch an address."""
        return self.request("GET", path, data=data, headers=headers)

    def request(
        self,
        method: str,
        path: str,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """Ask in any way."""
        self.queries = []
        self._heard = [sql for how, at, sql in HEARD if method in how and at.fullmatch(path)]
        ask: Any = {"GET": self.client.get, "HEAD": self.client.head, "POST": self.client.post}.get(
            method
        )
        with connection.execute_wrapper(self._look):
            if ask:
                return ask(path, data, headers=headers)
            return self.client.generic(method, path, headers=headers)

    def _look(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # Django's
        found = NOT_PUBLIC.search(sql)
        heard = any(allowed.search(sql) for allowed in self._heard)
        assert found is None or heard, f"a public address asked for what is not public: {sql}"
        self.queries.append(sql)
        return execute(sql, params, many, context)


def text_of(response: Any) -> str:
    """Return an answer without its sheets, which name every class and every colour."""
    return STYLE.sub("", response.content.decode())
