"""Papers from the screen: choose a place, made in the worker, opened afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import isValid

from coopadmin.kernel.problem import Problem, Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.words import N_, _, say

KINDS = {
    ".pdf": (N_("PDF files (*.pdf)"), "file-type-pdf"),
    ".ics": (N_("Calendar files (*.ics)"), "calendar"),
}
"""Papers by the end of their name: as the dialog calls them, and the icon of what opens one."""


def make_paper(page: Page, name: str, job: str, *before: Any, after: tuple[Any, ...] = ()) -> None:
    """Ask where, and make the paper; the messages of the page say when it is there.

    `job` is called with the books, `before`, the path and `after`; it gives problems to be told.
    """
    program = page.desk.program
    folder = program.documents() if program is not None else page.desk.books.path.parent
    path = ask_place(page, folder / name)
    if path is None:
        return
    task = page.desk.runner.run(
        job,
        page.desk.books,
        *before,
        path,
        *after,
        key=f"paper {name}",
        title=_("Making {file}").format(file=path.name),
    )
    clear_messages(page)
    task.done.connect(lambda problems: _made(page, path, problems))
    task.failed.connect(lambda trouble: _failed(page, trouble))


def clear_messages(page: Page) -> None:
    """Take the messages away; a button among them gives the focus back to the page."""
    focused = QApplication.focusWidget()
    there = page.first_focus()
    if focused is not None and page.messages.isAncestorOf(focused) and there is not None:
        there.setFocus(Qt.FocusReason.OtherFocusReason)
    page.messages.clear()


def ask_place(page: Page, suggested: Path) -> Path | None:
    """Where the paper is to be written, ending as suggested; None when the person chose nothing."""
    files, _icon = KINDS[suggested.suffix]
    name, _kind = QFileDialog.getSaveFileName(page, _("Save paper"), str(suggested), _(files))
    if not name:
        return None
    path = Path(name)
    right = path.suffix.lower() == suggested.suffix
    return path if right else path.with_name(path.name + suggested.suffix)


def open_paper(path: Path) -> None:
    """Let the system show it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _made(page: Page, path: Path, problems: tuple[Problem, ...]) -> None:
    if not isValid(page):
        return  # the window was built anew in the mean time
    clear_messages(page)
    page.messages.show_message(
        GOOD,
        _("{file} is ready").format(file=path.name),
        " ".join([str(path.parent), *map(say, problems)]),
        [Action(_("Open it"), lambda: open_paper(path), KINDS[path.suffix.lower()][1])],
    )
    page.messages.focus_first()


def _failed(page: Page, trouble: Exception) -> None:
    if isinstance(trouble, Refused):
        problems = trouble.problems
    elif isinstance(trouble, StoreTrouble):
        problems = (trouble.problem,)
    else:
        return
    if isValid(page):
        page.messages.clear()
        page.messages.show_problems(problems)
