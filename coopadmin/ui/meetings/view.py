"""What the sides of an opened meeting share: panes, a form beside them, and what the page asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopadmin.store import Books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.panes import Pane, Panes

SCREEN = "meetings"
FORM_WIDTH = 440


class MeetingView(QWidget):
    """One side of the page: a list, the preparation, the meeting itself or its minutes.

    A view has `panes`; forms open in the place of the pane `side`. `wanted(what, about)` asks the
    page for another view, `changed` to ask for actions, hints and switches again.
    """

    wanted = Signal(str, object)
    changed = Signal()
    side = "side"
    form_width = FORM_WIDTH

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.panes: Panes
        self.form: Form | None = None
        self._covered: Pane | None = None
        self._came_from: tuple[str, QWidget | None] = ("", None)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))

    @property
    def desk(self) -> Desk:
        return self.page.desk

    @property
    def books(self) -> Books:
        return self.page.desk.books

    # What a view overrides.

    def present(self, opened: Opened) -> None:
        """Show this state of the meeting that is open."""

    def reload(self) -> None:
        """Ask the books anew, in a view of no meeting."""

    def offers(self) -> Sequence[Action]:
        return ()

    def hints(self) -> Sequence[Hint]:
        return ()

    def first_focus(self) -> QWidget | None:
        return None

    def options(self) -> Sequence[Option]:
        """The panes by name, for the switch of a narrow page."""
        return ()

    def settle(self) -> None:
        """Another view or point comes: what was typed becomes an operation."""

    def keep(self) -> None:
        """The page is left: what was typed stays as a draft."""

    def focus_moved(self, now: QWidget) -> None:
        """The focus went to a widget of the page."""

    def set_narrow(self, narrow: bool) -> None:
        self.panes.set_narrow(narrow)

    def order(self) -> Sequence[str]:
        """The keys of the panes that F6 walks through."""
        return [option.key for option in self.options()]

    # Forms in the side pane.

    def open_form(self, form: Form, key: str, done: Callable[[], object] | None = None) -> None:
        """Show a form in the side pane until it is saved or cancelled; a draft is put back."""
        self.close_form()
        self._came_from = self.panes.key, QApplication.focusWidget()
        self.form = form
        self.desk.keep_drafts(form, SCREEN, key)
        form.saved.connect(lambda _result: self._form_done(form, done))
        form.cancelled.connect(lambda: self._form_done(form, None))
        self._covered = self.panes.pane(self.side)
        width = max(self.form_width, self._covered.width)
        self.panes.put(Pane(self.side, form, width, form))
        self.panes.show_pane(self.side)
        form.focus_first()
        self.changed.emit()

    def close_form(self) -> None:
        """Take the form away; a draft that was kept stays."""
        if self.form is None or self._covered is None:
            return
        form, self.form = self.form, None
        covered, self._covered = self._covered, None
        self.panes.put(covered)
        form.hide()
        form.setParent(None)
        form.deleteLater()
        self.changed.emit()

    def _form_done(self, form: Form, done: Callable[[], object] | None) -> None:
        if self.form is not form:
            return
        self.close_form()
        pane, before = self._came_from
        self.panes.show_pane(pane)
        if done is not None:
            done()
        elif self.isVisible():  # else what was saved opened another view, which has the focus
            # What the form was opened with may have gone, such as the button of a line.
            there = before is not None and isValid(before) and before.isVisible()
            focus = before if there else self.first_focus()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, key: str) -> None:
        """Bring a pane to the front with the focus in it."""
        self.panes.go(key)

    def next_pane(self) -> bool:
        """F6 inside the view; False after the last pane."""
        order = list(self.order())
        here = self.panes.here()
        place = order.index(here) if here in order else -1
        if self.form is not None or place + 1 >= len(order):
            return False
        self.go_to(order[place + 1])
        return True
