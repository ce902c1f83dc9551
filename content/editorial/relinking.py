"""Who links to an article, and pointing their links at another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from content.editions.models import LeansOn, Page
from content.editorial import people, workflow
from content.editorial.articles import Article, Revision, Unfinished
from content.editorial.checked import TextError
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIVE, DRAFT = "live", "unfinished"
HOW = {
    "links": "a link in the text",
    "related": "a related page",
    "forwards": "a retired section that went there",
}


@dataclass(frozen=True, slots=True)
class LinkHere:
    """A text that leads to an article: which, where it stands, and how and to which sections."""

    code: str
    title: str
    stands: str  # LIVE or DRAFT
    number: int  # of the edition, or of the revision
    hows: tuple[str, ...]
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointed:
    """What came of pointing links elsewhere: texts saved, and a sentence for each left alone."""

    saved: list[Revision] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def linking_to(code: str) -> list[LinkHere]:
    """Return every live page and unfinished text that leads to an article, live ones first."""
    texts: dict[tuple[bool, str], LinkHere] = {}
    for link in (*_live(code), *_retired(code), *_drafts(code)):
        place = (link.stands != LIVE, link.code)
        if link.code != code:
            texts[place] = _together(texts[place], link) if place in texts else link
    return [texts[place] for place in sorted(texts)]


@transaction.atomic
def point(articles: Iterable[Article], *, old: Page, new: Page, by: User, at: datetime) -> Pointed:
    """Save a next revision of each article whose links to one page lead to another instead.

    Nothing is submitted. An article with unfinished work is left to whoever works on it.
    """
    people.require(by, people.WRITE, "write")
    new = Page.objects.select_related("edition", "rendering").get(pk=new.pk)
    if new.code == old.code or new.edition is None or new.rendering is None:
        raise WorkflowError("The links have to lead to another page, and to one that is live.")
    note = f"Links to “{old.last_title()}” now lead to “{new.edition.title}”."
    sections = frozenset(row["key"] for row in new.rendering.outline)
    done = Pointed()
    for article in articles:
        try:
            done.saved.append(_pointed(article, old.code, new.code, sections, note, by=by, at=at))
        except (WorkflowError, TextError) as refusal:
            done.left.append(f"{article.code}: {refusal}")
    return done


def _pointed(
    article: Article,
    old: str,
    new: str,
    sections: frozenset[str],
    note: str,
    *,
    by: User,
    at: datetime,
) -> Revision:
    article = Article.objects.select_for_update().get(pk=article.pk)
    newest = article.newest()
    if newest is None or Unfinished.objects.filter(article=article).exists():
        raise WorkflowError("Somebody is at work on it. Change the link in that text.")
    if article.code == new:
        raise WorkflowError("It is where the links should lead. Take its own link out by hand.")
    changed = _changed(newest, old, new, sections)
    if all(getattr(newest, name) == value for name, value in changed.items()):
        raise WorkflowError(
            "Its link stands in a list made of the library's data. Change it there."
        )
    text = {**changed, "change_kind": "minor", "change_note": note}
    return workflow.save(article, text, by=by, at=at, based_on=newest.number)


def _changed(text: Revision, old: str, new: str, sections: frozenset[str]) -> dict[str, Any]:
    """Return the fields of a text that lead to an article, leading to another."""

    def place(section: str | None) -> str:
        return f"{new}#{section}" if section in sections else new

    def forward(to: str) -> str:
        code, _, section = to.partition("#")
        return place(section) if code == old else to

    link = re.compile(rf"\[\[ *{re.escape(old)} *(?:# *([a-z0-9-]+) *)?(?=[|\]])")
    there = {row["code"] for row in text.related}
    related = [
        row | {"code": new} if row["code"] == old else row
        for row in text.related
        if row["code"] != old or new not in there
    ]
    return {
        "body": link.sub(lambda match: f"[[{place(match[1])}", text.body),
        "related": related,
        "forwards": {key: forward(to) for key, to in text.forwards.items()},
    }


def _together(one: LinkHere, other: LinkHere) -> LinkHere:
    """Return one row for two ways in which a text leads to an article."""
    return replace(
        one,
        hows=tuple(sorted({*one.hows, *other.hows})),
        sections=tuple(sorted({*one.sections, *other.sections})),
    )


def _live(code: str) -> Iterator[LinkHere]:
    live = Page.objects.live().filter(edition_id=OuterRef("edition_id"))
    rows = LeansOn.objects.filter(Exists(live), kind__in=("links", "related"), key=code)
    names = ("edition__code", "edition__title", "edition__number", "kind", "facts")
    for where, title, number, kind, facts in rows.values_list(*names):
        sections = tuple(facts["is"].get("sections", {})) if kind == "links" else ()
        yield LinkHere(where, title, LIVE, number, (HOW[kind],), sections)


def _retired(code: str) -> Iterator[LinkHere]:
    """Yield the live pages that say a retired section of theirs went to the article."""
    pages = Page.objects.live().exclude(edition__forwards={})
    names = ("code", "edition__title", "edition__number", "edition__forwards")
    for where, title, number, forwards in pages.values_list(*names):
        if code in _forwarded_to(forwards):
            keys = _forwarded(forwards, code)
            yield LinkHere(where, title, LIVE, number, (HOW["forwards"],), keys)


def _drafts(code: str) -> Iterator[LinkHere]:
    names = ("title", "number", "leaning__links", "related", "forwards")
    rows = Unfinished.objects.values_list("article__code", *(f"revision__{name}" for name in names))
    for where, title, number, links, related, forwards in rows:
        if code in (links or {}):
            sections = tuple(links[code]["sections"])
            yield LinkHere(where, title, DRAFT, number, (HOW["links"],), sections)
        if any(row["code"] == code for row in related):
            yield LinkHere(where, title, DRAFT, number, (HOW["related"],))
        if code in _forwarded_to(forwards):
            keys = _forwarded(forwards, code)
            yield LinkHere(where, title, DRAFT, number, (HOW["forwards"],), keys)


def _forwarded_to(forwards: Mapping[str, str]) -> set[str]:
    return {to.partition("#")[0] for to in forwards.values()}


def _forwarded(forwards: Mapping[str, str], code: str) -> tuple[str, ...]:
    places = [to.partition("#") for to in forwards.values()]
    return tuple(section for where, _, section in places if where == code and section)
