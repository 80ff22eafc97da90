"""The tables of meetings: the list, an agenda, the register of resolutions, what was promised."""

from __future__ import annotations

from coopadmin.meetings.queries import ActionFacts, DecisionRow, ItemFacts, MeetingRow
from coopadmin.meetings.rules import (
    ACCEPTED,
    ADOPTED,
    AMENDMENT,
    DECIDING,
    HELD,
    INSPECTION,
    ITEM_KINDS,
    OUTCOMES,
    PERSONS,
    PREPARATION,
    REJECTED,
    STATUSES,
    shown_time,
)
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.words import N_, _, count, date_short, day_and_month

_TONES = {
    PREPARATION: ("info", "progress"),
    HELD: ("warn", "pencil"),
    INSPECTION: ("tint", "eye"),
    ADOPTED: ("good", "lock"),
}
_SHORT = {
    PREPARATION: N_("In preparation"),
    HELD: N_("Held"),
    INSPECTION: N_("Open for inspection"),
    ADOPTED: N_("Adopted"),
}
_OUTCOME_TONES = {ACCEPTED: ("tint", "check"), REJECTED: ("plain", "forbid")}
_KIND_ICONS = {PERSONS: "user-check", AMENDMENT: "scale"}


def status_chip(status: str, short: bool = False) -> ChipLook:
    tone, icon = _TONES.get(status, ("plain", ""))
    words = _SHORT if short else STATUSES
    return ChipLook(_(words.get(status, status)), tone, icon)


def outcome_chip(outcome: str) -> ChipLook:
    """Not green and red: an outcome is neither good nor bad."""
    tone, icon = _OUTCOME_TONES.get(outcome, ("plain", "scale"))
    return ChipLook(_(OUTCOMES.get(outcome, outcome)), tone, icon)


def kind_icon(item: ItemFacts) -> tuple[str, str] | None:
    if item.kind not in DECIDING:
        return None
    return _KIND_ICONS.get(item.kind, "gavel"), "ink"


def bare_time(time: str) -> str:
    """`19.30`, without the word for the hour, under a head that says it."""
    return shown_time(time).partition("\u00a0")[0]


def counted(row: DecisionRow) -> str:
    """`58–4`, or nothing where nobody was counted."""
    if row.votes_for is None or row.votes_against is None:
        return ""
    return f"{count(row.votes_for)}–{count(row.votes_against)}"


MEETINGS: tuple[Column, ...] = (
    Column(
        "held_on",
        N_("Date"),
        lambda row: date_short(row.held_on),
        Look.DATE,
        92,
        sort=lambda row: (row.held_on, row.begins),
        value=lambda row: row.held_on,
    ),
    Column(
        "title",
        N_("Meeting"),
        lambda row: row.title,
        Look.NAME,
        238,
        3,
        under=lambda row: row.place,
        sort=lambda row: row.title.casefold(),
    ),
    Column(
        "status",
        N_("Stage"),
        look=Look.CHIP,
        width=158,
        chip=lambda row: status_chip(row.status, short=True),
    ),
    Column(
        "present",
        N_("Present"),
        lambda row: count(row.present) if row.present else "",
        Look.AMOUNT,
        40,
        drop=2,
        value=lambda row: row.present or None,
    ),
    Column(
        "resolutions",
        N_("Resolutions"),
        lambda row: count(row.resolutions) if row.resolutions else "",
        Look.AMOUNT,
        40,
        drop=1,
        value=lambda row: row.resolutions or None,
    ),
)


def meeting_id(row: MeetingRow) -> object:
    return row.id


AGENDA: tuple[Column, ...] = (
    Column(
        "number",
        N_("No."),
        lambda item: count(item.number),
        Look.DATE,
        22,
        value=lambda item: item.number,
    ),
    Column("title", N_("Agenda item"), lambda item: item.title, Look.NAME, 170, 4),
    Column(
        "kind",
        N_("Kind"),
        lambda item: _(ITEM_KINDS.get(item.kind, item.kind)),
        Look.TEXT,
        130,
        icon=kind_icon,
        ink=lambda item: "ink" if item.kind in DECIDING else "",
        drop=2,
    ),
    Column("expected", N_("Time"), lambda item: bare_time(item.expected), Look.DATE, 42),
    Column("presenter", N_("By"), lambda item: item.presenter, Look.TEXT, 96, 1, drop=1),
)


REGISTER: tuple[Column, ...] = (
    Column(
        "number",
        N_("Number"),
        lambda row: row.number,
        Look.NUMBER,
        112,
        marked=True,
        sort=lambda row: (row.body, row.decided_on.year, row.number),
    ),
    Column(
        "decided_on",
        N_("Date"),
        lambda row: day_and_month(row.decided_on),
        Look.DATE,
        56,
        drop=2,
        sort=lambda row: row.decided_on,
    ),
    Column(
        "text",
        N_("Resolution"),
        lambda row: row.text or row.subject,
        Look.NAME,
        200,
        3,
        marked=True,
        tip=lambda row: row.text or row.subject,
    ),
    Column("counted", N_("For–against"), counted, Look.AMOUNT, 66, drop=1),
    Column(
        "outcome",
        N_("Outcome"),
        look=Look.CHIP,
        width=124,
        chip=lambda row: outcome_chip(row.outcome),
    ),
)


# Where nobody is named, the titles get the room.
WITHOUT_PRESENTERS: tuple[Column, ...] = tuple(
    column for column in AGENDA if column.key != "presenter"
)


def due_words(row: ActionFacts) -> str:
    return day_and_month(row.due) if row.due else ""


ACTIONS: tuple[Column, ...] = (
    Column("done", N_("Done"), look=Look.CHECK, width=44, checked=lambda row: bool(row.done_on)),
    Column("text", N_("Action item"), lambda row: row.text, Look.NAME, 140, 3),
    Column("who", N_("Who"), lambda row: row.who, Look.TEXT, 80, 1, drop=1),
    Column("due", N_("Before"), due_words, Look.DATE, 56),
)
