"""Who looks after an article, at the desk: shown on its page, and given to somebody else there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from content.admin import steps
from content.editorial import owners, people
from content.editorial.articles import Article
from content.editorial.progress import WorkflowError

if TYPE_CHECKING:
    from content.admin.articles import ArticleAdmin


def of(article: Article, person: Any) -> dict[str, Any]:
    """Return who looks after an article, and to whom this person may give it."""
    owner = owners.owner_of(article)
    may_give = person.pk == owner.pk or person.has_perm(f"content.{people.PUBLISH}")
    others = User.objects.with_perm("content.view_article").filter(is_staff=True)
    return {
        "owner": owner,
        "possible_owners": others.exclude(pk=owner.pk).order_by("username") if may_give else [],
    }


def urls(desk: Any) -> list[URLPattern]:
    """Return the step that gives an article to somebody."""

    def give(request: HttpRequest, pk: int) -> HttpResponse:
        """Let somebody else look after an article."""
        page: ArticleAdmin = desk.get_model_admin(Article)
        return page.step(
            request,
            pk,
            lambda article: owners.give(article, to=_chosen(request), **steps.taken(request)),
            "Given. Whoever looks after it now is written to when it needs somebody.",
        )

    return [
        path(
            "content/article/<int:pk>/give/",
            desk.admin_view(require_POST(give)),
            name="content_article_give",
        )
    ]


def _chosen(request: HttpRequest) -> User:
    """Return the person who was chosen on the form."""
    person = User.objects.filter(pk=steps.number(request.POST.get("owner", ""))).first()
    if person is None:
        raise WorkflowError("Choose who is to look after it.")
    return person
