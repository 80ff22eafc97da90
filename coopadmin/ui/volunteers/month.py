"""The card of one month: the sheet, its totals, and the question about what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import CheckBox, Choice, Combo
from coopadmin.ui.kit.message import BAD, INFO, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.volunteers.doubts import Doubts, Judge, Sheet, can_be_answered, parsed
from coopadmin.ui.volunteers.gridmodel import Address, Doubt
from coopadmin.ui.volunteers.gridpaint import SheetTotal
from coopadmin.ui.volunteers.gridview import SheetView
from coopadmin.volunteers.queries import MonthGrid, month_grid
from coopadmin.volunteers.service import CellEntry, set_cell, set_cells
from coopadmin.words import _, hours, ngettext, say


class MonthCard(Card):
    """The sheet of one activity and month; every cell is stored as soon as it is left.

    `volunteers_wanted` asks to put people on the list, `entries_wanted(Address)` to show what a
    cell adds up, `activity_chosen(id)` comes from the choice above the sheet in a narrow page.
    """

    volunteers_wanted = Signal()
    entries_wanted = Signal(object)
    activity_chosen = Signal(object)
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(padded=False)
        self._page, self._desk = page, page.desk
        self.doubts = Doubts(self._desk)
        self.sheet: Sheet | None = None
        self._shown = False
        self._asked: tuple[Address, Doubt] | None = None
        self.activities = Combo((), _("Activity"))
        self.activities.currentIndexChanged.connect(
            lambda _index: self.activity_chosen.emit(self.activities.value())
        )
        self._bar = QWidget()
        self._bar.setObjectName("clear")
        self._bar_row = QHBoxLayout(self._bar)
        self._bar_row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._bar_row.setSpacing(theme.px(12))
        self._bar_row.addWidget(self.activities, 1)
        self._bar.hide()
        self.body.addWidget(self._bar)
        self.view = SheetView(_("Total {activity}"))
        self.view.setAccessibleName(_("Hours by person and week"))
        self.total = SheetTotal(self.view)
        self.view.fitted.connect(self.total.update)
        self.body.addWidget(self.view, 1000)
        self.body.addWidget(self.total)
        self.empty = EmptyState(
            _("No volunteers with this activity yet"),
            _("Put the people who help here on the list. Then you fill in their hours."),
            [Action(_("Add volunteers"), self.volunteers_wanted.emit, "user-plus")],
            primary=False,
        )
        self.body.addWidget(self.empty, 1000)
        self.messages = Messages()
        self.messages.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(6))
        self.body.addWidget(self.messages)
        self.body.addStretch(1)
        self.below = self._foot()
        self.body.addWidget(self.below)
        self.view.typed.connect(self.commit)
        self.view.pasted.connect(self.paste)
        self.view.opened.connect(self.entries_wanted)
        self.view.answered.connect(self._to_answers)
        self.view.moved.connect(self._moved)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("clear")
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(8), theme.px(5), theme.px(14), theme.px(5))
        column.addLayout(row)
        self.add = Button(_("Add volunteers"), self.volunteers_wanted.emit, QUIET, "user-plus")
        self.whole = CheckBox(_("Also hours of a whole month"))
        self.whole.toggled.connect(lambda _on: self.load(self.sheet))
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.whole)
        return foot

    # What is shown.

    def set_activities(self, choices: Sequence[Choice], chosen: int | None) -> None:
        """The choice above the sheet."""
        self.activities.blockSignals(True)
        self.activities.set_choices(choices)
        self.activities.set_value(chosen)
        self.activities.blockSignals(False)

    def set_narrow(self, switch: QWidget | None) -> None:
        """Above the sheet the choice of activity and this switch; None where both are elsewhere.

        What stands below the sheet is then offered by the page.
        """
        if switch is not None:
            self._bar_row.addWidget(switch)
        self._bar.setVisible(switch is not None)
        self.below.setVisible(switch is None)

    def load(self, sheet: Sheet | None) -> None:
        """Show this sheet as it is stored now; the cursor stays on its cell."""
        self.sheet, self._shown = sheet, True
        if sheet is None:
            return
        month = sheet.month.first
        grid = self._desk.books.ask(month_grid, sheet.activity_id, month.year, month.month)
        doubts = self.doubts.of(sheet)
        whole = any(address.period == sheet.month for address in doubts)
        before = self.view.address()
        self.view.sheet.show(
            grid, doubts, self.whole.isChecked() or whole or bool(grid.whole_month_total)
        )
        self.view.setMaximumHeight(self.view.content_height())
        self.view.updateGeometry()
        self.view.fit_columns()
        self.view.go_to(self.view.sheet.index_at(before))
        self.total.show_sums()
        self._show_rows(grid)
        self._drop_lost(sheet, doubts)
        self._show_question()
        self.hints_changed.emit()

    def _drop_lost(self, sheet: Sheet, doubts: Mapping[Address, Doubt]) -> None:
        # Of somebody who is on the sheet no more there is nothing left to answer.
        lost = [each for each in doubts if not self.view.sheet.index_at(each).isValid()]
        if not self._desk.books.read_only:
            for address in lost:
                self.doubts.drop(sheet.activity_id, address)

    def _show_rows(self, grid: MonthGrid) -> None:
        self.view.setVisible(bool(grid.rows))
        self.total.setVisible(bool(grid.rows))
        self.empty.setVisible(not grid.rows)

    def choose_first(self) -> None:
        """Where one begins: the first person without hours, else the first empty cell."""
        model = self.view.sheet
        rows = range(model.rowCount())
        cells = [model.index(row, column) for row in rows for column in model.typed_columns]
        nobody = [cell for cell in cells if not model.row(cell.row()).total]
        empty = [cell for cell in nobody or cells if model.is_empty(cell)]
        if cells:
            self.view.go_to((empty or cells)[0])

    # Storing.

    def _stored(self, address: Address) -> Duration | None:
        index = self.view.sheet.index_at(address)
        if not index.isValid():
            return None
        return self.view.sheet.cell(index.row(), index.column()).worked or None

    def commit(self, address: Address, text: str, answers: Sequence[Problem] = ()) -> None:
        """Store what was typed into a cell; what is unreadable or doubtful stays as a draft."""
        if self.sheet is None:
            return
        activity_id = self.sheet.activity_id
        in_doubt, self._shown = address in self.view.sheet.doubts, False
        try:
            worked = parsed(text)
            if worked != self._stored(address) or answers:
                cell = CellEntry(address.person_id, activity_id, address.period, worked)
                given = {problem.code: _("It is right") for problem in answers}
                self._desk.books.do(set_cell, cell, answers=given)
        except Refused as refused:
            self.doubts.keep(activity_id, address, text, refused.problems)
            self._shown = False
        else:
            if in_doubt:
                self.doubts.drop(activity_id, address)
                self._shown = False
        # The change itself has mostly made the page load the sheet already.
        if not self._shown:
            self.load(self.sheet)

    def paste(self, address: Address, text: str) -> None:
        """Fill a block that was copied from a spreadsheet, beginning at this cell, in one step."""
        start = self.view.sheet.index_at(address)
        if self.sheet is None or not start.isValid():
            return
        judge = Judge(self._desk.books, self.sheet)
        cells, doubtful, passed = [], [], 0
        for down, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            for along, part in enumerate(line.split("\t")):
                index = self.view.sheet.index(start.row() + down, start.column() + along)
                at = self.view.sheet.address(index)
                bare = part.strip()
                if not bare:
                    continue
                if at is None or not self.view.sheet.cell(index.row(), index.column()).can_be_typed:
                    passed += 1
                elif why := judge.problems(at, bare):
                    doubtful.append((at, bare, why))
                else:
                    worked = parsed(bare)
                    cells.append(CellEntry(at.person_id, self.sheet.activity_id, at.period, worked))
        self._store_block(self.sheet, cells, doubtful)
        if passed:
            self._tell_passed(passed)

    def _store_block(
        self,
        sheet: Sheet,
        cells: list[CellEntry],
        doubtful: list[tuple[Address, str, tuple[Problem, ...]]],
    ) -> None:
        if not cells or self._page.do(set_cells, cells):
            for cell in cells:
                self.doubts.drop(sheet.activity_id, Address(cell.person_id, cell.period))
            for address, text, why in doubtful:
                self.doubts.keep(sheet.activity_id, address, text, why)
        self.load(sheet)

    def _tell_passed(self, passed: int) -> None:
        self._page.messages.show_message(
            INFO,
            ngettext(
                "{count} pasted value was left out",
                "{count} pasted values were left out",
                passed,
            ).format(count=passed),
            _("It fell outside the sheet, or on a cell that several entries make up."),
        )

    # The question.

    def _moved(self) -> None:
        self._show_question()
        self.hints_changed.emit()

    def _show_question(self) -> None:
        doubts = self.view.sheet.doubts
        here = self.view.address()
        wanted: tuple[Address, Doubt] | None = None
        if here is not None and here in doubts:
            wanted = (here, doubts[here])
        elif self._asked is not None and doubts.get(self._asked[0]) == self._asked[1]:
            wanted = self._asked
        elif doubts:
            first = next(iter(self._in_order()), None)
            wanted = None if first is None else (first, doubts[first])
        if wanted == self._asked:
            return
        self._asked = wanted
        self.messages.clear()
        if wanted is not None:
            self._ask(*wanted)

    def _to_answers(self) -> None:
        self.messages.focus_first()

    def _in_order(self) -> list[Address]:
        model = self.view.sheet
        placed = [(address, model.index_at(address)) for address in model.doubts]
        found = [(index.row(), index.column(), address) for address, index in placed]
        return [
            address for row, _column, address in sorted(found, key=lambda at: at[:2]) if row >= 0
        ]

    def _ask(self, address: Address, doubt: Doubt) -> None:
        index = self.view.sheet.index_at(address)
        name = self.view.sheet.row(index.row()).name
        reasons = [say(problem) for problem in doubt.problems] or [_("This is not stored yet.")]
        sentence = f"{name}: {reasons[0]}"
        rest = " ".join([*reasons[1:], _("Not counted in the total yet.")])
        self.messages.show_message(BAD, sentence, rest, self._ways(address, doubt), closable=False)
        self._fit_question()

    def _fit_question(self) -> None:
        # Wrapped words tell their height only when asked for a width.
        layout = self.messages.layout()
        high = layout.totalHeightForWidth(self.messages.width()) if layout is not None else 0
        self.messages.setMinimumHeight(max(0, high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_question()

    def _ways(self, address: Address, doubt: Doubt) -> list[Action]:
        empty = Action(_("Make it empty"), lambda: self._answer(address, None))
        if not can_be_answered(doubt.problems):
            return [Action(_("Correct it"), lambda: self._correct(address)), empty]
        right = Action(
            _("{hours} hours is right").format(hours=hours(parsed(doubt.text) or Duration())),
            lambda: self._answer(address, doubt),
        )
        assert self.sheet is not None
        likelier = Judge(self._desk.books, self.sheet).likelier(address, doubt.text)
        if not likelier:
            return [right, empty]
        words = _("Make it {hours}").format(hours=hours(Duration.parse(likelier)))
        return [Action(words, lambda: self._answer_text(address, likelier)), right]

    def _answer(self, address: Address, doubt: Doubt | None) -> None:
        self._go(address)
        if doubt is None:
            self._drop(address)
        else:
            self.commit(address, doubt.text, doubt.problems)

    def _drop(self, address: Address) -> None:
        if self.sheet is not None:
            self.doubts.drop(self.sheet.activity_id, address)
            self.load(self.sheet)

    def _answer_text(self, address: Address, text: str) -> None:
        self._go(address)
        self.commit(address, text)

    def _correct(self, address: Address) -> None:
        self._go(address)
        self.view.begin()

    def _go(self, address: Address) -> None:
        self.view.go_to(self.view.sheet.index_at(address))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_doubt(self) -> bool:
        """Go to the next cell in doubt, around from the last to the first; False if none."""
        order = self._in_order()
        if not order:
            return False
        here = self.view.address()
        place = order.index(here) + 1 if here in order else 0
        self._go(order[place % len(order)])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        inside = self.messages.isAncestorOf(self.focusWidget())
        if event.key() == Qt.Key.Key_Escape and inside:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def hints(self) -> Sequence[Hint]:
        if self.view.isHidden():
            return (Hint(("Ctrl+N",), _("add volunteers")),)
        index = self.view.currentIndex()
        other = Hint(("Alt+Left", "Alt+Right"), _("other month"))
        if self.view.sheet.doubt(index) is not None:
            return (Hint(("Enter",), _("answer")), Hint(("F2",), _("correct")), other)
        address = self.view.sheet.address(index)
        if address and self.view.sheet.cell(index.row(), index.column()).entries > 1:
            return (Hint(("Enter",), _("show entries")), Hint(("Tab",), _("right")), other)
        return (
            Hint(("Enter",), _("down")),
            Hint(("Tab",), _("right")),
            Hint(("Ctrl+D",), _("same as the week before")),
            other,
            Hint(("Ctrl+Enter",), _("show entries")),
        )
