"""Voting on a point: the proposal, the counters with the outcome so far, and what was recorded."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.meetings.queries import ItemFacts, VoteFacts
from coopadmin.meetings.rules import (
    DECIDING,
    METHODS,
    TIED,
    Ballots,
    NewVote,
)
from coopadmin.meetings.service import change_vote, record_vote, remove_vote
from coopadmin.meetings.voting import Judged, judge
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button, IconButton
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.drafting import Drafting
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice, Combo, FocusWatch
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.asking import Asking
from coopadmin.ui.meetings.drafting import VOTE, draft_key
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.proposal import ProposalEdit
from coopadmin.ui.meetings.results import Result
from coopadmin.ui.meetings.tally import NO_LOT, Tally
from coopadmin.ui.meetings.view import SCREEN
from coopadmin.ui.meetings.votewords import ACCLAMATION
from coopadmin.words import _, count

HANDS = "show_of_hands"


class VotePane(Card):
    """`recorded` after a vote became an operation; `counting_changed` when counters come or go."""

    recorded = Signal()
    counting_changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        explain(self, "voting")
        self._page = page
        self._opened: Opened | None = None
        self._item: ItemFacts | None = None
        self._corrected: VoteFacts | None = None
        self.counting = False
        self._filling = False
        self.draft = Drafting(page.desk, SCREEN, self._drafted)
        self.body.setSpacing(theme.px(7))
        self.body.setContentsMargins(*(theme.px(side) for side in (16, 10, 14, 12)))
        self.body.addLayout(self._head())
        self._proposal_row = QWidget()
        self._proposal_row.setObjectName("clear")
        row = QHBoxLayout(self._proposal_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        label = Text(_("Proposal"), Role.LABEL)
        self.proposal = ProposalEdit()
        self.proposal.textChanged.connect(self._typed)
        label.setBuddy(self.proposal)
        row.addWidget(label)
        row.addWidget(self.proposal, 1)
        self.body.addWidget(self._proposal_row)
        self._proposal_words = Text("", Role.NOTE, "ink2", wrap=True)
        self.body.addWidget(self._proposal_words)
        self._results = QVBoxLayout()
        self._results.setSpacing(theme.px(8))
        self.body.addLayout(self._results)
        self.results: list[Result] = []
        self.tally = self._make_tally()
        self.body.addWidget(self.tally)
        self.asking = Asking(page.desk.books, lambda: self.record_button)
        self.body.addWidget(self.asking)
        self.body.addStretch(1)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.record_button.click)
        self._watch = FocusWatch(self)
        self._watch.left.connect(lambda _control: self.draft.leave())
        for control in (self.proposal, self.method, *self.tally.counters.values()):
            self._watch.watch(control)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self._number = Text("", Role.TITLE, "ink3")
        self._title = Elided("", Role.CARD)
        self.method = Combo([Choice(key, _(words)) for key, words in METHODS.items()])
        self.method.setAccessibleName(_("Way of voting"))
        self.method.setFixedWidth(theme.px(150))
        self.method.currentIndexChanged.connect(self._typed)
        row.addWidget(self._number)
        row.addWidget(self._title, 1)
        row.addWidget(self.method)
        self.start_button = Button(_("Hold a vote"), self.start, QUIET, "gavel", changes=True)
        row.addWidget(self.start_button)
        return row

    def _make_tally(self) -> Tally:
        tally = Tally()
        tally.changed.connect(self._typed)
        self.record_button = Button(
            _("Record outcome"), self.record, PRIMARY, "check", changes=True
        )
        self.again_button = IconButton("rotate", _("Count again"), self.count_again)
        self.cancel_button = Button(_("Cancel"), self.stop, QUIET)
        for button in (self.record_button, self.again_button, self.cancel_button):
            tally.buttons.addWidget(button)
        return tally

    # What is shown.

    def present(self, opened: Opened, item: ItemFacts) -> None:
        """This point; counters that are being filled are left alone."""
        before, self._opened = self._item, opened
        self._item = item
        if before is None or before.id != item.id:
            self._begin(item)
        elif not self.counting:
            self._set_counting(self._asks_for_vote(item))
        self._show()

    def _begin(self, item: ItemFacts) -> None:
        self.asking.clear()
        self._corrected = None
        facts = self._facts()
        kept = self.draft.begin(draft_key(VOTE, facts.facts.id, item.id))
        self._fill(Ballots(), HANDS, item.proposal, NO_LOT)
        self._set_counting(self._asks_for_vote(item))
        if kept is not None and not facts.locked:
            self._restore(json.loads(kept))

    def _asks_for_vote(self, item: ItemFacts) -> bool:
        opened = self._facts()
        ready = not opened.locked and not opened.to_come
        return ready and item.kind in DECIDING and not item.votes

    def _facts(self) -> Opened:
        assert self._opened is not None
        return self._opened

    def _fill(self, ballots: Ballots, method: str, proposal: str, lot: str) -> None:
        self._filling = True
        self.tally.fill(ballots, lot)
        self.method.set_value(method)
        self.proposal.setPlainText(proposal)
        self._filling = False

    def _set_counting(self, counting: bool) -> None:
        if counting != self.counting:
            self.counting = counting
            self.counting_changed.emit()

    def _show(self) -> None:
        opened, item = self._facts(), self._item
        if item is None:
            return
        self._number.setText(count(item.number))
        self._title.setText(item.title)
        self.setAccessibleName(f"{item.number} {item.title}")
        clear_layout(self._results)
        self.results = []
        for vote in item.votes:
            if self.counting and self._corrected is not None and vote.id == self._corrected.id:
                continue
            result = Result(vote, opened.locked, self.correct, self.remove)
            self.results.append(result)
            self._results.addWidget(result)
        self.proposal.setPlaceholderText(item.title)
        proposal = item.proposal.strip()
        self._proposal_row.setVisible(self.counting)
        self._proposal_words.setText(_("Proposal: {text}").format(text=proposal))
        self._proposal_words.setVisible(not self.counting and bool(proposal) and not item.votes)
        self.method.setVisible(self.counting)
        self.tally.setVisible(self.counting)
        ends = self._corrected is not None or item.kind not in DECIDING or bool(item.votes)
        self.cancel_button.setVisible(ends)
        self.again_button.setVisible(not ends)
        may = not self.counting and not opened.locked and not opened.to_come
        self.start_button.setText(_("Vote again") if item.votes else _("Hold a vote"))
        self.start_button.updateGeometry()
        self.start_button.setVisible(may)
        if self.counting:
            self._show_standing()

    def _show_standing(self) -> None:
        new = self.new_vote()
        self.tally.show_standing(
            new.method,
            self._judged(new).columns,
            self._facts().facts.totals.votes,
            tied=self._tied(),
        )

    def _tied(self) -> bool:
        """Whether the counts leave it to the lot or to a second vote, whatever the lot said."""
        outcome = self._judged(replace(self.new_vote(), lot=NO_LOT)).columns["outcome"]
        return bool(outcome == TIED)

    def _judged(self, new: NewVote) -> Judged:
        opened, item = self._facts(), self._item
        assert item is not None
        return judge(
            new,
            opened.statutes,
            opened.facts.totals,
            kind=item.kind,
            proposal=item.proposal or item.title,
        )

    def new_vote(self) -> NewVote:
        """The vote as it stands on the screen."""
        method = self.method.value()
        kept = self._corrected.explanation if self._corrected is not None else ""
        return NewVote(
            Ballots() if method == ACCLAMATION else self.tally.ballots(),
            proposal=self.proposal.toPlainText().strip(),
            method=method,
            lot=self.tally.lot.key(),
            explanation=kept,
        )

    # What is typed.

    def _typed(self) -> None:
        if self._filling or not self.counting:
            return
        if not self._tied():
            self.tally.lot.choose(NO_LOT)
        self.asking.clear()
        self._show_standing()
        self.draft.typed()

    def _drafted(self) -> str | None:
        if not self.counting or self._item is None:
            return None
        standing_now = {
            "counts": asdict(self.tally.ballots()),
            "method": self.method.value(),
            "proposal": self.proposal.toPlainText(),
            "lot": self.tally.lot.key(),
            "vote": self._corrected.id if self._corrected else 0,
        }
        fresh = self._corrected is None and not self.tally.ballots().counted
        plain = self.method.value() == HANDS and standing_now["proposal"] == self._item.proposal
        return None if fresh and plain else json.dumps(standing_now, ensure_ascii=False)

    def _restore(self, kept: dict[str, Any]) -> None:
        votes = self._item.votes if self._item is not None else ()
        self._corrected = next((vote for vote in votes if vote.id == kept["vote"]), None)
        self._fill(Ballots(**kept["counts"]), kept["method"], kept["proposal"], kept["lot"])
        self._set_counting(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if self.counting and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif not self.counting or not self.tally.press(event.text(), step):
            super().keyPressEvent(event)

    # What can be done.

    def start(self) -> None:
        """Hold a vote on this point."""
        if self._item is not None:
            self._corrected = None
            self._fill(Ballots(), HANDS, self._item.proposal, NO_LOT)
            self._set_counting(True)
            self._show()
            self.focus_counters()

    def focus_counters(self) -> None:
        first = self.tally.first()
        (first if first.isVisible() else self.method).setFocus(Qt.FocusReason.OtherFocusReason)

    def correct(self, vote: VoteFacts) -> None:
        """Change the counts of a vote that was recorded; its resolution keeps its number."""
        self._corrected = vote
        lot = vote.outcome if vote.by_lot else NO_LOT
        self._fill(vote.ballots, vote.method, vote.proposal, lot)
        self._set_counting(True)
        self._show()
        self.focus_counters()

    def remove(self, vote: VoteFacts) -> None:
        self.asking.do(remove_vote, vote.id)

    def count_again(self) -> None:
        self._fill(Ballots(), self.method.value(), self.proposal.toPlainText(), NO_LOT)
        self._typed()
        self._show_standing()
        self.focus_counters()

    def stop(self) -> None:
        """No vote after all, or no correction."""
        self._end()

    def record(self) -> None:
        """The outcome becomes an operation, with a numbered resolution."""
        if self._item is None:
            return
        if self._corrected is not None:
            operation, about = change_vote, self._corrected.id
            self.asking.do(operation, about, self.new_vote(), then=self._done)
        else:
            self.asking.do(record_vote, self._item.id, self.new_vote(), then=self._done)

    def _done(self, _result: object) -> None:
        self._end()
        self.recorded.emit()

    def _end(self) -> None:
        self.draft.drop()
        self.asking.clear()
        self._corrected = None
        item = self._item
        if item is not None:
            self._fill(Ballots(), HANDS, item.proposal, NO_LOT)
            self._set_counting(self._asks_for_vote(item))
        self._show()
