"""The tables of contributions as values: charges, payments, tariffs and lines of a charge run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coopadmin.contributions.queries import ChargeRow, PaymentRow, TariffRow
from coopadmin.contributions.rules import (
    CHARGED,
    FREE,
    HOUSEHOLD,
    NO_TARIFF,
    PRO_RATA,
    ChargeLine,
)
from coopadmin.contributions.states import LET_GO, OVERPAID, PAID_UP, PART
from coopadmin.kernel.money import ZERO
from coopadmin.ledger.rules import SETTLED_BY
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.words import N_, _, amount, date_short, ngettext, say


def member_number(number: int) -> str:
    """As it is written everywhere: `0108`."""
    return f"{number:04d}"


def charge_chip(row: ChargeRow, today: date) -> ChipLook:
    """What is the matter with a charge; past its day it asks for attention."""
    late = row.due < today
    if row.state == OVERPAID:
        return ChipLook(_("Too much"), "warn", "alert-triangle")
    if row.state == PAID_UP:
        return ChipLook(_("Paid"), "good", "circle-check")
    if row.state == LET_GO:
        return ChipLook(_("Let go"), "plain")
    if row.state == PART:
        return ChipLook(_("Partly"), "warn" if late else "info", "progress")
    return ChipLook(_("Late"), "warn", "alert-triangle") if late else ChipLook(_("Open"), "info")


def charge_columns(today: date, is_checked: Callable[[ChargeRow], bool]) -> tuple[Column, ...]:
    """Charges of a year; only what is open can be checked."""
    return (
        Column(
            "checked",
            "",
            look=Look.CHECK,
            width=26,
            checked=lambda row: is_checked(row) if row.open > ZERO else None,
        ),
        Column(
            "number",
            N_("No."),
            lambda row: member_number(row.member_number),
            Look.NUMBER,
            40,
            sort=lambda row: row.member_number,
            marked=True,
        ),
        Column(
            "name",
            N_("Name"),
            lambda row: row.name,
            Look.NAME,
            150,
            4,
            sort=lambda row: row.name,
            marked=True,
        ),
        Column(
            "kind",
            N_("Kind"),
            lambda row: row.kind,
            width=84,
            stretch=1,
            sort=lambda row: row.kind,
            drop=3,
        ),
        Column(
            "charged",
            N_("Charged (€)"),
            lambda row: amount(row.charged),
            Look.AMOUNT,
            60,
            sort=lambda row: row.charged,
            drop=1,
        ),
        Column(
            "paid",
            N_("Paid (€)"),
            lambda row: amount(row.paid) if row.paid else "·",
            Look.AMOUNT,
            60,
            sort=lambda row: row.paid,
            drop=2,
        ),
        Column(
            "open",
            N_("Open (€)"),
            lambda row: amount(row.open) if row.open else "·",
            Look.STRONG_AMOUNT,
            60,
            sort=lambda row: row.open,
        ),
        Column(
            "state",
            N_("State"),
            look=Look.CHIP,
            width=84,
            chip=lambda row: charge_chip(row, today),
            sort=lambda row: charge_chip(row, today).text,
        ),
    )


def payment_columns() -> tuple[Column, ...]:
    """Payments on one charge; how and what of it stands under the amount's day."""

    def muted(row: PaymentRow) -> str:
        return "ink3" if row.reversed or row.is_reversal else ""

    return (
        Column(
            "day",
            N_("Day"),
            lambda row: date_short(row.dated),
            width=84,
            stretch=1,
            under=_how,
            ink=lambda row: muted(row) or "ink",
            value=lambda row: row.dated,
        ),
        Column(
            "amount",
            N_("Amount (€)"),
            lambda row: amount(row.amount),
            Look.AMOUNT,
            64,
            ink=muted,
            value=lambda row: row.amount,
        ),
    )


def _how(row: PaymentRow) -> str:
    if row.is_reversal:
        return _("taken back")
    if row.reversed:
        return _("taken back later")
    return " · ".join(part for part in (_(SETTLED_BY.get(row.method, "")), row.note) if part)


def tariff_columns(today: date, valid: Callable[[TariffRow], bool]) -> tuple[Column, ...]:
    """Tariffs of one kind under its heading, the newest on top."""

    def chip(row: TariffRow) -> ChipLook | None:
        if row.valid_from > today:
            return ChipLook(_("Later"), "info", "clock")
        return ChipLook(_("Now"), "good", "circle-check") if valid(row) else None

    return (
        Column(
            "from",
            N_("From"),
            lambda row: date_short(row.valid_from),
            Look.DATE,
            92,
            ink=lambda row: "ink" if valid(row) else "",
            value=lambda row: row.valid_from,
        ),
        Column(
            "amount",
            N_("Per year (€)"),
            lambda row: amount(row.amount) if row.amount else _("free"),
            Look.STRONG_AMOUNT,
            80,
            ink=lambda row: "" if valid(row) or row.valid_from > today else "ink3",
            value=lambda row: row.amount,
        ),
        Column("state", N_("State"), look=Look.CHIP, width=84, chip=chip),
        Column(
            "pro_rata",
            N_("Joining during the year"),
            lambda row: _(PRO_RATA[row.pro_rata]),
            width=140,
            stretch=1,
        ),
    )


def line_chip(line: ChargeLine, included: bool) -> ChipLook:
    """What a run does with a line, in one word."""
    if line.state == NO_TARIFF:
        return ChipLook(_("No tariff"), "bad", "alert-circle")
    if line.state == CHARGED:
        return ChipLook(_("Charged already"), "plain", "check")
    if line.state == FREE:
        return ChipLook(_("Free of charge"))
    if line.state == HOUSEHOLD:
        return ChipLook(_("With household"))
    if not included:
        return ChipLook(_("Left out"))
    if line.remark is not None:
        return ChipLook(_("Look at this"), "warn", "alert-triangle")
    return ChipLook(_("Ready"), "good", "circle-check")


def line_note(line: ChargeLine) -> str:
    """What stands under the name: the kind, the part of the year that is owed, and who pays."""
    parts = [line.kind]
    if line.tariff is not None and line.parts != line.of:
        share = ngettext(
            "{parts} of {of} part of the year", "{parts} of {of} parts of the year", line.of
        )
        parts.append(share.format(parts=line.parts, of=line.of))
    if line.payer != line.name:
        parts.append(_("{name} pays").format(name=line.payer))
    return " · ".join(parts)


def line_reason(line: ChargeLine | None) -> str:
    """Why a line is left out, or what to look at; nothing where all is well."""
    reason = None if line is None else line.problem or line.remark
    return "" if reason is None else say(reason)


def line_columns(is_in: Callable[[ChargeLine], bool | None]) -> tuple[Column, ...]:
    """Lines of a run; `is_in` says whether a line is charged, None when it cannot be."""
    return (
        Column("in", "", look=Look.CHECK, width=26, checked=is_in),
        Column("number", N_("No."), lambda line: member_number(line.number), Look.NUMBER, 40),
        Column(
            "name",
            N_("Name"),
            lambda line: line.name,
            Look.NAME,
            170,
            1,
            under=line_note,
            tip=line_reason,
        ),
        Column(
            "amount",
            N_("Amount (€)"),
            lambda line: amount(line.amount) if line.tariff is not None else "–",
            Look.AMOUNT,
            60,
            value=lambda line: line.amount if line.tariff is not None else None,
        ),
        Column(
            "state",
            N_("State"),
            look=Look.CHIP,
            width=140,
            chip=lambda line: line_chip(line, is_in(line) is not False),
        ),
    )
