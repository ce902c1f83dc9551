"""Pictures: uploaded ones by content hash, and the repository's drawings by name."""

import re

from markdown_it.token import Token

from content.rendering.addresses import brief
from content.rendering.document import ImageFile
from content.rendering.escape import attribute
from content.rendering.galley import Galley
from content.rendering.syntax.marks import words_of
from content.rendering.tree import Node

KEY = re.compile(r"(?:media:[0-9a-f]{64}|drawing:[a-z0-9]+(?:-[a-z0-9]+)*)\Z")
DECORATIVE = "decorative"
# How wide a picture stands: the measure of the text, or a telephone without its margins.
SIZES = "(min-width: 40rem) 36rem, 92vw"
OURS = ("article_link", "citation", "red_flag", "glossary")


def is_key(src: str) -> bool:
    """Say whether this names a picture that the site could have."""
    return bool(KEY.match(src))


def alone(node: Node) -> Token | None:
    """Give the picture that is all there is in this paragraph."""
    words = node.words
    return words[0] if len(words) == 1 and words[0].type == "image" else None


def set_figure(galley: Galley, token: Token, line: int | None) -> None:
    """Set a picture that stands by itself, with its title as the caption."""
    galley.put('<figure class="figure">')
    set_picture(galley, token, line, css_class="figure__picture")
    galley.plain.end()
    if caption := str(token.attrs.get("title", "")).strip():
        galley.put("<figcaption>")
        galley.say(caption)
        galley.put("</figcaption>")
        galley.plain.end()
    galley.put("</figure>\n")


def set_inline(galley: Galley, token: Token, line: int | None) -> None:
    """Set a picture that stands among words."""
    set_picture(galley, token, line, css_class="")


def set_picture(galley: Galley, token: Token, line: int | None, *, css_class: str) -> bool:
    """Set one picture, or its words where there is none to show; say which."""
    src = str(token.attrs["src"])
    alt = " ".join(words_of(token.children or ()).split())
    image = galley.resolve.images.get(src) if is_key(src) else None
    if is_key(src):
        galley.images.setdefault(src)
    if image is None:
        galley.mistake(alt or token.content or src, _fault_of(src), line)
        return False
    if not alt:
        galley.problem(
            "This picture has no words for those who cannot see it. Write what it shows between "
            "the brackets, or “decorative” if it shows nothing that matters.",
            line,
        )
    if any(child.type in OURS for child in token.children or ()):
        galley.problem(
            "The words for a picture are read out as they stand. Take the link, citation or "
            "glossary word out of them.",
            line,
        )
    shown = "" if alt == DECORATIVE else alt
    galley.addresses.add(image.href)
    start = f'<img class="{css_class}"' if css_class else "<img"
    # A drawing is small, and paper does not scroll: only photographs wait until they are near.
    waits = "" if src.startswith("drawing:") else ' loading="lazy"'
    galley.put(
        f'{start} src="{attribute(image.href)}"{_widths(galley, image)} width="{image.width}" '
        f'height="{image.height}" alt="{attribute(shown)}"{waits}>'
    )
    galley.plain.at(line)
    galley.plain.add(shown)
    galley.plain.mark("picture", src, shown)
    return True


def _widths(galley: Galley, image: ImageFile) -> str:
    """Offer both widths of a picture, if it has two."""
    if image.narrow is None:
        return ""
    galley.addresses.add(image.narrow.href)
    both = ", ".join(f"{file.href} {file.width}w" for file in (image.narrow, image))
    return f' srcset="{attribute(both)}" sizes="{SIZES}"'


def _fault_of(src: str) -> str:
    if not is_key(src):
        return (
            f"“{brief(src)}” is not a picture of this site. Upload it, or name a drawing: "
            "![what it shows](drawing:calf-stretch-at-a-wall)."
        )
    kind, _, name = src.partition(":")
    if kind == "drawing":
        return f"There is no drawing “{name}”. Correct its name."
    return f"The picture {brief(src[:18])} is not there. Upload it again."
