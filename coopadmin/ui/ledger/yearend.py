"""The tab of the year end: the guided list, and beside it where each step is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from coopadmin.kernel.calendar import BookYear
from coopadmin.ledger.accruals import book_accruals
from coopadmin.ledger.appropriation import take_back_appropriation
from coopadmin.ledger.assets import depreciate
from coopadmin.ledger.year_checks import tick_step, untick_step
from coopadmin.ledger.year_end import list_year_end, steps_words
from coopadmin.ledger.year_states import (
    ADOPTED,
    CLOSED,
    OPEN,
    STEPS,
    YearRow,
    get_year,
    list_year_steps,
)
from coopadmin.ledger.year_steps import (
    ACCRUALS,
    ADOPT,
    APPROPRIATE,
    CLOSE,
    DEPRECIATION,
    DIFFERENCES,
    DONE,
    LOOK,
    NOTHING_TO_DO,
    RECEIPTS,
    SIZE,
    STATES,
    TO_DO,
    UNCLEAR,
    BalanceToAgree,
    YearEndStep,
)
from coopadmin.ledger.years import close_year
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Chip, Elided, Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.parts import SCREEN, BookPart
from coopadmin.ui.ledger.yearforms import (
    adopt_form,
    agree_form,
    appropriate_form,
    note_form,
    reopen_form,
)
from coopadmin.words import N_, _, date_long, money

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

ICONS = {
    DONE: ("circle-check", "good_mark"),
    TO_DO: ("circle", "ink2"),
    LOOK: ("alert-triangle", "warn"),
    NOTHING_TO_DO: ("minus", "ink3"),
}
TONES = {DONE: "good", TO_DO: "plain", LOOK: "warn", NOTHING_TO_DO: "plain"}
PLACES = {RECEIPTS: "accounts", DIFFERENCES: "budget", UNCLEAR: "accounts"}
"""Tabs of the page where a step is done."""


def step_columns() -> tuple[Column, ...]:
    """Whether it is done, and what it is with what there is to it."""
    return (
        Column(
            "state",
            "",
            look=Look.ICON,
            width=22,
            icon=lambda row: ICONS[row.state],
            tip=lambda row: _(STATES[row.state]),
        ),
        Column(
            "step",
            N_("Step"),
            lambda row: row.title,
            Look.NAME,
            150,
            1,
            under=lambda row: row.why,
            ink=lambda row: "ink2" if row.state == NOTHING_TO_DO else "ink",
        ),
        Column(
            "words",
            N_("State"),
            lambda row: _(STATES[row.state]),
            width=92,
            ink=lambda row: "warn" if row.state == LOOK else "ink2",
            drop=1,
        ),
    )


def year_words(row: YearRow) -> str:
    """The second line of the page: `Book year 2025 · adopted on 20 February 2026`."""
    label = _("Book year {year}").format(year=row.label)
    if row.state == ADOPTED:
        return f"{label} · " + _("adopted by {number}").format(number=row.resolution)
    if row.state == CLOSED and row.since is not None:
        return f"{label} · " + _("closed on {day}").format(day=date_long(row.since))
    return f"{label} · " + _("not adopted yet")


class YearEndPart(BookPart):
    """The steps of the year's end; Enter leads into the chosen one."""

    TITLE: ClassVar[str] = N_("Year end")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        explain(self, "yearend")
        self.row: YearRow | None = None
        self.head = Elided("", Role.LABEL, "ink2")
        self.table = RowsTable(
            step_columns(), _("Year end"), True, identity=lambda row: row.code, kept_as="year-end"
        )
        self.detail = self.panel = StepPanel(self)
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        top.addWidget(self.head)
        self.column.addLayout(top)
        self.column.addWidget(self.table, 1)
        self.table.settled.connect(lambda _row: self._show_step())
        self.table.activated.connect(lambda _row: self._show_step())

    def load(self, year: BookYear) -> None:
        books = self.page.desk.books
        first = self.row is None or self.row.label != year.label
        self.row = books.ask(get_year, year.label)
        steps = books.ask(list_year_end, year.label, self.page.desk.today())
        self.head.setText(steps_words(steps))
        self.table.set_rows(steps)
        if first:
            waiting = (step.code for step in steps if step.state in (TO_DO, LOOK))
            self.table.choose(next(waiting, CLOSE))
        self._show_step()

    def _show_step(self) -> None:
        step = self.table.current()
        if isinstance(step, YearEndStep) and self.row is not None:
            self.panel.show_step(step, self.row)

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Enter",), _("do this step")),)


