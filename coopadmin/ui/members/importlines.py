"""The dry run beside the columns: every line of the list under what would happen with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Problem
from coopadmin.members.plan import ImportPlan, PlanLine, PossibleDuplicate
from coopadmin.members.trial import FORBIDDEN, Trial
from coopadmin.people.rules import address_line
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState, ProgressRow
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.choices import Option
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.ui.kit.helping import explain, page_about
from coopadmin.ui.kit.message import BAD, INFO, WARN, Messages
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.changepaint import ChangePainter
from coopadmin.ui.members.flow import FilterFlow
from coopadmin.ui.members.labels import label, number_shown, value_shown
from coopadmin.words import N_, _, count, date_short, ngettext, say

REFUSED, DOUBLE, CHANGED, ADDED = "refused", "double", "changed", "added"
SKIPPED, UNCHANGED = "skipped", "unchanged"
_NAMES = {
    REFUSED: N_("Refused"),
    DOUBLE: N_("Double?"),
    CHANGED: N_("Changed"),
    ADDED: N_("New"),
    SKIPPED: N_("Skipped"),
    UNCHANGED: N_("Equal"),
}
_NOTES = {
    REFUSED: N_("these stay out, the rest can go on"),
    DOUBLE: N_("they resemble somebody, and become new members"),
    CHANGED: N_("old and new"),
    ADDED: N_("they get a number"),
    SKIPPED: N_("nothing is read of them"),
    UNCHANGED: N_("nothing changes"),
}
PATIENCE_MS = 300
_OFF_AT_FIRST = frozenset({UNCHANGED, SKIPPED})
# Said by the field beside it.
_ADDRESS = ("street", "house_number", "house_letter", "house_addition")
_SILENT = frozenset({"birth_year", "since_estimated", "end_reason", *_ADDRESS})


@dataclass(frozen=True)
class LineRow:
    """A line in the dry run; `known` when it may be a double."""

    line: PlanLine
    group: str
    kinds: Mapping[int, str]
    known: PossibleDuplicate | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.line.line, self.group

    def changes(self) -> list[tuple[str, str, str]]:
        """The fields that the line changes: name, old and new words."""
        found = []
        values = {one.field: one for one in self.line.values}
        if self.line.person is not None and not values.keys().isdisjoint(_ADDRESS):
            now = [getattr(self.line.person, name) for name in _ADDRESS]
            before = [
                values[name].before if name in values else part
                for name, part in zip(_ADDRESS, now, strict=True)
            ]
            words = (address_line(*before) or _("empty"), address_line(*now) or _("empty"))
            found.append((_("Address"), *words))
        for one in self.line.values:
            if not label(one.field) or one.field in _SILENT:
                continue
            old = value_shown(one.field, one.before, self.kinds) or _("empty")
            new = value_shown(one.field, one.after, self.kinds) or _("empty")
            found.append((label(one.field), old, new))
        return found


def _sentences(problems: Sequence[Problem]) -> str:
    return " ".join(say(problem) for problem in problems)


def what_happens(row: LineRow) -> str:
    """The first words about a line; of a change the new value, which the painter sets apart."""
    line = row.line
    if row.group in (REFUSED, SKIPPED):
        return _sentences(line.reasons[:1])
    if row.known is not None:
        return _("Resembles {name}").format(name=row.known.known)
    if row.group == CHANGED:
        return "; ".join(
            _("{field}: {now}, was {before}").format(field=field, now=now, before=before)
            for field, before, now in row.changes()
        ) or _("New membership")
    if row.group == ADDED and line.person is not None:
        person = line.person
        street = address_line(
            person.street, person.house_number, person.house_letter, person.house_addition
        )
        kind = row.kinds.get(line.kind, "") if isinstance(line.kind, int) else line.kind or ""
        kind = kind or _("no membership")
        return ", ".join(part for part in (kind, street, person.town) if part)
    return ""


def _more(row: LineRow) -> str:
    line = row.line
    if row.group == REFUSED:
        return _sentences(line.reasons[1:]) or _sentences(line.remarks)
    if row.known is not None and row.known.known_number is not None:
        return _("That is member {number}").format(number=number_shown(row.known.known_number))
    if line.remarks:
        return _sentences(line.remarks)
    if row.group == ADDED and line.number is not None:
        return _("gets number {number}").format(number=number_shown(line.number))
    return ""


def _number(row: LineRow) -> str:
    known = row.group in (CHANGED, UNCHANGED) and row.line.number is not None
    return number_shown(row.line.number or 0) if known else ""


COLUMNS = (
    Column("line", N_("Line"), lambda row: count(row.line.line), Look.DATE, 44),
    Column(
        "name",
        N_("Name"),
        lambda row: row.line.name or _("without a name"),
        Look.NAME,
        140,
        2,
        under=_number,
        ink=lambda row: "ink" if row.line.name else "ink2",
    ),
    Column(
        "what",
        N_("What happens"),
        what_happens,
        Look.TEXT,
        180,
        4,
        under=_more,
        ink=lambda row: "bad" if row.group == REFUSED else "ink",
    ),
)


class TrialPanel(Panel):
    """The dry run. `read_wanted` to read it in, `save_wanted` to save what was refused."""

    read_wanted = Signal()
    save_wanted = Signal()

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
        column.addWidget(Rule())
        self.table = RowsTable(
            COLUMNS,
            _("Dry run"),
            two_lines=True,
            identity=lambda one: one.key,
            painter=ChangePainter,
        )
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._ask_patience)
        column.addWidget(self.table, 1)
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
        self.forget()

    def forget(self) -> None:
        """Another file: what is shown goes back to what it was at first."""
        self._off = set(_OFF_AT_FIRST)
        self.trial = None
        self._groups = {}
        self.messages.clear()
        self.table.set_empty(QWidget())
        self._show_groups()
        for part in (self.read_button, self.save_button, self._note):
            part.hide()
        self._patience.start()

    def show_trial(self, trial: Trial, kinds: Mapping[int, str]) -> None:
        """Every line under its outcome; the cursor stays where it was."""
        if self.trial is None:
            nothing = _("Nothing to show with these filters")
            self.table.set_empty(EmptyState(nothing, icon="search"))
        self._patience.stop()
        self.trial = trial
        self._say(trial)
        self._groups = _grouped(trial.plan, kinds)
        self._show_groups()
        self._show_footer(trial)
        if self.table.current() is None:
            self.table.choose_first()

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
        for remark in plan.remarks:
            self.messages.show_message(INFO, say(remark))

    def _show_groups(self) -> None:
        self.filters.set_options(
            [
                Option(key, _(name), len(self._groups.get(key, ())))
                for key, name in _NAMES.items()
                if self._groups.get(key)
            ]
        )
        self.filters.choose(*(key for key in _NAMES if key not in self._off))
        lines = self.trial.plan.read if self.trial and self.trial.plan else 0
        self._lines.setText(
            ngettext("{count} line", "{count} lines", lines).format(count=count(lines))
            if lines
            else ""
        )
        self.filters.arrange()
        self.table.set_groups(
            Group(Heading(key, _group_title(key, len(rows)), _(_NOTES[key])), tuple(rows))
            for key, rows in self._groups.items()
            if rows and key not in self._off
        )

    def _filtered(self, keys: tuple[str, ...]) -> None:
        shown = {key for key in _NAMES if self._groups.get(key)}
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


def _group_title(key: str, rows: int) -> str:
    if key == DOUBLE:
        return ngettext(
            "{count} line may be a double", "{count} lines may be doubles", rows
        ).format(count=count(rows))
    lines = ngettext("{count} line", "{count} lines", rows).format(count=count(rows))
    return f"{_(_NAMES[key])}: {lines}"


def _grouped(plan: ImportPlan | None, kinds: Mapping[int, str]) -> dict[str, list[LineRow]]:
    groups: dict[str, list[LineRow]] = {key: [] for key in _NAMES}
    if plan is None:
        return groups
    by_line = {line.line: line for line in plan.lines}
    for one in plan.duplicates:
        groups[DOUBLE].append(LineRow(by_line[one.line], DOUBLE, kinds, one))
    for line in plan.lines:
        groups[line.outcome].append(LineRow(line, line.outcome, kinds))
    return groups
