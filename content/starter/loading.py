"""Filing a library: its data rows, its drawings, and its articles as revisions. All, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from content import rendering
from content.editorial import freezing, journal, progress, workflow
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.editorial.journal import JournalLine
from content.starter import claims, drawings, rows
from content.starter.files import ArticleFile, Library, LibraryError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HEADING = re.compile(r"^#{2,3} +(.+?) *\{#([a-z0-9-]+)\} *$", re.MULTILINE)


@dataclass(slots=True)
class Report:
    """What loading a library did, by article code."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    revisions: dict[str, Revision] = field(default_factory=dict)

    def __str__(self) -> str:
        told = [
            f"{len(self.new)} articles filed",
            f"{len(self.updated)} updates offered",
            f"{len(self.same)} unchanged",
        ]
        if self.left_alone:
            told.append(
                f"left alone, since an editor has changed them: {', '.join(self.left_alone)}"
            )
        return "; ".join(told) + "."


@transaction.atomic
def load(library: Library, *, by: User, at: datetime) -> Report:
    """File a library as revisions that wait for review. Raises LibraryError and files nothing.

    What an editor has since changed is left alone; what nobody has touched gets the file's words
    as its next revision.
    """
    before = _loaded_before()
    rows.keep(library, by=by, at=at, before=before)
    drawings.keep_all(at=at)
    for path in library.images:
        drawings.keep_exported(path, at=at)
    known = {file.front["code"]: _as_link(file) for file in library.articles}
    problems: list[str] = []
    report = Report()
    for file in library.articles:
        try:
            _article(file, known, report, by=by, at=at, before=before)
        except (TextError, rendering.Refused, progress.WorkflowError) as error:
            problems.append(f"{file.name}, line {_line(file, error)}: {error}")
    problems += [said for file in library.articles for said in _unfit(file, report)]
    if library.claims:
        sections = {code: set(link["sections"]) for code, link in known.items()}
        problems += claims.lost(library.claims, sections)
    if problems:
        raise LibraryError(problems)
    return report


def _article(
    file: ArticleFile,
    known: Mapping[str, dict[str, Any]],
    report: Report,
    *,
    by: User,
    at: datetime,
    before: Mapping[str, set[str]],
) -> None:
    code = file.front["code"]
    article = Article.objects.filter(code=code).first()
    newest = article.newest() if article else None
    if newest and newest.digest not in before.get(code, set()):
        report.left_alone.append(code)
        report.revisions[code] = newest
        return
    article = article or workflow.open_article(code, by=by, at=at)
    revision = workflow.save(article, file.text(), by=by, at=at, known=known, leaning=file.frozen)
    report.revisions[code] = revision
    if newest and revision.pk == newest.pk:
        report.same.append(code)
        return
    (report.updated if newest else report.new).append(code)
    journal.write(rows.LOADED, code=code, by=by, at=at, digest=revision.digest)


def _unfit(file: ArticleFile, report: Report) -> Iterator[str]:
    """Say what is wrong with an article's words, by the line of its file."""
    code = file.front["code"]
    revision = report.revisions.get(code)
    if revision is None or code in report.left_alone:
        return
    document = freezing.render(revision)
    for problem in document.problems:
        line = file.body_line + problem.line - 1 if problem.line else file.body_line
        yield f"{file.name}, line {line}: {problem.message}"
    cited, listed = set(document.citations), set(file.front["sources"])
    line = file.lines.get("sources", 1)
    for key in sorted(listed - cited):
        yield f"{file.name}, line {line}: the source {key} is listed and never cited."
    if revision.leaning["lists"]:
        return  # a list brings the sources of its rows
    for key in sorted(cited - listed):
        yield f"{file.name}, line {line}: the source {key} is cited and not listed."


def _line(file: ArticleFile, error: Exception) -> int:
    if isinstance(error, rendering.Refused) and error.line:
        return file.body_line + error.line - 1
    if isinstance(error, TextError):
        return file.lines.get(next(iter(error.problems)), 1)
    return 1


def _as_link(file: ArticleFile) -> dict[str, Any]:
    sections = {key: title for title, key in HEADING.findall(file.body)}
    slug = file.front.get("slug", file.front["code"])
    return {"slug": slug, "title": file.front["title"], "sections": sections}


def _loaded_before() -> dict[str, set[str]]:
    """Return the digests of everything ever loaded, by article code or file name."""
    found: dict[str, set[str]] = {}
    for line in JournalLine.objects.filter(step=rows.LOADED).only("code", "facts"):
        digests = line.facts.get("digests") or [line.facts["digest"]]
        found.setdefault(line.facts.get("file", line.code), set()).update(digests)
    return found
