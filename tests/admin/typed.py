"""Forms as somebody fills them in."""

from __future__ import annotations

from content.admin import typed
from content.editorial import checklist, comparing


def text(revision, **changed):
    """The editor's form, as it stands for a revision and with some fields typed anew."""
    fields = typed.from_text(revision.text())
    del fields["leaning"]
    return {**fields, "based_on": revision.number, **changed}


def yes(review, **changed):
    """The form of a review, filled in by somebody with nothing against the text."""
    answers = {f"answer-{key}": value for key, value in checklist.all_yes(review.role).items()}
    seen = sorted(comparing.all_looked_at(review.revision))
    return {
        **answers,
        "read_whole": "yes",
        "looked_at": seen,
        "shown": review.revision.digest,
        "note": "",
        **changed,
    }
