"""The tables beside the sheet as values: activities, people on a list, entries, refused lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.duration import Duration
from coopadmin.people.queries import PersonRow
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.volunteers.queries import HourRow, MonthActivity, RefusedLine
from coopadmin.words import N_, _, count, date_short, day_and_month, ngettext, say

ICONS = {
    "meeting": "coffee",
    "meals": "soup",
    "transport": "bus",
    "chores": "shovel",
    "exercise": "users-group",
    "phone": "phone",
    "groceries": "shopping-cart",
    "paperwork": "file-text",
    "equipment": "tool",
    "day-care": "armchair",
    "visits": "heart-handshake",
    "carers": "lifebuoy",
    "front-desk": "help-circle",
    "night-care": "home",
    "housing": "building-cottage",
    "building": "home-2",
    "energy": "bolt",
    "governance": "gavel",
    "publicity": "mail-forward",
    "other": "tag",
}


@dataclass(frozen=True, slots=True)
class PersonOnList:
    """Somebody who helps with an activity or leads it; `task_id` is None for who only leads."""

    person_id: int
    name: str
    leads: bool
    task_id: int | None
    since: date | None
    until: date | None


def filled_words(row: MonthActivity) -> str:
    """`6 of 11 filled in`: for how many of those on the list there is something."""
    words = ngettext("{filled} of {count} filled in", "{filled} of {count} filled in", row.filled)
    return words.format(filled=count(row.filled), count=count(row.volunteers))


def activity_columns(in_doubt: Callable[[MonthActivity], bool]) -> tuple[Column, ...]:
    """Activities with how far the month is; the mark repeats what the words say."""

    def mark(row: MonthActivity) -> tuple[str, str] | None:
        if in_doubt(row):
            return "alert-circle", "bad_mark"
        return ("circle-check", "good_mark") if row.complete else None

    return (
        Column(
            "name",
            N_("Activity"),
            lambda row: row.name,
            Look.TEXT,
            90,
            1,
            icon=lambda row: (ICONS.get(row.theme, "tag"), "ink2"),
            under=filled_words,
            ink=lambda _row: "ink",
        ),
        Column("state", "", look=Look.ICON, width=20, icon=mark),
    )


def people_columns(today: date) -> tuple[Column, ...]:
    """Who helps with an activity; Space makes somebody lead it."""

    def chip(row: PersonOnList) -> ChipLook | None:
        if row.until is not None and row.until < today:
            return ChipLook(_("until {day}").format(day=date_short(row.until)))
        if row.until is not None:
            return ChipLook(_("until {day}").format(day=date_short(row.until)), "warn")
        if row.task_id is None:
            return ChipLook(_("not on the list"))
        return None

    return (
        Column("leads", N_("Leads"), look=Look.CHECK, width=44, checked=lambda row: row.leads),
        Column("name", N_("Name"), lambda row: row.name, Look.NAME, 130, 1),
        Column(
            "since",
            N_("Since"),
            lambda row: date_short(row.since) if row.since else "",
            Look.DATE,
            86,
            drop=1,
            value=lambda row: row.since,
        ),
        Column("state", N_("State"), look=Look.CHIP, width=112, chip=chip),
    )


def found_columns(on_list: Callable[[PersonRow], bool]) -> tuple[Column, ...]:
    """People found by a search, to be put on the list."""
    return (
        Column(
            "name",
            N_("Name"),
            lambda row: row.name,
            Look.NAME,
            130,
            1,
            marked=True,
            under=lambda row: ", ".join(part for part in (row.address, row.town) if part),
        ),
        Column(
            "state",
            "",
            look=Look.CHIP,
            width=104,
            chip=lambda row: (
                ChipLook(_("on the list"), "good", "check")
                if on_list(row)
                else ChipLook(_("add"), "tint", "plus")
            ),
        ),
    )


def days_words(row: HourRow) -> str:
    """`3 feb` or `2 feb – 8 feb 2026`."""
    if row.first == row.last:
        return date_short(row.first)
    return f"{day_and_month(row.first)} – {date_short(row.last)}"


def _group_words(row: HourRow) -> str:
    return row.who if row.person_id is None else ""


def entry_columns(write: Callable[[Duration], str]) -> tuple[Column, ...]:
    """The entries that a cell adds up; `write` puts all their hours in one way."""
    return (
        Column("days", N_("Day"), days_words, Look.NAME, 150, 1, under=_group_words),
        Column("note", N_("Note"), lambda row: row.note, width=120, stretch=2),
        Column(
            "estimated",
            N_("Estimated"),
            look=Look.CHIP,
            width=84,
            chip=lambda row: ChipLook(_("estimated")) if row.estimated else None,
        ),
        Column(
            "worked",
            N_("Hours"),
            lambda row: write(row.worked),
            Look.STRONG_AMOUNT,
            60,
            value=lambda row: row.worked,
        ),
    )


def refused_columns() -> tuple[Column, ...]:
    """Lines of a list that would not be taken over; the first reason over the others."""

    def first(row: RefusedLine) -> str:
        return say(row.reasons[0])

    def others(row: RefusedLine) -> str:
        return " ".join(say(reason) for reason in row.reasons[1:])

    return (
        Column("line", N_("Line"), lambda row: str(row.line), Look.NUMBER, 44),
        Column("why", N_("Why not"), first, width=200, stretch=1, under=others),
    )
