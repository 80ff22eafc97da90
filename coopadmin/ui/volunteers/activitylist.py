"""The activities of a month beside the sheet, with how far each is filled in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.volunteers.columns import activity_columns
from coopadmin.volunteers.queries import MonthActivity
from coopadmin.words import _

WIDTH = 254


class ActivityList(Card):
    """`chosen(id)` follows the cursor once it rests, `entered(id)` is Enter on an activity."""

    chosen = Signal(object)
    entered = Signal(object)
    change_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, in_doubt: Callable[[MonthActivity], bool]) -> None:
        super().__init__(padded=False)
        self.setFixedWidth(theme.px(WIDTH))
        self.table = RowsTable(
            activity_columns(in_doubt),
            _("Activities"),
            two_lines=True,
            identity=lambda row: row.activity_id,
            kept_as="activities",
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Rule())
        below = QVBoxLayout()
        below.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        below.setSpacing(theme.px(2))
        change = Button(
            _("Change activity"), self.change_wanted.emit, QUIET, "pencil", changes=True
        )
        below.addWidget(change)
        below.addWidget(
            Button(_("Add activity"), self.add_wanted.emit, QUIET, "plus", changes=True)
        )
        self.body.addLayout(below)
        self.table.settled.connect(self._settled)
        self.table.activated.connect(lambda row: self.entered.emit(row.activity_id))

    def _settled(self, row: MonthActivity | None) -> None:
        if row is not None:
            self.chosen.emit(row.activity_id)
