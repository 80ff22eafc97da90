"""What one cell of the sheet adds up: its entries, changed, removed and added one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coopadmin.kernel.duration import Duration
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.volunteers.columns import entry_columns
from coopadmin.ui.volunteers.doubts import SCREEN, draft_key, lies_in
from coopadmin.ui.volunteers.forms import ENTRY, GROUP_ENTRY
from coopadmin.ui.volunteers.gridmodel import Address, days_of
from coopadmin.volunteers.grid import Extra
from coopadmin.volunteers.queries import HourRow, list_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import change_hours, estimate_hours, record_hours, remove_hours
from coopadmin.words import _, hours, hours_column

NEW = "new"


class EntriesView(ListDetail):
    """The entries left, the form of the chosen one or of a new one right. `left` when done."""

    left = Signal()
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self.address: Address | None = None
        self._activity_id = 0
        self._name = ""
        self._editing: HourRow | None = None
        self._write: Callable[[Duration], str] = hours
        self.table = RowsTable(entry_columns(self._written), _("Entries"), kept_as="hour-entries")
        self.table.set_empty(
            EmptyState(
                _("Nothing filled in here yet"),
                "",
                [Action(_("Add an entry"), self.begin, "plus", changes=True)],
                primary=False,
            )
        )
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        self.form = self._made_form()
        super().__init__(card, self.form, self.table, _("All entries"), detail_width=400)
        explain(self, "hours#entries")
        self.table.chosen.connect(self._show)
        self.table.activated.connect(lambda _row: self.form.box("worked").control.setFocus())
        self.opened.connect(self.hints_changed)
        self.closed.connect(self.hints_changed)

    @property
    def _person_id(self) -> int | None:
        """Whose the entries are; None for people without names."""
        row = self.address.row if self.address is not None else Extra.GROUP
        return None if isinstance(row, Extra) else row

    def _made_form(self) -> Form:
        parts = ENTRY if self._person_id is not None else GROUP_ENTRY
        form = Form(parts, self._save, self._desk.today(), _("Entry"))
        self._remove = Button(_("Remove"), self.remove, QUIET, "trash", changes=True)
        form.footer_row.insertWidget(2, self._remove)
        self._desk.keep_drafts(form, SCREEN, self._draft_key)
        form.saved.connect(lambda _result: self._done())
        form.cancelled.connect(self._cancelled)
        return form

    def _written(self, worked: Duration) -> str:
        return self._write(worked)

    def set_cell(self, activity_id: int, address: Address, name: str) -> None:
        """Show what lies in this cell of the sheet; what was typed for another stays its draft."""
        another = (address.row is Extra.GROUP) != (self._person_id is None)
        self._activity_id, self.address, self._name = activity_id, address, name
        if another:
            self.form = self._made_form()
            self.set_detail(self.form).deleteLater()
        self._fill(None)
        self.reload()

    def _draft_key(self) -> str:
        if self.address is None:
            return ""
        which = NEW if self._editing is None else self._editing.id
        return f"entry/{draft_key(self._activity_id, self.address)}/{which}"

    def begin_here(self) -> None:
        """Go to the first entry; an empty cell begins with the form."""
        if not len(self.table):
            self.begin()
        else:
            self.table.choose_first()
            self._fill(self.table.current())
            self.table.setFocus()

    def title(self) -> tuple[str, str]:
        """Whose hours these are, and of which days."""
        if self.address is None:
            return "", ""
        period = self.address.period
        return self._name, f"{days_of(period)} {period.first.year}"

    def reload(self) -> None:
        if self.address is None:
            return
        rows = self._desk.books.ask(
            list_hours,
            self.address.period,
            activity_id=self._activity_id,
            person_id=self._person_id,
        )
        rows = [
            row
            for row in rows
            if row.person_id == self._person_id and lies_in(row, self.address.period)
        ]
        self._write = hours_column(row.worked for row in rows)
        self.table.set_rows(rows)
        total = self._write(Duration.total(row.worked for row in rows))
        self.table.set_total({"days": _("Together"), "worked": total} if rows else {})
        if not self.form.is_changed():
            self._fill(self.table.current() if self._editing is not None else None)

    def begin(self) -> None:
        """The form for one more entry in this cell."""
        self._fill(None)
        self.open_detail(self.form.box("worked").control)

    def _show(self, row: HourRow | None) -> None:
        if not self.form.is_changed():
            self._fill(row)

    def _fill(self, row: HourRow | None) -> None:
        self._editing = row
        self._remove.setVisible(row is not None)
        if self.address is None:
            return
        self.form.set_title(_("New entry") if row is None else _("Entry"), self._name)
        period = self.address.period
        self.form.set_values(
            {
                "first": period.first if row is None else row.first,
                "last": period.last if row is None else row.last,
                "people": None if row is None else row.people,
                "worked": None if row is None else row.worked,
                "estimated": row is not None and row.estimated,
                "note": "" if row is None else row.note,
            }
        )
        self._desk.put_back(self.form, SCREEN, self._draft_key())

    def _save(self, values: dict[str, Any], answers: Mapping[str, str]) -> object:
        assert self.address is not None
        new = NewHours(self._person_id, self._activity_id, **values)
        if self._editing is None and new.estimated and len(list(new.period.months())) > 1:
            return self._desk.books.do(estimate_hours, new, answers=answers)
        if self._editing is None:
            return self._desk.books.do(record_hours, new, answers=answers)
        return self._desk.books.do(change_hours, self._editing.id, new, answers=answers)

    def remove(self) -> None:
        """Take away the chosen entry; what lies elsewhere stays."""
        row = self.table.current()
        if row is not None and self._page.do(remove_hours, [row.id]):
            self._done()

    def _done(self) -> None:
        self.close_detail()
        if len(self.table):
            self._fill(self.table.current())
            self.table.setFocus()
        else:
            self.left.emit()

    def _cancelled(self) -> None:
        was_open = self.is_open()
        self._fill(self.table.current())
        self.close_detail()
        if not was_open or not len(self.table):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_open():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self.table.view.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[Hint]:
        if self.is_open():
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("back")))
        return (
            Hint(("Enter",), _("change")),
            Hint(("Del",), _("remove")),
            Hint(("Ctrl+N",), _("new entry")),
            Hint(("Esc",), _("back to the hours")),
        )
