"""Findings: one number of a source, as a sentence, a picture, a table and a doubt."""

from content.rendering.document import FindingBlock
from content.rendering.escape import attribute
from content.rendering.galley import Galley
from content.rendering.syntax.marks import CODE, words_of
from content.rendering.tree import Node

# Only this room can write a tag, so no text can bring about a slot; pictures fill them in order.
SLOT = '<div class="finding__picture"></div>'


def name_of(node: Node) -> str:
    """Give the id that the box's line names."""
    return " ".join(words_of(node.words).split())


def set_finding(galley: Galley, node: Node) -> None:
    """Set the finding that this box names."""
    name = name_of(node)
    finding = galley.resolve.findings.get(name)
    seen = name in galley.findings
    if CODE.match(name):
        galley.findings.setdefault(name)
    if finding is None or seen:
        galley.put("<p>")
        galley.mistake(node.token.content, _fault_of(name, seen=seen), node.line)
        galley.put("</p>\n")
        galley.plain.end()
        return
    galley.put(f'<figure class="finding" id="finding-{name}">\n')
    # It names the figure, so it is the conclusion, and stands first.
    galley.put('<figcaption class="finding__say">')
    galley.say(finding.say)
    galley.plain.end()
    galley.put(f"</figcaption>\n{SLOT}\n")
    galley.pictures.append(finding.picture)
    _set_numbers(galley, finding, node.line)
    galley.put('<p class="finding__note">')
    galley.say(finding.doubt)
    galley.plain.end()
    galley.put("</p>\n</figure>\n")


def _fault_of(name: str, *, seen: bool) -> str:
    if not name:
        return "Which finding? Write its id in the line: “::: finding magnesium-responders”."
    if seen:
        return f"The finding “{name}” is already on this page. Show it once."
    return f"There is no finding “{name}”. Correct its id, or add it to the findings."


def _set_numbers(galley: Galley, finding: FindingBlock, line: int | None) -> None:
    name = attribute(galley.words.numbers)
    galley.put(f'<div class="scroll" role="group" tabindex="0" aria-label="{name}"><table>')
    galley.put("<caption>")
    galley.say(finding.caption)
    galley.cite(finding.source, line)
    galley.put("</caption>\n")
    galley.plain.end()
    if finding.head:
        galley.put("<thead><tr>")
        for place, words in enumerate(finding.head):
            _set_cell(galley, "th", words, scope="col", first=not place)
        galley.put("</tr></thead>\n")
        galley.plain.end()
    galley.put("<tbody>")
    for row in finding.rows:
        galley.put("<tr>")
        for place, words in enumerate(row):
            if place:
                _set_cell(galley, "td", words, first=False)
            else:
                _set_cell(galley, "th", words, scope="row", first=True)
        galley.put("</tr>")
        galley.plain.end()
    galley.put("</tbody></table></div>\n")


def _set_cell(galley: Galley, tag: str, words: str, *, first: bool, scope: str = "") -> None:
    galley.put(f'<{tag} scope="{scope}">' if scope else f"<{tag}>")
    galley.plain.add("" if first else "\t")
    galley.say(words)
    galley.put(f"</{tag}>")
