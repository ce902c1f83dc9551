"""The form in which a text is written. It reads what was typed; the verbs say what may be kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.forms.widgets import Script
from markdownx.widgets import AdminMarkdownxWidget

from content.admin import typed
from content.editions.text import FIELDS, ChangeKind
from content.editorial.checked import CODE_BASES, RELATED_KINDS, TextError

OPEN_AGAIN = (
    "This form has lost the number of the revision that it began from. Copy your text, then open"
    " the editor again."
)
TYPED = tuple(name for name in FIELDS if name != "leaning")


class MarkdownWidget(AdminMarkdownxWidget):  # type: ignore[misc]  # markdownx has no types
    """markdownx's field with the desk's own script: its preview lies outside every form."""

    template_name = "django/forms/widgets/textarea.html"

    class Media:
        extend = False
        js = (Script("desk/write/main.js", type="module"),)


class Lines(forms.CharField):
    """A field with one entry a line."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = AdminTextareaWidget(attrs={"rows": rows})
        super().__init__(required=False, widget=widget, **kwargs)


class Line(forms.CharField):
    """A field of one line."""

    def __init__(self, **kwargs: Any) -> None:
        widget = AdminTextInputWidget(attrs={"autocomplete": "off", **kwargs.pop("attrs", {})})
        super().__init__(required=False, widget=widget, **kwargs)


class TextForm(forms.Form):
    """A whole text, field by field."""

    title = Line()
    summary = Lines(rows=3, help_text="Two or three sentences that answer the reader at once.")
    key_points = Lines(rows=5, help_text="One a line, three to five of them.")
    body = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=MarkdownWidget(attrs={"rows": 34, "spellcheck": "true"}),
    )
    change_kind = forms.ChoiceField(
        label="Kind of change", choices=ChangeKind.choices, widget=forms.RadioSelect, required=False
    )
    change_note = Line(help_text="What changed and why, in a sentence. Readers see it.")
    slug = Line(label="Address", help_text="As in /night-cramps/. An old address stays a signpost.")
    topic = Line(
        help_text="The code of the guide it belongs to; its own code if it is a guide.",
        attrs={"list": "desk-topics"},
    )
    also_called = Lines(help_text="Words that readers search for, one a line.")
    related = Lines(
        label="Related pages",
        help_text=f"One a line: {typed.form(typed.RELATED)}. Kinds: {', '.join(RELATED_KINDS)}.",
    )
    codes = Lines(
        label="Clinical codes",
        help_text=f"One a line: {typed.form(typed.CODE)}. Bases: {', '.join(CODE_BASES)}.",
    )
    forwards = Lines(
        label="Retired sections",
        rows=2,
        help_text="Where a section went that clinics may link to, one a line: old-key: #new-key.",
    )
    review_months = Line(label="Months to the next review", attrs={"inputmode": "numeric"})
    language = Line(help_text="A tag such as en-GB.")
    translated_from = Line(
        help_text="Only for a translation: the article and its edition, as in night-cramps 3."
    )
    based_on = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, error_messages={"required": OPEN_AGAIN}
    )

    def clean_key_points(self) -> list[str]:
        """Read one a line."""
        return typed.lines(self.cleaned_data["key_points"])

    def clean_also_called(self) -> list[str]:
        """Read one a line."""
        return typed.lines(self.cleaned_data["also_called"])

    def clean_codes(self) -> Any:
        """Read one a line, each in its parts."""
        return self._rows("codes", typed.CODE)

    def clean_related(self) -> Any:
        """Read one a line, each in its parts."""
        return self._rows("related", typed.RELATED)

    def clean_translated_from(self) -> Any:
        """Read an article's code and the number of its edition."""
        return typed.origin(self.cleaned_data["translated_from"])

    def clean_forwards(self) -> Any:
        """Read one a line, each with its colon."""
        try:
            return typed.forwards(self.cleaned_data["forwards"], "forwards")
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def _rows(self, field: str, names: tuple[str, ...]) -> list[dict[str, str]]:
        try:
            return typed.rows(self.cleaned_data[field], names, field)
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def text(self) -> dict[str, Any]:
        """Return what was typed, as the fields of a text."""
        return {name: self.cleaned_data[name] for name in TYPED}

    def refuse(self, problems: dict[str, str]) -> None:
        """Put the sentences of a refusal at their fields."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)
