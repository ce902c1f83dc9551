"""`## What helps {#what-helps}`: the key that a section is linked by."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

SHAPE = re.compile(r"\{#([^{}\n]*)\}\Z")


def add_to(parser: MarkdownIt) -> None:
    """Teach a parser to take keys off headings, before their words are read."""
    parser.core.ruler.after("block", "section_key", section_key)


def section_key(state: StateCore) -> None:
    """Move each heading's key from its words to its opening token."""
    for place, token in enumerate(state.tokens):
        if token.type == "heading_open":
            words = state.tokens[place + 1]
            if match := SHAPE.search(words.content):
                token.meta["key"] = match[1].strip()
                words.content = words.content[: match.start()].rstrip()
