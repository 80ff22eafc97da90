"""The one table of the program: rows, a fixed total below them, and what an empty one says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.arranging import (
    STANDARD,
    Arrangement,
    arranged,
    keep_arrangement,
    kept_arrangement,
)
from coopadmin.ui.kit.buttons import ICON, Action, Button, MenuButton
from coopadmin.ui.kit.columns import FIGURES, RIGHT, Column, Group, Heading
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.rowpaint import RowPainter
from coopadmin.ui.kit.rowview import RowsView
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _

SETTLE_MS = 120


def _id_of(row: Any) -> object:
    return getattr(row, "id", row)


class Place(Protocol):
    """Where tables stand: it writes one to a file, and lets its columns be chosen."""

    def save_table(self, table: RowsTable) -> None: ...

    def choose_columns(self, table: RowsTable) -> None: ...


def _place_of(table: QWidget) -> Place | None:
    above = table.parentWidget()
    while above is not None and not hasattr(above, "save_table"):
        above = above.parentWidget()
    return cast("Place | None", above)


def _first_button(shown: QWidget) -> Button | None:
    return next((each for each in shown.findChildren(Button) if each.isEnabled()), None)


class TotalRow(QWidget):
    """A row that stays below the rows while they scroll, in line with their columns."""

    def __init__(self, view: RowsView) -> None:
        super().__init__()
        self._view = view
        self.texts: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.fitted.connect(self.update)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self.setAccessibleName(" ".join(texts.values()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(QRect(0, 0, self.width(), 2), theme.colour("line_strong"))
        painter.setPen(theme.colour("ink"))
        head = self._view.horizontalHeader()
        for number, column in enumerate(self._view.rows.columns):
            text = self.texts.get(column.key, "")
            if not text or head.isSectionHidden(number):
                continue
            cell = QRect(
                head.sectionViewportPosition(number), 2, head.sectionSize(number), self.height() - 2
            )
            room = self._view.inside(cell, number)
            figure = column.look in FIGURES
            painter.setFont(theme.font(Role.STRONG_AMOUNT if figure else Role.NAME))
            wide = painter.fontMetrics().horizontalAdvance(text)
            if figure and wide > room.width():
                self._view.widen(column.key, wide)
            side = (
                Qt.AlignmentFlag.AlignRight if column.look in RIGHT else Qt.AlignmentFlag.AlignLeft
            )
            # The words of a total may run on over empty cells beside them.
            room.setWidth(max(room.width(), 0 if figure else wide + 2))
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)


class RowsTable(QWidget):
    """A table made from columns.

    `chosen(row)` follows the cursor at once and is None when nothing is chosen, `settled(row)`
    comes once it rests, `activated(row)` is Enter or a double click, `checked(row, column key)`
    a space or click in a check cell, `left_at_top` Up on the first row. After new rows the cursor
    stays on the row with the same `identity` (by default its `id`), else on the same line.

    With a `kept_as` the person may choose columns, their order and width, and save what is shown
    as a file: by the button at the end of the titles or the menu of the right mouse button. `low`
    rows are for a statement that must be seen whole.
    """

    chosen = Signal(object)
    settled = Signal(object)
    activated = Signal(object)
    checked = Signal(object, str)
    left_at_top = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        name: str = "",
        two_lines: bool = False,
        identity: Callable[[Any], object] = _id_of,
        painter: type[RowPainter] = RowPainter,
        kept_as: str = "",
        *,
        low: bool = False,
    ) -> None:
        super().__init__()
        self.kept_as, self.standard = kept_as, tuple(columns)
        self.arrangement = kept_arrangement(kept_as)
        self.narrowing: tuple[QWidget, ...] = ()
        self.view = RowsView(arranged(columns, self.arrangement), two_lines, painter, low=low)
        self.setAccessibleName(name)
        self.view.setAccessibleName(name)
        self._identity = identity
        self.total = TotalRow(self.view)
        self.total.hide()
        self._empty: QWidget | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._stack, 1)
        box.addWidget(self.total)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(lambda: self.settled.emit(self.current()))
        self.view.selectionModel().currentRowChanged.connect(self._moved)
        self.view.activated_row.connect(self.activated)
        self.view.checked.connect(self.checked)
        self.view.left_at_top.connect(self.left_at_top)
        self.setFocusProxy(self.view)
        if kept_as:
            self._offer()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; nothing is formatted until it comes on the screen."""
        self._keeping_place(lambda: self.view.rows.set_rows(rows))

    def set_groups(self, groups: Iterable[Group], folded: Iterable[str] | None = None) -> None:
        """Show rows under headings that open and close with Right, Left, Space and a click."""
        self._keeping_place(lambda: self.view.rows.set_groups(groups, folded))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns for the same rows."""
        self.standard = tuple(columns)
        self._show_columns()

    def _show_columns(self) -> None:
        shown = arranged(self.standard, self.arrangement)
        self._keeping_place(lambda: self.view.rows.set_columns(shown))
        self.view.restyle()

    # What a person may do with any table.

    def _offer(self) -> None:
        self.corner = MenuButton("", (), ICON, "dots")
        self.corner.setAccessibleName(_("Columns and saving"))
        self.corner.setToolTip(_("Columns and saving"))
        # The keyboard has the menu of the table itself, so that Tab finds no button more.
        self.corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = self.corner.menu_of_actions
        menu.aboutToShow.connect(lambda: self.corner.set_actions(self.offers()))
        self.view.let_arrange(self.corner, self.arrangement.widths)
        self.view.resized.connect(
            lambda key, wide: self.arrange(self.arrangement.with_width(key, wide))
        )
        self.view.reordered.connect(
            lambda keys: self.arrange(replace(self.arrangement, order=tuple(keys)))
        )
        for part in (self.view, self.view.horizontalHeader()):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            part.customContextMenuRequested.connect(
                lambda place, part=part: menu.popup(part.mapToGlobal(place))
            )

    def arrange(self, arrangement: Arrangement) -> None:
        """Show other columns, or the same differently, and keep that for this computer."""
        before, self.arrangement = self.arrangement, arrangement
        keep_arrangement(self.kept_as, arrangement)
        self.view.set_widths(arrangement.widths)
        if arranged(self.standard, before) != arranged(self.standard, arrangement):
            self._show_columns()

    def offers(self) -> tuple[Action, ...]:
        """What can be done with this table where it stands."""
        place = _place_of(self)
        if place is None:
            return ()
        save = Action(_("Save this list as a file…"), lambda: place.save_table(self), "download")
        choose = Action(_("Choose columns…"), lambda: place.choose_columns(self), "list-check")
        back = Action(_("Standard columns"), lambda: self.arrange(STANDARD), "rotate")
        return (save, choose, back) if self.arrangement != STANDARD else (save, choose)

    def set_total(self, texts: Mapping[str, str]) -> None:
        """The fixed last row: words per column key; none hides it."""
        self.total.set_texts(texts)
        self.total.setVisible(bool(texts))

    def set_empty(self, widget: QWidget) -> None:
        """What is shown instead of the table while it has no rows."""
        had_focus = self._has_focus()
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = widget
        self._stack.addWidget(widget)
        self._show_what_there_is()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, text: str) -> None:
        """Mark these searched words in columns that say `marked`."""
        self.view.rows.mark(text)

    def current(self) -> Any:
        """The row under the cursor, or None."""
        return self.view.current_row()

    def choose(self, identity: object) -> bool:
        """Put the cursor on the row with this identity; False when it is not shown."""
        number = self.view.rows.place_of(identity, self._identity)
        if number >= 0:
            self.view.select_number(number)
        return number >= 0

    def follow(self, search: Search) -> None:
        """Stand under a search: Down and Enter in it lead here, Up from the first row back."""
        search.go_down.connect(self.setFocus)
        search.returnPressed.connect(self.enter)
        self.left_at_top.connect(search.setFocus)

    def enter(self) -> None:
        """As Enter on the row under the cursor, from a search above the table."""
        if self.current() is None:
            self.choose_first()
        if self.current() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.activated.emit(self.current())

    def choose_first(self) -> None:
        for number in self.view.rows.numbers()[:1]:
            self.view.select_number(number)

    def step(self, by: int) -> None:
        """Move the cursor to the next or previous row that is no heading."""
        numbers = self.view.rows.numbers()
        here = self.view.currentIndex().row()
        if here in numbers:
            place = numbers.index(here) + by
            if 0 <= place < len(numbers):
                self.view.select_number(numbers[place])

    def position(self) -> tuple[int, int]:
        """Which row this is and of how many, counted from one; 0 when nothing is chosen."""
        numbers = self.view.rows.numbers()
        here = self.view.currentIndex().row()
        return (numbers.index(here) + 1 if here in numbers else 0), len(numbers)

    def shown_rows(self) -> list[Any]:
        """The rows in the order of the screen, for export and print."""
        model = self.view.rows
        return [model.row(number) for number in model.numbers()]

    def __len__(self) -> int:
        return len(self.view.rows)

    def restyle(self) -> None:
        self.view.restyle()

    def _keeping_place(self, change: Callable[[], None]) -> None:
        before, number = self.current(), self.view.currentIndex().row()
        watching = self.view.selectionModel()
        watching.blockSignals(True)
        change()
        watching.blockSignals(False)
        self._show_what_there_is()
        if before is not None and not self.choose(self._identity(before)):
            last = self.view.rows.rowCount() - 1
            if last >= 0:
                near = min(max(number, 0), last)
                step = 1 if isinstance(self.view.rows.row(near), Heading) and near < last else 0
                self.view.select_number(near + step)
        if self.current() is None and before is not None:
            self._tell()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _show_what_there_is(self) -> None:
        nothing = self.view.rows.rowCount() == 0 and self._empty is not None
        shown = self._empty if nothing and self._empty else self.view
        had_focus = self._has_focus()
        swapped = shown is not self._stack.currentWidget()
        self._stack.setCurrentWidget(shown)
        # Focus given to a hidden view would be lost, and Tab would start from there ever after.
        self.setFocusProxy(self.view if shown is self.view else _first_button(shown))  # type: ignore[arg-type]
        if swapped and had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.current())
        self._rest.start()
