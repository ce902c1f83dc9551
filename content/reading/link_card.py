"""The picture that a link to a page is shown with elsewhere: the page's title, by lamplight.

It is the one panel of the site that is dark by day too, so that it glares in nobody's dark room.
Its words are the title of an edition and the name of the site, and no others.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from content.reading import site

WIDTH, HEIGHT = 1200, 630
# The tokens --now, --now-text and --now-accent, as the screen shows them.
NIGHT, CREAM, LAMP = "#221d3e", "#f3ead9", "#f0c77c"
FONT = Path(__file__).resolve().parent / "fonts" / "NotoSerif-Bold.ttf"

MARGIN, TITLE_TOP, TITLE_WIDTH, TITLE_HEIGHT = 84, 140, 716, 368
SIZES = range(88, 32, -4)
LEADING = 1.16
NAME_SIZE, NAME_BASE = 34, HEIGHT - 62

# A leg from the knee to the toes, in one line from the edge and back to it. The calf is hatched, as
# every drawing of the site hatches the muscle that it means.
Point = tuple[float, float]
KNEE: Point = (898, -20)
CURVES: tuple[tuple[Point, Point, Point], ...] = (
    ((850, 90), (858, 200), (902, 300)),
    ((922, 350), (926, 410), (906, 468)),
    ((893, 506), (892, 552), (936, 552)),
    ((990, 552), (1060, 552), (1108, 552)),
    ((1148, 552), (1150, 512), (1112, 496)),
    ((1060, 472), (1018, 452), (1016, 404)),
    ((1012, 330), (1062, 210), (1068, 90)),
    ((1070, 50), (1070, 10), (1068, -20)),
)
HATCHING: tuple[Point, ...] = (
    (881, 78),
    (878, 108),
    (878, 138),
    (880, 168),
    (885, 198),
    (892, 228),
    (901, 256),
)
HATCH: Point = (44, -26)
LINE, FINE_LINE = 10, 6
STEPS = 40
# Lines are drawn this much larger and then made smaller, so that no edge is jagged.
FINER = 3
COLOURS = 48
MOST_KEPT = 64


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the picture of the site itself."""
    return answer("")


def answer(title: str) -> HttpResponse:
    """Answer with the picture of a title."""
    response = HttpResponse(drawn(title, settings.SITE_NAME), content_type="image/png")
    response.headers["Cache-Control"] = site.KEPT_FOR
    # It is made to be shown on other sites.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@lru_cache(MOST_KEPT)
def drawn(title: str, name: str) -> bytes:
    """Draw the picture of a title, or of the site's name where there is none, as a PNG.

    Words with a letter that the font has not are left out: a card without words beats boxes.
    """
    picture = _ground().copy()
    pen = ImageDraw.Draw(picture)
    if can_write(title or name):
        _write(pen, title or name)
    if title and can_write(name):
        _sign(pen, name)
    file = io.BytesIO()
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def can_write(words: str) -> bool:
    """Say whether the font has every letter of some words."""
    font = _font(NAME_SIZE)
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) != missing for letter in set("".join(words.split())))


def fitted(words: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits its place, and its lines, evenly long.

    Only a title with a word too long for any size has that word broken; what is too long for its
    place even so is cut.
    """
    smallest = SIZES[-1]
    most = int(TITLE_HEIGHT / (smallest * LEADING))
    fits = [
        (size, lines)
        for size in SIZES
        if len(lines := _lines(words, size, TITLE_WIDTH)) * size * LEADING <= TITLE_HEIGHT
    ] or [(smallest, _lines(words, smallest, TITLE_WIDTH)[:most])]
    size, lines = next((fit for fit in fits if _is_whole(fit[1], words)), fits[0])
    narrow = (_lines(words, size, width) for width in range(TITLE_WIDTH // 2, TITLE_WIDTH, 12))
    as_good = (
        even
        for even in narrow
        if len(even) == len(lines) and _is_whole(even, words) == _is_whole(lines, words)
    )
    return size, next(as_good, lines)


def _is_whole(lines: list[str], words: str) -> bool:
    return " ".join(lines).split() == words.split()


def _lines(words: str, size: int, width: int) -> list[str]:
    """Break words into lines of at most a width; a word that is longer is broken too."""
    font = _font(size)
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        # A word that fits is taken in one step, since measuring each letter takes time.
        for letter in [word] if font.getlength(word) <= width else word:
            if font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _write(pen: ImageDraw.ImageDraw, words: str) -> None:
    size, lines = fitted(words)
    for number, line in enumerate(lines):
        at = (MARGIN, TITLE_TOP + number * size * LEADING)
        pen.text(at, line, fill=CREAM, font=_font(size), anchor="la")


def _sign(pen: ImageDraw.ImageDraw, name: str) -> None:
    [line, *more] = _lines(name, NAME_SIZE, TITLE_WIDTH - NAME_SIZE) or [""]
    shown = f"{line}…" if more else line
    pen.text((MARGIN, NAME_BASE), shown, fill=LAMP, font=_font(NAME_SIZE), anchor="ls")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


@cache
def _ground() -> Image.Image:
    """Return what every card shows: the leg, and the stroke that opens a section."""
    lines = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    pen = ImageDraw.Draw(lines)
    leg = [KNEE]
    for curve in CURVES:
        leg += _along(leg[-1], *curve)
    _stroke(pen, leg, LINE)
    _stroke(pen, [(MARGIN + LINE / 2, 96), (MARGIN + 86, 96)], LINE)
    for x, y in HATCHING:
        _stroke(pen, [(x, y), (x + HATCH[0], y + HATCH[1])], FINE_LINE)
    ground = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    ground.paste(LAMP, mask=lines.reduce(FINER))
    return ground


def _along(one: Point, two: Point, three: Point, four: Point) -> Iterator[Point]:
    """Yield points along a cubic curve, without its first."""
    for step in range(1, STEPS + 1):
        t = step / STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        ends = list(zip(shares, (one, two, three, four), strict=True))
        yield sum(share * x for share, (x, _) in ends), sum(share * y for share, (_, y) in ends)


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], width: int) -> None:
    """Draw a line with round ends and joins: Pillow's own joins leave notches in a curve."""
    for (x, y), (to_x, to_y) in pairwise(points):
        dots = math.ceil(math.dist((x, y), (to_x, to_y)) * FINER)
        for dot in range(dots + 1):
            part = dot / dots
            at = (round((x + (to_x - x) * part) * FINER), round((y + (to_y - y) * part) * FINER))
            pen.circle(at, width * FINER / 2, fill=255)
