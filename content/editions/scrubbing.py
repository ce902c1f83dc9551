"""Taking out of a reader's words what could say who they are. Pure: no Django, no database.

It takes out too much rather than too little: a dose that is lost can be guessed, a telephone number
that is kept cannot be taken back. What no pattern can find, such as a name, the form warns about.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 500

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Endings of addresses that are no English words: people forget the space after a full stop.
ENDING = (
    r"(?:com|org|net|edu|gov|info|io|uk|co|eu|ie|de|fr|es|nl|ch|se|dk|pl|pt|au|nz|ca|br|jp|ru|app)"
)
HOST = rf"[\w-]+(?:\.[\w-]+)*\.{ENDING}\b"
AT = r"(?:\s*[(\[{<]\s*at\s*[)\]}>]\s*|\s+@\s+|@)"
DOT = r"(?:\s*[(\[{<]\s*dot\s*[)\]}>]\s*|\s+dot\s+|\.)"

# What is looked for, in this order, and what is put in its place.
PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\b(?:[a-z][a-z0-9+.-]*:/+|www\d?\.)\S+", "[web address]"),
        (rf"[\w.+'-]+{AT}[\w-]+(?:{DOT}[\w-]+)*", "[e-mail address]"),
        (r"[\w.+'-]+\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+", "[e-mail address]"),
        (rf"[\w.+'-]+\s+at\s+{HOST}", "[e-mail address]"),
        (r"@\w+", "[name]"),
        (rf"\b{HOST}(?:[/?#:]\S*)?", "[web address]"),
        (rf"\b{DAY}\s*(?:of\s+)?[-/ ]?{MONTH},?[-/ ]*'?\d{{2,4}}\b", "[date]"),
        (rf"\b{MONTH}[-/ ]*{DAY},?[-/ ]+'?\d{{2,4}}\b", "[date]"),
        (r"(?<![\d./-])\d{1,4}([./-])\d{1,2}\1\d{2,4}(?![./-]?\d)", "[date]"),
        # Six figures or more, however they are set apart: telephones, NHS numbers, accounts.
        (r"[+(]*\d(?:[\s()./_-]{0,3}\d){5,}", "[number]"),
        (r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}\b", "[postcode]"),
    )
)


def scrubbed(words: str) -> str:
    """Return words on one line without addresses, telephone numbers, dates and long numbers."""
    # Letters and figures of other widths become plain ones, which the patterns know.
    plain = unicodedata.normalize("NFKC", words)
    line = " ".join("".join(map(_visible, plain)).split())
    for pattern, instead in PATTERNS:
        line = pattern.sub(instead, line)
    return line[:LONGEST].strip()


def _visible(letter: str) -> str:
    """Return a letter, a space for white space, and nothing for what nobody sees."""
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    return "" if category.startswith("C") else letter
