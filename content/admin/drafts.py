"""A text that is being typed, as a revision that nobody has kept, and what cannot be kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from content.admin.text_form import TYPED, TextForm
from content.editorial import checked, freezing, listing
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.publishing.requirements import Problem
from content.rendering.guard import admit


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it is typed. `lead` counts the empty lines that its body began with."""

    revision: Revision
    body: str
    lead: int
    problems: tuple[Problem, ...]

    def line_of(self, line: int | None) -> int | None:
        """Return where in the field a line of the rendered text was typed or asked for."""
        return None if line is None else self._origin(line)[0] + self.lead

    def is_typed(self, line: int | None) -> bool:
        """Say whether a line was typed, and not written out from a list."""
        return line is None or self._origin(line)[1]

    def _origin(self, line: int) -> tuple[int, bool]:
        return listing.typed_line(self.revision.body, self.revision.leaning["lists"], line)


def of(article: Article, posted: Any, newest: Revision | None) -> Draft:
    """Return what a form holds, made whole from the newest text where it cannot be kept.

    Raises `rendering.Refused` for a body that cannot be read at all.
    """
    form = TextForm(posted)
    form.is_valid()
    problems = [
        Problem(str(sentence), field=name)
        for name, sentences in form.errors.items()
        if name != "based_on"
        for sentence in sentences
    ]
    text = {
        name: form.cleaned_data[name]
        for name in TYPED
        if name in posted and name in form.cleaned_data
    }
    body = str(posted.get("body", newest.body if newest else "")).replace("\r\n", "\n")
    admit(body)
    try:
        fields = checked.fields(article.code, text, newest)
    except TextError as error:
        problems += [Problem(told, field=name) for name, told in error.problems.items()]
        kept = {name: value for name, value in text.items() if name not in error.problems}
        fields = checked.fields(article.code, kept, newest)
    lead = len(body) - len(body.lstrip("\n"))
    fields["leaning"] = freezing.freeze(fields["body"], language=fields["language"])
    revision = Revision(article=article, **fields)
    return Draft(revision, body, lead, (*problems, *_incomplete(revision)))


def _incomplete(revision: Revision) -> list[Problem]:
    try:
        checked.complete(revision)
    except TextError as error:
        return [Problem(told, field=name) for name, told in error.problems.items()]
    return []
