"""One operation of history: what was, what became, what came after it, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coopadmin.desk.changed import ChangedRow
from coopadmin.desk.history import DoneDetail
from coopadmin.desk.sentences import titled
from coopadmin.desk.wording.values import WasBecame, heading_of, lines_of
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.message import INFO, WARN, Message
from coopadmin.ui.kit.text import Chip, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, clock, count, date_long, ngettext, say

LONGEST = 400
ROWS_SAID = 3


@dataclass(frozen=True)
class Way:
    """What can be done where taking back cannot: its name, and where it is done.

    `later` is the change that is to be taken back first.
    """

    name: str
    page: str = ""
    place: str | None = None
    later: int | None = None


class HistoryDetail(Panel):
    """The panel beside the list; `take_back`, `go` and `instead` are what its buttons do."""

    def __init__(
        self,
        take_back: Callable[[], object],
        go: Callable[[], object],
        instead: Callable[[Way], object],
    ) -> None:
        super().__init__()
        self._way: Way | None = None
        self._fixed = Chip(_("Fixed"), "warn", "lock")
        self.header_row.addWidget(self._fixed)
        self.back_button = Button(_("Take back"), take_back, PRIMARY, "arrow-back-up")
        self.go_button = Button(_("Go there"), go, QUIET, "arrow-right")
        self.instead_button = Button(
            "", lambda: instead(self._way) if self._way else None, PLAIN, "arrow-right"
        )
        self.footer_row.addWidget(self.instead_button)
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
        self.set_title(titled(row.code, row.about), f"{row.who} · {when}")
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
        why_not = _why_not(detail, read_only)
        self._way = None if read_only else _way_instead(detail)
        self.instead_button.setVisible(self._way is not None)
        self.go_button.setVisible(self._way is None)
        self.instead_button.setText("" if self._way is None else self._way.name)
        self.back_button.setText(_back(detail))
        self.back_button.refuse(why_not)
        later = ngettext(
            "This was changed {count} more time after it.",
            "This was changed {count} more times after it.",
            len(detail.later),
        ).format(count=count(len(detail.later)))
        if why_not:
            told = _("This cannot be taken back")
            shown = Message(WARN, told, why_not, help_page="history#locked")
        elif detail.set_back:
            shown = Message(INFO, later, _put_back(detail))
        else:
            stays = _("This line stays; a new one says that it was taken back.")
            more = f"{later} {stays}" if detail.later else stays
            shown = Message(INFO, _("Taking back puts it as it was before"), more)
        self._said.addWidget(shown)


def _why_not(detail: DoneDetail, read_only: bool) -> str:
    if read_only:
        return _("This file can only be looked at.")
    if detail.row.why_not and not detail.row.undone:
        return _(detail.row.why_not)
    if detail.obstacle is not None and not detail.set_back:
        return say(detail.obstacle)
    return ""


def _way_instead(detail: DoneDetail) -> Way | None:
    """The right way where taking back is not the way."""
    if detail.set_back or detail.row.undone or (detail.obstacle is None and not detail.row.why_not):
        return None
    if detail.later and not detail.row.why_not:
        return Way(_("To the later change"), later=detail.later[0])
    feature = detail.row.code.partition(".")[0]
    if feature == "meetings":
        return Way(_("Correct it in a next meeting"), "meetings", "new")
    if feature in ("contributions", "ledger"):
        return Way(_("Take back the payment"), "contributions", "charges")
    return None


def _back(detail: DoneDetail) -> str:
    if not detail.set_back:
        return _("Take back")
    one = len(detail.rows) + detail.more == 1
    return _("Back to this value") if one else _("Back to these values")


def _put_back(detail: DoneDetail) -> str:
    """Which values come back: `Back to: Name Eetpunt`; of several rows whose they are."""
    said = [
        f"{line.label} {_short(line.was)}" if len(detail.rows) == 1 else _of_row(changed, line)
        for changed in detail.rows[:ROWS_SAID]
        for line in lines_of(changed, 0)
    ]
    unsaid = len(detail.rows) + detail.more - ROWS_SAID
    if unsaid > 0:
        said.append(ngettext("{count} more", "{count} more", unsaid).format(count=count(unsaid)))
    return _("Back to: {values}. A new line says so; later changes of other things stay.").format(
        values=", ".join(said)
    )


def _of_row(changed: ChangedRow, line: WasBecame) -> str:
    value = f"{line.label} {_short(line.was)}"
    return f"{value} ({changed.name})" if changed.name else value


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
