"""The agenda in preparation: a table in which points are moved, opened, added and taken out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from coopadmin.meetings.queries import ItemFacts
from coopadmin.meetings.rules import shown_time
from coopadmin.meetings.service import move_item, remove_item
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.meetings.columns import AGENDA, WITHOUT_PRESENTERS
from coopadmin.ui.meetings.opened import Opened
from coopadmin.words import _


class AgendaCard(Card):
    """`edit(item)` for Enter on a point, `add()` for a new one."""

    edit = Signal(object)
    add = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(_("Agenda"), padded=False)
        self._page = page
        self._opened: Opened | None = None
        self._columns = AGENDA
        self.table = RowsTable(AGENDA, _("Agenda"), kept_as="agenda")
        self.table.set_empty(
            EmptyState(
                _("No agenda items yet"),
                _("Add the first one: the opening, for instance."),
                [Action(_("Add item"), self.add.emit, "plus", changes=True)],
                primary=False,
            )
        )
        self.table.setMinimumHeight(theme.px(80))
        self.body.addWidget(self.table, 1)
        self.add_button = Button(_("Add item"), self.add.emit, icon="plus", changes=True)
        self.head_row.addWidget(self.add_button)
        self.table.activated.connect(self.edit)
        self.setFocusProxy(self.table)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Up", lambda: self.move_by(-1)),
            ("Alt+Down", lambda: self.move_by(1)),
            ("Del", self.remove),
        )
        for key, run in keys:
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def present(self, opened: Opened) -> None:
        self._opened = opened
        facts = opened.facts
        end = facts.expected_end if facts.items else ""
        note = _("until about {time}").format(time=shown_time(end)) if end else ""
        self.set_title(_("Agenda"), note)
        columns = AGENDA if any(item.presenter for item in facts.items) else WITHOUT_PRESENTERS
        if columns is not self._columns:
            self._columns = columns
            self.table.set_columns(columns)
        self.table.set_rows(facts.items)
        if self.table.current() is None:
            self.table.choose_first()
        self.add_button.refuse(opened.locked)

    def current(self) -> ItemFacts | None:
        item: ItemFacts | None = self.table.current()
        return item

    def move_by(self, step: int) -> None:
        """Move the point under the cursor up or down; the cursor goes with it."""
        item, opened = self.current(), self._opened
        if item is None or opened is None:
            return
        number = item.number + step
        if 1 <= number <= len(opened.facts.items):
            self._page.do(move_item, item.id, number)

    def remove(self) -> None:
        """Take out the point under the cursor; it can be undone."""
        item = self.current()
        if item is not None:
            self._page.do(remove_item, item.id)
