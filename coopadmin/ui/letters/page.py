"""The page of letters and e-mail: texts and what was made, and one sending with its recipients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coopadmin.correspondence.queries import find_template, list_sendings
from coopadmin.correspondence.rules import NewSending
from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit.buttons import Action, IconButton
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import BAD, GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.letters.home import HomeView
from coopadmin.ui.letters.sending import SendingView
from coopadmin.ui.letters.ways import read_returned, returned_in
from coopadmin.words import N_, _, language, say


class LettersPage(Page):
    """One text and one group make one sending.

    `visit` takes the number of a sending, the code of a text, or a text with the person whom it
    is for, 0 for a group that is to be chosen.
    """

    TITLE: ClassVar[str] = N_("Letters and e-mail")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "letter_template sending sent_letter came_back person household household_stay membership "
        "consent cooperative selection term_of_office".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.home = HomeView(self)
        self.sending = SendingView(self)
        self.back_button = IconButton("chevron-left", _("All letters"), self.back, boxed=True)
        self.header.add_before(self.back_button)
        self.setAcceptDrops(not desk.books.read_only)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        for view in (self.home, self.sending):
            self._stack.addWidget(view)
            view.hints_changed.connect(self.hints_changed)
            view.covering.connect(self._covered)
        self.home.ready.connect(self.prepare)
        self.home.asked.connect(self.open)
        self.sending.made.connect(self._made)
        self.sending.offers_changed.connect(self.refresh_actions)

    @property
    def _at_home(self) -> bool:
        return self._stack.currentWidget() is self.home

    def reload(self) -> None:
        self.home.reload()
        if not self._at_home:
            try:
                self.sending.reload()
            except Refused as refused:
                self.back()
                self.messages.show_message(BAD, say(refused.problems[0]))
        self._show_head()

    def _show_head(self) -> None:
        self.back_button.setVisible(not self._at_home)
        if self._at_home:
            self.header.set_title(
                _(self.TITLE), _("One text for everybody, each in the way that they agreed to")
            )
        else:
            self.header.set_title(*self.sending.heading())
        self.refresh_actions()
        self.hints_changed.emit()

    def _covered(self, over: bool) -> None:
        self.header.setVisible(not over)
        self.hints_changed.emit()

    # Going about.

    def prepare(self, wanted: NewSending) -> None:
        """Show who would get it."""
        self._look_at(wanted, None)
        self.sending.told()

    def open(self, number: int) -> None:
        """Show a sending that was made."""
        self._look_at(None, number)

    def new_text(self) -> None:
        """The form of a text of our own."""
        self.back()
        self.home.edit(None)

    def open_latest(self) -> None:
        """Show what was made last; nothing where nothing was made."""
        made = self.desk.books.ask(list_sendings)
        if made:
            self.open(made[0].number)

    def _look_at(self, wanted: NewSending | None, number: int | None) -> None:
        self.messages.clear()
        try:
            self.sending.look_at(wanted, number)
        except Refused as refused:
            self.messages.show_message(BAD, say(refused.problems[0]))
            return
        self._stack.setCurrentWidget(self.sending)
        self._show_head()
        self.sending.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, number: int) -> None:
        self.home.forget_form()
        self.open(number)
        self.messages.show_message(
            GOOD,
            _("It is ready"),
            _("Nothing was sent yet. Print the letters, and choose how the e-mails go."),
        )

    def back(self) -> None:
        """To all texts and what was made."""
        self.messages.clear()
        self._stack.setCurrentWidget(self.home)
        self.home.reload()
        self._show_head()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def visit(self, place: Any) -> None:
        """A sending by number, a text by its code, or a text for one person."""
        if isinstance(place, int):
            self.open(place)
            return
        code, person = place if isinstance(place, tuple) else (str(place), None)
        self._stack.setCurrentWidget(self.home)
        self._show_head()
        row = self.desk.books.ask(find_template, code, language())
        if row is None:
            return
        self.home.choose(f"{row.code}/{row.language}")
        if person is not None:
            self.home.use(row, person or None)

    def page_actions(self) -> Sequence[Action]:
        if self._at_home:
            return self.home.offers()
        back = Action(_("All letters"), self.back, in_header=False)
        return (*self.sending.offers(), back)

    def hints(self) -> Sequence[Hint]:
        return self.home.hints() if self._at_home else self.sending.hints()

    def first_focus(self) -> QWidget | None:
        if not self._at_home:
            return self.sending.table
        return self.home.form or self.home.table

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(bool(returned_in(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        read_returned(self, returned_in(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._at_home and event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)
