"""The starter library as it is in its files, rendered without a database."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import yaml

from content.evidence import blocks, tables
from content.rendering import (
    Call,
    Document,
    FindingBlock,
    ImageFile,
    LinkTarget,
    Lookup,
    render,
)
from content.starter import files
from content.starter.loading import HEADING

DATA_PAGES = {"what-works", "myths"}
TOOLS = {"cramp-diary", "appointment-questions", "three-stretches"}
LIST = re.compile(r"^::: (remedies|myths) ([a-z-]+)\n:::$", re.MULTILINE)


@functools.cache
def library() -> files.Library:
    return files.read(files.LIBRARY)


@functools.cache
def claims_map() -> Any:
    return yaml.safe_load((files.LIBRARY / "claims-map.yaml").read_text())


@functools.cache
def lookup() -> Lookup:
    found = library()
    drawings = Path(files.LIBRARY).parents[1] / "static" / "drawings"
    return Lookup(
        links={
            file.front["code"]: LinkTarget(
                f"/{file.front['code']}/",
                file.front["title"],
                {key: title for title, key in HEADING.findall(file.body)},
            )
            for file in found.articles
        },
        sources=frozenset(source["id"] for source in found.sources),
        findings={row["id"]: FindingBlock(**blocks.block(row)) for row in found.findings},
        terms=found.terms,
        flags={row["id"]: row["words"] for row in found.flags},
        images={
            f"drawing:{path.stem}": ImageFile(f"/media/{path.stem}.svg", 280, 200)
            for path in drawings.glob("*.svg")
        },
        calls=(Call("UK", "999"), Call("EU", "112"), Call("US", "911")),
    )


@functools.cache
def documents() -> dict[str, Document]:
    """Every article of the library, by its code."""
    return {
        file.front["code"]: render(_written_out(file.body), resolve=lookup())
        for file in library().articles
    }


def articles() -> dict[str, files.ArticleFile]:
    return {file.front["code"]: file for file in library().articles}


def _written_out(body: str) -> str:
    def rows(match: re.Match[str]) -> str:
        kind, group = match[1], match[2]
        if kind == "remedies":
            return tables.remedies(r for r in library().remedies if r["group"] == group)
        return tables.myths(
            row
            for row in library().myths
            if ("unsafe" if row["verdict"] == "unsafe" else row["topic"]) == group
        )

    return LIST.sub(rows, body)
