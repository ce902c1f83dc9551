"""Reports at the desk: a page with the first rows of each, and each whole as a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from content.admin import steps
from content.admin.report_tables import REPORTS, Report

MOST_SHOWN = 25
# A spreadsheet takes a cell that begins so for something to reckon out.
RECKONED = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class Table:
    """A report as it is shown: its first rows, each with its address, each cell with its name."""

    report: Report
    rows: list[tuple[str, list[tuple[str, object]]]]
    count: int


def urls(desk: Any) -> list[URLPattern]:
    """Return the page of reports, and each report as a file."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        return _page(desk, request)

    return [
        path("reports/", desk.admin_view(page), name="reports"),
        path("reports/<slug:key>.csv", desk.admin_view(require_safe(_file)), name="report_file"),
    ]


def _page(desk: Any, request: HttpRequest) -> HttpResponse:
    _require(request)
    today = timezone.localdate()
    context = {
        **desk.each_context(request),
        "title": "Reports",
        "tables": [_table(report, today) for report in REPORTS],
    }
    return render(request, "admin/desk/reports.html", context)


def _file(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a whole report for a spreadsheet."""
    _require(request)
    report = next((report for report in REPORTS if report.key == key), None)
    if report is None:
        raise Http404
    today = timezone.localdate()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{key}-{today.isoformat()}.csv"'
    response.write("\ufeff")  # or spreadsheets read it as another alphabet
    sheet = csv.writer(response)
    sheet.writerow(report.head)
    for row in report.find(today).iterator(chunk_size=1000):
        sheet.writerow([harmless(cell) for cell in report.cells(row, today)])
    return response


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet will reckon out."""
    if isinstance(cell, date):
        return _day(cell).isoformat()
    if isinstance(cell, str) and cell.lstrip(" ").startswith(RECKONED):
        return f"'{cell}"
    return cell


def _require(request: HttpRequest) -> None:
    if not steps.taker(request).has_perm("content.view_article"):
        raise PermissionDenied("You may not see reports.")


def _table(report: Report, today: date) -> Table:
    found = report.find(today)
    rows = [
        (
            _address(report.code(row)),
            [*zip(report.head, map(_shown, report.cells(row, today)), strict=True)],
        )
        for row in found[:MOST_SHOWN]
    ]
    return Table(report, rows, found.count())


def _address(code: str) -> str:
    listed = reverse("admin:content_article_changelist")
    return f"{listed}?{urlencode({'q': code})}" if code else ""


def _shown(cell: object) -> object:
    return date_format(_day(cell), "j F Y") if isinstance(cell, date) else cell


def _day(moment: date) -> date:
    """Return the day of a moment where the site is."""
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
