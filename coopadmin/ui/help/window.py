"""The window of the help: contents and search on the left, a page on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from coopadmin.help.pages import (
    FIRST,
    GROUPS,
    NAMES,
    HelpPage,
    HelpRow,
    find_help,
    get_page,
    made_of,
    source_of,
    split_target,
)
from coopadmin.store.computer import changed, remembered
from coopadmin.ui.help.html import SCREEN, Dress
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Button, IconButton
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.kit.tokens import LIGHT
from coopadmin.words import _

SIZE = QSize(980, 660)
CONTENTS, NARROW = 306, 720
LONGEST_LINE = 75
"""In signs: longer lines are hard to follow to their next one."""
ORDINARY = "een gewone zin zoals er in de hulp zo veel staan, met letters die vaak voorkomen"

Computed = Mapping[str, Callable[[], str]]
"""For some pages Markdown that is made from the open file, and stands below their own text."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents or of what was found: where it goes, and its words."""

    target: str
    title: str
    note: str = ""

    @property
    def id(self) -> str:
        return self.target


class Leaf(QTextBrowser):
    """Shows one page, no wider than is easy to read."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("leaf")
        self.setOpenLinks(False)
        self.setAccessibleName(_("Page of the help"))
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(theme.px(20))
        self.document().setIndentWidth(theme.px(26))

    def _fit(self) -> None:
        wide = QFontMetrics(theme.font(Role.BODY)).horizontalAdvance(ORDINARY)
        longest = wide * LONGEST_LINE // len(ORDINARY) + 2 * theme.px(20)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), longest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class HelpWindow(QWidget):
    """Help beside the window that it belongs to; closes with it and blocks nothing.

    `go(page, place)` opens a screen; without it links to screens are plain words. The size is
    kept for this computer.
    """

    shown = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        computed: Computed | None = None,
        go: Callable[[str, str], object] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._computed, self._go = computed or {}, go
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(icons.mark_icon())
        self._visited: list[str] = []
        self._at = -1
        self._page: HelpPage | None = None
        self._outer = QHBoxLayout(self)
        self._keys()
        self._build()
        self.ring = FocusRing(self)
        kept = remembered()
        usual = QSize(theme.px(SIZE.width()), theme.px(SIZE.height()))
        self.leaf.setFocus()
        self.resize(QSize(kept.help_width, kept.help_height) if kept.help_width else usual)

    # Building.

    def _build(self) -> None:
        self.setMinimumSize(min(theme.px(420), 640), min(theme.px(360), 480))
        self._outer.setContentsMargins(*(theme.px(12),) * 4)
        self._outer.setSpacing(theme.px(12))
        self.side = Card(padded=False)
        self.side.setFixedWidth(theme.px(CONTENTS))
        self.search = Search(_("Search the help"))
        self.search.searched.connect(self._searched)
        self.search.go_down.connect(self._into_list)
        around = QVBoxLayout()
        around.setContentsMargins(*(theme.px(10),) * 4)
        around.addWidget(self.search)
        self.side.body.addLayout(around)
        self.list = self._list(_("Contents of the help"))
        self.found = self._list(_("What was found"), under=_note)
        self.found.set_empty(
            EmptyState(_("Nothing found"), _("Try another or a shorter word."), icon="search")
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.found)
        self.side.body.addWidget(self.lists, 1)
        self._outer.addWidget(self.side)
        card = Card(padded=False)
        card.body.addLayout(self._bar())
        self.leaf = Leaf()
        self.leaf.anchorClicked.connect(lambda url: self.follow(url.toString()))
        card.body.addWidget(self.leaf, 1)
        self._outer.addWidget(card, 1)
        self._list_contents()

    def _list(self, name: str, under: Callable[[Entry], str] | None = None) -> RowsTable:
        look = Look.TEXT if under is None else Look.NAME
        words = Column("title", "", lambda row: row.title, look, 120, 1, under=under)
        made = RowsTable((words,), name, two_lines=under is not None)
        made.view.horizontalHeader().hide()
        made.activated.connect(lambda row: self._chosen(made, row, enter=True))
        made.settled.connect(lambda row: self._chosen(made, row, enter=False))
        made.left_at_top.connect(self.search.setFocus)
        return made

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(4))
        row.setSpacing(theme.px(4))
        self.back_button = IconButton("chevron-left", _("Back"), self.back)
        self.forward_button = IconButton("chevron-right", _("Forward"), self.forward)
        self.contents_button = Button(_("Contents"), self.to_contents, QUIET, "list-check")
        self.print_button = Button(_("Print"), self.print, QUIET, "printer")
        for button in (self.back_button, self.forward_button, self.contents_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.print_button)
        return row

    def _keys(self) -> None:
        for key, run in (
            ("Esc", self.escape),
            ("F1", self.to_contents),
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Ctrl+F", self.to_search),
            ("Ctrl+P", self.print),
            ("F6", self._next_pane),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(run)

    def rebuild(self) -> None:
        """Build everything anew, for another language or size of text."""
        clear_layout(self._outer)
        self._build()
        self._show()
        self._arrange()

    def restyle(self) -> None:
        """Other colours for the page; the rest dresses itself."""
        if self._page is not None:
            self._write()

    # Pages.

    def open(self, target: str) -> None:
        """Show a page, or a place in it; what does not exist opens the first page."""
        page, _anchor = split_target(target)
        del self._visited[self._at + 1 :]
        self._visited.append(target if page in NAMES else FIRST)
        self._at = len(self._visited) - 1
        self._show()

    @property
    def here(self) -> str:
        """The page that is shown, with the place in it that was asked for."""
        return self._visited[self._at] if self._visited else ""

    def follow(self, target: str) -> None:
        """A link was clicked: another page of the help, or a screen of the program."""
        if not target.startswith(SCREEN):
            self.open(target)
        elif self._go is not None:
            screen, _slash, place = target.removeprefix(SCREEN).partition("/")
            self._go(screen, place)

    def back(self) -> None:
        self._step(-1)

    def forward(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._visited):
            self._at += by
            self._show()

    def _show(self) -> None:
        name, anchor = split_target(self.here)
        self._page = self._made(name)
        self._write()
        self.setWindowTitle(_("{title} – Help").format(title=self._page.title))
        self.back_button.setEnabled(self._at > 0)
        self.forward_button.setEnabled(self._at + 1 < len(self._visited))
        if anchor:
            self.leaf.scrollToAnchor(anchor)
        self.list.choose(name)
        self.shown.emit(self.here)

    def _made(self, name: str) -> HelpPage:
        if name not in self._computed:
            return get_page(name)
        return made_of(name, f"{source_of(name)}\n\n{self._computed[name]()}")

    def _write(self) -> None:
        assert self._page is not None
        dress = Dress(theme.tokens(), theme.scale(), self._go is not None)
        place = self.leaf.verticalScrollBar().value()
        self.leaf.setHtml(dress.html(self._page))
        self.leaf.verticalScrollBar().setValue(place)

    # Contents and search.

    def _list_contents(self) -> None:
        groups = [
            Group(
                Heading(title, _(title)),
                tuple(Entry(name, get_page(name).title) for name in names),
            )
            for title, names in GROUPS
        ]
        self.list.set_groups(groups)

    def _searched(self, text: str) -> None:
        self.lists.setCurrentWidget(self.found if text.strip() else self.list)
        self.found.set_rows([_entry(row) for row in find_help(text)])

    def _chosen(self, table: RowsTable, row: Entry | None, enter: bool) -> None:
        if row is None:
            return
        if row.target != self.here and (enter or table.view.hasFocus()):
            self.open(row.target)
        if enter:
            self.leaf.setFocus()

    def _into_list(self) -> None:
        shown = self.found if self.lists.currentWidget() is self.found else self.list
        shown.setFocus()
        if shown.current() is None:
            shown.choose_first()

    # Keys and room.

    def to_contents(self) -> None:
        """F1 once more: the contents."""
        self.search.clear()
        self.side.show()
        self.list.setFocus()

    def to_search(self) -> None:
        self.side.show()
        self.search.setFocus()
        self.search.selectAll()

    def escape(self) -> None:
        """Away from what was searched, else closed."""
        if self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            self.close()

    def _next_pane(self) -> None:
        (self.search if self.leaf.hasFocus() else self.leaf).setFocus()

    def _arrange(self) -> None:
        focused = QApplication.focusWidget()
        used = focused is not None and self.side.isAncestorOf(focused)
        self.side.setVisible(used or self.width() / theme.scale() >= NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        changed(help_width=self.width(), help_height=self.height())

    # Paper.

    def print(self) -> None:
        """Ask which printer, and print the page in black on white."""
        if self._page is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._page.title)
        dialog = QPrintDialog(printer, self)
        dialog.finished.connect(lambda result: self._print(printer, result))
        dialog.finished.connect(dialog.deleteLater)
        # Its own `open` asks for a name of a slot, which Python functions have not.
        QDialog.open(dialog)

    def _print(self, printer: QPrinter, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the page as it would look in light colours."""
        assert self._page is not None
        document = self.leaf.document().clone(self)
        document.setHtml(Dress(LIGHT, 1.0, screens=False, paper=True).html(self._page))
        document.print_(printer)
        document.deleteLater()


def _note(row: Entry) -> str:
    return row.note


def _entry(row: HelpRow) -> Entry:
    title = f"{row.title}: {row.heading}" if row.heading else row.title
    return Entry(row.target, title, row.snippet)
