"""Searching a list by the codes and titles of articles, however many revisions there are.

Revisions are wide rows. So titles are looked up in an index that holds nothing else, and what
belongs to the articles that were found is fetched by its number.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from content.admin.readonly import ReadOnly
from content.editorial.articles import Article, Revision

MOST_FOUND = 500


class SearchedByTitle(ReadOnly):
    """A list that is searched by article. `of_articles` says which of its rows are theirs."""

    # Django shows the box only where a list says what it searches.
    search_fields = ("pk",)
    search_help_text = (
        "A part of the article's code, or of a title it has or had."
        f" The newest {MOST_FOUND} are shown."
    )
    # Wide columns that the list does not show.
    unshown: ClassVar[tuple[str, ...]] = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows of the articles in whose code or titles each word stands."""
        queryset = queryset.defer(*self.unshown)
        if not search_term.strip():
            return queryset, False
        named = Article.objects.all()
        for word in search_term.split():
            titled = Revision.objects.filter(title__icontains=word).values("article")
            named = named.filter(Q(code__icontains=word) | Q(pk__in=titled))
        found = queryset.filter(self.of_articles(named.values("pk"))).order_by("-pk")
        # Their numbers first: sorting thousands of whole rows to show fifty takes seconds.
        numbers = list(found.values_list("pk", flat=True)[:MOST_FOUND])
        return queryset.filter(pk__in=numbers), False

    def of_articles(self, named: QuerySet[Any, Any]) -> Q:
        """Return the condition that a row belongs to one of the articles."""
        raise NotImplementedError
