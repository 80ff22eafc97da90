"""History: every change as a sentence, found by word, person and kind, and taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.desk.history import KINDS, DoneRow, HistoryCounts, Wanted, get_done, history_counts
from coopadmin.desk.places import place_of
from coopadmin.desk.setting_back import deed_back
from coopadmin.desk.wording.words import TABLES
from coopadmin.kernel.problem import Refused
from coopadmin.ui.history.columns import PAGES, columns
from coopadmin.ui.history.detail import HistoryDetail, Way
from coopadmin.ui.history.loading import Loading
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
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

Days = tuple[date | None, date | None]
DETAIL = 432
ALWAYS: Days = (None, None)


class HistoryPage(Page):
    """The list by day with filters on the left, one change on the right."""

    TITLE: ClassVar[str] = N_("History")
    # Whatever changes is one more line here.
    LISTENS: ClassVar[frozenset[str]] = frozenset(TABLES)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._loading = Loading(desk.books)
        self.search = Search(_("Search by name or word"))
        self.person = Combo([Choice("", _("Everybody"))], _("Who did it"))
        self.person.set_value("")
        self.days = Combo([Choice(ALWAYS, _("All days"))], _("When"))
        self.days.set_value(ALWAYS)
        self.kinds = Filters(
            [Option(key, _(title)) for key, title in KINDS.items()], exclusive=True, name=_("Kind")
        )
        self.table = RowsTable(columns(desk.today()), _("Changes"), True, kept_as="history")
        self.table.view.horizontalHeader().hide()
        self.table.set_empty(
            EmptyState(_("Nothing found"), _("Search for another word."), icon="search")
        )
        self.detail = HistoryDetail(self.take_back, self._go_there, self._go_instead)
        self.table.narrowing = (self.person, self.days, self.kinds, self.search)
        self.both = ListDetail(self._listing(), self.detail, self.table, _("All changes"), DETAIL)
        self.hold(self.both)
        self.search.searched.connect(lambda _text: self._renew())
        self.search.go_down.connect(self.table.setFocus)
        self.person.currentIndexChanged.connect(lambda _index: self._renew())
        self.days.currentIndexChanged.connect(lambda _index: self._renew())
        self.kinds.changed.connect(lambda _keys: self._renew())
        self.table.chosen.connect(self._chosen)
        self.table.settled.connect(lambda _row: self._show_detail())
        self.table.activated.connect(lambda _row: self._entered())
        self.table.left_at_top.connect(self.search.setFocus)
        self.table.view.rows.toggled.connect(self._toggled)
        self.table.view.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

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
        row.addWidget(self.days, 2)
        column.addLayout(row)
        column.addWidget(self.kinds)
        listing.body.addWidget(top)
        listing.body.addWidget(self.table, 1)
        return listing

    # What the window asks.

    def reload(self) -> None:
        counts = self.desk.books.ask(history_counts)
        self.header.set_title(_(self.TITLE), self._subtitle(counts))
        self.kinds.set_options(
            [Option(key, _(title), counts.by_kind.get(key, 0)) for key, title in KINDS.items()]
        )
        people = [Choice("", _("Everybody")), *(Choice(name, name) for name in counts.people)]
        self.person.set_choices(people)
        self.days.set_choices(self._days_to_choose(counts))
        self._renew()
        if self.table.current() is None:
            self.table.choose_first()
        self._show_detail()

    def _days_to_choose(self, counts: HistoryCounts) -> list[Choice]:
        today = self.desk.today()
        years = range(today.year, (counts.since or today).year - 1, -1)
        return [
            Choice(ALWAYS, _("All days")),
            Choice((today, today), _("Today")),
            Choice((today - timedelta(days=6), today), _("Last 7 days")),
            Choice((today - timedelta(days=30), today), _("Last 31 days")),
            *(Choice((date(year, 1, 1), date(year, 12, 31)), str(year)) for year in years),
        ]

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
            Action(
                _("Take back"),
                self.take_back,
                "arrow-back-up",
                key="Ctrl+T",
                in_header=False,
                changes=True,
            ),
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
        first, last = self.days.value() or ALWAYS
        return Wanted(
            self.search.text().strip(),
            self.person.value() or "",
            kinds[0] if kinds else "",
            first,
            last,
        )

    def _renew(self) -> None:
        self._fill(self._loading.begin(self._wanted(), self.desk.today()))

    def _fill(self, folded: Collection[str] | None = None) -> None:
        self.table.set_empty(self._nothing())
        self.table.set_groups(self._loading.groups(), folded)
        self.table.mark(self.search.text().strip())

    def _nothing(self) -> EmptyState:
        if self.search.text().strip():
            return EmptyState(_("Nothing found"), _("Search for another word."), icon="search")
        return EmptyState(_("Nothing changed in these days"), _("Choose other days."))

    def _toggled(self, key: str) -> None:
        if not self.table.view.rows.folded(key) and self._loading.open(key):
            self._fill()

    def _scrolled(self) -> None:
        view = self.table.view
        lowest = view.rowAt(view.viewport().height() - 1)
        for row in self._loading.ends():
            number = view.rows.place_of(row.id, attrgetter("id"))
            if number >= 0 and (lowest < 0 or number <= lowest):
                self._load_more(row)

    def _load_more(self, last: DoneRow) -> None:
        if self._loading.more(last):
            self._fill()

    def _chosen(self, row: DoneRow | None) -> None:
        if row is not None:
            self._load_more(row)

    def _show_detail(self) -> None:
        books, row = self.desk.books, self.table.current()
        shown = None if row is None else books.ask(get_done, row.id, books.revision)
        self.detail.show_detail(shown, books.read_only)

    # What the person does.

    def take_back(self) -> None:
        """Take back the change under the cursor, or put its values back over later ones; what
        stands in the way is said.
        """
        row, books = self.table.current(), self.desk.books
        if row is None:
            return
        self.messages.clear()
        detail = books.ask(get_done, row.id, books.revision)
        deed = books.ask(deed_back, row.id) if detail is not None and detail.set_back else None
        if deed is not None:
            self.do(deed.operation, *deed.given, then=lambda _result: self._said_back())
            return
        try:
            books.undo(row.id)
        except Refused as refused:
            for problem in refused.problems:
                self.messages.show_message(BAD, say(problem))
            return
        self.messages.show_message(GOOD, _("Taken back. A new line says so."), "")

    def _said_back(self) -> None:
        self.messages.show_message(GOOD, _("Put back as it was. A new line says so."), "")

    def _entered(self) -> None:
        # In a narrow page Enter opens the change itself, as every list does there.
        if not self.both.narrow:
            self._go_there()

    def _go_there(self) -> None:
        row = self.table.current()
        if row is not None:
            page, place = self.desk.books.ask(place_of, row.id) or (PAGES[row.kind], None)
            self.desk.go(page, place)

    def _go_instead(self, way: Way) -> None:
        if way.later is None:
            self.desk.go(way.page, way.place)
        else:
            self._go_later(way.later)

    def _go_later(self, done_id: int) -> None:
        """To the change that stands in the way, which may be folded or left out by a filter."""
        if not self.table.choose(done_id):
            self.search.clear()
            self.person.set_value("")
            self.days.set_value(ALWAYS)
            self.kinds.choose()
            self._renew()
            self.table.choose(done_id)
        self.table.setFocus()
