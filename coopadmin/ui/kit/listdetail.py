"""A list with the detail of its chosen row beside it, or one at a time where room is short."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Button, IconButton
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, count

# A page is narrow under 1000 pixels; its margins are not this container's.
NARROW = 1000 - 48


class ListDetail(QWidget):
    """List left, detail right; where the page is narrow the detail opens over the full width.

    Enter on a row (or `open_detail`) goes into the detail; Esc (or `close_detail`) returns to the
    same row. With a RowsTable the position, next and previous come free. `opened` and `closed`
    tell when the person goes in and out, `covering` when the detail takes the place of the list
    or gives it back, `narrow_changed` when the shape changes. `Page.hold` puts it in a page.
    """

    opened = Signal()
    closed = Signal()
    covering = Signal(bool)
    narrow_changed = Signal(bool)

    def __init__(
        self,
        listing: QWidget,
        detail: QWidget,
        table: RowsTable | None = None,
        back_text: str = "",
        detail_width: int = 400,
        detail_part: float = 0.0,
    ) -> None:
        super().__init__()
        self._listing, self._detail, self._table = listing, detail, table
        self._wide_width, self._part = detail_width, detail_part
        self.narrow, self._inside, self._over = False, False, False
        self._about_row = True
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.px(10))
        self._back = Button(
            back_text or _("Back to the list"), self.close_detail, icon="chevron-left"
        )
        self._place = Text("", Role.CARD)
        self._previous = IconButton(
            "chevron-left", _("Previous"), lambda: self._step(-1), boxed=True
        )
        self._next = IconButton("chevron-right", _("Next"), lambda: self._step(1), boxed=True)
        bar.addWidget(self._back)
        bar.addWidget(self._place)
        bar.addStretch(1)
        bar.addWidget(self._previous)
        bar.addWidget(self._next)
        right = QWidget()
        self._right = right
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._bar)
        column.addWidget(detail, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(16))
        self._row.addWidget(listing, 1)
        self._row.addWidget(right)
        if table is not None:
            table.activated.connect(lambda _row: self.open_detail())
            table.chosen.connect(lambda _row: self._show_place())
        self._arrange()

    def follow(self, table: RowsTable) -> None:
        """Be about the rows of this table from now on, where there are several in turn."""
        if self._table is not None:
            self._table.chosen.disconnect(self._chosen_in_table)
        self._table = table
        table.chosen.connect(self._chosen_in_table)
        self._arrange()

    def _chosen_in_table(self, _row: object) -> None:
        self._show_place()

    def is_open(self) -> bool:
        """Whether the person is in the detail, rather than walking the list."""
        return self._inside

    def open_detail(self, focus: QWidget | None = None) -> None:
        """Go into the detail; in a narrow page it takes the place of the list."""
        self._inside = True
        self._arrange()
        self._show_place()
        target = focus or self._first_in_detail()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def close_detail(self) -> None:
        """Return to the list, to the row where one was."""
        if not self._inside:
            return
        self._inside = False
        self._arrange()
        (self._table or self._listing).setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def set_detail(self, detail: QWidget, width: int = 0, *, about_row: bool = True) -> QWidget:
        """Put another widget in the place of the detail, and return the one that was there.

        The old one is hidden and stays alive for the caller; `width` as in `set_detail_width`.
        Without `about_row`, as for something new, it has no place among the rows.
        """
        self._about_row = about_row
        before, self._detail = self._detail, detail
        if before is not detail:
            column = self._right.layout()
            assert column is not None
            column.replaceWidget(before, detail)
            before.hide()
            detail.show()
        if width:
            self._wide_width = width
        self._arrange()
        return before

    def shown_detail(self) -> QWidget:
        """What stands right of the list now."""
        return self._detail

    def set_detail_width(self, width: int) -> None:
        """Another width beside the list, in pixels at 100 % text, such as 500 for a form."""
        self._wide_width = width
        self._arrange()

    def _first_in_detail(self) -> QWidget | None:
        widget = self._detail.nextInFocusChain()
        while widget is not None and widget is not self._detail:
            if not self._detail.isAncestorOf(widget):
                return None
            if (
                widget.isVisibleTo(self._detail)
                and widget.isEnabled()
                and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            ):
                return widget
            widget = widget.nextInFocusChain()
        return None

    def _step(self, by: int) -> None:
        if self._table is not None:
            self._table.step(by)

    def _show_place(self) -> None:
        if self._table is None:
            return
        place, whole = self._table.position()
        words = _("{number} of {count}").format(number=count(place), count=count(whole))
        self._place.setText(words if place else "")
        self._previous.setEnabled(place > 1)
        self._next.setEnabled(0 < place < whole)

    def _arrange(self) -> None:
        over = self.narrow and self._inside
        if over != self._over:
            self._over = over
            self.covering.emit(over)
        self._listing.setVisible(not over)
        self._right.setVisible(over or not self.narrow)
        self._bar.setVisible(over)
        has_place = self._table is not None and self._about_row
        for part in (self._place, self._previous, self._next):
            part.setVisible(has_place)
        if over:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16777215)
        else:
            wide = theme.px(self._wide_width)
            if self._part:
                wide = max(wide, round(self.width() * self._part))
            self._right.setFixedWidth(wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._inside:
            self.close_detail()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() / theme.scale() < NARROW
        changed = narrow != self.narrow
        self.narrow = narrow
        self._arrange()
        if changed:
            self.narrow_changed.emit(narrow)
