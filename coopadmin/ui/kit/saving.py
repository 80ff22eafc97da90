"""Any table as a file: what it shows, in its order, with its total and its filters in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from shiboken6 import isValid

from coopadmin.formats.listing import (
    CODE,
    DATE,
    NAME,
    NUMBER,
    TEXT,
    Cell,
    ListColumn,
    ListGroup,
    Listing,
    Written,
)
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Filters, Removable, Segmented
from coopadmin.ui.kit.columns import FIGURES, RIGHT, Column, Heading, Look
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.message import GOOD, Messages
from coopadmin.ui.kit.rows import cell_text
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import N_, _, count, language, ngettext, say

JOB = "coopadmin.desk.lists:save_listing"
SHEETS = {".xlsx": N_("Excel (*.xlsx)"), ".csv": N_("CSV (*.csv)")}
LISTS = {**SHEETS, ".pdf": N_("PDF files (*.pdf)")}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


# What a table says.


def listing_of(table: RowsTable, title: str, *before: str) -> Listing:
    """The table as it is shown now; `before` says more of what was chosen, such as a year."""
    columns = [column for column in table.view.rows.columns if column.title]
    rows = [table.view.rows.row(number) for number in range(table.view.rows.rowCount())]
    under = {
        column.key
        for column in columns
        if column.under and any(column.under(row) for row in rows if not isinstance(row, Heading))
    }
    return Listing(
        title,
        list(_headings(columns, under)),
        lambda: _groups(rows, columns, under),
        [words for words in (*before, *_said(table)) if words],
        list(_total(table.total.texts, columns, under)),
    )


def _headings(columns: Sequence[Column], under: set[str]) -> Iterator[ListColumn]:
    for column in columns:
        title = _(column.title)
        yield ListColumn(title, _kind(column))
        if column.key in under:
            yield ListColumn(_("{column}, more").format(column=title))


def _kind(column: Column) -> str:
    if column.look is Look.NUMBER:
        return CODE
    if column.look is Look.DATE:
        return DATE
    if column.look is Look.NAME:
        return NAME
    return NUMBER if column.look in RIGHT else TEXT


def _groups(rows: Sequence[Any], columns: Sequence[Column], under: set[str]) -> list[ListGroup]:
    groups: list[tuple[str, list[list[Written]]]] = []
    for row in rows:
        if isinstance(row, Heading):
            groups.append((row.title, []))
            continue
        if not groups:
            groups.append(("", []))
        groups[-1][1].append(list(_line(row, columns, under)))
    return [ListGroup(name, lines) for name, lines in groups if lines]


def _line(row: Any, columns: Sequence[Column], under: set[str]) -> Iterator[Written]:
    for column in columns:
        words = cell_text(column, row)
        yield Written(value_of(column, row, words), words)
        if column.key in under and column.under is not None:
            more = column.under(row)
            yield Written(more, more)


def value_of(column: Column, row: Any, words: str) -> Cell:
    """What a spreadsheet gets of a cell: an amount, day or number as such, else the words."""
    if column.value is not None:
        value: Cell = column.value(row)
        return value
    if words and column.look in FIGURES and column.sort is not None:
        value = column.sort(row)
        if isinstance(value, (Money, Duration, Decimal, int, date)):
            return value
    return words


def _total(
    texts: Mapping[str, str], columns: Sequence[Column], under: set[str]
) -> Iterator[Written]:
    for column in columns if texts else ():
        words = texts.get(column.key, "")
        yield Written(_read(words) if column.look in RIGHT else words, words)
        if column.key in under:
            yield Written("", "")


def _read(words: str) -> Cell:
    """An amount or hours as they stand in the total, for adding on."""
    try:
        return Money.parse(words)
    except Refused:
        return words


def _said(table: RowsTable) -> Iterator[str]:
    """The filters of the table that are on, in the words in which they stand there.

    A list to choose from begins with what holds nothing back.
    """
    for widget in table.narrowing:
        if isinstance(widget, Search):
            if widget.text().strip():
                yield _("searched for “{text}”").format(text=widget.text().strip())
        elif isinstance(widget, (Filters, Segmented)):
            yield from widget.words()
        elif isinstance(widget, Removable):
            yield widget.text()
        elif isinstance(widget, QComboBox) and widget.currentIndex() > 0:
            yield widget.currentText()


# Where it goes.


def folder_of(desk: Desk) -> Path:
    """Where files for this person go: the documents, or beside the books."""
    return desk.program.documents() if desk.program is not None else desk.books.path.parent


def ask_file(parent: QWidget, title: str, suggested: Path, kinds: Mapping[str, str]) -> Path | None:
    """Where a file is to be written, ending in one of these; None when nothing was chosen.

    An ending that is added here may name a file that is there already: then it is asked again,
    for only the dialog asks whether to write over it.
    """
    filters = ";;".join(_(words) for words in kinds.values())
    while True:
        chosen, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() in kinds:
            return path
        ending = next((one for one, words in kinds.items() if _(words) == kind), next(iter(kinds)))
        path = path.with_name(path.name + ending)
        if not path.exists():
            return path
        suggested = path


def open_folder(path: Path) -> Action:
    """The button that shows where a file went."""
    return Action(_("Open folder"), lambda: _show(path.parent), "folder-open")


def open_file(path: Path) -> Action:
    """The button that opens a file in the program that belongs to it."""
    return Action(_("Open it"), lambda: _show(path), "eye")


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


# Writing.


def save_table(desk: Desk, messages: Messages, table: RowsTable, title: str, *before: str) -> None:
    """Ask where, and let the worker write what the table shows."""
    name = _NOT_IN_NAMES.sub(" ", f"{title} {desk.today().isoformat()}").strip()
    suggested = folder_of(desk) / f"{name}.xlsx"
    path = ask_file(table, _("Save this list as a file"), suggested, LISTS)
    if path is not None:
        write(desk, messages, JOB, listing_of(table, title, *before), path)


def write(desk: Desk, messages: Messages, job: str, *what: Any) -> None:
    """Run a job that saves a list, its path last in `what`, and tell in the page how it went."""
    path: Path = what[-1]
    words = _("Saving {file}").format(file=path.name)
    task = desk.runner.run(job, desk.books, *what, language(), title=words)
    task.done.connect(lambda saved: _written(messages, saved))
    task.failed.connect(lambda trouble: _failed(messages, trouble))


def _written(messages: Messages, saved: Any) -> None:
    if not isValid(messages):
        return  # the window was built anew in the mean time
    words = ngettext("{count} line is in {name}", "{count} lines are in {name}", saved.lines)
    messages.show_message(
        GOOD,
        words.format(count=count(saved.lines), name=saved.path.name),
        " ".join([str(saved.path.parent), *map(say, saved.problems)]),
        [open_file(saved.path), open_folder(saved.path)],
    )


def _failed(messages: Messages, trouble: Exception) -> None:
    if isValid(messages) and isinstance(trouble, Refused):
        messages.show_problems(trouble.problems)
    elif isValid(messages) and isinstance(trouble, StoreTrouble):
        messages.show_problems((trouble.problem,))
