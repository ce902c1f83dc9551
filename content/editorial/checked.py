"""Checking what somebody typed, field by field, before it becomes a revision."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from content.editions import languages
from content.editions.text import FIELDS, USUAL_LANGUAGE, ChangeKind
from content.editorial.articles import Revision
from content.rendering import MAX_BYTES
from content.rendering.guard import admit

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FORWARD = re.compile(rf"({SLUG.pattern})?#{SLUG.pattern}|{SLUG.pattern}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
# First parts of addresses that the site itself answers.
RESERVED = frozenset(
    """
    about accessibility admin api changes e favicon glossary healthz history infobutton leaflet
    media offline p pack print privacy robots search sitemap sources static tools
    """.split()  # noqa: SIM905  # a list of words reads better without quotes
)
RELATED_KINDS = ("looks-like", "caused-by", "what-helps", "what-next")
CODE_BASES = ("looked-up", "recalled", "confirmed")
LIMITS = {"title": 120, "summary": 400, "change_note": 300}
LONGEST_SLUG = 80
FEWEST_POINTS, MOST_POINTS, LONGEST_POINT = 3, 5, 200
LONGEST_REVIEW_MONTHS = 36


class TextError(ValueError):
    """A text cannot be kept or submitted. `problems` names each field and what to do."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


def code(value: str) -> str:
    """Return an article's code, or refuse it."""
    if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise TextError(
            {"code": "A code has small letters, digits and single hyphens, as in night-cramps."}
        )
    if value in RESERVED:
        raise TextError({"code": f"The site itself uses /{value}/. Choose another code."})
    return value


def fields(article_code: str, typed: Mapping[str, Any], newest: Revision | None) -> dict[str, Any]:
    """Return all fields of a text but `leaning`, made whole from what was typed and what stood.

    Raises TextError with a sentence for each field that cannot be kept.
    """
    unknown = set(typed) - set(FIELDS)
    if unknown:
        raise TextError({name: f"A text has no field {name}." for name in sorted(unknown)})
    found: dict[str, Any] = newest.text() if newest else dict(_blank(article_code))
    problems: dict[str, str] = {}
    for name, value in typed.items():
        if name == "leaning":
            continue
        try:
            found[name] = _CHECKS[name](_normal(value))
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise TextError(problems)
    return found


def complete(revision: Revision) -> None:
    """Refuse a text that lacks what every page has."""
    problems = {
        name: f"Write the {name.replace('_', ' ')}."
        for name in ("title", "summary", "body", "topic", "change_note")
        if not getattr(revision, name).strip()
    }
    if not FEWEST_POINTS <= len(revision.key_points) <= MOST_POINTS:
        problems["key_points"] = (
            f"Write {FEWEST_POINTS} to {MOST_POINTS} key points; there are"
            f" {len(revision.key_points)}."
        )
    if problems:
        raise TextError(problems)


def _blank(article_code: str) -> dict[str, Any]:
    return {
        "slug": article_code,
        "language": USUAL_LANGUAGE,
        "title": "",
        "summary": "",
        "key_points": [],
        "body": "",
        "topic": "",
        "also_called": [],
        "codes": [],
        "related": [],
        "forwards": {},
        "review_months": 12,
        "change_kind": ChangeKind.MAJOR.value,
        "change_note": "",
        "leaning": {},
        "translated_from": None,
    }


def _normal(value: Any) -> Any:
    """Bring every text in a value to one Unicode form, and refuse what a reader cannot see."""
    if isinstance(value, str):
        return admit(value)
    if isinstance(value, list | tuple):
        return [_normal(part) for part in value]
    if isinstance(value, dict):
        return {_normal(key): _normal(part) for key, part in value.items()}
    return value


