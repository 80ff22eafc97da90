"""The page of meetings: the list and the register, and one meeting from agenda to minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.queries import list_meetings
from coopadmin.meetings.rules import shown_time
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action, IconButton
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import BAD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Elided
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.adopting import AdoptingView
from coopadmin.ui.meetings.asking import Asking
from coopadmin.ui.meetings.columns import status_chip
from coopadmin.ui.meetings.drafting import drafted_item
from coopadmin.ui.meetings.listing import NEW, ListView
from coopadmin.ui.meetings.opened import (
    MINUTES,
    PREPARING,
    RECORDING,
    Opened,
    open_meeting,
    usual_view,
)
from coopadmin.ui.meetings.preparing import PreparingView
from coopadmin.ui.meetings.recording import RecordingView
from coopadmin.ui.meetings.register import RegisterView
from coopadmin.ui.meetings.view import SCREEN, MeetingView
from coopadmin.words import N_, _, date_in_full, say

LIST, REGISTER = "list", "register"
OVERVIEWS = (LIST, REGISTER)
ROOMY = 1180
VIEWS: dict[str, type[MeetingView]] = {
    LIST: ListView,
    REGISTER: RegisterView,
    PREPARING: PreparingView,
    RECORDING: RecordingView,
    MINUTES: AdoptingView,
}


class MeetingsPage(Page):
    """Views in a stack; a switch in the head chooses the side of the meeting that is open.

    In a narrow page both switches stand on a line of their own: the side, and the pane of it.
    """

    TITLE: ClassVar[str] = N_("Meetings")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "action_item agenda_item attachment attendance cooperative exceptional_year "
        "extended_term meeting membership membership_kind person proxy resolution "
        "statutes_profile term_of_office vote".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.opened: Opened | None = None
        self._views: dict[str, MeetingView] = {}
        self._stale: set[str] = set()
        self.here = LIST
        self._begun, self._roomy = False, True
        self.back_button = IconButton("chevron-left", _("All meetings"), self.back, boxed=True)
        self.header.add_before(self.back_button)
        self.overview_switch = Segmented(
            [Option(LIST, _("Meetings")), Option(REGISTER, _("Resolutions"))], _("What to show")
        )
        self.side_switch = Segmented(
            [
                Option(PREPARING, _("Preparation")),
                Option(RECORDING, _("Meeting")),
                Option(MINUTES, _("Minutes")),
            ],
            _("Side of the meeting"),
        )
        self.pane_switch = Segmented([], _("Part of the page"))
        for switch in (self.overview_switch, self.side_switch):
            switch.chosen.connect(self.show_view)
            self.header.add_widget(switch)
        self.pane_switch.chosen.connect(self._show_pane)
        self._line = QWidget()
        self._line_row = QHBoxLayout(self._line)
        self._line_row.setContentsMargins(0, 0, 0, 0)
        self._line_row.setSpacing(theme.px(12))
        self._about = Elided("", Role.NOTE, "ink2")
        self._line_row.addWidget(self._about, 1)
        self._line_row.addWidget(self.pane_switch)
        self.body.addWidget(self._line)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        self.room_changed.connect(self._fit_room)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._place_switches()

    # The views, each made when it is first shown.

    @property
    def listing(self) -> ListView:
        return cast(ListView, self._made(LIST))

    @property
    def register(self) -> RegisterView:
        return cast(RegisterView, self._made(REGISTER))

    @property
    def preparing(self) -> PreparingView:
        return cast(PreparingView, self._made(PREPARING))

    @property
    def recording(self) -> RecordingView:
        return cast(RecordingView, self._made(RECORDING))

    @property
    def adopting(self) -> AdoptingView:
        return cast(AdoptingView, self._made(MINUTES))

    def _made(self, key: str) -> MeetingView:
        if key not in self._views:
            view = VIEWS[key](self)
            view.set_narrow(self.narrow)
            view.wanted.connect(self._wanted)
            view.changed.connect(self._view_changed)
            view.panes.moved.connect(lambda _key: self._place_switches())
            self._stack.addWidget(view)
            self._views[key] = view
            self._stale.add(key)
        return self._views[key]

    def _fresh(self, key: str) -> MeetingView:
        """A view that shows what the books say now."""
        view = self._made(key)
        if key in self._stale:
            self._stale.discard(key)
            if key in OVERVIEWS:
                view.reload()
            elif self.opened is not None:
                view.present(self.opened)
        return view

    # What the window asks.

    def reload(self) -> None:
        self._stale.update(self._views)
        if self.opened is not None:
            try:
                self.opened = open_meeting(self.desk.books, self.opened.facts.id)
            except Refused as refused:
                self.opened = None
                self.show_view(LIST)
                self.messages.show_message(BAD, say(refused.problems[0]))
        self._fresh(self.here)
        if not self._begun:
            self._begun = True
            self._go_on()
        self._show_head()
        self.refresh_actions()

    def page_actions(self) -> Sequence[Action]:
        found = [*self._view.offers()]
        if self.here not in OVERVIEWS:
            found.append(Action(_("All meetings"), self.back, in_header=False))
        return found

    def hints(self) -> Sequence[Hint]:
        return self._view.hints()

    def first_focus(self) -> QWidget | None:
        return self._view.form or self._view.first_focus()

    def visit(self, place: Any) -> None:
        """A meeting by id or date, `new`, `resolutions`, or a resolution by its number."""
        if place == NEW:
            self.show_view(LIST)
            self.listing.new_meeting()
        elif isinstance(place, int):
            self.open(place)
        elif isinstance(place, str):
            rows = self.desk.books.ask(list_meetings)
            found = [row for row in rows if row.held_on.isoformat() == place]
            if found:
                self.open(found[0].id)
            else:
                self.show_view(REGISTER)
                self.register.choose(place)

    def leave(self) -> None:
        for view in self._views.values():
            view.keep()

    def next_problem(self) -> None:
        """F8 goes to a reason that is asked for too."""
        asked = (each for each in self._view.findChildren(Asking) if each.isVisible())
        if not any(each.focus_first() for each in asked):
            super().next_problem()

    def next_pane(self) -> bool:
        return self._view.next_pane()

    # Which view.

    @property
    def _view(self) -> MeetingView:
        return self._made(self.here)

    def open(self, meeting_id: int, view: str = "") -> None:
        """Open a meeting where one goes on with it, or at the view given."""
        self._view.settle()
        try:
            self.opened = open_meeting(self.desk.books, meeting_id)
        except Refused as refused:
            self.messages.show_message(BAD, say(refused.problems[0]))
            return
        self._fresh(LIST)
        self.listing.choose(meeting_id)
        for view_of_meeting in self._views.values():
            view_of_meeting.close_form()
        self._stale.update(self._views)
        self.show_view(view or usual_view(self.opened.facts, self.desk.today()))

    def show_view(self, key: str) -> None:
        """Show a view, with the focus where one begins."""
        if key not in OVERVIEWS and self.opened is None:
            return
        if key != self.here:
            self._view.settle()
            self.messages.clear()
        if key in OVERVIEWS:
            self.opened = None
        self.here = key
        self._stack.setCurrentWidget(self._fresh(key))
        self._show_head()
        self.refresh_actions()
        self.hints_changed.emit()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """To the list of all meetings."""
        self.show_view(LIST)

    def _go_on(self) -> None:
        """Where one was when the program closed: a point with text that was not saved."""
        keys = self.desk.books.drafts_of(SCREEN)
        for key in keys:
            where = drafted_item(key)
            if where is None or self.desk.books.read_only:
                continue
            meeting_id, item_id = where
            if any(row.id == meeting_id for row in self.listing.rows):
                self.open(meeting_id, RECORDING)
                self.recording.show_item(item_id)
                return
        if NEW in keys:
            self.listing.new_meeting()

    def _wanted(self, what: str, about: Any) -> None:
        if what == "open":
            self.open(about)
        elif what == "read":
            self.open(about, MINUTES)
        elif what == "close":
            # The end proposed is now, not when these steps were last looked at.
            self._stale.add(MINUTES)
            self.show_view(MINUTES)
            self.adopting.close_meeting()

    # Head and switches.

    def _show_head(self) -> None:
        meeting = self.opened
        self.overview_switch.choose(self.here)
        self.side_switch.choose(self.here)
        self.back_button.setVisible(meeting is not None)
        self.header.chip.setVisible(meeting is not None and not self.narrow)
        if meeting is None:
            resolutions = self.here == REGISTER
            self.header.set_title(
                _(self.TITLE),
                _("All resolutions by their number")
                if resolutions
                else _("From agenda and convocation to adopted minutes"),
            )
        else:
            look = status_chip(meeting.facts.status)
            self.header.chip.set(look.text, look.tone, look.icon)
        self._place_switches()

    def _view_changed(self) -> None:
        self._place_switches()
        self.refresh_actions()
        self.hints_changed.emit()

    def _place_switches(self) -> None:
        """In the head where there is room, else on a line below it."""
        overview = self.here in OVERVIEWS
        in_head = self._roomy or (overview and not self.narrow)
        for switch, wanted in ((self.overview_switch, overview), (self.side_switch, not overview)):
            there = self._line_row.indexOf(switch) >= 0
            if in_head and there:
                self._line_row.removeWidget(switch)
                self.header.add_widget(switch)
            elif not in_head and not there:
                self._line_row.insertWidget(0, switch)
            switch.setVisible(wanted)
        options = self._view.options() if self.narrow and self._view.form is None else ()
        if options:
            self.pane_switch.set_options(options)
            self.pane_switch.choose(self._view.panes.key)
        self.pane_switch.setVisible(bool(options))
        self._line.setVisible(not in_head or bool(options))
        if self.opened is not None:
            # Said once: under the title, or on the line where the switch stands.
            about = _subtitle(self.opened)
            self.header.set_title(self.opened.facts.title, about if in_head else "")
            self._about.setText("" if in_head else about)
        if self.opened is None or options:
            self._about.setText("")  # it still keeps the switches apart

    def _show_pane(self, key: str) -> None:
        self._view.go_to(key)
        self.hints_changed.emit()

    def _fit_room(self, narrow: bool) -> None:
        for view in self._views.values():
            view.set_narrow(narrow)
        self._show_head()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        roomy = self.room() >= ROOMY
        if roomy != self._roomy:
            self._roomy = roomy
            self._place_switches()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._view.focus_moved(now)
            self.hints_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = self.here in (PREPARING, MINUTES) and self._view.form is None
        if event.key() == Qt.Key.Key_Escape and leaves:
            self.back()
        else:
            super().keyPressEvent(event)


def _subtitle(meeting: Opened) -> str:
    facts = meeting.facts
    day = date_in_full(facts.held_on)
    parts = [f"{day[:1].upper()}{day[1:]}", shown_time(facts.begins), facts.place]
    return " · ".join(part for part in parts if part)
