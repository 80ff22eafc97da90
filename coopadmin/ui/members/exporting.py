"""The rows that are shown as a file for a spreadsheet, written by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import MemberRow
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.message import GOOD, Messages
from coopadmin.words import _, count, ngettext

EXPORT = "coopadmin.members.export:save_members"


def folder_of(desk: Desk) -> Path:
    """Where files for this person go: the documents, or beside the books."""
    return desk.program.documents() if desk.program is not None else desk.books.path.parent


def ask_where(parent: QWidget, desk: Desk, title: str, name: str) -> Path | None:
    """Ask for the name of a spreadsheet; what has no suffix gets that of the filter chosen."""
    chosen, kind = QFileDialog.getSaveFileName(
        parent, title, str(folder_of(desk) / f"{name}.xlsx"), "Excel (*.xlsx);;CSV (*.csv)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    wanted = ".csv" if "csv" in kind else ".xlsx"
    return path if path.suffix else path.with_suffix(wanted)


def open_folder(path: Path) -> Action:
    """The button that shows where a file went."""
    where = QUrl.fromLocalFile(str(path.parent))
    return Action(_("Open folder"), lambda: QDesktopServices.openUrl(where))


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
        task = self._desk.runner.run(
            EXPORT, self._desk.books, ids, day, path, title=_("Exporting members")
        )
        task.done.connect(self._written)
        task.failed.connect(self._refused)

    def _written(self, result: tuple[Path, int]) -> None:
        path, number = result
        words = ngettext(
            "{count} member is in {name}", "{count} members are in {name}", number
        ).format(count=count(number), name=path.name)
        self._messages.show_message(GOOD, words, str(path.parent), [open_folder(path)])

    def _refused(self, trouble: Exception) -> None:
        if isinstance(trouble, Refused):
            self._messages.show_problems(trouble.problems)
