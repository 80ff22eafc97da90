"""A block copied from a spreadsheet: what goes into which cell, and whose its lines are."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from coopadmin.activities.rules import NewCount
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.volunteers.doubts import Judge, Sheet, entry_of, parsed
from coopadmin.ui.volunteers.gridmodel import Address, SheetModel
from coopadmin.volunteers.grid import Extra, RowKey
from coopadmin.volunteers.service import CellEntry


@dataclass(frozen=True)
class Block:
    """Lines of values; `names` are whose they are, where the first column said so."""

    lines: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] | None = None


@dataclass
class Filling:
    """What a block comes to: cells, numbers, what is in doubt, and how many found no place."""

    cells: list[CellEntry] = field(default_factory=list)
    counts: list[NewCount] = field(default_factory=list)
    doubtful: list[tuple[Address, str, tuple[Problem, ...]]] = field(default_factory=list)
    left_out: int = 0

    @property
    def filled(self) -> list[Address]:
        """Where something is put."""
        hours = [Address(each.person_id or Extra.GROUP, each.period) for each in self.cells]
        return hours + [Address(Extra(each.what), each.period) for each in self.counts]


@dataclass(frozen=True)
class Pasted:
    """A block on its way to a sheet: whose its lines are so far, and which names are settled."""

    sheet: Sheet
    start: Address
    block: Block
    rows: Mapping[str, int | None]
    on_sheet: Collection[int]
    settled: frozenset[str] = frozenset()

    def settle(self, name: str, person_id: int | None) -> Pasted:
        """The same with whom a name means; None leaves its lines out."""
        rows = {**self.rows, name: person_id}
        return replace(self, rows=rows, settled=self.settled | {name})


def read_block(text: str) -> Block:
    """Take a block apart; a first column of names goes before its lines, a line of heads away."""
    table = [
        tuple(part.strip() for part in line)
        for line in csv.reader(text.splitlines(), delimiter="\t", strict=False)
    ]
    table = [line or ("",) for line in table]
    firsts = [line[0] for line in table if line[0]]
    if not firsts or max(map(len, table)) < 2 or not all(map(_is_name, firsts)):
        return Block(tuple(table))
    if len(table) > 1 and not any(_is_time(part) for part in table[0][1:]):
        table = table[1:]
    table = [line for line in table if line[0]]
    return Block(tuple(line[1:] for line in table), tuple(line[0] for line in table))


def _is_name(text: str) -> bool:
    return any(sign.isalpha() for sign in text) and not _is_time(text)


def _is_time(text: str) -> bool:
    try:
        parsed(text)
    except Refused:
        return False
    return bool(text)


def likely_name(name: str, known: Mapping[str, int]) -> str | None:
    """The name on the sheet that looks most like this one."""
    folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=0.55)
    return folded[found[0]] if found else None


def fill(
    block: Block, sheet: SheetModel, judge: Judge, start: Address, rows: Mapping[str, RowKey | None]
) -> Filling:
    """Lay a block on the sheet from `start`; `rows` tell whose each named line is."""
    assert sheet.grid is not None
    found = Filling()
    at = sheet.index_at(start)
    for down, line in enumerate(block.lines):
        key = _row_of(block, down, sheet, at.row(), rows)
        for along, text in enumerate(line):
            if not text:
                continue
            column = at.column() + along
            if key is None or column not in sheet.typed_columns:
                found.left_out += 1
                continue
            address = Address(key, sheet.period_of(column))
            _take(found, sheet, judge, address, text)
    return found


def _row_of(
    block: Block, down: int, sheet: SheetModel, top: int, rows: Mapping[str, RowKey | None]
) -> RowKey | None:
    if block.names is not None:
        return rows.get(block.names[down])
    return sheet.row(top + down).key if top + down < sheet.rowCount() else None


def _take(found: Filling, sheet: SheetModel, judge: Judge, address: Address, text: str) -> None:
    index = sheet.index_at(address)
    if index.isValid() and not sheet.cell(index.row(), index.column()).can_be_typed:
        found.left_out += 1
    elif why := judge.problems(address, text):
        found.doubtful.append((address, text, why))
    else:
        entry = entry_of(judge.activity_id, address, text)
        if isinstance(entry, NewCount):
            found.counts.append(entry)
        else:
            found.cells.append(entry)


def empty_cells(addresses: Sequence[Address], sheet: SheetModel, judge: Judge) -> Filling:
    """What it takes to empty these cells, apart from those that several entries make up."""
    found = Filling()
    for address in addresses:
        if not sheet.is_empty(sheet.index_at(address)):
            _take(found, sheet, judge, address, "0")
    return found
