"""Reading the library's files, and saying where they are wrong: file, line, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LIBRARY = Path(__file__).resolve().parent
FENCE = "---"
REQUIRED = (
    "code",
    "title",
    "summary",
    "topic",
    "key_points",
    "sources",
    "review_months",
    "change_note",
)
OPTIONAL = (
    "also_called",
    "codes",
    "related",
    "slug",
    "language",
    "change_kind",
    "forwards",
    "translated_from",
)

TEXTS = ("code", "title", "summary", "topic", "change_note")
LISTS = ("key_points", "sources", "also_called", "codes", "related")
ROWS = ("codes", "related")
LINES = ("forwards", "translated_from")


class LibraryError(Exception):
    """A file of a library cannot be used. `problems` name file, line and what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One article as a file: its front matter, its body, and the line at which the body begins."""

    name: str
    front: dict[str, Any]
    body: str
    body_line: int
    lines: dict[str, int]
    frozen: dict[str, Any] | None = None

    def text(self) -> dict[str, Any]:
        """Return the fields of the text."""
        kept = {key: value for key, value in self.front.items() if key not in ("code", "sources")}
        return {"slug": self.front["code"], **kept, "body": self.body}


@dataclass(slots=True)
class Library:
    """Everything that a folder of library files holds."""

    articles: list[ArticleFile] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    flags: list[dict[str, Any]] = field(default_factory=list)
    remedies: list[dict[str, Any]] = field(default_factory=list)
    myths: list[dict[str, Any]] = field(default_factory=list)
    images: list[Path] = field(default_factory=list)
    claims: Path | None = None


def read(folder: Path) -> Library:
    """Read a library. Raises LibraryError with every file that cannot be used."""
    library, problems = Library(), []
    library.claims = folder / "claims-map.yaml"
    library.images = sorted((folder / "images").glob("*"))
    paths = sorted((folder / "articles").glob("*.md"))
    if not paths:
        problems.append(f"{folder.name}/articles: there is no article here.")
    for path in paths:
        try:
            library.articles.append(article(path))
        except LibraryError as error:
            problems.extend(error.problems)
    try:
        library.sources = list(_entries(folder / "sources.json"))
        library.findings = list(_entries(folder / "findings.yaml"))
        library.flags = list(_entries(folder / "red-flags.yaml"))
        library.remedies = list(_entries(folder / "remedies.yaml"))
        library.myths = list(_entries(folder / "myths.yaml"))
        library.terms = _terms(folder / "glossary.yaml")
    except LibraryError as error:
        problems.extend(error.problems)
    if problems:
        raise LibraryError(problems)
    return library


def article(path: Path) -> ArticleFile:
    """Read one article. Raises LibraryError."""
    text = _text(path)
    lines = text.split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        raise LibraryError([f"{path.name}, line 1: begin with front matter between two lines ---."])
    end = next(n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    front = _yaml("\n".join(lines[1:end]), path.name, offset=1)
    if not isinstance(front, dict):
        raise LibraryError([f"{path.name}, line 2: write the front matter as “name: value” lines."])
    at = {str(line.split(":")[0]): n for n, line in enumerate(lines[:end], 1) if ":" in line}
    problems = [
        f"{path.name}, line 1: the front matter has no “{name}”. Add it."
        for name in REQUIRED
        if front.get(name) in (None, "") or (front.get(name) == [] and name != "sources")
    ] + [
        f"{path.name}, line {at.get(name, 1)}: there is no field “{name}”. Take it out."
        for name in front
        if name not in REQUIRED + OPTIONAL
    ]
    problems += _misshapen(front, path.name, at)
    if front.get("code") and front["code"] != path.stem:
        problems.append(f"{path.name}, line {at.get('code', 1)}: the code is not the file's name.")
    body = "\n".join(lines[end + 1 :]).strip("\n")
    if not body:
        problems.append(f"{path.name}, line {end + 2}: there is no text.")
    if problems:
        raise LibraryError(problems)
    leading = len(lines[end + 1 :]) - len("\n".join(lines[end + 1 :]).lstrip("\n").split("\n"))
    frozen = path.parent.parent / "frozen" / f"{path.stem}.json"
    leaning = _parsed(frozen) if frozen.exists() else None
    return ArticleFile(path.name, front, body + "\n", end + 2 + leading, at, leaning)


def _misshapen(front: dict[str, Any], name: str, at: dict[str, int]) -> Iterator[str]:
    """Say of each field whether YAML made something else of it than it should be."""
    for field_name, value in front.items():
        if value is not None and (wanted := _wanted(field_name, value)):
            yield f"{name}, line {at.get(field_name, 1)}: “{field_name}” has to be {wanted}."


def _wanted(field_name: str, value: Any) -> str:
    """Return what a field has to be, or nothing when it is that."""
    if field_name in TEXTS and not isinstance(value, str):
        return "text; put it in quotes"
    if field_name in LISTS and not isinstance(value, list):
        return "a list, in square brackets or a line each"
    if field_name in ROWS and not all(isinstance(row, dict) for row in value):
        return "a list of “name: value” lines"
    if field_name in LINES and not isinstance(value, dict):
        return "“name: value” lines"
    return ""


def _terms(path: Path) -> dict[str, Any]:
    terms = _parsed(path) or {}
    if not isinstance(terms, dict):
        raise LibraryError([f"{path.name}, line 1: write it as “word: meaning” lines."])
    return terms


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    entries = _parsed(path) or []
    if not isinstance(entries, list):
        raise LibraryError([f"{path.name}, line 1: this has to be a list of entries."])
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise LibraryError([f"{path.name}, entry {number}: give it an “id”."])
        if entry["id"] in seen:
            raise LibraryError(
                [f"{path.name}, entry {number}: the id {entry['id']} is used twice."]
            )
        seen.add(entry["id"])
        yield entry


def _parsed(path: Path) -> Any:
    text = _text(path)
    if path.suffix == ".json":
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            raise LibraryError([f"{path.name}, line {error.lineno}: {error.msg}."]) from error
    return _yaml(text, path.name, offset=0)


def _yaml(text: str, name: str, *, offset: int) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 + offset if mark else 1
        what = getattr(error, "problem", None) or "this is not YAML"
        raise LibraryError(
            [f"{name}, line {line}: {what}. Put text with a colon in quotes."]
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LibraryError([f"{path.name}: the file is missing."]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LibraryError(
            [f"{path.name}, line {line}: this is not UTF-8. Save it as UTF-8."]
        ) from error
