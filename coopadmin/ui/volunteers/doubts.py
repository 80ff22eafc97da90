"""What was typed into the sheet and is not hours yet: kept as drafts, judged, answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.activities.rules import NewCount, check_count
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Problem, Refused, Strength
from coopadmin.store import Books
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.volunteers.gridmodel import Address, Doubt
from coopadmin.volunteers.grid import Extra, entries_in_cell
from coopadmin.volunteers.queries import (
    HourRow,
    activity_term,
    list_hours,
    read_number,
    week_limit_on,
)
from coopadmin.volunteers.rules import Circumstances, check_new_hours, likely_limit, read_group
from coopadmin.volunteers.service import CellEntry

SCREEN = "hours"
TENTH = 10


@dataclass(frozen=True)
class Sheet:
    """One activity in one month."""

    activity_id: int
    month: Period


def parsed(text: str) -> Duration | None:
    """What was typed as hours; None for an empty text and for nothing. Raises Refused."""
    if is_nothing(text):
        return None
    return Duration.parse(text, "worked") or None


def is_nothing(text: str) -> bool:
    """Whether what was typed empties a cell."""
    return text.strip() in ("", "-", "–", "0")


def entry_of(activity_id: int, address: Address, text: str) -> CellEntry | NewCount:
    """What was typed into a cell, in the terms of its row. Raises Refused."""
    row, period = address.row, address.period
    if not isinstance(row, Extra):
        return CellEntry(row, activity_id, period, parsed(text))
    if row is Extra.GROUP:
        if is_nothing(text):
            return CellEntry(None, activity_id, period, None)
        people, worked = read_group(text)
        return CellEntry(None, activity_id, period, worked or None, people)
    number = None if is_nothing(text) else read_number(text)
    return NewCount(activity_id, period.first, period.last, number, row)


def draft_key(activity_id: int, address: Address) -> str:
    period = address.period
    return f"cell/{activity_id}/{address.row}/{period.first}/{period.last}"


def _read_key(key: str) -> tuple[int, Address] | None:
    kind, _slash, rest = key.partition("/")
    if kind != "cell":
        return None
    activity, row, first, last = rest.split("/")
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    return int(activity), Address(int(row) if row.isdecimal() else Extra(row), period)


class Judge:
    """Tells of what is typed into one sheet what would be wrong or doubtful."""

    def __init__(self, books: Books, sheet: Sheet) -> None:
        first = sheet.month.first
        self.activity_id = sheet.activity_id
        self._sheet = sheet
        self._around = Circumstances(
            books.today(),
            books.ask(activity_term, sheet.activity_id),
            books.ask(week_limit_on, first),
        )
        self._entries = books.ask(list_hours, sheet.month, activity_id=sheet.activity_id)

    def problems(self, address: Address, text: str) -> tuple[Problem, ...]:
        """All of it; nothing for a text that can be stored as it is."""
        try:
            typed = entry_of(self._sheet.activity_id, address, text)
        except Refused as refused:
            return refused.problems
        if isinstance(typed, NewCount):
            return tuple(check_count(typed, self._around.today))
        if typed.worked is None:
            return ()
        return tuple(check_new_hours(typed.hours(self._days(address)), self._around))

    def _days(self, address: Address) -> Period:
        """Those of the one entry that lies in the cell, else those of its column."""
        own = (entry for entry in self._entries if (entry.person_id or Extra.GROUP) == address.row)
        lying = [entry for entry in own if lies_in(entry, address.period)]
        return Period(lying[0].first, lying[0].last) if len(lying) == 1 else address.period

    def likelier(self, address: Address, text: str) -> str:
        """The same with the comma that was perhaps forgotten, where that would be likely."""
        # Nobody writes down 9,9 hours: only halves are likely.
        if not text.isdigit() or text[-1] not in "05" or isinstance(address.row, Extra):
            return ""
        worked = Duration.parse(text)
        tenth = Duration(worked.minutes // TENTH)
        limit = likely_limit(self._days(address).days, self._around.week_limit)
        return f"{text[:-1] or 0},{text[-1]}" if limit < worked and tenth <= limit else ""


def lies_in(entry: HourRow, cell: Period) -> bool:
    """Whether an entry is among those that a cell adds up, as `entries_in_cell` has it."""
    return bool(entries_in_cell(cell, [entry]))


def can_be_answered(problems: Sequence[Problem]) -> bool:
    """Whether all of them are questions."""
    return all(problem.strength is Strength.QUESTION for problem in problems)


class Doubts:
    """The cells in doubt of this file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._refused: dict[str, tuple[Problem, ...]] = {}
        # Asked once: nothing but this window writes drafts of cells.
        self._texts = desk.books.drafts_of(SCREEN)

    def keep(self, activity_id: int, address: Address, text: str, why: Sequence[Problem]) -> None:
        """Keep what was typed, so that it is there again after closing."""
        key = draft_key(activity_id, address)
        self._refused[key] = tuple(why)
        self._texts[key] = text
        self._desk.books.keep_draft(SCREEN, key, text)
        self._desk.drafts_changed.emit(SCREEN)

    def drop(self, activity_id: int, address: Address) -> None:
        """Forget what was typed; what is stored shows again."""
        key = draft_key(activity_id, address)
        self._refused.pop(key, None)
        if self._texts.pop(key, None) is not None:
            self._desk.books.drop_draft(SCREEN, key)
            self._desk.drafts_changed.emit(SCREEN)

    def of(self, sheet: Sheet) -> Mapping[Address, Doubt]:
        """The cells in doubt on one sheet, with why."""
        found = self._all().get(sheet)
        if not found:
            return {}
        judge = Judge(self._desk.books, sheet)
        return {
            address: Doubt(text, judge.problems(address, text) or self._why(sheet, address))
            for address, text in found.items()
        }

    def _why(self, sheet: Sheet, address: Address) -> tuple[Problem, ...]:
        # What only the operation itself knows, such as a year that is closed.
        return self._refused.get(draft_key(sheet.activity_id, address), ())

    def sheets(self) -> dict[Sheet, int]:
        """Where cells are in doubt, and how many."""
        return {sheet: len(cells) for sheet, cells in self._all().items()}

    def _all(self) -> dict[Sheet, dict[Address, str]]:
        found: dict[Sheet, dict[Address, str]] = {}
        for key, text in self._texts.items():
            place = _read_key(key)
            if place is not None:
                activity_id, address = place
                first = address.period.first
                sheet = Sheet(activity_id, Period.month(first.year, first.month))
                found.setdefault(sheet, {})[address] = text
        return found
