"""Who is there: checking in by name or number, proxies, guests, votes in the room and quorum."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.meetings.queries import MeetingFacts, PersonFacts, VoterRow
from coopadmin.meetings.rules import PREPARATION, Room
from coopadmin.meetings.service import (
    record_attendance,
    record_guest,
    remove_attendance,
    revoke_proxy,
)
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.inputs import Line
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import IconLabel, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.asking import Asking
from coopadmin.ui.meetings.finder import matching, member_number
from coopadmin.ui.meetings.opened import Opened
from coopadmin.words import N_, _, count, date_long, ngettext

THERE, PROXY, GUEST, FOUND, NEW_GUEST = "there", "proxy", "guest", "found", "new guest"
MOST_FOUND = 50
LOW, LOWEST = 290, 200


@dataclass(frozen=True)
class Someone:
    """A line of the pane: somebody there, a proxy, a guest, or somebody found for checking in.

    `id` is that of the person for who is found, else that of the line in the file.
    """

    what: str
    id: int
    name: str
    note: str = ""
    votes: str = ""
    number: str = ""


COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        N_("Name"),
        lambda row: row.name,
        Look.NAME,
        120,
        1,
        under=lambda row: row.note or row.number,
        marked=True,
    ),
    Column(
        "votes",
        N_("Votes"),
        lambda row: row.votes,
        Look.STRONG_AMOUNT,
        24,
        value=lambda row: int(row.votes) if row.votes.isdigit() else row.votes,
    ),
)


class CheckIn(Line):
    """The line in which one types who comes in; Up and Down walk through who is found."""

    walked = Signal(int)
    left_empty = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Sum(QWidget):
    """Members plus proxies are votes, as three figures with their names."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._figures: list[tuple[Text, Text]] = []
        self._signs: list[Text] = []
        for number in range(3):
            if number:
                sign = Text("+" if number == 1 else "=", Role.CARD, "ink3")
                self._signs.append(sign)
                row.addWidget(sign)
            column = QVBoxLayout()
            column.setSpacing(0)
            figure, name = Text("0", Role.FIGURE), Text("", Role.CAPTION, "ink2")
            for part in (figure, name):
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(part)
            self._figures.append((figure, name))
            row.addLayout(column, 1)

    def set(self, facts: MeetingFacts) -> None:
        totals = facts.totals
        pairs = (
            (totals.present, ngettext("member", "members", totals.present)),
            (totals.represented, ngettext("proxy", "proxies", totals.represented)),
            (totals.votes, ngettext("vote", "votes", totals.votes)),
        )
        for (figure, name), (number, words) in zip(self._figures, pairs, strict=True):
            figure.setText(count(number))
            name.setText(words)
        self.setAccessibleName(", ".join(f"{count(number)} {words}" for number, words in pairs))
        # A kind of membership may have more votes than one, or none.
        adds_up = totals.present + totals.represented == totals.votes
        for sign in self._signs:
            sign.setVisible(adds_up)


