"""Counting a vote: the counters, how it stands by the rule, and the lot where that decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.meetings.rules import ACCEPTED, REJECTED, Ballots
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.text import Elided, IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.counters import BY_KEY, KINDS, Counter, VoteBar
from coopadmin.ui.meetings.votewords import ACCLAMATION, rule_words, standing, still_out
from coopadmin.words import _

NO_LOT = ""


class Tally(QWidget):
    """`changed` with every count and every word of the lot.

    What is counted goes to `buttons`, a row beside the rule in words.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(7))
        self.counters = {kind.name: Counter(kind) for kind in KINDS}
        self.cards, cards = _row(8)
        for counter in self.counters.values():
            counter.valueChanged.connect(lambda _value: self.changed.emit())
            cards.addWidget(counter)
        self.bar = VoteBar()
        self.rest = Text("", Role.NOTE, "ink2")
        self._bar_row, beside = _row(12)
        beside.addWidget(self.bar, 1)
        beside.addWidget(self.rest)
        self._mark = IconLabel("circle-check", "good_mark", 18)
        self.standing = Text("", Role.NAME)
        self._more = Elided("", Role.BODY)
        line, words = _row(8)
        words.addWidget(self._mark)
        words.addWidget(self.standing)
        words.addWidget(self._more, 1)
        self.lot = Segmented(
            [
                Option(NO_LOT, _("not drawn")),
                Option(ACCEPTED, _("accepted")),
                Option(REJECTED, _("rejected")),
            ],
            _("The lot says"),
        )
        self.lot.chosen.connect(lambda _key: self.changed.emit())
        self.lot_row, drawn = _row(10)
        drawn.addWidget(Text(_("The lot says"), Role.LABEL))
        drawn.addWidget(self.lot)
        drawn.addStretch(1)
        self.rule = Text("", Role.CAPTION, "ink2", wrap=True)
        foot, below = _row(8)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        below.addLayout(self.buttons)
        below.addWidget(self.rule, 100)
        below.addStretch(1)
        for part in (self.cards, self._bar_row, line, self.lot_row, foot):
            column.addWidget(part)

    def ballots(self) -> Ballots:
        """The counts as they stand."""
        return Ballots(**{name: counter.value() for name, counter in self.counters.items()})

    def fill(self, ballots: Ballots, lot: str) -> None:
        """Put these counts there, without `changed`."""
        for name, counter in self.counters.items():
            counter.blockSignals(True)
            counter.setValue(getattr(ballots, name))
            counter.blockSignals(False)
        self.lot.choose(lot)

    def press(self, key: str, step: int) -> bool:
        """Count one more or less for the letter of a kind; False for any other letter."""
        kind = BY_KEY.get(key.upper())
        if kind is None or not self.cards.isVisible():
            return False
        counter = self.counters[kind.name]
        counter.step_by(step)
        counter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def first(self) -> Counter:
        return self.counters[KINDS[0].name]

    def show_standing(
        self, method: str, columns: Mapping[str, Any], room: int, *, tied: bool
    ) -> None:
        """How it stands: `columns` are what the statutes make of it, `room` the votes in the room.

        `tied` says that the counts leave it to the lot or to a second vote.
        """
        counted, ballots = method != ACCLAMATION, self.ballots()
        self.cards.setVisible(counted)
        self._bar_row.setVisible(counted)
        self.rule.setVisible(counted)
        self.lot_row.setVisible(tied)
        self.bar.set(ballots, room)
        shown = standing(
            method, ballots, columns["majority"], columns["blank_counts"], columns["outcome"]
        )
        self._mark.set_icon(shown.icon, shown.icon_ink)
        self.standing.setText(shown.words)
        self.standing.set_ink(shown.ink)
        self._more.setText(shown.more)
        words, too_many = still_out(ballots, room)
        self.rest.setText(words)
        self.rest.set_ink("warn" if too_many else "ink2")
        self.rest.set_role(Role.LABEL if too_many else Role.NOTE)
        for counter in self.counters.values():
            counter.set_warned(too_many)
        self.rule.setText(rule_words(columns["majority"], columns["blank_counts"]))


def _row(gap: int) -> tuple[QWidget, QHBoxLayout]:
    place = QWidget()
    place.setObjectName("clear")
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(gap))
    return place, row
