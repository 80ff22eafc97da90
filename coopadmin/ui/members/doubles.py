"""Who may stand in the file twice, on the members page: a list of pairs, and one pair beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coopadmin.desk.duplicates import DuplicateRow, list_duplicates
from coopadmin.desk.merging import merge_people
from coopadmin.people.service import tell_apart
from coopadmin.store import Books
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.members.doublecolumns import pair_columns
from coopadmin.ui.members.doublepanel import DoublePanel
from coopadmin.words import _, count, ngettext

DETAIL_WIDTH, DETAIL_PART = 620, 0.66


def load_doubles(books: Books) -> list[DuplicateRow]:
    """Who may stand in the file twice."""
    return books.ask(list_duplicates)


class DoublesView(ListDetail):
    """Pairs left, likeliest first; right the two beside each other."""

    left = Signal()
    head_changed = Signal()
    member_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self.rows: Sequence[DuplicateRow] | None = None
        self.table = RowsTable(pair_columns(), _("Doubles"), two_lines=True, kept_as="doubles")
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        self.panel = DoublePanel(page.desk)
        super().__init__(card, self.panel, self.table, _("All doubles"), DETAIL_WIDTH, DETAIL_PART)
        explain(self, "doubles")
        self.table.settled.connect(self._show_row)
        self.panel.merge_wanted.connect(lambda wanted: self._do(merge_people, wanted))
        self.panel.apart_wanted.connect(
            lambda row: self._do(tell_apart, row.one.person_id, row.other.person_id)
        )
        self.opened.connect(self.head_changed)
        self.closed.connect(self.head_changed)
        self.table.set_empty(EmptyState(_("Looking for doubles"), icon="hourglass"))

    def books_changed(self) -> None:
        """Look anew, in the worker: in a large file it takes longer than a blink."""
        task = self._desk.runner.run(
            load_doubles, self._desk.books, key="members.doubles", title=_("Looking for doubles")
        )
        task.done.connect(self._found)

    def _found(self, rows: Sequence[DuplicateRow]) -> None:
        self.rows = rows
        self.table.set_empty(
            EmptyState(
                _("Nobody seems to stand here twice"),
                _("Names that sound alike, and the same e-mail or date of birth come here."),
                [Action(_("Back to members"), self.left.emit)],
                icon="circle-check",
            )
        )
        self.table.set_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()
        shown = self.panel.row
        current = self.table.current()
        # Another look at the same pair leaves what was chosen of it.
        if shown is None or current is None or {shown.id, shown.id[::-1]}.isdisjoint({current.id}):
            self._show_row(current)
        self.head_changed.emit()

    def title(self) -> str:
        return _("Doubles")

    def subtitle(self) -> str:
        if self.rows is None:
            return _("Looking for doubles")
        if not self.rows:
            return _("Nobody seems to stand here twice")
        words = ngettext(
            "{count} pair may be one person", "{count} pairs may be one person", len(self.rows)
        )
        return words.format(count=count(len(self.rows)))

    def _show_row(self, row: Any) -> None:
        shown = self.panel.row
        if shown is None or row is None or row.id not in (shown.id, shown.id[::-1]):
            self.panel.show_row(row)

    def _do(self, deed: Any, *given: Any) -> None:
        if self._page.do(deed, *given):
            self.panel.show_row(None)
            self.close_detail()
            self.table.setFocus()

    # What the page asks.

    def offers(self) -> Sequence[Action]:
        return (Action(_("Back to members"), self.left.emit, "chevron-left"),)

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Enter",), _("compare")),
            Hint(("Left", "Right"), _("take of whom")),
            Hint(("F6",), _("next pane")),
            Hint(("Esc",), _("members")),
        )

    def first_focus(self) -> QWidget:
        return self.table

    def next_pane(self) -> bool:
        if self.is_open() or not len(self.table):
            return False
        self.open_detail(self.panel.table)
        return True

    def next_problem(self) -> bool:
        return False
