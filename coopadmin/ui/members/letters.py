"""Letters and e-mail to a member: what was sent, what came back, and writing one."""

from __future__ import annotations

from functools import partial

from coopadmin.correspondence.queries import SentRow, list_came_back, list_sent
from coopadmin.correspondence.rules import EMAIL, OWN, RESULTS, WAYS
from coopadmin.correspondence.service import note_arrives, note_came_back
from coopadmin.people.queries import get_person
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import WARN, Message
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Chip, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.labels import CAME_BACK, came_back_said
from coopadmin.ui.members.tabs import Tab
from coopadmin.words import _, date_short

LATEST = 5
_GOOD = ("printed", "sent")


class LettersPart(Tab):
    """The latest that somebody got with what became of it; on top what came back."""

    def __init__(self, page: Page, person_id: int) -> None:
        super().__init__()
        self._page, self._person = page, person_id
        ask, why_not = page.desk.books.ask, ""
        if page.desk.books.read_only:
            why_not = _("This file can only be looked at.")
        person = ask(get_person, person_id).person
        marks = ask(list_came_back, {person_id})
        back = {mark.way for mark in marks}
        deeds = [
            (_(words), Action(_(words), partial(self._came_back, way), why_not=why_not))
            for way, words in CAME_BACK.items()
            if way not in back and (person.email if way == EMAIL else person.town)
        ]
        self.heading(
            _("Letters and e-mail"),
            [(_("Write…"), Action(_("Write a letter"), self._write, "mail", why_not=why_not))],
        )
        for mark in marks:
            said = " · ".join(part for part in (mark.sent_to, mark.reason) if part)
            right = Action(
                _("The address is right"),
                partial(page.do, note_arrives, mark.id),
                "check",
                why_not=why_not,
            )
            self.column.addWidget(Message(WARN, came_back_said(mark), said, [right]))
        rows = ask(list_sent, None, person_id)
        for row in rows[:LATEST]:
            self._sent(row)
        if not rows:
            self.nothing(_("Nothing was sent yet."))
        if deeds:
            self.heading("", deeds)

    def _sent(self, row: SentRow) -> None:
        tone = "good" if row.result in _GOOD else "plain"
        if row.result in ("returned", "bounced", "failed"):
            tone = "warn"
        self.line(
            Text(date_short(row.dated), Role.NOTE, "ink2"),
            Text(f"{row.text} · {_(WAYS[row.way]).lower()}", Role.NOTE, wrap=True),
            Chip(_(RESULTS[row.result]), tone),
        )

    def _came_back(self, way: str) -> None:
        self._page.do(note_came_back, self._person, way, self._page.desk.today())

    def _write(self) -> None:
        self._page.desk.go("letters", (OWN, self._person))
