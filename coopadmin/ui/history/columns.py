"""How operations stand in the list of history: time, sentence, place, and what is fixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.desk.history import KINDS, DoneRow
from coopadmin.desk.sentences import first_name
from coopadmin.desk.wording.words import TABLES
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.words import N_, _, clock, count, date_in_full, day_and_month, month_name, ngettext

ICONS = {
    "people": "users",
    "money": "receipt-euro",
    "hours": "clock-heart",
    "meetings": "gavel",
    "settings": "settings",
}
PAGES = {
    "people": "members",
    "money": "contributions",
    "hours": "hours",
    "meetings": "meetings",
    "settings": "settings",
}
DAYS_APART = 31
FIELDS_NAMED = 3


def under_of(row: DoneRow) -> str:
    """Where it was and what of it; for what never goes back, why."""
    if row.why_not and not row.undone:
        return _("Cannot go back: {reason}").format(reason=_lowered(_(row.why_not)))
    parts = [_("Taken back")] if row.undone else []
    parts.append(_(KINDS[row.kind]))
    if row.fields:
        words = [_lowered(_(TABLES[table].columns[column])) for table, column in row.fields]
        shown = ", ".join(dict.fromkeys(words[:FIELDS_NAMED]))
        parts.append(f"{shown} …" if len(words) > FIELDS_NAMED else shown)
    elif row.rows > 1:
        parts.append(
            ngettext("{count} line", "{count} lines", row.rows).format(count=count(row.rows))
        )
    return " · ".join(parts)


def _lowered(words: str) -> str:
    """Inside a sentence without a capital, but an abbreviation as it is: `IBAN`."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _icon(row: DoneRow) -> tuple[str, str]:
    return ("arrow-back-up" if row.turns else ICONS[row.kind]), "ink2"


def _under_icon(row: DoneRow) -> tuple[str, str] | None:
    if row.undone:
        return "arrow-back-up", "ink2"
    return ("lock", "warn") if row.why_not else None


def columns(today: date) -> tuple[Column, ...]:
    """The columns; under a month the day stands where under a day the time does."""

    def when(row: DoneRow) -> str:
        if by_month(row.time.date(), today):
            return day_and_month(row.time.date())
        return clock(row.time).split("\u00a0")[0]

    return (
        Column("time", N_("Time"), when, Look.DATE, 48, value=lambda row: row.time),
        Column("icon", "", look=Look.ICON, width=20, icon=_icon),
        Column(
            "what",
            N_("What was done"),
            lambda row: row.sentence,
            width=220,
            stretch=1,
            under=under_of,
            marked=True,
            tip=lambda row: f"{row.sentence}\n{under_of(row)}",
            ink=lambda row: "ink3" if row.undone else "ink",
            lead=lambda row: first_name(row.who),
            under_icon=_under_icon,
        ),
    )


def by_month(day: date, today: date) -> bool:
    """Whether a day is so long ago that it stands under its month."""
    return today - day >= timedelta(days=DAYS_APART)


@dataclass(frozen=True)
class Stretch:
    """A day, or a month of long ago, and how many operations it has."""

    key: str
    title: str
    first: date
    last: date
    number: int
    is_month: bool


def stretches(days: Iterable[tuple[date, int]], today: date) -> list[Stretch]:
    """Days of the last month, and months before that; newest first, as the days come."""
    found: dict[str, list[tuple[date, int]]] = {}
    for day, number in days:
        key = f"{day:%Y-%m}" if by_month(day, today) else day.isoformat()
        found.setdefault(key, []).append((day, number))
    return [
        Stretch(
            key,
            _title(theirs[0][0], today),
            theirs[-1][0],
            theirs[0][0],
            sum(number for _day, number in theirs),
            by_month(theirs[0][0], today),
        )
        for key, theirs in found.items()
    ]


def grouped(parts: Sequence[Stretch], rows: Mapping[str, Sequence[DoneRow]]) -> list[Group]:
    """A heading for each stretch, over the rows of it that are known."""
    return [
        Group(
            Heading(
                part.key,
                part.title,
                ngettext("{count} change", "{count} changes", part.number).format(
                    count=count(part.number)
                ),
            ),
            tuple(rows.get(part.key, ())),
        )
        for part in parts
    ]


def _title(day: date, today: date) -> str:
    if by_month(day, today):
        month = f"{month_name(day.month)} {day.year}"
        return month[:1].upper() + month[1:]
    words = date_in_full(day)
    if day == today:
        return _("Today, {day}").format(day=words)
    if day == today - timedelta(days=1):
        return _("Yesterday, {day}").format(day=words)
    return words[:1].upper() + words[1:]
