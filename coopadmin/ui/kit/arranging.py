"""Which columns of a table are shown, in which order and how wide: kept for this computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from coopadmin.store.computer import changed, remembered
from coopadmin.ui.kit.columns import Column

NARROWEST = 40


@dataclass(frozen=True)
class Arrangement:
    """What a person changed in a table: an order of keys, columns put on or off, widths.

    Widths are in pixels at 100 % text. What is not named stands as the table itself says.
    """

    order: tuple[str, ...] = ()
    shown: Mapping[str, bool] = field(default_factory=dict)
    widths: Mapping[str, int] = field(default_factory=dict)

    def shows(self, column: Column) -> bool:
        return self.shown.get(column.key, not column.extra)

    def with_shown(self, key: str, on: bool) -> Arrangement:
        return replace(self, shown={**self.shown, key: on})

    def with_width(self, key: str, wide: int) -> Arrangement:
        return replace(self, widths={**self.widths, key: max(wide, NARROWEST)})


STANDARD = Arrangement()


def in_order(columns: Sequence[Column], kept: Arrangement) -> tuple[Column, ...]:
    """All columns in the order chosen; one that was not there then follows its neighbour."""
    places: list[tuple[float, int, Column]] = []
    after = -1.0
    for number, column in enumerate(columns):
        if column.key in kept.order:
            after = float(kept.order.index(column.key))
            places.append((after, number, column))
        else:
            places.append((after + 0.5, number, column))
    return tuple(column for _place, _number, column in sorted(places, key=lambda one: one[:2]))


def arranged(columns: Sequence[Column], kept: Arrangement) -> tuple[Column, ...]:
    """The columns shown, in the order chosen; never none, for a table without any says nothing."""
    chosen = tuple(column for column in in_order(columns, kept) if kept.shows(column))
    return chosen or tuple(columns[:1])


def kept_arrangement(table: str) -> Arrangement:
    """How this table was left on this computer."""
    if not table:
        return STANDARD
    kept: Any = remembered().tables.get(table)
    try:
        return Arrangement(
            tuple(map(str, kept["order"])),
            {str(key): bool(on) for key, on in kept["shown"].items()},
            {str(key): max(int(wide), NARROWEST) for key, wide in kept["widths"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return STANDARD


def keep_arrangement(table: str, arrangement: Arrangement) -> None:
    """Keep it for the next time; the standard leaves nothing behind."""
    others = {name: kept for name, kept in remembered().tables.items() if name != table}
    if arrangement != STANDARD:
        others[table] = asdict(arrangement)
    changed(tables=others)
