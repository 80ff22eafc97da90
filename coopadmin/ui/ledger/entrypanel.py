"""One booking: who and what, its lines with what they are about, its receipts, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.attachments.rules import Owner
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.booking import BY_HAND, MADE_ELSEWHERE, reverse_entry
from coopadmin.ledger.entries import JOURNALS, SOURCES
from coopadmin.ledger.posted import WholeEntry
from coopadmin.ledger.receipts import ENTRY, attach_receipt
from coopadmin.ui.attached import AttachedFiles
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, QUIET, Button
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Facts
from coopadmin.words import N_, _, amount, date_long

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage


def _debit(value: Money) -> str:
    return amount(value) if value > ZERO else ""


def entry_columns() -> tuple[Column, ...]:
    """Lines of a booking with what they are about, debit and credit beside each other."""
    return (
        Column(
            "account",
            N_("Account"),
            lambda row: f"{row.account} {row.account_name}",
            width=130,
            stretch=1,
            under=lambda row: " · ".join(
                dict.fromkeys(p for p in (row.description, row.activity, row.fund) if p)
            ),
            ink=lambda _row: "ink",
        ),
        Column(
            "debit",
            N_("Debit (€)"),
            lambda row: _debit(row.amount),
            Look.AMOUNT,
            66,
            value=lambda row: row.amount if row.amount > ZERO else "",
        ),
        Column(
            "credit",
            N_("Credit (€)"),
            lambda row: _debit(-row.amount),
            Look.AMOUNT,
            66,
            value=lambda row: -row.amount if row.amount < ZERO else "",
        ),
    )


class EntryPanel(Panel):
    """The booking that was opened; it can be booked otherwise, or reversed."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__()
        self._page = page
        self.shown: WholeEntry | None = None
        self._facts = Facts(112)
        self.lines = RowsTable(entry_columns(), _("Lines of the booking"), True, kept_as="entry")
        self._documents = QWidget()
        self._documents.setObjectName("clear")
        self._receipts = QVBoxLayout(self._documents)
        self._receipts.setContentsMargins(0, theme.px(6), 0, 0)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.lines)
        self.body.addWidget(self._documents)
        self.body.addStretch(1)
        self.reverse = Button(_("Reverse booking"), self._reverse, QUIET, "rotate", changes=True)
        self.change = Button(_("Book otherwise"), self._change, PLAIN, "pencil", changes=True)
        self.footer_row.addWidget(self.change)
        self.footer_row.addWidget(self.reverse)
        self.footer_row.addStretch(1)
        self.show_footer()

    def show_entry(self, shown: WholeEntry) -> None:
        """Show this booking, and what can be done with it."""
        self.shown = shown
        self.set_title(shown.description, shown.number)
        self._facts.set_facts(
            [
                (_("Day"), date_long(shown.dated)),
                (_("With"), shown.who),
                (_("Journal"), _(JOURNALS[shown.journal])),
                (_("Made by"), _(SOURCES.get(shown.source, shown.source))),
                (_("Against booking"), shown.reverses),
                (_("Reversed by"), shown.reversed_by),
            ]
        )
        self.lines.set_rows(shown.lines)
        rows = max(len(shown.lines), 1)
        head = self.lines.view.horizontalHeader().sizeHint().height()
        self.lines.setFixedHeight(head + rows * self.lines.view.row_height() + 2)
        clear_layout(self._receipts)
        self._receipts.addWidget(AttachedFiles(self._page, Owner(ENTRY, shown.id), attach_receipt))
        made = shown.source in MADE_ELSEWHERE
        self.reverse.refuse(_why_stays(shown, made=made))
        made = shown.source not in BY_HAND
        closed = _("Book year {year} is closed.").format(year=shown.book_year)
        self.change.refuse(closed if shown.locked else _why_stays(shown, made=made))

    def _change(self) -> None:
        if self.shown is not None:
            self._page.change_entry(self.shown.id)

    def _reverse(self) -> None:
        if self.shown is not None:
            self._page.do(reverse_entry, self.shown.id)

    def first_focus(self) -> QWidget:
        return self.lines


def _why_stays(shown: WholeEntry, *, made: bool) -> str:
    if shown.reverses or shown.reversed_by:
        return _("It is reversed already.")
    if made:
        return _("It follows from something else. Take that back where it was made.")
    return ""
