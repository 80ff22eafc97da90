"""The page of volunteer hours: activities left, the month of one of them right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coopadmin.activities.queries import list_activities
from coopadmin.activities.service import add_starting_activities
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.calendar import Period, add_months
from coopadmin.kernel.problem import N_, Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.volunteers.activity import ActivityView
from coopadmin.ui.volunteers.activitylist import ActivityList
from coopadmin.ui.volunteers.columns import filled_words
from coopadmin.ui.volunteers.doubts import Sheet
from coopadmin.ui.volunteers.entries import EntriesView
from coopadmin.ui.volunteers.goal import Side
from coopadmin.ui.volunteers.gridmodel import Address
from coopadmin.ui.volunteers.month import MonthCard
from coopadmin.ui.volunteers.monthswitch import MonthSwitch, month_words, nothing_to_fill
from coopadmin.ui.volunteers.otherdoubts import OtherDoubts
from coopadmin.ui.volunteers.reading import ReadingView
from coopadmin.volunteers.queries import HourImport, MonthActivity, list_month_activities
from coopadmin.words import _, count, hours, ngettext

MAIN, ACTIVITY, ENTRIES, READING = "main", "activity", "entries", "reading"
# Lists of a month are handed in after it: until this day one works on the month before.
HANDED_IN = timedelta(days=10)


class HoursPage(Page):
    """Hours of volunteers by activity and month, with the activities themselves.

    `visit` takes a day as `2026-02-01`, or an activity's id.
    """

    TITLE: ClassVar[str] = N_("Volunteer hours")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "activity activity_count activity_lead dated_rate hour_entry person volunteer_task".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        day = desk.today() - HANDED_IN
        self._month = Period.month(day.year, day.month)
        self._activity_id: int | None = None
        self._rows: tuple[MonthActivity, ...] = ()
        self._where = MAIN
        self.switch = MonthSwitch()
        self.switch.stepped.connect(self.step)
        self.header.add_widget(self.switch)
        self.month = MonthCard(self)
        self._others = OtherDoubts(self, self.month.doubts, self.go_to)
        self.list = ActivityList(self._in_doubt)
        self.main = QWidget()
        across = QHBoxLayout(self.main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(16))
        self.side = Side(self.list, self.month, desk)
        across.addWidget(self.side)
        across.addWidget(self.month, 1)
        self.begin = Card()
        self.activity = ActivityView(self)
        self.entries = EntriesView(self)
        self.reading = ReadingView(self)
        self._stack = QStackedWidget()
        views = (self.activity, self.entries, self.reading, self.reading.drop)
        for part in (self.begin, self.main, *views):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self.choose_activity)
        self.list.entered.connect(self._activity_entered)
        self.list.change_wanted.connect(self.change_activity)
        self.list.add_wanted.connect(self.add_activity)
        self.month.activity_chosen.connect(self.choose_activity)
        self.month.volunteers_wanted.connect(self.change_activity)
        self.month.entries_wanted.connect(self.show_entries)
        self.activity.made.connect(self._made)
        self.reading.taken.connect(self._taken)
        self.reading.changed.connect(self._show)
        for view in (self.activity, self.entries, self.reading):
            view.left.connect(self.show_main)
            view.covering.connect(self._covered)
        for part in (self.month, self.activity, self.entries, self.reading):
            part.hints_changed.connect(self.hints_changed)
        self.room_changed.connect(self._make_room)

    # What is shown.

    def reload(self) -> None:
        month = self._month.first
        self._rows = tuple(self.desk.books.ask(list_month_activities, month.year, month.month))
        known = [row.activity_id for row in self._rows]
        if self._activity_id not in known:
            unfilled = [row.activity_id for row in self._rows if not row.complete]
            self._activity_id = next(iter(unfilled or known), None)
        self.list.table.set_rows(self._rows)
        self.list.table.choose(self._activity_id)
        if self._activity_id is not None:
            self.month.load(Sheet(self._activity_id, self._month))
        else:
            self._show_begin()
        self._reload_view()
        self._others.tell(Sheet(self._activity_id or 0, self._month))
        self._show()

    def _reload_view(self) -> None:
        try:
            if self._where == ACTIVITY:
                self.activity.reload()
            elif self._where == ENTRIES:
                self.entries.reload()
        except Refused:
            # What was shown was taken back, so there is nothing to show any more.
            self._where = MAIN

    def _in_doubt(self, row: MonthActivity) -> bool:
        return Sheet(row.activity_id, self._month) in self.month.doubts.sheets()

    def _show_begin(self) -> None:
        clear_layout(self.begin.body)
        add = Action(_("Add activity"), self.add_activity, "plus", changes=True)
        usual = Action(_("Add usual activities"), self._add_usual, "list-check", changes=True)
        some = bool(self.desk.books.ask(list_activities))
        empty = nothing_to_fill(self._month, some, add, usual)
        self.begin.body.addWidget(empty)

    def _add_usual(self) -> None:
        kind = self.desk.books.ask(get_cooperative).kind
        self.do(add_starting_activities, kind)

    def _view(self) -> QWidget:
        if self._where == MAIN:
            return self.main if self._activity_id is not None else self.begin
        if self._where == READING and not self.reading.has_list():
            return self.reading.drop
        return self._place()

    def _show(self) -> None:
        view = self._view()
        self._stack.setCurrentWidget(view)
        self.switch.words.setText(month_words(self._month))
        self.switch.setVisible(self._where == MAIN)
        self.header.set_title(*self._title())
        self._covered(isinstance(view, ListDetail) and view.narrow and view.is_open())
        self._arrange()
        self.hints_changed.emit()

    def _place(self) -> ActivityView | EntriesView | ReadingView:
        """What is shown over the sheet."""
        if self._where == ACTIVITY:
            return self.activity
        return self.entries if self._where == ENTRIES else self.reading

    def _title(self) -> tuple[str, str]:
        if self._where != MAIN:
            return self._place().title()
        row = next((row for row in self._rows if row.activity_id == self._activity_id), None)
        if row is None:
            return _(self.TITLE), ""
        words = _("{activity}: {hours} hours, {filled}").format(
            activity=row.name, hours=hours(row.worked), filled=filled_words(row)
        )
        return _(self.TITLE), words

    def _covered(self, over: bool) -> None:
        self.header.setVisible(not over)
        self.hints_changed.emit()

    def _arrange(self) -> None:
        choices = [
            Choice(row.activity_id, f"{row.name}: {filled_words(row)}") for row in self._rows
        ]
        self.month.set_activities(choices, self._activity_id)
        self.refresh_actions()

    def _make_room(self, narrow: bool) -> None:
        self.side.setVisible(not narrow)
        self.month.set_narrow(self.switch if narrow else None)
        if not narrow:
            self.header.add_widget(self.switch)
        self.switch.setVisible(self._where == MAIN)
        self.refresh_actions()

    # Going about.

    def show_main(self) -> None:
        """The sheet of the month."""
        self._where = MAIN
        self._show()
        if (focus := self.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, months: int) -> None:
        """Another month, the same activity."""
        self.month.view.finish()
        by_button = self.switch.isAncestorOf(self.focusWidget())
        first = add_months(self._month.first, months)
        self._month = Period.month(first.year, first.month)
        self.reload()
        self._begin_sheet()
        if not by_button and (focus := self.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_activity(self, activity_id: object) -> None:
        """The same month of another activity."""
        if isinstance(activity_id, int) and activity_id != self._activity_id:
            self._activity_id = activity_id
            self.reload()
            self._begin_sheet()

    def go_to(self, sheet: Sheet) -> None:
        """The sheet of one activity and month."""
        self._month, self._activity_id, self._where = sheet.month, sheet.activity_id, MAIN
        self.reload()
        self._begin_sheet()
        self.month.view.setFocus()

    def _begin_sheet(self) -> None:
        if not self.month.next_doubt():
            self.month.choose_first()

    def _activity_entered(self, activity_id: object) -> None:
        self.choose_activity(activity_id)
        # Without anybody on its list there is no sheet to go to, but a first step.
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_activity(self) -> None:
        """The form of a new activity."""
        self._open_activity(None)

    def change_activity(self) -> None:
        """The people of the activity with the search that adds others, and its form."""
        if self._activity_id is not None:
            self._open_activity(self._activity_id)

    def _open_activity(self, activity_id: int | None) -> None:
        self.month.view.finish()
        self.activity.show_activity(activity_id, self._month)
        self._where = ACTIVITY
        self._show()
        if activity_id is None and self.activity.narrow:
            self.activity.open_detail()
        self.activity.first_focus().setFocus()

    def _made(self, activity_id: object) -> None:
        if isinstance(activity_id, int):
            self._activity_id = activity_id
            self.reload()

    def show_entries(self, address: Address) -> None:
        """The entries that one cell adds up."""
        model = self.month.view.sheet
        index = model.index_at(address)
        if self._activity_id is None or not index.isValid():
            return
        self._where = ENTRIES
        self.entries.set_cell(self._activity_id, address, model.name(index.row()))
        self._show()
        self.entries.begin_here()

    def read_list(self) -> None:
        """Reading a list of hours from a file."""
        self.month.view.finish()
        self.reading.begin()
        self._where = READING
        self._show()
        self.reading.first_focus().setFocus()

    def _taken(self, plan: HourImport) -> None:
        first = min(new.first for new in plan.new)
        activity_id = next(new.activity_id for new in plan.new if new.first == first)
        self.go_to(Sheet(activity_id, Period.month(first.year, first.month)))
        sentence = ngettext(
            "{count} entry of together {hours} hours is taken over",
            "{count} entries of together {hours} hours are taken over",
            len(plan.new),
        )
        self.messages.show_message(
            GOOD,
            sentence.format(count=count(len(plan.new)), hours=hours(plan.total)),
            _("Ctrl+Z takes the whole list back."),
        )

    def page_actions(self) -> Sequence[Action]:
        if self._where != MAIN:
            back = Action(_("Back to the hours"), self.show_main, "chevron-left")
            if self._where == ENTRIES:
                return back, Action(
                    _("New entry"), self.entries.begin, "plus", key="Ctrl+N", changes=True
                )
            return (back,)
        there = self._activity_id is not None
        step_back = Action(
            _("Month before"), lambda: self.step(-1), key="Alt+Left", in_header=False
        )
        step_on = Action(_("Month after"), lambda: self.step(1), key="Alt+Right", in_header=False)
        changing = partial(Action, in_header=self.narrow, changes=True)
        change = changing(_("Change activity"), self.change_activity, "pencil")
        volunteers = changing(_("Add volunteers"), self.change_activity, "user-plus", key="Ctrl+N")
        open_it = self.month.view.open_entries
        entries = Action(_("Entries of this cell"), open_it, key="Ctrl+Return", in_header=False)
        return (
            *((change, volunteers, *self.month.also(), entries) if there else ()),
            changing(_("Add activity"), self.add_activity, "plus"),
            Action(
                _("Read list of hours"), self.read_list, "file-import", key="Ctrl+I", changes=True
            ),
            step_back,
            step_on,
        )

    def hints(self) -> Sequence[Hint]:
        if self._where != MAIN:
            return self._place().hints()
        return self.month.hints() if self._activity_id is not None else ()

    def first_focus(self) -> QWidget | None:
        if self._where != MAIN:
            return self._place().first_focus()
        if self._activity_id is None:
            empty = self.begin.findChild(EmptyState)
            return empty.buttons[0] if isinstance(empty, EmptyState) and empty.buttons else None
        if self.month.view.isHidden():
            return self.month.empty.buttons[0]
        if self.month.view.address() is None:
            self.month.choose_first()
        return self.month.view

    def next_problem(self) -> None:
        if self._where != MAIN or not self.month.next_doubt():
            super().next_problem()

    def visit(self, place: Any) -> None:
        if isinstance(place, int):
            self.choose_activity(place)
        elif isinstance(place, str) and place:
            first = date.fromisoformat(place)
            self._month = Period.month(first.year, first.month)
            self.reload()
            self._begin_sheet()
        self.show_main()

    def leave(self) -> None:
        self.month.view.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._where == READING:
            self.show_main()
        elif event.key() == Qt.Key.Key_Escape and self._where == MAIN and not self.narrow:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
