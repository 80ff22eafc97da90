"""The focus ring: one overlay that follows the focus, two pixels clear of what has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from coopadmin.ui.kit import theme

CLEAR, THICK = 2, 2
_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


def _up_to(widget: QWidget, window: QWidget) -> list[QWidget]:
    """The widget and what it lies in, the window itself left out."""
    found = [widget]
    above = widget.parentWidget()
    while above is not None and above is not window:
        found.append(above)
        above = above.parentWidget()
    return found


class FocusRing(QWidget):
    """Drawn over its window; widgets with the property `own_focus` draw their focus themselves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("")
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            # A page that was built anew takes its widgets with it.
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched, self._target = [], None
        window = self.parentWidget()
        if now is not None and window is not None and window.isAncestorOf(now):
            if not now.property("own_focus"):
                self._target = now
            self._watched = _up_to(now, window)
            for widget in self._watched:
                widget.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        return False

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        around = CLEAR + THICK
        box = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        box = box.adjusted(-around, -around, around, around)
        seen = self._seen_part(target, window, box)
        if seen.isEmpty():
            self.hide()
            return
        self._ring = box.translated(-seen.topLeft())
        self.setGeometry(seen)
        self.show()
        self.raise_()
        self.update()

    def _seen_part(self, target: QWidget, window: QWidget, box: QRect) -> QRect:
        seen = box.intersected(window.rect())
        widget = target.parentWidget()
        while widget is not None and widget is not window:
            above = widget.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is widget:
                room = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
                seen = seen.intersected(room.adjusted(-CLEAR, -CLEAR, CLEAR, CLEAR))
            widget = above
        return seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), THICK))
        half = THICK / 2
        ring = QRectF(self._ring).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ring, theme.px(6) + CLEAR, theme.px(6) + CLEAR)
