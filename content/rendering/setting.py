"""Set a text as a document: from the editor's Markdown to what a reader gets."""

from content.rendering import words
from content.rendering.document import Document, Lookup, Problem
from content.rendering.findings import SLOT
from content.rendering.galley import Galley
from content.rendering.guard import admit
from content.rendering.lookalikes import mixed_micro_signs
from content.rendering.merges import unsettled
from content.rendering.outline import give_keys
from content.rendering.parser import parse
from content.rendering.sanitise import sanitise
from content.rendering.sections import set_sections
from content.rendering.tree import grow

# More than anybody reads at once, and each comes with a row of several pages of the desk.
MOST_PROBLEMS = 50


def render(source: str, *, resolve: Lookup, language: str = words.ENGLISH) -> Document:
    """Set a text as a document. Raises `Refused` for a text that must not be set at all."""
    galley, problems = set_type(source, resolve=resolve, language=language)
    return Document(
        html=_with_pictures(galley),
        text="\n".join(galley.plain.lines),
        outline=tuple(galley.outline),
        links=tuple(galley.links),
        citations=tuple(galley.citations),
        findings=tuple(galley.findings),
        terms=tuple(galley.terms),
        flags=tuple(galley.flags),
        images=tuple(galley.images),
        external_links=tuple(galley.external_links),
        cards=tuple(galley.cards),
        sentences=galley.plain.sentences(),
        section_texts=galley.plain.section_texts(),
        passages=tuple(galley.plain.passages),
        problems=_each_once(problems),
    )


def set_type(
    source: str, *, resolve: Lookup, language: str = words.ENGLISH
) -> tuple[Galley, list[Problem]]:
    """Set a text as far as it goes before it is sanitised, and give what is wrong with it."""
    text = admit(source)
    root = grow(parse(text))
    keys, problems = give_keys(root)
    galley = Galley(text, resolve=resolve, keys=keys, words=words.of(language))
    set_sections(galley, root)
    return galley, [*problems, *galley.problems, *mixed_micro_signs(text), *unsettled(text)]


def _each_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return what is wrong by its line, once for each line, and only say how much more there is."""
    found = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
    if len(found) <= MOST_PROBLEMS:
        return tuple(found)
    more = len(found) - MOST_PROBLEMS
    told = f"There are {more} more places like these further down. Put the first ones right."
    return (*found[:MOST_PROBLEMS], Problem(told, found[MOST_PROBLEMS].line))


def _with_pictures(galley: Galley) -> str:
    clean = sanitise(
        galley.html,
        keys=galley.places,
        addresses=frozenset(galley.addresses),
    )
    first, *rest = clean.split(SLOT)
    return first + "".join(
        picture + part for picture, part in zip(galley.pictures, rest, strict=True)
    )
