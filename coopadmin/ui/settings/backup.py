"""Settings of backups: where they go, making one now, and restoring one beside the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.ui.choosing import file_to_make, folder_to_use
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import PRIMARY, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import WARN, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import Copy, Program
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _, clock, date_in_full

COLUMNS: Sequence[Column] = (
    Column("day", N_("Day"), lambda row: date_in_full(row.made), Look.NAME, 200, 2),
    Column("time", N_("Time"), lambda row: clock(row.made), Look.DATE, 80),
    Column("name", N_("File"), lambda row: row.path.name, Look.MUTED, 160, 3, drop=1),
)


class BackupSection(Section):
    """The folder, the backups in it, and what can be done with them."""

    NOTE: ClassVar[str] = N_("Every day by itself; kept are those of days, weeks and months back.")

    def __init__(self, page: Page, program: Program) -> None:
        super().__init__(page)
        self._program = program
        card = Card(padded=False)
        self.column.addWidget(card)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(8))
        self.messages = Messages()
        column.addWidget(self.messages)
        column.addWidget(Text(_("Folder for backups"), Role.LABEL))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.folder = Elided("", Role.BODY)
        self.folder_button = Button(_("Another folder…"), self._choose_folder, icon="folder-open")
        row.addWidget(self.folder, 1)
        row.addWidget(self.folder_button)
        column.addLayout(row)
        words = _("Best on another disk or a stick: then a broken computer costs you nothing.")
        column.addWidget(Text(words, Role.CAPTION, "ink2", wrap=True))
        card.body.addWidget(top)
        card.body.addWidget(Rule())
        self.table = RowsTable(COLUMNS, _("Backups"), identity=lambda copy: copy.path)
        self.table.set_empty(
            EmptyState(
                _("No backup yet"), _("The first one is made today, or now with the button below.")
            )
        )
        card.body.addWidget(self.table, 1)
        card.body.addWidget(Rule())
        card.body.addLayout(self._foot())
        self.table.activated.connect(self._restore)
        self.desk.safekeeping_changed.connect(self.reload)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(10))
        row.setSpacing(theme.px(10))
        self.make_button = Button(_("Make a backup now"), self._make, PRIMARY, "database")
        self.restore_button = Button(_("Restore…"), self._restore_current, icon="rotate")
        row.addWidget(self.make_button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        return row

    def reload(self) -> None:
        kept = self._program.safekeeping(self.desk.books)
        self.folder.setText(str(kept.folder))
        self.messages.clear()
        if kept.trouble:
            self.messages.show_message(WARN, _("Today’s backup was not made"), kept.trouble)
        self.table.set_rows(kept.copies)
        if kept.copies and self.table.current() is None:
            self.table.choose_first()
        none = "" if kept.copies else _("There is no backup to restore.")
        self.restore_button.refuse(none)
        read_only = self.desk.books.read_only
        self.make_button.refuse(_("This file can only be looked at.") if read_only else "")

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Up", "Down"), _("browse")), Hint(("Enter",), _("restore")))

    def first_focus(self) -> QWidget:
        return self.table if len(self.table) else self.make_button

    def _choose_folder(self) -> None:
        kept = self._program.safekeeping(self.desk.books)
        chosen = folder_to_use(self, _("A folder for backups"), kept.folder)
        if chosen is not None:
            self._program.set_backup_folder(chosen)
            self.reload()

    def _make(self) -> None:
        self._program.back_up(self.desk.books)

    def _restore_current(self) -> None:
        copy = self.table.current()
        if copy is not None:
            self._restore(copy)

    def _restore(self, copy: Copy) -> None:
        """A restored backup becomes a file of its own, beside the one that is open."""
        path = self.desk.books.path
        suggested = path.with_name(f"{path.stem} {copy.made:%Y-%m-%d}{path.suffix}")
        target = file_to_make(self, _("Restore to"), _free(suggested))
        if target is not None:
            self._program.restore(copy.path, target)


def _free(path: Path) -> Path:
    found, number = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return found
