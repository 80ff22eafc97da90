"""Birthdays and jubilees of members in a period that is near, and the paper with both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.calendar import Period, add_months
from coopadmin.members.celebrations import get_celebrations
from coopadmin.members.jubilees import (
    BIRTHDAY,
    JUBILEE,
    CelebrationFacts,
    CelebrationRow,
    coming,
    years_written,
)
from coopadmin.store import Books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.members.labels import number_shown
from coopadmin.ui.members.papers import print_celebrations
from coopadmin.ui.members.register import is_large
from coopadmin.words import (
    N_,
    _,
    count,
    date_long,
    date_short,
    month_name,
    ngettext,
    weekday_date,
)


def load(books: Books, period: Period) -> CelebrationFacts:
    """Who celebrates what; may run in the worker."""
    return books.ask(get_celebrations, period)


def periods(today: date) -> list[Choice]:
    """What is near: weeks to come, months, and the year."""
    month = Period.month(today.year, today.month)
    following = add_months(month.first, 1)
    return [
        Choice(coming(today, 1), _("The coming month")),
        Choice(coming(today, 3), _("The coming three months")),
        Choice(month, month_name(today.month).capitalize()),
        Choice(
            Period.month(following.year, following.month), month_name(following.month).capitalize()
        ),
        Choice(Period(date(today.year, 1, 1), date(today.year, 12, 31)), str(today.year)),
        Choice(
            Period(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)), str(today.year + 1)
        ),
    ]


class CelebrationsView(QWidget):
    """One list at a time; Enter goes to the member."""

    left = Signal()
    head_changed = Signal()
    member_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.facts: CelebrationFacts | None = None
        self.switch = Segmented(self._options(0, 0), _("Birthdays or jubilees"))
        self.period = Combo(periods(page.desk.today()), _("Period"))
        self.period.setCurrentIndex(0)
        self.period.setMaximumWidth(theme.px(260))
        self.table = RowsTable(
            self._columns(),
            _("Birthdays"),
            identity=lambda row: (row.what, *row.key),
            kept_as="celebrations",
        )
        card = Card(padded=False)
        top = QWidget()
        top.setObjectName("clear")
        across = QHBoxLayout(top)
        across.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        across.setSpacing(theme.px(12))
        across.addWidget(self.switch)
        across.addWidget(self.period, 1)
        across.addStretch(1)
        card.body.addWidget(top)
        card.body.addWidget(Rule())
        card.body.addWidget(self.table, 1)
        self.foot_words, self.foot_note = card.foot()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        explain(self, "selections#celebrations")
        self.switch.chosen.connect(lambda _key: self._show_rows())
        self.period.currentIndexChanged.connect(lambda _index: self.books_changed())
        self.table.activated.connect(lambda row: self.member_wanted.emit(row.membership_id))

    def show_what(self, what: str, year: int | None = None) -> None:
        """Birthdays; or jubilees, which are few, of a year, this one without `year`."""
        self.switch.choose(what)
        if what == JUBILEE:
            first = date(year or self._desk.today().year, 1, 1)
            self.period.set_value(Period(first, add_months(first, 12) - timedelta(days=1)))
        self.books_changed()

    def books_changed(self) -> None:
        """Ask anew; of a large file in the worker."""
        chosen = self.period.value()
        books, today = self._desk.books, self._desk.today()
        if is_large(books, today):
            title = _("Looking for birthdays")
            key = "members.celebrations"
            task = self._desk.runner.run(load, books, chosen, key=key, title=title)
            task.done.connect(self._found)
        else:
            self._found(load(books, chosen))

    def _found(self, facts: CelebrationFacts) -> None:
        self.facts = facts
        self.switch.set_options(self._options(len(facts.birthdays), len(facts.jubilees)))
        self.switch.adjustSize()
        self._show_rows()

    def _options(self, birthdays: int, jubilees: int) -> list[Option]:
        return [
            Option(BIRTHDAY, _("Birthdays"), birthdays),
            Option(JUBILEE, _("Jubilees"), jubilees),
        ]

    def _show_rows(self) -> None:
        if self.facts is None:
            return
        birthdays = self.switch.key() == BIRTHDAY
        rows = self.facts.birthdays if birthdays else self.facts.jubilees
        words = (
            _("Nobody has a birthday in this period.")
            if birthdays
            else _("Nobody has a jubilee in this period.")
        )
        note = (
            _("Only of members whose date of birth is known.")
            if birthdays
            else _("A jubilee is 10, 12½, 25, 40 or 50 years of one membership.")
        )
        self.table.set_columns(self._columns())
        self.table.set_empty(EmptyState(words, note, icon="calendar"))
        told = (
            ngettext("{count} birthday", "{count} birthdays", len(rows))
            if birthdays
            else ngettext("{count} jubilee", "{count} jubilees", len(rows))
        )
        self.foot_words.setText(told.format(count=count(len(rows))))
        guessed = any(row.estimated for row in rows)
        self.foot_note.setText(_("* The first day is an estimate") if guessed else "")
        self.table.set_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        self.head_changed.emit()

    def _columns(self) -> tuple[Column, ...]:
        birthdays = self.switch.key() == BIRTHDAY
        return (
            Column(
                "day",
                N_("Day"),
                _day,
                Look.NUMBER,
                104,
                sort=lambda row: row.day,
                value=lambda row: row.day,
            ),
            Column(
                "number", N_("No."), lambda row: number_shown(row.number), Look.NUMBER, 52, drop=3
            ),
            Column("name", N_("Name"), lambda row: row.name, Look.NAME, 150, 3),
            Column(
                "age",
                N_("Age"),
                lambda row: str(row.age),
                Look.AMOUNT,
                64,
                value=lambda row: row.age,
            )
            if birthdays
            else Column(
                "years",
                N_("Years"),
                lambda row: years_written(row.months),
                Look.AMOUNT,
                64,
                # Twelve and a half years are a jubilee too.
                value=lambda row: Decimal(row.months) / 12,
            ),
            Column(
                "since", N_("Born") if birthdays else N_("Since"), _since, Look.DATE, 110, drop=2
            ),
            Column("address", N_("Address"), lambda row: row.address, width=110, stretch=2, drop=1),
            Column("phone", N_("Telephone"), lambda row: row.phone, width=120, drop=4),
        )

    # What the page asks.

    def title(self) -> str:
        return _("Birthdays and jubilees")

    def subtitle(self) -> str:
        chosen = self.period.value()
        return _("{first} to {last}").format(
            first=date_long(chosen.first), last=date_long(chosen.last)
        )

    def offers(self) -> Sequence[Action]:
        return (
            Action(_("Back to members"), self.left.emit, "chevron-left"),
            Action(
                _("Print list"),
                lambda: print_celebrations(self._page, self.period.value()),
                "file-type-pdf",
                primary=True,
                key="Ctrl+P",
            ),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Enter",), _("open member")),
            Hint(("Ctrl+P",), _("print")),
            Hint(("Esc",), _("members")),
        )

    def first_focus(self) -> QWidget:
        return self.table

    def next_pane(self) -> bool:
        return False

    def next_problem(self) -> bool:
        return False


def _day(row: CelebrationRow) -> str:
    return weekday_date(row.day)


def _since(row: CelebrationRow) -> str:
    words = date_short(row.since)
    return f"{words} *" if row.estimated else words
