"""What somebody may try who has a shell: to change rows where no Python stands in the way."""

from __future__ import annotations

import contextlib

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction

from content.editions.models import Edition, Page, Rendering
from content.editorial.articles import Article, Revision
from content.editorial.reviews import Review
from content.publishing import verification
from content.publishing.ledger import Publication
from tests.factories import tick


class Shell:
    """Attacks, each on an article and in somebody's name. None may succeed unseen."""

    def person(self, name):
        return User.objects.get(username=name)

    def newest(self, code):
        return Article.objects.get(code=code).newest()

    def attack(self, query, **columns):
        """Change rows: the database refuses, or `verify` names it and it is undone."""
        with contextlib.suppress(IntegrityError), transaction.atomic():
            if query.update(**columns):
                assert next(verification.mismatches(), None), columns
                transaction.set_rollback(True)

    def forge_a_decision(self, code, name):
        decision = {"decision": "approved", "decided_at": tick(), "read_whole": True}
        review = Review.objects.filter(revision__article__code=code, decision="").last()
        if review:
            rows = Review.objects.filter(pk=review.pk)
            self.attack(rows, decided_by=self.person(name), **decision)

    def forge_a_page(self, code, name):
        rendering = Rendering.objects.first()
        page = Page.objects.filter(code=code).first()
        if rendering and page and page.rendering_id != rendering.pk:
            self.attack(
                Page.objects.filter(pk=page.pk),
                edition=rendering.edition,
                rendering=rendering,
                moved_to=None,
                withdrawal=None,
            )

    def forge_words(self, code, name):
        if not Edition.objects.exists():
            return
        for model, columns in (
            (Edition, {"title": "Forged", "body": "Forged"}),
            (Rendering, {"html": "Forged"}),
            (Revision, {"body": "Forged"}),
        ):
            with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
                models.QuerySet(model).update(**columns)

    def forge_a_publication(self, code, name):
        newest = self.newest(code)
        edition = Edition.objects.filter(code=code).last()
        if newest and edition and not hasattr(newest, "publication"):
            with pytest.raises(IntegrityError), transaction.atomic():
                Publication(
                    revision=newest,
                    edition=edition,
                    published_by=self.person(name),
                    published_at=tick(),
                ).save()

    def delete_everything(self, code, name):
        with connection.cursor() as cursor:
            for table in ("review", "page", "edition", "contribution", "journalline"):
                cursor.execute(f"SELECT COUNT(*) FROM content_{table}")
                if cursor.fetchone()[0]:
                    with pytest.raises(IntegrityError), transaction.atomic():
                        cursor.execute(f"DELETE FROM content_{table}")
