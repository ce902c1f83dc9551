"""The content security policies: what a browser may load and run, for readers and at the desk."""

import base64
import hashlib
from pathlib import Path

from csp.constants import NONE, SELF

from content.reading import styles


def _digest(text: str) -> str:
    found = base64.b64encode(hashlib.sha256(text.encode()).digest())
    return f"'sha256-{found.decode()}'"


# The one script that stands in the page: a larger text has to be large before it is first drawn,
# and the other scripts wait until the page is there.
_FIRST = Path(__file__).resolve().parent.parent / "templates/includes/first.js"

PUBLIC = {
    "default-src": [NONE],
    "script-src": [SELF, _digest(_FIRST.read_text(encoding="utf-8"))],
    # What a page's own scripts fetch; and without it an audit cannot read robots.txt.
    "connect-src": [SELF],
    # The sheets that stand in the page.
    "style-src": [SELF, *(_digest(styles.rules(name)) for name in styles.NAMES)],
    "img-src": [SELF],
    "font-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
    # The one policy makes the one address of the worker: static/site/js/offline.js.
    "trusted-types": ["offline"],
}
# The admin's own scripts cannot live under Trusted Types, and the desk shows a page in a frame.
DESK = {
    "script-src": [SELF],
    "connect-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "worker-src": [NONE],
    "manifest-src": [NONE],
}
