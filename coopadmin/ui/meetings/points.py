"""The points of a meeting under way: which one it is about, and which are behind us."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from coopadmin.meetings.queries import ItemFacts
from coopadmin.meetings.rules import DECIDING, ITEM_KINDS
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Button, IconButton
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.meetings.columns import bare_time
from coopadmin.ui.meetings.opened import Opened
from coopadmin.words import N_, _, count


def _under(item: ItemFacts) -> str:
    """What came of a point on which is decided, or what it asks for."""
    said = ", ".join(vote.resolution for vote in item.votes if vote.resolution)
    if item.votes and not said:
        said = _("tied, still to decide")
    if not said and item.kind in DECIDING:
        said = _(ITEM_KINDS[item.kind])
    return " · ".join(part for part in (bare_time(item.expected), said) if part)


def _mark(item: ItemFacts) -> tuple[str, str] | None:
    """Done: something was voted or written."""
    done = item.votes if item.kind in DECIDING else item.minutes.strip()
    return ("circle-check", "good_mark") if done else None


def _number(item: ItemFacts) -> str:
    return "" if _mark(item) else count(item.number)


COLUMNS: tuple[Column, ...] = (
    Column("number", N_("No."), _number, Look.DATE, 20, icon=_mark),
    Column("title", N_("Agenda item"), lambda item: item.title, Look.NAME, 100, 1, under=_under),
)


class PointsCard(Card):
    """`chosen(item)` when another point is taken up."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Agenda"), padded=False)
        self.table = RowsTable(COLUMNS, _("Agenda items"), two_lines=True)
        self.table.view.horizontalHeader().hide()
        self.table.chosen.connect(self._chosen)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(8), theme.px(8), theme.px(12), theme.px(8))
        self.back_button = IconButton(
            "chevron-left", _("Previous"), lambda: self.step(-1), boxed=True
        )
        self.next_button = Button(_("Next item"), lambda: self.step(1))
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        self.body.addLayout(foot)
        self.setFocusProxy(self.table)

    def present(self, opened: Opened) -> None:
        self.table.set_rows(opened.facts.items)
        self._show_place()

    def choose(self, item_id: int) -> None:
        self.table.choose(item_id)

    def step(self, by: int) -> None:
        """To the next or previous point."""
        self.table.step(by)

    def _chosen(self, item: ItemFacts | None) -> None:
        self._show_place()
        if item is not None:
            self.chosen.emit(item)

    def _show_place(self) -> None:
        place, whole = self.table.position()
        self.back_button.setEnabled(place > 1)
        self.next_button.setEnabled(0 < place < whole)
