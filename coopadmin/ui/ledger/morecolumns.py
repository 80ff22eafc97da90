"""The tables of the tab More as values: fixed assets, reserves and funds, accruals, gifts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coopadmin.kernel.money import Money
from coopadmin.ledger.accrual_rules import MOVES
from coopadmin.ledger.accruals import AccrualRow
from coopadmin.ledger.asset_queries import AssetRow
from coopadmin.ledger.donations import DonationRow
from coopadmin.ledger.funds import FundMovement
from coopadmin.ledger.places import FUND_KINDS
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.words import N_, _, amount, date_short, day_and_month


def _money(
    key: str, title: str, look: Look = Look.AMOUNT, drop: int = 0, width: int = 66
) -> Column:
    value: Callable[[Any], Money] = lambda row: getattr(row, key)  # noqa: E731 - used three times
    return Column(
        key,
        title,
        lambda row: amount(value(row)) if value(row) else "·",
        look,
        width,
        sort=value,
        value=value,
        drop=drop,
    )


def _name(key: str, title: str, under: Callable[[Any], str]) -> Column:
    return Column(
        key,
        title,
        lambda row: getattr(row, key),
        Look.NAME,
        130,
        1,
        under=under,
        sort=lambda row: getattr(row, key),
    )


def asset_columns() -> tuple[Column, ...]:
    """What there was in the year: what it was worth, what was written off, what it is worth."""

    def under(row: AssetRow) -> str:
        if row.disposed_on is not None:
            return _("gone on {day}").format(day=date_short(row.disposed_on))
        return _("bought on {day}").format(day=date_short(row.bought))

    return (
        _name("name", N_("What"), under),
        _money("price", N_("Price (€)"), Look.MUTED_AMOUNT, 2),
        _money("opening", N_("Start (€)"), drop=3),
        _money("written_off", N_("Written off (€)"), drop=1, width=92),
        _money("closing", N_("End (€)"), Look.STRONG_AMOUNT),
    )


def fund_columns() -> tuple[Column, ...]:
    """The movement table of the year."""
    return (
        Column(
            "name",
            N_("Reserve or fund"),
            lambda row: row.name or _("Without a name"),
            Look.NAME,
            130,
            1,
            under=lambda row: _(FUND_KINDS[row.kind]),
            sort=lambda row: row.name,
        ),
        _money("opening", N_("Start (€)"), Look.MUTED_AMOUNT, 1),
        _money("added", N_("Added (€)"), drop=3),
        _money("withdrawn", N_("Withdrawn (€)"), drop=2, width=84),
        _money("closing", N_("End (€)"), Look.STRONG_AMOUNT),
    )


def accrual_columns() -> tuple[Column, ...]:
    """What goes over the end of the year."""

    def under(row: AccrualRow) -> str:
        period = _("{first} to {last}").format(
            first=date_short(row.period.first), last=date_short(row.period.last)
        )
        return f"{_(MOVES[row.role])} · {period}" if row.moved else period

    return (
        _name("description", N_("What"), under),
        _money("amount", N_("Amount (€)"), Look.MUTED_AMOUNT, 2, 72),
        _money("moved", N_("Over the end (€)"), Look.STRONG_AMOUNT, width=104),
        _money("to_book", N_("To book (€)"), drop=1, width=74),
    )


def gift_columns() -> tuple[Column, ...]:
    """Gifts of the year, the newest on top."""
    return (
        Column(
            "dated",
            N_("Day"),
            lambda row: day_and_month(row.dated),
            Look.DATE,
            48,
            value=lambda row: row.dated,
        ),
        _name("name", N_("Who"), gift_for),
        _money("amount", N_("Amount (€)"), Look.STRONG_AMOUNT, width=74),
    )


def gift_for(row: DonationRow) -> str:
    """What a gift is meant for."""
    return " · ".join(part for part in (row.purpose, row.fund, row.activity) if part)


def fund_key(row: FundMovement) -> object:
    """What tells a fund from another; one row of each kind names none."""
    return row.fund_id or row.kind
