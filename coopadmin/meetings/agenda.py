"""The agenda: kinds of items, the usual agendas, and at what time each item is expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.words import _, clock, date_long

OPENING, ANNOUNCEMENT, DISCUSSION = "opening", "announcement", "discussion"
DECISION, PERSONS, AMENDMENT, CLOSING = "decision", "persons", "amendment", "closing"
ITEM_KINDS = {
    OPENING: N_("Opening"),
    ANNOUNCEMENT: N_("Announcement"),
    DISCUSSION: N_("Discussion"),
    DECISION: N_("Decision"),
    PERSONS: N_("Election"),
    AMENDMENT: N_("Change of the statutes"),
    CLOSING: N_("Closing"),
}
DECIDING = (DECISION, PERSONS, AMENDMENT)
"""Kinds of items on which the members vote; `amendment` is also for dissolution (BW 2:42(4))."""

LONGEST_MINUTES = 24 * 60
_TIME = re.compile(r"(\d{1,2})(?:[.:uh]|)(\d{2})|(\d{1,2})[uh]?")


@dataclass(frozen=True)
class NewItem:
    """One point of an agenda; `planned_minutes` is how long it is expected to take."""

    kind: str
    title: str
    planned_minutes: int = 5
    presenter: str = ""
    proposal: str = ""
    minutes: str = ""


def check_item(item: NewItem, place: int | None = None) -> Iterator[Problem]:
    """What is wrong with one item; `place` is its number in a whole agenda, from 1."""
    values = {"number": place}
    prefix = "" if place is None else f"agenda.{place}."
    if item.kind not in ITEM_KINDS:
        yield Problem(
            "item.kind",
            N_("“{kind}” is not a kind of agenda item. Choose one of: {choices}."),
            {**values, "kind": item.kind, "choices": ", ".join(ITEM_KINDS)},
            f"{prefix}kind",
        )
    if not item.title.strip():
        yield Problem(
            "item.title",
            N_("Give every agenda item a title."),
            values,
            f"{prefix}title",
        )
    if not 0 <= item.planned_minutes <= LONGEST_MINUTES:
        yield Problem(
            "item.planned_minutes",
            N_("An agenda item takes from 0 to {most} minutes."),
            {**values, "most": LONGEST_MINUTES},
            f"{prefix}planned_minutes",
        )


def annual_agenda(year: str, next_year: str, previous: date | None = None) -> tuple[NewItem, ...]:
    """The agenda of the annual meeting in the language spoken now. Source: DOMAIN 3.2.

    `year` is the label of the book year that is accounted for, `next_year` that of the budget,
    `previous` the day of the meeting whose minutes are to be adopted. Discharge is an item of its
    own: adopting the accounts never implies it (BW 2:58(1)).
    """
    return (
        *_beginning(previous),
        NewItem(DISCUSSION, _("Board report {year}").format(year=year), 15),
        NewItem(
            ANNOUNCEMENT,
            _("Annual accounts {year} and report of the audit committee").format(year=year),
            10,
        ),
        NewItem(
            DECISION,
            _("Adoption of the annual accounts {year}").format(year=year),
            10,
            proposal=_("The annual accounts {year} are adopted.").format(year=year),
        ),
        NewItem(DECISION, _("Appropriation of the result {year}").format(year=year), 5),
        NewItem(
            DECISION,
            _("Discharge of the board"),
            5,
            proposal=_("The board is discharged for {year}.").format(year=year),
        ),
        NewItem(PERSONS, _("Appointment of the audit committee"), 5),
        NewItem(DECISION, _("Budget and contribution {year}").format(year=next_year), 15),
        NewItem(PERSONS, _("Election of board members"), 15),
        NewItem(DISCUSSION, _("Proposals"), 10),
        *_end(),
    )


def ordinary_agenda(previous: date | None = None) -> tuple[NewItem, ...]:
    """The shorter agenda of any other general meeting, in the language spoken now."""
    return (*_beginning(previous), NewItem(DISCUSSION, _("Proposals"), 30), *_end())


def _beginning(previous: date | None) -> tuple[NewItem, ...]:
    if previous is None:
        minutes = NewItem(ANNOUNCEMENT, _("Minutes of the previous meeting"), 5)
    else:
        day = date_long(previous)
        minutes = NewItem(
            DECISION,
            _("Minutes of {day}").format(day=day),
            5,
            proposal=_("The minutes of {day} are adopted.").format(day=day),
        )
    return (
        NewItem(OPENING, _("Opening and adoption of the agenda"), 5),
        NewItem(ANNOUNCEMENT, _("Announcements"), 5),
        minutes,
    )


def _end() -> tuple[NewItem, ...]:
    return (
        NewItem(DISCUSSION, _("Any other business"), 10),
        NewItem(CLOSING, _("Closing"), 0),
    )


# ------------------------------------------------------------------------------ times


def parse_time(text: str, field: str | None = None) -> str:
    """Read a time of day as people type it: `19.30`, `19:30`, `1930`, `19u30`, `20`.

    Returns `19:30`, or nothing for an empty text. Raises Refused for what is no time.
    """
    bare = text.strip().lower().removesuffix("uur").strip()
    if not bare:
        return ""
    match = _TIME.fullmatch(bare)
    hour = int(match[1] or match[3]) if match else 24
    minute = int(match[2] or 0) if match else 0
    if hour > 23 or minute > 59:
        raise refuse(
            "time.wrong",
            N_("“{text}” is not a time. Type it as 19.30."),
            field=field,
            text=text,
        )
    return f"{hour:02d}:{minute:02d}"


def shown_time(text: str) -> str:
    """`19:30` as it is written in the language spoken now; nothing stays nothing."""
    return clock(datetime.combine(date.min, time.fromisoformat(text))) if text else ""


def expected_times(begins: str, planned_minutes: Iterable[int]) -> list[str]:
    """The time at which each item is expected to begin, and last the time of the end.

    `begins` is `19:30`, or empty when it is not known: then all times are empty. A meeting that
    passes midnight goes on at `00:00`.
    """
    lengths = list(planned_minutes)
    if not begins:
        return [""] * (len(lengths) + 1)
    start = time.fromisoformat(begins)
    passed = start.hour * 60 + start.minute
    times = []
    for length in (*lengths, 0):
        times.append(f"{passed // 60 % 24:02d}:{passed % 60:02d}")
        passed += length
    return times
