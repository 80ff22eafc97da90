"""Somebody about whom every table says something, made by walking the tables themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Text

from coopadmin.desk.ties import TIES, references_to
from coopadmin.desk.traces import is_personal
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.store.audit import models, table_of
from coopadmin.store.schema import DurationColumn, MoneyColumn
from coopadmin.store.work import Work, operation

Place = tuple[str, str]
LONG_AGO = date(2001, 2, 3)


@dataclass
class Filled:
    """The person, and by table and column the words that stand there and nowhere else."""

    person_id: int = 0
    words: dict[Place, str] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    numbers: int = 100
    ended: date = LONG_AGO


def word_of(table: str, column: str) -> str:
    """A word that no other text holds."""
    return f"Qz{table.title().replace('_', '')}{column.title().replace('_', '')}xk"


@operation("test.fill_every_table", "Fill every table")
def fill_every_table(work: Work, filled: Filled) -> int:
    """Give the person a row in every table that refers to one, with all its text filled in."""
    filled.person_id = _made(work, filled, "person", {"nature": "natural"}, marked=True)
    membership = {"person_id": filled.person_id, "until": filled.ended, "since": LONG_AGO}
    by_table = {"person": filled.person_id}
    by_table["membership"] = _made(work, filled, "membership", membership, marked=True)
    done = {("membership", "person_id")}
    for name, column in sorted(set(TIES) - done):
        (key,) = table_of(name).c[column].foreign_keys
        given = {column: by_table[key.column.table.name]}
        if name == "alias" and column == "of_id":
            given["person_id"] = _made(work, filled, "person", {}, marked=False)
        row = _made(work, filled, name, given, marked=not TIES[name, column].shared)
        by_table.setdefault(name, row)
    for name in ("open_item", "capital_movement", "application"):
        for hanging in references_to(name):
            if (hanging.table.name, hanging.key) not in TIES and hanging.table.name != name:
                _made(work, filled, hanging.table.name, {hanging.key: by_table[name]}, marked=True)
    return filled.person_id


def _made(
    work: Work, filled: Filled, name: str, given: Mapping[str, Any], *, marked: bool
) -> int:  # fmt: skip
    values = dict(given)
    for column in table_of(name).columns:
        if column.key not in values and column.key != "id":
            values[column.key] = _value(work, filled, name, column, marked=marked)
    return int(work.add(models()[name](**values)).id)


def _value(work: Work, filled: Filled, name: str, column: Column[Any], *, marked: bool) -> Any:
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return None if column.nullable else _other(work, filled, key.column.table.name)
    filled.numbers += 1
    if isinstance(column.type, Text):
        if not (marked and is_personal(column)):
            return f"{column.key}{filled.numbers}"
        return filled.words.setdefault((name, column.key), word_of(name, column.key))
    if isinstance(column.type, MoneyColumn):
        return Money(0)
    if isinstance(column.type, DurationColumn):
        return Duration(60)
    kind = column.type.python_type
    if kind is date:
        return LONG_AGO
    if kind is datetime:
        return work.now
    return False if isinstance(column.type, Boolean) else filled.numbers


def _other(work: Work, filled: Filled, name: str) -> int:
    """A row that is of nobody, where one must be named."""
    if name not in filled.others:
        filled.others[name] = _made(work, filled, name, {}, marked=False)
    return filled.others[name]
