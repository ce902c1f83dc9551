"""Files that somebody may send as a picture: good ones, odd ones, and ones made to hurt."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

# Stands in whatever a picture carries beside its pixels. None of it may be kept.
SECRET = "Somebody's living room"
TURNED = {1: (40, 20), 2: (40, 20), 3: (40, 20), 4: (40, 20)} | dict.fromkeys(range(5, 9), (20, 40))
KINDS = ("PNG", "JPEG", "WEBP")
OTHER_KINDS = (
    "AVIF BLP BMP DDS DIB EPS GIF ICNS ICO JPEG2000 PCX PDF PPM QOI SGI SPIDER TGA TIFF".split()
)
SVG = "http://www.w3.org/2000/svg"
ACTIVE = {
    "an SVG with a script": f'<svg xmlns="{SVG}"><script>alert(1)</script></svg>',
    "an SVG with onload": f'<svg xmlns="{SVG}" onload="alert(1)"/>',
    "an SVG with a line in its tag": f'<svg xmlns="{SVG}"><script\n>alert(1)</script></svg>',
    "an SVG with a script by another name": f'<x:svg xmlns:x="{SVG}"><x:script/></x:svg>',
    "an SVG with a link": f'<svg xmlns="{SVG}"><a href="javascript:alert(1)">a</a></svg>',
    "an SVG with a page in it": f'<svg xmlns="{SVG}"><foreignObject><p/></foreignObject></svg>',
    "an SVG that moves": f'<svg xmlns="{SVG}"><animate onbegin="alert(1)"/></svg>',
    "an SVG that calls home": f'<svg xmlns="{SVG}"><image href="https://evil.example/a"/></svg>',
    "an SVG with an entity": f'<!DOCTYPE a [<!ENTITY b "c">]><svg xmlns="{SVG}">&b;</svg>',
    "a harmless SVG": f'<svg xmlns="{SVG}"><rect width="9" height="9"/></svg>',
    "a page": "<!doctype html><script>alert(1)</script>",
    "a page that begins like a GIF": "GIF89a/*<script>alert(1)</script>*/=1",
    "a page that begins like a PNG": "\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "a script": "alert(document.cookie)",
    "a style sheet": "body { background: url(https://evil.example) }",
    "a PHP page": "<?php system($_GET['c']); ?>",
    "a PostScript picture": "%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file\n",
    "a server's settings": "AddType text/html .png",
    "a spell for a converter": "push graphic-context\nfill 'url(https://evil.example/\"|id\")'\n",
    "a letter": "Dear editor,\n" * 50,
    "nothing": "",
    "one byte": "\x89",
}
NAMES = (
    "../../evil.html",
    "..\\..\\evil.html",
    "/etc/passwd",
    "evil.php",
    "evil.svg",
    "evil.png.html",
    "evil.png\x00.html",
    ".htaccess",
    "CON",
    "<img src=x onerror=alert(1)>.png",
    "a\r\nSet-Cookie: b.png",
    "\u202egnp.lmth",
    "picture",
    "x" * 300 + ".png",
)
TYPES = (
    "text/html",
    "image/svg+xml",
    "application/x-httpd-php",
    "text/javascript",
    "image/gif",
    "multipart/mixed",
    "nonsense",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file with the name and the type that its sender gives it; `size` where it is a picture."""

    content: bytes
    name: str = "picture.png"
    content_type: str = "image/png"
    size: tuple[int, int] | None = None


def encoded(
    kind: str,
    *,
    size: tuple[int, int] = (40, 20),
    mode: str = "RGB",
    colour: Any = 0,
    **options: Any,
) -> bytes:
    """Return a picture as a file."""
    file = io.BytesIO()
    Pillow.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def files() -> dict[str, Sent]:
    """Return every file by what it is."""
    return dict([*_pictures(), *_with_secrets(), *_other_kinds(), *_broken(), *_bombs(), *_named()])


def _pictures() -> Iterator[tuple[str, Sent]]:
    modes = {"PNG": "1 L LA P RGB RGBA I;16", "JPEG": "L RGB CMYK", "WEBP": "RGB RGBA"}
    for kind, names in modes.items():
        for mode in names.split():
            yield f"a {kind} of {mode}", Sent(encoded(kind, mode=mode), size=(40, 20))
        for turn, size in TURNED.items():
            exif = Pillow.Exif()
            exif[0x0112] = turn
            yield f"a {kind} turned by {turn}", Sent(encoded(kind, exif=exif), size=size)


