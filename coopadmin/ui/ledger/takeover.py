"""Beginning the books with those of another program: its file, what becomes what, and the deed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.mapping import WAYS, Match
from coopadmin.ledger.places import PLACES
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import FileDrop, ProgressRow
from coopadmin.ui.kit.buttons import PRIMARY, Button
from coopadmin.ui.kit.cards import Card, Panel
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import GOOD, INFO, WARN, Messages
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Facts, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.kit.worker import Task
from coopadmin.ui.ledger.parts import Opening
from coopadmin.words import N_, _, amount, count, money, ngettext, say

if TYPE_CHECKING:  # They bring the readers of other people's formats along.
    from coopadmin.desk.auditfiles import TriedBooks
    from coopadmin.desk.takeover import TakeoverPlan
    from coopadmin.ui.ledger.page import LedgerPage

OPEN = "coopadmin.desk.auditfiles:open_audit_file"
TRY = "coopadmin.desk.auditfiles:try_takeover"
TAKE = "coopadmin.desk.auditfiles:take_over"
SUFFIXES = (".xaf", ".xml")
WHOLE, CLOSING = "whole", "closing"
AS_PROPOSED = ""
DETAIL_WIDTH = 372


def _opening(match: Match) -> str:
    return amount(match.opening) if match.opening else "–"


def _closing(match: Match) -> str:
    return amount(match.closing) if match.closing else "–"


def _about(match: Match) -> str:
    return f"{_(WAYS[match.way])} · {_(PLACES[match.ours.place].label)}"


COLUMNS = (
    Column(
        "theirs",
        N_("Account there"),
        lambda match: f"{match.theirs.number} {match.theirs.name}",
        Look.NAME,
        150,
        3,
        sort=lambda match: match.theirs.number,
    ),
    Column(
        "ours",
        N_("Account here"),
        lambda match: f"{match.ours.number} {match.ours.name}",
        width=150,
        stretch=3,
        under=_about,
        sort=lambda match: match.ours.number,
    ),
    Column(
        "opening",
        N_("At the start"),
        _opening,
        Look.AMOUNT,
        96,
        value=lambda match: match.opening,
        drop=1,
    ),
    Column(
        "closing", N_("At the end"), _closing, Look.AMOUNT, 96, value=lambda match: match.closing
    ),
)


class TakeoverScreen(Opening):
    """A file is dropped, its accounts are looked at, and the books begin with it.

    After that the page takes it away.
    """

    def __init__(self, page: LedgerPage) -> None:
        super().__init__()
        explain(self, "auditfile#taking")
        self._page, self._desk = page, page.desk
        self.tried: TriedBooks | None = None
        self.choices: dict[str, str] = {}
        whole = QWidget()
        self.addWidget(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(self._made_head())
        self.messages = Messages()
        column.addWidget(self.messages)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self.drop = FileDrop(
            _(
                "Drop the audit file of the other program here (XAF 3.1, 3.2 or 4.0)."
                " Nothing is changed before you say so."
            ),
            _("Choose a file"),
            _("Audit files (*.xaf *.xml)"),
            SUFFIXES,
        )
        self.drop.chosen.connect(self.open)
        self.stack.addWidget(self.drop)
        self.table = RowsTable(
            COLUMNS,
            _("Accounts of the file"),
            two_lines=True,
            identity=lambda match: match.theirs.number,
            kept_as="takeover",
        )
        self.table.chosen.connect(self._show_account)
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        self.panel = self._made_panel()
        self.both = ListDetail(
            card, self.panel, self.table, _("Accounts of the file"), DETAIL_WIDTH
        )
        self.both.narrow_changed.connect(lambda _narrow: self._show_head())
        self.stack.addWidget(self.both)
        self.setFocusProxy(self.drop.button)
        self._show_head()

    def _made_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(_("Books of another program"), Role.CARD))
        self.about = Elided("", Role.NOTE, "ink2")
        words.addWidget(self.about)
        head.addLayout(words, 1)
        # Only where the panel has no room beside the list.
        self.to_panel = Button(_("Go on"), self._open_panel, icon="arrow-right")
        self.again = Button(_("Another file"), self.begin_again, icon="file-import")
        for button in (self.to_panel, self.again, Button(_("Back"), self._page.show_books)):
            head.addWidget(button)
        return head

    def _made_panel(self) -> Panel:
        panel = Panel(_("What would be taken over"))
        self.remarks = Messages()
        self.ways = Segmented(
            [Option(WHOLE, _("Whole year")), Option(CLOSING, _("Closing balance"))],
            _("What is taken over"),
        )
        self.ways.chosen.connect(lambda _key: self._try())
        self.words = Text("", Role.NOTE, "ink2", wrap=True)
        self.facts = Facts(120)
        self.account_title = Text("", Role.CARD, wrap=True)
        self.account = Combo(name=_("Becomes account"))
        self.account.currentIndexChanged.connect(self._chosen)
        for part in (self.remarks, self.ways, self.words, self.facts, Rule(), self.account_title):
            panel.body.addWidget(part)
        self.account_label = Text(_("Becomes account"), Role.LABEL)
        self.account_label.setBuddy(self.account)
        panel.body.addWidget(self.account_label)
        panel.body.addWidget(self.account)
        self.progress = ProgressRow()
        panel.body.addWidget(self.progress)
        panel.body.addStretch(1)
        self.button = Button(
            _("Begin the books"), self.take_over, PRIMARY, "circle-check", changes=True
        )
        panel.footer_row.addWidget(self.button)
        panel.footer_row.addStretch(1)
        panel.show_footer()
        return panel

    def _open_panel(self) -> None:
        self.both.open_detail()

    def _show_head(self) -> None:
        """File, company and program, and that nothing has changed yet."""
        shown = self.tried is not None
        self.again.setVisible(shown)
        self.to_panel.setVisible(shown and self.both.narrow)
        if self.tried is None:
            self.about.setText(_("Nothing is changed before you have seen what would happen"))
            return
        audit = self.tried.read.file
        parts = [self.tried.path.name, audit.company.name, audit.program]
        parts.append(_("nothing has been changed yet"))
        self.about.setText(" · ".join(part for part in parts if part))

    def hints(self) -> Sequence[Hint]:
        back = Hint(("Esc",), _("back"))
        return (back,) if self.tried is None else (Hint(("Enter",), _("choose")), back)

    def begin_again(self) -> None:
        """Forget the file; nothing of it was kept."""
        self.tried = None
        self.choices.clear()
        self.messages.clear()
        self.stack.setCurrentWidget(self.drop)
        self.setFocusProxy(self.drop.button)
        self._show_head()
        self.setFocus()

    # The file and what it would do.

    def open(self, path: Path) -> None:
        """Read a file, in the worker, and show what would happen."""
        self.choices.clear()
        self.messages.clear()
        title = _("Reading the file")
        task = self._desk.runner.run(OPEN, self._desk.books, path, key="takeover", title=title)
        self._follow(task)

    def _try(self) -> None:
        if self.tried is None:
            return
        task = self._desk.runner.run(
            TRY,
            self._desk.books,
            self.tried,
            self.ways.key() == CLOSING,
            dict(self.choices),
            key="takeover",
            title=_("Trying the file"),
        )
        self._follow(task)

    def _follow(self, task: Task) -> None:
        task.done.connect(self._show)
        task.failed.connect(self._refused)

    def _refused(self, trouble: Exception) -> None:
        self.messages.clear()
        if isinstance(trouble, Refused):
            self.messages.show_problems(trouble.problems)
        self.button.setEnabled(self.tried is not None and self.tried.plan is not None)

    def _show(self, tried: TriedBooks) -> None:
        first, self.tried = self.tried is None, tried
        self.messages.clear()
        self.remarks.clear()
        plan = tried.plan
        if plan is None:
            self.messages.show_problems(tried.problems)
        for problem in tried.problems if plan is not None else ():
            self.remarks.show_message(WARN, say(problem), closable=False)
        for remark in (*tried.read.remarks, *(plan.remarks if plan else ())):
            self.remarks.show_message(INFO, say(remark), closable=False)
        self.ways.choose(CLOSING if tried.wanted.closing else WHOLE)
        self.table.set_rows(plan.matches if plan else ())
        self._show_sums(plan)
        self.button.setEnabled(plan is not None)
        self.stack.setCurrentWidget(self.both)
        if first:
            self.table.choose_first()
            self.setFocusProxy(self.table)
            self.setFocus()
        self._show_account(self.table.current())
        self._show_head()
        self._page.hints_changed.emit()

    def _show_sums(self, plan: TakeoverPlan | None) -> None:
        if plan is None:
            self.words.setText("")
            self.facts.set_facts(())
            self.table.set_total({})
            return
        assert self.tried is not None
        closing = self.tried.wanted.closing
        words = (
            _("The books begin with {year}: with what stood on the balance sheet before.")
            if closing
            else _("The books begin with {year}: with its opening balance and all its bookings.")
        )
        self.words.setText(words.format(year=plan.first_year.label))
        held = Money.total(
            match.closing if closing else match.opening
            for match in plan.matches
            if (match.closing if closing else match.opening) > Money(0)
        )
        self.facts.set_facts(
            [
                (_("Opening balance"), money(held)),
                (_("Bookings"), "" if closing else count(plan.entries)),
                (_("Result of the year"), money(plan.result)),
                (_("Accounts"), count(len(plan.matches))),
                (_("New accounts"), count(len(plan.new))),
            ]
        )
        self.table.set_total(
            {
                "theirs": _("Difference of both sides"),
                "closing": amount(Money.total(match.closing for match in plan.matches)),
            }
            if not closing
            else {}
        )

    # One account.

    def _show_account(self, match: Match | None) -> None:
        shown = match is not None
        for part in (self.account_title, self.account_label, self.account):
            part.setVisible(shown)
        if match is None or self.tried is None:
            return
        self.account_title.setText(f"{match.theirs.number} {match.theirs.name}")
        proposed = _("As proposed")
        self.account.blockSignals(True)
        self.account.set_choices(
            [
                Choice(AS_PROPOSED, proposed),
                *(Choice(each.number, f"{each.number} {each.name}") for each in self.tried.known),
            ]
        )
        self.account.set_value(self.choices.get(match.theirs.number, AS_PROPOSED))
        self.account.blockSignals(False)

    def _chosen(self) -> None:
        match, wanted = self.table.current(), self.account.value()
        if match is None or wanted is None:
            return
        if wanted == AS_PROPOSED:
            self.choices.pop(match.theirs.number, None)
        else:
            self.choices[match.theirs.number] = wanted
        self._try()

    # The deed.

    def take_over(self) -> None:
        """Begin the books with the file, in the worker, as one step."""
        if self.tried is None or self.tried.plan is None:
            return
        task = self._desk.runner.run(
            TAKE,
            self._desk.books,
            self.tried.wanted,
            key="takeover",
            title=_("Beginning the books"),
        )
        self.button.setEnabled(False)
        self.progress.follow(task)
        # The page takes this screen away as soon as there are books.
        page = self._page
        task.done.connect(lambda plan: _tell(page, plan))
        task.failed.connect(self._refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._page.show_books()
        else:
            super().keyPressEvent(event)


def _tell(page: LedgerPage, plan: TakeoverPlan) -> None:
    """Show the year with which the books began, and how much is in it."""
    if not isValid(page):
        return  # the window was closed in the mean time
    said = ngettext(
        "The books begin with {year}: {count} booking, result {result}.",
        "The books begin with {year}: {count} bookings, result {result}.",
        plan.entries,
    )
    year = plan.first_year
    page.desk.choose_year(YearChoice(year.label, year))
    words = said.format(year=year.label, count=count(plan.entries), result=money(plan.result))
    page.messages.show_message(GOOD, words)
