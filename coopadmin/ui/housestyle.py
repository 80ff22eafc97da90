"""Logo and colour of documents: to choose, with a piece of paper that shows how it will look."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopadmin.cooperative.rules import check_accent
from coopadmin.kernel.problem import Problem
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field
from coopadmin.ui.kit.inputs import FocusWatch, mark_wrong
from coopadmin.ui.kit.message import BAD, Messages
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, say

COLOURS = {
    "#0B5966": N_("Petrol"),
    "#1D4F91": N_("Blue"),
    "#2E6B34": N_("Green"),
    "#6B3A6E": N_("Purple"),
    "#A32A2A": N_("Red"),
    "#8A4B00": N_("Brown"),
    "#45524F": N_("Grey"),
}
_COLOUR = Field(
    "accent",
    N_("Colour of documents"),
    width=150,
    figures=True,
    hint=N_("As #0B5966 writes it: the printer of your leaflets knows it."),
)
PAPER, SMALL_PAPER, HIGH = 320, 170, 190
SIDE = 40
_NO_DAY = date.min


class Swatch(QRadioButton):
    """A colour to choose: a painted radio button with a name."""

    def __init__(self, colour: str, name: str) -> None:
        super().__init__(name)
        self.colour = colour
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SIDE), theme.px(SIDE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "ink" if self.isChecked() else "line_strong"
        painter.setPen(QPen(theme.colour(edge), 2 if self.isChecked() else 1))
        painter.setBrush(QColor(self.colour))
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        if self.isChecked():
            side = theme.px(20)
            picture = icons.painted("check", "#ffffff", side, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)


class Sheet(QWidget):
    """The head of a document in small: logo or mark, name, a title in the colour."""

    def __init__(self) -> None:
        super().__init__()
        self.logo, self.colour, self.name = QPixmap(), next(iter(COLOURS)), ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How documents look"))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(PAPER), theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(SMALL_PAPER), theme.px(HIGH))

    def show_style(self, logo: QPixmap, colour: str, name: str) -> None:
        self.logo, self.colour, self.name = logo, colour, name
        with_logo = _("with the logo") if not logo.isNull() else _("without a logo")
        self.setAccessibleDescription(f"{colour}, {with_logo}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        # Paper is white, also where the program is dark.
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        left, top, high = theme.px(20), theme.px(18), theme.px(34)
        wide = self._draw_mark(painter, QRectF(left, top, theme.px(120), high))
        painter.setPen(QColor("#172120"))
        painter.setFont(theme.font(Role.LABEL))
        room = QRect(left + wide + theme.px(10), top, self.width() - left * 2 - wide, high)
        room.setRight(self.width() - theme.px(12))
        cut = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(self.name, cut, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        ink = QColor(self.colour)
        painter.setPen(ink)
        painter.setFont(theme.font(Role.TITLE))
        painter.drawText(QPointF(left, top + high + theme.px(46)), _("Annual report"))
        painter.fillRect(QRectF(left, top + high + theme.px(60), theme.px(120), theme.px(3)), ink)
        painter.setPen(QColor("#43524F"))
        painter.setFont(theme.font(Role.CAPTION))
        below = QRect(left, top + high + theme.px(72), self.width() - 2 * left, theme.px(44))
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), _("Account to the members"))

    def _draw_mark(self, painter: QPainter, box: QRectF) -> int:
        if self.logo.isNull():
            side = box.height()
            icons.draw_mark(painter, QRectF(box.left(), box.top(), side, side))
            return round(side)
        scale = min(box.width() / self.logo.width(), box.height() / self.logo.height())
        wide, high = self.logo.width() * scale, self.logo.height() * scale
        where = QRectF(box.left(), box.top() + (box.height() - high) / 2, wide, high)
        painter.drawPixmap(where, self.logo, QRectF(self.logo.rect()))
        return round(wide)


class StyleChooser(QWidget):
    """Choose a logo and a colour; `logo_chosen(path)`, `logo_removed`, `colour_chosen(#RRGGBB)`.

    A colour that cannot be read on white is not told on; one sentence and a darker one are offered.
    """

    logo_chosen = Signal(object)
    logo_removed = Signal()
    colour_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._name, self._logo_name, self._logo = "", "", QPixmap()
        self.colour = next(iter(COLOURS))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(32))
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        row.addLayout(left, 2)
        left.addWidget(Text(_("Logo"), Role.LABEL))
        self.choose_button = Button(_("Choose logo…"), self._choose_logo, icon="folder-open")
        self.remove_button = Button(_("Take away"), self.logo_removed.emit, QUIET, "trash")
        left.addLayout(_across(self.choose_button, self.remove_button))
        self._logo_note = Text("", Role.CAPTION, "ink2", wrap=True)
        left.addWidget(self._logo_note)
        left.addSpacing(theme.px(10))
        self.swatches = [Swatch(colour, _(name)) for colour, name in COLOURS.items()]
        for swatch in self.swatches:
            swatch.clicked.connect(partial(self._take, swatch.colour))
        self.box = FieldBox(_COLOUR, _NO_DAY)
        self.box.setMaximumWidth(theme.px(460))
        self.other_button = Button(_("Other colour…"), self._choose_colour)
        self.box.add_beside(self.other_button)
        self._watch = FocusWatch(self)
        self._watch.left.connect(lambda _control: self._typed())
        self._watch.watch(self.box.control)
        self.box.control.returnPressed.connect(self._typed)  # type: ignore[union-attr]
        left.addLayout(_across(*self.swatches))
        left.addWidget(self.box)
        self.messages = Messages()
        left.addWidget(self.messages)
        left.addStretch(1)
        self.sheet = Sheet()
        row.addWidget(self.sheet, 1, Qt.AlignmentFlag.AlignTop)
        self.problem: Problem | None = None
        self._show()

    # What is shown.

    def show_style(self, name: str, logo_name: str, logo: bytes, colour: str) -> None:
        """The legal person's name, its logo and its colour as they are now."""
        self._name, self._logo_name = name, logo_name
        self._logo = QPixmap()
        if logo:
            self._logo.loadFromData(logo)
        self.colour = colour
        self.box.set_text(colour)
        self._offer(None)
        self._show()

    def show_logo_problem(self, words: str) -> None:
        """Say at the logo why it was not taken."""
        self._logo_note.setText(words)
        self._logo_note.set_ink("bad")

    def _show(self) -> None:
        for swatch in self.swatches:
            swatch.setAutoExclusive(False)
            swatch.setChecked(swatch.colour == self.colour)
            swatch.setAutoExclusive(True)
        hint = _("A PNG or JPEG, at least 600 pixels wide. Without one the mark stands there.")
        self._logo_note.setText(self._logo_name or hint)
        self._logo_note.set_ink("ink2")
        self.remove_button.setVisible(bool(self._logo_name))
        self.sheet.show_style(self._logo, self.colour, self._name)

    # What the person does.

    def _choose_logo(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose logo"), str(Path.home()), kinds)
        if name:
            self.logo_chosen.emit(Path(name))

    def _choose_colour(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour), self, _("Colour of documents"))
        if chosen.isValid():
            self._take(chosen.name())

    def _typed(self) -> None:
        text = str(self.box.text()).strip()
        wanted = text if text.startswith("#") else f"#{text}"
        if wanted.upper() != self.colour or self.problem is not None:
            self._take(wanted)

    def _take(self, colour: str, _on: bool = False) -> None:
        self.box.set_text(colour.upper())
        problem = next(check_accent(colour), None)
        self._offer(problem)
        if problem is None:
            self.colour = colour.upper()
            self.colour_chosen.emit(self.colour)
        self._show()

    def _offer(self, problem: Problem | None) -> None:
        self.problem = problem
        mark_wrong(self.box.control, problem is not None)
        self.messages.clear()
        if problem is None:
            return
        self.box.control.setAccessibleDescription(say(problem))
        darker = str(problem.values.get("proposal", ""))
        take = Action(_("Take {colour}").format(colour=darker), partial(self._take_darker, darker))
        self.messages.show_message(BAD, say(problem), "", [take] if darker else [], closable=False)

    def _take_darker(self, colour: str) -> None:
        self._take(colour)
        self.box.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_right(self) -> bool:
        """Whether what stands in the field can be printed."""
        self._typed()
        return self.problem is None


def _across(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
