"""Static files: how they are named, and the same headers as on every other answer."""

import re
from collections.abc import MutableMapping
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What phones are sent. The desk's scripts and the admin's go out as they were written.
READERS_SCRIPTS = "site/js/"
_COMMENT = re.compile(r"^\s*(?://.*|/\*(?:[^*]|\*(?!/))*\*/)\s*\n", re.MULTILINE)
_MARGIN = re.compile(r"^\s+", re.MULTILINE)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Files named by what is in them. A script that imports another names it in the same way."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        """Keep a file as it comes, but for what a reader's script says to the next person."""
        if name.startswith(READERS_SCRIPTS) and name.endswith(".js"):
            content = ContentFile(without_comments(b"".join(content.chunks()).decode()).encode())
        return str(super()._save(name, content))


def without_comments(script: str) -> str:
    """Return a script without the lines that are comments, and without its margins."""
    return _MARGIN.sub("", _COMMENT.sub("", script))


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Add them to a file that WhiteNoise is about to serve."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "same-origin"