def _with_secrets() -> Iterator[tuple[str, Sent]]:
    said, exif, text, packed = SECRET.encode(), Pillow.Exif(), PngInfo(), PngInfo()
    exif[0x010E] = SECRET
    text.add_text("Comment", SECRET)
    packed.add_itxt("Comment", SECRET, zip=False)
    carrying: dict[str, dict[str, Any]] = {
        "PNG": {"pnginfo": text, "exif": exif, "icc_profile": said},
        "JPEG": {"comment": said, "exif": exif, "icc_profile": said, "xmp": said},
        "WEBP": {"exif": exif, "xmp": said, "icc_profile": said},
    }
    for kind, options in carrying.items():
        for name, value in options.items():
            yield f"a {kind} with {name}", Sent(encoded(kind, **{name: value}), size=(40, 20))
        behind = encoded(kind) + said + b"<script>alert(1)</script>"
        yield f"a {kind} with a page behind it", Sent(behind, size=(40, 20))
    yield "a PNG with a longer text", Sent(encoded("PNG", pnginfo=packed), size=(40, 20))
    other = Pillow.new("RGB", (10, 10))
    many = encoded("MPO", save_all=True, append_images=[other], comment=said)
    yield "a telephone's JPEG", Sent(many, size=(40, 20))


def _other_kinds() -> Iterator[tuple[str, Sent]]:
    for kind in OTHER_KINDS:
        mode = {"BLP": "P", "SPIDER": "F"}.get(kind, "RGB")
        size = (16, 16) if kind in ("ICNS", "ICO") else (40, 20)
        yield f"a {kind} that is said to be a PNG", Sent(encoded(kind, mode=mode, size=size))
    for name, words in ACTIVE.items():
        yield name, Sent(words.encode("latin-1"), name="picture.png")
    wide = ACTIVE["an SVG with a script"].encode("utf-16")
    yield "an SVG in wide letters", Sent(wide, "a.svg", "image/svg+xml")


def _broken() -> Iterator[tuple[str, Sent]]:
    for kind in KINDS:
        whole = encoded(kind, size=(200, 200), mode="RGB", colour="red")
        for percent in (10, 50, 90):
            yield f"{percent} % of a {kind}", Sent(whole[: len(whole) * percent // 100])
        for place in (4, 9, 20, 40, len(whole) // 2):
            spoilt = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
            yield f"a {kind} with byte {place} turned", Sent(spoilt)


def _bombs() -> Iterator[tuple[str, Sent]]:
    other = Pillow.new("RGB", (40, 20), "blue")
    for kind in ("PNG", "WEBP"):
        moving = encoded(kind, save_all=True, append_images=[other] * 50)
        yield f"a {kind} that moves", Sent(moving)
    yield "a PNG of 400 million pixels", Sent(encoded("PNG", size=(20_000, 20_000), mode="1"))
    yield "a PNG of one long line", Sent(encoded("PNG", size=(5_000_000, 6), mode="1"))
    yield "a JPEG of 36 million pixels", Sent(encoded("JPEG", size=(6_000, 6_000), mode="L"))
    yield (
        "a PNG of 24 million pixels",
        Sent(encoded("PNG", size=(6_000, 4_000), mode="P"), size=(1_600, 1_067)),
    )
    small = encoded("PNG")
    yield "a PNG that says it is larger", Sent(_header(small, 60_000, 60_000))
    yield "a PNG that says it is empty", Sent(_header(small, 0, 0))
    yield "a PNG with a text that swells", Sent(_with_chunk(small, b"zTXt", b"a\0\0" + _swollen()))
    yield (
        "a PNG with a profile that swells",
        Sent(_with_chunk(small, b"iCCP", b"a\0\0" + _swollen())),
    )
    yield "eleven megabytes", Sent(b"\x89PNG\r\n\x1a\n" + b"\0" * 11_000_000)


def _named() -> Iterator[tuple[str, Sent]]:
    good = encoded("PNG", colour="red")
    for name in NAMES:
        yield f"a picture called {name[:30]!r}", Sent(good, name=name, size=(40, 20))
    for kind in TYPES:
        yield f"a picture said to be {kind}", Sent(good, content_type=kind, size=(40, 20))


def _swollen() -> bytes:
    return zlib.compress(b"a" * 100_000_000, 1)


def _chunk(kind: bytes, content: bytes) -> bytes:
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def _header(png: bytes, width: int, height: int) -> bytes:
    return png[:8] + _chunk(b"IHDR", struct.pack(">II", width, height) + png[24:29]) + png[33:]


def _with_chunk(png: bytes, kind: bytes, content: bytes) -> bytes:
    return png[:33] + _chunk(kind, content) + png[33:]
