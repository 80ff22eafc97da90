"""The timeline of a meeting: its days drawn to scale, with the window of the statutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coopadmin.kernel.calendar import add_months
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.milestones import (
    CONVENE,
    LIMIT,
    MEETING,
    SENT,
    TODAY,
    Milestone,
    Window,
)
from coopadmin.words import _, date_long, month_name

HEIGHT, MIDDLE, EDGE = 118, 59, 34
NEAR, LINE = 16, 18
_RANK = {MEETING: 0, TODAY: 1, CONVENE: 1, SENT: 1, LIMIT: 2}


@dataclass(frozen=True)
class Wanted:
    """A label that asks for a place: where its day is, how wide it is, how much it matters."""

    key: str
    at: int
    wide: int
    rank: int


@dataclass(frozen=True)
class Placed:
    """Where a label stands: its left edge, above the line or below, and its alignment."""

    left: int
    above: bool
    align: Qt.AlignmentFlag


def placed(labels: Sequence[Wanted], room: int, gap: int, lean: int) -> dict[str, Placed]:
    """Places for labels along a line of `room` pixels, so that none lies over another.

    What matters most comes first; each takes the first place that is free: below, then above,
    after its day, before it, or around it (`lean` pixels past it). What finds none is left out.
    """
    taken: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    found: dict[str, Placed] = {}
    for label in sorted(labels, key=lambda each: (each.rank, each.at)):
        for above, left, align in _choices(label, lean):
            right = left + label.wide
            if left < 0 or right > room:
                continue
            if all(right + gap <= begin or end + gap <= left for begin, end in taken[above]):
                taken[above].append((left, right))
                found[label.key] = Placed(left, above, align)
                break
    return found


def _choices(label: Wanted, lean: int) -> Iterator[tuple[bool, int, Qt.AlignmentFlag]]:
    flags = Qt.AlignmentFlag
    sides = [
        (label.at - lean, flags.AlignLeft),
        (label.at + lean - label.wide, flags.AlignRight),
        (label.at - label.wide // 2, flags.AlignHCenter),
    ]
    if label.key in (CONVENE, SENT):
        # The window of the statutes lies behind it: its words stand before it.
        sides = [sides[1], sides[2], sides[0]]
    for above in (False, True):
        for left, align in sides:
            yield above, left, align


class Timeline(QWidget):
    """Days from left to right; every one of them is also in the description and as a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._stones: tuple[Milestone, ...] = ()
        self._window: Window | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Timeline"))
        self.setMouseTracking(True)

    def set_days(self, stones: Sequence[Milestone], window: Window) -> None:
        self._stones, self._window = tuple(stones), window
        said = [f"{each.title}: {date_long(each.day)}" for each in stones]
        self.setAccessibleDescription("; ".join([*said, f"{window.source}: {window.words}"]))
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(HEIGHT))

    # Where things are.

    def _range(self) -> tuple[date, date]:
        days = [each.day for each in self._stones]
        if self._window is not None:
            days += [self._window.first, self._window.last]
        return min(days), max(days)

    def _at(self, day: date) -> int:
        first, last = self._range()
        edge = theme.px(EDGE)
        part = (day - first).days / max(1, (last - first).days)
        return round(edge + part * (self.width() - 2 * edge))

    def _labels(self) -> dict[str, Placed]:
        return placed(
            [
                Wanted(each.key, self._at(each.day), _wide(each), _RANK.get(each.key, 3))
                for each in self._stones
            ],
            self.width(),
            theme.px(16),
            theme.px(8),
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().x()
        near = [each for each in self._stones if abs(self._at(each.day) - at) <= theme.px(14)]
        words = "\n".join(f"{each.title}: {date_long(each.day)}" for each in near)
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    # Drawing.

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stones or self._window is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places, middle = self._labels(), theme.px(MIDDLE)
        painter.setPen(QPen(theme.colour("line_strong"), 2))
        painter.drawLine(theme.px(8), middle, self.width() - theme.px(8), middle)
        above = self._blocked(places)
        self._draw_window(painter, self._window, middle, above)
        self._draw_months(painter, middle, above)
        for stone in sorted(self._stones, key=lambda each: each.key == MEETING):
            self._draw_node(painter, stone, middle)
            if stone.key in places:
                self._draw_label(painter, stone, places[stone.key], middle)

    def _blocked(self, places: dict[str, Placed]) -> list[tuple[int, int]]:
        """Stretches over the line that labels have taken."""
        return [
            (places[stone.key].left, places[stone.key].left + _wide(stone))
            for stone in self._stones
            if stone.key in places and places[stone.key].above
        ]

    def _draw_window(
        self, painter: QPainter, window: Window, middle: int, above: list[tuple[int, int]]
    ) -> None:
        left, right = self._at(window.first), self._at(window.last)
        high = theme.px(24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warn_bg"))
        painter.drawRect(QRect(left, middle - high // 2, right - left, high))
        painter.setPen(theme.colour("warn"))
        painter.setFont(theme.font(Role.HEAD))
        wide = painter.fontMetrics().horizontalAdvance(window.words)
        # A day inside the window would stand on its words.
        inside = any(window.first < each.day < window.last for each in self._stones)
        centre = Qt.AlignmentFlag.AlignCenter
        if wide + theme.px(28) <= right - left and not inside:
            painter.drawText(
                QRect(left, middle - high // 2, right - left, high), centre, window.words
            )
            words = window.source
        else:
            words = f"{window.source}: {window.words}"
        painter.setFont(theme.font(Role.CHIP))
        wide = painter.fontMetrics().horizontalAdvance(words)
        begin = (left + right - wide) // 2
        if _free(begin, begin + wide, above):
            top = middle - high // 2 - theme.px(LINE + 2)
            painter.drawText(QRect(begin, top, wide + 2, theme.px(LINE)), centre, words)
            above.append((begin, begin + wide))

    def _draw_months(self, painter: QPainter, middle: int, above: list[tuple[int, int]]) -> None:
        first, last = self._range()
        day = add_months(first.replace(day=1), 1)
        painter.setFont(theme.font(Role.CAPTION))
        window = self._window
        while day < last:
            at = self._at(day)
            inside = window is not None and window.first <= day <= window.last
            words = f"1 {month_name(day.month)}"
            wide = painter.fontMetrics().horizontalAdvance(words)
            begin = at - wide // 2
            if not inside and _free(begin, begin + wide, above):
                painter.setPen(QPen(theme.colour("line_strong"), 1))
                painter.drawLine(at, middle - theme.px(5), at, middle + theme.px(5))
                painter.setPen(theme.colour("ink2"))
                top = middle - theme.px(12 + LINE)
                painter.drawText(
                    QRect(begin, top, wide + 2, theme.px(LINE)),
                    Qt.AlignmentFlag.AlignCenter,
                    words,
                )
                above.append((begin, begin + wide))
            day = add_months(day, 1)

    def _draw_node(self, painter: QPainter, stone: Milestone, middle: int) -> None:
        centre = QPointF(self._at(stone.day), middle)
        if stone.key == MEETING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawEllipse(centre, theme.px(13), theme.px(13))
            self._picture(painter, "gavel", "on_primary", centre, 16)
            return
        ring = {"bad": "bad_mark", "warn": "warn_mark", "good": "good_mark"}.get(stone.tone)
        filled = stone.key in (TODAY, SENT)
        ground = {TODAY: "primary", SENT: ring or "primary"}.get(stone.key, "surface")
        edge = ground if filled else ring or "line_strong"
        painter.setPen(QPen(theme.colour(edge), 3))
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(centre, theme.px(8), theme.px(8))
        if stone.key == SENT:
            self._picture(painter, "check", "surface", centre, 12)

    def _picture(self, painter: QPainter, name: str, ink: str, centre: QPointF, size: int) -> None:
        half = theme.px(size) / 2
        box = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
        picture = icons.pixmap(name, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(box.topLeft(), picture)

    def _draw_label(self, painter: QPainter, stone: Milestone, place: Placed, middle: int) -> None:
        wide, line = _wide(stone), theme.px(LINE)
        top = middle - theme.px(NEAR) - 2 * line if place.above else middle + theme.px(NEAR)
        bad = stone.tone if stone.tone in ("bad", "warn") else ""
        for words, role, ink in (
            (stone.title, Role.LABEL, bad or "ink"),
            (stone.note, Role.CAPTION, bad or "ink2"),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink))
            box = QRect(place.left, top, wide, line)
            painter.drawText(box, place.align | Qt.AlignmentFlag.AlignVCenter, words)
            top += line


def _free(begin: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    gap = theme.px(10)
    return all(end + gap <= left or right + gap <= begin for left, right in taken)


def _wide(stone: Milestone) -> int:
    title = QFontMetrics(theme.font(Role.LABEL)).horizontalAdvance(stone.title)
    note = QFontMetrics(theme.font(Role.CAPTION)).horizontalAdvance(stone.note)
    return max(title, note) + 2
