"""Sources, findings, words and warning signs at the desk.

They can be corrected, and are never deleted: texts lean on them. A correction reaches readers only
in a new revision, through its own review.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest

from content.admin import steps
from content.admin.readonly import ModelAdmin, ReadOnly
from content.editions import alike, signs
from content.editions.text import USUAL_LANGUAGE
from content.editorial import correcting
from content.evidence import blocks
from content.evidence.models import Finding, Myth, RedFlag, Remedy, Source, Term

COUNTRIES = {"uk", "us", "eu"}
# What the desk itself adds to a row's form.
OWN = ("leaned_on_by", "what_changed")
MOST_NAMED = 12


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """Something that texts lean on, and the reason for changing it."""

    what_changed = forms.CharField(
        label="What changed, and why?",
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="A sentence. Every page that leans on this has to be looked at again, and whoever"
        " does reads it.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where somebody will read it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        words = cleaned.get("what_changed", "")
        if "retracted_on" in self.changed_data:
            words = words or cleaned.get("retraction", "")
        if self.instance.pk and set(self.changed_data) - {"what_changed"}:
            kind = correcting.KINDS[type(self.instance)]
            if fault := correcting.fault_of_words(kind, self.instance.pk, words):
                self.add_error("what_changed", fault)
        return cleaned


class SourceForm(CorrectionForm):
    """A source, whose record has to be one that can be shown."""

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a retraction."""
        cleaned = super().clean()
        on, why = cleaned.get("retracted_on"), cleaned.get("retraction", "")
        if "retracted_on" in cleaned and (fault := correcting.fault_of_retraction(on, why)):
            self.add_error("retraction", fault)
        return cleaned

    def clean_csl(self) -> dict[str, Any]:
        """Look at the record."""
        record = self.cleaned_data["csl"]
        if not isinstance(record, dict) or not str(record.get("title", "")).strip():
            raise forms.ValidationError(
                'The record is CSL-JSON with at least a title: {"title": "…"}.'
            )
        if not str(record.get("PMID", 0)).isdecimal():
            raise forms.ValidationError("“PMID” has letters in it. Give digits only.")
        return record


class FindingForm(CorrectionForm):
    """A finding, whose numbers have to make a picture and a table."""

    def clean(self) -> dict[str, Any]:
        """Set the numbers as a page would."""
        cleaned = super().clean()
        numbers, source = cleaned.get("numbers"), cleaned.get("source")
        if numbers is None or source is None:
            return cleaned
        key = cleaned.get("key", self.instance.key)
        try:
            blocks.block({**dict(numbers), "id": key, "source": source.pk})
        except (TypeError, ValueError) as error:
            raise forms.ValidationError({"numbers": f"A page cannot show this. {error}"}) from error
        return cleaned


class RedFlagForm(CorrectionForm):
    """A warning sign, with what to do in each country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An empty list is a list.
        for name in ("search_words", "sources"):
            self.fields[name].required = False

    def clean_tell(self) -> dict[str, Any]:
        """Look for each country."""
        tell = self.cleaned_data["tell"]
        if not isinstance(tell, dict) or set(tell) != COUNTRIES:
            raise forms.ValidationError(
                'Say what to do in each country: {"uk": "…", "us": "…", "eu": "…"}.'
            )
        return tell

    def clean_search_words(self) -> list[str]:
        """Look for a list of phrases that call for the sign."""
        phrases = self._list("search_words", "the words that readers search for")
        for text in phrases:
            try:
                signs.phrase(text, alike.table(USUAL_LANGUAGE))
            except signs.PhraseError as error:
                raise forms.ValidationError(str(error)) from error
        return phrases

    def clean_sources(self) -> list[str]:
        """Look for a list of keys of sources that are there."""
        keys = self._list("sources", "keys of sources")
        there = set(Source.objects.filter(pk__in=keys).values_list("pk", flat=True))
        unknown = ", ".join(key for key in keys if key not in there)
        if unknown:
            raise forms.ValidationError(f"There is no source {unknown}. Add it first.")
        return keys

    def _list(self, name: str, what: str) -> list[str]:
        words = self.cleaned_data[name] or []
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise forms.ValidationError(f'This is a list of {what}: ["…", "…"].')
        return words


class Kept(ModelAdmin):
    """A table whose rows are corrected and never deleted, and whose keys never change."""

    actions = None
    form = CorrectionForm
    show_full_result_count = False
    view_on_site = False
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes what texts lean on."""
        return False

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """Show the key first, whether it can be typed or not, and the reason last."""
        names = [name for name in super().get_fields(request, obj) if name not in OWN]
        key = self.model._meta.pk
        ordered = sorted(names, key=lambda name: key is None or name != key.name)
        return [*ordered, *OWN] if obj else ordered

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        """Keep the key as it is once texts may name it."""
        return [self.model._meta.pk.name, "leaned_on_by"] if obj and self.model._meta.pk else []

    @admin.display(description="Who leans on it")
    def leaned_on_by(self, row: Any) -> str:
        """Name the articles that have to be looked at again if this changes."""
        return _named(correcting.leaning_on(correcting.KINDS[type(row)], row.pk)) or "Nobody yet."

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  # Django's
        """Keep the row, and have every page that leans on it looked at again."""
        if not change:
            correcting.add(obj, **steps.taken(request))
            return
        words = form.cleaned_data["what_changed"]
        raised = correcting.correct(obj, words=words, **steps.taken(request))
        if raised:
            codes = [recheck.code for recheck in raised]
            messages.warning(request, f"To be looked at again: {_named(codes)}.")


def _named(codes: list[str]) -> str:
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return ", ".join(codes[:MOST_NAMED]) + more


@admin.register(Source)
class SourceAdmin(Kept):
    """Sources."""

    form = SourceForm
    list_display = ["key", "kind", "retracted_on"]
    ordering = ["key"]
    search_fields = ["key", "kind", "csl"]


@admin.register(Finding)
class FindingAdmin(Kept):
    """Findings."""

    form = FindingForm
    list_display = ["key", "source_id"]
    ordering = ["key"]
    search_fields = ["key", "source__key"]
    autocomplete_fields = ["source"]


@admin.register(Term)
class TermAdmin(Kept):
    """Words with their meanings."""

    list_display = ["word", "meaning"]
    ordering = ["word"]
    search_fields = ["word", "meaning"]


@admin.register(RedFlag)
class RedFlagAdmin(Kept):
    """Warning signs."""

    form = RedFlagForm
    list_display = ["key", "urgency", "words"]
    list_filter = ["urgency"]
    ordering = ["key"]
    search_fields = ["key", "words"]


@admin.register(Remedy)
class RemedyAdmin(ReadOnly):
    """Remedies, as they came with the library."""

    list_display = ["key", "__str__"]
    ordering = ["key"]
    search_fields = ["key", "facts"]


@admin.register(Myth)
class MythAdmin(ReadOnly):
    """Myths, as they came with the library."""

    list_display = ["key", "__str__"]
    ordering = ["key"]
    search_fields = ["key", "facts"]
