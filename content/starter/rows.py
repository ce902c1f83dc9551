"""The rows that articles lean on, from the library's data files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from content.editions import alike, signs
from content.editions.text import USUAL_LANGUAGE
from content.editorial import correcting, journal
from content.evidence import blocks, tables
from content.evidence.models import Finding, Myth, RedFlag, Remedy, Source, Term
from content.starter.files import Library, LibraryError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Shape = Callable[[Any], dict[str, Any]]

LOADED = "load"
BY_LIBRARY = "The library that the site began with has a newer text of it."
# The files whose order readers see.
ORDERED = ("remedies.yaml", "myths.yaml")
REMEDY_FIELDS = frozenset(
    """
    name group tried tested with without likely cramps helped result harms certainty finding
    sources page
    """.split()  # noqa: SIM905  # a list of words reads better without quotes
)
MYTH_FIELDS = frozenset({"topic", "says", "verdict", "why", "sources", "page"})


def keep(library: Library, *, by: User, at: datetime, before: Mapping[str, set[str]]) -> None:
    """Keep a library's rows; what an editor has corrected since `before` stays.

    Raises LibraryError with the file and the entry of each row that cannot be kept.
    """
    problems: list[str] = []
    for name, model, entries, shape in _tables(library):
        rows = list(_shaped(name, entries, shape, problems))
        if problems:
            continue
        loaded = before.get(name, set())
        digests = {_keep(model, columns, loaded, by=by, at=at) for columns in rows}
        if digests - before.get(name, set()):
            journal.write(
                LOADED, code=name.split(".")[0], by=by, at=at, file=name, digests=sorted(digests)
            )
    if problems:
        raise LibraryError(problems)


def _shaped(
    name: str, entries: list[Any], shape: Shape, problems: list[str]
) -> Iterator[dict[str, Any]]:
    """Yield each entry as columns, and add a sentence to `problems` for each that has no shape."""
    for number, entry in enumerate(entries, 1):
        try:
            columns = shape(entry)
        except (KeyError, TypeError, ValueError) as error:
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            problems.append(f"{name}, entry {number}: {what}.")
        else:
            if name in ORDERED:
                columns["facts"]["place"] = number
            yield columns


def _tables(
    library: Library,
) -> list[tuple[str, type[models.Model], list[Any], Shape]]:
    known = {entry["id"] for entry in library.sources}

    def cited(shape: Shape) -> Shape:
        def check(entry: dict[str, Any]) -> dict[str, Any]:
            sources = {*entry.get("sources", []), *filter(None, [entry.get("source")])}
            unknown = sorted(sources - known)
            if unknown:
                raise ValueError(f"{entry['id']}: no source is called {', '.join(unknown)}")
            return shape(entry)

        return check

    return [
        ("sources.json", Source, library.sources, _source),
        ("findings.yaml", Finding, library.findings, cited(_finding)),
        ("red-flags.yaml", RedFlag, library.flags, cited(_flag)),
        ("glossary.yaml", Term, list(library.terms.items()), _term),
        ("remedies.yaml", Remedy, library.remedies, cited(_remedy)),
        ("myths.yaml", Myth, library.myths, cited(_myth)),
    ]


def _keep(
    model: type[models.Model],
    columns: dict[str, Any],
    before: set[str],
    *,
    by: User,
    at: datetime,
) -> str:
    digest = _digest(columns)
    key = next(iter(columns.values()))
    row = model._default_manager.filter(pk=key).first()
    if row is None:
        model._default_manager.create(**columns)
        return digest
    stood = _digest({name: getattr(row, name) for name in columns})
    if stood in before and stood != digest:
        model._default_manager.filter(pk=key).update(**columns)
        if kind := correcting.KINDS.get(model):
            correcting.corrected(kind, key, words=BY_LIBRARY, by=by, at=at)
    return digest


def _digest(columns: Mapping[str, Any]) -> str:
    form = json.dumps(columns, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(form.encode()).hexdigest()


def _source(entry: dict[str, Any]) -> dict[str, Any]:
    csl = {name: value for name, value in entry.items() if name != "custom"}
    if not csl.get("title"):
        raise ValueError(f"{entry['id']} has no title")
    if "PMID" in csl and not str(csl["PMID"]).isdigit():
        raise ValueError(f"{entry['id']}: “PMID” has letters in it. Give digits only")
    custom = entry["custom"]
    columns = {"key": entry["id"], "kind": custom["kind"], "csl": csl}
    if "retracted_on" in custom:
        columns["retracted_on"] = date.fromisoformat(custom["retracted_on"])
        columns["retraction"] = custom["retraction"]
    return columns


def _finding(entry: dict[str, Any]) -> dict[str, Any]:
    blocks.block(entry)
    numbers = {name: value for name, value in entry.items() if name not in ("id", "source")}
    return {"key": entry["id"], "source_id": entry["source"], "numbers": numbers}


def _flag(entry: dict[str, Any]) -> dict[str, Any]:
    if entry["urgency"] not in RedFlag.Urgency.values:
        raise ValueError(f"{entry['id']}: the urgency is emergency, urgent or nonurgent")
    if set(entry["tell"]) != {"uk", "us", "eu"}:
        raise ValueError(f"{entry['id']}: “tell” needs uk, us and eu")
    if not all(isinstance(entry[name], str) and entry[name] for name in ("words", "may_mean")):
        raise ValueError(f"{entry['id']}: write “words” and “may_mean”")
    table = alike.table(USUAL_LANGUAGE)
    for text in entry["search_words"]:
        try:
            signs.phrase(text, table)
        except signs.PhraseError as error:
            raise ValueError(f"{entry['id']}: {str(error).removesuffix('.')}") from error
    names = ("urgency", "words", "may_mean", "tell", "search_words", "sources")
    return {"key": entry["id"]} | {name: entry[name] for name in names}


def _term(entry: tuple[str, Any]) -> dict[str, Any]:
    word, meaning = entry
    if not isinstance(meaning, str) or not meaning.strip():
        raise ValueError(f"{word} has no meaning")
    return {"word": str(word), "meaning": meaning.strip()}


def _remedy(entry: dict[str, Any]) -> dict[str, Any]:
    facts = _exactly(entry, REMEDY_FIELDS)
    if facts["certainty"] not in tables.SURE:
        raise ValueError(f"{entry['id']}: the certainty is one of {', '.join(tables.SURE)}")
    for arm in ("with", "without"):
        if facts[arm] is not None and not 0 <= facts[arm] <= 100:  # noqa: PLR2004  # out of 100
            raise ValueError(f"{entry['id']}: “{arm}” is a number of people out of 100")
    if (facts["with"] is None) != (facts["without"] is None):
        raise ValueError(f"{entry['id']}: give both sides, “with” and “without”, or neither")
    return {"key": entry["id"], "facts": facts}


def _myth(entry: dict[str, Any]) -> dict[str, Any]:
    facts = _exactly(entry, MYTH_FIELDS)
    if facts["verdict"] not in tables.VERDICTS:
        raise ValueError(f"{entry['id']}: the verdict is one of {', '.join(tables.VERDICTS)}")
    return {"key": entry["id"], "facts": facts}


def _exactly(entry: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    facts = {name: value for name, value in entry.items() if name != "id"}
    if set(facts) != fields:
        wrong = sorted(set(facts) ^ fields)
        raise ValueError(f"{entry['id']}: look at {', '.join(wrong)}: missing, or not a field")
    return facts
