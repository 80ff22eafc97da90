"""The deadline register in the settings: what ends when, its form, and its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from coopadmin.attachments.queries import AttachmentRow, content_of
from coopadmin.attachments.service import detach
from coopadmin.deadlines.queries import DeadlineRow, list_deadlines
from coopadmin.deadlines.rules import VOG
from coopadmin.deadlines.service import (
    add_deadline,
    attach_document,
    change_deadline,
    end_deadline,
    renew_deadline,
)
from coopadmin.kernel.problem import N_, Refused
from coopadmin.ui.choosing import content_of as bytes_of
from coopadmin.ui.deadlines.columns import COLUMNS
from coopadmin.ui.deadlines.forms import (
    deadline_of,
    parts_of,
    renewal_parts,
    renewal_values,
    values_of,
)
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Button, IconButton
from coopadmin.ui.kit.columns import Group, Heading
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import BAD, GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.saving import open_file
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.tables import SCREEN, TableSection
from coopadmin.words import _, say

ATTACH = "attach"


class DeadlinesSection(TableSection):
    """What runs, and what is over, with the form of a row; under it its documents."""

    KEY: ClassVar[str] = "deadlines"
    NOTE: ClassVar[str] = N_("What has to be acted on appears on the first page in time.")

    def __init__(self, page: Page) -> None:
        self._renewing = 0
        super().__init__(page, COLUMNS, _("Deadlines"), _("New deadline"), two_lines=True)

    def reload(self) -> None:
        rows = self.desk.books.ask(list_deadlines)
        running = tuple(row for row in rows if row.runs)
        over = tuple(row for row in rows if not row.runs)
        parts = (("running", _("Running"), running), ("over", _("Over"), over))
        self.table.set_groups(
            Group(Heading(key, title), group) for key, title, group in parts if group
        )
        self.show_again()
        self._keep_up()

    def _keep_up(self) -> None:
        """Under a form that is open stand the documents of now; what is typed in it stays."""
        old = self._form_row
        fresh = next((row for row in self.table.shown_rows() if old and row.id == old.id), None)
        if fresh is None or not self.both.is_open():
            return
        if (fresh.documents, fresh.state) != (old.documents, old.state):
            self.form.keep_typed()
            self._show_form(fresh)
            self.both.open_detail(self.form.findChild(Button, ATTACH))

    # The form.

    def row_key(self, row: DeadlineRow) -> str:
        return f"{row.number}/renew" if self._renewing == row.number else str(row.number)

    def form_for(self, row: DeadlineRow | None) -> Form:
        if row is not None and self._renewing == row.number:
            return self._renewal(row)
        title = _("New deadline") if row is None else row.title
        form = self.made(
            parts_of(self.page.desk, row),
            lambda values, answers: self._save(row, values, answers),
            title,
        )
        form.set_values(values_of(row))
        if row is not None:
            self._add_deeds(form, row)
            if not row.runs:
                form.save_button.refuse(_("This period is over and stays as it was."))
        return form

    def _renewal(self, row: DeadlineRow) -> Form:
        form = self.made(
            renewal_parts(row),
            lambda values, answers: self._renew(row, values, answers),
            _("Next period"),
            _("Renew"),
        )
        begins = self.desk.today() if row.kind == VOG else row.until + timedelta(days=1)
        form.set_values(renewal_values(row, begins))
        return form

    def _take_up(self) -> None:
        kept = self.desk.books.drafts_of(SCREEN)
        rows = self.table.shown_rows()
        self._renewing = next(
            (row.number for row in rows if f"{self.KEY}/{row.number}/renew" in kept), 0
        )
        super()._take_up()

    def _done(self) -> None:
        self._renewing = 0
        super()._done()

    def add(self) -> None:
        self._renewing = 0
        super().add()

    def _save(
        self, row: DeadlineRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> None:
        new, books = deadline_of(values), self.desk.books
        try:
            if row is None:
                books.do(add_deadline, new, answers=answers)
            else:
                books.do(change_deadline, row.number, new, answers=answers)
        except Refused as refused:
            raise _at_shown_fields(refused, new.kind) from refused

    def _renew(
        self, row: DeadlineRow, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> None:
        self.desk.books.do(
            renew_deadline, row.number, values["until"], values["since"], answers=answers
        )

    # Under the form: what can be done with it, and its documents.

    def _add_deeds(self, form: Form, row: DeadlineRow) -> None:
        """Renewing and ending on top, after the messages; documents under the fields."""
        lines: list[QWidget] = [
            Rule(),
            Text(_("Documents"), Role.LABEL),
            *map(self._document, row.documents),
        ]
        if row.kind == VOG:
            words = _("Only the days are kept, never the paper itself.")
            lines.append(Text(words, Role.NOTE, "ink2", wrap=True))
        elif row.runs:
            attach = Button(_("Attach document…"), lambda: self._choose(row), QUIET, "paperclip")
            attach.setObjectName(ATTACH)
            lines.append(_line(attach))
        # Above the stretch that the form ends with.
        place = form.body.count() - 1
        for number, line in enumerate(lines):
            form.body.insertWidget(place + number, line)
        if row.runs:
            deeds = _line(
                Button(_("Renew…"), lambda: self.renew(row), icon="rotate"),
                Button(_("Ended"), lambda: self._end(row), icon="check"),
            )
            form.body.insertWidget(1, deeds)
            lines.append(deeds)
        if self.desk.books.read_only:
            for button in (each for line in lines for each in line.findChildren(Button)):
                if button.icon_name != "download":
                    button.refuse(_("This file can only be looked at."))

    def _document(self, document: AttachmentRow) -> QWidget:
        name = _("Take away {name}").format(name=document.name)
        return _line(
            Button(document.name, lambda: self._keep_copy(document), QUIET, "download"),
            IconButton("trash", name, lambda: self.page.do(detach, document.id)),
        )

    def renew(self, row: DeadlineRow) -> None:
        """Open the form of the next period."""
        self._renewing = row.number
        self._show_form(row)
        self.both.open_detail(self.form.box("until").control)

    def _end(self, row: DeadlineRow) -> None:
        if self.page.do(end_deadline, row.number):
            self._done()

    def _choose(self, row: DeadlineRow) -> None:
        folder = self._folder()
        name, _kind = QFileDialog.getOpenFileName(self, _("Attach document"), str(folder))
        if name:
            self.attach(row, Path(name))

    def attach(self, row: DeadlineRow, path: Path) -> None:
        """Keep a file with a deadline; what is wrong with it is said above."""
        self.page.messages.clear()
        try:
            self.desk.books.do(attach_document, row.number, path.name, bytes_of(path))
        except Refused as refused:
            for problem in refused.problems:
                self.page.messages.show_message(BAD, say(problem))

    def _keep_copy(self, document: AttachmentRow) -> None:
        suggested = self._folder() / document.name
        name, _kind = QFileDialog.getSaveFileName(self, _("Save a copy"), str(suggested))
        if not name:
            return
        path = Path(name)
        try:
            path.write_bytes(self.desk.books.ask(content_of, document.id))
        except OSError:
            self.page.messages.show_message(
                BAD, _("“{name}” cannot be written. Choose another folder.").format(name=path.name)
            )
            return
        self.page.messages.show_message(
            GOOD,
            _("{file} is ready").format(file=path.name),
            str(path.parent),
            [open_file(path)],
        )

    def _folder(self) -> Path:
        program = self.desk.program
        return program.documents() if program is not None else self.desk.books.path.parent


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    line.setObjectName("clear")
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(theme.px(8))
    for widget in widgets:
        across.addWidget(widget)
    across.addStretch(1)
    return line


def _at_shown_fields(refused: Refused, kind: str) -> Refused:
    """The same problems at the fields that the form has for this kind."""
    if kind != VOG:
        return refused
    names = {"since": "seen", "until": "repeat"}
    return Refused(
        replace(each, field=names.get(each.field or "", each.field)) for each in refused.problems
    )
