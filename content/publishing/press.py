"""The one door: an approved revision becomes an edition, and a page shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from content import rendering
from content.editions import search_index
from content.editions.images import PublishedImage
from content.editions.languages import TRANSLATION
from content.editions.models import (
    Edition,
    LeansOn,
    Page,
    Rendering,
)
from content.editions.text import sha256, wording_of
from content.editorial import freezing, journal, people, rechecks
from content.editorial.articles import Article, Revision, Unfinished
from content.publishing import requirements
from content.publishing.ledger import Publication
from content.publishing.requirements import Place, Problem
from content.publishing.schedules import Schedule

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Every place outside a page that it leads to or calls, as the press writes it.
ADDRESS = re.compile(r'(?:href|src|srcset)="([^"#][^"]*)"')


class PressError(Exception):
    """Something cannot be published. `problems` are all the reasons, by article code."""

    def __init__(self, problems: dict[str, list[Problem]]) -> None:
        self.problems = problems
        told = [problem.message for found in problems.values() for problem in found]
        super().__init__(" ".join(told))


def publish(revision: Revision, *, by: User, at: datetime) -> Edition:
    """Publish an approved revision."""
    return publish_together([revision], by=by, at=at)[0]


@transaction.atomic
def publish_together(revisions: Sequence[Revision], *, by: User, at: datetime) -> list[Edition]:
    """Publish approved revisions that may link to each other: all of them, or none."""
    people.require(by, people.PUBLISH, "publish")
    ids = sorted(revision.article_id for revision in revisions)
    articles = Article.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    # The pages too, so that none is withdrawn between our look at it and our step.
    pages = Page.objects.filter(code__in=[article.code for article in articles])
    list(pages.select_for_update().order_by("pk"))
    fresh = {row.pk: row for row in Revision.objects.filter(pk__in=[r.pk for r in revisions])}
    ordered = [fresh[revision.pk] for revision in revisions]
    documents = {revision.pk: freezing.render(revision) for revision in ordered}
    together = {
        revision.article.code: requirements.place_of(revision, documents[revision.pk])
        for revision in ordered
    }
    problems = {
        revision.article.code: found
        for revision in ordered
        if (found := problems_of(revision, documents[revision.pk], by=by, together=together))
    }
    slugs = [revision.slug for revision in ordered]
    for revision in ordered:
        if slugs.count(revision.slug) > 1:
            clash = Problem(f"Two of these articles want the address /{revision.slug}/.")
            problems.setdefault(revision.article.code, []).append(clash)
    if problems:
        raise PressError(problems)
    return [_press(revision, documents[revision.pk], by=by, at=at) for revision in ordered]


@transaction.atomic
def press_again(edition: Edition, *, by: User | None, at: datetime) -> Rendering | None:
    """Render a published edition anew, if nothing that a reader reads is different.

    Returns None when the bytes are the same already. Raises PressError with the first difference
    in the plain text, the links or the section keys.
    """
    page = Page.objects.select_for_update().filter(edition=edition).first()
    last = Rendering.objects.filter(edition=edition).order_by("-number").first()
    if last is None:
        raise PressError({edition.code: [Problem("This edition was never rendered.")]})
    document = freezing.render(edition)
    if sha256(document.html) == last.html_digest:
        return None
    fresh = _rendering(edition, document, number=last.number + 1, at=at)
    for name, what in (
        ("plain", "the words"),
        ("links", "the links"),
        ("outline", "the sections"),
        ("references", "the sources"),
        ("images", "the pictures"),
        ("html", "an address or a telephone number"),
    ):
        old, new = getattr(last, name), getattr(fresh, name)
        if name == "html":
            old, new = ADDRESS.findall(old), ADDRESS.findall(new)
        difference = _first_difference(old, new)
        if difference:
            told = Problem(f"Edition {edition.number} would change {what}: {difference}")
            raise PressError({edition.code: [told]})
    fresh.save()
    if page:
        page.rendering = fresh
        page.save(update_fields=["rendering"])
    journal.write(
        "press again",
        code=edition.code,
        by=by,
        at=at,
        edition=edition.number,
        renderer=fresh.renderer,
        html=fresh.html_digest,
    )
    return fresh


def problems_of(
    revision: Revision,
    document: rendering.Document,
    *,
    by: User,
    together: Mapping[str, Place] | None = None,
) -> list[Problem]:
    """Return all that stands between a revision and its publication by a person."""
    if hasattr(revision, "publication"):
        return [Problem(f"Revision {revision.number} is published already.")]
    return [
        *requirements.of_review(revision, document, by=by),
        *requirements.of_text(revision, document, together=together),
    ]


def _press(revision: Revision, document: rendering.Document, *, by: User, at: datetime) -> Edition:
    last = Edition.objects.filter(code=revision.article.code).order_by("-number").first()
    edition = _edition(revision, last, by=by, at=at)
    edition.save()
    fresh = _rendering(edition, document, number=1, at=at)
    fresh.save()
    Publication(revision=revision, edition=edition, published_by=by, published_at=at).save()
    Unfinished.objects.filter(revision=revision).delete()
    Schedule.objects.fulfil(edition, of=revision, by=by, at=at)
    rechecks.settle_by_edition(revision, edition.number, by=by, at=at)
    _remember_leanings(edition)
    page = _stand(edition, fresh, by=by, at=at)
    _show_images(edition, document, at=at)
    search_index.put(page, edition, fresh)
    journal.write(
        "publish",
        code=edition.code,
        by=by,
        at=at,
        revision=revision.number,
        edition=edition.number,
        digest=edition.digest,
        html=fresh.html_digest,
        address=edition.slug,
        before=last.number if last else 0,
    )
    return edition


def _edition(revision: Revision, last: Edition | None, *, by: User, at: datetime) -> Edition:
    reviews = list(revision.reviews.select_related("decided_by").order_by("role"))
    whole = all(review.read_whole for review in reviews)
    decided = [localdate(review.decided_at) for review in reviews if review.decided_at]
    reviewed_on = max(decided) if whole or last is None else last.fully_reviewed_on
    approvals = [people.signature(review) for review in reviews]
    return Edition(
        **wording_of(revision),
        code=revision.article.code,
        number=last.number + 1 if last else 1,
        approvals=approvals,
        is_demonstration=people.is_demonstration(by) or any(a["demonstration"] for a in approvals),
        published_at=at,
        fully_reviewed_on=reviewed_on,
        review_due_on=months_after(reviewed_on, revision.review_months),
    )


def _rendering(
    edition: Edition, document: rendering.Document, *, number: int, at: datetime
) -> Rendering:
    return Rendering(
        edition=edition,
        number=number,
        renderer=rendering.VERSION,
        html=document.html,
        html_digest=sha256(document.html),
        plain=document.text,
        outline=[
            {"key": section.key, "title": section.title, "level": section.level}
            for section in document.outline
        ],
        section_texts=dict(document.section_texts),
        links=[{"code": link.code, "section": link.section} for link in document.links],
        references=list(document.citations),
        images=list(document.images),
        pressed_at=at,
    )


def _stand(edition: Edition, fresh: Rendering, *, by: User, at: datetime) -> Page:
    """Let the edition stand at its address; an older address becomes a signpost to it."""
    pages = Page.objects.select_for_update()
    here = pages.filter(slug=edition.slug).first()
    before = pages.filter(code=edition.code, moved_to=None).exclude(slug=edition.slug).first()
    if before:
        here = here or Page.objects.create(
            slug=edition.slug, code=edition.code, topic="", moved_to=before, changed_at=at
        )
        before.edition = before.rendering = before.withdrawal = None
        before.moved_to = here
        before.changed_at = at
        before.save()
        search_index.take(before)
        Page.objects.filter(moved_to=before).exclude(pk=here.pk).update(moved_to=here)
        journal.write("move", code=edition.code, by=by, at=at, before=before.slug, after=here.slug)
    here = here or Page(slug=edition.slug, code=edition.code)
    here.topic = edition.topic
    here.edition = edition
    here.rendering = fresh
    here.moved_to = here.withdrawal = None
    here.changed_at = at
    here.save()
    return here


def _remember_leanings(edition: Edition) -> None:
    """Keep what the edition leans on where readers and editors can look it up."""
    related = {row["code"]: row for row in edition.related}
    for kind in ("links", "sources", "terms", "flags", "remedies"):
        _remember(edition, kind, edition.leaning.get(kind, {}))
    _remember(edition, "related", related)
    if origin := edition.translated_from:
        _remember(edition, TRANSLATION, {origin["code"]: {"number": origin["number"]}})


def _remember(edition: Edition, kind: str, leanings: Mapping[str, object]) -> None:
    for key, facts in leanings.items():
        LeansOn(edition=edition, kind=kind, key=key, facts={"is": facts}).save()


def _show_images(edition: Edition, document: rendering.Document, *, at: datetime) -> None:
    shown = [edition.leaning["images"][name] for name in document.images]
    shown += [image["narrow"] for image in shown if "narrow" in image]
    digests = {image["sha256"] for image in shown}
    already = set(PublishedImage.objects.filter(pk__in=digests).values_list("image_id", flat=True))
    for digest in sorted(digests - already):
        PublishedImage(image_id=digest, published_at=at).save()


def _first_difference(old: object, new: object) -> str:
    if old == new:
        return ""
    if isinstance(old, str) and isinstance(new, str):
        pairs = zip([*old.split(), "(end)"], [*new.split(), "(end)"], strict=False)
    else:
        pairs = zip(
            [*map(str, _items(old)), "(end)"], [*map(str, _items(new)), "(end)"], strict=False
        )
    return next((f"“{a}” would become “{b}”." for a, b in pairs if a != b), "white space.")


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = [31, 29 if _is_leap(day.year + year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return date(day.year + year, month + 1, min(day.day, last[month]))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
