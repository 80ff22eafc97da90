"""History: every change as a sentence, found by word, person and kind, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.desk.queries import (
    KINDS,
    DoneRow,
    HistoryCounts,
    Wanted,
    get_done,
    history_counts,
    list_done,
)
from coopadmin.kernel.problem import Refused
from coopadmin.ui.history.columns import PAGES, columns, grouped, sentence_of
from coopadmin.ui.history.detail import HistoryDetail
from coopadmin.ui.history.words import TABLES
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Filters, Option
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Combo, Search
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import BAD, GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import N_, _, count, month_name, ngettext, say

AT_A_TIME = 200
DETAIL = 432


class HistoryPage(Page):
    """The list by day with filters on the left, one change on the right."""

    TITLE: ClassVar[str] = N_("History")
    # Whatever changes is one more line here.
    LISTENS: ClassVar[frozenset[str]] = frozenset(TABLES)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[DoneRow] = []
        self._whole = True
        self._counts: HistoryCounts | None = None
        self.search = Search(_("Search by name or word"))
        self.person = Combo([Choice("", _("Everybody"))], _("Who did it"))
        self.person.set_value("")
        self.kinds = Filters(
            [Option(key, _(title)) for key, title in KINDS.items()], exclusive=True, name=_("Kind")
        )
        self.table = RowsTable(columns(desk.today()), _("Changes"), two_lines=True)
        self.table.view.horizontalHeader().hide()
        self.table.set_empty(
            EmptyState(_("Nothing found"), _("Search for another word."), icon="search")
        )
        self.detail = HistoryDetail(self.take_back, self._go_there)
        self.both = ListDetail(self._listing(), self.detail, self.table, _("All changes"), DETAIL)
        self.hold(self.both)
        self.search.searched.connect(lambda _text: self._renew())
        self.search.go_down.connect(self.table.setFocus)
        self.person.currentIndexChanged.connect(lambda _index: self._renew())
        self.kinds.changed.connect(lambda _keys: self._renew())
        self.table.chosen.connect(self._chosen)
        self.table.settled.connect(lambda _row: self._show_detail())
        self.table.activated.connect(lambda _row: self._entered())
        self.table.left_at_top.connect(self.search.setFocus)
        self.table.view.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _listing(self) -> QWidget:
        listing = Card(padded=False)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.search, 3)
        row.addWidget(self.person, 2)
        column.addLayout(row)
        column.addWidget(self.kinds)
        listing.body.addWidget(top)
        listing.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self.more_button = Button(_("Show earlier changes"), self._load_more, QUIET)
        foot.addWidget(self.more_button)
        foot.addStretch(1)
        listing.body.addLayout(foot)
        return listing

    # What the window asks.

    def reload(self) -> None:
        self._counts = self.desk.books.ask(history_counts)
        counts = self._counts
        self.header.set_title(_(self.TITLE), self._subtitle(counts))
        self.kinds.set_options(
            [Option(key, _(title), counts.by_kind.get(key, 0)) for key, title in KINDS.items()]
        )
        people = [Choice("", _("Everybody")), *(Choice(name, name) for name in counts.people)]
        self.person.set_choices(people)
        self._renew()
        if self.table.current() is None:
            self.table.choose_first()
        self._show_detail()

    def _subtitle(self, counts: HistoryCounts) -> str:
        if counts.since is None:
            return ""
        since = f"{month_name(counts.since.month)} {counts.since.year}"
        return ngettext(
            "{count} change since {month} · nobody can wipe anything here",
            "{count} changes since {month} · nobody can wipe anything here",
            counts.whole,
        ).format(count=count(counts.whole), month=since)

    def page_actions(self) -> Sequence[Action]:
        return (
            Action(_("Take back"), self.take_back, "arrow-back-up", key="Ctrl+T", in_header=False),
            Action(_("Search"), self.search.setFocus, "search", key="Ctrl+F", in_header=False),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), _("browse")),
            Hint(("Enter",), _("open where it was")),
            Hint(("Ctrl+T",), _("take back")),
            Hint(("Ctrl+F",), _("search")),
        )

    def first_focus(self) -> QWidget:
        return self.table

    def visit(self, place: Any) -> None:
        """Search for words, such as a name."""
        self.search.setText(str(place))

    # What is shown.

    def _wanted(self) -> Wanted:
        kinds = self.kinds.keys()
        return Wanted(
            self.search.text().strip(), self.person.value() or "", kinds[0] if kinds else ""
        )

    def _renew(self) -> None:
        # As many as were loaded before, so that the place in the list is kept.
        many = max(AT_A_TIME, len(self._rows))
        self._rows = self.desk.books.ask(list_done, self._wanted(), many)
        self._whole = len(self._rows) < many
        self._fill()

    def _scrolled(self, value: int) -> None:
        if value >= self.table.view.verticalScrollBar().maximum() > 0:
            self._load_more()

    def _load_more(self) -> None:
        if self._whole or not self._rows:
            return
        last = self._rows[-1].sequence
        more = self.desk.books.ask(list_done, self._wanted(), AT_A_TIME, last)
        self._whole = len(more) < AT_A_TIME
        self._rows += more
        self._fill()

    def _fill(self) -> None:
        self.table.set_groups(grouped(self._rows, self.desk.today()))
        self.table.mark(self.search.text().strip())
        self.more_button.setVisible(not self._whole)

    def _chosen(self, row: DoneRow | None) -> None:
        if row is not None and self._rows and row.id == self._rows[-1].id:
            self._load_more()

    def _show_detail(self) -> None:
        books, row = self.desk.books, self.table.current()
        shown = None if row is None else books.ask(get_done, row.id, books.revision)
        self.detail.show_detail(shown, books.read_only)

    # What the person does.

    def take_back(self) -> None:
        """Take back the change under the cursor; what stands in the way is said."""
        row = self.table.current()
        if row is None:
            return
        self.messages.clear()
        try:
            self.desk.books.undo(row.id)
        except Refused as refused:
            for problem in refused.problems:
                self.messages.show_message(BAD, say(problem))
            return
        self.messages.show_message(GOOD, _("Taken back: {what}").format(what=sentence_of(row)), "")

    def _entered(self) -> None:
        # In a narrow page Enter opens the change itself, as every list does there.
        if not self.both.narrow:
            self._go_there()

    def _go_there(self) -> None:
        row = self.table.current()
        if row is not None:
            self.desk.go(PAGES[row.kind])
