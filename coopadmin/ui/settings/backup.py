"""Settings of backups: where they go, making one now, and restoring one beside the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopadmin.ui.choosing import file_to_make, folder_to_use
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import PRIMARY, SMALL, Button
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.message import INFO, WARN, Message, Messages
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import Copy, Program, Safekeeping
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _, clock, count, date_in_full, date_long, ngettext

COMPARE = "coopadmin.store.compare:compare"


def _number(value: int | None) -> str:
    return "–" if value is None else count(value)


def _size(size: int) -> str:
    return _("{size} kB").format(size=count(size // 1000))


COLUMNS: Sequence[Column] = (
    Column(
        "day",
        N_("Day"),
        lambda row: date_in_full(row.made),
        Look.NAME,
        200,
        2,
        value=lambda row: row.made.date(),
    ),
    Column("time", N_("Time"), lambda row: clock(row.made), Look.DATE, 80),
    Column(
        "members",
        N_("Members"),
        lambda row: _number(row.members),
        Look.AMOUNT,
        80,
        value=lambda row: row.members,
    ),
    Column(
        "changes",
        N_("Changes"),
        lambda row: _number(row.changes),
        Look.AMOUNT,
        100,
        value=lambda row: row.changes,
    ),
    Column("size", N_("Size"), lambda row: _size(row.size), Look.AMOUNT, 90, drop=2),
    Column("name", N_("File"), lambda row: row.path.name, Look.MUTED, 160, 3, drop=1),
)


class BackupSection(Section):
    """The folder, the backups in it, and what can be done with them."""

    NOTE: ClassVar[str] = N_("Every day by itself; kept are those of days, weeks and months back.")

    def __init__(self, page: Page, program: Program) -> None:
        super().__init__(page)
        self._program = program
        card = Card(padded=False)
        # Where there is no room for the table it keeps a height, and the section scrolls.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("inside")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        scroll.setWidget(inside)
        card.body.addWidget(scroll, 1)
        self.column.addWidget(card)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(8))
        self.messages = Messages()
        self._trouble: Message | None = None
        column.addWidget(self.messages)
        column.addWidget(Text(_("Folder for backups"), Role.LABEL))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.folder = Elided("", Role.BODY)
        self.folder_button = Button(_("Another folder…"), self._choose_folder, SMALL, changes=True)
        row.addWidget(self.folder, 1)
        row.addWidget(self.folder_button)
        column.addLayout(row)
        column.addWidget(Text(_("Second place"), Role.LABEL))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.second = Elided("", Role.BODY)
        self.second_copy_button = Button(_("Copy now"), self._make_second, SMALL, changes=True)
        self.second_button = Button(_("Choose…"), self._choose_second, SMALL, changes=True)
        row.addWidget(self.second, 1)
        row.addWidget(self.second_copy_button)
        row.addWidget(self.second_button)
        column.addLayout(row)
        inner.addWidget(top)
        inner.addWidget(Rule())
        self.table = RowsTable(
            COLUMNS, _("Backups"), identity=lambda copy: copy.path, kept_as="backups"
        )
        self.table.setMinimumHeight(theme.px(150))
        self.table.set_empty(
            EmptyState(
                _("No backup yet"), _("The first one is made today, or now with the button below.")
            )
        )
        inner.addWidget(self.table, 1)
        card.body.addWidget(Rule())
        card.body.addLayout(self._foot())
        self.table.activated.connect(self._restore)
        self.desk.safekeeping_changed.connect(self.reload)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(18), theme.px(10), theme.px(18), theme.px(10))
        row.setSpacing(theme.px(10))
        self.make_button = Button(
            _("Make a backup now"), self._make, PRIMARY, "database", changes=True
        )
        self.restore_button = Button(_("Restore…"), self._restore_current, icon="rotate")
        row.addWidget(self.make_button)
        row.addWidget(self.restore_button)
        self.compare_button = Button(_("Compare"), self._compare)
        row.addWidget(self.compare_button)
        row.addStretch(1)
        return row

    def reload(self) -> None:
        kept = self._program.safekeeping(self.desk.books)
        self.folder.setText(str(kept.folder))
        if self._trouble is not None:
            self.messages.take_away(self._trouble)
            self._trouble = None
        if kept.trouble:
            words = _("Today’s backup was not made")
            self._trouble = self.messages.show_message(WARN, words, kept.trouble)
        self.table.set_rows(kept.copies)
        if kept.copies and self.table.current() is None:
            self.table.choose_first()
        none = "" if kept.copies else _("There is no backup to restore.")
        self.restore_button.refuse(none)
        self.compare_button.refuse(none)
        self.second.setText(_second_words(kept))
        away = kept.second is None or not kept.second.is_dir()
        out = _("Put in the stick, or choose a second place.") if away else ""
        self.second_copy_button.refuse(out)

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

    def _choose_second(self) -> None:
        kept = self._program.safekeeping(self.desk.books)
        chosen = folder_to_use(self, _("A second place for backups"), kept.second or kept.folder)
        if chosen is not None:
            self._program.set_second_folder(chosen)
            self.reload()

    def _make_second(self) -> None:
        self._program.back_up_second(self.desk.books)

    def _compare(self) -> None:
        copy = self.table.current()
        if copy is not None:
            task = self.desk.runner.run(COMPARE, self.desk.books.path, copy.path, key="compare")
            task.done.connect(self._compared)

    def _compared(self, found: Any) -> None:
        self.messages.clear()
        later = found.here
        if not later:
            self.messages.show_message(INFO, _("This backup holds all that the file holds"))
            return
        sentence = ngettext(
            "{count} change was made since this backup",
            "{count} changes were made since this backup",
            len(later),
        ).format(count=count(len(later)))
        names = ", ".join(dict.fromkeys(entry.who for entry in later))
        words = _("The first on {first}, the last on {last}, by {names}.").format(
            first=date_long(later[-1].time), last=date_long(later[0].time), names=names
        )
        self.messages.show_message(INFO, sentence, words)

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


def _second_words(kept: Safekeeping) -> str:
    if kept.second is None:
        return _("None chosen yet: a stick or another disk saves you when a computer is stolen.")
    if kept.second_made is None:
        return str(kept.second)
    day = date_long(kept.second_made)
    return _("{folder} · last copy {day}").format(folder=kept.second, day=day)


def _free(path: Path) -> Path:
    found, number = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return found
