"""Care cards: when to get help, and how soon."""

from collections.abc import Sequence

from content.rendering import words
from content.rendering.blocks import set_blocks
from content.rendering.document import Card
from content.rendering.escape import escape
from content.rendering.galley import Galley
from content.rendering.inline import set_words, title_of
from content.rendering.tree import Node

# In English, which is the language of the desk; a text has its level in its own.
LEVELS = words.BY_LANGUAGE[words.ENGLISH].levels


def set_card(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    """Set a care card, with its level in words and, in an emergency, whom to call."""
    level = node.token.info
    _note_faults(galley, node, body)
    number = len(galley.cards) + 1
    galley.put(f'<section class="care care--{level}" aria-labelledby="card-{number}">\n')
    galley.put(f'<h3 class="care__heading" id="card-{number}">')
    galley.put(f'<span class="care__level"{galley.words.tag}>')
    galley.say(galley.words.levels[level])
    galley.put("</span> ")
    galley.plain.add(" ")
    place = galley.plain.place()
    set_words(galley, node.words, node.line, heading=True)
    heading = " ".join(galley.plain.since(place).split())
    galley.put('</h3>\n<div class="care__body">\n')
    galley.plain.end("heading")
    begin = len(galley.plain.lines)
    set_blocks(galley, body)
    text = "\n".join(galley.plain.lines[begin:])
    if level == "emergency":
        _set_calls(galley)
    galley.put("</div>\n</section>\n")
    galley.cards.append(Card(level, heading, text))


def _note_faults(galley: Galley, node: Node, body: Sequence[Node]) -> None:
    level = node.token.info
    if any(card.level == level for card in galley.cards):
        galley.problem(
            f"This page has two “{level}” cards. Put all that is in them into one.", node.line
        )
    if not title_of(node.words):
        galley.problem(
            f"This card has no heading. Write it in the line: “::: {level} Get help if”.", node.line
        )
    if not body:
        galley.problem("This card is empty. Write the signs to watch for.", node.line)


def _set_calls(galley: Galley) -> None:
    if not galley.resolve.calls:
        return
    galley.put('<ul class="call">')
    for call in galley.resolve.calls:
        href = "tel:" + "".join(call.number.split())
        country = galley.words.countries.get(call.country, call.country)
        galley.addresses.add(href)
        galley.put(
            f'<li><a href="{escape(href)}">{escape(country)} <b>{escape(call.number)}</b></a></li>'
        )
    galley.put("</ul>\n")
