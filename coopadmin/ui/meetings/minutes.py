"""What the minutes say of a point: the text, kept while typing, and what was promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopadmin.meetings.queries import ActionFacts, ItemFacts
from coopadmin.meetings.service import complete_action, remove_action, write_minutes
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, SMALL, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.drafting import Drafting
from coopadmin.ui.kit.inputs import FocusWatch, LongText
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.asking import Asking
from coopadmin.ui.meetings.columns import ACTIONS
from coopadmin.ui.meetings.drafting import MINUTES, draft_key
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.view import SCREEN
from coopadmin.words import _, clock, count

LINES, MOST_ACTIONS, WIDEST = 3, 3, 740


class MinutesEdit(LongText):
    """The text itself, a little larger than elsewhere, without a box of its own."""

    def restyle(self) -> None:
        self.setFont(theme.font(Role.MINUTES))
        line = QFontMetrics(self.font()).lineSpacing()
        self.setMinimumHeight(line * LINES + theme.px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Lines longer than some 75 characters are hard to follow.
        self.setViewportMargins(0, 0, max(0, self.width() - theme.px(WIDEST)), 0)
        super().resizeEvent(event)


class MinutesCard(Card):
    """The minutes of one point.

    Typing keeps a draft at most twice a second and when the focus leaves; `settle` makes it an
    operation. `action_wanted(row or None)` asks for the form of something promised.
    """

    action_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(_("Minutes"), padded=False)
        self._page = page
        self._opened: Opened | None = None
        self._item: ItemFacts | None = None
        self._filling = False
        self.draft = Drafting(page.desk, SCREEN, self._drafted, self._kept)
        self.action_button = Button(
            _("Action item"), self._add, QUIET, "square-check", changes=True
        )
        self.save_button = Button(_("Save"), self.settle, SMALL, changes=True)
        self._state = Elided("", Role.CAPTION, "ink2")
        # The space that every head ends in gives way to these words.
        self.head_row.insertWidget(2, self._state, 20)
        self.head_row.addWidget(self.action_button)
        self.head_row.addWidget(self.save_button)
        self.edit = MinutesEdit(LINES)
        self.edit.setAccessibleName(_("Minutes"))
        self.edit.setFrameShape(MinutesEdit.Shape.NoFrame)
        self.edit.setStyleSheet(
            f"border: none; background: transparent; padding: {theme.px(6)}px {theme.px(14)}px;"
        )
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.edit.textChanged.connect(self._typed)
        self.asking = Asking(page.desk.books, lambda: self.edit)
        self.body.addWidget(self.asking)
        self.body.addWidget(self.edit, 1)
        self.promises = RowsTable(ACTIONS, _("Action items"), kept_as="action-items")
        self.promises.activated.connect(self.action_wanted)
        self.promises.checked.connect(self._complete)
        self.body.addWidget(self.promises)
        self._watch = FocusWatch(self)
        self._watch.watch(self.edit)
        self._watch.left.connect(lambda _control: self.draft.leave())
        self._key("Ctrl+S", self.edit, self.settle)
        self._key("Del", self.promises, self._remove)

    def _key(self, key: str, widget: QWidget, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # What is shown.

    def present(self, opened: Opened, item: ItemFacts) -> None:
        """This point; text that is being typed is left alone."""
        before, self._opened = self._item, opened
        dirty = before is not None and before.id == item.id and self.is_changed()
        self._item = item
        if before is None or before.id != item.id:
            self._begin(opened, item)
        elif not dirty:
            self._fill(item.minutes)
        locked = opened.locked
        self.edit.setReadOnly(bool(locked))
        self.edit.setPlaceholderText("" if locked else _("Write what was said and asked"))
        self.action_button.refuse(locked)
        self._show_state()
        rows = [row for row in opened.facts.actions if row.item_id == item.id]
        self.promises.set_rows(rows)
        self.promises.setVisible(bool(rows))
        high = theme.px(33) + min(len(rows), MOST_ACTIONS) * self.promises.view.row_height()
        self.promises.setFixedHeight(high)

    def _begin(self, opened: Opened, item: ItemFacts) -> None:
        self.asking.clear()
        kept = self.draft.begin(draft_key(MINUTES, opened.facts.id, item.id))
        self._fill(item.minutes if kept is None or opened.locked else kept)

    def _fill(self, text: str) -> None:
        if self.edit.toPlainText() == text:
            return
        self._filling = True
        self.edit.setPlainText(text)
        self._filling = False

    def is_changed(self) -> bool:
        """Whether the text differs from what is in the file."""
        return self._item is not None and self.edit.toPlainText() != self._item.minutes

    def _show_state(self, words: str = "") -> None:
        item = self._item
        if item is None:
            return
        state = words
        if not state and self.is_changed():
            state = _("draft")
        elif not state and item.minutes:
            state = _("saved")
        self._state.setText(state)
        name = _("Minutes of item {number}").format(number=count(item.number))
        self.edit.setAccessibleName(name)
        locked = self._opened.locked if self._opened is not None else ""
        self.save_button.setVisible(not locked)
        self.save_button.setEnabled(self.is_changed())

    # What is typed.

    def _typed(self) -> None:
        if not self._filling:
            self._show_state()
            self.draft.typed()

    def _drafted(self) -> str | None:
        return self.edit.toPlainText() if self.is_changed() else None

    def _kept(self) -> None:
        now: datetime = self._page.desk.books.clock()
        self._show_state(_("draft kept {time}").format(time=clock(now)))

    def settle(self) -> bool:
        """What was typed becomes an operation; False when it was refused, and stays a draft."""
        opened, item = self._opened, self._item
        if opened is None or item is None or opened.locked or not self.is_changed():
            return True
        text, key = self.edit.toPlainText(), self.draft.key
        if not self.asking.do(write_minutes, item.id, text):
            self.draft.keep()
            return False
        # The change was announced, and another point may be shown by now.
        self.draft.drop(key)
        self._show_state()
        return True

    # What was promised.

    def _add(self) -> None:
        self.action_wanted.emit(None)

    def _complete(self, row: ActionFacts, _column: str) -> None:
        done = None if row.done_on else self._page.desk.today()
        self.asking.do(complete_action, row.id, done)

    def _remove(self) -> None:
        row: ActionFacts | None = self.promises.current()
        if row is not None:
            self.asking.do(remove_action, row.id)
