"""The head of a page: what it is, one explaining line, and its actions on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, Action, Button, MenuButton, button_for
from coopadmin.ui.kit.text import Chip, Elided
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _


class PageHeader(QWidget):
    """Title, subtitle, and actions; what does not fit goes into *More*.

    The primary action stands last and always stays. At most one is primary.
    """

    def __init__(self, title: str, subtitle: str = "", actions: Sequence[Action] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        self._title, self._subtitle = Elided(title, Role.TITLE), Elided(subtitle, Role.NOTE, "ink2")
        first = QHBoxLayout()
        first.setSpacing(theme.px(12))
        self.chip = Chip()
        self.chip.hide()
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        first.addWidget(self._title)
        first.addWidget(self.chip)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._subtitle)
        row.addLayout(words, 1)
        self._before = QHBoxLayout()
        row.insertLayout(0, self._before)
        self._extra = QHBoxLayout()
        self._extra.setSpacing(theme.px(10))
        row.addLayout(self._extra)
        self._buttons_row = QHBoxLayout()
        self._buttons_row.setSpacing(theme.px(10))
        row.addLayout(self._buttons_row)
        self._buttons: list[tuple[Action, Button]] = []
        self._more = MenuButton(_("More"))
        self._more.hide()
        self._buttons_row.addWidget(self._more)
        self._state: tuple[object, ...] = ()
        self.set_actions(actions)

    def set_title(self, title: str, subtitle: str = "") -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._title.updateGeometry()
        self._fit()

    def title(self) -> str:
        return self._title.text()

    def add_widget(self, widget: QWidget) -> None:
        """Something between the title and the actions, such as a switch."""
        self._extra.addWidget(widget)

    def add_before(self, widget: QWidget) -> None:
        """Something before the title, such as the way back."""
        self._before.addWidget(widget)

    def set_actions(self, actions: Sequence[Action]) -> bool:
        """New actions; those with `in_header` are buttons, in this order, the primary last.

        False when the button that had the focus is gone, and the focus with it.
        """
        shown = sorted((action for action in actions if action.in_header), key=lambda a: a.primary)
        if sum(action.primary for action in shown) > 1:
            raise ValueError("one primary action in a page")
        focused = QApplication.focusWidget()
        held = next((each for each in self._buttons if each[1] is focused), None)
        for _action, button in self._buttons:
            self._buttons_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in shown:
            kind = PRIMARY if action.primary else PLAIN
            button = button_for(action, kind)
            if action.key:
                button.setToolTip(action.why_not or f"{action.text} ({action.key})")
            self._buttons.append((action, button))
            self._buttons_row.addWidget(button)
        self._state = ()
        self._fit()
        if held is None or self._focus_on(held[1].text()):
            return True
        # A switch says its other side now, and does the same.
        other = next((each.text for each in shown if each.run == held[0].run), "")
        return self._focus_on(other)

    def _focus_on(self, text: str) -> bool:
        for _action, button in self._buttons:
            if button.text() == text and button.isEnabled() and button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _fit(self) -> None:
        self._fit_buttons()
        self._fit_title()

    def _fit_title(self) -> None:
        """A title that would be cut, such as one that ends in a year, is set smaller first."""
        taken = [self._before, self._extra, self._buttons_row]
        room = self.width() - sum(part.sizeHint().width() + theme.px(10) for part in taken)
        room -= self.chip.sizeHint().width() + theme.px(12) if self.chip.isVisible() else 0
        wide = QFontMetrics(theme.font(Role.TITLE)).horizontalAdvance(self._title.text())
        role = Role.TITLE if wide <= room else Role.CARD
        if role is not self._title.role:
            self._title.set_role(role)

    def _fit_buttons(self) -> None:
        if not self._buttons:
            self._more.hide()
            return
        title = QFontMetrics(theme.font(Role.TITLE)).horizontalAdvance(self._title.text())
        explained = QFontMetrics(theme.font(Role.NOTE)).horizontalAdvance(self._subtitle.text())
        title = max(title, min(explained, self.width() // 2))
        title += self.chip.sizeHint().width() + theme.px(12) if self.chip.isVisible() else 0
        room = self.width() - title - theme.px(24) - self._extra.sizeHint().width()
        before = self._before.sizeHint().width()
        room -= before + theme.px(10) if before else 0
        gap = theme.px(10)
        kept = len(self._buttons)
        wide = sum(button.sizeHint().width() + gap for _a, button in self._buttons)
        if wide > room:
            wide += self._more.sizeHint().width()
            # From the left: the last is the primary one, or the nearest to it.
            while kept > 1 and wide > room:
                wide -= self._buttons[len(self._buttons) - kept][1].sizeHint().width() + gap
                kept -= 1
        gone = len(self._buttons) - kept
        state = (gone, *(action for action, _b in self._buttons))
        if state == self._state:
            return
        self._state = state
        self._more.set_actions([action for action, _b in self._buttons[:gone]])
        for number, (_action, button) in enumerate(self._buttons):
            button.setVisible(number >= gone)
        self._more.setVisible(gone > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), super().minimumSizeHint().height())

    def restyle(self) -> None:
        self._fit()

    def focus_primary(self) -> None:
        """Put the focus on the primary action, or the last one."""
        if self._buttons:
            self._buttons[-1][1].setFocus(Qt.FocusReason.OtherFocusReason)
