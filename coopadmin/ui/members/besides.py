"""What can stand in the place of the list of members: reading a list, households and others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from coopadmin.ui.members.celebrations import CelebrationsView
from coopadmin.ui.members.doubles import DoublesView
from coopadmin.ui.members.households import HouseholdsView
from coopadmin.ui.members.importscreen import ImportScreen
from coopadmin.ui.members.profileview import ProfileView

Beside = ImportScreen | HouseholdsView | DoublesView | ProfileView | CelebrationsView


class Besides:
    """These views of the page, each made when it is first shown."""

    def __init__(self, page: Any, stack: QStackedWidget) -> None:
        self._page, self._stack = page, stack
        self.reader: ImportScreen | None = None
        self.households: HouseholdsView | None = None
        self.doubles: DoublesView | None = None
        self.profile: ProfileView | None = None
        self.celebrations: CelebrationsView | None = None

    def shown(self) -> Beside | None:
        """The one that is shown; None when that is the list of members."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Beside) else None

    def books_changed(self) -> None:
        """Something changed: those that were made ask their rows anew."""
        for view in (
            self.reader, self.households, self.doubles, self.profile, self.celebrations,
        ):  # fmt: skip
            if view is not None:
                view.books_changed()

    def leave(self) -> None:
        """Back to the list, unless a list is just being read in."""
        if self.reader is not None and self.shown() is self.reader:
            self.reader.leave()
        else:
            self._page.leave_beside()

    def show_households(self) -> HouseholdsView:
        if self.households is None:
            self.households = HouseholdsView(self._page)
            self._put(self.households)
        self._show(self.households)
        return self.households

    def show_doubles(self) -> DoublesView:
        if self.doubles is None:
            self.doubles = DoublesView(self._page)
            self._put(self.doubles)
        self._show(self.doubles)
        return self.doubles

    def show_profile(self, day: date | None) -> None:
        """The members of this day counted; None for today."""
        if self.profile is None:
            self.profile = ProfileView(self._page)
            self._listen(self.profile)
        self._stack.setCurrentWidget(self.profile)
        self.profile.show_day(day)
        self.profile.first_focus().setFocus()

    def show_celebrations(self, what: str, year: int | None = None) -> None:
        """Birthdays or jubilees; these of a year."""
        if self.celebrations is None:
            self.celebrations = CelebrationsView(self._page)
            self._listen(self.celebrations)
            self.celebrations.member_wanted.connect(self._page.visit)
        self._stack.setCurrentWidget(self.celebrations)
        self.celebrations.show_what(what, year)
        self._page.show_beside()
        self.celebrations.first_focus().setFocus()

    def read_list(self, path: Path | None) -> None:
        """The screen that reads a list, with this file if there is one."""
        if self.reader is None:
            self.reader = ImportScreen(self._page.desk)
            self._listen(self.reader)
            self.reader.doubles_wanted.connect(self.show_doubles)
            # The switch between columns and dry run, where there is room for one of them only.
            self._page.header.add_widget(self.reader.side)
        self._stack.setCurrentWidget(self.reader)
        self.reader.come_back()
        self._page.show_beside()
        focus = self.reader.first_focus()
        if focus is not None:
            focus.setFocus()
        if path is not None:
            self.reader.open(path)

    def _put(self, view: HouseholdsView | DoublesView) -> None:
        self._listen(view)
        view.covering.connect(lambda over: self._page.header.setVisible(not over))
        view.member_wanted.connect(self._page.visit)

    def _listen(self, view: Beside) -> None:
        view.left.connect(self._page.leave_beside)
        view.head_changed.connect(self._page.show_beside)
        self._stack.addWidget(view)

    def _show(self, view: HouseholdsView | DoublesView) -> None:
        self._stack.setCurrentWidget(view)
        view.books_changed()
        self._page.show_beside()
        view.first_focus().setFocus()
