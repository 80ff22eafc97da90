"""A vote that was recorded: its resolution by number, the counts, and ways to correct it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from coopadmin.meetings.queries import VoteFacts
from coopadmin.meetings.rules import TIED
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.text import Chip, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.columns import outcome_chip
from coopadmin.ui.meetings.votewords import counts_words, outcome_words, rule_words
from coopadmin.words import _

Chosen = Callable[[VoteFacts], object]


class Result(QFrame):
    """One recorded vote; without `correct` it is only shown."""

    def __init__(
        self,
        vote: VoteFacts,
        locked: str = "",
        correct: Chosen | None = None,
        remove: Chosen | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("inner")
        self.vote = vote
        number = vote.resolution or _("No resolution yet")
        counts = counts_words(vote)
        self.setAccessibleName(f"{number}: {outcome_words(vote)}, {counts}. {vote.proposal}")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        # A number is copied into letters; a tie has none.
        head.addWidget(Text(number, Role.NAME, copyable=bool(vote.resolution)))
        look = outcome_chip(vote.outcome)
        head.addWidget(Chip(outcome_words(vote), look.tone, look.icon))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Text(vote.proposal, Role.BODY, wrap=True))
        column.addWidget(Text(counts, Role.NOTE, "ink2", wrap=True))
        rule = rule_words(vote.majority, vote.blank_counts)
        column.addWidget(Text(rule, Role.CAPTION, "ink3", wrap=True))
        if vote.explanation:
            said = _("In the minutes: {text}").format(text=vote.explanation)
            column.addWidget(Text(said, Role.CAPTION, "ink2", wrap=True))
        if vote.outcome == TIED:
            said = _("Vote once more, or correct this vote with what the lot said.")
            column.addWidget(Text(said, Role.CAPTION, "warn", wrap=True))
        self.buttons: list[Button] = []
        if correct is not None and remove is not None and not locked:
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            pairs = ((_("Correct"), correct, "pencil"), (_("Take out"), remove, "trash"))
            for words, run, icon in pairs:
                button = Button(words, partial(run, vote), SMALL, icon)
                button.setAccessibleName(f"{words}: {number}")
                self.buttons.append(button)
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
