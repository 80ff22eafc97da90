"""What we hold on one person (AVG art. 15): every row about them, in words, and why it is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from coopadmin.attachments.queries import AttachmentRow, attachments_of
from coopadmin.cooperative.queries import CooperativeFacts, get_cooperative
from coopadmin.desk.changed import ChangedRow, rows_told
from coopadmin.desk.history import done_among
from coopadmin.desk.keeping import BASES, KEPT
from coopadmin.desk.sentences import titled
from coopadmin.desk.ties import Tie, Tied, entries_of, rows_tied_to
from coopadmin.desk.traces import (
    as_ever_known,
    drafts_about,
    free_text,
    is_personal,
    marks_of,
    rows_naming,
)
from coopadmin.desk.wording.values import heading_of, shown
from coopadmin.desk.wording.words import TABLES
from coopadmin.members.queries import memberships_of
from coopadmin.people.names import spoken_name
from coopadmin.people.own_fields import list_own_fields
from coopadmin.store.audit import table_of
from coopadmin.store.history import changes_of
from coopadmin.store.schema import as_plain
from coopadmin.words import _

# What comes first; other tables follow by the word for them.
_ORDER = ("person", "alias", "membership", "former_number", "application", "person_note")
_DOCUMENTS, _OWN = "attachment", "own_value"
_UNTOLD = {_DOCUMENTS: ("sha256", "owner_table", "owner_id")}


@dataclass(frozen=True)
class HeldCell:
    """One thing that is known: the column, its word, the plain value and how it is written."""

    column: str
    label: str
    value: Any
    shown: str


@dataclass(frozen=True)
class HeldRow:
    """One row: what it is called, where it has a name, and what it holds."""

    name: str
    cells: tuple[HeldCell, ...]


@dataclass(frozen=True)
class HeldPart:
    """All rows of one table; `why` and `kept` are sentences about ground and term.

    `shared` rows are of others too and name this person.
    """

    table: str
    word: str
    why: tuple[str, ...]
    kept: tuple[str, ...]
    shared: bool
    rows: tuple[HeldRow, ...]


@dataclass(frozen=True)
class DoneLine:
    """One thing that was done with it: the day, and what."""

    day: date
    what: str


@dataclass(frozen=True)
class Held:
    """Everything about one person on a day; `mentions` are places where free text names them."""

    cooperative: CooperativeFacts
    on: date
    name: str
    numbers: tuple[int, ...]
    parts: tuple[HeldPart, ...]
    documents: tuple[AttachmentRow, ...]
    mentions: tuple[str, ...]
    drafts: tuple[str, ...]
    done: tuple[DoneLine, ...]


def what_we_hold(session: Session, person_id: int, today: date) -> Held:
    """All of it, of the person and of entries that turned out to be the same."""
    entries = entries_of(session, person_id)
    tied = rows_tied_to(session, entries)
    people = as_ever_known(session, entries)
    marks = tuple(dict.fromkeys(mark for person in people for mark in marks_of(person)))
    rows = {name: list(theirs) for name, theirs in tied.own.items()}
    changes = changes_of(session, rows)
    done = done_among(session, changes, len(changes))
    files = attachments_of_rows(session, tied)
    return Held(
        get_cooperative(session),
        today,
        spoken_name(people[0]),
        tuple(row.number for row in memberships_of(session, entries[0])),
        tuple(_parts(session, tied, entries)),
        files,
        tuple(_mentions(session, marks, tied)),
        tuple(row.text for row in drafts_about(session, people, tied)),
        tuple(DoneLine(row.time.date(), titled(row.code, row.about)) for row in done),
    )


def attachments_of_rows(session: Session, tied: Tied) -> tuple[AttachmentRow, ...]:
    """The files that belong to the rows of a person."""
    wanted = tied.own.get(_DOCUMENTS, {})
    owners = {row["owner_table"] for row in wanted.values()}
    files = [
        file for name in sorted(owners) for rows in attachments_of(session, name).values()
        for file in rows
    ]  # fmt: skip
    return tuple(sorted((file for file in files if file.id in wanted), key=lambda row: row.dated))


def _parts(session: Session, tied: Tied, entries: Collection[int]) -> Iterable[HeldPart]:
    for rows, is_shared in ((tied.own, False), (tied.shared, True)):
        told: dict[str, list[ChangedRow]] = {}
        for row in rows_told(session, {name: theirs.values() for name, theirs in rows.items()}):
            told.setdefault(row.table, []).append(row)
        for name in sorted(told, key=_place):
            tie = tied.ties[name]
            images = rows[name].values()
            held = [_row(*both, entries) for both in zip(told[name], images, strict=True)]
            why, kept = _grounds(session, name, tie, images)
            yield HeldPart(name, _(TABLES[name].row), why, kept, is_shared, tuple(held))


def _grounds(
    session: Session, table: str, tie: Tie, images: Iterable[Mapping[str, Any]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why rows are kept and how long; an own field says that itself."""
    if table == _OWN:
        ids = {image["field_id"] for image in images}
        fields = [row for row in list_own_fields(session) if row.id in ids]
        why = [f"{row.name}: {row.why} ({_(BASES.get(row.basis, row.basis))})" for row in fields]
        known = [row for row in fields if row.keep in KEPT]
        return tuple(why), tuple(f"{row.name}: {_(KEPT[row.keep].words)}" for row in known)
    return (
        tuple(_(BASES[token]) for token in _tokens(table, tie, "basis")),
        tuple(_(KEPT[token].words) for token in _tokens(table, tie, "keep")),
    )


def _place(table: str) -> tuple[int, str]:
    known = _ORDER.index(table) if table in _ORDER else len(_ORDER)
    return known, _(TABLES[table].row)


def _tokens(table: str, tie: Tie, of: str) -> list[str]:
    """Grounds or terms of the personal columns of a table; where it has none, of the tie."""
    personal = [
        getattr(column.info["personal"], of)
        for column in table_of(table).columns
        if is_personal(column)
    ]
    return list(dict.fromkeys(personal or [getattr(tie, of)]))


def _row(row: ChangedRow, image: Mapping[str, Any], entries: Collection[int]) -> HeldRow:
    words = TABLES[row.table].columns
    refers = {column.key for column in table_of(row.table).columns if column.foreign_keys}
    cells = tuple(
        HeldCell(
            cell.column,
            _(words.get(cell.column, cell.column)),
            # Ids never leave the program: what another row is called stands for it.
            cell.after if cell.column in refers else as_plain(image[cell.column]),
            shown(row.table, cell.column, cell.after),
        )
        for cell in row.cells
        if cell.column not in _UNTOLD.get(row.table, ())
        and cell.after is not False
        # That a row about somebody is about that person need not be said.
        and not (cell.column in refers and image[cell.column] in entries)
    )
    return HeldRow(row.name, cells)


def _mentions(session: Session, marks: tuple[str, ...], tied: Tied) -> Iterable[str]:
    """Places where free text names the person, beside the rows that are about the person."""
    columns = [*free_text(archive=False), *free_text(archive=True)]
    found = {
        name: [row for key, row in rows.items() if key not in tied.own.get(name, {})]
        for name, rows in rows_naming(session, marks, columns).items()
    }
    return sorted({heading_of(row) for row in rows_told(session, found)})
