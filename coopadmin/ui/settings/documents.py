"""All documents of the file in the settings, the largest first: opened, found, taken away."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from coopadmin.attachments.rules import MEGABYTE
from coopadmin.attachments.service import detach
from coopadmin.desk.places import place_of_document
from coopadmin.desk.queries import DocumentRow, list_documents, room_of_documents
from coopadmin.desk.wording.words import TABLES
from coopadmin.kernel.problem import Refused
from coopadmin.ui.attached import open_document
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _, count, date_short, ngettext

KILOBYTE = 1024


def size_said(size: int) -> str:
    """`1.230 kB`, and from ten megabytes on `12 MB`: what is compared stands in few units."""
    if size >= 10 * MEGABYTE:
        return _("{size} MB").format(size=count(round(size / MEGABYTE)))
    return _("{size} kB").format(size=count(max(1, round(size / KILOBYTE))))


def _of(row: DocumentRow) -> str:
    words = TABLES.get(row.table)
    return ": ".join(part for part in (_(words.row) if words else "", row.of) if part)


COLUMNS = (
    Column(
        "name", N_("Name"), lambda row: row.name, Look.NAME, 180, 3,
        icon=lambda _row: ("paperclip", "ink2"),
    ),
    Column("of", N_("Belongs to"), _of, Look.TEXT, 180, 3),
    Column(
        "dated", N_("Day"), lambda row: date_short(row.dated), Look.DATE, 104, drop=1,
        value=lambda row: row.dated,
    ),
    Column("size", N_("Size"), lambda row: size_said(row.size), Look.AMOUNT, 96),
)  # fmt: skip


class DocumentsSection(Section):
    """The list, and what can be done with the document under the cursor."""

    NOTE: ClassVar[str] = N_("All documents of the file, the largest first.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        card = Card(padded=False)
        self.column.addWidget(card)
        self.table = RowsTable(COLUMNS, _("Documents"), kept_as="documents")
        self.table.set_empty(
            EmptyState(
                _("No documents yet"),
                _("They are attached to a member, a meeting or a deadline."),
                icon="paperclip",
            )
        )
        card.body.addWidget(self.table, 1)
        card.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(10))
        foot.setSpacing(theme.px(10))
        self.open_button = Button(_("Open it"), self.open, icon="file-text")
        self.go_button = Button(_("Go there"), self.go, icon="arrow-right")
        self.away_button = Button(_("Take away"), self.take_away, icon="trash", changes=True)
        for button in (self.open_button, self.go_button, self.away_button):
            foot.addWidget(button)
        foot.addStretch(1)
        card.body.addLayout(foot)
        self.room = Text("", Role.NOTE, "ink2", wrap=True)
        self.room.setContentsMargins(theme.px(18), 0, theme.px(18), theme.px(12))
        card.body.addWidget(self.room)
        self.table.activated.connect(lambda _row: self.open())

    def reload(self) -> None:
        rows = self.desk.books.ask(list_documents)
        self.table.set_rows(rows)
        if rows and self.table.current() is None:
            self.table.choose_first()
        none = "" if rows else _("No documents yet")
        self.open_button.refuse(none)
        self.go_button.refuse(none)
        locked = _("This file can only be looked at.") if self.desk.books.read_only else ""
        self.away_button.refuse(none or locked)
        self.room.setText(self._room_said(len(rows)))

    def _room_said(self, number: int) -> str:
        room = self.desk.books.ask(room_of_documents)
        said = ngettext(
            "{count} document takes {size}.", "{count} documents take {size} together.", number
        ).format(count=count(number), size=size_said(room.attached))
        if not room.for_undo:
            return said if number else ""
        undo = _(
            "What was taken away still takes {size}: it stays for 90 days, so that it can come"
            " back."
        ).format(size=size_said(room.for_undo))
        return f"{said} {undo}" if number else undo

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint(("Up", "Down"), _("browse")),
            Hint(("Enter",), _("open")),
            Hint(("Del",), _("take away")),
        )

    def first_focus(self) -> RowsTable:
        return self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.table.view.hasFocus():
            self.take_away()
        else:
            super().keyPressEvent(event)

    # What can be done.

    def open(self) -> None:
        """Let the system show a copy."""
        row = self.table.current()
        if row is None:
            return
        try:
            open_document(self.desk.books, row.id, row.name)
        except Refused as refused:
            self.page.messages.show_problems(refused.problems)

    def go(self) -> None:
        """To the member, the meeting or whatever it belongs to."""
        row = self.table.current()
        place = None if row is None else self.desk.books.ask(place_of_document, row.id)
        if place is not None:
            self.desk.go(*place)

    def take_away(self) -> None:
        """Take away the document under the cursor; undo brings it back."""
        row = self.table.current()
        if row is None or self.desk.books.read_only:
            return
        self.page.messages.clear()
        if self.page.do(detach, row.id):
            self.page.messages.show_message(
                GOOD, _("{name} is taken away.").format(name=row.name), _("Ctrl+Z brings it back.")
            )
