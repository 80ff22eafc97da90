"""What an operation did to each row: the cells before and after, with names instead of ids."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, select, tuple_
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.capital.model import ShareKind
from coopadmin.contributions.model import ChargeRun
from coopadmin.cooperative.model import Cooperative, Resolution
from coopadmin.cooperative.queries import resolution_number
from coopadmin.correspondence.model import LetterTemplate, MailServer, Sending
from coopadmin.deadlines.model import Deadline
from coopadmin.ledger.entries import entry_number
from coopadmin.ledger.model import (
    Account,
    Accrual,
    Budget,
    Entry,
    FixedAsset,
    Fund,
    OpenItem,
    YearCheck,
    YearNote,
    YearStep,
)
from coopadmin.meetings.model import AgendaItem, Meeting
from coopadmin.members.model import Application, Membership, MembershipKind, SavedSelection
from coopadmin.people.model import ConsentPurpose, Household, OwnField, OwnValue, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.audit import INSERT, table_of
from coopadmin.store.model import Change
from coopadmin.store.schema import from_plain, image_of
from coopadmin.volunteers.model import HourEntry
from coopadmin.words import date_short

Names = dict[int, str]
# Kept for the program itself; a person sees what they are made of.
HIDDEN = frozenset({"id", "sort_key", "figures"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One changed column; values as in the models, and of another row what it is called."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ChangedRow:
    """One changed row: its table, what it is called, and the cells that are not what they were.

    `kind` is insert, update or delete; a new row has only what is filled in.
    """

    table: str
    name: str
    kind: str
    cells: tuple[Cell, ...]


def changed_rows(session: Session, changes: Sequence[Change]) -> tuple[ChangedRow, ...]:
    """These changes in words of rows; a fixed number of queries per table that occurs."""
    images = _images(session, [change for change in changes if change.kind == INSERT])
    pairs = [
        (change, json.loads(change.before or "{}"), _after(change, images)) for change in changes
    ]
    return _told(session, pairs)


def rows_told(
    session: Session, rows: Mapping[str, Iterable[Mapping[str, Any]]]
) -> tuple[ChangedRow, ...]:
    """Whole rows as they are now, by table, each as history tells a new one."""
    pairs: list[tuple[Change, dict[str, Any], dict[str, Any]]] = [
        (Change(table_name=name, row_id=row["id"], kind=INSERT), {}, image_of(row))
        for name, theirs in rows.items()
        for row in theirs
    ]
    return _told(session, pairs)


def _told(
    session: Session, pairs: Sequence[tuple[Change, dict[str, Any], dict[str, Any]]]
) -> tuple[ChangedRow, ...]:
    names = _names(session, pairs)
    return tuple(
        ChangedRow(
            change.table_name,
            names.get((change.table_name, change.row_id), ""),
            change.kind,
            tuple(_cells(change, before, after, names)),
        )
        for change, before, after in pairs
    )


def _after(change: Change, images: dict[tuple[str, int], dict[str, Any]]) -> dict[str, Any]:
    if change.kind == INSERT:
        return images.get((change.table_name, change.row_id), {})
    return dict(json.loads(change.after or "{}"))


def _images(session: Session, inserts: Sequence[Change]) -> dict[tuple[str, int], dict[str, Any]]:
    """What new rows were when they came: as they are now, with all that came later taken off."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    by_table: dict[str, list[int]] = defaultdict(list)
    for change in inserts:
        by_table[change.table_name].append(change.row_id)
    for name, ids in by_table.items():
        table = table_of(name)
        for row in session.execute(select(table).where(table.c.id.in_(ids))).mappings():
            found[name, row["id"]] = image_of(dict(row))
    first = {(change.table_name, change.row_id): change.id for change in inserts}
    later = session.scalars(
        select(Change)
        .where(tuple_(Change.table_name, Change.row_id).in_(list(first)))
        .order_by(Change.id.desc())
    )
    for change in later:
        key = change.table_name, change.row_id
        if change.id > first[key] and change.before is not None:
            found[key] = {**found.get(key, {}), **json.loads(change.before)}
    return found


def _cells(
    change: Change, before: dict[str, Any], after: dict[str, Any], names: dict[Any, str]
) -> list[Cell]:
    cells = []
    for column in table_of(change.table_name).columns:
        was, became = before.get(column.key), after.get(column.key)
        known = column.key in before or column.key in after
        empty = was in (None, "") and became in (None, "")
        if known and not empty and was != became and column.key not in HIDDEN:
            cells.append(
                Cell(column.key, _value(column, was, names), _value(column, became, names))
            )
    return cells


def _value(column: Column[Any], plain: Any, names: dict[Any, str]) -> Any:
    if plain is None:
        return None
    target = _target(column)
    # An id says nothing to a person and never leaves the program.
    return names.get((target, plain), "") if target else from_plain(column, plain)


