"""What a text names that is kept elsewhere: articles, sources, findings, words, signs, pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from markdown_it.token import Token

from content.rendering.document import Leanings
from content.rendering.findings import name_of
from content.rendering.guard import admit
from content.rendering.images import is_key
from content.rendering.parser import parse
from content.rendering.syntax.marks import CODE
from content.rendering.tree import Node, grow

NAMED = {
    "article_link": ("links", "code"),
    "red_flag": ("flags", "flag"),
    "glossary": ("terms", "term"),
}


def leanings(source: str) -> Leanings:
    """Say what a text names that is kept elsewhere. Raises `Refused` as `render` does."""
    names: dict[str, set[str]] = {field.name: set() for field in fields(Leanings)}
    for node in grow(parse(admit(source))).walk():
        for kind, name in _names_in(node):
            names[kind].add(name)
    return Leanings(**{kind: frozenset(found) for kind, found in names.items()})


def _names_in(node: Node) -> Iterator[tuple[str, str]]:
    if node.kind == "inline":
        yield from _names_among(node.token.children or [])
    elif node.kind == "box" and node.token.info == "finding" and CODE.match(name_of(node)):
        yield "findings", name_of(node)


def _names_among(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type in NAMED:
            kind, key = NAMED[token.type]
            yield kind, str(token.meta[key])
        elif token.type == "citation":
            for source in token.meta["sources"]:
                yield "sources", source
        elif token.type == "image":
            if is_key(src := str(token.attrs["src"])):
                yield "images", src
            yield from _names_among(token.children or [])
