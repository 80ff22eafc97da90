"""Reading a list of hours: what it would record, what it would refuse and why, then doing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopadmin.activities.queries import list_activities
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState, FileDrop
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import BAD, INFO, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Facts
from coopadmin.ui.volunteers.columns import refused_columns
from coopadmin.volunteers.queries import HourImport, plan_hour_import
from coopadmin.volunteers.rules import DOUBTS
from coopadmin.volunteers.service import import_hours
from coopadmin.words import N_, _, count, hours, ngettext, say

READ_LIST = "coopadmin.formats.lists:read_list"
PLAN_MS = 300
EXPLAINED = 3
BY_ITSELF, NONE = "by itself", "none"
# Names as the reader of lists knows them, with what they are called here.
COLUMNS = {
    "name": N_("Column with the name"),
    "member_number": N_("Column with the member number"),
    "period": N_("Column with the day or period"),
    "worked": N_("Column with the hours"),
    "activity": N_("Column with the activity"),
}


def _parts() -> tuple[Part, ...]:
    return (
        Field(
            "usual",
            N_("For which activity"),
            Kind.CHOICE,
            hint=N_("Holds for lines that name none."),
        ),
        Field("doubtful", N_("Take doubtful lines too"), Kind.CHECK),
        Field("choose", N_("Say which column is what"), Kind.CHECK),
        *(
            Field(name, label, Kind.CHOICE, shown_if=lambda raw: bool(raw["choose"]))
            for name, label in COLUMNS.items()
        ),
    )


class ReadingView(ListDetail):
    """The list left, what it would come to and how it is read right.

    `drop` is the place for a file, to be shown while there is no list: `changed` tells. `left`
    without it, `taken(HourImport)` after it. Nothing is stored before the button.
    """

    left = Signal()
    changed = Signal()
    taken = Signal(object)
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self._sheet: Any = None
        self.plan: HourImport | None = None
        self._fresh = False
        self.drop = FileDrop(
            _("Drop a list of hours here: CSV or Excel, with a name, a day and the hours."),
            _("Choose a file"),
            _("Lists (*.csv *.tsv *.txt *.xlsx *.ods)"),
            (".csv", ".tsv", ".txt", ".xlsx", ".ods"),
        )
        self.table = RowsTable(
            refused_columns(),
            _("Lines left out"),
            two_lines=True,
            identity=lambda row: row.line,
            kept_as="hours-left-out",
        )
        self.messages = Messages()
        self.messages.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(4))
        card = Card(padded=False)
        card.body.addWidget(self.messages)
        card.body.addWidget(self.table, 1)
        self.form = self._made_form()
        super().__init__(card, self.form, None, _("Lines left out"), detail_width=360)
        explain(self, "hours#reading")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PLAN_MS)
        self._pause.timeout.connect(self._plan)
        self.drop.chosen.connect(self.read)
        self.form.edited.connect(lambda _name: self._pause.start())
        self.form.cancelled.connect(self.left)

    def _made_form(self) -> Form:
        form = Form(
            _parts(), self._take, self._desk.today(), _("What it comes to"),
            _("Take over"), "file-import",
        )  # fmt: skip
        self._facts = Facts(150)
        form.body.insertWidget(1, self._facts)
        return form

    def has_list(self) -> bool:
        """Whether a file was read."""
        return self._sheet is not None

    def title(self) -> tuple[str, str]:
        return _("Read list of hours"), _("Nothing is recorded before you press the button")

    # Reading and planning.

    def begin(self) -> None:
        """Begin anew, with choosing a file."""
        self._sheet, self.plan = None, None
        rows = self._desk.books.ask(list_activities)
        choices = [Choice(NONE, _("The list says it")), *(Choice(row.id, row.name) for row in rows)]
        self.form.set_choices("usual", choices)
        for name in COLUMNS:
            self.form.set_choices(name, [Choice(BY_ITSELF, _("Find it by itself"))])
        self.form.set_values(
            {"usual": NONE, "doubtful": False, "choose": False, **dict.fromkeys(COLUMNS, BY_ITSELF)}
        )
        self.messages.clear()
        self._show_plan()

    def read(self, path: Path) -> None:
        """Read a file in the worker; what is wrong with it is said."""
        task = self._desk.runner.run(
            READ_LIST, path, key="hours.read", title=_("Reading {name}").format(name=path.name)
        )
        task.done.connect(self._was_read)
        task.failed.connect(self._failed)

    def _was_read(self, sheet: Any) -> None:
        self._sheet = sheet
        columns = [Choice(column.name, column.name) for column in sheet.columns]
        for name in COLUMNS:
            choices = [Choice(BY_ITSELF, _("Find it by itself")), *columns]
            self.form.set_choices(name, choices)
            self.form.box(name).set_text(BY_ITSELF)
        self._fresh = True
        self._plan()
        self.changed.emit()

    def _arguments(self) -> dict[str, Any]:
        raw = {name: self.form.box(name).text() for name in ("usual", "doubtful", *COLUMNS)}
        if not self.form.box("choose").text():
            raw |= dict.fromkeys(COLUMNS, BY_ITSELF)
        return {
            "activity_id": None if raw["usual"] in (NONE, None) else raw["usual"],
            "choices": {raw[name]: name for name in COLUMNS if raw[name] not in (BY_ITSELF, None)},
            "accepted": DOUBTS if raw["doubtful"] else (),
        }

    def _plan(self) -> None:
        if self._sheet is None:
            return
        task = self._desk.runner.run(
            self._desk.books.ask, plan_hour_import, self._sheet, self._desk.today(),
            key="hours.plan", title=_("Reading {name}").format(name=self._sheet.name),
            **self._arguments(),
        )  # fmt: skip
        task.done.connect(self._planned)
        task.failed.connect(self._failed)

    def _planned(self, plan: HourImport) -> None:
        self.plan = plan
        self.messages.clear()
        self._show_plan()
        if self._fresh:
            # In a narrow page the counts come first; the lines left out are behind them.
            self.open_detail(self.form.save_button if plan.new else None)
        self._fresh = False

    def _failed(self, trouble: Exception) -> None:
        self.plan = None
        if isinstance(trouble, Refused):
            problems = trouble.problems
        elif isinstance(trouble, StoreTrouble):
            problems = (trouble.problem,)
        else:
            return
        messages = self.messages if self.has_list() else self._page.messages
        messages.clear()
        for problem in problems:
            messages.show_message(BAD, say(problem), closable=messages is self._page.messages)
        self._show_plan()

    # What is shown.

    def _show_plan(self) -> None:
        plan = self.plan
        name = self._sheet.name if self._sheet is not None else ""
        self.form.set_title(_("What it comes to"), name)
        new = len(plan.new) if plan is not None else 0
        words = ngettext("Take over {count}", "Take over {count}", new) if new else _("Take over")
        self.form.save_button.setText(words.format(count=count(new)))
        self.form.save_button.updateGeometry()
        self.form.save_button.refuse("" if new else _("There is nothing to take over yet."))
        self.table.set_rows(plan.refused if plan is not None else ())
        self.table.setVisible(plan is not None)
        self._facts.setVisible(plan is not None)
        if plan is None:
            return
        self._facts.set_facts(
            [
                (_("Lines read"), count(plan.read)),
                (
                    _("New"),
                    _("{count} ({hours} hours)").format(count=count(new), hours=hours(plan.total)),
                ),
                (_("In the file already"), count(plan.unchanged) if plan.unchanged else ""),
                (_("Without hours"), count(plan.skipped) if plan.skipped else ""),
                (_("Left out"), count(len(plan.refused))),
            ]
        )
        if plan.ignored:
            names = ", ".join(column.name for column in plan.ignored)
            why = " ".join(f"{each.name}: {say(each.reason)}" for each in plan.ignored[:EXPLAINED])
            self.messages.show_message(INFO, _("Not used: {columns}").format(columns=names), why)
        self.table.set_empty(
            EmptyState(
                _("Every line can be taken over") if new else _("Nothing new in this list"),
                "" if new else _("All of it is in the file already, or has no hours."),
                icon="circle-check",
            )
        )

    # Doing it.

    def _take(self, values: dict[str, Any], answers: Mapping[str, str]) -> None:
        if self._sheet is None:
            return
        self.form.save_button.refuse(_("It is being taken over."))
        task = self._desk.runner.run(
            self._desk.books.do, import_hours, self._sheet,
            key="hours.take", title=_("Taking over {name}").format(name=self._sheet.name),
            **self._arguments(),
        )  # fmt: skip
        task.done.connect(self.taken)
        task.failed.connect(self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not (self.narrow and self.is_open()):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.drop.button if self._sheet is None else self.form.save_button

    def hints(self) -> Sequence[Hint]:
        if self._sheet is None:
            return (Hint(("Space",), _("choose a file")), Hint(("Esc",), _("back to the hours")))
        return (Hint(("Ctrl+S",), _("take over")), Hint(("Esc",), _("back to the hours")))
