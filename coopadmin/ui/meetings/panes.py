"""Panes beside each other, or one at a time where the page is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from coopadmin.ui.kit import theme

WIDEST = 16777215


@dataclass(frozen=True)
class Pane:
    """One pane: its key, what it shows, its width in pixels at 100 % text (0 takes what is left).

    The focus goes to `first`, or to the widget itself.
    """

    key: str
    widget: QWidget
    width: int = 0
    first: QWidget | None = None


class Panes(QWidget):
    """All panes in a row; in a narrow page only the one of `key`.

    `moved` comes when another pane is shown alone.
    """

    moved = Signal(str)

    def __init__(self, panes: Sequence[Pane]) -> None:
        super().__init__()
        self._panes = list(panes)
        self.key, self.narrow = panes[0].key, False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(16))
        for pane in panes:
            self._row.addWidget(pane.widget, 0 if pane.width else 1)
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        self.narrow = narrow
        self._arrange()

    def show_pane(self, key: str) -> None:
        """Bring a pane to the front; beside the others it is there already."""
        if key != self.key:
            self.key = key
            self._arrange()
            self.moved.emit(key)

    def put(self, pane: Pane) -> QWidget:
        """Another widget in the place of a pane; the one that was there is hidden and returned."""
        place = next(n for n, each in enumerate(self._panes) if each.key == pane.key)
        before = self._panes[place].widget
        self._panes[place] = pane
        if before is not pane.widget:
            self._row.replaceWidget(before, pane.widget)
            before.hide()
            pane.widget.show()
        self._row.setStretchFactor(pane.widget, 0 if pane.width else 1)
        self._arrange()
        return before

    def set_width(self, key: str, width: int) -> None:
        """Another width for a pane, in pixels at 100 % text."""
        place = next(n for n, each in enumerate(self._panes) if each.key == key)
        if self._panes[place].width != width:
            self._panes[place] = replace(self._panes[place], width=width)
            self._arrange()

    def pane(self, key: str) -> Pane:
        return next(each for each in self._panes if each.key == key)

    def here(self) -> str:
        """The key of the pane that has the focus, or nothing."""
        focused = QApplication.focusWidget()
        if focused is None:
            return ""
        for pane in self._panes:
            if pane.widget is focused or pane.widget.isAncestorOf(focused):
                return pane.key
        return ""

    def go(self, key: str) -> None:
        """Bring a pane to the front with the focus in it."""
        self.show_pane(key)
        pane = self.pane(key)
        (pane.first or pane.widget).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        for pane in self._panes:
            pane.widget.setVisible(not self.narrow or pane.key == self.key)
            wide = theme.px(pane.width)
            fixed = bool(wide) and not self.narrow
            pane.widget.setMinimumWidth(wide if fixed else 0)
            pane.widget.setMaximumWidth(wide if fixed else WIDEST)
            policy = QSizePolicy.Policy.Fixed if fixed else QSizePolicy.Policy.Expanding
            pane.widget.setSizePolicy(policy, QSizePolicy.Policy.Expanding)
