"""Buttons of the house, and the actions that they carry out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.text import repolish
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _

PLAIN, PRIMARY, QUIET, SMALL, DANGER, ICON = "plain", "primary", "quiet", "small", "danger", "icon"
_INKS = {PRIMARY: "on_primary", QUIET: "link", SMALL: "link", DANGER: "bad", PLAIN: "ink"}
_PADS = {SMALL: 12, QUIET: 10, ICON: 0}


@dataclass(frozen=True)
class Action:
    """Something a page offers: a button in its header and a line in the menu bar, with a key.

    `text` and `why_not` are already in the language spoken; `why_not` disables and says why.
    `key` is a shortcut in Qt's portable notation, such as `Ctrl+N`. One that `changes` the file is
    off while it is only looked at.
    """

    text: str
    run: Callable[[], object]
    icon: str = ""
    primary: bool = False
    key: str = ""
    why_not: str = ""
    in_header: bool = True
    changes: bool = False


ONLY_LOOK = "only_look"


def only_looked_at(widget: QWidget) -> bool:
    """Whether this stands on a page of a file in which nothing can be changed."""
    above: QWidget | None = widget
    while above is not None:
        if above.property(ONLY_LOOK):
            return True
        above = above.parentWidget()
    return False


class Button(QPushButton):
    """A push button of one of the kinds of the house.

    One that `changes` the file is off wherever the file is only looked at.
    """

    def __init__(
        self,
        text: str,
        run: Callable[[], object] | None = None,
        kind: str = PLAIN,
        icon: str = "",
        why_not: str = "",
        changes: bool = False,
    ) -> None:
        super().__init__(text)
        self.changes = changes
        self.kind, self.icon_name, self.trailing_icon = kind, icon, ""
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.refuse(why_not)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())
        self.restyle()

    def refuse(self, why_not: str) -> None:
        """Grey with the reason in the tooltip; an empty reason enables."""
        self._why_not = why_not
        if self.changes and only_looked_at(self):
            why_not = _("This file can only be looked at.")
        self.setEnabled(not why_not)
        self.setToolTip(why_not)
        self.setAccessibleDescription(why_not)

    def showEvent(self, event: QShowEvent) -> None:
        # Only now it stands on its page.
        if self.changes and only_looked_at(self):
            self.refuse(self._why_not)
        super().showEvent(event)

    def set_kind(self, kind: str) -> None:
        self.kind = kind
        self.setProperty("kind", kind)
        repolish(self)
        self.restyle()

    def set_icon(self, name: str) -> None:
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        small = self.kind == SMALL
        self.setFont(theme.font(Role.SMALL_BUTTON if small else Role.BUTTON))
        self.setFixedHeight(theme.px(30 if small else 36))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses by Enter only in dialogs; who holds the key down means it once.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _parts(self) -> tuple[int, int]:
        """The widths of the words and of everything drawn, icons included."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        gap = theme.px(8) if self.text() else 0
        whole = words
        whole += theme.px(18) + gap if self.icon_name else 0
        whole += theme.px(15) + gap if self.trailing_icon else 0
        return words, whole

    def sizeHint(self) -> QSize:
        height = theme.px(30 if self.kind == SMALL else 36)
        if self.kind == ICON:
            return QSize(height, height)
        return QSize(self._parts()[1] + 2 * theme.px(_PADS.get(self.kind, 17)), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        # The style draws only the box: it would put icon and words four pixels apart.
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        ink = _INKS.get(self.kind, "ink2") if self.isEnabled() else "ink3"
        words, whole = self._parts()
        ratio = self.devicePixelRatioF()
        left, gap = (self.width() - whole) // 2, theme.px(8)
        if self.icon_name:
            side = theme.px(18)
            painter.drawPixmap(
                left, (self.height() - side) // 2, icons.pixmap(self.icon_name, ink, 18, ratio)
            )
            left += side + gap
        if self.text():
            painter.setFont(self.font())
            painter.setPen(theme.colour(ink))
            box = QRect(left, 0, words + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
            left += words + gap
        if self.trailing_icon:
            side = theme.px(15)
            painter.drawPixmap(
                left, (self.height() - side) // 2, icons.pixmap(self.trailing_icon, ink, 15, ratio)
            )


class IconButton(Button):
    """A button with only an icon; `name` is what it is called for a screen reader and a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        run: Callable[[], object] | None = None,
        boxed: bool = False,
        changes: bool = False,
    ) -> None:
        super().__init__("", run, ICON, icon, changes=changes)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setProperty("boxed", "true" if boxed else "false")

    def refuse(self, why_not: str) -> None:
        super().refuse(why_not)
        self.setToolTip(self.toolTip() or self.accessibleName())


class MenuButton(Button):
    """A button that opens a menu of actions."""

    def __init__(
        self, text: str, actions: Sequence[Action] = (), kind: str = PLAIN, icon: str = ""
    ) -> None:
        super().__init__(text, None, kind, icon)
        self.trailing_icon = "chevron-down" if text else ""
        self.menu_of_actions = QMenu(self)
        self.setMenu(self.menu_of_actions)
        self.set_actions(actions)

    def set_actions(self, actions: Sequence[Action]) -> None:
        self.menu_of_actions.clear()
        self.menu_of_actions.setFont(theme.font(Role.BODY))
        for action in actions:
            # Half of them are names that people gave: “&” is a sign, not a key.
            entry = self.menu_of_actions.addAction(action.text.replace("&", "&&"))
            if action.icon:
                entry.setIcon(icons.icon(action.icon))
            entry.setEnabled(not action.why_not)
            entry.setToolTip(action.why_not)
            entry.setData(action.changes)
            entry.triggered.connect(lambda _=False, run=action.run: run())
        self.menu_of_actions.setToolTipsVisible(True)
        self._hold_back()

    def showEvent(self, event: QShowEvent) -> None:
        self._hold_back()
        super().showEvent(event)

    def _hold_back(self) -> None:
        if only_looked_at(self):
            for entry in self.menu_of_actions.actions():
                if entry.data():
                    entry.setEnabled(False)
                    entry.setToolTip(_("This file can only be looked at."))


def button_for(action: Action, kind: str | None = None) -> Button:
    """The button of an action: primary when the action is, unless a kind is given."""
    kind = kind or (PRIMARY if action.primary else PLAIN)
    return Button(action.text, action.run, kind, action.icon, action.why_not, action.changes)
