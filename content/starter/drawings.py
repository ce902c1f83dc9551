"""The drawings that ship with the site, kept as pictures by the digest of their bytes."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import datetime
from pathlib import Path

from django.conf import settings
from PIL import Image as Pillow

from content.editions import image_files
from content.editions.images import Drawing, Image
from content.starter.files import LibraryError

BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')


def folder() -> Path:
    """Return where the drawings are."""
    return Path(settings.BASE_DIR) / "static" / "drawings"


def keep_all(*, at: datetime) -> int:
    """Keep every drawing as it is today; return how many. Pages keep the one they show."""
    paths = sorted(folder().glob("*.svg"))
    for path in paths:
        _keep(path, at=at)
    return len(paths)


def keep_exported(path: Path, *, at: datetime) -> Image:
    """Keep a picture of an exported library, byte for byte.

    Raises LibraryError for a file that is not what its name says.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != path.stem or path.suffix[1:] not in image_files.TYPES:
        raise LibraryError([f"images/{path.name}: its bytes are not those its name stands for."])
    return _kept(content, path.suffix[1:], at=at)


def _keep(path: Path, *, at: datetime) -> None:
    image = _kept(path.read_bytes(), "svg", at=at)
    Drawing.objects.update_or_create(name=path.stem, defaults={"image": image})


def _kept(content: bytes, extension: str, *, at: datetime) -> Image:
    digest = hashlib.sha256(content).hexdigest()
    image = Image.objects.filter(pk=digest).first()
    if image is None:
        width, height = _size(content, extension)
        image = Image(
            sha256=digest,
            extension=extension,
            width=width,
            height=height,
            size=len(content),
            added_at=at,
        )
        image_files.write(image.file_name, content)
        image.save()
    return image


def _size(content: bytes, extension: str) -> tuple[int, int]:
    if extension != "svg":
        with Pillow.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as picture:
            return picture.size
    box = BOX.search(content.decode())
    if box is None:
        raise LibraryError(["A drawing has no viewBox, so its size is not known."])
    width, height = (round(float(side)) for side in box.groups())
    return width, height
