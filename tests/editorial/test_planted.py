"""Changes planted in real texts, all of which have to be found, and texts only written anew."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from content import rendering
from content.editorial import dangers, readings

HERE = Path(__file__).parent / "planted"
CHANGES = yaml.safe_load((HERE / "changes.yaml").read_text(encoding="utf-8"))
REFLOWS = yaml.safe_load((HERE / "reflows.yaml").read_text(encoding="utf-8"))
AROUND = {
    "title": "Cramps",
    "summary": "Cramps hurt.",
    "key_points": [],
    "codes": [],
    "related": [],
    "also_called": [],
    "slug": "cramps",
    "topic": "cramps",
    "language": "en-GB",
    "review_months": 12,
    "translated_from": None,
    "forwards": {},
    "leaning": {},
}


def planted(case, body):
    """Return a body in which a case's change was made."""
    assert case["was"] in body, case
    without = body.replace(case["was"], case.get("becomes", ""), -1 if case.get("all") else 1)
    if "behind" in case:
        assert case["behind"] in without, case
        moved = case.get("again", case["was"])
        without = without.replace(case["behind"], case["behind"] + moved, 1)
    return planted(case["and"], without) if "and" in case else without


def everything(*bodies):
    """Return a world in which everything is there that the bodies name."""
    named = [rendering.leanings(body) for body in bodies]
    names = {kind: {n for each in named for n in getattr(each, kind)} for kind in KINDS}
    return rendering.Lookup(
        links={
            code: rendering.LinkTarget(
                f"/{code}/", code.replace("-", " ").capitalize(), Everything()
            )
            for code in names["links"]
        },
        sources=frozenset(names["sources"]),
        terms=dict.fromkeys(names["terms"], "what it means"),
        flags={key: f"you have the sign {key}" for key in names["flags"]},
        images={key: rendering.ImageFile("/media/x.svg", 1, 1) for key in names["images"]},
    )


KINDS = ("links", "sources", "terms", "flags", "images")


class Everything(dict[str, str]):
    def __contains__(self, key):
        return True


def compared(case):
    old = (HERE / f"{case['of']}.md").read_text(encoding="utf-8")
    new = planted(case, old)
    world = everything(old, new)
    before, after = (
        readings.reading(SimpleNamespace(**AROUND), rendering.render(body, resolve=world))
        for body in (old, new)
    )
    return dangers.compare(before, after)


def name(case):
    to = case.get("becomes") or case.get("behind", "")
    return f"{case['of']}: {case.get('is') or case['was'][:40] + ' to ' + to[:40]}"


class TestAPlantedChange:
    def test_is_one_of_many(self):
        assert len(CHANGES) >= 60

    @pytest.mark.parametrize("case", CHANGES, ids=name)
    def test_is_found(self, case):
        counts = [kind for change in compared(case).dangerous for kind in change.counts]

        assert set(case["found"]) <= set(counts)
        assert counts


class TestATextWrittenAnew:
    def test_is_one_of_many(self):
        assert len(REFLOWS) >= 40

    @pytest.mark.parametrize("case", REFLOWS, ids=name)
    def test_has_no_change_that_could_hurt(self, case):
        assert [change.name for change in compared(case).dangerous] == []
