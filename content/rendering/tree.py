"""The parser's flat tokens as a tree of blocks, refused where it is deeper than a page can be."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from content.rendering.document import Refused
from content.rendering.shapes import MAX_CELLS, MAX_LIST_DEPTH, MAX_QUOTE_DEPTH, too_deep

MAX_INLINE_DEPTH = 50
LISTS = ("bullet_list", "ordered_list")


@dataclass(slots=True)
class Node:
    """A block, its opening token, and the blocks inside it."""

    kind: str
    token: Token
    children: list["Node"] = field(default_factory=list)

    @property
    def line(self) -> int | None:
        """The line it begins on, counted from 1."""
        return self.token.map[0] + 1 if self.token.map else None

    @property
    def words(self) -> list[Token]:
        """The inline tokens of its own words, for a block that has them."""
        first = self.children[0] if self.children else self
        return first.token.children or []

    def walk(self) -> Iterator["Node"]:
        """Give this block and every one inside it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def grow(tokens: list[Token]) -> Node:
    """Give the root of the tree that the tokens stand for."""
    root = Node("root", Token("root", "", 0))
    path = [root]
    lists = quotes = cells = 0
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        lists += token.nesting * (kind in LISTS)
        quotes += token.nesting * (kind == "blockquote")
        cells += token.type in ("td_open", "th_open")
        if token.nesting < 0:
            path.pop()
            continue
        node = Node(kind, token)
        path[-1].children.append(node)
        if token.nesting > 0:
            path.append(node)
        if lists > MAX_LIST_DEPTH:
            raise too_deep("lists", MAX_LIST_DEPTH, node.line)
        if quotes > MAX_QUOTE_DEPTH:
            raise too_deep("quotations", MAX_QUOTE_DEPTH, node.line)
        if token.type == "inline":
            _refuse_deep_words(node)
    if cells > MAX_CELLS:
        raise Refused(f"The tables have more than {MAX_CELLS:,} cells. Make them smaller.")
    return root


def _refuse_deep_words(node: Node) -> None:
    depth = 0
    for token in node.token.children or ():
        depth += token.nesting
        if depth > MAX_INLINE_DEPTH:
            raise too_deep("emphasis and links", MAX_INLINE_DEPTH, node.line)
