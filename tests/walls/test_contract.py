import tomllib
from pathlib import Path

import pytest
from grimp import ImportGraph

from tests.walls.contract import RoomsContract

TOP = Path(__file__).resolve().parents[2]


def rooms_contract(rooms, outside=()):
    options = {"name": "Rooms", "rooms": list(rooms), "outside": list(outside)}
    return RoomsContract("Rooms", {"root_packages": ["content"]}, options)


def graph(*modules, imports=()):
    made = ImportGraph()
    for module in ("content", *modules):
        made.add_module(module)
    for importer, imported in imports:
        made.add_import(
            importer=importer, imported=imported, line_number=7, line_contents="import it"
        )
    return made


def faults(contract, house):
    return contract.check(house, verbose=False).metadata.get("faults", [])


class TestRoomsContract:
    def test_lets_a_room_know_what_its_line_names(self):
        contract = rooms_contract(["reading: editions, rendering.document", "editions:"])

        house = graph(
            "content.reading",
            "content.editions",
            imports=[("content.reading", "content.editions")],
        )

        assert faults(contract, house) == []

    def test_names_the_line_that_looks_into_another_room(self):
        contract = rooms_contract(["reading:", "editorial:"])

        house = graph(
            "content.reading.views",
            "content.editorial.models",
            imports=[("content.reading.views", "content.editorial.models")],
        )

        [fault] = faults(contract, house)
        assert fault.startswith("content.reading.views, line 7: reading imports editorial.models,")

    def test_opens_one_module_of_a_room_without_the_rest(self):
        contract = rooms_contract(["reading: rendering.document", "rendering:"])

        house = graph(
            "content.reading",
            "content.rendering",
            "content.rendering.document",
            imports=[
                ("content.reading", "content.rendering.document"),
                ("content.reading", "content.rendering"),
            ],
        )

        assert faults(contract, house) == [
            "content.reading, line 7: reading imports rendering, which it may not know."
        ]

    def test_lets_no_room_know_what_stands_outside(self):
        contract = rooms_contract(["reading:"], outside=["models"])

        house = graph(
            "content.reading", "content.models", imports=[("content.reading", "content.models")]
        )

        assert faults(contract, house) == [
            "content.reading, line 7: reading imports models, which no room may know."
        ]

    def test_lets_what_stands_outside_know_every_room(self):
        contract = rooms_contract(["reading:"], outside=["models"])

        house = graph(
            "content.reading", "content.models", imports=[("content.models", "content.reading")]
        )

        assert faults(contract, house) == []

    def test_refuses_a_folder_without_a_place(self):
        contract = rooms_contract(["reading:"])

        house = graph("content.reading", "content.cellar")

        assert len(faults(contract, house)) == 1
        assert faults(contract, house)[0].startswith("content.cellar has no place yet.")


class TestTheHouse:
    def test_has_a_place_for_everything_in_it(self):
        project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
        walls = project["tool"]["importlinter"]["contracts"][0]
        placed = {line.partition(":")[0] for line in walls["rooms"]} | set(walls["outside"])

        here = {path.relative_to(TOP / "content").parts[0] for path in python_of("content")}

        assert {name.removesuffix(".py") for name in here} - {"__init__"} <= placed

    def test_shows_every_folder_of_code_to_the_contract(self):
        folders = {path.parent for path in python_of("content")}

        assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []

    @pytest.mark.parametrize("part", ["content", "cramps_site"])
    def test_has_no_module_that_is_too_long_to_read(self, part):
        lengths = {
            str(path.relative_to(TOP)): len(path.read_text(encoding="utf-8").splitlines())
            for path in python_of(part)
            if "migrations" not in path.parts
        }

        assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def python_of(part):
    return sorted((TOP / part).rglob("*.py"))
