"""The tab with what there is at the end of a year, and by whose money: this year and last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.ledger.facts import PlaceLine, SheetSection, StatementFacts
from coopadmin.ledger.places import ASSET, PLACES
from coopadmin.ledger.posted import Wanted, unbalanced_since
from coopadmin.ledger.statements import statements_of_year
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import BAD, Messages
from coopadmin.ui.kit.text import Elided, Rule
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.figurepanel import FigurePanel
from coopadmin.ui.ledger.figures import Figure, Post
from coopadmin.ui.ledger.figuretable import (
    HEAD,
    LINE,
    TOTAL,
    FigureRow,
    FigureTable,
    statement_columns,
)
from coopadmin.ui.ledger.parts import BookPart
from coopadmin.ui.ledger.statement import posts_of
from coopadmin.words import N_, _, date_long, date_short, money, whole_euros

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage


class BalancePart(BookPart):
    """Assets, and below them reserves and debts; each row is opened to its accounts and lines."""

    TITLE: ClassVar[str] = N_("Balance sheet")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._year: BookYear | None = None
        self._facts: StatementFacts | None = None
        self.messages = Messages()
        self.table = FigureTable(
            statement_columns(N_("Assets"), N_("Actual"), "", budget=False),
            _(self.TITLE),
            "balance",
        )
        self.detail = self.panel = FigurePanel(
            page.desk.books, _("Lines behind the figure"), "figure-lines"
        )
        foot = QWidget()
        foot.setObjectName("clear")
        across = QHBoxLayout(foot)
        across.setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9))
        self.stage = Elided("", Role.NOTE, "ink2")
        across.addWidget(self.stage, 1)
        across.addWidget(Elided(_("In whole euros"), Role.CAPTION, "ink3"))
        self.column.addWidget(self.messages)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(Rule())
        self.column.addWidget(foot)
        self.table.settled.connect(lambda _row: self._open_other())
        self.table.activated.connect(lambda _row: self._open_other())
        self.panel.wanted.connect(page.show_entry)
        self.panel.otherwise.connect(page.change_entry)

    def load(self, year: BookYear) -> None:
        anew, self._year = year != self._year, year
        self._facts = facts = self.page.desk.books.ask(statements_of_year, year.label)
        now, before = date_short(facts.sheet.on), date_short(year.first - timedelta(days=1))
        columns = statement_columns(N_("Assets"), now, before, budget=False)
        if [column.title for column in columns] != [c.title for c in self.table.standard]:
            self.table.set_columns(columns)
        self.table.set_empty(
            EmptyState(
                _("Nothing is booked in {year} yet").format(year=year.label),
                _("What there is and what is owed comes here by itself."),
                icon="book",
            )
        )
        assets, funding = _whole(facts.sheet.assets), _whole(facts.sheet.funding)
        self.table.set_rows(tuple(_rows(facts)))
        self.table.set_total(
            {
                "name": _("Total reserves and debts"),
                "now": whole_euros(funding[0]),
                "before": whole_euros(funding[1]),
            }
            if len(self.table)
            else {}
        )
        self._say(facts, assets[0] - funding[0])
        if anew or self.table.current() is None:
            self.table.choose_first()
        self._open()

    def _say(self, facts: StatementFacts, difference: Money) -> None:
        """Before or after appropriation; and where the two sides differ, since which day."""
        after = _("After appropriation of the result")
        self.stage.setText(after if facts.appropriated else _("Before appropriation of the result"))
        self.messages.clear()
        if not difference:
            return
        since = self.page.desk.books.ask(unbalanced_since, facts.year.label)
        began = (
            _("It began on {day}, with booking {number}. Restore a backup of before that day.")
            if since
            else _("Look in the settings whether the file is whole.")
        )
        day, number = since or (facts.year.first, "")
        self.messages.show_message(
            BAD,
            _("The balance sheet does not balance: the two sides differ by {amount}").format(
                amount=money(max(difference, -difference))
            ),
            began.format(day=date_long(day), number=number),
            closable=False,
        )

    def _open_other(self) -> None:
        """Open the chosen row, unless that is what is open."""
        row, figure = self.table.current(), self.panel.figure
        if row is None or figure is None or figure.row != row:
            self._open()

    def _open(self) -> None:
        row, facts = self.table.current(), self._facts
        if row is None or facts is None or row.kind == HEAD:
            self.panel.show_figure(None)
            return
        label = facts.year.label
        title = f"{row.label} {date_short(facts.sheet.on)}"
        before = _("the year before {amount}").format(amount=money(row.before))
        posts = tuple(post for line in row.of for post in _posts(facts, line))
        self.panel.show_figure(Figure(f"{label} {row.id}", title, row.now, before, posts, row))

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Enter",), _("show lines")), Hint(("Ctrl+F",), _("search")))

    def seek(self) -> None:
        self.page.search_lines()


def _whole(sections: Sequence[SheetSection]) -> tuple[Money, Money]:
    return (
        Money.total(section.now for section in sections),
        Money.total(section.before for section in sections),
    )


def _rows(facts: StatementFacts) -> Iterator[FigureRow]:
    for sections in (facts.sheet.assets, facts.sheet.funding):
        for section in sections:
            if section.lines:
                yield FigureRow(f"{section.token} head", HEAD, _(section.label))
            for line in section.lines:
                name = _(line.label)
                yield FigureRow(
                    f"{line.place} {line.label}", LINE, name, line.now, line.before, of=(line,)
                )
        if sections is facts.sheet.assets and any(section.lines for section in sections):
            now, before = _whole(sections)
            lines = tuple(line for section in sections for line in section.lines)
            yield FigureRow("assets", TOTAL, _("Total assets"), now, before, of=lines)


def _posts(facts: StatementFacts, line: PlaceLine) -> Iterator[Post]:
    """The accounts of a line; the result of the year is income less expenditure."""
    label = facts.year.label
    if line.place == "result" and line.label == PLACES["result"].label:
        for kind, lines, sign in (
            ("income", facts.by_kind.income, 1),
            ("expense", facts.by_kind.expenses, -1),
        ):
            for post in posts_of(label, kind, lines):
                yield Post(post.key, post.title, post.amount * sign, post.wanted, -1)
        return
    sign = 1 if ASSET in PLACES[line.place].kinds else -1
    for account in line.accounts:
        wanted = Wanted(label, account.id)
        yield Post(account.number, account.name, account.now, wanted, sign, carried=True)
