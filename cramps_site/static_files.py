"""Static files: how they are named, and the same headers as on every other answer."""

from collections.abc import MutableMapping

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Files named by what is in them. A script that imports another names it in the same way."""

    support_js_module_import_aggregation = True


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Add them to a file that WhiteNoise is about to serve."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "same-origin"
