"""The tab with the budget: amounts typed where they stand, beside last year and what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.cooperative.queries import get_book_years
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.ledger.budget_papers import beside, budget_head, budget_standing, of_year
from coopadmin.ledger.budget_sheet import BudgetSheet, SheetRow, budget_sheet, summed
from coopadmin.ledger.budget_sheet import grouped as by_what
from coopadmin.ledger.budgeting import remove_budget, set_budget_lines
from coopadmin.ledger.budgets import NewBudgetLine
from coopadmin.ledger.places import PLACES
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import SMALL, Action, Button, MenuButton
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger import budgetforms as forms
from coopadmin.ui.ledger.amountcell import AmountCell
from coopadmin.ui.ledger.budgetpanel import BudgetPanel
from coopadmin.ui.ledger.parts import BookPart
from coopadmin.words import N_, _, amount, language, whole_euros, with_sign

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

PRINT_JOB = "coopadmin.ledger.printing:print_budget"


def _cell(value: Money) -> str:
    return whole_euros(value) if value else "·"


def _identity(row: SheetRow) -> object:
    return row.account_id, row.activity_id


def budget_columns(sheet: BudgetSheet) -> tuple[Column, ...]:
    """The account with its activity, its budget, and the earlier figures that there are."""

    def figure(
        key: str, head: str, of: Callable[[SheetRow], Money], look: Look, drop: int
    ) -> Column:
        return Column(key, head, lambda row: _cell(of(row)), look, 62, value=of, drop=drop)

    others = (*of_year(sheet), *beside(sheet))
    forecast = _("Forecast {year}").format(year=sheet.year.label)
    return (
        Column(
            "name",
            N_("Account"),
            lambda row: f"{row.name} · {row.activity}" if row.activity else row.name,
            width=150,
            stretch=1,
            ink=lambda _row: "ink",
            tip=lambda row: row.note,
        ),
        figure(
            "budget",
            budget_head(sheet.year.label),
            lambda row: row.budget,
            Look.STRONG_AMOUNT,
            0,
        ),
        *(
            figure(
                f"other{number}",
                head,
                cell,
                Look.MUTED_AMOUNT,
                9 if head == forecast else number + 1,
            )
            for number, (head, cell) in enumerate(others)
        ),
    )


class BudgetPart(BookPart):
    """The budget of the year shown or of the next one; a draft is typed in, an adopted one seen."""

    TITLE: ClassVar[str] = N_("Budget")
    WIDTH: ClassVar[int] = 340

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        explain(self, "budget")
        self._years: tuple[BookYear, ...] = ()
        self.sheet: BudgetSheet | None = None
        self.years = Segmented([], _("Budget of which year"))
        self.standing = Elided("", Role.LABEL, "ink")
        self.totals = Elided("", Role.NOTE, "ink")
        self.table = RowsTable([], _(self.TITLE), identity=_identity, kept_as="budget")
        self.cell = AmountCell(self.table, "budget", _typed, self._keep)
        self.detail = self.panel = BudgetPanel()
        self.change = Button(_("Amount and note"), self.change_line, icon="pencil", changes=True)
        self.panel.footer_row.addWidget(self.change)
        self.panel.footer_row.addStretch(1)
        self.panel.show_footer()
        self.best = Button("", self._do_best, SMALL, changes=True)
        self.more = MenuButton(_("More"), (), SMALL)
        self.column.addWidget(self._top())
        self.column.addWidget(Rule())
        self.column.addWidget(self.table, 1)
        self.foot = self._foot()
        self.column.addWidget(self.foot)
        self.table.settled.connect(lambda _row: self._show_row())
        self.table.activated.connect(lambda _row: self._show_row())

    def _top(self) -> QWidget:
        top = QWidget()
        top.setObjectName("clear")
        self._across = across = QHBoxLayout(top)
        across.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        across.setSpacing(theme.px(10))
        self._put_years()
        across.addWidget(self.standing, 1)
        across.addWidget(self.best)
        across.addWidget(self.more)
        return top

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("clear")
        across = QHBoxLayout(foot)
        across.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        across.addWidget(self.totals, 1)
        across.addWidget(Text(_("In whole euros"), Role.CAPTION, "ink3"))
        return foot

    def _put_years(self) -> None:
        before = self.years
        self.years = Segmented(
            [Option(year.label, year.label) for year in self._years], _("Budget of which year")
        )
        self.years.chosen.connect(lambda _key: self._load_shown())
        if before.parentWidget() is None:
            self._across.insertWidget(0, self.years)
        else:
            self._across.replaceWidget(before, self.years)
            before.hide()
            before.deleteLater()

    # What is shown.

    def load(self, year: BookYear) -> None:
        if year not in self._years[:1]:
            following = self.page.desk.books.ask(
                lambda session: get_book_years(session).after(year)
            )
            self._years = (year, following)
            self._put_years()
            self.years.choose(year.label)
        self._load_shown()

    def _load_shown(self) -> None:
        desk = self.page.desk
        sheet = desk.books.ask(budget_sheet, self.years.key(), on=desk.today())
        anew = self.sheet is None or self.sheet.year != sheet.year
        self.sheet = sheet
        self.table.set_columns(budget_columns(sheet))
        self.table.set_empty(self._nothing(sheet))
        self.cell.allowed = self._draft() and not desk.books.read_only
        self.table.set_groups(_groups(sheet) if sheet.budget is not None else ())
        self.table.set_total(_total(sheet) if sheet.budget is not None else {})
        self.foot.setVisible(sheet.budget is not None)
        self.totals.setText(_sides(sheet))
        self._show_standing(sheet)
        if anew or self.table.current() is None:
            self.table.choose_first()
        self._show_row()
        self.page.list_changed(self)
        self.hints_changed.emit()

    def _draft(self) -> bool:
        sheet = self.sheet
        return sheet is not None and sheet.budget is not None and not sheet.budget.adopted

    def _show_standing(self, sheet: BudgetSheet) -> None:
        self.standing.setText(budget_standing(sheet) if sheet.budget is not None else "")
        self.best.setVisible(sheet.budget is not None)
        self.more.setVisible(sheet.budget is not None)
        draft = self._draft()
        self.best.setText(_("Adopt…") if draft else _("Next version…"))
        self.best.set_icon("gavel" if draft else "plus")
        missing = draft and not forms.may_adopt(self.page.desk)
        self.best.refuse(_("Record the resolution in the meeting first.") if missing else "")
        printing = Action(_("Print for the meeting…"), self._print, "printer")
        limits = Action(
            _("When differences are explained…"), self.change_limits, "adjustments", changes=True
        )
        only_draft = (
            Action(_("Add a line…"), self.add_line, "plus", changes=True),
            Action(_("Explanation for the meeting…"), self._note, "pencil", changes=True),
            Action(_("Remove this draft"), self.remove, "trash", changes=True),
        )
        self.more.set_actions((printing, *(only_draft if draft else ()), limits))

    def _nothing(self, sheet: BudgetSheet) -> EmptyState:
        label = sheet.year.label
        return EmptyState(
            _("There is no budget for {year} yet").format(year=label),
            _("Begin with the figures of last year, or with an empty one."),
            [Action(_("Make budget"), self.make, "plus", changes=True)],
        )

    def _show_row(self) -> None:
        self.panel.show_row(self.sheet, self.table.current(), changes=self._draft())

    # What can be done.

    def _do_best(self) -> None:
        if self.sheet is None:
            return
        if self._draft():
            self.page.put_form(forms.adopting_form(self.page.desk, self.sheet))
        else:
            self.make()

    def make(self) -> None:
        """A draft, or the next version."""
        self._put(forms.making_form)

    def _note(self) -> None:
        self._put(forms.note_form)

    def _put(self, form: Callable[..., Form]) -> None:
        if self.sheet is not None:
            self.page.put_form(form(self.page.desk, self.sheet))

    def add_line(self) -> None:
        """An amount on an account and for an activity that may not be there yet."""
        if self.sheet is not None:
            form = forms.line_form(self.page.desk, self.sheet, None)
            if (row := self.table.current()) is not None:
                form.set_values({"account": row.account_id})
            self.page.put_form(form)

    def change_line(self) -> None:
        """Amount and note of the chosen line."""
        if self.sheet is not None:
            form = forms.line_form(self.page.desk, self.sheet, self.table.current())
            self.page.put_form(form)

    def change_limits(self) -> None:
        """From when a difference asks an explanation."""
        self.page.put_form(forms.limits_form(self.page))

    def remove(self) -> None:
        """Remove the draft."""
        if self.sheet is not None and self.sheet.budget is not None:
            self.page.do(remove_budget, self.sheet.budget.id)

    def _keep(self, row: SheetRow, typed: Money) -> bool:
        if self.sheet is None or self.sheet.budget is None:
            return False
        if typed == row.budget:
            return True
        line = NewBudgetLine(row.account_id, typed, row.activity_id, row.note)
        return self.page.do(set_budget_lines, self.sheet.budget.id, [line])

    def _print(self) -> None:
        if self.sheet is None or self.sheet.budget is None:
            return
        label, version = self.sheet.year.label, self.sheet.budget.version
        make_paper(
            self.page,
            _("budget {year}.pdf").format(year=label),
            PRINT_JOB,
            after=(label, version, self.page.desk.today(), language()),
        )

    def hints(self) -> Sequence[Hint]:
        if self._draft():
            return (Hint(("0-9",), _("type an amount")), Hint(("Enter",), _("figures")))
        return (Hint(("Enter",), _("figures")),)


def _typed(row: SheetRow) -> str:
    whole = row.budget.cents % 100 == 0
    return (whole_euros if whole else amount)(row.budget) if row.budget else ""


def _groups(sheet: BudgetSheet) -> list[Group]:
    """The rows by line of the statement; of what was adopted only those with a figure."""
    adopted = sheet.budget is not None and sheet.budget.adopted
    rows = [row for row in sheet.rows if not adopted or row.used or row.actual]
    return [
        Group(Heading(place, _(PLACES[place].label), _said(theirs)), tuple(theirs))
        for place, theirs in by_what(rows, lambda row: row.place).items()
    ]


def _said(rows: Sequence[SheetRow]) -> str:
    sums = summed(rows)
    return with_sign(whole_euros(sums.budget)) if sums.budget else ""


def _total(sheet: BudgetSheet) -> dict[str, str]:
    result, others = sheet.result, (*of_year(sheet), *beside(sheet))
    figures = {
        f"other{number}": whole_euros(cell(result)) for number, (_head, cell) in enumerate(others)
    }
    name = _("Result {year}").format(year=sheet.year.label)
    return {"name": name, "budget": whole_euros(result.budget), **figures}


def _sides(sheet: BudgetSheet) -> str:
    """What the budget brings in and what it costs."""
    came, went = (
        with_sign(whole_euros(summed(row for row in sheet.rows if row.income is side).budget))
        for side in (True, False)
    )
    return _("Income {income} · expenditure {expenses}").format(income=came, expenses=went)
