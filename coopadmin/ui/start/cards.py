"""Cards to choose one of, with an icon, a title and two lines: painted radio buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_

LOOK_AROUND = "look-around"
HEIGHT = 78


@dataclass(frozen=True)
class CardWords:
    """A card: its key, icon and source texts; without a title it has that of the kind."""

    key: str
    icon: str
    lines: str
    title: str = ""


# The keys are those of `cooperative.rules.KINDS`; the last card is no cooperative of one's own.
CARDS = (
    CardWords(
        "zorgcooperatie",
        "heart-handshake",
        N_("Meeting, meals, transport and visits; hours and grants."),
    ),
    CardWords(
        "dorpscooperatie",
        "building-cottage",
        N_("Village hall, shop, green and what keeps it alive."),
    ),
    CardWords(
        "buurtcooperatie", "home-2", N_("Neighbours who keep house, garden and street going.")
    ),
    CardWords("stadsdorp", "building-community", N_("City dwellers who look after one another.")),
    CardWords("hospice", "armchair", N_("Volunteers beside people in their last days.")),
    CardWords(
        "pgb-ouderinitiatief",
        "users-group",
        N_("Parents with personal budgets arrange home and care."),
        N_("Parents’ initiative"),
    ),
    CardWords("buurthuis", "coffee", N_("A house that is open, with tables, coffee and courses.")),
    CardWords("voorzorgcirkel", "users", N_("Small groups that agree to help one another.")),
    CardWords("energiecooperatie", "bolt", N_("Sun, wind and saving, with members who take part.")),
    CardWords("anders", "adjustments", N_("You choose yourself what you use.")),
    CardWords(
        LOOK_AROUND,
        "eye",
        N_("An invented cooperative, that you throw away with one click."),
        N_("Look around first"),
    ),
)


class ChoiceCard(QRadioButton):
    """One card of a group; arrows choose another, as with every radio button."""

    def __init__(self, title: str, lines: str, icon: str) -> None:
        super().__init__(title)
        self.lines, self.icon_name = lines, icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(lines)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(HEIGHT))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        thick = 2 if on else 1
        edge = "primary" if on else "line_strong"
        painter.setPen(QPen(theme.colour(edge), thick))
        ground = "tint" if on else ("subtle" if self.underMouse() else "surface")
        painter.setBrush(theme.colour(ground))
        half = thick / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        self._draw_icon(painter, on)
        self._draw_circle(painter, on)
        left = theme.px(64)
        wide = self.width() - left - theme.px(14)
        painter.setFont(theme.font(Role.NAME))
        painter.setPen(theme.colour("ink"))
        room = wide - theme.px(26)
        metrics = QFontMetrics(painter.font())
        title = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        top = QRect(left, theme.px(9), room, theme.px(22))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(theme.font(Role.NOTE))
        painter.setPen(theme.colour("ink2"))
        below = QRect(left, theme.px(31), wide, self.height() - theme.px(34))
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self.lines)

    def _draw_icon(self, painter: QPainter, on: bool) -> None:
        side = theme.px(40)
        box = QRect(theme.px(12), theme.px(13), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary" if on else "sunken"))
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        ink = "on_primary" if on else "ink2"
        picture = icons.pixmap(self.icon_name, ink, 22, self.devicePixelRatioF())
        inset = (side - theme.px(22)) // 2
        painter.drawPixmap(box.left() + inset, box.top() + inset, picture)

    def _draw_circle(self, painter: QPainter, on: bool) -> None:
        side = theme.px(18)
        circle = QRectF(self.width() - side - theme.px(12), theme.px(12), side, side)
        painter.setPen(QPen(theme.colour("primary" if on else "line_strong"), 2 if on else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(circle)
        if on:
            inset = theme.px(5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
