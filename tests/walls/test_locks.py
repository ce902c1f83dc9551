import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)


def lock(name):
    return (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")


def pins(name):
    return dict(PIN.findall(lock(name)))


@pytest.mark.parametrize("name", ["base", "test"])
class TestALock:
    def test_names_no_index_and_no_place_on_a_machine(self, name):
        told = re.findall(r"^\s*-(?!-hash=).*|\S*(?:://|@ )\S*|\s/\S*", lock(name), re.MULTILINE)

        assert told == []

    def test_gives_a_hash_for_everything(self, name):
        entries = re.split(r"\n(?=[a-z0-9])", lock(name))

        assert pins(name)
        assert [
            entry for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry
        ] == []

    def test_holds_what_was_asked_for(self, name):
        asked = re.findall(
            r"^([A-Za-z][\w-]*)", (REQUIREMENTS / f"{name}.in").read_text("utf-8"), re.MULTILINE
        )

        assert {one.lower() for one in asked} <= set(pins(name))

    def test_names_the_extras_that_a_package_asks_for(self, name):
        """Else pip takes them to be other packages, looks for the newest, and finds no hash."""
        extras = set(re.findall(r"^([a-z0-9-]+\[[a-z,]+\])==", lock(name), re.MULTILINE))

        assert "psycopg[binary]" in extras
        assert ("coverage[toml]" in extras) == (name == "test")


class TestTheTwoLocks:
    def test_agree_so_that_what_is_tested_is_what_runs(self):
        assert pins("base").items() <= pins("test").items()
