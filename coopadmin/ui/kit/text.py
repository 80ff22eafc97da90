"""Labels that know what they are: their font follows the role, their colour the theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role


def repolish(widget: QWidget) -> None:
    """Let a changed property reach the style sheet; the font is kept, which polishing forgets."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        face = widget.font()
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.setFont(face)


class Text(QLabel):
    """A text in the font of its role; `ink` is the name of a colour token."""

    def __init__(
        self,
        words: str = "",
        role: Role = Role.BODY,
        ink: str = "ink",
        wrap: bool = False,
        copyable: bool = False,
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.role = role
        if copyable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_ink(ink)
        self.restyle()

    def set_ink(self, ink: str) -> None:
        if ink != self.property("ink"):
            self.setProperty("ink", ink)
            repolish(self)

    def set_role(self, role: Role) -> None:
        self.role = role
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(self.role))


class Elided(Text):
    """One line that ends in … where room is short, with the whole text as tooltip."""

    def __init__(self, words: str = "", role: Role = Role.BODY, ink: str = "ink") -> None:
        super().__init__(words, role, ink)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(str(self.property("ink"))))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Rule(QFrame):
    """A hairline; strong above totals."""

    def __init__(self, strong: bool = False) -> None:
        super().__init__()
        self.setObjectName("strong_rule" if strong else "rule")
        self.setFixedHeight(2 if strong else 1)


class IconLabel(QLabel):
    """An icon beside words; it says nothing itself to a screen reader."""

    def __init__(self, name: str, ink: str = "ink2", size: int = 18) -> None:
        super().__init__()
        self._name, self._ink, self._size = name, ink, size
        self.restyle()

    def set_icon(self, name: str, ink: str) -> None:
        self._name, self._ink = name, ink
        self.restyle()

    def restyle(self) -> None:
        self.setPixmap(icons.pixmap(self._name, self._ink, self._size))
        self.setFixedSize(theme.px(self._size), theme.px(self._size))


class Chip(QLabel):
    """A short state on a coloured ground, always a word and where it helps an icon.

    `tone` is good, warn, bad, info, tint or plain.
    """

    def __init__(self, words: str = "", tone: str = "plain", icon: str = "") -> None:
        super().__init__()
        self.tone, self.icon_name = tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(words, tone, icon)

    def set(self, words: str, tone: str = "plain", icon: str = "") -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.tone, self.icon_name = tone, icon
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(Role.CHIP))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text(), self.icon_name), theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, self.rect(), self.text(), self.tone, self.icon_name)


def chip_colours(tone: str) -> tuple[str, str]:
    """The tokens of text and ground."""
    if tone == "tint":
        return "link", "tint"
    if tone in ("good", "warn", "bad", "info"):
        return tone, f"{tone}_bg"
    return "ink2", "sunken"


def chip_width(words: str, icon: str = "") -> int:
    wide = QFontMetrics(theme.font(Role.CHIP)).horizontalAdvance(words)
    return wide + theme.px(16) + (theme.px(19) if icon else 0)


def draw_chip(painter: QPainter, box: QRect, words: str, tone: str, icon: str = "") -> None:
    """Draw a chip in this box, left and vertically centred; words that do not fit are elided."""
    ink, ground = chip_colours(tone)
    face = theme.font(Role.CHIP)
    height = min(theme.px(22), box.height())
    wide = min(chip_width(words, icon), box.width())
    shape = QRect(box.left(), box.top() + (box.height() - height) // 2, wide, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(shape, theme.px(4), theme.px(4))
    left = shape.left() + theme.px(7)
    if icon:
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(icon, ink, 15, ratio)
        painter.drawPixmap(left, shape.top() + (height - theme.px(15)) // 2, picture)
        left += theme.px(20)
    painter.setFont(face)
    painter.setPen(theme.colour(ink))
    room = QRect(left, shape.top(), shape.right() - theme.px(6) - left + 1, height)
    shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Facts(QWidget):
    """Names and values below each other, as in a detail panel; values can be copied."""

    def __init__(self, name_width: int = 84) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(name_width))
        self._grid.setColumnStretch(1, 1)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Pairs of name and value in the language spoken; empty values are left out."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                # A widget just added has its showing still to come: not as a window of its own.
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for row, (name, value) in enumerate(pair for pair in facts if pair[1]):
            label = Text(name, Role.NOTE, "ink2")
            content = Text(value, Role.BODY, wrap=True, copyable=True)
            content.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(content, row, 1)
