"""The keys of a page's headings: who asked for which, and what the others are given."""

import re
import unicodedata
from collections import Counter

from content.rendering.document import Problem
from content.rendering.syntax.marks import CODE, words_of
from content.rendering.tree import Node

RESERVED = ("page-", "card-", "source-", "finding-", "note-")
MAX_KEY = 60


def give_keys(root: Node) -> tuple[dict[int, str], list[Problem]]:
    """Give each heading that can be linked to its key, by the identity of its node."""
    keys: dict[int, str] = {}
    problems: list[Problem] = []
    taken: set[str] = set()
    headings = [node for node in root.walk() if node.kind == "heading"]
    for heading in headings:
        if "key" in heading.token.meta:
            key = str(heading.token.meta["key"])
            if message := _fault(key, taken):
                problems.append(Problem(message, heading.line))
            else:
                taken.add(key)
                keys[id(heading)] = key
    numbers: Counter[str] = Counter()
    for heading in root.children:
        if heading.kind == "heading" and heading.token.tag == "h2" and id(heading) not in keys:
            slug = _slug(words_of(heading.words))
            key = slug
            while key in taken:
                numbers[slug] += 1
                key = f"{slug}-{numbers[slug] + 1}"
            taken.add(key)
            keys[id(heading)] = key
    return keys, problems


def _fault(key: str, taken: set[str]) -> str:
    if not CODE.match(key):
        return (
            f"“{key[:MAX_KEY]}” cannot be a section's key. Use lower-case letters, digits and "
            "hyphens, such as {#what-helps}."
        )
    if len(key) > MAX_KEY:
        return f"This section's key is longer than {MAX_KEY} characters. Give it a shorter one."
    if key.startswith(RESERVED):
        start = key.partition("-")[0]
        return f"Keys that begin with “{start}-” are the page's own. Give this section another."
    if key in taken:
        return f"Two sections have the key “{key}”. Give one of them another."
    return ""


def _slug(title: str) -> str:
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", bare)[:MAX_KEY].strip("-") or "section"
    return f"section-{slug}" if slug.startswith(RESERVED) else slug
