"""What the inline additions share: how a code is spelt, and how a token is left behind."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def found(state: StateInline, kind: str, match: re.Match[str], **meta: Any) -> None:
    """Leave a token of this kind for what matched."""
    token = state.push(kind, "", 0)
    token.content = match[0]
    token.meta = meta


def mistaken(state: StateInline, match: re.Match[str], message: str) -> None:
    """Leave what was typed to be shown as it is, with what is wrong with it."""
    found(state, "mistake", match, message=message)


def words_of(tokens: Sequence[Token]) -> str:
    """Give the bare words of inline tokens: no marks, no citations, the words of pictures too."""
    return "".join(_words_of(token) for token in tokens)


def _words_of(token: Token) -> str:
    if token.type in ("text", "code_inline", "mistake", "red_flag"):
        return token.content
    if token.type in ("article_link", "glossary"):
        return str(token.meta["words"]) or token.content
    if token.type == "image":
        return words_of(token.children or ())
    return " " if token.type in ("softbreak", "hardbreak") else ""
