"""Characters that look alike and are not: a dose searched for by one is not found by the other."""

from content.rendering.document import Problem

MICRO_SIGN, GREEK_MU = "\u00b5", "\u03bc"


def mixed_micro_signs(text: str) -> list[Problem]:
    """Give the problem of a text that writes “micro” in two ways."""
    if MICRO_SIGN not in text or GREEK_MU not in text:
        return []
    place = max(text.index(MICRO_SIGN), text.index(GREEK_MU))
    return [
        Problem(
            "“Micro” is written here with two characters that look alike: the micro sign (U+00B5) "
            "and the Greek letter mu (U+03BC). Use one of them, or write “micrograms”.",
            text.count("\n", 0, place) + 1,
        )
    ]
