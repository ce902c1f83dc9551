"""Correcting what texts lean on. Every article that leans on it is looked at again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from content.editions.models import Edition, LeansOn
from content.editorial import journal, people
from content.editorial.articles import Unfinished
from content.editorial.progress import WorkflowError
from content.editorial.rechecks import Recheck
from content.evidence.models import Finding, RedFlag, Source, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Row = Source | Finding | Term | RedFlag

KINDS: dict[type[Model], Recheck.Kind] = {
    Source: Recheck.Kind.SOURCE,
    Finding: Recheck.Kind.FINDING,
    Term: Recheck.Kind.TERM,
    RedFlag: Recheck.Kind.FLAG,
}
# Where a text keeps its copy of each.
PARTS = {
    Recheck.Kind.SOURCE: "sources",
    Recheck.Kind.FINDING: "findings",
    Recheck.Kind.TERM: "terms",
    Recheck.Kind.FLAG: "flags",
}
SAY_WHAT = (
    "Say what changed and why, in a sentence. Texts lean on this, and whoever looks at them again"
    " reads it."
)
BOTH = "Give the day it was retracted and the reason, or neither."


@transaction.atomic
def add(row: Row, *, by: User, at: datetime) -> Row:
    """Keep something new for texts to lean on."""
    people.require(by, f"add_{row._meta.model_name}", f"add {row._meta.verbose_name_plural}")
    if isinstance(row, Source) and (fault := fault_of_retraction(row.retracted_on, row.retraction)):
        raise WorkflowError(fault)
    row.save(force_insert=True)
    journal.write("add", code=row.pk, by=by, at=at, kind=KINDS[type(row)].value)
    return row


@transaction.atomic
def correct(row: Row, *, words: str, by: User, at: datetime) -> list[Recheck]:
    """Keep a changed row, and have every article that leans on it looked at again.

    `words` say what changed and why; of a retraction, its own sentence will do.
    """
    people.require(by, f"change_{row._meta.model_name}", f"change {row._meta.verbose_name_plural}")
    stood = type(row)._default_manager.select_for_update().get(pk=row.pk)
    names = [field.attname for field in row._meta.concrete_fields]
    changed = [name for name in names if getattr(row, name) != getattr(stood, name)]
    if not changed:
        return []
    if isinstance(row, Source):
        if fault := fault_of_retraction(row.retracted_on, row.retraction):
            raise WorkflowError(fault)
        words = words.strip() or (row.retraction if "retracted_on" in changed else "")
    kind = KINDS[type(row)]
    if fault := fault_of_words(kind, row.pk, words):
        raise WorkflowError(fault)
    row.save(force_update=True)
    journal.write(
        "correct",
        code=row.pk,
        by=by,
        at=at,
        kind=kind.value,
        note=words.strip(),
        was=_told(stood, changed),
        became=_told(row, changed),
    )
    return corrected(kind, row.pk, words=words.strip(), by=by, at=at)


@transaction.atomic
def corrected(kind: Recheck.Kind, key: str, *, words: str, by: User, at: datetime) -> list[Recheck]:
    """Raise a recheck of each article that leans on something that was changed."""
    raised = [
        Recheck(code=code, kind=kind, key=key, words=words, raised_by=by, raised_at=at)
        for code in leaning_on(kind, key)
    ]
    for recheck in raised:
        recheck.save()
        journal.write(
            "look again",
            code=recheck.code,
            by=by,
            at=at,
            recheck=recheck.pk,
            kind=kind.value,
            key=key,
            note=words,
        )
    return raised


def leaning_on(kind: Recheck.Kind, key: str) -> list[str]:
    """Return the articles whose last edition, live or taken down, or unfinished text has a copy."""
    part = PARTS[kind]
    later = Edition.objects.filter(code=OuterRef("code"), number__gt=OuterRef("number"))
    editions = Edition.objects.filter(~Exists(later))
    if kind == Recheck.Kind.FINDING:
        # No row says which editions show a finding, so their own copies are asked.
        editions = editions.filter(**{f"leaning__{part}__has_key": key})
    else:
        leaning = LeansOn.objects.filter(kind=part, key=key)
        editions = editions.filter(pk__in=leaning.values("edition_id"))
    unfinished = Unfinished.objects.filter(**{f"revision__leaning__{part}__has_key": key})
    return sorted(
        {*editions.values_list("code", flat=True)}
        | {*unfinished.values_list("article__code", flat=True)}
    )


def fault_of_words(kind: Recheck.Kind, key: str, words: str) -> str:
    """Say that the reason is missing, where there is somebody to read it."""
    return SAY_WHAT if not words.strip() and leaning_on(kind, key) else ""


def fault_of_retraction(retracted_on: object, retraction: str) -> str:
    """Say that a retraction lacks its day or its reason."""
    return BOTH if bool(retracted_on) != bool(retraction.strip()) else ""


def _told(row: Row, names: list[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }
