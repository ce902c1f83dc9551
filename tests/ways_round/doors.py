"""The doors by which somebody may try to bring a word past its reviewers, and what each answers.

Every way round the review is tried by the verb, by the desk, and by rows where no Python stands in
its way. Each answers with a sentence, writes nothing, and shows no reader anything.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import TestCase

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction
from django.test import Client

from content.admin import attempts, steps
from content.editions.images import Image
from content.editions.models import Edition, Page
from content.editorial.articles import Article, Revision
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.reviews import Review
from content.evidence.models import Source
from content.publishing import press
from content.records import RecordError
from tests import factories, readers
from tests.admin import typed
from tests.factories import tick

# Stands in every part of a text that nobody has approved.
CANARY = "canarybird"
# Stands beside it, so that it can be searched for without being asked by name.
NEAR = "quetzal"
REFUSALS = (*steps.REFUSALS, NotAllowedError, RecordError)
# An address of one table at the desk, and the place in it where a row is named.
MODEL = re.compile(r"(\w+)/(\w+)/")
ROW = re.compile(r"<(?:int:|path:)?(?:pk|id|object_id)>")
SECTION = re.compile(r"\{#([a-z0-9-]+)\}")
ALWAYS = (
    "/",
    "/about/",
    "/sources/",
    "/glossary/",
    "/what-works/",
    "/myths/",
    "/pack/",
    "/changes.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/offline/",
    "/offline.js",
    "/offline.json",
    "/site.webmanifest",
    "/infobutton/",
    "/api/v1/",
    "/api/v1/articles/",
    f"/search/?q={NEAR}",
    "/search/?q=night+cramps",
)


def hidden(**fields: Any) -> dict[str, Any]:
    """The fields of a text that must not be read, and the canary in each of them."""
    return {
        "title": f"The {CANARY} and the {NEAR}",
        "summary": f"A {CANARY}, a {NEAR}.",
        "key_points": [f"{CANARY} {NEAR} {number}." for number in range(3)],
        "body": f"## A {CANARY} {{#what}}\n\nThe {CANARY} said {NEAR}.\n",
        "also_called": [CANARY, NEAR],
        "change_note": f"The {CANARY} note",
        **fields,
    }


# --- What readers can find ------------------------------------------------------------------------


def nothing_public(canary: str = CANARY) -> None:
    """Look for a word in every public place there is. It has to be in none."""
    assert places_with(canary) == []


def places_with(canary: str) -> list[str]:
    """Return the public addresses that answer with a word, in their bytes or their headers."""
    reader = readers.Reader()
    found = []
    for address in dict.fromkeys(public_addresses()):
        answer = reader.get(address)
        assert answer.status_code < 500, address
        if canary.encode() in answer.content or canary in str(answer.headers):
            found.append(address)
    return found


def public_addresses() -> Iterator[str]:
    """Yield every address that a reader can try, of what is live and of all that is not."""
    yield from ALWAYS
    yield from (f"/sources/{key}/" for key in Source.objects.values_list("pk", flat=True))
    yield from (f"/{slug}/" for slug in Revision.objects.values_list("slug", flat=True))
    yield from (f"/{slug}/" for slug in Page.objects.values_list("slug", flat=True))
    yield from (f"/media/{image.file_name}" for image in Image.objects.all())
    for code in Article.objects.values_list("code", flat=True):
        yield from _permanent(code)


def _permanent(code: str) -> Iterator[str]:
    editions = Edition.objects.filter(code=code).count()
    bodies = Revision.objects.filter(article__code=code).values_list("body", flat=True)
    yield from (f"/{code}/", f"/api/v1/articles/{code}/", f"/infobutton/?code={code}")
    yield from (f"/p/{code}/{rest}" for rest in ("", "history/", "leaflet/", "leaflet.pdf"))
    yield from (f"/p/{code}/v/{number}/" for number in range(1, editions + 2))
    yield from (f"/p/{code}/{key}/" for body in bodies for key in SECTION.findall(body))


# --- What a refusal is ----------------------------------------------------------------------------


def footprint() -> dict[str, Any]:
    """Return what any step would change: how many rows there are, and those that can change."""
    tables = [model._meta.db_table for model in apps.get_app_config("content").get_models()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {t})" for t in tables))
        counted = dict(zip(tables, cursor.fetchone(), strict=True))
    rows = {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in (Page, Review, User)
    }
    return {**counted, **rows}


@contextmanager
def refused(because: str) -> Iterator[None]:
    """Expect a verb to refuse with a sentence, and to write nothing."""
    before = footprint()
    with pytest.raises(REFUSALS, match=re.escape(because)), transaction.atomic():
        yield
    assert footprint() == before


@contextmanager
def kept_by(rule: str) -> Iterator[None]:
    """Expect the database to refuse where no Python stands in the way, for a rule by its name."""
    before = footprint()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        yield
    assert footprint() == before


def by_rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the rows of a table as somebody has them who has a shell: nothing is overridden."""
    return models.QuerySet(model)


def at(row: models.Model, step: str) -> str:
    """Return the address at the desk at which a step is taken."""
    return f"/admin/content/{row._meta.model_name}/{row.pk}/{step}/"


def desk_addresses() -> Iterator[str]:
    """Yield every address of the desk, with a row that is there wherever one is named."""
    for route in sorted({str(route) for route in _routes(admin.site.get_urls())}):
        model = MODEL.match(route)
        if model and ROW.search(route):
            rows = apps.get_model(model[1], model[2])._default_manager.order_by("-pk")[:2]
            yield from (f"/admin/{ROW.sub(str(quote(row.pk)), route)}" for row in rows)
        elif "<" not in route:
            yield f"/admin/{route}"


def _routes(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        yield from (
            _routes(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]
        )


def desk(person: User, **options: Any) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client(**options)
    client.force_login(person)
    return client


def turned_away(
    person: User,
    address: str,
    form: dict[str, Any] | None = None,
    *,
    because: str = "",
    status: int = 409,
    method: str = "post",
) -> None:
    """Try a step at the desk: it says why not, writes nothing, and the log tells of it."""
    browser = desk(person)
    before = footprint()
    with TestCase().assertLogs(attempts.LOG, "INFO") as log:
        answer = getattr(browser, method)(address, form or {})
    assert answer.status_code == status
    assert because in html.unescape(answer.content.decode())
    assert f"refused user {person.pk}: {method.upper()} {address}" in log.output[0]
    assert footprint() == before


def cannot_approve(person: User, review: Review, *, because: str, status: int = 409) -> None:
    """Try to approve a text in somebody's name, at each door."""
    with refused(because):
        factories.approve(review, by=person)
    turned_away(person, at(review, "approve"), typed.yes(review), because=because, status=status)


def cannot_publish(person: User, revision: Revision, *, because: str, status: int = 409) -> None:
    """Try to publish a text in somebody's name, at each door."""
    with refused(because):
        press.publish(revision, by=person, at=tick())
    form = {"revision": revision.number}
    turned_away(person, at(revision.article, "publish"), form, because=because, status=status)
    turned_away(
        person, "/admin/publish/", {"revision": revision.pk}, because=because, status=status
    )


def forged_yes(person: User) -> dict[str, Any]:
    """The columns of an approval, as somebody writes them who has a shell."""
    return {
        "decision": "approved",
        "decided_by": person,
        "decided_at": tick(),
        "read_whole": True,
    }


def steps_told() -> list[str]:
    """Return the steps that the journal tells of, in order."""
    return list(JournalLine.objects.order_by("sequence").values_list("step", flat=True))
