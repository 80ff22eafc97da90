"""Switches between a few choices, filters, and tabs: painted, with role and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role


@dataclass(frozen=True)
class Option:
    """One of a few things to choose: its key, its words, and how many there are."""

    key: str
    text: str
    count: int | None = None


class _Choice(QAbstractButton):
    """A checkable button that draws itself."""

    role = Role.LABEL

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.key = option.key
        self.count = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_option(option)

    def set_option(self, option: Option) -> None:
        self.setText(option.text)
        self.count = "" if option.count is None else str(option.count)
        self.setAccessibleName(f"{option.text} {self.count}".strip())
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def words_width(self) -> int:
        strong = QFontMetrics(theme.font(self.role)).horizontalAdvance(self.text())
        if not self.count:
            return strong
        plain = QFontMetrics(theme.font(Role.NOTE)).horizontalAdvance(self.count)
        return strong + theme.px(5) + plain

    def draw_words(self, painter: QPainter, left: int, ink: str) -> None:
        """The words strong and the count after them plain, vertically centred."""
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(self.role))
        painter.setPen(theme.colour(ink))
        painter.drawText(QRect(left, 0, self.width(), self.height()), middle, self.text())
        if self.count:
            left += QFontMetrics(painter.font()).horizontalAdvance(self.text()) + theme.px(5)
            painter.setFont(theme.font(Role.NOTE))
            if ink == "ink":
                painter.setPen(theme.colour("ink2"))
            painter.drawText(QRect(left, 0, self.width(), self.height()), middle, self.count)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would walk to any button beside this one; the row knows its own.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Segment(_Choice):
    def __init__(self, option: Option) -> None:
        super().__init__(option)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        return QSize(self.words_width() + 2 * theme.px(14), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(self.rect(), theme.px(5), theme.px(5))
        left = (self.width() - self.words_width()) // 2
        self.draw_words(painter, left, "on_primary" if self.isChecked() else "ink2")


class _Filter(_Choice):
    def sizeHint(self) -> QSize:
        tick = theme.px(22) if self.isChecked() else 0
        return QSize(self.words_width() + tick + 2 * theme.px(12), theme.px(30))

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.restyle()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.colour("primary" if on else "line_strong"), 1))
        painter.setBrush(theme.colour("tint" if on else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        left = theme.px(12)
        if on:
            side = theme.px(16)
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(
                theme.px(10), (self.height() - side) // 2, icons.pixmap("check", "link", 16, ratio)
            )
            left = theme.px(34)
        self.draw_words(painter, left, "ink")


class Removable(_Choice):
    """Something that is on and goes by a click, by Enter or by Delete; `says` what that does."""

    def __init__(self, option: Option, says: str) -> None:
        super().__init__(option)
        self.setCheckable(False)
        self.setAccessibleName(says)
        self.setToolTip(says)

    def sizeHint(self) -> QSize:
        return QSize(self.words_width() + theme.px(12 + 30), theme.px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in keys and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("primary"), 1))
        painter.setBrush(theme.colour("tint"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        self.draw_words(painter, theme.px(12), "ink")
        side = theme.px(16)
        picture = icons.pixmap("x", "link", 16, self.devicePixelRatioF())
        left = self.width() - side - theme.px(9)
        painter.drawPixmap(left, (self.height() - side) // 2, picture)


class _Tab(_Choice):
    role = Role.BODY

    def __init__(self, option: Option) -> None:
        super().__init__(option)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font(Role.NAME)).horizontalAdvance(self.text())
        if self.count:
            wide += theme.px(5) + QFontMetrics(theme.font(Role.NOTE)).horizontalAdvance(self.count)
        return QSize(wide + 2 * theme.px(8), theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.role = Role.NAME if self.isChecked() else Role.BODY
        self.draw_words(
            painter, (self.width() - self.words_width()) // 2, "ink" if self.isChecked() else "ink2"
        )
        if self.isChecked():
            thick = theme.px(3)
            painter.fillRect(
                QRect(0, self.height() - thick, self.width(), thick), theme.colour("primary")
            )


class _Row(QWidget):
    """Choices beside each other; arrows walk, and where one must be chosen they choose."""

    def __init__(
        self, kind: type[_Choice], options: Sequence[Option], single: bool, gap: int
    ) -> None:
        super().__init__()
        self._kind, self._single = kind, single
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(gap))
        self._buttons: list[_Choice] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """New words and counts; the buttons stay where the keys are the same."""
        if [button.key for button in self._buttons] == [option.key for option in options]:
            for button, option in zip(self._buttons, options, strict=True):
                button.set_option(option)
            return
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._kind(option) for option in options]
        for button in self._buttons:
            self._row.addWidget(button)
            button.installEventFilter(self)
            button.clicked.connect(lambda _=False, key=button.key: self._clicked(key))
        if self._single and self._buttons:
            self._put_on(self._buttons[0].key)

    def _put_on(self, key: str) -> None:
        """Exactly this one on; Tab comes to it, and the arrows go on to the others."""
        for button in self._buttons:
            on = button.key == key
            button.setChecked(on)
            # Qt does this only for what the person clicks.
            policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            button.update()

    def words(self) -> tuple[str, ...]:
        """The words of what is on, without their counts."""
        return tuple(button.text() for button in self._buttons if button.isChecked())

    def _clicked(self, key: str) -> None:
        raise NotImplementedError

    def _step(self, button: _Choice, by: int) -> None:
        there = self._buttons[(self._buttons.index(button) + by) % len(self._buttons)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        if self._single:
            there.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((button for button in self._buttons if button.hasFocus()), None)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if focused is None or step is None:
            super().keyPressEvent(event)
        else:
            self._step(focused, step)


class Segmented(_Row):
    """Two to four ways to look at the same thing; always exactly one is on."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], name: str = "") -> None:
        super().__init__(_Segment, options, single=True, gap=0)
        self.setAccessibleName(name)
        self._row.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))

    def key(self) -> str:
        return next((button.key for button in self._buttons if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Put one on, without a signal."""
        self._put_on(key)

    def _clicked(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("sunken"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(7), theme.px(7))


class Tabs(_Row):
    """The sides of one thing, such as the tabs of a member; always exactly one is on."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], name: str = "") -> None:
        super().__init__(_Tab, options, single=True, gap=10)
        self.setAccessibleName(name)

    def key(self) -> str:
        return next((button.key for button in self._buttons if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Put one on, without a signal."""
        self._put_on(key)

    def _clicked(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class Filters(_Row):
    """Filters that can be on or off, with how many rows each would show.

    With `exclusive` at most one is on; clicking it again puts it off.
    """

    changed = Signal(object)

    def __init__(self, options: Sequence[Option], exclusive: bool = False, name: str = "") -> None:
        super().__init__(_Filter, options, single=False, gap=8)
        self.setAccessibleName(name)
        self._exclusive = exclusive

    def keys(self) -> tuple[str, ...]:
        """The keys of the filters that are on."""
        return tuple(button.key for button in self._buttons if button.isChecked())

    def choose(self, *keys: str) -> None:
        """Put exactly these on, without a signal."""
        for button in self._buttons:
            button.setChecked(button.key in keys)
            button.restyle()

    def _clicked(self, key: str) -> None:
        if self._exclusive:
            self.choose(*(on for on in self.keys() if on == key))
        self.changed.emit(self.keys())
