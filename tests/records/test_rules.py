"""The rules stand in the database, are put back when they are lost, and are missed when gone."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, models, transaction

from content import records
from content.editions.models import Edition, Page
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

RULE = "edition_is_written_once_update"


def drop(rule=RULE, table="content_edition"):
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {rule}{on}")


def hollow(rule=RULE, table="content_edition"):
    """Leave a trigger of that name that refuses nothing."""
    drop(rule, table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE TRIGGER {rule} BEFORE UPDATE ON {table} BEGIN SELECT 1 WHERE TRUE; END"
            )
        else:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {rule}() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN IF TRUE THEN RETURN NEW; END IF; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {rule} BEFORE UPDATE ON {table} FOR EACH ROW"
                f" EXECUTE FUNCTION {rule}()"
            )


class TestTheRules:
    def test_all_stand(self):
        assert records.missing(connection) == []

    def test_have_names_of_their_own(self):
        names = [rule.name for _, rule in records.all_rules()]

        assert len(names) == len(set(names)) > 20

    def test_are_missed_when_one_is_dropped(self):
        drop()

        assert records.missing(connection) == [RULE]

    def test_are_missed_when_one_is_hollow(self):
        hollow()

        assert records.missing(connection) == [RULE]

    def test_are_missed_when_all_are_gone(self):
        records.remove(connection)

        assert records.missing(connection) == [rule.name for _, rule in records.all_rules()]

    @pytest.mark.postgresql
    def test_are_missed_when_one_is_disabled(self):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE content_edition DISABLE TRIGGER {RULE}")

        assert records.missing(connection) == [RULE]

    def test_can_be_put_in_twice(self):
        records.install(connection)
        records.install(connection)

        assert records.missing(connection) == []

    def test_are_put_back_by_migrate(self):
        drop()

        call_command("migrate", verbosity=0)

        assert records.missing(connection) == []

    def test_are_put_back_whole_by_migrate(self):
        hollow()

        call_command("migrate", verbosity=0)

        assert records.missing(connection) == []

    def test_are_put_back_by_migrate_as_an_administrator_runs_it(self):
        drop()

        call_command("migrate", verbosity=0, skip_checks=False)

        assert records.missing(connection) == []


class TestTheCheck:
    def test_is_silent_while_all_stand(self):
        assert call_command("check", databases=["default"], tags=["database"], deploy=True) is None

    def test_names_a_rule_that_is_gone_and_what_to_do(self):
        drop()

        with pytest.raises(SystemCheckError) as refused:
            call_command("check", databases=["default"], tags=["database"], deploy=True)

        assert f"The database does not keep the rule {RULE}." in str(refused.value)
        assert "Run: manage.py migrate" in str(refused.value)


class TestALostRule:
    def test_would_let_a_change_through(self):
        edition = factories.published()
        drop()

        changed = models.QuerySet(Edition).filter(pk=edition.pk).update(title="Changed")

        assert changed == 1

    def test_refuses_again_once_it_is_back(self):
        edition = factories.published()
        drop()
        records.install(connection)

        with pytest.raises(IntegrityError, match=RULE), transaction.atomic():
            models.QuerySet(Edition).filter(pk=edition.pk).update(title="Changed")


class TestATableThatIsBuiltAnew:
    """SQLite drops a table's triggers when Django changes a column of it."""

    @pytest.fixture
    def rebuilt(self, real_transactions):
        field = models.SlugField("address", max_length=81, unique=True)
        field.set_attributes_from_name("slug")
        field.model = Page
        old = Page._meta.get_field("slug")
        with connection.schema_editor() as editor:
            editor.alter_field(Page, old, field)
        yield
        with connection.schema_editor() as editor:
            editor.alter_field(Page, field, old)
        records.install(connection)

    @pytest.mark.sqlite
    def test_has_lost_its_rules_and_that_is_seen(self, rebuilt):
        missing = records.missing(connection)

        assert "an_address_answers_for_ever" in missing
        assert "edition_is_written_once_update" not in missing

    def test_has_them_again_after_migrate(self, rebuilt):
        call_command("migrate", verbosity=0)

        assert records.missing(connection) == []


class TestARule:
    def test_keeps_columns_also_when_they_are_empty(self):
        rule = records.Rule(name="r", event="UPDATE", message="m", keeps=("a", "b"))

        assert rule.refused_when("sqlite") == "NOT ((NEW.a IS OLD.a) AND (NEW.b IS OLD.b))"
        assert "NEW.a IS NOT DISTINCT FROM OLD.a" in rule.refused_when("postgresql")

    def test_keeps_columns_beside_its_condition(self):
        rule = records.Rule(name="r", event="UPDATE", message="m", keeps=("a",), unless="x OR y")

        assert rule.refused_when("sqlite") == "NOT ((x OR y) AND (NEW.a IS OLD.a))"

    def test_refuses_always_when_it_names_no_exception(self):
        assert records.Rule(name="r", event="DELETE", message="m").refused_when("sqlite") == "TRUE"
