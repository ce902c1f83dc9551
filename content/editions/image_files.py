"""The bytes of pictures, in the site's storage, under the name that their digest gives them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml"}


def write(name: str, content: bytes) -> None:
    """Keep bytes under a name that says what they are. A file that is there already is right.

    On a disk the name appears only when every byte is down, so that a full disk or a lost power
    leaves no half picture.
    """
    if default_storage.exists(name):
        return
    if isinstance(default_storage, FileSystemStorage):
        _write_whole(Path(default_storage.path(name)), content)
    else:
        default_storage.save(name, ContentFile(content))


def read(name: str) -> bytes:
    """Return the bytes. Raises FileNotFoundError when they are gone, or others stand there."""
    with default_storage.open(name) as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != Path(name).stem:
        raise FileNotFoundError(f"{name} does not hold the picture that it is named for.")
    return content


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(scratch).chmod(0o644)
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
