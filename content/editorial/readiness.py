"""What a reviewer has left undone, and in whose way that stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.text import Truncator

from content.editorial import commenting, comparing
from content.editorial.articles import Revision
from content.editorial.changes import Change
from content.editorial.progress import WorkflowError

MOST_NAMED = 5
MOST_LETTERS = 80
SAY_WHETHER = "Say whether you read the whole page. Only that moves the date of its full review."
ANOTHER_TEXT = (
    f"{comparing.MOST_TO_LOOK_AT} changes and more could hurt somebody, so it is another text. Read"
    " the whole page, and say that you did."
)


class NotReadyError(WorkflowError):
    """A reviewer has left something undone. `reasons` are all the sentences that say what."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def not_looked_at(
    changes: Sequence[Change], looked_at: Collection[str], *, read_whole: bool | None
) -> list[str]:
    """Say which dangerous changes nobody has looked at yet."""
    told = []
    left = [change for change in changes if change.key not in looked_at]
    if left:
        names = [f"{each.name} in “{each.where}”" if each.where else each.name for each in left]
        several = "changes that could hurt somebody are"
        one = "change that could hurt somebody is"
        told.append(
            f"{len(left)} {several if len(left) > 1 else one} not looked at yet: {_listed(names)}."
        )
    if len(changes) == comparing.MOST_TO_LOOK_AT and not read_whole:
        told.append(ANOTHER_TEXT)
    return told


def not_answered(revision: Revision) -> list[str]:
    """Say which comments on a text wait for an answer."""
    said = list(commenting.open_on(revision).order_by("at", "pk").values_list("words", flat=True))
    if not said:
        return []
    wait = "comments wait" if len(said) > 1 else "comment waits"
    shortened = [f"“{Truncator(words).chars(MOST_LETTERS)}”" for words in said]
    return [f"{len(said)} {wait} for an answer: {_listed(shortened)}."]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return "; ".join([*names[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
