"""Sources, findings, words and warning signs at the desk.

They can be corrected, and are never deleted: texts lean on them. A correction reaches readers only
in a new revision, through its own review.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from content.admin.readonly import ModelAdmin, ReadOnly
from content.evidence import blocks
from content.evidence.models import Finding, Myth, RedFlag, Remedy, Source, Term

COUNTRIES = {"uk", "us", "eu"}


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """A source, whose record has to be one that can be shown."""

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


class FindingForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """A finding, whose numbers have to make a picture and a table."""

    def clean(self) -> dict[str, Any]:
        """Set the numbers as a page would."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        numbers, source = cleaned.get("numbers"), cleaned.get("source")
        if numbers is None or source is None:
            return cleaned
        key = cleaned.get("key", self.instance.key)
        try:
            blocks.block({**dict(numbers), "id": key, "source": source.pk})
        except (TypeError, ValueError) as error:
            raise forms.ValidationError({"numbers": f"A page cannot show this. {error}"}) from error
        return cleaned


class RedFlagForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
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
        """Look for a list of words."""
        return self._list("search_words", "the words that readers search for")

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
    show_full_result_count = False
    view_on_site = False
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes what texts lean on."""
        return False

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """Show the key first, whether it can be typed or not."""
        fields = list(super().get_fields(request, obj))
        key = self.model._meta.pk
        return sorted(fields, key=lambda name: key is None or name != key.name)

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        """Keep the key as it is once texts may name it."""
        return [self.model._meta.pk.name] if obj and self.model._meta.pk else []


@admin.register(Source)
class SourceAdmin(Kept):
    """Sources."""

    form = SourceForm
    list_display = ["key", "kind"]
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
