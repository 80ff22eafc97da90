"""Choosing the columns of a table, their order and width; each step is seen at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.arranging import STANDARD, Arrangement, arranged, in_order
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, QUIET, Button
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _

STEP, UP, DOWN = 20, -1, 1


class ColumnChooser(QDialog):
    """The columns of a table; Space puts one on or off, Ctrl with an arrow moves or widens it."""

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table.window())
        self._table = table
        title = _("Columns of “{table}”").format(table=table.accessibleName())
        self.setWindowTitle(title)
        self.setWindowIcon(icons.mark_icon())
        self.setAccessibleName(title)
        self.setModal(True)
        self.list = RowsTable(
            (
                Column("on", N_("Shown"), look=Look.CHECK, width=60, checked=self._is_on),
                Column("title", N_("Column"), _name, Look.NAME, 180, 1),
            ),
            title,
            identity=lambda column: column.key,
        )
        self.list.checked.connect(lambda column, _key: self._toggle(column))
        self.list.activated.connect(self._toggle)
        self.list.chosen.connect(lambda _column: self._fit_buttons())
        self.list.view.installEventFilter(self)
        self.up = Button(_("Up"), lambda: self._move(UP), PLAIN, "chevron-up")
        self.down = Button(_("Down"), lambda: self._move(DOWN), PLAIN, "chevron-down")
        self.narrower = Button(_("Narrower"), lambda: self._widen(-STEP), PLAIN, "minus")
        self.wider = Button(_("Wider"), lambda: self._widen(STEP), PLAIN, "plus")
        self.standard = Button(_("Standard columns"), self._back, QUIET, "rotate")
        self.ready = Button(_("Ready"), self.accept, PRIMARY)
        self._lay_out(title)
        self.ring = FocusRing(self)
        self._fill()
        self.list.choose_first()
        self.list.setFocus()

    def _lay_out(self, title: str) -> None:
        explained = _("What you choose stays so on this computer, and is what a saved file holds.")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(title, Role.CARD, wrap=True))
        column.addWidget(Text(explained, Role.BODY, "ink2", wrap=True))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(12))
        middle.addWidget(self.list, 1)
        beside = QVBoxLayout()
        beside.setSpacing(theme.px(8))
        wide = max(one.sizeHint().width() for one in self._beside())
        for button in self._beside():
            button.setFixedWidth(wide)
            beside.addWidget(button)
        beside.addStretch(1)
        middle.addLayout(beside)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.standard)
        foot.addStretch(1)
        foot.addWidget(self.ready)
        column.addLayout(foot)
        self.list.setMinimumHeight(self.list.view.row_height() * 8)
        self.resize(theme.px(500), self.sizeHint().height())

    def _beside(self) -> tuple[Button, ...]:
        return self.up, self.down, self.narrower, self.wider

    def run(self) -> None:
        """Show it until the person is ready."""
        self.exec()
        self.deleteLater()

    # What is chosen.

    def _now(self) -> Arrangement:
        return self._table.arrangement

    def _is_on(self, column: Column) -> bool:
        return self._now().shows(column)

    def _take(self, arrangement: Arrangement) -> None:
        self._table.arrange(arrangement)
        self._fill()

    def _fill(self) -> None:
        columns = in_order(self._table.standard, self._now())
        self.list.set_rows([column for column in columns if column.title])
        self.standard.setEnabled(self._now() != STANDARD)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        column, (place, whole) = self.list.current(), self.list.position()
        self.up.setEnabled(place > 1)
        self.down.setEnabled(0 < place < whole)
        on = column is not None and self._is_on(column)
        self.narrower.setEnabled(on)
        self.wider.setEnabled(on)

    def _toggle(self, column: Column) -> None:
        on = not self._is_on(column)
        left = [one for one in arranged(self._table.standard, self._now()) if one.title]
        if on or left != [column]:  # a table without any column says nothing
            self._take(self._now().with_shown(column.key, on))

    def _move(self, by: int) -> None:
        column = self.list.current()
        titled = [one.key for one in self.list.shown_rows()]
        here = titled.index(column.key) if column is not None else -1
        if column is None or not 0 <= here + by < len(titled):
            return
        order = [one.key for one in in_order(self._table.standard, self._now())]
        there = order.index(titled[here + by])
        order.remove(column.key)
        order.insert(there, column.key)
        self._take(replace(self._now(), order=tuple(order)))

    def _widen(self, by: int) -> None:
        column = self.list.current()
        if column is not None and self._is_on(column):
            wide = round(self._table.view.width_of(column.key) / theme.scale())
            self._take(self._now().with_width(column.key, wide + by))

    def _back(self) -> None:
        self._take(STANDARD)
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        deeds = {
            Qt.Key.Key_Up: lambda: self._move(UP),
            Qt.Key.Key_Down: lambda: self._move(DOWN),
            Qt.Key.Key_Left: lambda: self._widen(-STEP),
            Qt.Key.Key_Right: lambda: self._widen(STEP),
        }
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            deed = deeds.get(Qt.Key(event.key()))
            if deed is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                deed()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        else:
            super().keyPressEvent(event)


def _name(column: Column) -> str:
    return _(column.title)