def _line(name: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        text = " ".join(str(value).split())
        if len(text) > LIMITS[name]:
            raise ValueError(f"The {name.replace('_', ' ')} is longer than {LIMITS[name]} letters.")
        return text

    return check


def _slug(value: Any) -> str:
    slug = str(value).strip()
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise ValueError("An address has small letters, digits and single hyphens: night-cramps.")
    if slug in RESERVED:
        raise ValueError(f"The site itself uses /{slug}/. Choose another address.")
    return slug


def _topic(value: Any) -> str:
    topic = str(value).strip()
    if topic and not SLUG.fullmatch(topic):
        raise ValueError("The topic is the code of its guide, such as causes-of-leg-cramps.")
    return topic


def _language(value: Any) -> str:
    if not LANGUAGE.fullmatch(str(value)):
        raise ValueError("The language is a tag such as en-GB or es.")
    if not languages.is_known(str(value)):
        raise ValueError(f"No language is known by the tag {value}. Use one such as en-GB or es.")
    return str(value)


def _origin(value: Any) -> dict[str, Any] | None:
    if not value:
        return None
    said = "Name an article and the number of its edition, as in night-cramps 3."
    try:
        found: dict[str, Any] = {"code": str(value["code"]).strip(), "number": int(value["number"])}
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(said) from error
    if len(value) != len(found) or not SLUG.fullmatch(found["code"]) or found["number"] < 1:
        raise ValueError(said)
    return found


def _body(value: Any) -> str:
    body = str(value)
    if len(body.encode()) > MAX_BYTES:
        raise ValueError(
            f"The text is {len(body.encode()):,} bytes long; {MAX_BYTES:,} is the most."
            " Make two articles of it."
        )
    return body.strip("\n") + "\n" if body.strip() else ""


def _points(value: Any) -> list[str]:
    points = [" ".join(str(point).split()) for point in value]
    points = [point for point in points if point]
    if any(len(point) > LONGEST_POINT for point in points):
        raise ValueError(f"A key point is longer than {LONGEST_POINT} letters. Shorten it.")
    return points


def _words(value: Any) -> list[str]:
    words = [" ".join(str(word).split()) for word in value]
    return list(dict.fromkeys(word for word in words if word))


def _codes(value: Any) -> list[dict[str, str]]:
    rows = [{key: str(part).strip() for key, part in dict(row).items()} for row in value]
    for row in rows:
        if set(row) != {"system", "code", "meaning", "basis"} or not all(row.values()):
            raise ValueError("A clinical code has a system, a code, a meaning and a basis.")
        if row["basis"] not in CODE_BASES:
            raise ValueError(f"The basis of a code is one of: {', '.join(CODE_BASES)}.")
    return rows


def _related(value: Any) -> list[dict[str, str]]:
    rows = [{key: str(part).strip() for key, part in dict(row).items()} for row in value]
    for row in rows:
        if set(row) != {"code", "kind", "why"} or not all(row.values()):
            raise ValueError("A related page has a code, a kind and a why.")
        if row["kind"] not in RELATED_KINDS:
            raise ValueError(f"The kind of a related page is one of: {', '.join(RELATED_KINDS)}.")
    return rows


def _forwards(value: Any) -> dict[str, str]:
    forwards = {str(key).strip(): str(to).strip() for key, to in dict(value).items()}
    for key, to in forwards.items():
        if not SLUG.fullmatch(key) or not FORWARD.fullmatch(to):
            raise ValueError(
                "Say of a retired section where it went: #key for a section of this page, a code"
                " for another article, code#key for a section of one."
            )
    return forwards


def _months(value: Any) -> int:
    if str(value) not in map(str, range(1, LONGEST_REVIEW_MONTHS + 1)):
        raise ValueError(f"The next review is 1 to {LONGEST_REVIEW_MONTHS} months away.")
    return int(value)


def _kind(value: Any) -> str:
    if value not in ChangeKind.values:
        raise ValueError("A change is major or minor.")
    return str(value)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "slug": _slug,
    "language": _language,
    "title": _line("title"),
    "summary": _line("summary"),
    "key_points": _points,
    "body": _body,
    "topic": _topic,
    "also_called": _words,
    "codes": _codes,
    "related": _related,
    "forwards": _forwards,
    "review_months": _months,
    "change_kind": _kind,
    "change_note": _line("change_note"),
    "translated_from": _origin,
}
