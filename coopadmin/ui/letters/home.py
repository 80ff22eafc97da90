"""Where one begins: what was made, the texts to choose from, and their forms beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coopadmin.correspondence.fields import samples
from coopadmin.correspondence.queries import list_sendings, list_templates
from coopadmin.correspondence.rules import NewSending
from coopadmin.correspondence.service import remove_template, save_template
from coopadmin.correspondence.starters import TemplateRow
from coopadmin.correspondence.texts import fill_in
from coopadmin.desk.letter_groups import list_groups, people_of_group
from coopadmin.kernel.problem import Refused
from coopadmin.people.queries import get_person
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, Action, Button, MenuButton
from coopadmin.ui.kit.cards import Card, Panel
from coopadmin.ui.kit.columns import Group, Heading
from coopadmin.ui.kit.form import Form, form_hints
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.letters.columns import HOME, HomeRow, messages_said, said_state
from coopadmin.ui.letters.forms import (
    field_names,
    sending_from,
    text_of,
    text_parts,
    text_values,
    whom_parts,
    whom_values,
)
from coopadmin.ui.letters.preview import PreviewPanel
from coopadmin.ui.letters.ways import choose_returned
from coopadmin.words import _, date_long, language, say

SCREEN = "letters"
DETAIL, FORM = 420, 560


class HomeView(ListDetail):
    """Texts and what was made of them; `ready(wanted)` when it is said for whom a text is."""

    ready = Signal(object)
    asked = Signal(int)
    hints_changed = Signal()

    def __init__(self, page: Page) -> None:
        self.page, self.desk = page, page.desk
        self.table = RowsTable(HOME, _("Texts"), two_lines=True, kept_as="texts")
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        self._person: int | None = None
        super().__init__(card, self._nothing(), self.table, _("All texts"), DETAIL)
        self.table.settled.connect(lambda _row: self._show_detail())
        self.table.activated.disconnect()
        self.table.activated.connect(self._enter)
        for moved in (self.opened, self.closed):
            moved.connect(self.hints_changed)
        self.form: Form | None = None
        self._took_up = False

    def reload(self) -> None:
        """Ask anew; a form that is open stays."""
        ask = self.desk.books.ask
        sent = [HomeRow(row.number, sending=row) for row in ask(list_sendings)]
        texts = [
            HomeRow(f"{row.code}/{row.language}", template=row)
            for row in ask(list_templates, language())
        ]
        groups = [
            Group(Heading("sent", _("Made and sent"), str(len(sent))), tuple(sent)),
            Group(Heading("texts", _("Texts"), str(len(texts))), tuple(texts)),
        ]
        self.table.set_groups(group for group in groups if group.rows)
        if self.table.current() is None:
            self.table.choose_first()
        if not self._took_up:
            self._took_up = True
            self._take_up()
        if self.form is None:
            self._show_detail()

    def current(self) -> HomeRow | None:
        row = self.table.current()
        return row if isinstance(row, HomeRow) else None

    def choose(self, identity: object) -> bool:
        return self.table.choose(identity)

    def hints(self) -> Sequence[Hint]:
        if self.form is not None:
            return form_hints()
        return (
            Hint(("Up", "Down"), _("browse")),
            Hint(("Enter",), _("use or open")),
            Hint(("Ctrl+N",), _("new text")),
        )

    def first_focus(self) -> QWidget:
        return self.table

    def offers(self) -> Sequence[Action]:
        return (
            Action(_("New text"), lambda: self.edit(None), "plus", key="Ctrl+N", changes=True),
            Action(
                _("E-mail that came back"),
                lambda: choose_returned(self.page),
                "mailbox",
                changes=True,
            ),
        )

    # The detail of a row.

    def _enter(self, row: Any) -> None:
        if isinstance(row, HomeRow) and row.sending is not None:
            self.asked.emit(row.sending.number)
        elif isinstance(row, HomeRow) and row.template is not None:
            self.use(row.template)

    def _show_detail(self) -> None:
        if self.form is not None:
            return
        row = self.current()
        if row is None:
            detail: QWidget = self._nothing()
        elif row.template is not None:
            detail = self._text_detail(row.template)
        else:
            detail = self._sending_detail(row)
        self._put(detail, DETAIL)

    def _put(self, detail: QWidget, width: int, *, about_row: bool = True) -> None:
        self.set_detail(detail, width, about_row=about_row).deleteLater()
        self.hints_changed.emit()

    def _nothing(self) -> Panel:
        panel = Panel(_("Texts"))
        panel.body.addStretch(1)
        return panel

    def _text_detail(self, row: TemplateRow) -> Panel:
        panel = PreviewPanel(self.table.step)
        panel.set_title(row.name, _("With an invented recipient"))
        for part in (panel.previous, panel.next, panel.place):
            part.hide()
        try:
            panel.show_sample(fill_in(row.subject, samples()), fill_in(row.body, samples()))
        except Refused as refused:
            panel.show_sample(row.subject, say(refused.problems[0]))
        panel.footer_row.addWidget(
            Button(_("Use this text"), lambda: self.use(row), PRIMARY, "mail-forward", changes=True)
        )
        panel.footer_row.addWidget(
            Button(_("Edit text"), lambda: self.edit(row), PLAIN, "pencil", changes=True)
        )
        panel.footer_row.addStretch(1)
        panel.show_footer()
        return panel

    def _sending_detail(self, row: HomeRow) -> Panel:
        made = row.sending
        assert made is not None
        panel = Panel(made.title, f"{date_long(made.dated)} · {made.group}")
        for words in (messages_said(made), said_state(made)):
            panel.body.addWidget(Text(words, Role.BODY, wrap=True))
        panel.body.addStretch(1)
        panel.footer_row.addWidget(
            Button(_("Open"), lambda: self.asked.emit(made.number), PRIMARY, "eye")
        )
        panel.footer_row.addStretch(1)
        panel.show_footer()
        return panel

    # A text of our own.

    def edit(self, row: TemplateRow | None) -> None:
        """The form of a text, or of a new one."""
        form = Form(
            text_parts(),
            lambda values, answers: self._save(row, values, answers),
            self.desk.today(),
            _("New text") if row is None else row.name,
        )
        form.set_values(text_values(row))
        fields = MenuButton(_("Insert field"), self._fields(form, row), icon="plus")
        form.header_row.insertWidget(1, fields)
        if row is not None and row.ours:
            words = _("Back to the original text") if row.started else _("Remove text")
            form.footer_row.addWidget(
                Button(words, lambda: self._remove(row), icon="rotate", changes=True)
            )
        self._open(form, "new" if row is None else f"{row.code}/{row.language}")

    def _fields(self, form: Form, row: TemplateRow | None) -> list[Action]:
        spoken = language() if row is None else row.language
        return [
            Action(f"{name}   {what}", partial(_insert, form, name))
            for name, what in field_names(spoken)
        ]

    def _save(
        self, row: TemplateRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> object:
        code = self.desk.books.do(save_template, text_of(values, row), answers=answers)
        return f"{code}/{values['language']}"

    def _remove(self, row: TemplateRow) -> None:
        if self.page.do(remove_template, row.code, row.language):
            self._closed(None)

    # For whom.

    def use(self, row: TemplateRow, person_id: int | None = None) -> None:
        """Ask for whom a text is, and what is the same for everybody."""
        self._person = person_id
        person = "" if person_id is None else self.desk.books.ask(get_person, person_id).name
        groups = self.desk.books.ask(list_groups, self.desk.today())
        form = Form(
            whom_parts(row, groups, person=person),
            lambda values, _answers: self._wanted(row, values),
            self.desk.today(),
            row.name,
            _("Who gets this"),
            "users",
        )
        form.set_values(whom_values(row.occasion) | ({"group": ""} if person else {}))
        key = f"use/{row.code}/{row.language}"
        self._open(form, key if person_id is None else "")
        form.saved.disconnect()
        form.saved.connect(self.ready)

    def _wanted(self, row: TemplateRow, values: Mapping[str, Any]) -> NewSending:
        if self._person is not None:
            return sending_from(row, values, _("1 person"), (self._person,))
        key = values["group"]
        name, people = self.desk.books.ask(people_of_group, key, self.desk.today())
        return sending_from(row, values, name, people)

    def _open(self, form: Form, key: str) -> None:
        self.form = form
        if key:
            self.desk.keep_drafts(form, SCREEN, key)
        form.saved.connect(self._closed)
        form.cancelled.connect(lambda: self._closed(None))
        self._put(form, FORM, about_row=False)
        self.open_detail()
        form.focus_first()

    def _closed(self, chosen: object) -> None:
        self.form = None
        self.close_detail()
        if chosen is not None:
            self.table.choose(chosen)
        self._show_detail()
        self.table.setFocus()

    def forget_form(self) -> None:
        """What was asked is made: the form closes, and its draft goes."""
        if self.form is not None:
            self.form.cancel()

    def _take_up(self) -> None:
        """A form that was open when the file was closed comes back."""
        if self.desk.books.read_only:
            return
        texts = {str(row.id): row.template for row in self.table.shown_rows() if row.template}
        for key in self.desk.books.drafts_of(SCREEN):
            row = texts.get(key.removeprefix("use/"))
            if row is not None:
                self.table.choose(key.removeprefix("use/"))
            if key == "new" or row is not None:
                self.use(row) if row is not None and key.startswith("use/") else self.edit(row)
                return


def _insert(form: Form, name: str) -> None:
    """Put a field where the cursor is in the text."""
    control = form.box("body").control
    control.insertPlainText(name)  # type: ignore[union-attr]
    control.setFocus()
