"""Rows that are written once: Python refuses to change them, and so does the database."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from content.editions.models import Rendering
from content.records import PermanentRecord, RecordError
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

PERMANENT = sorted(
    (m for m in apps.get_app_config("content").get_models() if issubclass(m, PermanentRecord)),
    key=lambda model: model.__name__,
)


@pytest.fixture
def everything():
    """One row at least of every permanent table."""
    image = factories.picture(b"<svg/>")
    factories.source("cochrane")
    body = f"It helps [@cochrane].\n\n![A calf](media:{image.sha256})\n\nThe calf.\n"
    edition = factories.published(body=body)
    factories.withdrawn(factories.live_page("other"))
    return edition


def refused():
    return pytest.raises(IntegrityError, match="written once and never changed")


@pytest.mark.parametrize("model", PERMANENT, ids=lambda model: model.__name__)
class TestAPermanentRow:
    def test_is_not_saved_again(self, everything, model):
        row = model.objects.first()

        with pytest.raises(RecordError, match="written once and never changed. Make the next one"):
            row.save()

    def test_is_not_saved_by_force(self, everything, model):
        with pytest.raises(RecordError):
            model.objects.first().save(force_update=True)

    def test_is_not_deleted(self, everything, model):
        row = model.objects.first()

        with pytest.raises(RecordError):
            row.delete()

        assert model.objects.filter(pk=row.pk).exists()

    def test_is_not_updated_in_bulk(self, everything, model):
        with pytest.raises(RecordError):
            model.objects.update(pk=1)
        with pytest.raises(RecordError):
            model.objects.bulk_update(list(model.objects.all()), [])

    def test_is_not_deleted_in_bulk(self, everything, model):
        with pytest.raises(RecordError):
            model.objects.all().delete()

    def test_is_not_updated_where_python_stands_aside(self, everything, model):
        column = next(f for f in model._meta.concrete_fields if not f.primary_key)
        query = models.QuerySet(model)

        with refused(), transaction.atomic():
            query.update(**{column.attname: models.F(column.attname)})

    def test_is_not_deleted_where_python_stands_aside(self, everything, model):
        with (
            refused(),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")

        assert model.objects.exists()

    def test_is_not_written_over_by_an_insert(self, everything, model):
        rows = list(model.objects.all())
        columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]

        with (
            pytest.raises(IntegrityError, match="written once|edition_numbers_have_no_gaps"),
            transaction.atomic(),
        ):
            model.objects.bulk_create(
                rows,
                update_conflicts=True,
                update_fields=columns[:1],
                unique_fields=[model._meta.pk.name],
            )


class TestThePermanentTables:
    def test_are_those_that_hold_what_was_written_or_approved(self):
        assert [model.__name__ for model in PERMANENT] == [
            "Article",
            "Contribution",
            "Edition",
            "Image",
            "JournalLine",
            "LeansOn",
            "Publication",
            "PublishedImage",
            "Rendering",
            "Revision",
            "Withdrawal",
        ]

    def test_know_nothing_editorial_where_they_are_public(self):
        public = {"Edition", "Rendering", "Page", "Withdrawal", "PublishedImage", "Image"}
        editorial = {"Article", "Revision", "Review", "Contribution", "Publication"}
        app = apps.get_app_config("content")

        followed = {
            field.related_model.__name__
            for name in public
            for field in app.get_model(name)._meta.concrete_fields
            if field.related_model
        }

        assert not followed & editorial


@pytest.mark.sqlite
class TestReplacing:
    def test_is_refused_like_deleting(self):
        rendering = Rendering.objects.get(edition=factories.published())
        columns = ", ".join(f'"{field.column}"' for field in Rendering._meta.concrete_fields)
        others = columns.replace('"html"', "'EVIL'")

        with pytest.raises(IntegrityError, match="written_once"), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT OR REPLACE INTO content_rendering ({columns})"
                f" SELECT {others} FROM content_rendering WHERE id = %s",
                [rendering.pk],
            )
