"""One page of figures for the return of corporation tax; its user has them checked.

A cooperative owes it with its whole capital (Vpb art. 2); the program works out no tax: what may
be deducted and what is exempt is for an adviser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.entry_queries import BalanceRow, trial_balance
from coopadmin.ledger.model import Account
from coopadmin.ledger.places import DEBIT_SECTIONS, EXPENSE, INCOME, PLACES
from coopadmin.ledger.report import figure
from coopadmin.ledger.year_states import YearRow, get_year
from coopadmin.paper import NUMBER, Blanks, Block, Column, Heading, Note, Row, Table, Text, Total
from coopadmin.words import _, date_long

TO_CHECK = N_(
    "Have these figures checked before the return is sent. They come from the books as they are"
    " and say nothing about what may be deducted, what is exempt, or losses of earlier years."
)
ASKED = {
    "income": N_("Total income"),
    "expense": N_("Total expenditure, without corporation tax"),
    "result": N_("Result before corporation tax"),
    "tax": N_("Corporation tax booked"),
    "after": N_("Result after corporation tax"),
    "to_members": N_("Paid to members out of the result"),
    "given": N_("Grants and gifts given"),
    "gifts": N_("Gifts and funds received"),
    "equity_before": N_("Reserves and funds at the start"),
    "equity_after": N_("Reserves and funds at the end"),
    "assets_before": N_("Total assets at the start"),
    "assets_after": N_("Total assets at the end"),
}
"""Every figure by token, in the order of the page; euros of the book year."""


@dataclass(frozen=True)
class TaxFigures:
    """The figures by token of ASKED, of one book year."""

    row: YearRow
    figures: tuple[tuple[str, Money], ...]

    @property
    def year(self) -> BookYear:
        return self.row.year


def tax_figures(session: Session, label: str) -> TaxFigures:
    """The figures of one book year. Raises Refused for another legal form than a cooperative."""
    row = get_year(session, label)
    if not is_cooperative(get_cooperative(session).legal_form):
        raise refuse(
            "tax.form",
            N_("Only a cooperative always owes corporation tax. Ask an adviser whether you do."),
        )
    roles = dict(session.execute(select(Account.id, Account.role)).all())
    rows = trial_balance(session, row.label, appropriated=False)
    came = -_of_year(rows, INCOME)
    tax = Money.total(_moved(each) for each in rows if roles[each.account_id] == "corporation_tax")
    spent = _of_year(rows, EXPENSE) - tax
    assets = [each for each in rows if PLACES[each.place].section in DEBIT_SECTIONS]
    equity = [each for each in rows if PLACES[each.place].section == "equity"]
    ended = came - spent - tax
    began = -Money.total(each.opening for each in equity)
    moved = -Money.total(_moved(each) for each in equity)
    found = {
        "income": came,
        "expense": spent,
        "result": came - spent,
        "tax": tax,
        "after": ended,
        "to_members": _by_role(rows, roles, "member_payments"),
        "given": Money.total(_moved(each) for each in rows if each.number == "74020"),
        "gifts": -Money.total(_moved(each) for each in rows if each.place == "gifts"),
        "equity_before": began,
        "equity_after": began + moved + ended,
        "assets_before": Money.total(each.opening for each in assets),
        "assets_after": Money.total(each.closing for each in assets),
    }
    return TaxFigures(row, tuple((token, found[token]) for token in ASKED))


def _moved(row: BalanceRow) -> Money:
    return row.debit - row.credit


def _of_year(rows: Sequence[BalanceRow], kind: str) -> Money:
    return Money.total(_moved(each) for each in rows if kind in PLACES[each.place].kinds)


def _by_role(rows: Sequence[BalanceRow], roles: dict[int, str], role: str) -> Money:
    return Money.total(_moved(each) for each in rows if roles[each.account_id] == role)


def tax_blocks(found: TaxFigures, due: date) -> list[Block]:
    """The page: what is to be checked on top, then the figures, then room for who checked it."""
    totals = {"result", "after"}
    lines = [
        Total([_(ASKED[token]), figure(amount)])
        if token in totals
        else [_(ASKED[token]), figure(amount)]
        for token, amount in found.figures
    ]
    said = _("Usually by {day}; look it up, the tax office may have given more time.")
    columns = [Column(_("In euros")), Column(found.year.label, NUMBER, now=True)]
    return [
        Text(_(TO_CHECK)),
        Heading(_("Figures of {year}").format(year=found.year.label)),
        Table(columns, lines),
        Row(Note(_("When")), [Text(said.format(day=date_long(due)))]),
        Blanks([_("Checked by:"), _("Sent on:")]),
    ]
