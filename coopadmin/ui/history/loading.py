"""What of the history is loaded: days and months with their numbers, and the rows of open ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from coopadmin.desk.history import DoneRow, Wanted, days_done, list_done
from coopadmin.store import Books
from coopadmin.ui.history.columns import Stretch, grouped, stretches
from coopadmin.ui.kit.columns import Group

AT_A_TIME = 200
_RECENT, _FOUND = "recent", "found"


@dataclass
class _Unit:
    """Days that are loaded together: those of the last month, or one month of long ago."""

    wanted: Wanted
    parts: list[Stretch]
    rows: list[DoneRow] = field(default_factory=list)
    whole: bool = False


class Loading:
    """The days of the last month are loaded at once, a month before that when it is opened; both
    `AT_A_TIME` rows at a time.

    With words all is one list, because what they find is known only when a sentence is made.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._wanted: Wanted | None = None
        self._units: dict[str, _Unit] = {}

    def begin(self, wanted: Wanted, today: date) -> frozenset[str] | None:
        """Load what is wanted now, as much as was loaded of the same before.

        Gives the keys of the stretches to be folded; None leaves them as the person has them.
        """
        before = self._units if wanted == self._wanted else {}
        self._wanted, self._today = wanted, today
        if wanted.text:
            self._units = {_FOUND: _Unit(wanted, [])}
        else:
            self._units = _units(self._books.ask(days_done, wanted), wanted, today)
        for number, key in enumerate(self._units):
            seen = len(before[key].rows) if key in before else 0
            # A month begins closed; the newest of all is open, or nothing would be seen.
            if number == 0 or seen:
                self._load(key, max(seen, AT_A_TIME))
        if before:
            return None
        return frozenset(
            part.key for unit in self._units.values() if not unit.rows for part in unit.parts
        )

    def open(self, stretch: str) -> bool:
        """Load a stretch that was opened; False when it is there already."""
        for key, unit in self._units.items():
            if not unit.rows and stretch in [part.key for part in unit.parts]:
                self._load(key, AT_A_TIME)
                return True
        return False

    def more(self, last: DoneRow) -> bool:
        """Load on after a row that is the last loaded one of its days; False when it is not."""
        for key, unit in self._units.items():
            if unit.rows and unit.rows[-1].id == last.id and not unit.whole:
                self._load(key, AT_A_TIME)
                return True
        return False

    def ends(self) -> list[DoneRow]:
        """The last loaded row wherever more are to come."""
        return [unit.rows[-1] for unit in self._units.values() if unit.rows and not unit.whole]

    def groups(self) -> list[Group]:
        parts, rows = [], {}
        for unit in self._units.values():
            shown = unit.parts or stretches(_days(unit.rows), self._today)
            parts += shown
            for part in shown:
                rows[part.key] = [
                    row for row in unit.rows if part.first <= row.time.date() <= part.last
                ]
        return grouped(parts, rows)

    def _load(self, key: str, number: int) -> None:
        unit = self._units[key]
        before = unit.rows[-1].sequence if unit.rows else None
        more = self._books.ask(list_done, unit.wanted, number, before)
        unit.whole = len(more) < number
        unit.rows += more


def _units(days: list[tuple[date, int]], wanted: Wanted, today: date) -> dict[str, _Unit]:
    by_key: dict[str, list[Stretch]] = {}
    for part in stretches(days, today):
        by_key.setdefault(part.key if part.is_month else _RECENT, []).append(part)
    return {
        key: _Unit(replace(wanted, first=parts[-1].first, last=parts[0].last), parts)
        for key, parts in by_key.items()
    }


def _days(rows: list[DoneRow]) -> list[tuple[date, int]]:
    days: dict[date, int] = {}
    for row in rows:
        days[row.time.date()] = days.get(row.time.date(), 0) + 1
    return list(days.items())
