"""What is refused before a text is parsed: size, hidden characters, and hostile shapes."""

import html
import re
import unicodedata

from content.rendering.document import MAX_BYTES, Refused
from content.rendering.shapes import refuse_hostile_shapes

MAX_MARKS = 30

# Written as escapes on purpose: each of these is invisible, or changes the order of what is seen.
FORBIDDEN = re.compile(
    "["
    "\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # controls, but for tab and new line
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # invisible
    "\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero-width and breaks
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides
    "\ud800-\udfff"  # halves of a character
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e0fff"  # not characters
    "]"
)
JOINERS = re.compile("[\u200c\u200d]")
DIRECTIONS = re.compile("[\u200e\u200f]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufefc]")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def admit(source: str) -> str:
    """Give a text back ready to parse (NFC, plain new lines), or refuse it."""
    if len(source) > MAX_BYTES:
        raise _too_big(len(source.encode("utf-8", "replace")))
    text = source.replace("\r\n", "\n")
    _refuse_hidden_characters(text)
    size = len(text.encode("utf-8"))
    if size > MAX_BYTES:
        raise _too_big(size)
    if not text.isascii():
        _refuse_piled_marks(text)
        text = unicodedata.normalize("NFC", text)
    refuse_hostile_shapes(text)
    return text


def _too_big(size: int) -> Refused:
    return Refused(
        f"This text is {size:,} bytes and the most is {MAX_BYTES:,}. "
        "Split it into more than one article."
    )


def _line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _name_of(character: str) -> str:
    name = unicodedata.name(character, "a character that has no name")
    return f"U+{ord(character):04X} ({name.lower()})"


def _refuse_hidden_characters(text: str) -> None:
    if found := FORBIDDEN.search(text):
        raise _hidden(found[0], _line_of(text, found.start()))
    for found in JOINERS.finditer(text):
        if not _joins_letters(text, found.start()):
            raise _hidden(found[0], _line_of(text, found.start()))
    if (found := DIRECTIONS.search(text)) and not RIGHT_TO_LEFT.search(text):
        raise _hidden(found[0], _line_of(text, found.start()))
    for found in ENTITY.finditer(text):
        meant = html.unescape(found[0])
        if FORBIDDEN.search(meant) or JOINERS.search(meant) or DIRECTIONS.search(meant):
            raise Refused(
                f"“{found[0]}” stands for a character that readers cannot see. Delete it.",
                _line_of(text, found.start()),
            )


def _joins_letters(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return all(JOINING.match(letter) for letter in around)


def _hidden(character: str, line: int) -> Refused:
    return Refused(
        f"There is a character here that readers cannot see: {_name_of(character)}. "
        "Delete it, or type the words around it again.",
        line,
    )


def _refuse_piled_marks(text: str) -> None:
    """Refuse long runs of accents: putting them in order takes the square of their number."""
    run = 0
    for place, character in enumerate(text):
        run = run + 1 if character > "\u02ff" and unicodedata.combining(character) else 0
        if run > MAX_MARKS:
            raise Refused(
                f"More than {MAX_MARKS} accents are piled on one letter. Delete all but one.",
                _line_of(text, place),
            )
