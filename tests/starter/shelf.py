"""A small library in a folder, whole, for tests to break."""

from __future__ import annotations

import json
from pathlib import Path

ARTICLE = """---
code: {code}
title: Cramps of the {code}
summary: A cramp wakes you.
topic: {code}
key_points: [Most are harmless., Stretch., See somebody.]
sources: [cochrane]
review_months: 12
change_note: First edition.
---

## What helps {{#what-helps}}

It does not help [@cochrane].
"""
FLAG = {
    "id": "clot",
    "urgency": "urgent",
    "words": "one calf swells",
    "may_mean": "A clot",
    "tell": {"uk": "Ring 111.", "us": "Call.", "eu": "Ring."},
    "search_words": ["swollen calf"],
    "sources": ["cochrane"],
}
FINDING = {
    "id": "fewer",
    "source": "cochrane",
    "kind": "interval",
    "say": "It may be so.",
    "outcome": "cramps a week",
    "population": "adults",
    "certainty": "may",
    "effect": {"value": -1, "low": -2, "high": 0, "fewer": "fewer", "more": "more"},
}


def fill(folder: Path, *codes: str) -> Path:
    """Write a library of some articles into a folder."""
    (folder / "articles").mkdir(parents=True)
    for code in codes or ("calf",):
        (folder / "articles" / f"{code}.md").write_text(ARTICLE.format(code=code))
    source = {"id": "cochrane", "title": "A review", "custom": {"kind": "A review of trials"}}
    (folder / "sources.json").write_text(json.dumps([source]))
    # JSON is YAML too.
    (folder / "findings.yaml").write_text(json.dumps([FINDING]))
    (folder / "red-flags.yaml").write_text(json.dumps([FLAG]))
    (folder / "glossary.yaml").write_text("oedema: swelling\n")
    (folder / "remedies.yaml").write_text("[]\n")
    (folder / "myths.yaml").write_text("[]\n")
    return folder
