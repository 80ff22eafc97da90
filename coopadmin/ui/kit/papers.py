"""Papers from the screen: choose a place, made in the worker, opened afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from coopadmin.kernel.problem import Problem, Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.saving import LISTS, ask_file, folder_of, open_file
from coopadmin.words import N_, _, say

KINDS = {".pdf": LISTS[".pdf"], ".ics": N_("Calendar files (*.ics)")}
"""Papers by the end of their name, as the dialog calls them."""


def make_paper(page: Page, name: str, job: str, *before: Any, after: tuple[Any, ...] = ()) -> None:
    """Ask where, and make the paper; the messages of the page say when it is there.

    `job` is called with the books, `before`, the path and `after`; it gives problems to be told.
    """
    path = ask_place(page, folder_of(page.desk) / name)
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
    ending = suggested.suffix
    return ask_file(page, _("Save paper"), suggested, {ending: KINDS[ending]})


def _made(page: Page, path: Path, problems: tuple[Problem, ...]) -> None:
    if not isValid(page):
        return  # the window was built anew in the mean time
    clear_messages(page)
    page.messages.show_message(
        GOOD,
        _("{file} is ready").format(file=path.name),
        " ".join([str(path.parent), *map(say, problems)]),
        [open_file(path)],
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
