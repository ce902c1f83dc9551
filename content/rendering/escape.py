"""Words made safe to stand in HTML, spelt as the sanitiser spells them."""

TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"})
ATTRIBUTE = str.maketrans(
    {"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}
)


def escape(words: str) -> str:
    """Make words safe between tags."""
    return words.translate(TEXT)


def attribute(words: str) -> str:
    """Make words safe between the quotation marks of an attribute."""
    return words.translate(ATTRIBUTE)
