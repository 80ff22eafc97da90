"""One activity: who helps with it and leads it, and what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coopadmin.activities.queries import ActivityRow, get_activity
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity, end_activity
from coopadmin.kernel.calendar import Period
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.volunteers.columns import PersonOnList
from coopadmin.ui.volunteers.doubts import SCREEN
from coopadmin.ui.volunteers.forms import ACTIVITY, LAST_DAY
from coopadmin.ui.volunteers.people import PeopleCard
from coopadmin.volunteers.service import take_off_list
from coopadmin.words import _

NEW = "activity/new"


def draft_key(activity_id: int | None) -> str:
    return NEW if activity_id is None else f"activity/{activity_id}"


class ActivityView(ListDetail):
    """People left, the form of the activity right.

    `left` when the person is done here, `made(id)` after a new activity.
    """

    left = Signal()
    made = Signal(object)
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self.activity: ActivityRow | None = None
        self._month: Period | None = None
        self.people = PeopleCard(page)
        self._begin = Card()
        self._begin.body.addWidget(
            EmptyState(
                _("A new activity"),
                _("Give it a name and save it. Then you put the people who help on its list."),
                icon="users",
            )
        )
        self._side = QStackedWidget()
        self._side.addWidget(self.people)
        self._side.addWidget(self._begin)
        self.form = self._made_form(None)
        super().__init__(self._side, self.form, None, _("Who helps"), detail_width=460)
        explain(self, "hours#people")
        self.people.lead_toggled.connect(self._toggle_lead)
        self.people.leaving.connect(self._ask_last_day)
        self.people.table.activated.connect(lambda _row: self.open_detail())
        self.opened.connect(self.hints_changed)
        self.closed.connect(self.hints_changed)

    # What is shown.

    def show_activity(self, activity_id: int | None, month: Period) -> None:
        """Show an activity, or the empty form of a new one."""
        before = self.activity.id if self.activity is not None else None
        self._month = month
        self.activity = (
            None if activity_id is None else self._desk.books.ask(get_activity, activity_id)
        )
        if self.activity is not None:
            self.people.load(self.activity, month.first)
        self._side.setCurrentWidget(self._begin if self.activity is None else self.people)
        if activity_id != before or activity_id is None or not isinstance(self._detail, Form):
            self._renew_form()

    def title(self) -> tuple[str, str]:
        if self.activity is None:
            return _("New activity"), ""
        return self.activity.name, _("Who helps, who leads it, and what it is")

    def reload(self) -> None:
        """The same activity as it is stored now; what is typed stays."""
        if self.activity is None or self._month is None:
            return
        self.activity = self._desk.books.ask(get_activity, self.activity.id)
        self.people.load(self.activity, self._month.first)
        if not self.form.is_changed():
            self.form.set_values(_values(self.activity))
            self._show_end()

    def _renew_form(self) -> None:
        old, self.form = self.form, self._made_form(self.activity)
        self._put(self.form)
        old.deleteLater()

    def _put(self, detail: QWidget) -> None:
        before = self.set_detail(detail)
        if before not in (detail, self.form):
            before.deleteLater()
        self.hints_changed.emit()

    def _made_form(self, activity: ActivityRow | None) -> Form:
        title = _("New activity") if activity is None else _("What it is")
        form = Form(ACTIVITY, self._save, self._desk.today(), title)
        self._end = Button(_("End it today"), self._end_today, QUIET, changes=True)
        form.footer_row.insertWidget(2, self._end)
        form.set_values({"theme": "other", "unit": ""} if activity is None else _values(activity))
        self._desk.keep_drafts(form, SCREEN, draft_key(activity.id if activity else None))
        form.saved.connect(self._saved)
        form.cancelled.connect(self._cancelled)
        self._end.setVisible(activity is not None and activity.until is None)
        return form

    def _show_end(self) -> None:
        self._end.setVisible(self.activity is not None and self.activity.until is None)

    # Storing.

    def _save(self, values: dict[str, Any], answers: Mapping[str, str]) -> int:
        do = self._desk.books.do
        values["unit"] = values["unit"] or ""
        if self.activity is None:
            return int(do(add_activity, NewActivity(**values), answers=answers))
        leads = tuple(lead.person_id for lead in self.activity.leads)
        do(
            change_activity,
            self.activity.id,
            NewActivity(**values, lead_ids=leads),
            answers=answers,
        )
        return self.activity.id

    def _saved(self, activity_id: int) -> None:
        if self.activity is None and self._month is not None:
            self.show_activity(activity_id, self._month)
            self.made.emit(activity_id)
            self.close_detail()
            self.people.search.setFocus()
        elif self.is_open() and self.narrow:
            self.close_detail()

    def _cancelled(self) -> None:
        if self.activity is not None:
            self.form.set_values(_values(self.activity))
        if self.is_open() and self.narrow and self.activity is not None:
            self.close_detail()
        else:
            self.left.emit()

    def _end_today(self) -> None:
        if self.activity is not None:
            self._page.do(end_activity, self.activity.id, self._desk.today())

    def _toggle_lead(self, row: PersonOnList) -> None:
        activity = self.activity
        if activity is None:
            return
        leads = [lead.person_id for lead in activity.leads if lead.person_id != row.person_id]
        if not row.leads:
            leads.append(row.person_id)
        new = NewActivity(**_values(activity), lead_ids=tuple(leads))
        self._page.do(change_activity, activity.id, new)

    def _ask_last_day(self, row: PersonOnList) -> None:
        def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
            return self._desk.books.do(take_off_list, row.task_id, values["last"], answers=answers)

        form = Form(LAST_DAY, save, self._desk.today(), row.name, _("Take off the list"), "x")
        form.set_values({"last": row.until or self._desk.today()})
        self._desk.keep_drafts(form, SCREEN, f"last/{row.task_id}/{row.person_id}")
        form.saved.connect(lambda _result: self._back_to_people())
        form.cancelled.connect(self._back_to_people)
        self._put(form)
        self.open_detail(form.box("last").control)

    def _back_to_people(self) -> None:
        self._put(self.form)
        self.close_detail()
        self.people.table.setFocus()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not (self.narrow and self.is_open()):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        if self.activity is None:
            return self.form.box("name").control
        return self.people.search

    def hints(self) -> Sequence[Hint]:
        if self.activity is None or self.form.isAncestorOf(self.focusWidget()):
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("back")))
        return (
            Hint(("Enter",), _("add")),
            Hint(("Space",), _("leads")),
            Hint(("Del",), _("off the list")),
            Hint(("Esc",), _("back to the hours")),
        )


def _values(activity: ActivityRow) -> dict[str, Any]:
    columns = (field.name for field in fields(NewActivity) if field.name != "lead_ids")
    return {name: getattr(activity, name) for name in columns}
