"""Beginning the books on the screen: the first year and its opening balance; changing it later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coopadmin.cooperative.queries import get_book_years
from coopadmin.desk.bookkeeping import (
    NewBooks,
    OpeningRow,
    begin_books,
    opening_difference,
    opening_rows,
)
from coopadmin.desk.opening import change_opening, opening_balance
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.places import CREDIT_SECTIONS, DEBIT_SECTIONS, PLACES
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form, form_hints
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.parts import SCREEN, Opening
from coopadmin.words import N_, _, amount

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

KEY, CHANGED = "opening", "opening/changed"
YEAR, OTHER = "first_year", "other_reserves"
YEARS_BACK = 10
GROUPS = (
    (N_("What there was"), N_("On the first day of the year. Leave open what there was not."),
     DEBIT_SECTIONS),
    (N_("What you owed"), "", tuple(each for each in CREDIT_SECTIONS if each != "equity")),
    (N_("Reserves and funds"), N_("What is left is yours: members’ capital, reserves and funds."),
     ("equity",)),
)  # fmt: skip
SIDE_BY_SIDE, WIDTH = 2, 200
FOLLOWS = N_("Follows from what is recorded.")
LESS = N_("Written off so far: lessens what there was.")


class OpeningForm(Form):
    """The accounts of the balance sheet in plain groups; the difference always in sight.

    Without `chosen` books are kept already, and their opening balance is changed.
    """

    def __init__(self, page: LedgerPage, rows: Sequence[OpeningRow], chosen: str) -> None:
        self._page, self._opening, self._books_begun = page, rows, not chosen
        parts = [*([] if self._books_begun else [_year_field(page)]), *_parts(rows)]
        super().__init__(
            parts,
            self._carry_out,
            page.desk.today(),
            _("Opening balance") if self._books_begun else _("Begin the books"),
            _("Save") if self._books_begun else _("Begin"),
        )
        self._difference = Text("", Role.LABEL)
        self.balance_button = Button(_("Difference to other reserves"), self.balance, changes=True)
        self.footer_row.insertWidget(2, self.balance_button)
        self.footer_row.insertWidget(3, self._difference)
        self._fix()
        self.edited.connect(self._follow)
        if chosen:
            self.set_values({YEAR: chosen})
        self._show_difference()

    def difference(self) -> Money:
        """What there was, less what was owed and the reserves, as far as it can be read."""
        return opening_difference(self._opening, self._balances())

    def first_control(self) -> QWidget:
        """The field to begin with."""
        first = next(row.number for row in self._opening if row.fixed is None)
        return self.box(first if self._books_begun else YEAR).control

    def balance(self) -> None:
        """Put the difference to the other reserves."""
        number = next(row.number for row in self._opening if row.role == OTHER)
        box = self.box(number)
        now = self._balances().get(number, ZERO)
        box.restore(amount(now + self.difference()))
        self._changed(number)

    def set_values(self, values: Mapping[str, Any]) -> None:
        super().set_values(values)
        self._show_difference()

    def restore(self, kept: Mapping[str, Any]) -> None:
        super().restore(kept)
        self._follow(YEAR)

    def _balances(self) -> dict[str, Money]:
        found = {}
        for row in self._opening:
            if row.fixed is None:
                try:
                    found[row.number] = self.box(row.number).value() or ZERO
                except Refused:
                    # Said beside its field; until it can be read it counts as nothing.
                    continue
        return found

    def _follow(self, name: str) -> None:
        if name == YEAR and not self._books_begun:
            year = self.box(YEAR).value()
            self._opening = self._page.desk.books.ask(opening_rows, str(year))
            self._fix()
        self._show_difference()

    def _fix(self) -> None:
        for row in self._opening:
            if row.fixed is not None:
                self.box(row.number).set_value(row.fixed)

    def _show_difference(self) -> None:
        gap = self.difference()
        words = _("Difference {amount}").format(amount=amount(gap)) if gap else _("It balances")
        self._difference.setText(words)
        self._difference.set_ink("bad" if gap else "good")
        self.balance_button.setEnabled(bool(gap))

    def _carry_out(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> object:
        balances = {number: each for number, each in self._balances().items() if each}
        books = self._page.desk.books
        if self._books_begun:
            return books.do(change_opening, balances, answers=answers)
        return books.do(begin_books, NewBooks(str(values[YEAR]), balances), answers=answers)


class OpeningScreen(Opening):
    """The opening balance in the place of the page, taken up where it was left.

    It `begins` the books, or shows how they began, to be changed.
    """

    def __init__(self, page: LedgerPage) -> None:
        super().__init__()
        books = page.desk.books
        self.begins = books.ask(find_bookkeeping) is None
        if self.begins:
            chosen = page.year().label
            self.form = OpeningForm(page, books.ask(opening_rows, chosen), chosen)
        else:
            facts = books.ask(opening_balance)
            self.form = OpeningForm(page, facts.rows, "")
            self.form.set_values(facts.balances)
        page.desk.keep_drafts(self.form, SCREEN, KEY if self.begins else CHANGED)
        self.form.saved.connect(lambda _result: page.show_books())
        self.form.cancelled.connect(page.show_books)
        self.addWidget(self.form)
        self.setFocusProxy(self.form.first_control())

    def hints(self) -> Sequence[Hint]:
        return form_hints()


def _year_field(page: LedgerPage) -> Field:
    years = page.desk.books.ask(get_book_years)
    year = years.after(years.on(page.desk.today()))
    labels = [year.label]
    for _back in range(YEARS_BACK):
        year = years.before(year)
        labels.append(year.label)
    return Field(
        YEAR,
        N_("First book year"),
        Kind.CHOICE,
        width=200,
        choices=[Choice(label, label) for label in labels],
        hint=N_("What is recorded from its first day on, is booked at once."),
    )


def _parts(rows: Sequence[OpeningRow]) -> list[Part]:
    found: list[Part] = []
    for title, note, sections in GROUPS:
        fields = [_field(row) for row in rows if PLACES[row.place].section in sections]
        found.append(Section(title, note))
        found += [
            tuple(fields[start : start + SIDE_BY_SIDE])
            for start in range(0, len(fields), SIDE_BY_SIDE)
        ]
    return found


def _field(row: OpeningRow) -> Field:
    fixed = row.fixed is not None
    hint = FOLLOWS if fixed else LESS if row.contra else ""
    return Field(row.number, row.name, Kind.MONEY, True, WIDTH, hint, locked=fixed)
