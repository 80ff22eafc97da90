"""What stands around the pages: sidebar, notices, sheet and status line, also before any books."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.message import Messages
from coopadmin.ui.kit.nameplate import Nameplate
from coopadmin.ui.pages import PageEntry
from coopadmin.ui.sidebar import Sidebar
from coopadmin.ui.statusline import StatusLine
from coopadmin.words import _

LEAST_WIDTH, LEAST_HEIGHT = 900, 560


class Frame(QMainWindow):
    """A window that can be seen before what it shows was loaded.

    `notices` stand above every page.
    """

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self._entries = tuple(entries)
        self.title_note = ""
        self._plate = Nameplate("", "")
        self.setWindowIcon(icons.mark_icon())
        self.resize(1366, 768)
        self._build()

    def _build(self) -> None:
        self.setMinimumSize(min(theme.px(LEAST_WIDTH), 1280), min(theme.px(LEAST_HEIGHT), 640))
        whole = QWidget()
        whole.setObjectName("ground")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.sidebar = Sidebar(self._entries)
        self.notices = Messages()
        self._fit_notices()
        self.stack = QStackedWidget()
        self.status = StatusLine()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        across.addWidget(self.sidebar)
        across.addLayout(column, 1)
        self.setCentralWidget(whole)

    def await_books(self, name: str, who: str) -> None:
        """Say that the file of this name is being opened, and who works here."""
        self._wear(Nameplate("", name))
        self.status.set_who(who, ())
        self.status.note(_("Opening…"))

    def _wear(self, plate: Nameplate) -> None:
        self._plate = plate
        self.sidebar.set_nameplate(plate)
        self._title()

    def _title(self) -> None:
        plate = self._plate
        which = [f"{plate.kind} {plate.name}".strip(), self.title_note, "Coopadmin"]
        self.setWindowTitle(" – ".join(part for part in which if part))

    def tell_apart(self, note: str) -> None:
        """Say in the title which file this is, beside another of the same cooperative."""
        self.title_note = note
        self._title()

    def show_fitting(self) -> None:
        """Show it; as large as the screen where that has no room for more."""
        room = self.screen().availableGeometry()
        if room.width() <= self.width() or room.height() <= self.height():
            self.showMaximized()
        else:
            self.show()

    def _fit_notices(self) -> None:
        """As far from the edges as the pages, which come nearer where room is short."""
        room = (self.width() - self.sidebar.width()) / theme.scale()
        side = theme.px(16 if room < theme.NARROW else 24)
        self.notices.setContentsMargins(side, theme.px(12), side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notices()
