"""A part of the settings that is a table with a form beside it: rates, kinds and officers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column
from coopadmin.ui.kit.fields import Part
from coopadmin.ui.kit.form import Form, form_hints
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.settings.section import Section
from coopadmin.words import _

FORM = 400
SCREEN, NEW = "settings", "new"


class TableSection(Section):
    """A table; Enter on a row opens it in the form on the right, as it was left.

    What it is about is in the subclass: `KEY` names it in the keys of drafts, `form_for` makes the
    form for a row, or for a new one, and `row_key` tells a row from the others in such a key.
    """

    KEY: ClassVar[str] = ""

    def __init__(
        self, page: Page, columns: Sequence[Column], name: str, add: str, two_lines: bool = False
    ) -> None:
        super().__init__(page)
        self._add_text = add
        self.table = RowsTable(columns, name, two_lines, kept_as=self.KEY)
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        self.form: Form = self.form_for(None)
        self._form_row: Any = None
        self._took_up = False
        self.both = ListDetail(card, self.form, self.table, _("Back to the list"), FORM)
        self.column.addWidget(self.both)
        self.table.settled.connect(self._settled)
        for moved in (self.both.opened, self.both.closed):
            moved.connect(page.hints_changed)

    def form_for(self, row: Any) -> Form:
        """A form that shows this row, or an empty one for None."""
        raise NotImplementedError

    def row_key(self, row: Any) -> str:
        return str(row.id)

    def made(self, parts: Sequence[Part], save: Any, title: str, save_text: str = "") -> Form:
        """A form of this section: saved or cancelled, the focus returns to the table."""
        return Form(parts, save, self.page.desk.today(), title, save_text)

    def add(self) -> None:
        """Open an empty form."""
        self._show_form(None)
        self.both.open_detail(self._first_field())

    def visit(self, thing: str) -> None:
        """Open the form of the row with this key."""
        rows = self.table.shown_rows()
        found = next((row for row in rows if self.row_key(row) == thing), None)
        if found is not None:
            self.table.choose(found.id)
            self._show_form(found)
            self.both.open_detail()

    def head_actions(self) -> Sequence[Action]:
        return (Action(self._add_text, self.add, "plus", key="Ctrl+N", changes=True),)

    def hints(self) -> Sequence[Hint]:
        if self.both.is_open():
            return form_hints()
        return (
            Hint(("Up", "Down"), _("browse")),
            Hint(("Enter",), _("edit")),
            Hint(("Ctrl+N",), _("new")),
        )

    def first_focus(self) -> QWidget:
        return self.table

    def show_again(self) -> None:
        """After new rows: the form shows the row under the cursor, unless something is typed."""
        if self.table.current() is None:
            self.table.choose_first()
        if not self._took_up:
            self._took_up = True
            self._take_up()
        if not (self.form.is_changed() or self.both.is_open()):
            self._show_form(self.table.current())

    def _settled(self, row: Any) -> None:
        # Somebody who is in the form keeps it: a new one would take the focus away.
        if row != self._form_row and not (self.form.is_changed() or self.both.is_open()):
            self._show_form(row)

    def _show_form(self, row: Any) -> None:
        self._form_row = row
        self.form = self.form_for(row)
        self.desk.keep_drafts(self.form, SCREEN, self._key(row))
        self.form.saved.connect(lambda _result: self._done())
        self.form.cancelled.connect(self._done)
        before = self.both.set_detail(self.form, about_row=row is not None)
        before.deleteLater()

    def _key(self, row: Any) -> str:
        return f"{self.KEY}/{NEW if row is None else self.row_key(row)}"

    def _take_up(self) -> None:
        """What was being typed when the section or the file was left, is open again."""
        kept = self.desk.books.drafts_of(SCREEN)
        for row in (None, *self.table.shown_rows()):
            if self._key(row) in kept:
                if row is not None:
                    self.table.choose(getattr(row, "id", row))
                self._show_form(row)
                self.both.open_detail(None)
                return

    def _done(self) -> None:
        self.both.close_detail()
        self._show_form(self.table.current())
        self.table.setFocus()

    def _first_field(self) -> QWidget | None:
        boxes = self.form.findChildren(QWidget)
        return next((box for box in boxes if box.isEnabled() and box.focusPolicy().value & 1), None)


Values = Mapping[str, Any]
