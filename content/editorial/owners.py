"""Owners: who is asked first when an article needs somebody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction

from content.editorial import journal, people
from content.editorial.articles import Article
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Ownership(models.Model):
    """Who looks after an article. Without a row, it is whoever opened it."""

    article = models.OneToOneField(Article, models.PROTECT, related_name="ownership")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} looks after {self.article}"


def owner_of(article: Article) -> User:
    """Return who looks after an article."""
    given = Ownership.objects.filter(article=article).select_related("person").first()
    owner: User = given.person if given else article.opened_by
    return owner


@transaction.atomic
def give(article: Article, *, to: User, by: User, at: datetime) -> Ownership:
    """Let somebody else look after an article. Its owner may, and whoever may publish."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    before = owner_of(article)
    if by.pk != before.pk or not by.is_active:
        people.require(by, people.PUBLISH, "give away what somebody else looks after")
    if to.pk == before.pk:
        raise WorkflowError(f"{to} looks after it already.")
    if not may_own(to):
        raise WorkflowError(f"{to} cannot see the desk. Choose somebody who can.")
    ownership, _ = Ownership.objects.update_or_create(
        article=article, defaults={"person": to, "since": at}
    )
    names = f"from {before.get_username()} to {to.get_username()}"
    journal.write("give", code=article.code, by=by, at=at, note=names)
    return ownership


def may_own(person: User) -> bool:
    """Say whether somebody can look after an article: they have to see it at the desk."""
    return person.is_active and person.is_staff and person.has_perm("content.view_article")
