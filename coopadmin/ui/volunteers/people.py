"""Who helps with an activity: found by name, put on the list, made to lead it, taken off."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.activities.queries import ActivityRow
from coopadmin.activities.rules import remarks_on_leads
from coopadmin.people.queries import PersonRow, find_people
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.message import WARN, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.volunteers.columns import PersonOnList, found_columns, people_columns
from coopadmin.volunteers.queries import list_volunteers
from coopadmin.volunteers.service import put_on_list
from coopadmin.words import _, say

FOUND_ROWS = 4


class PeopleCard(Card):
    """The people of one activity under a search that adds others.

    `lead_toggled(PersonOnList)` and `leaving(PersonOnList)` ask for what the page does with it.
    """

    lead_toggled = Signal(object)
    leaving = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(padded=False)
        self._page, self._desk = page, page.desk
        self.activity: ActivityRow | None = None
        self._since: date | None = None
        self._people: tuple[PersonOnList, ...] = ()
        self.search = Search(_("Add somebody: type a name"))
        top = QWidget()
        top.setObjectName("clear")
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(10))
        column.addWidget(self.search)
        column.addWidget(self._nobody())
        self.messages = Messages()
        column.addWidget(self.messages)
        self.body.addWidget(top)
        self.found = RowsTable(found_columns(self._on_list), _("People found"), two_lines=True)
        self.found.view.horizontalHeader().hide()
        self.found.hide()
        self.body.addWidget(self.found)
        self.table = RowsTable(
            people_columns(self._desk.today()),
            _("Who helps"),
            identity=lambda row: row.person_id,
            kept_as="helpers",
        )
        self.table.set_empty(
            EmptyState(
                _("Nobody helps here yet"),
                _("Type a name above, and press Enter on who it is."),
                icon="users",
            )
        )
        self.body.addWidget(self.table, 1)
        self.search.searched.connect(self._search)
        self.search.go_down.connect(self._down)
        self.search.returnPressed.connect(self._add_first)
        self.found.activated.connect(self.add)
        self.found.view.clicked.connect(lambda _index: self._add_current())
        self.found.left_at_top.connect(self.search.setFocus)
        self.table.left_at_top.connect(self.search.setFocus)
        self.table.checked.connect(lambda row, _key: self.lead_toggled.emit(row))

    def _nobody(self) -> QWidget:
        self._none = QWidget()
        self._none.setObjectName("clear")
        row = QHBoxLayout(self._none)
        row.setContentsMargins(0, 0, 0, 0)
        words = Text(
            _("Nobody of that name is in this file. Add the person with the members first."),
            Role.NOTE,
            "ink2",
            wrap=True,
        )
        row.addWidget(words, 1)
        row.addWidget(Button(_("Go to members"), lambda: self._desk.go("members"), QUIET))
        self._none.hide()
        return self._none

    # What is shown.

    def load(self, activity: ActivityRow, since: date) -> None:
        """Show the people of an activity; who is added is on the list from `since` on."""
        if self.activity is None or self.activity.id != activity.id:
            self.search.clear()
        self.activity, self._since = activity, since
        today = self._desk.today()
        leads = {lead.person_id: lead.name for lead in activity.leads}
        listed = [
            PersonOnList(
                row.person_id, row.name, row.person_id in leads, row.task_id, row.since, row.until
            )
            for row in self._desk.books.ask(list_volunteers, activity.id)
        ]
        known = {row.person_id for row in listed}
        only = [
            PersonOnList(person_id, name, True, None, None, None)
            for person_id, name in leads.items()
            if person_id not in known
        ]
        left = [row for row in listed if row.until is not None and row.until < today]
        self._people = (*(row for row in listed if row not in left), *only, *left)
        self.table.set_rows(self._people)
        self.messages.clear()
        if self._people:
            for remark in remarks_on_leads(activity.name, len(leads)):
                self.messages.show_message(WARN, say(remark), closable=False)
        self.found.view.viewport().update()

    def _on_list(self, row: PersonRow) -> bool:
        today = self._desk.today()
        return any(
            each.person_id == row.id
            and each.task_id is not None
            and (each.until is None or each.until >= today)
            for each in self._people
        )

    # Adding.

    def _search(self, text: str) -> None:
        rows = self._desk.books.ask(find_people, text)
        self.found.set_rows(rows)
        self.found.mark(text)
        self.found.setVisible(bool(rows))
        self.found.setFixedHeight(min(len(rows), FOUND_ROWS) * theme.px(46) + theme.px(8))
        self._none.setVisible(bool(text.strip()) and not rows)
        if rows:
            self.found.choose_first()

    def _down(self) -> None:
        (self.table if self.found.isHidden() else self.found).setFocus()

    def _add_first(self) -> None:
        self._search(self.search.text())
        if len(self.found) == 1:
            self._add_current()
        else:
            self._down()

    def _add_current(self) -> None:
        row = self.found.current()
        if row is not None:
            self.add(row)

    def add(self, row: PersonRow) -> None:
        """Put a person on the list; who is on it already is only shown."""
        if self.activity is None:
            return
        if self._on_list(row) or self._page.do(
            put_on_list, self.activity.id, [row.id], self._since
        ):
            self.search.clear()
            self.table.choose(row.id)
            self.search.setFocus()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.table.current()
        on_table = self.table.view.hasFocus() and row is not None and row.task_id is not None
        if event.key() == Qt.Key.Key_Delete and on_table:
            self.leaving.emit(row)
        else:
            super().keyPressEvent(event)
