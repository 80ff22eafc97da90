"""The dry run of somebody's list for the screen: frozen values, and the jobs that make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coopadmin.formats.delimited import DELIMITERS
from coopadmin.formats.encodings import ENCODINGS
from coopadmin.formats.fields import FIELD_BY_NAME, FIELDS
from coopadmin.formats.headings import ColumnUse, ListMapping, choose_columns, propose_mapping
from coopadmin.formats.identifiers import looks_like_bsn
from coopadmin.formats.listing import Cell
from coopadmin.formats.lists import read_list
from coopadmin.formats.sheet import Column, SheetList
from coopadmin.formats.tables import table_as_csv, table_as_xlsx
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.members.importing import LeftOut, ListImport, Tick
from coopadmin.members.plan import ImportPlan
from coopadmin.members.reading import import_members, plan_import, refusals, with_memory
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.words import _, say

# What a column may become, by name and source text, in the order of a form.
FIELD_CHOICES = tuple((field.name, field.label) for field in FIELDS)
ENCODING_CHOICES = tuple(ENCODINGS)
DELIMITER_CHOICES = DELIMITERS
USED, SPLIT, TRANSLATED, COMPARED = "used", "split", "translated", "compared"
ASKED, LEFT, FORBIDDEN = "asked", "left", "forbidden"
_SPLIT = frozenset({"full_name", "address", "postcode_town"})
_ASKING = frozenset({"column.no_heading", "column.yes_no", "column.free_text", "column.unknown"})
# What is never kept is not shown either.
_UNSHOWN = frozenset(
    {
        "column.bookkeeping",
        "column.earlier",
        "column.no_field",
        "column.related",
        "column.sensitive",
    }
)
_LONGEST_EXAMPLE = 80
_PREVIEW_LINES = 8


@dataclass(frozen=True)
class Reading:
    """How to read a file where the guess is wrong; None leaves it to the program."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Wishes:
    """What somebody wants of the lines; the fields are those of `ListImport`."""

    since: date | None = None
    update: bool = True
    emptying: bool = False
    left: frozenset[LeftOut] = frozenset()


@dataclass(frozen=True)
class OpenedList:
    """A file that could be read as a list, with the proposal for its columns."""

    path: Path
    sheet: SheetList
    proposal: ListMapping

    @property
    def lines(self) -> int:
        return len(self.sheet.rows)

    @property
    def is_remembered(self) -> bool:
        """Whether choices of an earlier list are used."""
        return bool(self.proposal.chosen)

    @property
    def preview(self) -> tuple[tuple[str, ...], ...]:
        """The first lines as they stand in the file, without whatever looks like a BSN."""
        hidden = {use.column.number - 1 for use in self.proposal.uses if _is_unshown(use)}
        return tuple(
            tuple(
                "" if place in hidden or looks_like_bsn(cell) else cell
                for place, cell in enumerate(row.cells)
            )
            for row in self.sheet.rows[:_PREVIEW_LINES]
        )


@dataclass(frozen=True, slots=True)
class TrialColumn:
    """A column of the list: what stands in it and what it becomes.

    `state` is one of the tokens above; `field` the name it is read as or, where it is asked, the
    one that may be meant; `example` is empty for what is not shown.
    """

    number: int
    name: str
    example: str
    state: str
    field: str | None
    reason: Problem | None


@dataclass(frozen=True)
class Trial:
    """What would happen now; `plan` is None when `problems` stand in the way of all of it.

    `remembered` tells that choices of an earlier list are used.
    """

    columns: tuple[TrialColumn, ...]
    wanted: ListImport
    plan: ImportPlan | None
    problems: tuple[Problem, ...] = ()
    remembered: bool = False


def open_list(books: Books, path: Path, reading: Reading) -> OpenedList:
    """Read a file and propose what its columns mean, as was chosen for such a list last time.

    Raises Refused for what is no list.
    """
    sheet = read_list(
        path, encoding=reading.encoding, delimiter=reading.delimiter, sheet=reading.sheet
    )
    return OpenedList(path, sheet, books.ask(with_memory, sheet, propose_mapping(sheet)))


