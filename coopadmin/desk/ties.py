"""Every row of the file that says something about one person, found by walking the tables.

Every foreign key to a person or a membership is named here with what it means for the person; a
test fails for one that is not. What hangs on such a row is found by its own foreign keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from coopadmin.desk.keeping import (
    APPLICATION,
    ARCHIVE,
    BOOKS,
    HOURS,
    MEMBERSHIP,
    VOLUNTEER,
)
from coopadmin.people.model import Alias, Person
from coopadmin.store.audit import models, table_of
from coopadmin.store.schema import Stored
from coopadmin.store.work import CHUNK


@dataclass(frozen=True)
class Tie:
    """What a reference to a person means for the row that holds it.

    `keep` is a token of `keeping.KEPT`. `goes`: erasing takes the row away at once. `shared`: the
    row is of others too, and what hangs on it is not of this person.
    """

    keep: str
    basis: str = "contract"
    goes: bool = False
    shared: bool = False


TIES: Mapping[tuple[str, str], Tie] = {
    ("activity_lead", "person_id"): Tie(VOLUNTEER, goes=True),
    ("alias", "of_id"): Tie(BOOKS, "interest"),
    ("alias", "person_id"): Tie(BOOKS, "interest"),
    ("application", "membership_id"): Tie(APPLICATION),
    ("application", "person_id"): Tie(APPLICATION),
    ("attendance", "person_id"): Tie(ARCHIVE, "legal"),
    ("came_back", "person_id"): Tie(MEMBERSHIP, goes=True),
    ("capital_movement", "person_id"): Tie(BOOKS, "legal"),
    ("capital_movement", "to_person_id"): Tie(BOOKS, "legal"),
    ("charge", "membership_id"): Tie(BOOKS, "legal"),
    ("consent", "person_id"): Tie(MEMBERSHIP, "consent", goes=True),
    ("different_people", "one_id"): Tie(MEMBERSHIP, "interest", goes=True),
    ("different_people", "other_id"): Tie(MEMBERSHIP, "interest", goes=True),
    ("entry", "person_id"): Tie(BOOKS, "legal", shared=True),
    ("erasure", "person_id"): Tie(BOOKS, "legal"),
    ("former_number", "person_id"): Tie(BOOKS, "legal"),
    ("hour_entry", "person_id"): Tie(HOURS),
    ("household_stay", "person_id"): Tie(MEMBERSHIP, goes=True),
    ("meeting", "chair_id"): Tie(ARCHIVE, "legal", shared=True),
    ("meeting", "minute_taker_id"): Tie(ARCHIVE, "legal", shared=True),
    ("membership", "payer_id"): Tie(BOOKS, "legal", shared=True),
    ("membership", "person_id"): Tie(BOOKS, "legal"),
    ("open_item", "person_id"): Tie(BOOKS, "legal"),
    ("own_value", "person_id"): Tie(BOOKS),
    ("person_note", "person_id"): Tie(MEMBERSHIP, "interest", goes=True),
    ("proxy", "grantor_id"): Tie(ARCHIVE, "legal"),
    ("proxy", "holder_id"): Tie(ARCHIVE, "legal", shared=True),
    ("sanction", "membership_id"): Tie(MEMBERSHIP),
    ("sent_letter", "person_id"): Tie(MEMBERSHIP),
    ("term_of_office", "person_id"): Tie(ARCHIVE, "legal"),
    ("volunteer_task", "person_id"): Tie(VOLUNTEER),
}
PERSON_ITSELF = Tie(MEMBERSHIP)
ALONE = (("sent_letter", "sending_id"),)
"""Parts by which a row above is about one person, when it has no parts of others."""
Image = dict[str, Any]


@dataclass
class Tied:
    """Rows by table and id: `own` are about the person, `shared` name the person beside others.

    `ties` tells by table what kind of tie it was.
    """

    own: dict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    shared: dict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    ties: dict[str, Tie] = field(default_factory=dict)


def entries_of(session: Session, person_id: int) -> list[int]:
    """The person, and the entries that turned out to be the same; asked of any of them."""
    kept = session.scalars(select(Alias.of_id).where(Alias.person_id == person_id)).first()
    person_id = person_id if kept is None else kept
    others = session.scalars(
        select(Alias.person_id).where(Alias.of_id == person_id).order_by(Alias.person_id)
    )
    return [person_id, *others]


def rows_tied_to(session: Session, person_ids: Collection[int]) -> Tied:
    """Every row about these entries of one person, and what hangs on those rows."""
    found = Tied(ties={Person.__tablename__: PERSON_ITSELF})
    _take(session, found, table_of(Person.__tablename__).c.id, person_ids, PERSON_ITSELF)
    _follow(session, found, Person.__tablename__, person_ids)
    _take_alone(session, found)
    return found


def _take_alone(session: Session, found: Tied) -> None:
    """Rows above that are about nobody else, such as a sending to this person only."""
    for part, parent in ALONE:
        column = table_of(part).c[parent]
        mine = found.own[part]
        above = {row[parent] for row in mine.values()}
        asked = select(column, column.table.c.id).where(column.in_(above))
        others = {of for of, row_id in session.execute(asked) if row_id not in mine}
        (key,) = column.foreign_keys
        _take(session, found, key.column, above - others, found.ties.get(part, PERSON_ITSELF))


def _follow(session: Session, found: Tied, table: str, ids: Collection[int]) -> None:
    """What refers to these rows, and what refers to that in its turn; files that belong to them."""
    above = found.ties[table]
    for column in references_to(table):
        name = column.table.name
        tie = TIES.get((name, column.key), above)
        if (fresh := _take(session, found, column, ids, tie)) and not tie.shared:
            _follow(session, found, name, fresh)
    for model in models().values():
        if model.owner_columns is None:
            continue
        owned = table_of(model.__tablename__)
        of_table, of_row = (owned.c[name] for name in model.owner_columns)
        _take(session, found, of_row, ids, above, of_table == table)


def _take(
    session: Session,
    found: Tied,
    column: Column[Any],
    ids: Collection[int],
    tie: Tie,
    *more: Any,
) -> list[int]:
    """Keep the rows in which a column is one of these ids; gives those not seen before."""
    name = column.table.name
    rows = (found.shared if tie.shared else found.own)[name]
    fresh = []
    for part in _parts(sorted(ids)):
        asked = select(column.table).where(column.in_(part), *more).order_by(column.table.c.id)
        for row in session.execute(asked).mappings():
            if row["id"] not in rows:
                rows[row["id"]] = dict(row)
                fresh.append(row["id"])
    if fresh:
        found.ties.setdefault(name, tie)
    return fresh


def references_to(table: str) -> list[Column[Any]]:
    """The columns of audited tables that refer to a row of this one, in a fixed order."""
    return sorted(
        (
            key.parent
            for each in Stored.metadata.tables.values()
            if models()[each.name].audited
            for key in each.foreign_keys
            if key.column.table.name == table
        ),
        key=lambda column: (column.table.name, column.key),
    )


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
