"""The dry run beside the columns: every line of the list under what would happen with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.members.importing import WHOLE_LINE, LeftOut
from coopadmin.members.trial import FORBIDDEN, Trial, Wishes
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState, ProgressRow
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.columns import Group, Heading
from coopadmin.ui.kit.helping import explain, page_about
from coopadmin.ui.kit.inputs import CheckBox
from coopadmin.ui.kit.message import BAD, INFO, WARN, Messages
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.changepaint import ChangePainter
from coopadmin.ui.members.flow import FilterFlow, Flow
from coopadmin.ui.members.importchoices import FieldChoices
from coopadmin.ui.members.importrows import (
    CHANGED,
    COLUMNS,
    NAMES,
    NOTES,
    REFUSED,
    SKIPPED,
    UNCHANGED,
    LineRow,
    group_title,
    grouped,
)
from coopadmin.words import _, count, date_short, ngettext, say

PATIENCE_MS = 300
_OFF_AT_FIRST = frozenset({UNCHANGED, SKIPPED})


class TrialPanel(Panel):
    """The dry run. `read_wanted` to read it in, `save_wanted` to save what was refused.

    `changed` comes when somebody wants another thing of the lines; `wishes` are what they want.
    """

    read_wanted = Signal()
    save_wanted = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.trial: Trial | None = None
        explain(self, "importing#trial")
        self._groups: dict[str, list[LineRow]] = {}
        self._off = set(_OFF_AT_FIRST)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        self._scroll.hide()
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.messages = Messages()
        self.messages.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), 0)
        column.addWidget(self.messages)
        top = QWidget()
        top.setObjectName("clear")
        row = QHBoxLayout(top)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self._lines = Text("", Role.NOTE, "ink2")
        self.filters = FilterFlow(self._lines)
        self.filters.setAccessibleName(_("What is shown"))
        row.addWidget(self.filters)
        column.addWidget(top)
        self.update_known = CheckBox(_("Change members who are known"))
        self.emptying = CheckBox(_("An empty cell empties the field"))
        self._wishes = Flow(self.update_known, self.emptying)
        self._wishes.setContentsMargins(0, 0, 0, 0)
        below = QHBoxLayout()
        below.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        below.addWidget(self._wishes)
        column.addLayout(below)
        column.addWidget(Rule())
        self.table = RowsTable(
            COLUMNS,
            _("Dry run"),
            two_lines=True,
            identity=lambda one: one.key,
            painter=ChangePainter,
            kept_as="import-lines",
        )
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._ask_patience)
        column.addWidget(self.table, 1)
        self.fields = FieldChoices()
        column.addWidget(self.fields)
        whole.insertWidget(2, inside, 1)
        self.progress = ProgressRow()
        self.read_button = Button("", self.read_wanted.emit, PRIMARY, "file-import")
        self.save_button = Button("", self.save_wanted.emit, QUIET, "download")
        self._note = Elided("", Role.NOTE, "ink2")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.footer_row.addWidget(self.read_button)
        self.footer_row.addWidget(self.save_button)
        self.footer_row.addWidget(self._note, 1)
        self.footer_row.addWidget(self.progress, 1)
        self.show_footer()
        self.filters.changed.connect(self._filtered)
        self.table.chosen.connect(self.fields.show_line)
        self.table.checked.connect(lambda row, _key: self._toggle(row.line.line, WHOLE_LINE))
        self.table.activated.connect(lambda _row: self.fields.go())
        self.fields.toggled.connect(self._toggle)
        self.fields.left.connect(self.table.setFocus)
        for box in (self.update_known, self.emptying):
            box.clicked.connect(lambda _on: self.changed.emit())
        self.forget()

    def forget(self) -> None:
        """Another file: what is shown goes back to what it was at first."""
        self._off = set(_OFF_AT_FIRST)
        self.trial = None
        self._left: frozenset[LeftOut] = frozenset()
        self.update_known.setChecked(True)
        self.emptying.setChecked(False)
        self._wishes.hide()
        self.fields.show_line(None)
        self._groups = {}
        self.messages.clear()
        self.table.set_empty(QWidget())
        self._show_groups()
        for part in (self.read_button, self.save_button, self._note):
            part.hide()
        self._patience.start()

    def show_trial(self, trial: Trial, kinds: Mapping[int, str]) -> None:
        """Every line under its outcome; the cursor stays where it was."""
        if trial.plan is None:
            nothing, icon = _("What would happen comes here"), "file-import"
        else:
            nothing, icon = _("Nothing to show with these filters"), "search"
        self.table.set_empty(EmptyState(nothing, icon=icon))
        self._patience.stop()
        self.trial = trial
        self._say(trial)
        self._groups = grouped(trial.plan, kinds)
        self._show_groups()
        self._show_footer(trial)
        if self.table.current() is None:
            self.table.choose_first()
        self.fields.show_line(self.table.current())
        known = trial.plan is not None and (
            bool(self._groups[CHANGED] or self._groups[UNCHANGED])
            or not self.update_known.isChecked()
        )
        self._wishes.setVisible(known)

    def take_up(self, wishes: Wishes) -> None:
        """What was wished before the window was closed."""
        self.update_known.setChecked(wishes.update)
        self.emptying.setChecked(wishes.emptying)
        self._left = wishes.left

    def wishes(self, since: date | None) -> Wishes:
        """What somebody wants of the lines."""
        return Wishes(since, self.update_known.isChecked(), self.emptying.isChecked(), self._left)

    def _toggle(self, line: int, field: str) -> None:
        self._left ^= {(line, field)}
        self.changed.emit()

    def _ask_patience(self) -> None:
        if self.trial is None:
            self.table.set_empty(EmptyState(_("The list is being tried"), icon="hourglass"))

    def next_refused(self) -> bool:
        """Go to the next refused line, around to the first; False when there is none."""
        rows = [row for row in self.table.shown_rows() if row.group == REFUSED]
        if not rows:
            return False
        here = self.table.current()
        line = here.line.line if here is not None and here.group == REFUSED else 0
        there = next((row for row in rows if row.line.line > line), rows[0])
        self.table.choose(there.key)
        self.table.setFocus()
        return True

    def set_busy(self, busy: bool) -> None:
        """While reading in, its progress stands in the place of the buttons."""
        for part in (self.read_button, self.save_button, self._note):
            part.setVisible(not busy and self.trial is not None)
        self.filters.setEnabled(not busy)
        if not busy and self.trial is not None:
            self._show_footer(self.trial)

    # Parts.

    def _say(self, trial: Trial) -> None:
        self.messages.clear()
        if any(column.state == FORBIDDEN for column in trial.columns):
            words = _("A BSN is refused and not read. Take the column out of your file too.")
            self.messages.show_message(BAD, words, closable=False, help_page="importing#bsn")
        for problem in trial.problems:
            self.messages.show_message(
                BAD, say(problem), closable=False, help_page=page_about(problem)
            )
        plan = trial.plan
        if plan is None:
            return
        if plan.new_kinds:
            words = ngettext(
                "New kind of membership: {names}",
                "New kinds of membership: {names}",
                len(plan.new_kinds),
            ).format(names=", ".join(plan.new_kinds))
            self.messages.show_message(WARN, words, closable=False)
        if trial.remembered:
            words = _("The columns are read as you chose for such a list last time.")
            self.messages.show_message(INFO, words)
        for remark in plan.remarks:
            self.messages.show_message(INFO, say(remark))

    def _show_groups(self) -> None:
        self.filters.set_options(
            [
                Option(key, _(name), len(self._groups.get(key, ())))
                for key, name in NAMES.items()
                if self._groups.get(key)
            ]
        )
        self.filters.choose(*(key for key in NAMES if key not in self._off))
        lines = self.trial.plan.read if self.trial and self.trial.plan else 0
        self._lines.setText(
            ngettext("{count} line", "{count} lines", lines).format(count=count(lines))
            if lines
            else ""
        )
        self.filters.arrange()
        self.table.set_groups(
            Group(Heading(key, group_title(key, len(rows)), _(NOTES[key])), tuple(rows))
            for key, rows in self._groups.items()
            if rows and key not in self._off
        )

    def _filtered(self, keys: tuple[str, ...]) -> None:
        shown = {key for key in NAMES if self._groups.get(key)}
        self._off = (self._off - shown) | (shown - set(keys))
        self._show_groups()

    def _show_footer(self, trial: Trial) -> None:
        for part in (self.read_button, self._note):
            part.show()
        plan = trial.plan
        members = plan.count("added") + plan.count("changed") if plan is not None else 0
        self.read_button.setText(
            ngettext("Read in {count} member", "Read in {count} members", members).format(
                count=count(members)
            )
            if members
            else _("Read in")
        )
        why_not = ""
        if plan is None or trial.problems:
            why_not = _("Solve first what stands above.")
        elif not members:
            why_not = _("Everybody in the list is in the file already.")
        self.read_button.refuse(why_not)
        self.read_button.updateGeometry()
        refused = len(plan.refused) if plan is not None else 0
        self.save_button.setText(
            ngettext("Save {count} refused", "Save {count} refused", refused).format(
                count=count(refused)
            )
        )
        self.save_button.setVisible(refused > 0)
        self.save_button.updateGeometry()
        note = _("One step, can be undone later")
        if plan is not None and plan.estimated:
            note = _("Without a day: since {day}, estimated").format(day=date_short(plan.since))
        self._note.setText(note)
