"""Which addresses a reader may be sent to."""

import re

WEB = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#]\S*)?\Z"
)
MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")
MAX_BRIEF = 60
TELEPHONE = re.compile(r"tel:\+?[0-9](?:[0-9-]*[0-9])?\Z")


def is_outside(href: str) -> bool:
    """Say whether this is an address elsewhere that a link may have."""
    if "\\" in href or "%5C" in href.upper():
        return False
    return bool(WEB.match(href) or MAIL.match(href) or TELEPHONE.match(href))


def brief(words: str) -> str:
    """Shorten what somebody typed to what fits in a sentence."""
    return words if len(words) <= MAX_BRIEF else f"{words[: MAX_BRIEF - 1]}…"
