"""Members as a file for a spreadsheet with all that is kept to reach them, made by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from coopadmin.members.queries import MemberRow
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.message import Messages
from coopadmin.ui.kit.saving import SHEETS, ask_file, folder_of, write
from coopadmin.words import _

EXPORT = "coopadmin.desk.lists:save_members"


def ask_where(parent: QWidget, desk: Desk, title: str, name: str) -> Path | None:
    """Ask for the name of a spreadsheet; what has no suffix gets that of the filter chosen."""
    return ask_file(parent, title, folder_of(desk) / f"{name}.xlsx", SHEETS)


class Exporter:
    """Writes members to a file and tells in the page where it is."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        self._desk, self._messages = desk, messages

    def ask(self, parent: QWidget, rows: Sequence[MemberRow], day: date) -> None:
        """Ask for the name of the file, and write it."""
        name = _("members-{day}").format(day=day.isoformat())
        path = ask_where(parent, self._desk, _("Export members"), name)
        if path is not None:
            self.write(path, rows, day)

    def write(self, path: Path, rows: Sequence[MemberRow], day: date) -> None:
        ids = [row.membership_id for row in rows]
        write(self._desk, self._messages, EXPORT, ids, day, path)
