"""Key figures and small charts, painted, with their figures readable and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _


class KeyFigure(QAbstractButton):
    """A figure with its name and one line of comparison; clicking opens what lies behind it."""

    def __init__(self, name: str, figure: str = "", note: str = "", icon: str = "") -> None:
        super().__init__()
        self.icon_name = icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set(name, figure, note)

    def set(self, name: str, figure: str, note: str = "") -> None:
        self.name, self.figure, self.note = name, figure, note
        self.setAccessibleName(f"{name}: {figure}. {note}".strip())
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(188), theme.px(93))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(93))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("subtle" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        left, wide = theme.px(14), self.width() - theme.px(28)
        if self.icon_name:
            picture = icons.pixmap(self.icon_name, "ink2", 18, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - theme.px(32), theme.px(11), picture)
        lines = (
            (self.name, Role.NOTE, "ink2", 8, 24, wide - theme.px(24)),
            (self.figure, Role.FIGURE, "ink", 30, 36, wide),
            (self.note, Role.CAPTION, "ink2", 64, 20, wide),
        )
        cut = False
        for words, role, ink, top, high, room in lines:
            painter.setFont(theme.font(role))
            if role is Role.FIGURE:
                # A figure is never cut: it becomes smaller instead.
                face = painter.font()
                while (
                    painter.fontMetrics().horizontalAdvance(words) > room and face.pixelSize() > 13
                ):
                    face.setPixelSize(face.pixelSize() - 1)
                    painter.setFont(face)
                shown = words
            else:
                shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
                cut = cut or shown != words
            painter.setPen(theme.colour(ink))
            place = QRectF(left, theme.px(top), room, theme.px(high))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        self.setToolTip(f"{self.name}: {self.note}" if cut else "")


@dataclass(frozen=True)
class Bar:
    """One bar: its label, height and words for the height; `before` is the year to compare with."""

    label: str
    height: int
    words: str
    before: int | None = None
    before_words: str = ""


class Chart(QWidget):
    """Figures in a row, drawn; their words are in its description for who does not see it."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._bars, self._said = tuple[Bar, ...](), -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def set_bars(self, bars: Sequence[Bar], said: int = -1) -> None:
        """`said` is the place of the one whose value is written; −1 writes those that fit."""
        self._bars, self._said = tuple(bars), said
        parts = (
            f"{bar.label} {bar.words}" + (f" ({bar.before_words})" if bar.before_words else "")
            for bar in self._bars
        )
        self.setAccessibleDescription("; ".join(parts))
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(120))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(70))

    def _word(self, painter: QPainter, words: str, middle: float, top: float, high: float) -> None:
        wide = painter.fontMetrics().horizontalAdvance(words) + 2
        left = min(max(0.0, middle - wide / 2), self.width() - wide)
        painter.drawText(QRectF(left, top, wide, high), Qt.AlignmentFlag.AlignCenter, words)


