"""The blocks of a page set as HTML: paragraphs, headings, lists, tables, quotations."""

from collections.abc import Callable, Iterable

from content.rendering.document import Section
from content.rendering.dont import forbid
from content.rendering.escape import attribute, escape
from content.rendering.galley import Galley
from content.rendering.images import alone, set_figure
from content.rendering.inline import set_words
from content.rendering.tree import Node


def set_blocks(galley: Galley, nodes: Iterable[Node]) -> None:
    """Set the blocks, one after another."""
    for node in nodes:
        WRITERS[node.kind](galley, node)


def set_heading(galley: Galley, node: Node) -> None:
    """Set a heading that does not begin a section."""
    level = node.token.tag
    if level == "h3" and galley.box in ("", "steps"):
        _set_third_level(galley, node)
        return
    galley.problem(_fault_of_heading(galley, level), node.line)
    if level == "h1" and not galley.box:
        _set_third_level(galley, node)
        return
    galley.put("<p><b>")
    set_words(galley, node.words, node.line, heading=True)
    galley.put("</b></p>\n")
    galley.plain.end()


def _fault_of_heading(galley: Galley, level: str) -> str:
    if galley.box:
        return "A heading cannot stand in this box. Write it in bold, or close the box first."
    if level == "h1":
        return "The title has its own field. Begin a section with “##”."
    if level == "h2":
        return (
            "A section cannot begin inside a list or a quotation. Move this heading to the margin."
        )
    return "There are two levels of heading, “##” and “###”. Use one of them."


def _set_third_level(galley: Galley, node: Node) -> None:
    key = galley.keys.get(id(node), "")
    if key:
        galley.plain.begin(key)
    name = ' class="steps__name"' if galley.box == "steps" else ""
    galley.put(f'<h3{name} id="{key}">' if key else f"<h3{name}>")
    set_words(galley, node.words, node.line, heading=True)
    galley.put("</h3>\n")
    if key:
        galley.outline.append(Section(key, galley.plain.end_heading(), 3))
    else:
        galley.plain.end("heading")


def set_paragraph(galley: Galley, node: Node) -> None:
    """Set a paragraph, or the figure that is alone in it."""
    if image := alone(node):
        set_figure(galley, image, node.line)
        return
    hidden = node.token.hidden
    galley.put("" if hidden else "<p>")
    set_words(galley, node.words, node.line)
    galley.put("" if hidden else "</p>\n")
    galley.plain.end("item" if galley.within else "prose")


def set_list(galley: Galley, node: Node) -> None:
    """Set a list."""
    start = node.token.attrs.get("start", 1)
    tag = node.token.tag
    galley.put(f"<{tag}>\n" if start == 1 else f'<{tag} start="{start}">\n')
    galley.within += 1
    for item in node.children:
        set_item(galley, item)
    galley.within -= 1
    galley.put(f"</{tag}>\n")


def set_item(galley: Galley, item: Node) -> None:
    """Set one item of a list."""
    galley.put("<li>")
    if galley.box == "dont":
        forbid(galley, item)
    set_blocks(galley, item.children)
    galley.put("</li>\n")


def set_quote(galley: Galley, node: Node) -> None:
    """Set a quotation."""
    galley.put("<blockquote>\n")
    set_blocks(galley, node.children)
    galley.put("</blockquote>\n")


def set_code(galley: Galley, node: Node) -> None:
    """Set words that keep their spaces and lines."""
    galley.put("<pre><code>")
    galley.put(escape(node.token.content))
    galley.put("</code></pre>\n")
    for line in node.token.content.split("\n"):
        galley.plain.add(line)
        galley.plain.end()


def set_rule(galley: Galley, node: Node) -> None:
    """Set a line across the page."""
    galley.put("<hr>\n")


def set_table(galley: Galley, node: Node) -> None:
    """Set a table that scrolls by itself where the screen is narrow."""
    labels = _labels(node)
    name = attribute(galley.words.table)
    galley.put(f'<div class="scroll" role="group" tabindex="0" aria-label="{name}">')
    galley.put('<table class="wide">\n' if labels else "<table>\n")
    galley.within += 1
    for part in node.children:
        galley.put(f"<{part.kind}>\n")
        for row in part.children:
            _set_row(galley, row, labels if part.kind == "tbody" else ())
        galley.put(f"</{part.kind}>\n")
    galley.within -= 1
    galley.put("</table></div>\n")


def _labels(table: Node) -> tuple[str, ...]:
    """Return the names of a wide table's columns, for screens on which its rows are stacked."""
    head = table.children[0].children[0].children
    if len(head) < WIDE:
        return ()
    return tuple(
        "".join(part.content for part in cell.words if part.type == "text") for cell in head
    )


def _set_row(galley: Galley, row: Node, labels: tuple[str, ...]) -> None:
    galley.put("<tr>")
    for place, cell in enumerate(row.children):
        side = ALIGNED.get(str(cell.token.attrs.get("style", "")), "")
        scope = ' scope="col"' if cell.kind == "th" else ""
        label = f' data-label="{attribute(labels[place])}"' if labels else ""
        galley.put(f"<{cell.kind}{side}{scope}{label}>")
        galley.plain.add("\t" if place else "")
        set_words(galley, cell.words, row.line)
        galley.put(f"</{cell.kind}>")
    galley.put("</tr>\n")
    galley.plain.end()


# From so many columns on, a table does not fit a telephone.
WIDE = 4
ALIGNED = {"text-align:right": ' class="right"', "text-align:center": ' class="centre"'}

WRITERS: dict[str, Callable[[Galley, Node], None]] = {
    "paragraph": set_paragraph,
    "heading": set_heading,
    "bullet_list": set_list,
    "ordered_list": set_list,
    "blockquote": set_quote,
    "fence": set_code,
    "code_block": set_code,
    "hr": set_rule,
    "table": set_table,
}
