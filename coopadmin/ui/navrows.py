"""The painted rows of the sidebar: the name above, a page, a group, the book year."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _

WIDE, NARROW = 216, 198
ITEM = 32
KEY = "Ctrl+K"
SQUARE = 1.6
_WALKING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
}


class Brand(QWidget):
    """The mark with the kind of legal person above its name; one line in the accordion."""

    def __init__(self) -> None:
        super().__init__()
        self.one_line = False
        self._kind, self._name = "", ""
        self._bytes, self.logo = b"", QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, kind: str, name: str, logo: bytes = b"") -> None:
        self._kind, self._name = kind, name
        if logo != self._bytes:
            self._bytes, self.logo = logo, QPixmap()
            self.logo.loadFromData(logo)
        self.setAccessibleName(f"{kind} {name}".strip())
        self.setToolTip(f"{kind} {name}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(36 if not self.one_line else 28)
        top = (self.height() - side) / 2
        self._draw_mark(painter, QRectF(theme.px(4), top, side, side))
        left = theme.px(14) + side
        room = self.width() - left
        middle = Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        one = self.one_line or not self._kind
        if not one:
            painter.setFont(theme.font(Role.CAPTION))
            painter.setPen(theme.colour("ink2"))
            words = painter.fontMetrics().elidedText(self._kind, elide, room)
            painter.drawText(QRect(left, 0, room, self.height() // 2), middle, words)
        painter.setFont(theme.font(Role.NAME))
        painter.setPen(theme.colour("ink"))
        words = painter.fontMetrics().elidedText(self._name, elide, room)
        above = 0 if one else self.height() // 2 - theme.px(1)
        painter.drawText(QRect(left, above, room, self.height() - above), middle, words)

    def _draw_mark(self, painter: QPainter, box: QRectF) -> None:
        wide, high = self.logo.width(), self.logo.height()
        # A long line of words would be too small to read here: then the mark stays.
        if not wide or not 1 / SQUARE <= wide / high <= SQUARE:
            icons.draw_mark(painter, box)
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        # Logos are made for white paper.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        inner = box.adjusted(2, 2, -2, -2)
        scale = min(inner.width() / wide, inner.height() / high)
        where = QRectF(0, 0, wide * scale, high * scale)
        where.moveCenter(inner.center())
        painter.drawPixmap(where, self.logo, QRectF(self.logo.rect()))


class NavRow(QAbstractButton):
    """A painted row of the sidebar with an icon, words and a badge.

    `walked(key)` tells which arrow or Enter was pressed on it.
    """

    walked = Signal(int)

    def __init__(self, words: str, icon: str, indent: int = 0) -> None:
        super().__init__()
        self.setText(words)
        self.icon_name, self.indent = icon, indent
        self.badge, self.dot, self.here = 0, False, False
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("")

    def set_badge(self, number: int) -> None:
        self.badge = number
        self._name()

    def set_dot(self, shown: bool) -> None:
        """A dot says that something typed there is not saved yet."""
        self.dot = shown
        self._name()

    def _name(self) -> None:
        parts = [self.text()]
        if self.badge:
            parts.append(_("{count} waiting").format(count=self.badge))
        if self.dot:
            parts.append(_("not saved"))
        self.setAccessibleName(", ".join(parts))
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(NARROW - 24), theme.px(ITEM))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(ITEM))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would walk to any button nearby, and the scroll area would scroll.
        if event.key() in _WALKING:
            self.walked.emit(event.key())
        else:
            super().keyPressEvent(event)

    def set_here(self, here: bool) -> None:
        """Whether this is the page that is shown."""
        self.here = here
        self.setAccessibleDescription(_("shown now") if here else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.here
        painter.setPen(Qt.PenStyle.NoPen)
        if here:
            painter.setBrush(theme.colour("surface" if not _dark() else "select"))
            painter.drawRoundedRect(self.rect(), theme.px(5), theme.px(5))
            bar = QRectF(0, theme.px(6), theme.px(4), self.height() - theme.px(12))
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(bar, theme.px(2), theme.px(2))
        elif self.underMouse():
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(self.rect(), theme.px(5), theme.px(5))
        side = theme.px(20)
        left = theme.px(13 + self.indent)
        ink = "link" if here else "ink2"
        ratio = self.devicePixelRatioF()
        picture = icons.pixmap(self.icon_name, ink, 20, ratio)
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        left += side + theme.px(10)
        right = self._draw_badge(painter)
        painter.setFont(self._face())
        painter.setPen(theme.colour("ink" if here else "ink2"))
        room = QRect(left, 0, right - left, self.height())
        shown = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def needed(self) -> int:
        """The width in pixels that the icon, the words in bold and the badge ask for."""
        words = QFontMetrics(theme.font(Role.NAME)).horizontalAdvance(self.text())
        badge = theme.px(8 + 24 + 4) if self.badge else theme.px(8)
        return theme.px(13 + self.indent + 20 + 10) + words + badge

    def _face(self) -> QFont:
        return theme.font(Role.NAME if self.here else Role.BODY)

    def _draw_badge(self, painter: QPainter) -> int:
        """Draw the number or the dot at the right, and return where the words must end."""
        right = self.width() - theme.px(8)
        if self.badge:
            painter.setFont(theme.font(Role.HEAD))
            words = str(self.badge)
            wide = max(theme.px(24), painter.fontMetrics().horizontalAdvance(words) + theme.px(12))
            high = theme.px(20)
            box = QRectF(right - wide, (self.height() - high) / 2, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("tint" if self.here else "line"))
            painter.drawRoundedRect(box, high / 2, high / 2)
            painter.setPen(theme.colour("ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            right -= wide + theme.px(4)
        if self.dot:
            side = theme.px(8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("info_mark"))
            painter.drawEllipse(QRectF(right - side, (self.height() - side) / 2, side, side))
            right -= side + theme.px(4)
        return right


def _dark() -> bool:
    return theme.colour("surface").lightness() < 128


class NavGroup(NavRow):
    """The head of a group: plain words when all is open, a row that opens in the accordion."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "chevron-down")
        self.folding = False

    def set_folding(self, folding: bool, opened: bool) -> None:
        self.folding = folding
        self.icon_name = "chevron-down" if opened else "chevron-right"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if folding else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if folding else Qt.CursorShape.ArrowCursor)
        self.setAccessibleDescription((_("unfolded") if opened else _("folded")) if folding else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self.folding else QSize(hint.width(), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    def _face(self) -> QFont:
        return theme.font(Role.NAME)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.folding:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(theme.font(Role.HEAD))
        painter.setPen(theme.colour("ink2"))
        room = QRect(theme.px(12), theme.px(3), self.width(), self.height() - theme.px(3))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


class YearRow(NavRow):
    """The book year that pages show; clicking opens the list."""

    def __init__(self) -> None:
        super().__init__("", "calendar-stats")
        self.older = False

    def set_year(self, label: str, older: bool) -> None:
        """An older year than the newest is written strong."""
        self.setText(_("Book year {label}").format(label=label))
        self.setAccessibleName(self.text())
        self.older = older
        self.update()

    def _face(self) -> QFont:
        return theme.font(Role.NAME if self.older else Role.BODY)

    def _draw_badge(self, painter: QPainter) -> int:
        side = theme.px(16)
        right = self.width() - theme.px(12)
        picture = icons.pixmap("selector", "ink2", 16, self.devicePixelRatioF())
        painter.drawPixmap(right - side, (self.height() - side) // 2, picture)
        return right - side - theme.px(4)


class SearchBox(NavRow):
    """Looks like a line to type in; it opens the search over the window."""

    def __init__(self) -> None:
        super().__init__(_("Search"), "search")
        self.setAccessibleName(_("Search everything"))
        self.setAccessibleDescription(KEY)
        self.setToolTip(f"{_('Search everything')} ({KEY})")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("subtle" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        side, pad = theme.px(18), theme.px(10)
        picture = icons.pixmap(self.icon_name, "ink2", 18, self.devicePixelRatioF())
        painter.drawPixmap(pad, (self.height() - side) // 2, picture)
        room = self.rect().adjusted(pad + side + theme.px(8), 0, -pad, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font(Role.NOTE))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, KEY)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(KEY) - theme.px(6))
        painter.setFont(theme.font(Role.BODY))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle, words)
