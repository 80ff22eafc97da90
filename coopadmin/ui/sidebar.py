"""The sidebar: whose books these are, the pages, and the book year; an accordion when it is low."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.nameplate import Nameplate, YearChoice
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.navrows import NARROW, WIDE, Brand, NavGroup, NavRow, SearchBox, YearRow
from coopadmin.ui.pages import BOTTOM, TOP, PageEntry
from coopadmin.words import _

GAP = 1
ACCORDION_INDENT = 10


class Sidebar(QWidget):
    """Pages in groups under the search box.

    `chosen(name)` when one is clicked; the year goes to `year_chosen`.
    """

    chosen = Signal(str)
    search_wanted = Signal()
    year_chosen = Signal(object)

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._entries = tuple(entries)
        self._rows: dict[str, NavRow] = {}
        self._groups: dict[str, NavGroup] = {}
        self._open_group, self._here = "", ""
        self.accordion = False
        self._years: tuple[YearChoice, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(10), theme.px(10), theme.px(10), theme.px(4))
        self._column.setSpacing(theme.px(GAP))
        self._brand = Brand()
        self._column.addWidget(self._brand)
        self._column.addSpacing(theme.px(8))
        self.search = SearchBox()
        self.search.clicked.connect(self.search_wanted)
        self.search.walked.connect(partial(self._key, self.search))
        self._column.addWidget(self.search)
        self._column.addSpacing(theme.px(8))
        self._add_pages()
        self._add_bottom()
        self.set_here(self._entries[0].name if self._entries else "")

    def _add_pages(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("inside")
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(theme.px(GAP))
        for entry in self._entries:
            if entry.group == BOTTOM:
                continue
            if entry.group != TOP and entry.group not in self._groups:
                group = NavGroup(_(entry.group))
                group.clicked.connect(partial(self._group_clicked, entry.group))
                group.walked.connect(partial(self._key, group))
                self._groups[entry.group] = group
                self._inside.addWidget(group)
            self._inside.addWidget(self._row(entry))
        self._inside.addStretch(1)
        self._scroll.setWidget(inside)
        self._column.addWidget(self._scroll, 1)

    def _add_bottom(self) -> None:
        self._column.addWidget(Rule())
        self._column.addSpacing(theme.px(2))
        for entry in self._entries:
            if entry.group == BOTTOM:
                self._column.addWidget(self._row(entry))
        self._year = YearRow()
        self._year.clicked.connect(self._show_years)
        self._year.walked.connect(partial(self._key, self._year))
        self._year.hide()
        self._column.addWidget(self._year)

    def _row(self, entry: PageEntry) -> NavRow:
        row = NavRow(_(entry.title), entry.icon)
        row.setToolTip(f"{_(entry.title)} ({entry.key})")
        row.clicked.connect(partial(self._row_clicked, entry.name))
        row.walked.connect(partial(self._key, row))
        self._rows[entry.name] = row
        return row

    # What the window says.

    def set_nameplate(self, plate: Nameplate) -> None:
        """Name, badges and years; the chosen year is for `set_year`."""
        self._brand.set_words(plate.kind, plate.name, plate.logo)
        self._years = plate.years
        for name, row in self._rows.items():
            row.set_badge(plate.badges.get(name, 0))
        for title, group in self._groups.items():
            members = (entry.name for entry in self._entries if entry.group == title)
            group.set_badge(sum(plate.badges.get(name, 0) for name in members))
        self._year.setVisible(bool(self._years))
        self._arrange()

    def set_year(self, choice: YearChoice | None) -> None:
        if choice is not None:
            self._year.set_year(choice.label, bool(self._years) and choice != self._years[0])

    def set_drafts(self, names: Iterable[str]) -> None:
        """A dot at the pages where something is typed that is not saved."""
        with_draft = set(names)
        for name, row in self._rows.items():
            row.set_dot(name in with_draft)

    def set_here(self, name: str) -> None:
        """Mark the page that is shown, and open its group."""
        self._here = name
        for other, row in self._rows.items():
            row.set_here(other == name)
        group = next((entry.group for entry in self._entries if entry.name == name), TOP)
        if group in self._groups:
            self._open_group = group
        self._arrange()

    def row(self, name: str) -> NavRow:
        """The row of a page, for tests and the tour."""
        return self._rows[name]

    def group(self, title: str) -> NavGroup:
        """The head of a group, by its source text."""
        return self._groups[title]

    # Room.

    def needed(self) -> int:
        """The pixels of height that the whole sidebar needs without folding."""
        rows = [row.sizeHint().height() for row in self._rows.values()]
        groups = [theme.px(26)] * len(self._groups)
        year = [theme.px(32)] if self._years else []
        parts = [*rows, *groups, *year, self.search.sizeHint().height()]
        return sum(parts) + theme.px(GAP) * len(parts) + theme.px(40 + 8 + 8 + 14 + 8)

    def _arrange(self) -> None:
        self.accordion = self.height() < self.needed()
        self._brand.one_line = self.accordion
        self._brand.update()
        for entry in self._entries:
            if entry.group not in self._groups:
                continue
            row = self._rows[entry.name]
            row.indent = ACCORDION_INDENT if self.accordion else 0
            row.setVisible(not self.accordion or entry.group == self._open_group)
            row.update()
        for title, group in self._groups.items():
            group.set_folding(self.accordion, title == self._open_group)
        self._set_width()

    def _set_width(self) -> None:
        margins = self._column.contentsMargins()
        widest = max((row.needed() for row in self._rows.values()), default=0)
        least = theme.px(NARROW if self.accordion else WIDE)
        self.setFixedWidth(max(least, widest + margins.left() + margins.right()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.accordion != (self.height() < self.needed()):
            # Not here: Qt would lay the rows out in the width from before.
            QTimer.singleShot(0, self, self._arrange)

    # What the person does.

    def _row_clicked(self, name: str, _on: bool = False) -> None:
        self.chosen.emit(name)

    def _group_clicked(self, title: str, _on: bool = False) -> None:
        if self.accordion:
            self._open_group = "" if self._open_group == title else title
            self._arrange()

    def _show_years(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font(Role.BODY))
        for choice in self._years:
            menu.addAction(choice.label, partial(self.year_chosen.emit, choice))
        menu.exec(self._year.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _key(self, pressed: NavRow, key: int) -> None:
        group = next((title for title, row in self._groups.items() if row is pressed), "")
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(pressed, 1 if key == Qt.Key.Key_Down else -1)
        elif group and (enter or key in (Qt.Key.Key_Right, Qt.Key.Key_Left)):
            self._open_group = "" if key == Qt.Key.Key_Left else group
            self._arrange()
        elif enter:
            pressed.click()

    def _walkable(self) -> list[NavRow]:
        rows: list[NavRow] = []
        seen: set[str] = set()
        for entry in self._entries:
            group = self._groups.get(entry.group)
            if group is not None and self.accordion and entry.group not in seen:
                seen.add(entry.group)
                rows.append(group)
            rows.append(self._rows[entry.name])
        return [row for row in [self.search, *rows, self._year] if not row.isHidden()]

    def _walk(self, pressed: NavRow, step: int) -> None:
        rows = self._walkable()
        there = rows[(rows.index(pressed) + step) % len(rows)]
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_here(self) -> None:
        """Put the focus on the row of the page that is shown."""
        if self._here in self._rows:
            self._rows[self._here].setFocus(Qt.FocusReason.ShortcutFocusReason)
