"""What each report finds, and how a row of it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from content.admin import standing
from content.editions import languages
from content.editions.heard import Feedback, LostWord
from content.editions.models import LeansOn, Page
from content.editorial.articles import Unfinished
from content.editorial.rechecks import Recheck
from content.editorial.reviews import Review
from content.publishing import translations
from content.publishing.outside_links import OutsideLink

SOON = timedelta(days=30)
FEWEST_LINKS = 2
FEWEST_TIMES = 3

Cells = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: what it finds on a day, how a row reads, and the article that a row is of."""

    key: str
    name: str
    says: str
    nothing: str
    head: tuple[str, ...]
    find: Callable[[date], QuerySet[Any]]
    cells: Callable[[Any, date], Cells]
    code: Callable[[Any], str]


def _pages() -> QuerySet[Any]:
    return Page.objects.live().values("code", "edition__title", "edition__review_due_on")


def _overdue(today: date) -> QuerySet[Any]:
    late = _pages().filter(edition__review_due_on__lt=today)
    return late.order_by("edition__review_due_on", "code")


def _due(today: date) -> QuerySet[Any]:
    soon = _pages().filter(edition__review_due_on__range=(today, today + SOON))
    return soon.order_by("edition__review_due_on", "code")


def _due_cells(row: dict[str, Any], today: date) -> Cells:
    due_on = row["edition__review_due_on"]
    return row["edition__title"], row["code"], due_on, abs((due_on - today).days)


def _orphans(today: date) -> QuerySet[Any]:
    # The code is asked of the page, which is a short row, and not of the edition.
    other = Page.objects.live().filter(edition_id=OuterRef("edition_id"))
    links = (
        LeansOn.objects.filter(
            Exists(other.exclude(code=OuterRef("key"))), kind__in=("links", "related")
        )
        .values("key")
        .annotate(pages=Count("edition_id", distinct=True))
    )
    # Who has enough is found in one pass; only the few that have not are counted one by one.
    enough = links.filter(pages__gte=FEWEST_LINKS)
    few = Subquery(links.filter(key=OuterRef("code")).values("pages"))
    orphans = _pages().exclude(code__in=enough.values("key"))
    counted: QuerySet[Any] = orphans.annotate(links_in=Coalesce(few, 0))
    return counted.order_by("code")


def _dead(today: date) -> QuerySet[Any]:
    # What is gone comes before what gave no clear answer.
    return OutsideLink.objects.exclude(answer="there").order_by("answer", "since", "address")


def _dead_cells(link: OutsideLink, today: date) -> Cells:
    pages, sources = _places(link)
    where = ", ".join([*pages, *(f"source {key}" for key in sources)])
    return link.address, link.get_answer_display(), link.told, link.since, where


def _places(link: OutsideLink) -> tuple[list[str], list[str]]:
    return link.found_on.get("pages", []), link.found_on.get("sources", [])


def _behind(today: date) -> QuerySet[Any]:
    return translations.behind().order_by("since", "pk")


def _behind_cells(row: Any, today: date) -> Cells:
    text = row.edition
    language = languages.name(text.language)
    return text.title, text.code, language, row.key, row.made_from, row.now, row.since


def _rechecks(today: date) -> QuerySet[Any]:
    return Recheck.objects.open().select_related("raised_by").order_by("raised_at", "pk")


def _recheck_cells(row: Recheck, today: date) -> Cells:
    kind = row.get_kind_display()
    return row.code, kind, row.key, row.words, row.raised_at, str(row.raised_by)


def _unfinished(today: date) -> QuerySet[Any]:
    reviews = Review.objects.filter(revision=OuterRef("revision"))
    texts = Unfinished.objects.annotate(
        is_open=Exists(reviews.filter(decision="")),
        is_returned=Exists(reviews.filter(decision=Review.Decision.RETURNED)),
        is_approved=Exists(reviews.filter(decision=Review.Decision.APPROVED)),
        is_published=Value(False),  # noqa: FBT003  # a value of the database
    )
    shown = ("title", "number", "written_at", "written_by")
    return (
        texts.select_related("article", "revision__written_by")
        .only("article__code", *(f"revision__{name}" for name in shown))
        .order_by("revision__written_at", "pk")
    )


