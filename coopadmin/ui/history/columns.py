"""How operations stand in the list of history: time, sentence, place, and what is fixed."""

from __future__ import annotations

from datetime import date, timedelta

from coopadmin.desk.queries import KINDS, DoneRow
from coopadmin.ui.kit.columns import ChipLook, Column, Group, Heading, Look
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


def sentence_of(row: DoneRow) -> str:
    """What was done, in the language spoken."""
    what = f"{_(row.label)}: {row.about}" if row.about else _(row.label)
    return _("Taken back: {what}").format(what=what) if row.is_undo else what


def under_of(row: DoneRow) -> str:
    """Who did it and where; for what never goes back, why."""
    place = f"{row.who} · {_(KINDS[row.kind])}"
    if row.why_not and not row.undone:
        return f"{place} · {_(row.why_not)}"
    return place


def _chip(row: DoneRow) -> ChipLook | None:
    if row.undone:
        return ChipLook(_("Taken back"), "plain", "arrow-back-up")
    if row.why_not:
        return ChipLook(_("Fixed"), "warn", "lock")
    return None


def _icon(row: DoneRow) -> tuple[str, str]:
    return ("arrow-back-up" if row.is_undo else ICONS[row.kind]), "ink2"


def columns(today: date) -> tuple[Column, ...]:
    """The columns; under a month the day stands where under a day the time does."""

    def when(row: DoneRow) -> str:
        if by_month(row.time.date(), today):
            return day_and_month(row.time.date())
        return clock(row.time).split("\u00a0")[0]

    return (
        Column("time", N_("Time"), when, Look.DATE, 48),
        Column("icon", "", look=Look.ICON, width=20, icon=_icon),
        Column(
            "what",
            N_("What was done"),
            sentence_of,
            Look.NAME,
            220,
            1,
            under=under_of,
            marked=True,
            tip=lambda row: f"{sentence_of(row)}\n{under_of(row)}",
            ink=lambda row: "ink3" if row.undone else "",
        ),
        Column("state", N_("State"), look=Look.CHIP, width=128, chip=_chip, drop=1),
    )


def by_month(day: date, today: date) -> bool:
    """Whether a day is so long ago that it stands under its month."""
    return today - day >= timedelta(days=DAYS_APART)


def grouped(rows: list[DoneRow], today: date) -> list[Group]:
    """Rows by day for the last month, and by month before that; newest first."""
    groups: list[tuple[str, str, list[DoneRow]]] = []
    for row in rows:
        day = row.time.date()
        key, title = _heading(day, today)
        if not groups or groups[-1][0] != key:
            groups.append((key, title, []))
        groups[-1][2].append(row)
    return [
        Group(
            Heading(
                key,
                title,
                ngettext("{count} change", "{count} changes", len(theirs)).format(
                    count=count(len(theirs))
                ),
            ),
            tuple(theirs),
        )
        for key, title, theirs in groups
    ]


def _heading(day: date, today: date) -> tuple[str, str]:
    if by_month(day, today):
        month = f"{month_name(day.month)} {day.year}"
        return f"{day:%Y-%m}", month[:1].upper() + month[1:]
    words = date_in_full(day)
    if day == today:
        return day.isoformat(), _("Today, {day}").format(day=words)
    if day == today - timedelta(days=1):
        return day.isoformat(), _("Yesterday, {day}").format(day=words)
    return day.isoformat(), words[:1].upper() + words[1:]
