"""States that the product can reach, reached by the product's own steps."""

from __future__ import annotations

import hashlib
import io
import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection
from PIL import Image as Pillow

from content import records
from content.editions import image_files, listening
from content.editions.heard import Feedback
from content.editions.images import Image
from content.editions.models import Edition, Page
from content.editorial import (
    checklist,
    commenting,
    comparing,
    decisions,
    inviting,
    uploads,
    workflow,
)
from content.editorial.articles import Article, Revision
from content.editorial.comments import Comment
from content.editorial.invitations import Invitation
from content.editorial.reviews import Review
from content.evidence.models import Source
from content.publishing import addresses, press, scheduling
from content.publishing.schedules import Schedule

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ROLES = {"clinical": "clinician", "editorial": "editor"}
_numbers = itertools.count(1)


@dataclass
class Clock:
    """A clock that goes on a minute whenever it is read."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


tick = Clock()


def person(name: str, *groups: str, **fields: Any) -> User:
    """Somebody with an account, in some groups."""
    user, _ = User.objects.update_or_create(username=name, defaults=fields | {"is_staff": True})
    user.groups.set(Group.objects.filter(name__in=groups))
    return User.objects.get(pk=user.pk)


PEOPLE: dict[str, tuple[str, ...]] = {
    "writer": ("writers",),
    "cowriter": ("writers",),
    "clinician": ("clinical reviewers",),
    "editor": ("editors",),
    "publisher": ("editors",),
    "superuser": (),
    "stranger": (),
}


class People:
    """A writer, a co-writer, a clinician, two editors, a superuser, a stranger."""

    def __getattr__(self, name: str) -> User:
        found = User.objects.filter(username=name).first()
        return found or person(name, *PEOPLE[name], is_superuser=name == "superuser")


def people() -> People:
    """Everybody there is, as they are now; who is not there yet is given an account."""
    return People()


def text(**fields: Any) -> dict[str, Any]:
    """A whole text, good enough to be published."""
    return {
        "title": "Night cramps",
        "summary": "A night cramp wakes you. Stretching ends it.",
        "key_points": ["Most are harmless.", "Stretch to stop one.", "A swollen leg is not cramp."],
        "body": "## What to do {#what}\n\nPull your toes up towards your shin.\n",
        "change_note": "First edition",
        **fields,
    }


def article(code: str = "") -> Article:
    """An article that nobody has written yet."""
    code = code or f"article-{next(_numbers)}"
    return workflow.open_article(code, by=people().writer, at=tick())


def article_of(code: str) -> Article:
    """An article that is there already."""
    return Article.objects.get(code=code)


FOUND = {
    "kind": "people",
    "say": "Of 100 people, 67 got better with it and 64 without.",
    "outcome": "got better",
    "comparator": "without magnesium",
    "intervention": "with magnesium",
    "per_100": {"comparator": 64, "intervention": 67},
    "population": "older people",
    "certainty": "probably",
}


def source(key: str, **csl: Any) -> Source:
    """Something to cite."""
    return Source.objects.create(key=key, kind="A review of trials", csl={"title": key, **csl})


def picture(content: bytes, extension: str = "svg") -> Image:
    """A picture that is kept, and not public yet."""
    digest = hashlib.sha256(content).hexdigest()
    image = Image(
        sha256=digest,
        extension=extension,
        width=40,
        height=30,
        size=len(content),
        added_at=tick(),
    )
    image.save()
    image_files.write(image.file_name, content)
    return image


def wide_picture() -> Image:
    """A picture that somebody added, in two widths, and not public yet."""
    file = io.BytesIO()
    Pillow.new("RGB", (1000, 20), "navy").save(file, "PNG")
    return uploads.keep(file.getvalue(), by=people().writer, at=tick())


def revision(code: str = "", *, by: User | None = None, **fields: Any) -> Revision:
    """A text that somebody left, not submitted."""
    code = code or f"article-{next(_numbers)}"
    subject = Article.objects.filter(code=code).first() or article(code)
    fields.setdefault("topic", code)
    fields.setdefault("change_note", f"Text {next(_numbers)}")
    return workflow.save(subject, text(**fields), by=by or people().writer, at=tick())


def submitted(code: str = "", **fields: Any) -> dict[str, Review]:
    """The open reviews of a text, by role."""
    left = revision(code, **fields)
    reviews = workflow.submit(left, by=left.written_by, at=tick())
    return {review.role: review for review in reviews}


def approve(
    review: Review,
    *,
    by: User | None = None,
    read_whole: bool = True,
    at: datetime | None = None,
) -> Review:
    """A yes from somebody who may give it."""
    return decisions.approve(
        review,
        by=by or getattr(people(), ROLES[review.role]),
        at=at or tick(),
        shown=review.revision.digest,
        read_whole=read_whole,
        answers=checklist.all_yes(review.role),
        looked_at=comparing.all_looked_at(review.revision),
    )


def comment(
    revision: Revision,
    words: str = "Which toes?",
    *,
    by: User | None = None,
    sentence: str = "",
    part: str = "",
) -> Comment:
    """Something said of a text, or of a sentence in a part of it."""
    return commenting.comment(
        revision,
        sentence=sentence,
        part=part,
        words=words,
        by=by or people().clinician,
        at=tick(),
    )


def returned(review: Review, *, by: User | None = None, note: str = "Say how long.") -> Review:
    """A no from somebody who may give it."""
    return decisions.ask_for_changes(
        review,
        by=by or getattr(people(), ROLES[review.role]),
        at=tick(),
        shown=review.revision.digest,
        note=note,
    )


def approved(code: str = "", **fields: Any) -> Revision:
    """A text with every approval, ready to be published."""
    reviews = submitted(code, **fields)
    for review in reviews.values():
        approve(review)
    return next(iter(reviews.values())).revision


def published(code: str = "", **fields: Any) -> Edition:
    """An edition that readers can read."""
    return press.publish(approved(code, **fields), by=people().publisher, at=tick())


def scheduled(
    code: str = "", *, after: timedelta = timedelta(hours=2), by: User | None = None, **fields: Any
) -> Schedule:
    """An approved text that is to be published some time after noon."""
    return scheduling.schedule(
        approved(code, **fields), publish_at=NOON + after, by=by or people().publisher, at=tick()
    )


def live_page(code: str = "", **fields: Any) -> Page:
    """The page of an edition that readers can read."""
    edition = published(code, **fields)
    return Page.objects.get(slug=edition.slug)


def withdrawn(page: Page, *, reason: str = "mistake", instead: Page | None = None) -> Page:
    """A page that was taken down."""
    return addresses.withdraw(
        page, reason=reason, instead=instead, note="It was wrong.", by=people().editor, at=tick()
    )


def invited(
    text: Revision | None = None, *, days: int = 14, **asked: Any
) -> tuple[Invitation, str]:
    """An expert who was asked about a text, and the secret of their link."""
    text = text or revision()
    by = asked.pop("by", people().writer)
    at = asked.pop("at", tick())
    words = {"name": "An expert", "email": "", "question": "Is the dose right?", **asked}
    return inviting.invite(text, days=days, by=by, at=at, **words)


def heard(code: str, *, words: str = "", helpful: bool = False, number: int = 1) -> Feedback:
    """What a reader told us of an edition."""
    on = NOON.date() - timedelta(days=1)
    return listening.hear(code, number=number, helpful=helpful, words=words, on=on)


def tamper(table: str, pk: Any, **columns: Any) -> None:
    """Change a row as somebody would who has the database in their hands: rules out, rules in."""
    records.remove(connection)
    key = "sequence" if table == "content_journalline" else "id"
    setting = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {setting} WHERE {key} = %s",  # names of our own
            [*columns.values(), pk],
        )
    records.install(connection)
