"""Fields to type and choose in: line, long text, choice, check box and search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import IconButton
from coopadmin.ui.kit.text import repolish
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen: the value that is stored and the words that are shown."""

    value: Any
    text: str


def mark_wrong(widget: QWidget, wrong: bool) -> None:
    """Give a field the border of an error, or take it away."""
    if bool(widget.property("wrong")) == wrong:
        return
    widget.setProperty("wrong", wrong)
    repolish(widget)
    widget.update()


class Line(QLineEdit):
    """One line of text; `role` gives amounts and numbers their own figures."""

    def __init__(self, placeholder: str = "", role: Role = Role.BODY) -> None:
        super().__init__()
        self.role = role
        self.setPlaceholderText(placeholder)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(self.role))
        self.setFixedHeight(theme.px(36))


class LongText(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    left = Signal()

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(Role.BODY))
        line = QFontMetrics(self.font()).lineSpacing()
        self.setMinimumHeight(line * self._lines + theme.px(20))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.minimumHeight())


class Combo(QComboBox):
    """A choice from a list; the wheel scrolls the page, not the value."""

    def __init__(self, choices: Sequence[Choice] = (), name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choices: tuple[Choice, ...] = ()
        # The delegate that Qt takes by itself knows nothing of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.restyle()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other choices; the value stays chosen when it is still among them."""
        kept = self.value()
        self.blockSignals(True)
        self.clear()
        self.choices = tuple(choices)
        for choice in self.choices:
            self.addItem(choice.text)
        self.setCurrentIndex(-1)
        self.set_value(kept)
        self.blockSignals(False)

    def value(self) -> Any:
        """The chosen value; None when nothing is chosen."""
        index = self.currentIndex()
        return self.choices[index].value if 0 <= index < len(self.choices) else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not among the choices leaves nothing chosen."""
        values = [choice.value for choice in self.choices]
        self.setCurrentIndex(values.index(value) if value in values else -1)

    def restyle(self) -> None:
        self.setFont(theme.font(Role.BODY))
        self.view().setFont(self.font())
        self.setFixedHeight(theme.px(36))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(72), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        wide = self.fontMetrics().horizontalAdvance(self.currentText())
        self.setToolTip(self.currentText() if wide > self.width() - theme.px(44) else "")
        painter = QPainter(self)
        side = theme.px(16)
        ink = "ink2" if self.isEnabled() else "ink3"
        picture = icons.pixmap("chevron-down", ink, 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - theme.px(9), (self.height() - side) // 2, picture)


def draw_check(painter: QPainter, box: QRect, on: bool, enabled: bool = True) -> None:
    """A check box of 20 pixels at 100 %, centred in this box."""
    side = theme.px(20)
    square = QRectF(
        box.left() + (box.width() - side) // 2, box.top() + (box.height() - side) // 2, side, side
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = ("primary" if on else "surface") if enabled else "sunken"
    edge = ("primary" if on else "line_strong") if enabled else "line"
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    if on:
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap("check", "on_primary" if enabled else "ink3", 16, ratio)
        inset = (side - theme.px(16)) / 2
        painter.drawPixmap(round(square.left() + inset), round(square.top() + inset), picture)
    painter.restore()


class CheckBox(QCheckBox):
    """A check box whose words belong to it, so that clicking them toggles."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(Role.BODY))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(theme.px(28) + words + 2, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(20)
        draw_check(painter, QRect(0, 0, side, self.height()), self.isChecked(), self.isEnabled())
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink3"))
        room = QRect(theme.px(28), 0, self.width() - theme.px(28), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


class Search(Line):
    """Search as you type: `searched(text)` after a short pause, Esc clears, Down goes on.

    By `returnPressed` everything typed has been searched for.

    Where finding takes less than a blink no pause is needed: `pause_ms=0`. `go_down` is emitted
    on Down, so that the page can move the focus into its list.
    """

    searched = Signal(str)
    go_down = Signal()
    PAUSE_MS = 80

    def __init__(self, placeholder: str, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(placeholder)
        self.setAccessibleName(placeholder)
        self._clear = IconButton("x", _("Clear the search"), self.clear)
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(self._typed)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._pause.start()
        else:
            self._pause.stop()
            self.searched.emit("")

    def restyle(self) -> None:
        super().restyle()
        self.setTextMargins(theme.px(24), 0, theme.px(26), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.height() - 4
        self._clear.setFixedSize(side, side)
        self._clear.move(self.width() - side - 2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), theme.px(18)
        picture = icons.pixmap("search", "ink3", 18, self.devicePixelRatioF())
        painter.drawPixmap(theme.px(9), (self.height() - side) // 2, picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._search_now()
            self.go_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search_now()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _search_now(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.searched.emit(self.text())


class FocusWatch(QObject):
    """Tells when a field gets the focus, and when it loses it to another one.

    A menu or another window that takes the focus for a while does not count as leaving.
    """

    entered = Signal(object)
    left = Signal(object)

    def watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(watched)
        elif event.type() == QEvent.Type.FocusOut:
            reason = event.reason()  # type: ignore[attr-defined]
            passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if reason not in passing:
                self.left.emit(watched)
        return False
