"""Freezing what a text leans on, and rendering a text from what was frozen.

A revision holds a copy of each source, finding, word, warning sign and picture that its text
names, and of the title and sections of each article it links to. So a later correction to any of
them changes no revision, and rendering a revision needs nothing but the revision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Model

from content import rendering
from content.editions.images import Drawing, Image
from content.editions.models import Page
from content.editions.text import Wording
from content.editorial import listing
from content.editorial.articles import Revision
from content.evidence import blocks
from content.evidence.models import Finding, RedFlag, Source, Term
from content.evidence.words import ENGLISH
from content.rendering import bounded

Leaning = dict[str, Any]

LINK_TO_SECTION = re.compile(r"\[\[([a-z0-9-]+)#([a-z0-9-]+)")


def freeze(
    body: str,
    *,
    language: str = ENGLISH,
    known: Mapping[str, dict[str, Any]] | None = None,
) -> Leaning:
    """Return a copy of everything that a body names and that is there to lean on.

    Lists are written out in `language`. `known` gives title, slug and sections of articles that are
    being written at the same time, by code. What a body names and nobody has is left out, and
    rendering says so.
    Raises `rendering.Refused` for a body that cannot be read at all.
    """
    lists = listing.written_out(body, language=language)
    written = listing.put_in(body, lists)
    named = bounded.leanings(written)
    findings = {row.key: _finding(row) for row in _rows(Finding, named.findings)}
    cited = named.sources | {finding["source"] for finding in findings.values()}
    return {
        "links": _only_linked_sections(written, _links(named.links, known or {})),
        "sources": {row.key: _source(row) for row in _rows(Source, cited)},
        "findings": findings,
        "terms": {row.word: row.meaning for row in _rows(Term, named.terms)},
        "flags": {row.key: _flag(row) for row in _rows(RedFlag, named.flags)},
        "images": _images(named.images),
        "lists": lists,
        "remedies": listing.remedies(body),
    }


def render(text: Wording) -> rendering.Document:
    """Render a whole text from what it has frozen. The preview and the press both come here."""
    body = listing.put_in(text.body, text.leaning["lists"])
    return bounded.render(
        body, resolve=lookup(text.leaning, language=text.language), language=text.language
    )


def findings_of(sources: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the findings that some sources give, as a text would freeze them now."""
    rows = Finding.objects.filter(source__in=list(sources)).order_by("pk")
    return {row.key: _finding(row) for row in rows}


def lookup(leaning: Leaning, *, language: str = ENGLISH) -> rendering.Lookup:
    """Return what was frozen, in the form that rendering asks for."""
    lines = settings.EMERGENCY_LINES
    return rendering.Lookup(
        links={
            code: rendering.LinkTarget(f"/{link['slug']}/", link["title"], link["sections"])
            for code, link in leaning["links"].items()
        },
        sources=frozenset(leaning["sources"]),
        retracted={
            key: source["retracted"]
            for key, source in leaning["sources"].items()
            if "retracted" in source
        },
        findings={
            key: rendering.FindingBlock(**blocks.block(numbers, language=language))
            for key, numbers in leaning["findings"].items()
        },
        terms=leaning["terms"],
        flags={key: flag["words"] for key, flag in leaning["flags"].items()},
        images={name: _image_file(image) for name, image in leaning["images"].items()},
        calls=tuple(rendering.Call(name, lines[name]) for name in settings.COUNTRIES),
    )


def _rows(model: type[Model], keys: Iterable[str]) -> list[Any]:
    return list(model._default_manager.filter(pk__in=list(keys)).order_by("pk"))


def _source(row: Source) -> dict[str, Any]:
    retraction = row.told_retraction()
    return {**row.csl, "kind": row.kind, **({"retracted": retraction} if retraction else {})}


def _finding(row: Finding) -> dict[str, Any]:
    return {**row.numbers, "id": row.key, "source": row.source_id}


def _flag(row: RedFlag) -> dict[str, Any]:
    return {
        "words": row.words,
        "urgency": row.urgency,
        "may_mean": row.may_mean,
        "tell": row.tell,
        "search_words": row.search_words,
    }


def _links(codes: Iterable[str], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return title, slug and sections of articles: as live, else as being written, else as left."""
    links = dict(known)
    wanted = [code for code in codes if code not in known]
    pages = Page.objects.live().filter(code__in=wanted).select_related("edition", "rendering")
    for page in pages:
        if page.edition and page.rendering:
            sections = {row["key"]: row["title"] for row in page.rendering.outline}
            links[page.code] = _link(page.slug, page.edition.title, sections)
    unpublished = [code for code in wanted if code not in links]
    newest = Revision.objects.filter(article__code__in=unpublished).newest()
    for revision in newest.select_related("article"):
        sections = {section.key: section.title for section in render(revision).outline}
        links[revision.article.code] = _link(revision.slug, revision.title, sections)
    return {code: links[code] for code in sorted(codes) if code in links}


def _only_linked_sections(body: str, links: dict[str, Any]) -> dict[str, Any]:
    # What a text does not link to is not frozen: a new section there is no change here.
    linked = set(LINK_TO_SECTION.findall(body))
    return {
        code: link
        | {"sections": {k: t for k, t in link["sections"].items() if (code, k) in linked}}
        for code, link in links.items()
    }


def _link(slug: str, title: str, sections: dict[str, str]) -> dict[str, Any]:
    return {"slug": slug, "title": title, "sections": sections}


def _images(names: Iterable[str]) -> dict[str, Any]:
    drawings = {
        name: name.removeprefix("drawing:") for name in names if name.startswith("drawing:")
    }
    uploads = {name: name.removeprefix("media:") for name in names if name.startswith("media:")}
    by_drawing = Drawing.objects.select_related("image__narrow").in_bulk(list(drawings.values()))
    by_digest = Image.objects.select_related("narrow").in_bulk(list(uploads.values()))
    images = {
        name: _image(by_drawing[key].image) for name, key in drawings.items() if key in by_drawing
    }
    images |= {name: _image(by_digest[key]) for name, key in uploads.items() if key in by_digest}
    return dict(sorted(images.items()))


def _image(row: Image) -> dict[str, Any]:
    names = ("sha256", "extension", "width", "height")
    frozen = {name: getattr(row, name) for name in names}
    return frozen | ({"narrow": _image(row.narrow)} if row.narrow else {})


def _image_file(image: Mapping[str, Any]) -> rendering.ImageFile:
    return rendering.ImageFile(
        href=f"/media/{image['sha256']}.{image['extension']}",
        width=image["width"],
        height=image["height"],
        narrow=_image_file(image["narrow"]) if "narrow" in image else None,
    )
