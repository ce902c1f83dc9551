"""Markdown in, a document out. Pure: no Django, no database, no clock, no settings."""

from content.rendering.document import (
    MAX_BYTES,
    VERSION,
    Call,
    Card,
    Document,
    FindingBlock,
    ImageFile,
    Leanings,
    Link,
    LinkTarget,
    Lookup,
    Mark,
    Passage,
    Problem,
    Refused,
    Section,
)
from content.rendering.leaning import leanings
from content.rendering.setting import render

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "Call",
    "Card",
    "Document",
    "FindingBlock",
    "ImageFile",
    "Leanings",
    "Link",
    "LinkTarget",
    "Lookup",
    "Mark",
    "Passage",
    "Problem",
    "Refused",
    "Section",
    "leanings",
    "render",
]
