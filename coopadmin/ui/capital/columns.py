"""The tables of capital as values: holdings, movements, kinds of share, repayments to come."""

from __future__ import annotations

from datetime import date
from typing import Any

from coopadmin.capital.facts import HoldingRow, MovementRow, RepaymentRow, ShareKindRow
from coopadmin.capital.rules import MOVEMENTS, REPAYMENTS, TREATMENTS
from coopadmin.kernel.money import ZERO
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.words import N_, _, amount, count, date_short


def identity(row: Any) -> object:
    """What a row is of: a movement or kind by id, a holding or repayment by whose it is."""
    if isinstance(row, HoldingRow):
        return row.person_id, row.kind_id
    if isinstance(row, RepaymentRow):
        return row.due, row.person_id, row.kind
    return row.id


def number_shown(row: HoldingRow) -> str:
    return "" if row.number is None else f"{row.number:04d}"


def holding_columns() -> tuple[Column, ...]:
    """The register on a day."""
    return (
        Column(
            "number", N_("No."), number_shown, Look.NUMBER, 44,
            sort=lambda row: row.number or 0,
        ),
        Column(
            "name", N_("Name"), lambda row: row.name, Look.NAME, 150, 4,
            sort=lambda row: row.sort_key, marked=True,
        ),
        Column(
            "kind", N_("Kind"), lambda row: row.kind, width=96, stretch=2,
            sort=lambda row: row.kind, drop=2,
        ),
        Column(
            "shares", N_("Shares"), lambda row: "" if row.shares is None else count(row.shares),
            Look.AMOUNT, 64, sort=lambda row: row.shares or 0, drop=3,
        ),
        Column(
            "unpaid", N_("Not paid in (€)"), lambda row: amount(row.unpaid) if row.unpaid else "·",
            Look.AMOUNT, 96, sort=lambda row: row.unpaid, drop=1,
        ),
        Column(
            "amount", N_("Amount (€)"), lambda row: amount(row.amount), Look.STRONG_AMOUNT, 84,
            sort=lambda row: row.amount,
        ),
    )  # fmt: skip


def movement_columns() -> tuple[Column, ...]:
    """Movements, the newest on top; what was reversed is grey."""

    def ink(row: MovementRow) -> str:
        return "ink3" if row.reversed or row.is_reversal else "ink"

    return (
        Column("number", N_("Number"), lambda row: row.number, Look.NUMBER, 92, ink=ink),
        Column(
            "day", N_("Day"), lambda row: date_short(row.dated), Look.DATE, 84, ink=ink,
            value=lambda row: row.dated,
        ),
        Column(
            "what", N_("What"), what_shown, Look.NAME, 110, 2, under=lambda row: row.kind, ink=ink
        ),
        Column(
            "name", N_("Member"), lambda row: row.name, width=120, stretch=3, under=other_side,
            ink=ink, marked=True,
        ),
        Column(
            "amount", N_("Amount (€)"), lambda row: amount(row.amount), Look.AMOUNT, 84, ink=ink,
            value=lambda row: row.amount,
        ),
        Column("state", N_("State"), look=Look.CHIP, width=84, chip=payment_chip, drop=1),
    )  # fmt: skip


def own_movement_columns() -> tuple[Column, ...]:
    """The movements of one member, in a narrow panel."""
    return (
        Column(
            "what", N_("What"), what_shown, Look.NAME, 124, 1,
            under=lambda row: f"{date_short(row.dated)} · {row.number}",
        ),
        Column(
            "amount", N_("Amount (€)"), lambda row: amount(row.amount), Look.AMOUNT, 66,
            value=lambda row: row.amount,
        ),
        Column("state", N_("State"), look=Look.CHIP, width=86, chip=payment_chip),
    )  # fmt: skip


def kind_columns() -> tuple[Column, ...]:
    """The kinds of share with their terms."""
    return (
        Column("name", N_("Kind"), lambda row: row.name, Look.NAME, 140, 3),
        Column(
            "share", N_("Share (€)"), lambda row: "·" if row.share is None else amount(row.share),
            Look.AMOUNT, 76, value=lambda row: row.share,
        ),
        Column("treatment", N_("Counts as"), _treatment, width=110, stretch=2, under=_advice),
        Column(
            "repaid", N_("Repaid"), lambda row: _(REPAYMENTS[row.repaid]), width=140, stretch=3,
            drop=1,
        ),
    )  # fmt: skip


def repayment_columns(today: date) -> tuple[Column, ...]:
    """What is to be repaid, the earliest on top."""

    def ink(row: RepaymentRow) -> str:
        return "bad" if row.due < today else "ink"

    return (
        Column(
            "due", N_("Before"), lambda row: date_short(row.due), Look.DATE, 90, ink=ink,
            value=lambda row: row.due,
        ),
        Column("name", N_("Name"), lambda row: row.name, Look.NAME, 150, 3, marked=True),
        Column("kind", N_("Kind"), lambda row: row.kind, width=110, stretch=2),
        Column(
            "year", N_("Book year"), lambda row: row.book_year, width=84, drop=1,
        ),
        Column(
            "amount", N_("Amount (€)"), lambda row: amount(row.amount), Look.STRONG_AMOUNT, 84,
            value=lambda row: row.amount,
        ),
    )  # fmt: skip


def what_shown(row: MovementRow) -> str:
    words = _(MOVEMENTS[row.type])
    return _("{movement} (reversal)").format(movement=words) if row.is_reversal else words


def other_side(row: MovementRow) -> str:
    """To whom or into what it went."""
    if row.to_name:
        return _("to {name}").format(name=row.to_name)
    return _("into {kind}").format(kind=row.to_kind) if row.to_kind else ""


def payment_chip(row: MovementRow) -> ChipLook | None:
    """Whether it was paid; nothing for what only moves what is there."""
    if row.reversed:
        return ChipLook(_("Reversed"), "plain")
    if row.open_item_id is None:
        return None
    if row.open > ZERO:
        words = _("Partly") if row.open < row.amount else _("Open")
        return ChipLook(words, "info", "progress")
    return ChipLook(_("Paid"), "good", "circle-check")


def _treatment(row: ShareKindRow) -> str:
    return _(TREATMENTS[row.treatment])


def _advice(row: ShareKindRow) -> str:
    if row.advised_by:
        return row.advised_by
    return _("have it checked")
