"""Taking in pictures. What is kept is what we drew from the picture, never the file that came.

The name and the type that came with a file are ignored: its bytes are decoded, turned upright,
drawn anew without anything hidden in them, and known by their digest ever after.
"""

from __future__ import annotations

import hashlib
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from PIL import Image as Pillow
from PIL import ImageOps

from content.editions import image_files
from content.editions.images import Image
from content.editorial import people

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ADD = "add_image"
MOST_BYTES = 10_000_000
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 1600
# A picture wider than WIDE is kept a second time, NARROW pixels wide.
WIDE, NARROW = 900, 800
MOST_AN_HOUR = 60
EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
# A JPEG with smaller copies of itself behind it, as some telephones make.
PHONE = "MPO"
SETTINGS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 85, "optimize": True},
    "WEBP": {"quality": 85},
}


class UploadError(ValueError):
    """A file cannot be taken in, and what to do about it."""


def keep(content: bytes, *, by: User, at: datetime) -> Image:
    """Take in a picture; it stays private until an edition shows it. Raises UploadError."""
    people.require(by, ADD, "add pictures")
    lately = Image.objects.chosen().filter(added_by=by, added_at__gt=at - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise UploadError(
            f"You have added {MOST_AN_HOUR} pictures within the hour, which is the most. Go on"
            " with the others in an hour."
        )
    if len(content) > MOST_BYTES:
        raise UploadError(
            f"The picture has {len(content) / 1e6:.0f} MB; {MOST_BYTES / 1e6:.0f} MB is the most."
            " Make it smaller and add it again."
        )
    picture, kind = _drawn_anew(content)
    return _kept(picture, kind, by=by, at=at)


@transaction.atomic
def _kept(picture: Pillow.Image, kind: str, *, by: User, at: datetime) -> Image:
    """Keep a picture and, of a wide one, a narrow copy for phones."""
    encoded = io.BytesIO()
    picture.save(encoded, kind, **SETTINGS[kind])
    content = encoded.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    image: Image | None = Image.objects.filter(pk=digest).first()
    if image is None:
        is_wide = picture.width > WIDE
        image = Image(
            sha256=digest,
            extension=EXTENSIONS[kind],
            width=picture.width,
            height=picture.height,
            size=len(content),
            added_at=at,
            added_by=by,
            narrow=_kept(_narrowed(picture), kind, by=by, at=at) if is_wide else None,
        )
        # The file stands before the row that promises it.
        image_files.write(image.file_name, content)
        image.save()
    return image


def _drawn_anew(content: bytes) -> tuple[Pillow.Image, str]:
    """Decode a picture and draw it upright, small enough, and without anything but its pixels."""
    try:
        _check(content)
        with Pillow.open(io.BytesIO(content), formats=tuple(EXTENSIONS)) as picture:
            kind = _kind(picture)
            # A JPEG can be decoded at a fraction of its size.
            picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright = upright.convert(_mode(upright, kind))
    except UploadError:
        raise
    # A file that was made to break a decoder raises anything.
    except Exception as error:
        raise UploadError(
            "This is not a picture that can be read: add a PNG, a JPEG or a WebP file."
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info = {}
    return upright, kind


def _narrowed(picture: Pillow.Image) -> Pillow.Image:
    copy = picture.copy()
    copy.thumbnail((NARROW, picture.height))
    return copy


def _check(content: bytes) -> None:
    """Refuse a file before any of its pixels is decoded."""
    with Pillow.open(io.BytesIO(content), formats=tuple(EXTENSIONS)) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise UploadError(
                f"The picture is {width} by {height}; {MOST_PIXELS / 1e6:.0f} million pixels is the"
                " most. Make it smaller and add it again."
            )
        if picture.format != PHONE and getattr(picture, "n_frames", 1) != 1:
            raise UploadError("The picture moves. Add one that stands still.")
        picture.verify()


def _kind(picture: Pillow.Image) -> str:
    return "JPEG" if picture.format == PHONE else str(picture.format)


def _mode(picture: Pillow.Image, kind: str) -> str:
    clear = kind != "JPEG" and (picture.has_transparency_data or "A" in picture.getbands())
    return "RGBA" if clear else "RGB"
