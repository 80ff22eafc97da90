"""Any list as a file: a workbook, CSV, or a PDF in the house style, by the name of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coopadmin.attachments.queries import logo_of
from coopadmin.cooperative.queries import CooperativeFacts, get_cooperative
from coopadmin.formats.listing import (
    CODE,
    DATE,
    NAME,
    NUMBER,
    Cell,
    ListColumn,
    ListGroup,
    Listing,
)
from coopadmin.formats.tables import table_as_csv, table_as_xlsx
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.members.export import members_listing
from coopadmin.paper import Column, House, Kind, Look, Paper, Subhead, Table, Total
from coopadmin.paper.output import write_whole
from coopadmin.paper.printing import build
from coopadmin.store import Books
from coopadmin.words import _, count, date_long, ngettext, speaking

XLSX, CSV, PDF = ".xlsx", ".csv", ".pdf"
SUFFIXES = (XLSX, CSV, PDF)
_KINDS = {NUMBER: Kind.NUMBER, DATE: Kind.DATE, CODE: Kind.CODE}
_MOST_UPRIGHT = 5
"""More columns than this want the paper on its side."""


@dataclass(frozen=True)
class Saved:
    """What was written: where, how many lines, and what the reader should know."""

    path: Path
    lines: int
    problems: tuple[Problem, ...] = ()


def save_listing(books: Books, listing: Listing, path: Path, language: str) -> Saved:
    """Write a list in this language; the whole file or nothing.

    Raises Refused for another ending than .xlsx, .csv or .pdf, and where it cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise refuse(
            "list.no_such_file",
            N_("“{name}” is no file for a list. Let its name end in .xlsx, .csv or .pdf."),
            name=path.name,
        )
    with speaking(language):
        groups = listing.groups()
        number = sum(len(group.lines) for group in groups)
        problems: tuple[Problem, ...] = ()
        if path.suffix.lower() == PDF:
            facts, logo = books.ask(get_cooperative), books.ask(logo_of)
            paper = _paper(listing, groups, number, facts, logo, books.today(), language)
            built = build(paper)
            content, problems = built.pdf, built.problems
        else:
            content = _sheet(listing, groups, as_csv=path.suffix.lower() == CSV)
    write_whole(path, content)
    return Saved(path, number, problems)


def save_members(
    books: Books, membership_ids: Sequence[int], day: date, path: Path, language: str
) -> Saved:
    """Write these memberships with all that is known to reach them; as `save_listing`."""
    with speaking(language):
        listing = members_listing(books, membership_ids, day)
    return save_listing(books, listing, path, language)


def _sheet(listing: Listing, groups: Sequence[ListGroup], *, as_csv: bool) -> bytes:
    # In a spreadsheet people sort and filter, so the name of a group stands on each of its lines.
    grouped = any(group.name for group in groups)
    headings = [*([_("Group")] if grouped else []), *(one.heading for one in listing.columns)]
    rows: list[list[Cell]] = [
        [*([group.name] if grouped else []), *(cell.value for cell in line)]
        for group in groups
        for line in group.lines
    ]
    total: list[Cell] = [cell.value for cell in listing.total]
    if total and grouped:
        total.insert(0, "")
    if as_csv:
        return table_as_csv(headings, [*rows, *([total] if total else [])])
    return table_as_xlsx(headings, rows, sheet=listing.title, total=total)


def _paper(
    listing: Listing,
    groups: Sequence[ListGroup],
    number: int,
    cooperative: CooperativeFacts,
    logo: bytes,
    on: date,
    language: str,
) -> Paper:
    lines: list[Sequence[str] | Total | Subhead] = []
    for group in groups:
        if group.name:
            lines.append(Subhead(group.name))
        lines.extend([cell.words for cell in line] for line in group.lines)
        if group.total:
            lines.append(Total([cell.words for cell in group.total]))
    if listing.total:
        lines.append(Total([cell.words for cell in listing.total]))
    lines_counted = ngettext("{count} line", "{count} lines", number).format(count=count(number))
    contact = (cooperative.email, cooperative.website)
    return Paper(
        title=listing.title,
        house=House(cooperative.name, [line for line in contact if line], logo),
        language=language,
        on=on,
        heading=listing.title,
        subheading=" · ".join([*listing.said, date_long(on), lines_counted]),
        running=listing.title,
        blocks=[
            Table([_column(one) for one in listing.columns], lines, when_empty=_("Nothing here."))
        ],
        lying=len(listing.columns) > _MOST_UPRIGHT,
        look=Look(accent=cooperative.accent),
    )


def _column(column: ListColumn) -> Column:
    return Column(column.heading, _KINDS.get(column.kind, Kind.TEXT), strong=column.kind == NAME)
