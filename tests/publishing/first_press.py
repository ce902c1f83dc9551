"""A live page as the first renderer left it: what it made of a text, kept beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from content.editions.models import Edition, Page, Rendering
from content.editions.text import sha256
from content.evidence.models import Finding, Term
from tests import factories

HERE = Path(__file__)


def edition(code: str) -> Edition:
    """An edition with something of everything, which nobody has pressed again since."""
    source = factories.source("a-review")
    Finding.objects.create(key="fewer", source=source, numbers=factories.FOUND)
    Term.objects.create(word="nerve", meaning="what tells a muscle to move")
    found = factories.published(code, body=HERE.with_suffix(".md").read_text(encoding="utf-8"))
    html, plain = (HERE.with_suffix(end).read_text(encoding="utf-8") for end in (".html", ".txt"))
    pressed_long_ago(found, html=html, plain=plain, renderer="1")
    return found


def pressed_long_ago(edition: Edition, **columns: Any) -> Rendering:
    """Put in a rendering as an older renderer would have left it; return it."""
    last = edition.renderings.get()
    html = columns.get("html", f"<!-- old -->{last.html}")
    kept = {field.attname: getattr(last, field.attname) for field in Rendering._meta.fields}
    fresh = Rendering(
        **kept | {"id": None, "number": 2, "html": html, "html_digest": sha256(html)} | columns
    )
    fresh.save()
    Page.objects.filter(edition=edition).update(rendering=fresh)
    return fresh
