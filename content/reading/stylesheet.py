"""The stylesheets that readers are served, joined from their parts, and the desk's three others.

A page holds its sheets (see styles.py), so the parts in `static/site/parts/` are joined into
`static/site/site.css`, which is kept beside them and held to them by a test. Run
`python -m content.reading.stylesheet` after changing a part.

Every page has that sheet, so what one kind of page alone needs is no part of it. That has an order
of its own, as `order-sheet.css`, and becomes a second sheet, `sheet.css`, which that page has too.

The desk shows a page by day, in the dark and on paper, whatever screen it is shown on. For that it
puts one more sheet after this one, made of the same parts. Readers are never served those.

What scripts add to a page brings its own look: `static/site/tools.css`, made into a script here.
"""

import json
import re
from itertools import groupby
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "static" / "site"
PARTS = SITE / "parts"
SERVED = SITE / "site.css"
EVERYWHERE = "order.css"
PAPER = ("print.css", "sheet.css")
SEEN = SITE.parent / "desk" / "seen"
TOOLS = SITE / "tools.css"
DRESS = SITE / "js" / "dress.js"

_LAYERS = re.compile(r"^@layer [\w, ]+;$", re.MULTILINE)
_IMPORT = re.compile(r'^@import "(?P<part>[\w/-]+\.css)" layer\((?P<layer>\w+)\);$', re.MULTILINE)
_DAY = re.compile(r"^:root \{\n(?P<rules>[^}]*)\}", re.MULTILINE)
_DARK = re.compile(
    r"^@media \(prefers-color-scheme: dark\) \{\n:root \{\n(?P<rules>[^}]*)\}\n\}", re.MULTILINE
)
_PAPER = re.compile(r"^@media print \{\n(?P<rules>.*)^\}$", re.MULTILINE | re.DOTALL)
_TOKEN = re.compile(r"--[\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A string as it is, or a mark with the space that nobody needs around it.
_SPACED = re.compile(r'(?P<string>"[^"]*")|(?:\s*;)?\s*(?P<mark>[{},;])\s*|(?<=:)\s+')
# The mark between two selectors; in a sum the same mark needs its spaces.
_BETWEEN = re.compile(r" ([>+~]) (?=[^;}]*\{)")


def build(order: str = EVERYWHERE) -> str:
    """Join the parts in the order in which a file of the parts imports them, each in its layer."""
    listed = (PARTS / order).read_text(encoding="utf-8")
    layers = _LAYERS.search(listed)
    if layers is None:
        raise ValueError(f"parts/{order} must declare its layers in one @layer line.")

    joined = [layers.group()]
    imports = [(found["layer"], found["part"]) for found in _IMPORT.finditer(listed)]
    for layer, group in groupby(imports, key=lambda pair: pair[0]):
        joined.append(f"@layer {layer}{{{''.join(_tight(PARTS / part) for _, part in group)}}}")
    return "\n".join(joined) + "\n"


def orders() -> dict[str, Path]:
    """Name the files that order parts, and the sheet that each becomes."""
    apart = sorted(path.name for path in PARTS.glob("order-*.css"))
    return {EVERYWHERE: SERVED} | {name: SITE / name.removeprefix("order-") for name in apart}


def seen() -> dict[str, str]:
    """Make the sheets that show a page by day, in the dark and on paper, on any screen."""
    tokens = _without_comments("tokens.css")
    dark = _rules(_DARK, tokens)
    changing = set(_TOKEN.findall(dark))
    lines = _rules(_DAY, tokens).splitlines(keepends=True)
    day = "".join(line for line in lines if line.partition(":")[0] in changing)
    return {
        "day": f":root {{\ncolor-scheme: light;\n{day}}}\n",
        "dark": f":root {{\ncolor-scheme: dark;\n{dark}}}\n",
        "paper": f":root {{\n{day}}}\n"
        + "".join(_rules(_PAPER, _without_comments(p)) for p in PAPER),
    }


def dress() -> str:
    """Make the script that brings the look of what scripts add."""
    return f"export default {json.dumps(_tight(TOOLS))};\n"


def parts() -> list[str]:
    """Name the parts of all the sheets, in order."""
    listed = "".join((PARTS / order).read_text(encoding="utf-8") for order in orders())
    return [found["part"] for found in _IMPORT.finditer(listed)]


def _tight(part: Path) -> str:
    """Return a part without its comments and spaces."""
    text = _COMMENT.sub("", part.read_text(encoding="utf-8")).strip()
    text = _SPACED.sub(lambda found: found["string"] or found["mark"] or "", text)
    return _BETWEEN.sub(r"\1", text)


def _rules(place: re.Pattern[str], part: str) -> str:
    found = place.search(part)
    if found is None:
        raise ValueError(f"Nothing in the parts is written as {place.pattern}.")
    return found["rules"]


def _without_comments(part: str) -> str:
    text = _COMMENT.sub("", (PARTS / part).read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


if __name__ == "__main__":
    for order, sheet in orders().items():
        sheet.write_text(build(order), encoding="utf-8")
    DRESS.write_text(dress(), encoding="utf-8")
    for look, rules in seen().items():
        (SEEN / f"{look}.css").write_text(rules, encoding="utf-8")
