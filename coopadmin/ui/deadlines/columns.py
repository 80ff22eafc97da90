"""The columns of the deadline register, and how a deadline is said."""

from __future__ import annotations

from coopadmin.deadlines.queries import ENDED, RENEWED, DeadlineRow
from coopadmin.deadlines.rules import KINDS
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.words import N_, _, date_short

_STATES = {RENEWED: N_("Renewed"), ENDED: N_("Ended")}


def _second_line(row: DeadlineRow) -> str:
    return " · ".join(part for part in (_(KINDS[row.kind]), row.keeper) if part)


def _state(row: DeadlineRow) -> ChipLook | None:
    if not row.runs:
        return ChipLook(_(_STATES[row.state]), "plain")
    return ChipLook(_("By itself"), "info") if row.renews else None


COLUMNS = (
    Column("title", N_("What"), lambda row: row.title, Look.NAME, 150, 1, under=_second_line),
    Column(
        "act_by",
        N_("Act by"),
        lambda row: date_short(row.act_by) if row.runs else "–",
        Look.DATE,
        88,
        value=lambda row: row.act_by if row.runs else None,
    ),
    Column(
        "until",
        N_("Until"),
        lambda row: date_short(row.until),
        Look.DATE,
        88,
        drop=2,
        value=lambda row: row.until,
    ),
    Column(
        "document",
        "",
        look=Look.ICON,
        width=24,
        icon=lambda row: ("paperclip", "ink2") if row.documents else None,
        tip=lambda row: ", ".join(each.name for each in row.documents),
        drop=3,
    ),
    Column("state", N_("State"), look=Look.CHIP, width=92, chip=_state, drop=1),
)
