"""The questions that each role answers before it can approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.editorial import pemat

YES, NO, ABSENT = "yes", "no", "absent"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its key is kept with the answer.

    `absent` is how “it does not come up” is said here; without it, that is no answer. `topic` is
    the heading under which the question stands, if the list has headings.
    """

    key: str
    words: str
    absent: str = ""
    topic: str = ""
    number: int | None = None

    def allows(self, answer: str) -> bool:
        """Say whether something is an answer to this question."""
        return answer in (YES, NO) or (answer == ABSENT and bool(self.absent))


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of a role, and how their answers are said.

    `no_forbids` tells a question of safety, which has to be answered with yes, from a score.
    """

    questions: tuple[Question, ...]
    yes: str
    no: str
    no_forbids: bool

    def choices(self, question: Question) -> list[tuple[str, str]]:
        """Return the possible answers to one of the questions, each with its words."""
        choices = [(YES, self.yes), (NO, self.no)]
        return [*choices, (ABSENT, question.absent)] if question.absent else choices


NOT_HERE = "Not in this text"
CHECKLISTS = {
    "clinical": Checklist(
        (
            Question("facts", "Every fact agrees with its source."),
            Question("numbers", "Doses, numbers and units are right.", NOT_HERE),
            Question("flags", "The warning signs are complete, each at the right level."),
            Question("harms", "Every benefit has its harm beside it.", NOT_HERE),
            Question("groups", "It is safe for pregnancy, old age and kidney disease."),
            Question("interests", "Conflicts of interest are stated, or there are none."),
        ),
        yes="Yes",
        no="No",
        no_forbids=True,
    ),
    "editorial": Checklist(
        tuple(
            Question(
                item.key,
                item.words,
                f"Not applicable: {item.without}" if item.without else "",
                item.topic,
                item.number,
            )
            for item in pemat.ITEMS
        ),
        yes="Agree",
        no="Disagree",
        no_forbids=False,
    ),
}


def left_open(role: str, answers: Mapping[str, str]) -> list[Question]:
    """Return the role's questions that have no answer yet."""
    return [q for q in CHECKLISTS[role].questions if not q.allows(answers.get(q.key, ""))]


def denied(role: str, answers: Mapping[str, str]) -> list[Question]:
    """Return the role's questions whose answer forbids an approval."""
    checklist = CHECKLISTS[role]
    return [q for q in checklist.questions if checklist.no_forbids and answers.get(q.key) == NO]


def refusals(role: str, answers: Mapping[str, str]) -> list[str]:
    """Return why a role's answers do not allow an approval."""
    told = []
    if still_open := left_open(role, answers):
        told.append(f"Answer: {_named(still_open)}")
    if no := denied(role, answers):
        told.append(f"Answered “No”, so ask for changes: {_named(no)}")
    return told


def all_yes(role: str) -> dict[str, str]:
    """Return the answers of a reviewer with nothing against the text."""
    return {question.key: YES for question in CHECKLISTS[role].questions}


def _named(questions: list[Question]) -> str:
    words = [question.words for question in questions[:MOST_NAMED]]
    more = len(questions) - MOST_NAMED
    return " ".join([*words, f"And {more} more."] if more > 0 else words)