class BarChart(Chart):
    """Flat bars with the bar of the year before behind each; the highlighted one says its value."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._bars:
            return
        caption = theme.font(Role.CAPTION)
        painter.setFont(caption)
        line = painter.fontMetrics().height()
        base, top = self.height() - line - theme.px(4), line + theme.px(2)
        highest = max(max(bar.height, bar.before or 0) for bar in self._bars) or 1
        step = self.width() / len(self._bars)
        room = max(4.0, step * 0.62)
        for number, bar in enumerate(self._bars):
            middle = step * (number + 0.5)
            if bar.before is not None:
                high = (base - top) * bar.before / highest
                self._bar(painter, "ghost", middle, room, base, high)
            high = (base - top) * bar.height / highest
            wide = room * 0.62 if bar.before is not None else room
            self._bar(painter, "c1", middle, wide, base, high)
            said = number == self._said
            painter.setFont(theme.font(Role.HEAD if said else Role.CAPTION))
            painter.setPen(theme.colour("ink" if said else "ink2"))
            if painter.fontMetrics().horizontalAdvance(bar.label) <= step or number % 2 == 0:
                self._word(painter, bar.label, middle, base + 4, line)
            fits = painter.fontMetrics().horizontalAdvance(bar.words) <= step - 2
            if said or (self._said < 0 and fits and bar.height):
                above = max(high, (base - top) * (bar.before or 0) / highest)
                self._word(painter, bar.words, middle, base - above - line, line)
        painter.fillRect(QRectF(0, base, self.width(), 1), theme.colour("line"))

    def _bar(
        self, painter: QPainter, token: str, middle: float, wide: float, base: float, high: float
    ) -> None:
        if high <= 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(QRectF(middle - wide / 2, base - high, wide, high), 2, 2)


class LineChart(Chart):
    """A line from zero up, its ground tinted; the first and the last point say their value."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._bars:
            return
        painter.setFont(theme.font(Role.CAPTION))
        line = painter.fontMetrics().height()
        edge = float(theme.px(8))
        base, top = self.height() - line - theme.px(4), line + theme.px(8)
        highest = max(bar.height for bar in self._bars) or 1
        step = (self.width() - 2 * edge) / max(1, len(self._bars) - 1)
        points = [
            QPointF(edge + step * place, base - (base - top) * bar.height / highest)
            for place, bar in enumerate(self._bars)
        ]
        first, last = points[0], points[-1]
        ground = QPolygonF([QPointF(first.x(), base), *points, QPointF(last.x(), base)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("tint"))
        painter.drawPolygon(ground)
        painter.setPen(QPen(theme.colour("c1"), theme.px(2)))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(last, theme.px(4), theme.px(4))
        painter.fillRect(QRectF(0, base, self.width(), 1), theme.colour("line"))
        painter.setPen(theme.colour("ink2"))
        for place, (point, bar) in enumerate(zip(points, self._bars, strict=True)):
            wide = painter.fontMetrics().horizontalAdvance(bar.label) + theme.px(8)
            if wide <= step or (len(points) - 1 - place) % 2 == 0:
                self._word(painter, bar.label, point.x(), base + 4, line)
        if len(points) > 1:
            self._word(painter, self._bars[0].words, first.x(), first.y() - line - 6, line)
        painter.setFont(theme.font(Role.HEAD))
        painter.setPen(theme.colour("ink"))
        self._word(painter, self._bars[-1].words, last.x(), last.y() - line - 6, line)


_TABLE = (
    Column("label", N_("Part"), lambda bar: bar.label, Look.NAME, 80, 1),
    Column("words", N_("Value"), lambda bar: bar.words, Look.AMOUNT, 70),
    Column(
        "before", N_("Year before"), lambda bar: bar.before_words, Look.MUTED_AMOUNT, 70, drop=1
    ),
)


class ChartCard(Card):
    """A chart in a card with its legend, and a button that shows the same figures as a table."""

    shown_as_table = Signal(bool)

    def __init__(
        self,
        title: str,
        legend: Sequence[tuple[str, str]] = (),
        chart: type[Chart] = BarChart,
    ) -> None:
        super().__init__(title)
        for token, words in legend:
            self.head_row.addWidget(_Swatch(token))
            self.head_row.addWidget(Text(words, Role.CAPTION, "ink2"))
        self.chart = chart(title)
        self._words, self._bars = title, tuple[Bar, ...]()
        self._columns = _TABLE if legend else _TABLE[:2]
        self._table: RowsTable | None = None
        self.head_row.setContentsMargins(theme.px(16), theme.px(8), theme.px(14), theme.px(2))
        self.head_row.setSpacing(theme.px(7))
        side, down = theme.px(16), theme.px(10)
        self.body.setContentsMargins(side, theme.px(2), side, down)
        self._switch = Button("", self._toggle, SMALL)
        self._name_switch(table=False)
        self.head_row.addWidget(self._switch)
        self._inside = QVBoxLayout()
        self._inside.addWidget(self.chart)
        self.body.addLayout(self._inside)

    def set_bars(self, bars: Sequence[Bar], said: int = -1) -> None:
        self._bars = tuple(bars)
        self.chart.set_bars(bars, said)
        if self._table is not None:
            self._table.set_rows(self._bars)

    def _made_table(self) -> RowsTable:
        # A table costs more than all else in the card, and few ask for it.
        made = RowsTable(
            self._columns, self._words, identity=lambda bar: bar.label, kept_as="figures"
        )
        made.set_rows(self._bars)
        made.hide()
        self._inside.addWidget(made)
        return made

    def _toggle(self) -> None:
        if self._table is None:
            self._table = self._made_table()
        table = self._table.isHidden()
        self._table.setVisible(table)
        self.chart.setVisible(not table)
        self._name_switch(table=table)
        self.shown_as_table.emit(table)

    def _name_switch(self, *, table: bool) -> None:
        words = _("As chart") if table else _("As table")
        self._switch.setText(words)
        self._switch.setAccessibleName(f"{words}: {self.accessibleName()}")
        self._switch.updateGeometry()


class _Swatch(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(theme.px(10), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self._token))
