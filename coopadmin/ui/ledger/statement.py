"""The tab with income and expenditure, by kind or by activity, beside the budget and last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.kernel.calendar import BookYear
from coopadmin.ledger.comparison import find_explanation
from coopadmin.ledger.entry_queries import BookkeepingFacts
from coopadmin.ledger.facts import IncomeLine, IncomeStatement, StatementFacts, result_of, summed
from coopadmin.ledger.places import EXPENSE, INCOME, PLACES
from coopadmin.ledger.posted import Wanted, sums_of_activity
from coopadmin.ledger.statements import statements_of_year
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import SMALL, Action, Button
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.text import Elided, IconLabel, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.budgetforms import explaining_form
from coopadmin.ui.ledger.figurepanel import FigurePanel
from coopadmin.ui.ledger.figures import Figure, Post
from coopadmin.ui.ledger.figuretable import (
    ASKS,
    EXPLAINED,
    HEAD,
    LINE,
    MARK_WORDS,
    TOTAL,
    FigureRow,
    FigureTable,
    statement_columns,
)
from coopadmin.ui.ledger.offered import FORMS
from coopadmin.ui.ledger.parts import SCREEN, BookPart
from coopadmin.words import N_, _, percent, signed, whole_euros, with_sign

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

BY_KIND, BY_ACTIVITY = "kind", "activity"
SIGNS = {INCOME: -1, EXPENSE: 1}


class StatementPart(BookPart):
    """Income and expenditure in whole euros; each row is opened to its accounts and lines."""

    TITLE: ClassVar[str] = N_("Income, costs")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._year: BookYear | None = None
        self._facts: StatementFacts | None = None
        self.table = FigureTable(
            statement_columns(N_("Income"), N_("Actual"), "", budget=False), _(self.TITLE), "income"
        )
        self.detail = self.panel = FigurePanel(
            page.desk.books, _("Lines behind the figure"), "figure-lines"
        )
        self.ways = Segmented(
            [Option(BY_KIND, _("By kind")), Option(BY_ACTIVITY, _("By activity"))],
            _("How it is divided"),
        )
        self.ways.choose(BY_KIND)
        self.table.narrowing = (self.ways,)
        self.legend = QWidget()
        self.column.addWidget(self.table, 1)
        self.column.addWidget(Rule())
        self.column.addWidget(self._foot())
        self.ways.chosen.connect(lambda _key: self._show(anew=True))
        self.table.settled.connect(lambda _row: self._open_other())
        self.table.activated.connect(lambda _row: self._open_other())
        self.table.view.clicked.connect(self._clicked)
        self.explain = Button(_("Explain"), self.explain_row, SMALL, "pencil", changes=True)
        self.panel.header_row.addWidget(self.explain)
        self.panel.wanted.connect(page.show_entry)
        self.panel.otherwise.connect(page.change_entry)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("clear")
        across = QHBoxLayout(foot)
        across.setContentsMargins(theme.px(10), theme.px(5), theme.px(16), theme.px(5))
        across.setSpacing(theme.px(8))
        across.addWidget(self.ways)
        self._unit = Elided(_("In whole euros"), Role.CAPTION, "ink3")
        across.addWidget(self._unit, 1)
        across.addStretch(1)
        inside = QHBoxLayout(self.legend)
        self.legend.setObjectName("clear")
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(6))
        inside.addWidget(IconLabel("circle-check", "good_mark", 16))
        inside.addWidget(Text(_(MARK_WORDS[EXPLAINED]), Role.CAPTION, "ink2"))
        inside.addSpacing(theme.px(6))
        inside.addWidget(IconLabel("pencil", "warn_mark", 16))
        self._limits = Text("", Role.CAPTION, "ink2")
        inside.addWidget(self._limits)
        across.addWidget(self.legend)
        return foot

    # What is shown.

    def load(self, year: BookYear) -> None:
        anew, self._year = year != self._year, year
        self._facts = self.page.desk.books.ask(statements_of_year, year.label)
        self._show(anew=anew)

    def _statement(self, facts: StatementFacts) -> IncomeStatement:
        return facts.by_activity if self.ways.key() == BY_ACTIVITY else facts.by_kind

    def _show(self, *, anew: bool) -> None:
        facts, books = self._facts, self.page.books
        if facts is None or books is None:
            return
        statement = self._statement(facts)
        lines = (*statement.income, *statement.expenses)
        budget = any(line.budget is not None for line in lines)
        columns = statement_columns(N_("Income"), N_("Actual"), facts.income_before, budget=budget)
        if [column.title for column in columns] != [c.title for c in self.table.standard]:
            self.table.set_columns(columns)
        self.table.set_empty(
            EmptyState(
                _("Nothing is booked in {year} yet").format(year=facts.year.label),
                _("What comes in and what it costs comes here by itself."),
                [
                    Action(
                        _(plain.title),
                        partial(self.page.open_form, plain),
                        plain.icon,
                        changes=True,
                    )
                    for plain in FORMS[:2]
                ],
                icon="book",
                primary=False,
            )
        )
        over = facts.year.last <= self.page.desk.today()
        self.table.set_rows(tuple(_rows(statement, books, over=over)) if lines else ())
        self._show_result(
            result_of(statement, _("Result {year}").format(year=facts.year.label)),
            shown=bool(lines),
        )
        self.legend.setVisible(budget and over and not self.page.narrow)
        self._unit.setVisible(self.legend.isHidden())
        limits = _("asks an explanation ({percent}% and {amount})")
        above = with_sign(whole_euros(books.explain_above))
        self._limits.setText(limits.format(percent=books.explain_percent, amount=above))
        if anew or self.table.current() is None:
            self.table.choose_first()
        self._open()

    def _show_result(self, result: IncomeLine, *, shown: bool) -> None:
        texts = {
            "name": result.label,
            "now": whole_euros(result.now),
            "before": whole_euros(result.before),
        }
        if result.budget is not None:
            texts["budget"] = whole_euros(result.budget)
            texts["difference"] = signed((result.now - result.budget).whole())
        self.table.set_total(texts if shown else {})

    # What is opened.

    def _open_other(self) -> None:
        """Open the chosen row, unless that is what is open."""
        row, figure = self.table.current(), self.panel.figure
        if row is None or figure is None or figure.row != row:
            self._open()

    def _open(self) -> None:
        row, facts = self.table.current(), self._facts
        self.explain.setVisible(row is not None and bool(row.mark))
        if row is None or facts is None or row.kind == HEAD:
            self.panel.show_figure(None)
            return
        kind, lines = row.of
        by_activity = self.ways.key() == BY_ACTIVITY
        label = facts.year.label
        if by_activity:
            posts = tuple(self._posts_of_activities(label, kind, lines))
        else:
            posts = tuple(posts_of(label, kind, lines))
        self.panel.show_figure(
            Figure(
                f"{label} {self.ways.key()} {row.id}",
                f"{row.label} {label}",
                row.now,
                _note(row),
                posts,
                row,
            )
        )

    def _posts_of_activities(
        self, label: str, kind: str, lines: Iterable[IncomeLine]
    ) -> Iterator[Post]:
        ask, sign = self.page.desk.books.ask, SIGNS[kind]
        for line in lines:
            activity = int(line.key) if line.key else None
            for each in ask(sums_of_activity, label, activity):
                if kind in PLACES[each.place].kinds:
                    yield Post(
                        f"{line.key} {each.number}",
                        each.name,
                        each.amount * sign,
                        Wanted(label, each.account_id, by_activity=True, activity_id=activity),
                        sign,
                    )

    # Explaining a difference.

    def explain_row(self) -> None:
        """Write why the chosen row came out otherwise than was budgeted."""
        row, facts = self.table.current(), self._facts
        if facts is None or not _can_be_explained(row) or self.page.desk.books.read_only:
            return
        desk, label = self.page.desk, facts.year.label
        _kind, (line,) = row.of
        place = line.key if line.key in PLACES else ""
        activity = None if place else int(line.key)
        text = desk.books.ask(find_explanation, label, place=place, activity_id=activity)
        form = explaining_form(desk, label, row.label, text, place=place, activity_id=activity)
        desk.keep_drafts(form, SCREEN, f"explain {label} {line.key}")
        self.page.put_form(form)

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.view.rows.columns[index.column()].key == "mark" and self._marked():
            self.explain_row()

    def _marked(self) -> bool:
        row = self.table.current()
        return row is not None and bool(row.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.explain_row()
        else:
            super().keyPressEvent(event)

    def hints(self) -> Sequence[Hint]:
        explaining = (Hint(("F2",), _("explain")),) if self._budgeted() else ()
        return (
            Hint(("Enter",), _("show lines")),
            *explaining,
            Hint(("Ctrl+P",), _("print")),
            Hint(("Ctrl+F",), _("search")),
        )

    def _budgeted(self) -> bool:
        return any(_can_be_explained(row) for row in self.table.shown_rows())

    def seek(self) -> None:
        self.page.search_lines()


def _can_be_explained(row: FigureRow | None) -> bool:
    """A line with a budget, which is a line of the statement or an activity."""
    if row is None or row.kind != LINE or row.budget is None:
        return False
    _kind, (line,) = row.of
    return bool(line.key)


def _rows(
    statement: IncomeStatement, books: BookkeepingFacts, *, over: bool
) -> Iterator[FigureRow]:
    for kind, lines, total in (
        (INCOME, statement.income, _("Total income")),
        (EXPENSE, statement.expenses, _("Total expenditure")),
    ):
        if kind == EXPENSE:
            yield FigureRow(f"{kind} head", HEAD, _("Expenditure"))
        for line in lines:
            yield FigureRow(
                f"{kind} {line.key}",
                LINE,
                _label(line),
                line.now,
                line.before,
                line.budget,
                _mark(line, books) if over else "",
                line.explanation,
                (kind, (line,)),
            )
        whole = summed(total, lines)
        yield FigureRow(
            f"{kind} total",
            TOTAL,
            total,
            whole.now,
            whole.before,
            whole.budget,
            of=(kind, lines),
        )


def _label(line: IncomeLine) -> str:
    if line.key in PLACES:
        return _(line.label)
    return line.label or _("For no activity")


def _mark(line: IncomeLine, books: BookkeepingFacts) -> str:
    if not line.key:
        return ""
    if line.explanation:
        return EXPLAINED
    if line.difference is None or line.budget is None:
        return ""
    return ASKS if books.asks(line.difference, line.budget) else ""


def posts_of(label: str, kind: str, lines: Iterable[IncomeLine]) -> Iterator[Post]:
    """The accounts of lines by kind."""
    for line in lines:
        for account in line.accounts:
            yield Post(
                account.number, account.name, account.now, Wanted(label, account.id), SIGNS[kind]
            )


def _note(row: FigureRow) -> str:
    """What was budgeted, and what is more or less than that."""
    if row.budget is None or row.difference is None:
        return ""
    budgeted = _("budgeted {amount}").format(amount=with_sign(whole_euros(row.budget)))
    difference = signed(row.difference.whole())
    share = percent(abs(row.difference.cents), abs(row.budget.cents))
    return f"{budgeted} · {difference} ({share})" if row.budget else budgeted