class PresencePane(Card):
    """`proxy_wanted` asks for the form of a proxy."""

    proxy_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(_("Present"), padded=False)
        self._page = page
        self._opened: Opened | None = None
        top = QWidget()
        top.setObjectName("clear")
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(8))
        self.sum = Sum()
        column.addWidget(self.sum)
        quorum = QHBoxLayout()
        quorum.setSpacing(theme.px(8))
        self._quorum_mark = IconLabel("circle-check", "good_mark", 18)
        self.quorum = Text("", Role.CAPTION, "ink2", wrap=True)
        quorum.addWidget(self._quorum_mark)
        quorum.addWidget(self.quorum, 1)
        column.addLayout(quorum)
        self.check_in = CheckIn(_("Name or member number, then Enter"))
        self.check_in.setAccessibleName(_("Check in: name or member number, then Enter"))
        self.check_in.textChanged.connect(lambda _text: self._show_rows())
        self.check_in.returnPressed.connect(self._enter)
        self.check_in.walked.connect(self._walk)
        column.addWidget(self.check_in)
        self.asking = Asking(page.desk.books, lambda: self.check_in)
        column.addWidget(self.asking)
        self.body.addWidget(top)
        self.body.addWidget(Rule())
        self.table = RowsTable(
            COLUMNS,
            _("Present"),
            two_lines=True,
            identity=lambda row: (row.what, row.id),
            kept_as="presence",
        )
        self.table.view.horizontalHeader().hide()
        # What an empty one says must not press the rest together where room is short.
        self.table.setMinimumHeight(theme.px(60))
        self._empty_words = self._words = ""
        self.table.activated.connect(self._take)
        self.body.addWidget(self.table, 1)
        self._foot = QWidget()
        self._foot.setObjectName("clear")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(theme.px(14), theme.px(8), theme.px(8), theme.px(8))
        self._names = Text("", Role.LABEL)
        self.proxy_button = Button(_("Proxy"), self.proxy_wanted.emit, QUIET, "plus", changes=True)
        foot.addWidget(self._names)
        foot.addStretch(1)
        foot.addWidget(self.proxy_button)
        self._foot_rule = Rule()
        self.body.addWidget(self._foot_rule)
        self.body.addWidget(self._foot)
        shortcut = QShortcut(QKeySequence("Del"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.remove)

    # What is shown.

    def present(self, opened: Opened, amending: bool) -> None:
        """The room as it is; `amending` says that the point changes the statutes."""
        self._opened = opened
        facts = opened.facts
        self.sum.set(facts)
        self._show_quorum(opened, amending)
        too_early = ""
        if opened.to_come:
            too_early = _("This meeting is on {day}. People can come in from that day on.").format(
                day=date_long(facts.held_on)
            )
        self.check_in.setEnabled(not (opened.locked or too_early))
        self.check_in.setToolTip(opened.locked or too_early)
        self.proxy_button.refuse(opened.locked)
        names = len(facts.present) + len(facts.guests)
        self._names.setText(
            ngettext("{count} name", "{count} names", names).format(count=count(names))
        )
        self._say_empty(too_early or _("Type who comes in, and press Enter."))
        self._show_rows()

    def _say_empty(self, words: str) -> None:
        if words != self._empty_words:
            self._empty_words = words
            self.table.set_empty(EmptyState(_("Nobody yet"), words, icon="users"))

    def _show_quorum(self, opened: Opened, amending: bool) -> None:
        totals = opened.facts.totals
        statutes = opened.statutes
        room = Room(
            totals.votes,
            totals.voters_there,
            totals.voters,
            statutes.amendment_quorum if amending else statutes.quorum,
        )
        needed = room.quorum_needed
        if not needed:
            words, reached = _("No quorum needed"), True
        else:
            reached = totals.voters_there >= needed
            words = (
                _("Quorum reached: {there} of {voters}, {needed} needed")
                if reached
                else _("No quorum yet: {there} of {voters}, {needed} needed")
            ).format(
                there=count(totals.voters_there),
                voters=count(totals.voters),
                needed=count(needed),
            )
        self._words = words
        self._fit()
        self.quorum.set_ink("ink2" if reached else "warn")
        self._quorum_mark.set_icon(
            "circle-check" if reached else "alert-triangle",
            "good_mark" if reached else "warn_mark",
        )

    def _fit(self) -> None:
        """Where there is little height the sum becomes words, and then the foot gives way."""
        high = self.height() / theme.scale()
        self.sum.setVisible(high >= LOW)
        words = [self.sum.accessibleName()] if high < LOW else []
        self.quorum.setText(" · ".join([*words, self._words]))
        for part in (self._foot, self._foot_rule):
            part.setVisible(high >= LOWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_rows(self) -> None:
        if self._opened is None:
            return
        text = self.check_in.text()
        if text.strip():
            self.table.set_rows(self._found(self._opened, text.strip()))
            self.table.mark(text)
            self.table.choose_first()
        else:
            self.table.mark("")
            self.table.set_rows(lines(self._opened.facts))

    def _found(self, opened: Opened, text: str) -> list[Someone]:
        found = matching(opened.voters, text)
        # Who can still come in stands first.
        ordered = sorted(found, key=lambda row: row.present)[:MOST_FOUND]
        rows = [
            Someone(
                FOUND,
                row.person.person_id,
                row.person.name,
                " · ".join(part for part in (member_number(row.person), _state(row)) if part),
            )
            for row in ordered
        ]
        if not text.isdigit():
            rows.append(Someone(NEW_GUEST, 0, text, _("as a guest, without a vote")))
        return rows

    def _walk(self, step: int) -> None:
        if self.table.current() is None:
            self.table.choose_first()
        else:
            self.table.step(step)

    # What can be done.

    def _enter(self) -> None:
        row = self.table.current()
        if not self.check_in.text().strip():
            return
        if row is None:
            self.asking.clear()
            return
        self._take(row)

    def _take(self, row: Someone) -> None:
        """Let in who was found."""
        if self._opened is None:
            return
        meeting = self._opened.facts.id
        if row.what == FOUND:
            self.asking.do(record_attendance, meeting, [row.id], then=self._came)
        elif row.what == NEW_GUEST:
            self.asking.do(record_guest, meeting, row.name, then=self._came)

    def _came(self, _result: object) -> None:
        self.check_in.clear()
        self.check_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take off the line under the cursor: presence, guest or proxy."""
        row: Someone | None = self.table.current()
        if row is None:
            return
        if row.what in (THERE, GUEST):
            self.asking.do(remove_attendance, row.id)
        elif row.what == PROXY:
            self.asking.do(revoke_proxy, row.id)


def lines(facts: MeetingFacts) -> list[Someone]:
    """Who is there, the last who came first, then guests and all proxies."""
    held = Tally(proxy.holder.person_id for proxy in facts.proxies)
    names = {proxy.holder.person_id: proxy.grantor for proxy in facts.proxies}
    rows = [
        Someone(
            THERE,
            each.id,
            each.person.name,
            _held_words(held[each.person.person_id], names.get(each.person.person_id)),
            count(facts.votes_of(each.person.person_id)),
            member_number(each.person),
        )
        for each in reversed(facts.present)
    ]
    rows += [Someone(GUEST, each.id, each.name, _("guest")) for each in reversed(facts.guests)]
    for proxy in facts.proxies:
        note = _("proxy to {name}").format(name=proxy.holder.name)
        if not proxy.counts:
            waits = _("counts once {name} is there").format(name=proxy.holder.name)
            note = waits if facts.status == PREPARATION else note
        number = member_number(proxy.grantor)
        rows.append(Someone(PROXY, proxy.id, proxy.grantor.name, note, number=number))
    return rows


def _held_words(number: int, grantor: PersonFacts | None) -> str:
    if number == 1 and grantor is not None:
        return _("with a proxy of {name}").format(name=grantor.name)
    return (
        ngettext("with {count} proxy", "with {count} proxies", number).format(count=count(number))
        if number
        else ""
    )


def _state(row: VoterRow) -> str:
    if row.present:
        return _("is there already")
    if row.represented_by is not None:
        return _("gave a proxy to {name}; that lapses").format(name=row.represented_by.name)
    return "" if row.votes else _("without a vote")
