"""The content security policies: what a browser may load and run, for readers and at the desk."""

import base64
import hashlib
from pathlib import Path

from csp.constants import NONE, SELF

# The one script that stands in the page: a larger text has to be large before it is first drawn.
_SIZE = Path(__file__).resolve().parent.parent / "templates/includes/size.js"
_SIZE_DIGEST = base64.b64encode(hashlib.sha256(_SIZE.read_bytes()).digest()).decode()

PUBLIC = {
    "default-src": [NONE],
    "script-src": [SELF, f"'sha256-{_SIZE_DIGEST}'"],
    # What a page's own scripts fetch; and without it an audit cannot read robots.txt.
    "connect-src": [SELF],
    "style-src": [SELF],
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
