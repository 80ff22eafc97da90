"""Notes about a member: the list in the details, and the form of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from coopadmin.members.queries import MemberRow
from coopadmin.people.note_rules import LONGEST, NewNote, usual_term
from coopadmin.people.notes import NoteRow, list_notes
from coopadmin.people.noting import add_note, change_note, remove_note
from coopadmin.ui.kit.buttons import Action, IconButton
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.labels import number_shown
from coopadmin.ui.members.tabs import Tab
from coopadmin.words import N_, _, date_short

NOTE = "note"


class NotesPart(Tab):
    """Every note with day, author and term; `wanted(what)` of the page opens a form."""

    def __init__(self, page: Page, rows: Sequence[NoteRow], new: Action) -> None:
        super().__init__()
        self.heading(_("Notes"), [(_("New"), new)])
        today = page.desk.today()
        for row in rows:
            tone = "bad" if row.keep_until < today else "ink2"
            facts = _("{day}, {author} · kept until {until}").format(
                day=date_short(row.dated), author=row.author, until=date_short(row.keep_until)
            )
            away = IconButton(
                "trash",
                _("Remove note of {day}").format(day=date_short(row.dated)),
                partial(page.do, remove_note, row.number),
                changes=True,
            )
            away.setEnabled(not page.desk.books.read_only)
            edit = IconButton(
                "pencil",
                _("Change note of {day}").format(day=date_short(row.dated)),
                partial(_edit, page, row),
                changes=True,
            )
            edit.setEnabled(not page.desk.books.read_only)
            self.column.addWidget(Text(row.text, Role.BODY, wrap=True, copyable=True))
            self.line(Text(facts, Role.NOTE, tone, wrap=True), edit, away)
        if not rows:
            self.nothing(_("Nothing is noted."))


def _edit(page: Any, row: NoteRow) -> None:
    page.edit(f"{NOTE}:{row.number}")


class NoteForms:
    """Makes the form of a new note, or of the one with a number; gives the membership."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._books = desk, desk.books

    def made(self, what: str, row: MemberRow) -> Form | None:
        number = what.partition(":")[2]
        if not number:
            return self._form(row, None)
        notes = self._books.ask(list_notes, row.person_id)
        found = next((note for note in notes if str(note.number) == number), None)
        return None if found is None else self._form(row, found)

    def _form(self, row: MemberRow, note: NoteRow | None) -> Form:
        def save(values: dict[str, Any], answers: Mapping[str, str]) -> int:
            text, until = values["text"], values["keep_until"]
            if note is None:
                self._books.do(add_note, NewNote(row.person_id, text, until), answers=answers)
            else:
                self._books.do(change_note, note.number, text, until, answers=answers)
            return row.membership_id

        today = self._desk.today()
        parts = (
            Field(
                "text",
                N_("What is noted"),
                Kind.LONG,
                lines=5,
                longest=LONGEST,
                hint=N_("No health details. The person may read what is noted (AVG 15)."),
            ),
            Field(
                "keep_until",
                N_("Kept until"),
                Kind.DATE,
                width=225,
                hint=N_("After that day the first page proposes to remove it."),
            ),
        )
        title = _("New note") if note is None else _("Change note")
        form = Form(parts, save, today, title)
        form.set_title(title, f"{number_shown(row.number)} {row.name}")
        form.set_values(
            {"text": "", "keep_until": usual_term(today)}
            if note is None
            else {"text": note.text, "keep_until": note.keep_until}
        )
        return form