def try_list(books: Books, opened: OpenedList, choices: Mapping[int, str], wishes: Wishes) -> Trial:
    """What reading the list would do, with the person's `choices` of fields by column number.

    An empty choice leaves the column out.
    """
    mapping, problems = opened.proposal, tuple[Problem, ...]()
    names = {column.number: column.name for column in opened.sheet.columns}
    try:
        mapping = choose_columns(
            opened.sheet, mapping, {names[number]: field for number, field in choices.items()}
        )
    except Refused as refused:
        problems = refused.problems
    wanted = ListImport(opened.sheet, mapping, **vars(wishes))
    columns = tuple(_column(opened.sheet, use, choices) for use in mapping.uses)
    if problems:
        return Trial(columns, wanted, None, problems)
    try:
        plan = books.ask(plan_import, wanted, books.today())
    except Refused as refused:
        return Trial(columns, wanted, None, refused.problems)
    # The lines that were refused stand in the plan already.
    standing = [one for one in refusals(plan, strict=False) if one.code != "import.line"]
    return Trial(columns, wanted, plan, tuple(standing), opened.is_remembered)


def read_in(books: Books, wanted: ListImport, tick: Tick) -> ImportPlan:
    """Read the list into the books as one operation. Raises Refused."""
    return books.do(import_members, wanted, tick)


def save_refused(wanted: ListImport, plan: ImportPlan, path: Path) -> Path:
    """Write the refused lines with their reasons to CSV, or XLSX by the name of the file.

    Columns that are not kept (a BSN, a person number) are not written either. Raises Refused.
    """
    shown = [use.column for use in wanted.mapping.uses if not _is_hidden(use)]
    reasons = {line.line: " ".join(map(say, line.reasons)) for line in plan.refused}
    headings = [_("Line"), _("Reason"), *(column.name for column in shown)]
    rows: list[list[Cell]] = [
        [row.line, reasons[row.line], *(row.cells[column.number - 1] for column in shown)]
        for row in wanted.sheet.rows
        if row.line in reasons
    ]
    write = table_as_xlsx if path.suffix.lower() == ".xlsx" else table_as_csv
    write_whole(path, write(headings, rows))
    return path


def label_of(field: str) -> str:
    """The source text of a field's name; empty for one that does not exist."""
    return FIELD_BY_NAME[field].label if field in FIELD_BY_NAME else ""


def _is_hidden(use: ColumnUse) -> bool:
    return use.forbidden or use.field == "person_number"


def _is_unshown(use: ColumnUse) -> bool:
    return _is_hidden(use) or (use.reason is not None and use.reason.code in _UNSHOWN)


def _column(sheet: SheetList, use: ColumnUse, choices: Mapping[int, str]) -> TrialColumn:
    column = use.column
    state = _state(sheet, use, chosen=column.number in choices)
    example = "" if _is_unshown(use) else _example(sheet, column)
    return TrialColumn(
        column.number, column.name, example, state, use.field or use.guess, use.reason
    )


def _state(sheet: SheetList, use: ColumnUse, *, chosen: bool) -> str:
    if use.forbidden:
        return FORBIDDEN
    if use.field == "person_number":
        return COMPARED
    if use.field in _SPLIT:
        return SPLIT
    if use.field is not None:
        return TRANSLATED if use.field == "kind" else USED
    code = use.reason.code if use.reason is not None else ""
    # A column whose field another one gives asks nothing, nor does an empty one.
    asking = code in _ASKING or (use.guess is not None and code != "column.taken")
    return ASKED if asking and not chosen and _example(sheet, use.column) else LEFT


def _example(sheet: SheetList, column: Column) -> str:
    filled = (" ".join(value.split()) for value in sheet.values(column))
    found = next((value for value in filled if value and not looks_like_bsn(value)), "")
    return found[:_LONGEST_EXAMPLE]