def _target(column: Column[Any]) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "")


def _names(
    session: Session, pairs: Sequence[tuple[Change, dict[str, Any], dict[str, Any]]]
) -> dict[Any, str]:
    """What all rows in it are called, the changed ones and those they point to."""
    ids: dict[str, set[int]] = defaultdict(set)
    for change, before, after in pairs:
        ids[change.table_name].add(change.row_id)
        for column in table_of(change.table_name).columns:
            if target := _target(column):
                ids[target] |= {
                    image[column.key]
                    for image in (before, after)
                    if image.get(column.key) is not None
                }
    return names_of(session, ids)


def names_of(session: Session, ids: Mapping[str, Collection[int]]) -> dict[Any, str]:
    """What rows are called, by table and id; tables whose rows have no name are left out."""
    return {
        (table, row_id): name
        for table, wanted in ids.items()
        if table in _NAMES
        for row_id, name in _NAMES[table](session, wanted).items()
    }


def _people(session: Session, ids: Collection[int]) -> Names:
    rows = session.execute(select(Person.id, *NAME_COLUMNS).where(Person.id.in_(ids)))
    return {row.id: spoken_name(row) for row in rows}


def _members(session: Session, ids: Collection[int]) -> Names:
    rows = session.execute(
        select(Membership.id.label("membership"), Membership.number, *NAME_COLUMNS)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(ids))
    )
    return {row.membership: f"{row.number:04d} {spoken_name(row)}" for row in rows}


def _hours(session: Session, ids: Collection[int]) -> Names:
    rows = session.execute(
        select(HourEntry.id.label("entry"), *NAME_COLUMNS)
        .join(Person, Person.id == HourEntry.person_id)
        .where(HourEntry.id.in_(ids))
    )
    return {row.entry: spoken_name(row) for row in rows}


def _applicants(session: Session, ids: Collection[int]) -> Names:
    rows = session.execute(
        select(Application.id.label("application"), *NAME_COLUMNS)
        .join(Person, Person.id == Application.person_id)
        .where(Application.id.in_(ids))
    )
    return {row.application: spoken_name(row) for row in rows}


def _resolutions(session: Session, ids: Collection[int]) -> Names:
    rows = session.scalars(select(Resolution).where(Resolution.id.in_(ids)))
    return {row.id: resolution_number(row.body, row.year, row.sequence) for row in rows}


def _meetings(session: Session, ids: Collection[int]) -> Names:
    rows = session.scalars(select(Meeting).where(Meeting.id.in_(ids)))
    return {row.id: f"{row.title}, {date_short(row.held_on)}" for row in rows}


def _own_values(session: Session, ids: Collection[int]) -> Names:
    """What stands in an own field is called as its field."""
    named = select(OwnValue.id, OwnField.name).join(OwnField, OwnField.id == OwnValue.field_id)
    return {row[0]: row[1] for row in session.execute(named.where(OwnValue.id.in_(ids)))}


def _entries(session: Session, ids: Collection[int]) -> Names:
    rows = session.scalars(select(Entry).where(Entry.id.in_(ids)))
    return {row.id: entry_number(row.journal, row.book_year, row.number) for row in rows}


def _called(column: Any) -> Callable[[Session, Collection[int]], Names]:
    """Rows that one of their own columns names."""

    def names(session: Session, ids: Collection[int]) -> Names:
        model = column.class_
        rows = session.execute(select(model.id, column).where(model.id.in_(ids)))
        return {row[0]: row[1] for row in rows}

    return names


_NAMES: dict[str, Callable[[Session, Collection[int]], Names]] = {
    "activity": _called(Activity.name),
    "account": _called(Account.name),
    "accrual": _called(Accrual.description),
    "agenda_item": _called(AgendaItem.title),
    "application": _applicants,
    "budget": _called(Budget.book_year),
    "charge_run": _called(ChargeRun.book_year),
    "consent_purpose": _called(ConsentPurpose.name),
    "cooperative": _called(Cooperative.name),
    "deadline": _called(Deadline.title),
    "entry": _entries,
    "fixed_asset": _called(FixedAsset.name),
    "fund": _called(Fund.name),
    "hour_entry": _hours,
    "household": _called(Household.name),
    "letter_template": _called(LetterTemplate.name),
    "mail_server": _called(MailServer.host),
    "meeting": _meetings,
    "membership": _members,
    "membership_kind": _called(MembershipKind.name),
    "open_item": _called(OpenItem.reference),
    "own_field": _called(OwnField.name),
    "own_value": _own_values,
    "person": _people,
    "resolution": _resolutions,
    "selection": _called(SavedSelection.name),
    "sending": _called(Sending.name),
    "share_kind": _called(ShareKind.name),
    "year_check": _called(YearCheck.book_year),
    "year_note": _called(YearNote.book_year),
    "year_step": _called(YearStep.book_year),
}
