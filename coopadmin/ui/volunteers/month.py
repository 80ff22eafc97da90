"""The card of one month: the sheet, its totals, and the question about what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.activities.rules import NewCount
from coopadmin.activities.service import set_count
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import CheckBox, Choice, Combo
from coopadmin.ui.kit.message import BAD, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.volunteers.blocks import BlockFiller
from coopadmin.ui.volunteers.doubts import Doubts, Judge, Sheet, can_be_answered, entry_of, parsed
from coopadmin.ui.volunteers.gridmodel import Address, Doubt
from coopadmin.ui.volunteers.gridpaint import SheetTotal
from coopadmin.ui.volunteers.gridview import SheetView
from coopadmin.volunteers.grid import Extra
from coopadmin.volunteers.queries import MonthGrid, month_grid
from coopadmin.volunteers.service import set_cell
from coopadmin.words import _, hours, say


class MonthCard(Card):
    """The sheet of one activity and month; every cell is stored as soon as it is left.

    `volunteers_wanted` asks to put people on the list, `entries_wanted(Address)` to show what a
    cell adds up, `loaded(Sheet, activity)` tells what is shown now, `activity_chosen(id)` comes
    from the choice above the sheet in a narrow page.
    """

    volunteers_wanted = Signal()
    entries_wanted = Signal(object)
    activity_chosen = Signal(object)
    loaded = Signal(object, str)
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
            [Action(_("Add volunteers"), self.volunteers_wanted.emit, "user-plus", changes=True)],
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
        self.block = BlockFiller(page, self.view, self.doubts, self.load)
        self.view.pasted.connect(self.block.paste)
        self.view.emptied.connect(self.block.empty)
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
        self.add = Button(
            _("Add volunteers"), self.volunteers_wanted.emit, QUIET, "user-plus", changes=True
        )
        self.whole = CheckBox(_("Also hours of a whole month"))
        self.group = CheckBox(_("Also a group without names"))
        for box in (self.whole, self.group):
            box.toggled.connect(lambda _on: self.load(self.sheet))
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.group)
        row.addSpacing(theme.px(16))
        row.addWidget(self.whole)
        return foot

    def also(self) -> tuple[Action, ...]:
        """What can be shown besides, for the page to offer where there is no room for the boxes."""
        narrow = self.below.isHidden()
        boxes = (self.whole, self.group)
        return tuple(Action(box.text(), box.toggle, in_header=narrow) for box in boxes)

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
        self.block.sheet = sheet
        if sheet is None:
            return
        month = sheet.month.first
        grid = self._desk.books.ask(month_grid, sheet.activity_id, month.year, month.month)
        doubts = self.doubts.of(sheet)
        whole = any(address.period == sheet.month for address in doubts)
        before = None if self.view.isHidden() else self.view.address()
        beyond = bool(grid.whole_month_total) or any(row.whole_month.entries for row in grid.counts)
        group = bool(grid.group.total) or any(each.row is Extra.GROUP for each in doubts)
        self.view.sheet.show(
            grid,
            doubts,
            whole_month=self.whole.isChecked() or whole or beyond,
            group=self.group.isChecked() or group,
        )
        self.view.setMaximumHeight(self.view.content_height())
        self.view.updateGeometry()
        self.view.fit_columns()
        self.view.go_to(self.view.sheet.index_at(before))
        self.total.show_sums()
        self._show_rows(grid, doubts)
        if before is None:
            self.choose_first()
        self._drop_lost(sheet, doubts)
        self._show_question()
        self.loaded.emit(sheet, grid.activity)
        self.hints_changed.emit()

    def _drop_lost(self, sheet: Sheet, doubts: Mapping[Address, Doubt]) -> None:
        # Of somebody who is on the sheet no more there is nothing left to answer.
        lost = [each for each in doubts if not self.view.sheet.index_at(each).isValid()]
        if not self._desk.books.read_only:
            for address in lost:
                self.doubts.drop(sheet.activity_id, address)

    def _show_rows(self, grid: MonthGrid, doubts: Mapping[Address, Doubt]) -> None:
        # Without anybody the first step is to put people on the list, not to count rides.
        anything = grid.rows or doubts or grid.group.total or self.group.isChecked()
        some = bool(anything) or any(row.total or row.previous for row in grid.counts)
        self.view.setVisible(some)
        self.total.setVisible(some)
        self.empty.setVisible(not some)

    def choose_first(self) -> None:
        """Where one begins: the first person without hours, else the first empty cell."""
        model = self.view.sheet
        rows = range(model.rowCount())
        cells = [model.index(row, column) for row in rows for column in model.typed_columns]
        people = [cell for cell in cells if model.is_person(cell.row())]
        nobody = [cell for cell in people if not model.row(cell.row()).total]
        empty = [cell for cell in nobody or people or cells if model.is_empty(cell)]
        if cells:
            self.view.go_to((empty or cells)[0])

    # Storing.

    def _is_stored(self, address: Address, text: str) -> bool:
        """Whether this is what stands in the cell already."""
        index = self.view.sheet.index_at(address)
        stored = str(self.view.sheet.stored_text(index)) if index.isValid() else ""
        if not isinstance(address.row, Extra):
            return parsed(text) == parsed(stored)
        return text == stored

    def commit(self, address: Address, text: str, answers: Sequence[Problem] = ()) -> None:
        """Store what was typed into a cell; what is unreadable or doubtful stays as a draft."""
        if self.sheet is None:
            return
        activity_id = self.sheet.activity_id
        in_doubt, self._shown = address in self.view.sheet.doubts, False
        try:
            entry = entry_of(activity_id, address, text)
            if answers or not self._is_stored(address, text):
                given = {problem.code: _("It is right") for problem in answers}
                if isinstance(entry, NewCount):
                    self._desk.books.do(set_count, entry, answers=given)
                else:
                    self._desk.books.do(set_cell, entry, answers=given)
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
        name = self.view.sheet.name(index.row())
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
        words = _("{text} is right").format(text=doubt.text)
        if not isinstance(address.row, Extra):
            words = _("{hours} hours is right").format(
                hours=hours(parsed(doubt.text) or Duration())
            )
        right = Action(
            words,
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
        )
