"""Rows that are written once, and rules that the database itself keeps.

Python is the first guard and the database the last: what a `PermanentRecord` forbids is forbidden
by a trigger too, on SQLite and on PostgreSQL, so that neither a shell, nor `QuerySet.update`, nor
another program can change what somebody approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class RecordError(Exception):
    """A permanent row was asked to change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is true of every row, always, and needs more than a check constraint to say.

    `event` is INSERT, UPDATE or DELETE. `unless` is the SQL that must be true of NEW and OLD; it
    may look at other tables. `keeps` names columns that must stay as they are. `message` is what
    the database answers when it refuses; the name stands before it.
    """

    name: str
    event: str
    message: str
    unless: str = ""
    keeps: tuple[str, ...] = ()

    def refused_when(self, vendor: str) -> str:
        """Return the SQL condition under which the database refuses."""
        same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
        kept = [f"(NEW.{column} {same} OLD.{column})" for column in self.keeps]
        allowed = " AND ".join([f"({self.unless})", *kept] if self.unless else kept)
        return f"NOT ({allowed})" if allowed else "TRUE"


class PermanentQuerySet(models.QuerySet[Any]):
    """Rows that can be added and read, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse."""
        raise RecordError(_refusal(self.model))

    def delete(self) -> NoReturn:
        """Refuse."""
        raise RecordError(_refusal(self.model))

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise RecordError(_refusal(self.model))


class PermanentRecord(models.Model):
    """A row that is written once. To correct one, write the next one."""

    rules: ClassVar[tuple[Rule, ...]] = ()

    objects: ClassVar[Any] = models.Manager.from_queryset(PermanentQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **kwargs: Any) -> None:
        """Insert the row; refuse to write over one."""
        if not self._state.adding:
            raise RecordError(_refusal(type(self)))
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise RecordError(_refusal(type(self)))


def _refusal(model: type[models.Model]) -> str:
    name = model._meta.verbose_name
    return f"{name}: this is written once and never changed. Make the next one instead."


def rules_of(model: type[models.Model]) -> Iterator[Rule]:
    """Yield the rules that the database keeps for a table."""
    if issubclass(model, PermanentRecord):
        name = model._meta.verbose_name
        for event in ("UPDATE", "DELETE"):
            yield Rule(
                name=f"{model._meta.model_name}_is_written_once_{event.lower()}",
                event=event,
                message=f"{name}: written once and never changed",
            )
    yield from getattr(model, "rules", ())


def all_rules() -> Iterator[tuple[str, Rule]]:
    """Yield each table of the site with each rule that is kept for it."""
    for model in apps.get_app_config("content").get_models():
        for rule in rules_of(model):
            yield model._meta.db_table, rule


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every rule into the database, in place of what stands there under its name.

    SQLite drops a table's triggers when Django rebuilds the table, so this runs after each migrate.
    """
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, rule in all_rules():
            if table in standing:
                for statement in _statements(connection, table, rule):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every rule out. For tests that empty their tables, and for nothing else."""
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, rule in all_rules():
            if table in standing:
                cursor.execute(_drop(connection, table, rule))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the rules that do not stand in the database as they are written here."""
    if connection.vendor == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT t.tgname, pg_get_triggerdef(t.oid) || p.prosrc FROM pg_trigger t"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name: _squeezed(sql) for name, sql in cursor.fetchall()}
    return [
        rule.name
        for table, rule in all_rules()
        if any(
            _squeezed(part) not in standing.get(rule.name, "")
            for part in _essence(connection, table, rule)
        )
    ]


def _squeezed(sql: str) -> str:
    return "".join(sql.split())


def _drop(connection: BaseDatabaseWrapper, table: str, rule: Rule) -> str:
    if connection.vendor == "sqlite":
        return f"DROP TRIGGER IF EXISTS {rule.name}"
    return f"DROP TRIGGER IF EXISTS {rule.name} ON {table}"


def _essence(connection: BaseDatabaseWrapper, table: str, rule: Rule) -> list[str]:
    """Return what the database says of a rule that stands, whole and at its table."""
    if connection.vendor == "sqlite":
        return [_trigger(connection, table, rule)]
    return [_body(connection, rule), f"BEFORE {rule.event} ON", f"{table} FOR EACH ROW"]


def _statements(connection: BaseDatabaseWrapper, table: str, rule: Rule) -> list[str]:
    making = [_drop(connection, table, rule), _trigger(connection, table, rule)]
    if connection.vendor == "sqlite":
        return making
    function = (
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $rule$"
        f"{_body(connection, rule)}$rule$"
    )
    return [function, *making]


def _trigger(connection: BaseDatabaseWrapper, table: str, rule: Rule) -> str:
    if connection.vendor == "sqlite":
        # RAISE cannot stand in a WHEN clause, and a WHEN clause may not be a bare TRUE everywhere,
        # so the condition goes into the SELECT that raises.
        condition = rule.refused_when(connection.vendor)
        return (
            f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {table} FOR EACH ROW BEGIN "
            f"SELECT RAISE(ABORT, '{_message(rule)}') WHERE {condition}; END"
        )
    return (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
    )


def _body(connection: BaseDatabaseWrapper, rule: Rule) -> str:
    # PostgreSQL allows no look at other tables in WHEN, so the condition goes into the function.
    condition = rule.refused_when(connection.vendor)
    result = "OLD" if rule.event == "DELETE" else "NEW"
    return (
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{_message(rule).replace('%', '%%')}' "
        f"USING ERRCODE = 'check_violation'; END IF; RETURN {result}; END"
    )


def _message(rule: Rule) -> str:
    return f"{rule.name}: {rule.message}".replace("'", "''")
