"""A charge run before it is made: who would be charged how much, and who asks attention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from coopadmin.contributions.queries import plan_charge_run
from coopadmin.contributions.rules import (
    CHARGED,
    FREE,
    HOUSEHOLD,
    NO_TARIFF,
    READY,
    ChargeLine,
    ChargePlan,
)
from coopadmin.contributions.service import RunOutcome, run_charges
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.ui.contributions.columns import line_columns, line_reason
from coopadmin.ui.contributions.forms import RUN_DAYS
from coopadmin.ui.contributions.tariffs import SCREEN
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card, Panel
from coopadmin.ui.kit.columns import Group, Heading
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import BAD, INFO, WARN, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.sums import Sums
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, count, money, ngettext, say

ATTENTION, GOING, STAYING = "attention", "going", "staying"
MESSAGES = 2
DETAIL_WIDTH = 340


class RunView(ListDetail):
    """The preview of a run. `made(RunOutcome)` after it, `left` without it.

    `tariff_wanted(kind id)` asks to set the tariff that is missing.
    """

    made = Signal(object)
    left = Signal()
    tariff_wanted = Signal(object)
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self.plan: ChargePlan | None = None
        self._left_out: set[int] = set()
        self._told: set[int] = set()
        self.table = RowsTable(
            line_columns(self._is_in),
            _("Who is charged"),
            two_lines=True,
            identity=lambda line: line.membership_id,
            kept_as="charge-run",
        )
        self.messages = Messages()
        self.messages.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        card = Card(padded=False)
        card.body.addWidget(self.messages)
        card.body.addWidget(self.table, 1)
        self.form = self._new_form()
        self.nothing = Panel(_("As it would be charged now"))
        self.nothing.body.addWidget(
            EmptyState(
                _("Nothing to charge"),
                _("There is nobody in the list whom a contribution can be asked of now."),
                icon="circle-check",
            )
        )
        super().__init__(card, self.form, self.table, _("Who is charged"), DETAIL_WIDTH)
        self.nothing.setParent(self)
        self.nothing.hide()
        explain(self, "contributions#run")
        self.table.chosen.connect(self._show_reason)
        self.table.checked.connect(lambda line, _key: self.toggle(line))
        self.table.activated.connect(lambda _row: self._entered())
        self.opened.connect(self.hints_changed)
        self.closed.connect(self.hints_changed)

    def _new_form(self) -> Form:
        form = Form(
            RUN_DAYS, self._run, self._desk.today(), _("As it would be charged now"),
            save_icon="receipt-euro",
        )  # fmt: skip
        self._row_notes = Messages()
        self._total = Text("", Role.FIGURE)
        self._sums = Sums()
        for place, part in enumerate((self._row_notes, self._total, self._sums, Rule())):
            form.body.insertWidget(place + 1, part)
        form.body.insertWidget(
            form.body.count() - 1,
            Text(
                _("The whole run can be undone, as long as nothing was paid on it."),
                Role.NOTE, "ink2", wrap=True,
            ),
        )  # fmt: skip
        self._desk.keep_drafts(form, SCREEN, self._draft_key)
        form.saved.connect(self._made)
        form.cancelled.connect(self._cancelled)
        return form

    def _draft_key(self) -> str:
        return "" if self.plan is None else f"run/{self.plan.book_year.label}"

    # What is shown.

    def load(self, year: BookYear, anew: bool) -> None:
        """Make the preview of this book year; `anew` forgets who was left out."""
        self.plan = self._desk.books.ask(plan_charge_run, year.label, self._desk.today())
        if anew:
            self._left_out.clear()
        if anew or not self.form.is_changed():
            self.form.set_values({"dated": self.plan.dated, "due": self.plan.due})
            self._desk.put_back(self.form, SCREEN, self._draft_key())
        self.form.set_title(
            _("As it would be charged now"), _("Book year {year}").format(year=year.label)
        )
        self.set_detail(self.form if self.plan.ready else self.nothing, DETAIL_WIDTH)
        self._show_groups(anew)
        self._show_sums()
        self._show_messages()
        if self.table.current() is None:
            self.table.choose_first()
        self._show_reason(self.table.current())
        self.hints_changed.emit()

    def _show_groups(self, anew: bool) -> None:
        assert self.plan is not None
        lines = self.plan.lines
        attention = [line for line in lines if line.state == NO_TARIFF or _doubtful(line)]
        going = [line for line in lines if line.state == READY and not _doubtful(line)]
        staying = [line for line in lines if line.state in (CHARGED, FREE, HOUSEHOLD)]
        groups = []
        for key, rows, title, note in (
            (ATTENTION, attention, _("Ask attention"), ""),
            (GOING, going, _("Ready to charge"), _("Space leaves somebody out")),
            (STAYING, staying, _("Not now"), _("charged already, with the household, or free")),
        ):
            if rows:
                heading = Heading(key, f"{title}: {count(len(rows))}", note)
                groups.append(Group(heading, tuple(rows)))
        fold = {STAYING} if attention or going else set()
        self.table.set_groups(groups, fold if anew else None)

    def _show_sums(self) -> None:
        assert self.plan is not None
        lines = self.plan.without(self._left_out)
        self._total.setText(money(Money.total(line.amount for line in lines)))
        by_kind: dict[str, list[Money]] = {}
        for line in lines:
            by_kind.setdefault(line.kind, []).append(line.amount)
        self._sums.set_lines(
            [
                (kind, count(len(amounts)), money(Money.total(amounts)))
                for kind, amounts in by_kind.items()
            ]
        )
        words = ngettext("Charge {count}", "Charge {count}", len(lines))
        self.form.save_button.setText(words.format(count=count(len(lines))))
        self.form.save_button.updateGeometry()
        self.form.save_button.refuse("" if lines else _("Nobody is left to charge."))

    def _show_messages(self) -> None:
        assert self.plan is not None
        self.messages.clear()
        missing = {line.kind_id: line for line in self.plan.lines if line.state == NO_TARIFF}
        self._told = set(list(missing)[:MESSAGES])
        for kind_id, line in list(missing.items())[:MESSAGES]:
            assert line.problem is not None
            number = sum(each.kind_id == kind_id for each in self.plan.lines)
            self.messages.show_message(
                BAD,
                say(line.problem),
                ngettext(
                    "{count} membership is left out until then.",
                    "{count} memberships are left out until then.",
                    number,
                ).format(count=count(number)),
                [Action(_("Set tariff"), lambda kind=kind_id: self.tariff_wanted.emit(kind))],  # type: ignore[misc]
                closable=False,
            )
        if not self.plan.ready and not missing:
            sentence = (
                _("Everybody is charged already for {year}")
                if self.plan.lines
                else _("Nobody is a member in {year}")
            )
            self.messages.show_message(
                INFO, sentence.format(year=self.plan.book_year.label), closable=False
            )

    def _show_reason(self, line: ChargeLine | None) -> None:
        self._row_notes.clear()
        told = line is not None and line.problem is not None and line.kind_id in self._told
        if line is not None and line_reason(line) and not told:
            tone = BAD if line.problem is not None else WARN
            self._row_notes.show_message(tone, line.name, line_reason(line), closable=False)

    def _is_in(self, line: ChargeLine) -> bool | None:
        return line.membership_id not in self._left_out if line.state == READY else None

    def toggle(self, line: ChargeLine) -> None:
        """Leave somebody out, or take them in again."""
        if line.state == READY:
            self._left_out ^= {line.membership_id}
            self._show_sums()
            self.table.view.viewport().update()

    def toggle_all(self) -> None:
        """Take everybody in, or leave all out when everybody is in."""
        if self.plan is not None:
            everybody = {line.membership_id for line in self.plan.ready}
            self._left_out = set() if self._left_out else everybody
            self._show_sums()
            self.table.view.viewport().update()

    # Doing it.

    def _entered(self) -> None:
        if self.plan is not None and self.plan.ready:
            self.form.save_button.setFocus()

    def _run(self, values: dict[str, Any], answers: Mapping[str, str]) -> RunOutcome:
        assert self.plan is not None
        return self._desk.books.do(
            run_charges,
            self.plan.book_year.label,
            **values,
            leave_out=self._left_out,
            answers=answers,
        )

    def _made(self, outcome: RunOutcome) -> None:
        self._left_out.clear()
        self.made.emit(outcome)

    def _cancelled(self) -> None:
        if self.is_open():
            self.close_detail()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_open():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hints(self) -> Sequence[Hint]:
        if self.is_open():
            return (Hint(("Ctrl+S",), _("charge")), Hint(("Esc",), _("back")))
        if self.plan is None or not self.plan.ready:
            return (Hint(("Esc",), _("contributions")),)
        return (
            Hint(("Space",), _("leave out or take in")),
            Hint(("Ctrl+A",), _("all or none")),
            Hint(("Enter",), _("to the button")),
            Hint(("Esc",), _("contributions")),
        )


def _doubtful(line: ChargeLine) -> bool:
    return line.state == READY and line.remark is not None
