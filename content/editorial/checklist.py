"""The questions that each role answers before it can approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

YES, NO, ABSENT = "yes", "no", "absent"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its key is kept with the answer; `may_be_absent` allows “Not in this text”."""

    key: str
    words: str
    may_be_absent: bool = False


CHECKLISTS: dict[str, tuple[Question, ...]] = {
    "clinical": (
        Question("facts", "Every fact agrees with its source."),
        Question("numbers", "Doses, numbers and units are right.", may_be_absent=True),
        Question("harms", "Every benefit has its harm beside it.", may_be_absent=True),
        Question("flags", "The warning signs are complete, each at the right level."),
        Question("groups", "It is safe for pregnancy, old age and kidney disease."),
    ),
    "editorial": (
        Question("answer", "The first screen answers the reader's question."),
        Question("plain", "The words are everyday words, and medical ones are explained."),
        Question("numbers", "Numbers are out of 100, with both sides.", may_be_absent=True),
        Question("action", "The reader is told what to do, step by step."),
        Question("links", "Links, pictures and sources are the right ones."),
    ),
}


def refusal(role: str, answers: Mapping[str, str]) -> str:
    """Return why a role's answers do not allow an approval, or nothing."""
    questions = CHECKLISTS[role]
    allowed = {q.key: {YES, NO, ABSENT} if q.may_be_absent else {YES, NO} for q in questions}
    still_open = [q for q in questions if answers.get(q.key) not in allowed[q.key]]
    denied = [q for q in questions if answers.get(q.key) == NO]
    parts = []
    if still_open:
        parts.append("Answer: " + " ".join(q.words for q in still_open))
    if denied:
        parts.append("Answered “No”, so ask for changes: " + " ".join(q.words for q in denied))
    return " ".join(parts)


def all_yes(role: str) -> dict[str, str]:
    """Return the answers of a reviewer with nothing against the text."""
    return {question.key: YES for question in CHECKLISTS[role]}
