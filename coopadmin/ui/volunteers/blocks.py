"""A block of cells at once: pasted from a spreadsheet with its names made clear, or emptied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt

from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import INFO, WARN
from coopadmin.ui.kit.page import Page
from coopadmin.ui.volunteers.doubts import Doubts, Judge, Sheet
from coopadmin.ui.volunteers.gridmodel import Address
from coopadmin.ui.volunteers.gridview import SheetView
from coopadmin.ui.volunteers.pasting import (
    Filling,
    Pasted,
    empty_cells,
    fill,
    likely_name,
    read_block,
)
from coopadmin.volunteers.queries import people_meant
from coopadmin.volunteers.service import set_cells
from coopadmin.words import _, ngettext


class BlockFiller(QObject):
    """Fills and empties blocks of the sheet that is shown; each is one step to undo."""

    def __init__(
        self,
        page: Page,
        view: SheetView,
        doubts: Doubts,
        load: Callable[[Sheet | None], None],
    ) -> None:
        super().__init__(view)
        self._page, self._desk = page, page.desk
        self._view, self._doubts, self._load = view, doubts, load
        self.sheet: Sheet | None = None

    def paste(self, address: Address, text: str) -> None:
        """Fill a block that was copied from a spreadsheet, beginning at this cell, in one step."""
        if self.sheet is None or not self._view.sheet.index_at(address).isValid():
            return
        self._page.messages.clear()
        block = read_block(text)
        names = dict.fromkeys(block.names or ())
        on_sheet = self._people_on_sheet()
        meant = self._desk.books.ask(people_meant, names, list(on_sheet.values())) if names else {}
        self._match(Pasted(self.sheet, address, block, dict(meant), set(on_sheet.values())))

    def _people_on_sheet(self) -> dict[str, int]:
        rows = self._view.sheet.grid.rows if self._view.sheet.grid is not None else ()
        return {row.name: row.person_id for row in rows if row.person_id is not None}

    def _match(self, pasted: Pasted) -> None:
        """Ask about the next name that is not clear; when there is none, fill in the block."""
        for name, person_id in pasted.rows.items():
            if name not in pasted.settled and person_id not in pasted.on_sheet:
                self._ask_name(pasted, name, person_id)
                return
        if pasted.sheet == self.sheet:
            judge = Judge(self._desk.books, pasted.sheet)
            self._store(fill(pasted.block, self._view.sheet, judge, pasted.start, pasted.rows))

    def _ask_name(self, pasted: Pasted, name: str, person_id: int | None) -> None:
        def settle(found: int | None) -> None:
            self._page.messages.clear()
            # Before the next question, which takes the focus to its answers.
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._match(pasted.settle(name, found))

        on_sheet = self._people_on_sheet()
        ways = []
        if person_id is not None:
            sentence = _("“{name}” is not on the list of this activity")
            ways.append(Action(_("Put on the list"), lambda: settle(person_id)))
        else:
            sentence = _("Who is “{name}”?")
            if likely := likely_name(name, on_sheet):
                words = _("It is {name}").format(name=likely)
                ways.append(Action(words, partial(settle, on_sheet[likely])))
        ways.append(Action(_("Leave this line out"), lambda: settle(None)))
        self._page.messages.show_message(
            WARN,
            sentence.format(name=name),
            _("What you pasted is filled in when every name is clear."),
            ways,
            closable=False,
        )
        self._page.messages.focus_first()

    def empty(self, addresses: Sequence[Address]) -> None:
        """Empty a block of cells, in one step."""
        if self.sheet is None:
            return
        judge = Judge(self._desk.books, self.sheet)
        self._store(empty_cells(addresses, self._view.sheet, judge))

    def _store(self, filling: Filling) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        some = filling.cells or filling.counts
        if not some or self._page.do(set_cells, filling.cells, filling.counts):
            for address in filling.filled:
                self._doubts.drop(sheet.activity_id, address)
            for address, text, why in filling.doubtful:
                self._doubts.keep(sheet.activity_id, address, text, why)
        self._load(sheet)
        if filling.left_out:
            self._tell_left_out(filling.left_out)

    def _tell_left_out(self, left_out: int) -> None:
        self._page.messages.show_message(
            INFO,
            ngettext(
                "{count} pasted value was left out",
                "{count} pasted values were left out",
                left_out,
            ).format(count=left_out),
            _("It fell outside the sheet, or on a cell that several entries make up."),
        )