class StepPanel(Panel):
    """One step: what there is to it, and the buttons that do it."""

    def __init__(self, part: YearEndPart) -> None:
        super().__init__()
        self._page = part.page
        self.step: YearEndStep | None = None
        self.row: YearRow | None = None
        self.chip = Chip()
        self.header_row.addWidget(self.chip)
        self.buttons: list[Button] = []

    def show_step(self, step: YearEndStep, row: YearRow) -> None:
        """Show this step of this year."""
        self.step, self.row = step, row
        self.set_title(step.title, _("Book year {year}").format(year=row.label))
        self.chip.set(_(STATES[step.state]), TONES[step.state])
        clear_layout(self.body)
        clear_layout(self.footer_row)
        self.buttons = []
        self.body.addWidget(Text(step.why, Role.BODY, wrap=True))
        if step.ticked is not None:
            said = _("Ticked off on {day}").format(day=date_long(step.ticked))
            words = " · ".join(part for part in (said, step.note) if part)
            self.body.addWidget(Text(words, Role.NOTE, "ink2", wrap=True))
        for balance in step.balances:
            self._balance(balance, row)
        if step.code == CLOSE:
            self._history(row)
        self._deeds(step, row)
        self.body.addStretch(1)
        self.footer_row.addStretch(1)
        self.show_footer(self.footer_row.count() > 1)

    def _balance(self, balance: BalanceToAgree, row: YearRow) -> None:
        typed, off = balance.typed, balance.difference
        facts = Facts(150)
        facts.set_facts(
            [
                (_("Account"), f"{balance.number} {balance.name}"),
                (_("In the books"), money(balance.books)),
                (_("Typed"), _("nothing yet") if typed is None else money(typed)),
                (_("Difference"), money(off) if off else ""),
            ]
        )
        self.body.addWidget(facts)
        if row.state == OPEN:
            button = self._button(
                _("Type balance…"),
                lambda: self._form(agree_form(self._page, row, balance)),
                PLAIN,
                "pencil",
            )
            button.setAccessibleName(_("Type balance of {name}").format(name=balance.name))
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _history(self, row: YearRow) -> None:
        facts = Facts(150)
        facts.set_facts(
            [
                (
                    date_long(each.dated),
                    " · ".join(
                        part
                        for part in (_(STEPS[each.step]), each.who, each.resolution, each.reason)
                        if part
                    ),
                )
                for each in self._page.desk.books.ask(list_year_steps, row.label)
            ]
        )
        self.body.addWidget(facts)

    def _deeds(self, step: YearEndStep, row: YearRow) -> None:
        """The buttons in the foot; none of what cannot be done now."""
        label = row.label
        if step.code == SIZE and step.state != NOTHING_TO_DO and row.state != ADOPTED:
            look = PRIMARY if step.state == TO_DO else PLAIN
            self._foot(_("Staff…"), lambda: self._form(note_form(self._page, row)), look, "pencil")
        elif step.before_closing and row.state == OPEN:
            self._before_closing(step, label)
        elif step.code == CLOSE and row.state == OPEN:
            words = _("Close {year}").format(year=label)
            self._foot(words, lambda: self._page.do(close_year, label), PRIMARY, "lock")
        elif step.code == CLOSE and row.state == CLOSED:
            self._foot(
                _("Reopen…"), lambda: self._form(reopen_form(self._page, row)), PLAIN, "rotate"
            )
        elif step.code == APPROPRIATE and row.state == CLOSED:
            if row.appropriation is None:
                self._foot(
                    _("Appropriate result…"),
                    lambda: self._form(appropriate_form(self._page, row)),
                    PRIMARY,
                    "scale",
                )
            else:
                number = row.appropriation
                self._foot(_("Show booking"), lambda: self._page.show_entry(number), PLAIN, "book")
                self._foot(
                    _("Take back appropriation"),
                    lambda: self._page.do(take_back_appropriation, label),
                    QUIET,
                )
        elif step.code == ADOPT and row.state == CLOSED:
            self._foot(
                _("Adopted…"), lambda: self._form(adopt_form(self._page, row)), PRIMARY, "gavel"
            )

    def _before_closing(self, step: YearEndStep, label: str) -> None:
        if step.code == ACCRUALS and step.state == TO_DO:
            deed = partial(self._page.do, book_accruals, label)
            self._foot(_("Book accruals"), deed, PRIMARY, "calendar")
        elif step.code == DEPRECIATION and step.state == TO_DO:
            deed = partial(self._page.do, depreciate, label)
            self._foot(_("Book depreciation"), deed, PRIMARY, "calendar")
        elif step.code in PLACES and step.state in (TO_DO, LOOK):
            where = PLACES[step.code]
            self._foot(_("Go there"), lambda: self._page.visit((where, None)), PLAIN)
        if step.can_be_ticked and step.ticked is not None:
            deed = partial(self._page.do, untick_step, label, step.code)
            self._foot(_("Take tick away"), deed, QUIET)
        elif step.can_be_ticked and step.state == LOOK:
            deed = partial(self._page.do, tick_step, label, step.code)
            self._foot(_("Tick off"), deed, PRIMARY, "check")

    def _button(self, words: str, run: Callable[[], object], look: str, icon: str = "") -> Button:
        button = Button(words, run, look, icon, changes=True)
        self.buttons.append(button)
        return button

    def _foot(self, words: str, run: Callable[[], object], look: str, icon: str = "") -> None:
        self.footer_row.addWidget(self._button(words, run, look, icon))

    def _form(self, form: Form | None) -> None:
        if form is not None and self.step is not None and self.row is not None:
            self._page.desk.keep_drafts(form, SCREEN, f"year-end {self.step.code} {self.row.label}")
            self._page.put_form(form)
