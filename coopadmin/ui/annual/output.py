"""The finished report: saved as a PDF or printed, after the whole file was checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from coopadmin.annual.studio import Preview
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.annual.printing import new_printer, print_pages
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import BAD, GOOD, WARN
from coopadmin.ui.kit.page import Page
from coopadmin.words import _, count, ngettext, say, speaking

CHECK = "coopadmin.desk.check_books:check_books"
FINISHED = "coopadmin.annual.preview:finished"
WRITE = "coopadmin.annual.preview:write_finished"
KEY = "annual-output"
MOST_SHOWN = 3


@dataclass(frozen=True)
class Wanted:
    """Which report: the label of its book year, its language, and the size of its letters."""

    year: str
    language: str
    large: bool


class Output(QObject):
    """Makes what leaves the program; what happens is told in the messages of the page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def after_saving(self, form: Form | None, then: Callable[[], None]) -> None:
        """Do something, but ask first what to do with text that is typed and not kept."""
        if form is None or not form.is_changed():
            then()
            return

        def save_first() -> None:
            form.submit()
            if not form.is_changed():
                then()

        self._page.messages.clear()
        self._page.messages.show_message(
            WARN,
            _("The text that you are writing is not saved"),
            _("What leaves the program has only saved text."),
            [Action(_("Save and go on"), save_first), Action(_("Without it"), then)],
        )
        self._page.messages.focus_first()

    # As a PDF.

    def save_as(self, wanted: Wanted) -> None:
        """Ask where, check the file, write the report there, and say so."""
        dialog = QFileDialog(self._page, _("Save the report as PDF"), str(self._folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(wanted))
        dialog.fileSelected.connect(lambda name: self._checked_first(wanted, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> Path:
        program = self._page.desk.program
        return program.documents() if program else self._page.desk.books.path.parent

    def _checked_first(self, wanted: Wanted, path: Path) -> None:
        self._check(lambda: self._write(wanted, path))

    def _write(self, wanted: Wanted, path: Path) -> None:
        books = self._page.desk.books
        task = self._page.desk.runner.run(
            WRITE,
            books,
            wanted.year,
            wanted.language,
            path,
            large=wanted.large,
            key=KEY,
            title=_("The annual report {year}").format(year=wanted.year),
        )
        task.done.connect(partial(self._written, path))
        task.failed.connect(self._failed)

    def _written(self, path: Path, made: Preview) -> None:
        messages = self._page.messages
        messages.clear()
        pages = ngettext("{number} page", "{number} pages", made.pages)
        messages.show_message(
            GOOD,
            _("The report is in {file}").format(file=path.name),
            _("{pages}, in the folder {folder}.").format(
                pages=pages.format(number=count(made.pages)), folder=path.parent
            ),
            [
                Action(_("Open file"), partial(_open, path), "eye"),
                Action(_("Open folder"), partial(_open, path.parent), "folder-open"),
            ],
        )
        self._warn(made.problems)
        messages.focus_first()

    # On paper.

    def print(self, wanted: Wanted) -> None:
        """Check the file, make the report, ask which printer, and print in the worker."""
        self._check(lambda: self._make(wanted))

    def _make(self, wanted: Wanted) -> None:
        task = self._page.desk.runner.run(
            FINISHED,
            self._page.desk.books,
            wanted.year,
            wanted.language,
            large=wanted.large,
            key=KEY,
        )
        task.done.connect(partial(self._ask_printer, wanted))
        task.failed.connect(self._failed)

    def _ask_printer(self, wanted: Wanted, made: Preview) -> None:
        self._warn(made.problems)
        printer = new_printer(Path(file_name(wanted)).stem)
        dialog = QPrintDialog(printer, self._page)
        dialog.setMinMax(1, made.pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        dialog.finished.connect(lambda result: self._print(made, printer, result))
        dialog.finished.connect(dialog.deleteLater)
        # Its own `open` asks for a name of a slot, which Python functions have not.
        QDialog.open(dialog)

    def _print(self, made: Preview, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        task = self._page.desk.runner.run(
            print_pages, made.pdf, printer, key=KEY, title=_("Printing the report")
        )
        task.done.connect(self._printed)
        task.failed.connect(self._failed)

    def _printed(self, pages: int) -> None:
        words = ngettext(
            "{number} page went to the printer.", "{number} pages went to the printer.", pages
        )
        self._page.messages.clear()
        self._page.messages.show_message(GOOD, words.format(number=count(pages)))

    # What both do.

    def _check(self, then: Callable[[], None]) -> None:
        self._page.messages.clear()
        books = self._page.desk.books
        task = self._page.desk.runner.run(CHECK, books, key=KEY, title=_("Checking the file"))
        task.done.connect(partial(self._checked, then))
        task.failed.connect(self._failed)

    def _checked(self, then: Callable[[], None], problems: Sequence[Problem]) -> None:
        if problems:
            show_wrong(self._page, problems)
        else:
            then()

    def _warn(self, problems: Sequence[Problem]) -> None:
        for problem in problems[:MOST_SHOWN]:
            self._page.messages.show_message(WARN, say(problem))

    def _failed(self, trouble: Any) -> None:
        if isinstance(trouble, Refused):
            show_wrong(self._page, trouble.problems)
        elif isinstance(trouble, StoreTrouble):
            self._page.messages.show_message(BAD, say(trouble.problem))


def show_wrong(page: Page, problems: Sequence[Problem]) -> None:
    """What does not add up or cannot be done, as errors in the messages of the page."""
    for problem in problems[:MOST_SHOWN]:
        page.messages.show_message(BAD, say(problem))
    more = len(problems) - MOST_SHOWN
    if more > 0:
        words = ngettext("And {count} more.", "And {count} more.", more)
        page.messages.show_message(BAD, words.format(count=count(more)))


def file_name(wanted: Wanted) -> str:
    """The name that the file is given unless the person types another, in its own language."""
    with speaking(wanted.language):
        name = (
            _("annual-report-{year}-large-print.pdf")
            if wanted.large
            else _("annual-report-{year}.pdf")
        )
    return name.format(year=wanted.year)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
