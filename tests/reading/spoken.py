"""Every word that goes through gettext, found in code and templates without gettext's tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2)}

# One message, or one message and its plural.
Message = str | tuple[str, ...]


def messages() -> dict[Message, str]:
    """Return each message of the public site with the file that says it. The desk has none."""
    found: dict[Message, str] = {}
    for path in _files():
        source = path.read_text(encoding="utf-8")
        code = _as_code(path, source) if path.suffix == ".html" else source
        for _, message, _, _ in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
            found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def _as_code(path: Path, template: str) -> str:
    """Return a template as Python with the same messages, and without indents that mean none."""
    return INDENT.sub("", templatize(template, origin=str(path)))


def _files() -> Iterator[Path]:
    yield from sorted((ROOT / "content").rglob("*.py"))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if not path.is_relative_to(ROOT / "templates" / "admin"):
            yield path
