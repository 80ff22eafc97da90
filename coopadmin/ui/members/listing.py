"""The list of members: search as you type, filters with counts, the table, and empty states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.correspondence.queries import CameBackRow
from coopadmin.members.queries import MemberRow
from coopadmin.members.selection_rules import Selection
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.members.columns import member_columns
from coopadmin.ui.members.filterbar import FilterBar
from coopadmin.ui.members.ownparts import own_columns
from coopadmin.ui.members.register import (
    ACTIVE,
    APPLICANTS,
    ENDED,
    EVERYBODY,
    FUTURE,
    LEAVING,
    NO_FILTER,
    Choice,
    Narrowing,
    Register,
    Searched,
    Taken,
    like,
    statuses,
)
from coopadmin.words import N_, _, count, ngettext

_STATUS_NAMES = {
    ACTIVE: N_("Active"),
    LEAVING: N_("Gave notice"),
    FUTURE: N_("To come"),
    ENDED: N_("Former"),
    APPLICANTS: N_("Applicants"),
}


class _Rows(RowsTable):
    """What says that nobody is found gives way to the filters, where there is no room for both."""

    def hasHeightForWidth(self) -> bool:
        return False


class MembersList(Card):
    """The card with the list.

    `new_wanted(text)` and `read_wanted` come from the empty states, `narrowed` after every search
    or filter.
    """

    new_wanted = Signal(str)
    read_wanted = Signal()
    narrowed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(padded=False)
        self._today = today
        self.register: Register | None = None
        self.choice = Choice()
        self._whole = self._searched = Searched()
        self._narrowing: Narrowing | None = None
        self._displaced: tuple[MemberRow | None, MemberRow | None] = None, None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look_on)
        self._columns_for: tuple[object, ...] | None = None
        self._of_status = 0
        self.search = Search(_("Name, street, number, e-mail, telephone or IBAN"), pause_ms=0)
        self.filters = FilterBar(today)
        self.table = _Rows(
            member_columns("", lambda _row: None, today(), with_end=False),
            _("Members"),
            identity=attrgetter("membership_id"),
            kept_as="members",
        )
        self.table.setMinimumHeight(theme.px(90))
        top = QWidget()
        top.setObjectName("clear")
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(10))
        across = QHBoxLayout()
        across.setSpacing(theme.px(8))
        across.addWidget(self.search, 1)
        across.addWidget(self.filters.saved)
        column.addLayout(across)
        column.addWidget(self.filters)
        self.top = top
        self.body.addWidget(top)
        self.rule = Rule()
        self.body.addWidget(self.rule)
        self.body.addWidget(self.table, 1)
        self.foot_words, self.foot_note = self.foot("", "")
        self.search.textChanged.connect(self._rest.stop)
        self.search.searched.connect(lambda _text: self._narrow())
        self.search.go_down.connect(self._go_down)
        self.search.returnPressed.connect(self.table.enter)
        self.table.left_at_top.connect(self.search.setFocus)
        self.filters.status.changed.connect(self._status_changed)

    # What is shown.

    def show_register(self, register: Register) -> None:
        """Show a register that was loaded; search, filters and the chosen row stay."""
        self.register = register
        self._fill()

    def rows(self) -> list[MemberRow]:
        """The rows shown, in the order of the screen."""
        self._look_through()
        return self.table.shown_rows()

    def choose(self, membership_id: int) -> bool:
        """Put the cursor on a member, giving up search and filters that hide them."""
        self._look_through()
        if self.table.choose(membership_id):
            return True
        if self.register is None or self.register.find(membership_id) is None:
            return False
        self.search.clear()
        self.look_for("", EVERYBODY)
        return self.table.choose(membership_id)

    def look_for(self, text: str, choice: Choice | None = None) -> None:
        """Search for a text; with a choice of state, without any other filter."""
        if self.search.text() != text:
            self.search.setText(text)
        if choice is not None:
            self.choice = choice
            self.filters.show_selection(Selection())
            if self.register is not None:
                self.register = replace(self.register, taken=NO_FILTER)
        self._fill()

    def show_taken(self, taken: Taken) -> None:
        """Show those whom the filters take."""
        if self.register is not None:
            self.register = replace(self.register, taken=taken)
            self._fill()

    def _status_changed(self, keys: tuple[str, ...]) -> None:
        choice = Choice(keys[0] if keys else "")
        if choice.status == APPLICANTS:
            # Who asked to become a member has nothing yet that one could filter by.
            self.look_for(self.search.text(), choice)
            return
        self.choice = choice
        self._fill()

    def _go_down(self) -> None:
        if len(self.table):
            self.table.setFocus()

    def _fill(self) -> None:
        if self.register is not None:
            self._set_columns(self.register)
            self._set_filters(self.register)
            self._whole = self._searched = self.register.chosen(self.choice)
            self._narrow()

    def _narrow(self) -> None:
        register = self.register
        if register is None:
            return
        text = self.search.text().strip()
        # Another letter is looked for only where the ones before it were found.
        further = self._searched.text and text.startswith(self._searched.text)
        self._narrowing = Narrowing(self._searched if further else self._whole, text)
        self._look_on()

    @property
    def is_looking(self) -> bool:
        """Whether more rows than those shown may still be found."""
        return self._narrowing is not None

    def _look_through(self) -> None:
        """Look now through what would come in a moment."""
        while self._narrowing is not None:
            self._look_on()

    def _look_on(self) -> None:
        """Another slice: the first rows found are shown at once, all of them at the end."""
        narrowing, register = self._narrowing, self.register
        if narrowing is None or register is None:
            return
        first = not narrowing.found
        narrowing.go_on()
        if not narrowing.done:
            self._rest.start()
            if first and narrowing.found:
                before = self.table.current()
                self._show(register, list(narrowing.found), narrowing.text)
                self._displaced = before, self.table.current()
                self.narrowed.emit()
            return
        self._narrowing, self._searched = None, narrowing.result()
        stood = self.table.current()
        self._show(register, self._searched.rows, narrowing.text)
        self._show_foot(register, narrowing.text)
        before, stand_in = self._displaced
        if before is not None and stood is stand_in:
            # Whoever was chosen is further on than the first rows found.
            self.table.choose(before.membership_id)
        self._displaced = None, None
        self.narrowed.emit()

    def _show(self, register: Register, shown: Sequence[MemberRow], text: str) -> None:
        if not shown:
            self.table.set_empty(self._empty(register, text))
        elif not len(self.table):
            # What said that there is nothing takes no room any more.
            self.table.set_empty(QWidget())
        self.table.mark(text)
        self.table.set_rows(shown)

    def _show_foot(self, register: Register, text: str) -> None:
        has_members = bool(register.rows)
        for part in (self.top, self.rule):
            part.setVisible(has_members)
        shown, whole = len(self._searched.rows), self._of_status
        self.foot_words.setText(self._count_words(shown, whole) if has_members else "")
        self.foot_note.setText(
            _("Searched for “{text}” in name, address, number and contact").format(text=text)
            if text
            else ""
        )

    def _set_columns(self, register: Register) -> None:
        wanted = (register.year, self.choice.status, register.own_fields)
        if wanted != self._columns_for:
            self._columns_for = wanted
            self.table.set_columns(
                member_columns(
                    register.year,
                    lambda row: self.register.charge_of(row) if self.register else None,
                    self._today(),
                    returned_of=self._returned_of,
                    with_end=self.choice.status != ACTIVE,
                    applicants=self.choice.status == APPLICANTS,
                    more=own_columns(register.own_fields, self._own_of),
                )
            )

    def _returned_of(self, row: MemberRow) -> Sequence[CameBackRow]:
        return self.register.returned_of(row) if self.register else ()

    def _own_of(self, person_id: int) -> Mapping[int, str]:
        return self.register.own.get(person_id, {}) if self.register else {}

    def _set_filters(self, register: Register) -> None:
        counts = statuses(register.rows)
        options = [
            Option(key, _(name), counts[key])
            for key, name in _STATUS_NAMES.items()
            if key in (ACTIVE, self.choice.status) or counts[key]
        ]
        of_status = [row for row in register.rows if self.choice.takes(row)]
        self._of_status = len(of_status)
        unreached = sum(not row.email for row in of_status)
        bar = self.filters
        bar.set_counts(options, self.choice.status, unreached)
        self.table.narrowing = (bar.status, bar.contact, *bar.chips, self.search)

    def _count_words(self, shown: int, whole: int) -> str:
        if self.choice.status == APPLICANTS and shown == whole:
            return ngettext("{count} applicant", "{count} applicants", whole).format(
                count=count(whole)
            )
        if shown == whole:
            return ngettext("{count} member", "{count} members", whole).format(count=count(whole))
        return ngettext("{shown} of {whole} member", "{shown} of {whole} members", whole).format(
            shown=count(shown), whole=count(whole)
        )

    # Nothing to show.

    def _empty(self, register: Register, text: str) -> QWidget:
        if not register.rows:
            return EmptyState(
                _("No members yet"),
                _("Read in a list that you have, or add the first member."),
                [
                    Action(_("Read in a list"), self.read_wanted.emit, "file-import", changes=True),
                    Action(
                        _("Add the first member"),
                        lambda: self.new_wanted.emit(""),
                        changes=True,
                    ),
                ],
            )
        if not text:
            return EmptyState(
                _("Nobody with these filters"),
                "",
                [Action(_("Show everybody"), lambda: self.look_for("", EVERYBODY))],
                icon="search",
                primary=False,
            )
        title = _("Nobody found for “{text}”").format(text=text)
        new = Action(
            _("New member “{text}”").format(text=text),
            lambda: self.new_wanted.emit(text),
            changes=True,
        )
        elsewhere = len(register.matching(text))
        narrowed = self.choice != EVERYBODY or register.taken != NO_FILTER
        if elsewhere and narrowed:
            words = ngettext(
                "{count} person is there outside the filters that are on.",
                "{count} people are there outside the filters that are on.",
                elsewhere,
            ).format(count=count(elsewhere))
            everywhere = Action(_("Search in everybody"), lambda: self.look_for(text, EVERYBODY))
            return EmptyState(title, words, [everywhere, new], icon="search", primary=False)
        return self._suggestion(register, title, text, new)

    def _suggestion(self, register: Register, title: str, text: str, new: Action) -> QWidget:
        meant = like(register.rows, text)
        if not meant:
            words = _("Look at the spelling, or search for a part of the name.")
            return EmptyState(title, words, [new], icon="search", primary=False)
        hits = len(register.matching(meant))
        words = ngettext(
            "Did you mean {word}? ({count} member)", "Did you mean {word}? ({count} members)", hits
        ).format(word=meant, count=count(hits))
        there = Action(
            _("Search for {word}").format(word=meant), lambda: self.look_for(meant, EVERYBODY)
        )
        return EmptyState(title, words, [there, new], icon="search", primary=False)