def _unfinished_cells(row: Any, today: date) -> Cells:
    text = row.revision
    stands = f"Revision {text.number} {standing.step(row)}"
    return text.title, row.article.code, stands, text.written_at, str(text.written_by)


def _lost(today: date) -> QuerySet[Any]:
    return LostWord.objects.filter(times__gte=FEWEST_TIMES).order_by("-times", "word")


def _feedback(today: date) -> QuerySet[Any]:
    return Feedback.objects.filter(settled_at=None).exclude(words="").order_by("given_on", "pk")


def _feedback_cells(row: Feedback, today: date) -> Cells:
    return row.code, row.number, "yes" if row.helpful else "no", row.words, row.given_on


REPORTS = (
    Report(
        "overdue",
        "Overdue",
        "Live pages whose full review is late.",
        "No full review is late.",
        ("Page", "Code", "Review was due", "Days late"),
        _overdue,
        _due_cells,
        lambda row: row["code"],
    ),
    Report(
        "due",
        "Due within 30 days",
        "Live pages whose full review comes up.",
        "No full review comes up.",
        ("Page", "Code", "Review is due", "In days"),
        _due,
        _due_cells,
        lambda row: row["code"],
    ),
    Report(
        "rechecks",
        "To be looked at again",
        "What was corrected under a page, or taken down, and is not settled.",
        "Everything is settled.",
        ("Code", "What happened", "To what", "Why", "Since", "By"),
        _rechecks,
        _recheck_cells,
        lambda row: row.code,
    ),
    Report(
        "behind",
        "Translations that are behind",
        "Live translations whose original has changed since. Readers are told so on the page.",
        "Every translation is of the edition that is live.",
        ("Page", "Code", "Language", "Original", "Made from edition", "Live edition", "Since"),
        _behind,
        _behind_cells,
        lambda row: row.edition.code,
    ),
    Report(
        "unfinished",
        "Unfinished texts",
        "Texts that readers do not have yet, the oldest first.",
        "Every text is published.",
        ("Text", "Code", "Where it stands", "Since", "By"),
        _unfinished,
        _unfinished_cells,
        lambda row: row.article.code,
    ),
    Report(
        "orphans",
        "Orphans",
        f"Live pages to which fewer than {FEWEST_LINKS} others lead.",
        f"At least {FEWEST_LINKS} pages lead to each.",
        ("Page", "Code", "Pages that lead here"),
        _orphans,
        lambda row, today: (row["edition__title"], row["code"], row["links_in"]),
        lambda row: row["code"],
    ),
    Report(
        "dead-links",
        "Links out that may be dead",
        "Found by the command check_links, which asks every address that pages and sources lead"
        " to.",
        "None is known to be dead. Run manage.py check_links to look.",
        ("Address", "Answer", "What it said", "Since", "Where it stands"),
        _dead,
        _dead_cells,
        lambda link: next(iter(_places(link)[0]), ""),
    ),
    Report(
        "lost-words",
        "Searches that found nothing",
        "Single words that readers looked for and no page has. Nobody knows who looked.",
        "Readers found what they looked for.",
        ("Word", "Times", "Last"),
        _lost,
        lambda row, today: (row.word, row.times, row.last_on),
        lambda row: "",
    ),
    Report(
        "feedback",
        "What readers told us",
        "Sentences that readers left with their yes or no, and that nobody has settled.",
        "Nothing is left to read.",
        ("Code", "Edition", "Helpful", "In their words", "Given"),
        _feedback,
        _feedback_cells,
        lambda row: row.code,
    ),
)
