"""Writing the whole live library as files, in the format that a site can begin with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from content.editions import image_files
from content.editions.images import Image
from content.editions.models import Edition, Page
from content.evidence.models import Finding, Myth, RedFlag, Remedy, Source, Term

# In the order in which a person reads a file; `slug` and the like only where they say something.
FRONT = (
    "title",
    "summary",
    "topic",
    "key_points",
    "also_called",
    "codes",
    "related",
    "forwards",
    "slug",
    "language",
    "review_months",
    "change_kind",
    "change_note",
)


class ExportError(Exception):
    """A folder cannot take an export."""


def write(folder: Path) -> int:
    """Write every live article, what it leans on and its pictures; return how many articles.

    A site that loads the folder gets the same words, and so the same digests. Raises ExportError
    for a folder that has something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ExportError(f"{folder} has files in it. Name a new or empty folder.")
    for name in ("articles", "frozen", "images"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    live = Page.objects.live().values("edition_id")
    editions = list(Edition.objects.filter(pk__in=live).order_by("code"))
    for edition in editions:
        _write(folder / "articles" / f"{edition.code}.md", _article(edition))
        _write(folder / "frozen" / f"{edition.code}.json", _json(edition.leaning))
    _rows(folder)
    _images(folder / "images", editions)
    return len(editions)


def _article(edition: Edition) -> str:
    front: dict[str, Any] = {"code": edition.code}
    front |= {name: getattr(edition, name) for name in FRONT}
    if edition.translated_from:
        front["translated_from"] = edition.translated_from
    front["sources"] = sorted(edition.leaning["sources"])
    return f"---\n{_yaml(front)}---\n\n{edition.body}"


def _rows(folder: Path) -> None:
    """Write the rows that articles lean on, as editors have them now."""
    sources = [row.csl | {"custom": _custom(row)} for row in _all(Source)]
    _write(folder / "sources.json", _json(sources))
    findings = [{"id": row.key} | row.numbers | {"source": row.source_id} for row in _all(Finding)]
    _write(folder / "findings.yaml", _yaml(findings))
    _write(folder / "glossary.yaml", _yaml({row.word: row.meaning for row in _all(Term)}))
    names = ("words", "may_mean", "urgency", "tell", "search_words", "sources")
    flags = [
        {"id": row.key} | {name: getattr(row, name) for name in names} for row in _all(RedFlag)
    ]
    _write(folder / "red-flags.yaml", _yaml(flags))
    for name, model in (("remedies.yaml", Remedy), ("myths.yaml", Myth)):
        ordered = sorted(_all(model), key=lambda row: row.facts["place"])
        facts = [
            {"id": row.key} | {key: value for key, value in row.facts.items() if key != "place"}
            for row in ordered
        ]
        _write(folder / name, _yaml(facts))


def _custom(source: Source) -> dict[str, str]:
    if source.retracted_on is None:
        return {"kind": source.kind}
    return {
        "kind": source.kind,
        "retracted_on": source.retracted_on.isoformat(),
        "retraction": source.retraction,
    }


def _images(folder: Path, editions: Iterable[Edition]) -> None:
    shown = [image for row in editions for image in row.leaning["images"].values()]
    shown += [image["narrow"] for image in shown if "narrow" in image]
    digests = {image["sha256"] for image in shown}
    for image in Image.objects.filter(pk__in=digests).order_by("pk"):
        (folder / image.file_name).write_bytes(image_files.read(image.file_name))


def _all(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk"))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
