"""The tab with the cash book: what came and went day by day, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.cash import (
    PIECES,
    CashBook,
    CashRow,
    CountRow,
    NewCount,
    cash_book,
    count_cash,
    counted_in,
    list_counts,
)
from coopadmin.ledger.doubts import balance_on
from coopadmin.ledger.plain_queries import OwnAccount, own_accounts
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.parts import SCREEN, BookPart
from coopadmin.words import N_, _, amount, date_short, day_and_month, money

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

COUNT = "count"


def cash_columns() -> tuple[Column, ...]:
    """Bookings with what came in or went out, and what is there after each."""
    return (
        Column(
            "dated",
            N_("Day"),
            lambda row: day_and_month(row.dated),
            Look.DATE,
            44,
            value=lambda row: row.dated,
        ),
        Column(
            "what",
            N_("What"),
            lambda row: row.description,
            width=130,
            stretch=1,
            under=lambda row: " · ".join(part for part in (row.who, row.against) if part),
            ink=lambda _row: "ink",
        ),
        *(
            Column(
                key,
                title,
                lambda row, way=way: _one_way(row, way),  # type: ignore[misc]
                Look.AMOUNT,
                64,
                value=lambda row, way=way: _way(row, way),  # type: ignore[misc]
            )
            for key, title, way in (("in", N_("In (€)"), 1), ("out", N_("Out (€)"), -1))
        ),
        Column(
            "balance",
            N_("In cash (€)"),
            lambda row: amount(row.balance),
            Look.STRONG_AMOUNT,
            76,
            value=lambda row: row.balance,
        ),
        Column(
            "receipts",
            "",
            look=Look.ICON,
            width=18,
            icon=lambda row: ("paperclip", "ink2") if row.receipts else None,
            tip=lambda row: _("With a receipt") if row.receipts else "",
        ),
    )


def _way(row: CashRow, way: int) -> Money | str:
    moved = row.amount * way
    return moved if moved > ZERO else ""


def _one_way(row: CashRow, way: int) -> str:
    moved = _way(row, way)
    return amount(moved) if isinstance(moved, Money) else ""


def count_columns() -> tuple[Column, ...]:
    """Counts with who counted, and what was found more or less than the books said."""
    return (
        Column(
            "dated",
            N_("Day"),
            lambda row: date_short(row.dated),
            width=110,
            stretch=1,
            under=lambda row: " · ".join(part for part in (row.counted_by, row.note) if part),
            value=lambda row: row.dated,
            ink=lambda _row: "ink",
        ),
        Column(
            "counted",
            N_("Counted (€)"),
            lambda row: amount(row.counted),
            Look.AMOUNT,
            76,
            value=lambda row: row.counted,
        ),
        Column(
            "difference",
            N_("Differs (€)"),
            lambda row: amount(row.difference) if row.difference else "·",
            Look.AMOUNT,
            72,
            value=lambda row: row.difference,
            ink=lambda row: "warn" if row.difference else "ink2",
        ),
        Column(
            "booking",
            "",
            look=Look.ICON,
            width=18,
            icon=lambda row: ("alert-triangle", "warn_mark") if row.number else None,
            tip=_booked,
        ),
    )


def _booked(row: CountRow) -> str:
    if not row.number:
        return ""
    return _("The difference is booked as {number}.").format(number=row.number)


class CountsPanel(Panel):
    """What was counted in one cash box."""

    def __init__(self) -> None:
        super().__init__(_("Counts"))
        explain(self, "bookings#cash")
        self.table = RowsTable(count_columns(), _("Counts"), True, kept_as="counts")
        self._none = Text(
            _("Nothing was counted yet. Count once a month, and at the end of the year."),
            Role.NOTE,
            "ink2",
            wrap=True,
        )
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)

    def show_counts(self, rows: Sequence[CountRow]) -> None:
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)


class CashBookPart(BookPart):
    """The cash book of a year; beside it the counts, or the form to count."""

    TITLE: ClassVar[str] = N_("Cash book")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        explain(self, "bookings#cash")
        self._boxes: tuple[OwnAccount, ...] = ()
        self._year: BookYear | None = None
        self.account = Combo((), _("Which cash"))
        self.account.currentIndexChanged.connect(lambda _index: self._show())
        self.foot = Elided("", Role.NOTE, "ink2")
        self.count_button = Button(_("Count the cash"), self.count, SMALL, changes=True)
        self.table = RowsTable(cash_columns(), _("Cash book"), True, kept_as="cash-book")
        self.detail = self.counts = CountsPanel()
        self.column.addWidget(self._top())
        self.column.addWidget(self.table, 1)
        self.table.activated.connect(lambda row: page.show_entry(row.entry_id))

    def _top(self) -> QWidget:
        top = QWidget()
        top.setObjectName("clear")
        across = QHBoxLayout(top)
        across.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        across.setSpacing(theme.px(10))
        across.addWidget(self.account)
        across.addWidget(self.foot, 1)
        across.addWidget(self.count_button)
        return top

    def load(self, year: BookYear) -> None:
        self._year = year
        last = min(self.page.desk.today(), year.last)
        owned = self.page.desk.books.ask(own_accounts, last)
        self._boxes = tuple(each for each in owned if each.role == "cash")
        self.account.set_choices([Choice(each.id, each.name) for each in self._boxes])
        if self.account.value() is None and self._boxes:
            self.account.set_value(self._boxes[0].id)
        self.account.setVisible(len(self._boxes) > 1)
        self._show()

    def _show(self) -> None:
        account_id = self.account.value()
        if self._year is None or account_id is None:
            return
        ask = self.page.desk.books.ask
        book: CashBook = ask(cash_book, account_id, self._year.label)
        self.table.set_rows(book.rows)
        words = _("Began with {opening}, holds {closing}.")
        self.foot.setText(words.format(opening=money(book.opening), closing=money(book.closing)))
        self.counts.show_counts(ask(list_counts, account_id))

    def show_list(self, which: str | None) -> None:
        if which == COUNT:
            self.count()

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Enter",), _("booking")),)

    def count(self) -> None:
        """The form to count what is in the box now."""
        if self.account.value() is None:
            return
        form = CountForm(self.page, self.account.value())
        self.page.desk.keep_drafts(form, SCREEN, COUNT)
        self.page.put_form(form)


class CountForm(Form):
    """How many of each note and coin, or the total; what the books say stands beside it."""

    def __init__(self, page: LedgerPage, account_id: int) -> None:
        self._books, self._account_id = page.desk.books, account_id
        super().__init__(count_parts(), self._count, page.desk.today(), _("Count the cash"))
        explain(self, "bookings#cash")
        self.edited.connect(lambda _name: self._add_up())
        self.set_values({"dated": page.desk.today(), "counted_by": page.desk.books.who})
        self._add_up()

    def restore(self, kept: Mapping[str, Any]) -> None:
        super().restore(kept)
        self._add_up()

    def _pieces(self) -> dict[int, int]:
        found = {}
        for cents in PIECES:
            text = str(self.box(_name(cents)).text() or "").strip()
            if text.isascii() and text.isdigit() and int(text):
                found[cents] = int(text)
        return found

    def _add_up(self) -> None:
        dated = self.box("dated")
        if dated.is_empty() or dated.check() is not None:
            return
        held = money(self._books.ask(balance_on, self._account_id, dated.value()))
        pieces = self._pieces()
        total = money(counted_in(NewCount(self._account_id, dated.value(), pieces=pieces)))
        words = (
            _("Notes and coins come to {total}, the books say {held}.")
            if pieces
            else _("The books say {held}.")
        )
        self.box("counted").tell(words.format(total=total, held=held))

    def _count(self, values: dict[str, Any], answers: Mapping[str, str]) -> int:
        new = NewCount(
            self._account_id,
            values["dated"],
            values["counted"],
            {cents: values[_name(cents)] for cents in PIECES if values[_name(cents)] is not None},
            values["counted_by"],
            values["note"],
        )
        return self._books.do(count_cash, new, answers=answers)


def count_parts() -> list[Part]:
    """The day, the pieces four in a row, the total for who counted it already."""
    pieces = [
        Field(_name(cents), money(Money(cents)), Kind.NUMBER, optional=True, width=96)
        for cents in PIECES
    ]
    return [
        (
            Field("dated", N_("When"), Kind.DATE, width=128),
            Field("counted", N_("Total"), Kind.MONEY, optional=True, width=250),
        ),
        Section(N_("Notes and coins"), N_("How many of each; then the total adds itself up.")),
        *(tuple(pieces[start : start + 4]) for start in range(0, len(pieces), 4)),
        Section(),
        Field("counted_by", N_("Counted by"), longest=120),
        Field("note", N_("Note"), optional=True, longest=200),
    ]


def _name(cents: int) -> str:
    return f"piece_{cents}"
