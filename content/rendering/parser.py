"""The parser: CommonMark and tables, no raw HTML, and our additions."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from content.rendering.syntax import (
    article_link,
    box,
    citation,
    glossary,
    red_flag,
    section_key,
)

INDENT = re.compile(r"\n[ \t]+")


class Parser(MarkdownIt):
    """A CommonMark parser that leaves the judging of addresses to whoever writes them out."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Accept any address: a link we would not print is then seen, named and refused."""
        return True


def continued_lines(state: StateCore) -> None:
    """Take off the spaces that a paragraph's later lines begin with, as CommonMark says."""
    for token in state.tokens:
        if token.type == "inline" and "\n" in token.content:
            token.content = INDENT.sub("\n", token.content)


def _make() -> Parser:
    # The nesting that markdown-it drops in silence lies beyond the depth that we refuse aloud.
    parser = Parser("commonmark", {"html": False, "maxNesting": 100})
    parser.enable("table")
    parser.core.ruler.after("block", "continued_lines", continued_lines)
    for addition in (article_link, citation, red_flag, glossary, section_key, box):
        addition.add_to(parser)
    return parser


PARSER = _make()


def parse(text: str) -> list[Token]:
    """Give the tokens of a text that the guard has let in."""
    return PARSER.parse(_whole(text), {})


def commonmark_html(text: str) -> str:
    """Give what this parser makes of a text without our page around it, for conformance tests."""
    return str(PARSER.render(_whole(text), {}))


def _whole(text: str) -> str:
    """End the last line: an unclosed fence would lose its end otherwise."""
    return text if text.endswith("\n") else f"{text}\n"
