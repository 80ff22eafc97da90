"""A line to type in over the window, with what is found under it; the first is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.ui.kit.hints import Hint, KeyHints
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.rowview import HEADING
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _

WIDE, HIGH, TOP, SIDE = 640, 440, 64, 24
VEIL = 80
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}


@dataclass(frozen=True)
class Hit:
    """Something found: its name, a second line, an icon, and what choosing it does.

    `group` is an `N_()` text; `rank` is less for what fits better.
    """

    group: str
    title: str
    note: str
    icon: str
    run: Callable[[], object]
    rank: int = 2


class _Typing(Search):
    """The line keeps every key while it is open, so that no command of the page goes off."""

    PAUSE_MS = 0
    pressed = Signal(int)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            again = key == Qt.Key.Key_K and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            wanted = Qt.Key.Key_Escape if again else key
            if wanted in (*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self.pressed.emit(int(wanted))
                return True
        return super().event(event)


class Palette(QWidget):
    """Lies over its window until something is chosen, or until Esc or a click beside it.

    `ask(text)` gives what is found. Closing gives the focus back to where it was.
    """

    closed = Signal()

    def __init__(
        self, window: QWidget, name: str, ask: Callable[[str], Sequence[Hit]], nothing: str
    ) -> None:
        super().__init__(window)
        self._ask, self._nothing = ask, nothing
        self._before = QApplication.focusWidget()
        self.setAccessibleName(name)
        self.card = Card(padded=False)
        self.card.setParent(self)
        self.line = _Typing(name)
        self.line.pressed.connect(self._key)
        self.line.textChanged.connect(self._typed)
        self.list = RowsTable(
            (
                Column(
                    "hit",
                    N_("Found"),
                    lambda hit: hit.title,
                    Look.NAME,
                    200,
                    1,
                    under=lambda hit: hit.note,
                    icon=lambda hit: (hit.icon, "ink2"),
                    marked=True,
                ),
            ),
            _("Found"),
            two_lines=True,
            identity=id,
        )
        self.list.view.horizontalHeader().hide()
        self.list.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.view.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.view.clicked.connect(self._clicked)
        self.list.chosen.connect(self._tell)
        empty = Text(nothing, Role.BODY, "ink2")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list.set_empty(empty)
        self._lay_out()
        window.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._typed("")

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(*[theme.px(12)] * 4)
        head.addWidget(self.line)
        keys = KeyHints()
        keys.set_hints(
            (
                Hint(("Up", "Down"), _("choose")),
                Hint(("Enter",), _("open")),
                Hint(("Esc",), _("close")),
            )
        )
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(7), theme.px(16), theme.px(7))
        foot.addWidget(keys)
        self.card.body.addLayout(head)
        self.card.body.addWidget(Rule())
        self.card.body.addWidget(self.list, 1)
        self.card.body.addWidget(Rule())
        self.card.body.addLayout(foot)

    def hits(self) -> list[Hit]:
        """What is shown, in the order of the screen."""
        return self.list.shown_rows()

    # What is found.

    def _typed(self, text: str) -> None:
        hits = self._ask(text)
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.group, []).append(hit)
        ordered = sorted(groups, key=lambda group: min(hit.rank for hit in groups[group]))
        self.list.set_groups(
            Group(Heading(group, _(group)), tuple(groups[group])) for group in ordered
        )
        self.list.mark(text)
        self.list.choose_first()
        self.list.view.scrollToTop()
        self._tell(self.list.current())

    def _tell(self, hit: Hit | None) -> None:
        """Say to a reader of the screen which one is chosen, for the focus stays in the line."""
        place, total = self.list.position()
        words = self._nothing
        if hit is not None:
            parts = (part for part in (_(hit.group), hit.title, hit.note) if part)
            count = _("{place} of {total}").format(place=place, total=total)
            words = f"{', '.join(parts)}, {count}"
        if words != self.line.accessibleDescription():
            self.line.setAccessibleDescription(words)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))

    # Keys and mouse.

    def _key(self, key: int) -> None:
        step = _STEPS.get(Qt.Key(key))
        if step is not None:
            self._step(step)
        elif key == Qt.Key.Key_Escape:
            self.close_it()
        else:
            self._run(self.list.current())

    def _step(self, by: int) -> None:
        place, total = self.list.position()
        if total:
            wanted = min(max(place + by, 1), total) if abs(by) > 1 else (place - 1 + by) % total + 1
            self.list.step(wanted - place)
            if wanted == 1:
                self.list.view.scrollToTop()

    def _clicked(self, _index: QModelIndex) -> None:
        self._run(self.list.current())

    def _run(self, hit: Any) -> None:
        if isinstance(hit, Hit):
            self.close_it()
            hit.run()

    def close_it(self) -> None:
        """Take it away; the focus returns to where it was."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_it()

    # Room.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        wide = min(theme.px(WIDE), self.width() - 2 * theme.px(SIDE))
        top = min(theme.px(TOP), self.height() // 10)
        least = theme.px(60 + HEADING + 2 * 46)
        high = max(min(theme.px(HIGH), self.height() - top - theme.px(SIDE)), least)
        self.card.setGeometry((self.width() - wide) // 2, top, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, VEIL))
