"""Widgets beside each other that go to a next line where there is no room, and filters so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.choices import Filters, Option


class Flow(QWidget):
    """Widgets beside each other, on a next line where there is no room.

    `spare` is shown at the end only where it fits on the last line.
    """

    GAP = 8

    def __init__(self, *widgets: QWidget, spare: QWidget | None = None) -> None:
        super().__init__()
        self._widgets: tuple[QWidget, ...] = widgets
        self._spare = spare
        for widget in (*widgets, *([spare] if spare else [])):
            widget.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        self.arrange()

    def set_widgets(self, *widgets: QWidget) -> None:
        """Other widgets, or others of them; who owned those that go lets them go."""
        self._widgets = widgets
        for widget in widgets:
            if widget.parentWidget() is not self:
                put_away = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
                hidden = put_away and widget.isHidden()
                widget.setParent(self)
                widget.setVisible(not hidden)
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its place anew, after a widget got another width."""
        gap, left, top, line = theme.px(self.GAP), 0, 0, 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if left and left + size.width() > self.width():
                left, top, line = 0, top + line + gap, 0
            widget.setGeometry(left, top, min(size.width(), self.width()), size.height())
            left += size.width() + gap
            line = max(line, size.height())
        if self._spare is not None:
            size = self._spare.sizeHint()
            fits = left + size.width() <= self.width()
            self._spare.setVisible(fits)
            right = self.width() - size.width()
            self._spare.setGeometry(right, top, size.width(), max(line, size.height()))
        self.setFixedHeight(max(top + line, 1))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.height())

    def event(self, event: QEvent) -> bool:
        # A widget that gets another size asks for a new arrangement, as a layout would.
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class FilterFlow(Flow):
    """Filters with counts, as many lines as they need; `changed(keys)` with those that are on."""

    changed = Signal(object)

    def __init__(self, spare: QWidget | None = None) -> None:
        super().__init__(spare=spare)
        self._options: tuple[Option, ...] = ()

    def set_options(self, options: Sequence[Option]) -> None:
        """New words and counts; filters with the same key stay."""
        if [one.key for one in options] != [one.key for one in self._options]:
            for widget in self._widgets:
                widget.hide()
                widget.deleteLater()
            made = [Filters([option]) for option in options]
            for one in made:
                one.setParent(self)
                one.changed.connect(lambda _keys: self.changed.emit(self.keys()))
                one.show()
            self._widgets = tuple(made)
        self._options = tuple(options)
        for one, option in zip(self._filters(), options, strict=True):
            one.set_options([option])
            one.adjustSize()
        self.arrange()

    def keys(self) -> tuple[str, ...]:
        """The keys of the filters that are on."""
        return tuple(key for one in self._filters() for key in Filters.keys(one))

    def choose(self, *keys: str) -> None:
        """Put exactly these on, without a signal."""
        for one in self._filters():
            one.choose(*keys)
            one.adjustSize()
        self.arrange()

    def _filters(self) -> list[Filters]:
        return [widget for widget in self._widgets if isinstance(widget, Filters)]
