"""What the page of the books is made of: its tabs, and the plain forms at its top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import N_

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

SCREEN = "ledger"
"""Under this name the page keeps what is being typed."""
DETAIL_WIDTH, FORM_WIDTH = 416, 468


@dataclass(frozen=True)
class PlainForm:
    """A form at the top of the page: its `N_()` name, icon and key, and what makes it.

    `make(page, values)` gives the form, filled with what is known already. The page puts it in the
    right panel, keeps its draft, and takes it away when it is saved or left.
    """

    name: str
    title: str
    icon: str
    make: Callable[[LedgerPage, Mapping[str, Any]], Form]
    key: str = ""


class Opening(QStackedWidget):
    """What stands in the place of the page: it `begins` the books, or changes how they began."""

    begins = True

    def hints(self) -> Sequence[Hint]:
        return ()


class BookPart(QWidget):
    """A tab: its list is the tab itself, `detail` stands right of it.

    `load` asks the books anew for a year. Enter on a row of `table` goes into the detail.
    """

    TITLE: ClassVar[str] = N_("Books")
    WIDTH: ClassVar[int] = DETAIL_WIDTH

    hints_changed = Signal()

    table: RowsTable
    detail: QWidget

    def __init__(self, page: LedgerPage) -> None:
        super().__init__()
        self.page = page
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def load(self, year: BookYear) -> None:
        """Show this year; the row stays where it was."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        return self.table

    def list_shown(self) -> RowsTable:
        """The list of the tab, where it has several the one that is shown."""
        return self.table

    def hints(self) -> Sequence[Hint]:
        return ()

    def show_list(self, which: str | None) -> None:
        """One of the lists of this tab, where it has several; None is the one that is shown."""

    def seek(self) -> None:
        """Ctrl+F: where one searches in this tab."""
        self.table.setFocus()
