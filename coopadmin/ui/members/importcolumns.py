"""The columns of somebody's list: an example of each, what it becomes, and changing that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.problem import Refused
from coopadmin.members.trial import (
    ASKED,
    COMPARED,
    FIELD_CHOICES,
    FORBIDDEN,
    LEFT,
    SPLIT,
    TRANSLATED,
    USED,
    Trial,
    TrialColumn,
    label_of,
)
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.inputs import Choice, Combo, Line, mark_wrong
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, IconLabel, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, count, ngettext, say

_ICONS = {
    USED: ("circle-check", "good"),
    SPLIT: ("arrows-split-2", "ink2"),
    TRANSLATED: ("arrows-exchange", "ink2"),
    COMPARED: ("arrows-left-right", "ink2"),
    ASKED: ("alert-triangle", "warn"),
    LEFT: ("minus", "ink3"),
    FORBIDDEN: ("lock", "bad"),
}
_INKS = {ASKED: "warn", LEFT: "ink3", FORBIDDEN: "bad"}
NOT_READ = ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def becomes(column: TrialColumn) -> str:
    """What a column becomes, as words."""
    if column.state == FORBIDDEN:
        return _("Refused")
    if column.state == ASKED:
        if column.field is None:
            return _("Choose a field")
        return _("{field}?").format(field=_capital(_(label_of(column.field))))
    if column.state == COMPARED:
        return _("Only compared")
    if column.state == LEFT or column.field is None:
        return _("Not read")
    return _capital(_(label_of(column.field)))


def _reason(column: TrialColumn) -> str:
    return say(column.reason) if column.reason is not None else ""


COLUMNS = (
    Column("name", N_("Column"), lambda row: row.name, Look.NAME, 80, 2, tip=_reason),
    Column(
        "example",
        N_("Example"),
        lambda row: row.example or (_("not shown") if row.state in (FORBIDDEN, COMPARED) else ""),
        width=64,
        stretch=1,
        drop=1,
    ),
    Column(
        "becomes",
        N_("Becomes"),
        becomes,
        Look.NAME,
        150,
        1,
        icon=lambda row: _ICONS[row.state],
        ink=lambda row: _INKS.get(row.state, "ink"),
        tip=_reason,
    ),
)


class ColumnsCard(Card):
    """The columns with, below them, the choice for the one under the cursor.

    `changed` comes when the person chose another field or another first day.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(_("Columns"), " ", padded=False)
        self._today = today
        self.choices: dict[int, str] = {}
        self.since: date | None = None
        self.table = RowsTable(
            COLUMNS, _("Columns"), identity=lambda row: row.number, kept_as="import-columns"
        )
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Rule())
        foot = QWidget()
        foot.setObjectName("clear")
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._name = Elided("", Role.LABEL)
        self.combo = Combo(name=_("What the column becomes"))
        self.combo.setFixedWidth(theme.px(190))
        row.addWidget(self._name, 1)
        row.addWidget(IconLabel("arrow-narrow-right", "ink2", 18))
        row.addWidget(self.combo)
        column.addLayout(row)
        self._why = Text("", Role.CAPTION, "ink2", wrap=True)
        column.addWidget(self._why)
        self.day_row = QWidget()
        since = QHBoxLayout(self.day_row)
        since.setContentsMargins(0, 0, 0, 0)
        since.setSpacing(theme.px(8))
        words = Elided(_("Member since"), Role.LABEL)
        self.day = Line("", Role.AMOUNT)
        self.day.setAccessibleName(_("Member since, where the list has no day"))
        self.day.setToolTip(self.day.accessibleName())
        self.day.setFixedWidth(theme.px(190))
        words.setBuddy(self.day)
        since.addWidget(words, 1)
        since.addWidget(self.day)
        column.addWidget(self.day_row)
        self.body.addWidget(foot)
        self.table.chosen.connect(self._show_choice)
        self.table.activated.connect(lambda _row: self._go_choose())
        self.combo.activated.connect(lambda _index: self._chosen())
        self.day.textEdited.connect(lambda _text: self._day_typed())
        self.day_row.hide()

    def forget(self) -> None:
        """Another file: nothing is chosen yet."""
        self.choices, self.since = {}, None
        self.table.set_rows(())
        self.day_row.hide()

    def take_up(self, choices: Mapping[int, str], since: date | None) -> None:
        """What was chosen before the window was closed."""
        self.choices, self.since = dict(choices), since

    def show_trial(self, trial: Trial) -> None:
        """The columns as they are used now."""
        columns = trial.columns
        used = sum(column.state in (USED, SPLIT, TRANSLATED) for column in columns)
        self.set_title(
            ngettext("{count} column", "{count} columns", len(columns)).format(
                count=count(len(columns))
            ),
            ngettext("{count} recognised", "{count} recognised", used).format(count=count(used)),
        )
        self.table.set_rows(columns)
        if self.table.current() is None and columns:
            asked = next((one.number for one in columns if one.state == ASKED), columns[0].number)
            self.table.choose(asked)
        self._show_choice(self.table.current())
        plan = trial.plan
        needs_day = plan is not None and (plan.estimated > 0 or self.since is not None)
        if plan is not None and needs_day and not self.day.hasFocus():
            self.day.setText(f"{plan.since.day}-{plan.since.month}-{plan.since.year}")
            mark_wrong(self.day, False)
        self.day_row.setVisible(needs_day)

    def next_asked(self) -> bool:
        """Go to the next column that asks something; False when there is none behind this one."""
        rows: list[TrialColumn] = self.table.shown_rows()
        here = self.table.current()
        after = [row for row in rows if here is None or row.number > here.number]
        for row in after:
            if row.state == ASKED:
                self.table.choose(row.number)
                self.table.setFocus()
                return True
        return False

    def asks_something(self) -> bool:
        return any(row.state == ASKED for row in self.table.shown_rows())

    # Choosing.

    def _show_choice(self, row: TrialColumn | None) -> None:
        if row is None:
            self.combo.setEnabled(False)
            return
        self._name.setText(row.name)
        self.combo.setAccessibleName(_("{column} becomes").format(column=row.name))
        self.combo.setEnabled(row.state != FORBIDDEN)
        entries = [Choice(NOT_READ, _("Not read"))]
        entries += [Choice(name, _capital(_(words))) for name, words in FIELD_CHOICES]
        if tuple(entries) != self.combo.choices:
            self.combo.set_choices(entries)
        field = row.field if row.state not in (LEFT, ASKED, FORBIDDEN) else None
        self.combo.set_value(field or (NOT_READ if row.state == LEFT else None))
        self._why.setText(_reason(row))
        self._why.setVisible(bool(_reason(row)))
        # Words below take room from the table, which may hide the row they are about.
        view = self.table.view
        QTimer.singleShot(0, view, lambda: view.scrollTo(view.currentIndex()))

    def _go_choose(self) -> None:
        if self.combo.isEnabled():
            self.combo.setFocus()
            self.combo.showPopup()

    def _chosen(self) -> None:
        row: TrialColumn | None = self.table.current()
        if row is None:
            return
        field = self.combo.value()
        # A field that was chosen for another column goes to this one.
        self.choices = {
            number: chosen
            for number, chosen in self.choices.items()
            if chosen != field or not field
        }
        self.choices[row.number] = field
        self.table.setFocus()
        self.changed.emit()

    def _day_typed(self) -> None:
        text = self.day.text().strip()
        try:
            self.since = parse_date(text, self._today()) if text else None
        except Refused:
            mark_wrong(self.day, True)
            return
        mark_wrong(self.day, False)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.table.view.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
