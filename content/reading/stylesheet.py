"""The one stylesheet that readers are served, joined from its parts.

An `@import` chain costs a phone one round trip a file, so the parts in `static/site/parts/` are
joined into `static/site/site.css`, which is kept beside them and held to them by a test. Run
`python -m content.reading.stylesheet` after changing a part.
"""

import re
from itertools import groupby
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "static" / "site"
PARTS = SITE / "parts"
SERVED = SITE / "site.css"

_LAYERS = re.compile(r"^@layer [\w, ]+;$", re.MULTILINE)
_IMPORT = re.compile(r'^@import "(?P<part>[\w/-]+\.css)" layer\((?P<layer>\w+)\);$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def build() -> str:
    """Join the parts in the order that `parts/order.css` imports them, each in its layer."""
    order = (PARTS / "order.css").read_text(encoding="utf-8")
    layers = _LAYERS.search(order)
    if layers is None:
        raise ValueError("parts/order.css must declare its layers in one @layer line.")

    joined = [layers.group()]
    imports = [(found["layer"], found["part"]) for found in _IMPORT.finditer(order)]
    for layer, group in groupby(imports, key=lambda pair: pair[0]):
        joined += [f"@layer {layer} {{", *(_without_comments(part) for _, part in group), "}"]
    return "\n".join(joined) + "\n"


def parts() -> list[str]:
    """Name the parts, in order."""
    order = (PARTS / "order.css").read_text(encoding="utf-8")
    return [found["part"] for found in _IMPORT.finditer(order)]


def _without_comments(part: str) -> str:
    text = _COMMENT.sub("", (PARTS / part).read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


if __name__ == "__main__":
    SERVED.write_text(build(), encoding="utf-8")
