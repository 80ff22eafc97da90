"""Right of the lists of the tab More: what is known of the chosen row, and its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from coopadmin.kernel.calendar import BookYear
from coopadmin.ledger.accrual_rules import MOVES
from coopadmin.ledger.accruals import AccrualPair, AccrualRow
from coopadmin.ledger.asset_queries import AssetRow
from coopadmin.ledger.donations import DonationRow
from coopadmin.ledger.funds import FundMovement
from coopadmin.ledger.places import FUND_KINDS
from coopadmin.ui.kit.buttons import Action, button_for
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.text import Facts
from coopadmin.words import _, date_long, money, ngettext

Pairs = list[tuple[str, str]]


class MorePanel(Panel):
    """The facts of one row; its buttons stand in the foot. `pairs` are of the accruals shown."""

    def __init__(self) -> None:
        super().__init__()
        explain(self, "lasting")
        self.pairs: Sequence[AccrualPair] = ()
        self._facts = Facts(132)
        self.body.addWidget(self._facts)
        self.body.addStretch(1)
        self.show_row("", None, (), None)

    def show_row(
        self, key: str, row: Any, actions: Sequence[Action], year: BookYear | None
    ) -> None:
        """Show a row of the list `key`, or that none is chosen."""
        clear_layout(self.footer_row)
        self.show_footer(bool(actions))
        for action in actions:
            self.footer_row.addWidget(button_for(action))
        self.footer_row.addStretch(1)
        if row is None:
            self.set_title(_("Nothing chosen"))
            self._facts.set_facts([])
            return
        shown: dict[str, Callable[[Any], tuple[str, str, Pairs]]] = {
            "assets": _of_asset,
            "funds": _of_fund,
            "accruals": _of_accrual,
            "gifts": _of_gift,
        }
        title, note, facts = shown[key](row)
        facts += [
            (_("Pair of bookings"), f"{each.number} → {each.back_number}")
            for each in self.pairs
            if isinstance(row, AccrualRow) and each.accrual == row.number
        ]
        self.set_title(title, note or ("" if year is None else year.label))
        self._facts.set_facts(facts)


def _of_asset(row: AssetRow) -> tuple[str, str, Pairs]:
    years, months = divmod(row.months, 12)
    lasts = [ngettext("{count} year", "{count} years", years).format(count=years)] if years else []
    if months:
        lasts.append(ngettext("{count} month", "{count} months", months).format(count=months))
    gone = "" if row.disposed_on is None else date_long(row.disposed_on)
    facts = [
        (_("Bought on"), date_long(row.bought)),
        (_("Booking"), row.purchase),
        (_("Price"), money(row.price)),
        (_("Lasts"), ", ".join(lasts)),
        (_("Worth in the end"), money(row.residual) if row.residual else ""),
        (_("Written off this year"), money(row.written_off)),
        (_("Still to book"), money(row.to_write_off) if row.to_write_off else ""),
        (_("Value at the end"), money(row.closing)),
        (_("Account"), row.account),
        (_("Activity"), row.activity),
        (_("Gone on"), gone),
    ]
    return row.name, "", facts


def _of_fund(row: FundMovement) -> tuple[str, str, Pairs]:
    facts = [
        (_("Purpose"), row.purpose),
        (_("Resolution"), row.resolution),
        (_("At most"), "" if row.most is None else money(row.most)),
        (_("At the beginning"), money(row.opening)),
        (_("Added"), money(row.added)),
        (_("Withdrawn"), money(row.withdrawn)),
        (_("At the end"), money(row.closing)),
        (_("Waits for the result"), money(row.waiting) if row.waiting else ""),
    ]
    return row.name or _("Without a name"), _(FUND_KINDS[row.kind]), facts


def _of_accrual(row: AccrualRow) -> tuple[str, str, Pairs]:
    facts = [
        (_("Amount"), money(row.amount)),
        (_("Account"), row.account),
        (_("From"), date_long(row.period.first)),
        (_("Until"), date_long(row.period.last)),
        (_("Booked in"), row.booked_in),
        (_("Of this year or before"), money(row.until)),
        (_("Over the end"), money(row.moved)),
        (_("Still to book"), money(row.to_book) if row.to_book else ""),
        (_("Activity"), row.activity),
        (_("Fund"), row.fund),
    ]
    return row.description, _(MOVES[row.role]) if row.moved else "", facts


def _of_gift(row: DonationRow) -> tuple[str, str, Pairs]:
    facts = [
        (_("Amount"), money(row.amount)),
        (_("Received on"), date_long(row.dated)),
        (_("Meant for"), row.purpose),
        (_("Fund"), row.fund),
        (_("Activity"), row.activity),
    ]
    return row.name, row.number, facts
