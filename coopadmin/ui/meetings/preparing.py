"""Preparing a meeting: its timeline, the agenda, what the convocation needs, and sending it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.attachments.rules import Owner
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.queries import ItemFacts
from coopadmin.meetings.service import convene_meeting
from coopadmin.ui.attached import AttachedFiles
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, Action, Button
from coopadmin.ui.kit.cards import Card, Panel, clear_layout
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import WARN
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings import papers
from coopadmin.ui.meetings.agenda import AgendaCard
from coopadmin.ui.meetings.asking import Asking
from coopadmin.ui.meetings.checklist import (
    ABOUT,
    ITEM,
    PREVIOUS,
    Need,
    NeedRow,
    need_button,
    needs,
)
from coopadmin.ui.meetings.forms import item_form, meeting_form
from coopadmin.ui.meetings.milestones import statutory_window
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.panes import Pane, Panes
from coopadmin.ui.meetings.timeline import Timeline
from coopadmin.ui.meetings.view import MeetingView
from coopadmin.words import N_, _, count

AGENDA, SIDE = "agenda", "side"
SIDE_WIDTH, LOW = 340, 620


class PreparingView(MeetingView):
    """Timeline above; agenda left, what the convocation needs right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        explain(self, "meetings#prepare")
        self.opened: Opened | None = None
        self.timeline = Timeline()
        self._card = Card()
        self._card.setAccessibleName(_("Timeline"))
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.body.addWidget(self.timeline)
        self.column.addWidget(self._card)
        self.agenda = AgendaCard(page)
        self.agenda.edit.connect(self.edit_item)
        self.agenda.add.connect(self.add_item)
        self.checklist = Panel(_("For the convocation"))
        self._note = Text("", Role.NOTE, "ink2")
        self.checklist.header_row.addWidget(self._note)
        self._narrow_place = QVBoxLayout()
        self.checklist.body.addLayout(self._narrow_place)
        self.asking = Asking(self.books, lambda: self.sent_box.control)
        self.checklist.body.addWidget(self.asking)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(10))
        self.checklist.body.addLayout(self._lines)
        self._papers = QVBoxLayout()
        self.checklist.body.addLayout(self._papers)
        self.checklist.body.addStretch(1)
        self.checklist.footer_row.addWidget(self._sending())
        self.checklist.show_footer()
        self.rows: list[NeedRow] = []
        self.panes = Panes(
            [
                Pane(AGENDA, self.agenda),
                Pane(SIDE, self.checklist, SIDE_WIDTH, self.sent_box.control),
            ]
        )
        self.changed.connect(self._place_timeline)
        self.column.addWidget(self.panes, 1)

    def _sending(self) -> QWidget:
        place = QWidget()
        place.setObjectName("clear")
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.sent_box = FieldBox(
            Field("convened_on", N_("Sent on"), Kind.DATE, width=150), self.desk.today()
        )
        self.send_button = Button(
            _("Record"), self.record_sending, PLAIN, "mail-forward", changes=True
        )
        row.addWidget(self.sent_box)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        # As high as the label, so that the button stands beside the field.
        column.addWidget(Text(" ", Role.LABEL))
        column.addWidget(self.send_button)
        column.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        return place

    # What the page asks.

    def present(self, opened: Opened) -> None:
        other = self.opened is None or self.opened.facts.id != opened.facts.id
        sent = None if self.opened is None or other else self.opened.facts.convened_on
        self.opened = opened
        facts = opened.facts
        self.timeline.set_days(opened.milestones, statutory_window(facts, opened.statutes))
        self.agenda.present(opened)
        self._present_needs(opened)
        clear_layout(self._papers)
        self._papers.addWidget(AttachedFiles(self.page, Owner("meeting", facts.id)))
        if other or sent != facts.convened_on:
            self.sent_box.set_value(facts.convened_on or opened.today)
            self.asking.clear()
        self.sent_box.control.setEnabled(not opened.locked)
        self.send_button.refuse(opened.locked)

    def _present_needs(self, opened: Opened) -> None:
        clear_layout(self._lines)
        found = needs(opened)
        self.rows = []
        for need in found:
            run = None if opened.locked else self.meet
            self.rows.append(NeedRow(need, need_button(need, run)))
            self._lines.addWidget(self.rows[-1])
        ready = sum(need.ready for need in found)
        self._note.setText(
            _("{ready} of {all} ready").format(ready=count(ready), all=count(len(found)))
        )

    def offers(self) -> Sequence[Action]:
        if self.opened is None:
            return ()
        locked = self.opened.locked
        return (
            # The first goes into “More” first, where not all have room.
            Action(_("Calendar file"), self.save_calendar, "calendar"),
            Action(_("About the meeting"), self.edit_meeting, "pencil", why_not=locked),
            Action(_("Attendance list"), self.print_attendance, "list-check"),
            Action(
                _("Make convocation"),
                self.make_convocation,
                "mail-forward",
                primary=True,
                key="Ctrl+P",
            ),
            Action(_("Add item"), self.add_item, key="Ctrl+N", why_not=locked, in_header=False),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Alt+Up", "Down"), _("move item")),
            Hint(("Enter",), _("open item")),
            Hint(("Ctrl+N",), _("new item")),
            Hint(("F6",), _("other pane")),
        )

    def first_focus(self) -> QWidget:
        return self.agenda.table

    def options(self) -> Sequence[Option]:
        return (Option(AGENDA, _("Agenda")), Option(SIDE, _("Convocation")))

    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if narrow:
            self._narrow_place.addWidget(self._card)
        else:
            self.column.insertWidget(0, self._card)
        self._place_timeline()

    def _place_timeline(self) -> None:
        # A form beside the agenda needs the height more.
        low = self.height() < theme.px(LOW)
        self._card.setVisible(self.form is None or not (self.panes.narrow or low))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_timeline()

    # What can be done.

    def edit_item(self, item: ItemFacts) -> None:
        if self.opened is not None and not self.opened.locked:
            form = item_form(self.books, self.opened, item)
            self.open_form(form, f"item {item.id}")

    def add_item(self) -> None:
        """A new point before the closing, from where it can be moved."""
        if self.opened is not None and not self.opened.locked:
            form = item_form(self.books, self.opened, None)
            form.saved.connect(self.agenda.table.choose)
            self.open_form(form, f"new item {self.opened.facts.id}")

    def edit_meeting(self) -> None:
        if self.opened is not None and not self.opened.locked:
            form = meeting_form(self.books, self.opened)
            self.open_form(form, f"meeting {self.opened.facts.id}")

    def meet(self, need: Need) -> None:
        """What the button of a line of the checklist does."""
        if self.opened is None:
            return
        if need.action == ITEM:
            item = self.opened.item(need.about)
            if item is not None:
                self.edit_item(item)
                if self.form is not None:
                    self.form.box("proposal").control.setFocus(Qt.FocusReason.OtherFocusReason)
        elif need.action == PREVIOUS:
            self.wanted.emit("open", need.about)
        else:
            self.edit_meeting()
            if self.form is not None and need.action != ABOUT:
                self.form.box("documents").control.setFocus(Qt.FocusReason.OtherFocusReason)

    def record_sending(self) -> None:
        """The convocation went out; too late is a question about the reason."""
        if self.opened is None:
            return
        try:
            day: date | None = self.sent_box.value()
        except Refused as refused:
            self.sent_box.show_problem(refused.problems[0])
            return
        if day is not None:
            self.asking.do(convene_meeting, self.opened.facts.id, day)

    def make_convocation(self) -> None:
        """The PDF; what is missing is said first, and does not stop anybody."""
        if self.opened is None:
            return
        self.page.messages.clear()
        lacking = [need.title for need in needs(self.opened) if not need.ready]
        if not lacking or self.opened.facts.convened_on is not None:
            self.print_convocation()
            return
        self.page.messages.show_message(
            WARN,
            _("Not everything is ready for the convocation"),
            ", ".join(lacking),
            [Action(_("Make it anyway"), self.print_convocation)],
        )
        self.page.messages.focus_first()

    def print_convocation(self) -> None:
        if self.opened is not None:
            papers.print_paper(self.page, self.opened.facts, papers.CONVOCATION)

    def print_attendance(self) -> None:
        if self.opened is not None:
            papers.print_paper(self.page, self.opened.facts, papers.ATTENDANCE)

    def save_calendar(self) -> None:
        """The date as an .ics file, to send along with the convocation."""
        if self.opened is not None:
            papers.save_calendar(self.page, self.opened.facts)
