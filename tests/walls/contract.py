"""The walls between the rooms, as an import contract for import-linter."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter.application import output
from importlinter.domain import fields
from importlinter.domain.contract import Contract, ContractCheck


class RoomsContract(Contract):
    """Every room names the rooms it may know, and everything in the house has a place.

    `rooms` has a line for each room: its name, a colon, and the rooms or modules it may import.
    `outside` names what may know every room and is known by none.
    """

    rooms = fields.ListField(subfield=fields.StringField())
    outside = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001  # theirs
        """Find what no line places, and what looks into a room that it may not know."""
        house = str(self.session_options["root_packages"][0])
        table = _table(self.rooms)  # type: ignore[arg-type]  # a field is its value once read
        outside = set(self.outside)  # type: ignore[call-overload]  # the same
        faults = [
            *_unplaced(graph, house, set(table) | outside),
            *_trespasses(graph, house, table, outside),
        ]
        return ContractCheck(kept=not faults, metadata={"faults": faults})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say each fault in a sentence."""
        for fault in check.metadata["faults"]:
            output.print_error(fault, bold=False)
        output.new_line()


def _table(lines: list[str]) -> dict[str, tuple[str, ...]]:
    table = {}
    for line in lines:
        room, _, known = line.partition(":")
        table[room.strip()] = tuple(name.strip() for name in known.split(",") if name.strip())
    return table


def _unplaced(graph: ImportGraph, house: str, placed: set[str]) -> list[str]:
    children = {name.removeprefix(f"{house}.") for name in graph.find_children(house)}
    return [
        f"{house}.{name} has no place yet. Give it one in pyproject.toml: a room of its own, with"
        " the rooms it may know, or a line in `outside`."
        for name in sorted(children - placed)
    ]


def _trespasses(
    graph: ImportGraph, house: str, table: dict[str, tuple[str, ...]], outside: set[str]
) -> list[str]:
    found = []
    for module in sorted(graph.modules):
        room = _room(module, house)
        if room not in table:
            continue
        for known in sorted(graph.find_modules_directly_imported_by(module)):
            name = known.removeprefix(f"{house}.")
            other = _room(known, house)
            allowed = other in {"", room} or any(
                name == one or name.startswith(f"{one}.") for one in table[room]
            )
            if not allowed:
                line = graph.get_import_details(importer=module, imported=known)[0]["line_number"]
                why = "which no room may know" if other in outside else "which it may not know"
                found.append(f"{module}, line {line}: {room} imports {name}, {why}.")
    return found


def _room(module: str, house: str) -> str:
    """Return the room a module is in; nothing for one outside the house, or the house itself."""
    top, _, rest = module.partition(".")
    return rest.partition(".")[0] if top == house else ""
