"""One operation of history: what was, what became, what came after it, and taking it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coopadmin.desk.queries import DoneDetail
from coopadmin.ui.history.columns import sentence_of
from coopadmin.ui.history.values import WasBecame, heading_of, lines_of
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.message import INFO, WARN, Message
from coopadmin.ui.kit.text import Chip, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, clock, count, date_long, ngettext, say

LONGEST = 400


class HistoryDetail(Panel):
    """The panel beside the list; `take_back` and `go` are what its buttons do."""

    def __init__(self, take_back: Callable[[], object], go: Callable[[], object]) -> None:
        super().__init__()
        self._fixed = Chip(_("Fixed"), "warn", "lock")
        self.header_row.addWidget(self._fixed)
        self.back_button = Button(_("Take back"), take_back, PRIMARY, "arrow-back-up")
        self.go_button = Button(_("Go there"), go, QUIET, "arrow-right")
        self.footer_row.addWidget(self.back_button)
        self.footer_row.addWidget(self.go_button)
        self.footer_row.addStretch(1)
        # What taking back does stays in sight, however much was changed.
        self._said = QVBoxLayout()
        self._said.setContentsMargins(theme.px(18), theme.px(8), theme.px(18), theme.px(8))
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertLayout(outer.indexOf(self.footer), self._said)
        self.show_detail(None, read_only=False)

    def show_detail(self, detail: DoneDetail | None, read_only: bool) -> None:
        """Show one operation, or that none is chosen."""
        clear_layout(self.body)
        clear_layout(self._said)
        self.show_footer(detail is not None)
        self._fixed.setVisible(detail is not None and bool(detail.row.why_not))
        if detail is None:
            self.set_title(_("History"))
            self.body.addWidget(Text(_("Choose a change to see what it did."), Role.BODY, "ink2"))
            self.body.addStretch(1)
            return
        row = detail.row
        when = f"{date_long(row.time)}, {clock(row.time)}"
        self.set_title(sentence_of(row), f"{row.who} · {when}")
        for place, changed in enumerate(detail.rows):
            if place:
                self.body.addWidget(Rule())
            self.body.addWidget(Text(heading_of(changed), Role.LABEL, "ink2", wrap=True))
            self.body.addWidget(_table(lines_of(changed, place), changed.kind))
        if not detail.rows:
            self.body.addWidget(Text(_("This changed no rows."), Role.BODY, "ink2"))
        if detail.more:
            more = ngettext("And {count} more.", "And {count} more.", detail.more)
            self.body.addWidget(Text(more.format(count=count(detail.more)), Role.NOTE, "ink2"))
        self.body.addStretch(1)
        self._tell(detail, read_only)

    def _tell(self, detail: DoneDetail, read_only: bool) -> None:
        why_not = _("This file can only be looked at.") if read_only else ""
        if detail.obstacle is not None:
            why_not = why_not or say(detail.obstacle)
        elif detail.row.why_not:
            why_not = why_not or _(detail.row.why_not)
        if why_not:
            self._said.addWidget(Message(WARN, _("This cannot be taken back"), why_not))
        else:
            later = ngettext(
                "Something in it was changed {count} time after this.",
                "Something in it was changed {count} times after this.",
                detail.later,
            ).format(count=count(detail.later))
            stays = _("This line stays; a new one says that it was taken back.")
            self._said.addWidget(
                Message(
                    INFO,
                    _("Taking back puts it as it was before"),
                    f"{later} {stays}" if detail.later else stays,
                )
            )
        self.back_button.refuse(why_not)


def _table(lines: list[WasBecame], kind: str) -> QWidget:
    """Names on the left; what was and what became beside each other, or only the one that is."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(6))
    both = kind == "update"
    heads = ["", _("Was"), _("Became")] if both else []
    for column, head in enumerate(heads):
        grid.addWidget(Text(head, Role.HEAD, "ink2"), 0, column)
    top = Qt.AlignmentFlag.AlignTop
    for number, line in enumerate(lines, 1):
        label = Text(line.label, Role.NOTE, "ink2", wrap=True)
        grid.addWidget(label, number, 0, top)
        values = (
            [line.was, line.became] if both else [line.was if kind == "delete" else line.became]
        )
        for column, value in enumerate(values, 1):
            last = column == len(values) and kind != "delete"
            cell = Text(_short(value), Role.NAME if last else Role.BODY, wrap=True, copyable=True)
            cell.setAccessibleName(f"{line.label}: {value}")
            grid.addWidget(cell, number, column, top)
    grid.setColumnStretch(0, 4)
    for column in range(1, 3 if both else 2):
        grid.setColumnStretch(column, 5)
    return table


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[:LONGEST].rstrip()} …"
