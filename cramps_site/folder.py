"""The folder that holds the site's data, and the key in it that signs sessions."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def made(data_dir: Path) -> Path:
    """Return the folder, and make it when it is not there. Refuses one that cannot be made."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(_refusal(data_dir, error)) from error
    return data_dir


def secret_key(data_dir: Path) -> str:
    """Return the site's own secret key, and make one that only its owner can read when none is."""
    path = data_dir / "secret-key"
    try:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as new:
                new.write(secrets.token_urlsafe(64))
        key = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(_refusal(data_dir, error)) from error
    if not key:
        raise ImproperlyConfigured(f"{path} is empty. Delete it and start again.")
    return key


def _refusal(data_dir: Path, error: OSError) -> str:
    return (
        f"{data_dir} cannot be written to ({error.strerror}). Give the site a folder of its own"
        " with DATA_DIR."
    )
