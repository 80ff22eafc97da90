"""What an operation changed: images, salted digests, locks and the search index."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, DateTime, Table, inspect, select, text
from sqlalchemy.orm import Session

from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import N_, Problem, Refused, Term
from coopadmin.store.engine import no_text
from coopadmin.store.identity import new_id
from coopadmin.store.model import Change, Lock
from coopadmin.store.schema import Stored, as_plain, from_plain, image_of, is_blob

INSERT, UPDATE, DELETE = "insert", "update", "delete"
SALT_BYTES = 8
WIPED_ONE_BY_ONE = 50


class RowChange(NamedTuple):
    """One changed row. `image` is the whole row after it (before it, for a delete), plain."""

    table: str
    row_id: int
    kind: str
    image: Mapping[str, Any]
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


NUL = r"\u0000"
# What is no text, number or truth was put in the file by other means, and must only look different.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)


@cache
def _form(names: tuple[str, ...]) -> tuple[list[str], str]:
    """These names in order, and the JSON of an image that has them with places for its values."""
    ordered = sorted(names)
    pairs = ",".join(encode_basestring(name).replace("%", "%%") + ":%s" for name in ordered)
    return ordered, f"{{{pairs}}}"


def as_json(image: Mapping[str, Any]) -> str:
    """An image as JSON, its names in order.

    Images of a table have the same names each time: half the time of a long list would go into
    ordering and writing those anew.
    """
    names, form = _form(tuple(image))
    values = map(image.__getitem__, names)
    return form % tuple(
        [
            encode_basestring(each) if type(each) is str else _no_text_in_json(each)
            for each in values
        ]
    )


def _no_text_in_json(value: Any) -> str:
    if value is None:
        return "null"
    return str(value) if type(value) is int else _ENCODER.encode(value)


def digest_of(salt: str, table: str, image: Mapping[str, Any]) -> str:
    """SHA-256 over salt, table and the row's image."""
    return _digest(salt, table, as_json(image))


def _digest(salt: str, table: str, image: str) -> str:
    return hashlib.sha256(f"{salt}|{table}|{image}".encode()).hexdigest()


def _refuse_nul(image: Mapping[str, Any]) -> None:
    # What looks like one in JSON may also be a backslash and a word that somebody typed.
    for value in image.values():
        if isinstance(value, str) and "\0" in value:
            raise no_text(value)


def models() -> dict[str, type[Stored]]:
    """Every mapped class by the name of its table."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Stored.registry.mappers}


class Recorder:
    """Notes the changes of one operation, and refuses those that a lock forbids."""

    def __init__(self, session: Session, done_id: int) -> None:
        self._session = session
        self._done_id = done_id
        self._locks: dict[tuple[str, str], str] | None = None
        self._locks_set_here: set[tuple[str, str]] = set()
        self._models = models()
        self.erases = False
        self.digests: list[str] = []
        self.tables: set[str] = set()

    def note(self, changes: Sequence[RowChange]) -> None:
        """Store the changes in one statement and keep the search index in step.

        What is erased leaves no image, and without its salt nobody can try what it was.
        """
        if not changes:
            return
        rows = []
        parts = zip(changes, _salts(len(changes)), new_id.many(len(changes)), strict=True)
        for (table, row_id, kind, image, before, after), salt, change_id in parts:
            plain = as_json(image)
            if NUL in plain:
                _refuse_nul(image)
            digest = _digest(salt, table, plain)
            self.digests.append(digest)
            rows.append(
                (
                    change_id,
                    self._done_id,
                    table,
                    row_id,
                    kind,
                    None if before is None or self.erases else as_json(before),
                    None if after is None or self.erases else as_json(after),
                    None if kind == DELETE and self.erases else salt,
                    digest,
                )
            )
        self.tables.update(change.table for change in changes)
        connection = self._session.connection()
        insert_plain(connection, Change, rows)
        self._index(connection, changes)

    def respect_locks(self, table: str, rows: Iterable[Any]) -> None:
        """Raise Refused when a row falls under a lock that was there before this operation."""
        keys_of = self._models[table].lock_keys
        if keys_of is Stored.lock_keys:
            return
        held = self._held()
        reasons = {
            held[key]: None
            for row in rows
            for key in keys_of(row)
            if key in held and key not in self._locks_set_here
        }
        if reasons:
            raise Refused(
                Problem(
                    "store.locked", N_("{reason} Nothing was changed."), {"reason": Term(reason)}
                )
                for reason in reasons
            )

    @property
    def done_id(self) -> int:
        return self._done_id

    def release(self, keys: Iterable[tuple[str, str]]) -> None:
        """These locks belong to the operation itself and do not bind it."""
        self._locks_set_here.update(keys)

    def release_all(self) -> None:
        """No lock binds this operation."""
        self.release(self._held())

    def _held(self) -> dict[tuple[str, str], str]:
        if self._locks is None:
            rows = self._session.connection().execute(select(Lock.kind, Lock.key, Lock.reason))
            self._locks = {(kind, key): reason for kind, key, reason in rows}
        return self._locks

    def _index(self, connection: Connection, changes: Sequence[RowChange]) -> None:
        gone: list[dict[str, Any]] = []
        found: list[tuple[int, str, str]] = []
        for change in changes:
            text_of = self._models[change.table].search_text
            if text_of is Stored.search_text:
                continue
            gone.append({"id": change.row_id})
            if change.kind == DELETE:
                continue
            # A blank before the first word too, so that `search.find_first` finds beginnings.
            searched = " " + searchable(text_of(SimpleNamespace(**change.image)) or "")
            found.append((change.row_id, change.table, searched))
        if gone and any(change.kind != INSERT for change in changes):
            _forget(connection, gone)
        if found:
            connection.exec_driver_sql(
                "INSERT INTO search_index(rowid, table_name, text) VALUES (?, ?, ?)", found
            )


def _forget(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    # Wiping each entry by itself takes half a minute for a long list; merging the whole index
    # once leaves as little of them.
    many = len(rows) > WIPED_ONE_BY_ONE
    setting = "INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', {})"
    if many:
        connection.exec_driver_sql(setting.format(0))
    connection.execute(text("DELETE FROM search_index WHERE rowid = :id"), rows)
    if many:
        connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('optimize')")
        connection.exec_driver_sql(setting.format(1))


def insert_plain(
    connection: Connection, model: type[Stored], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of plain values, in the order of the table's columns, in one statement.

    Past SQLAlchemy's own processing of each value, which takes most of the time of a long list:
    images hold what the database stores.
    """
    names = model.__table__.columns.keys()
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f'INSERT INTO "{model.__tablename__}" ({columns}) VALUES ({marks})',  # noqa: S608 - our own
        rows,
    )


def _salts(count: int) -> list[str]:
    block = secrets.token_hex(SALT_BYTES * count)
    width = SALT_BYTES * 2
    return [block[start : start + width] for start in range(0, len(block), width)]


def changes_of_flush(session: Session) -> list[RowChange]:
    """The audited rows that a flush has just written."""
    changes = [
        RowChange(row.__tablename__, row.id, INSERT, image_of(row))
        for row in session.new
        if isinstance(row, Stored) and row.audited
    ]
    for row in session.dirty:
        if isinstance(row, Stored) and row.audited and session.is_modified(row):
            before, after = _altered(row)
            if after:
                changes.append(
                    RowChange(row.__tablename__, row.id, UPDATE, image_of(row), before, after)
                )
    for row in session.deleted:
        if isinstance(row, Stored) and row.audited:
            image = image_of(row)
            changes.append(RowChange(row.__tablename__, row.id, DELETE, image, before=image))
    return changes


def _altered(row: Stored) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.has_changes():
            before[attribute.key] = as_plain(next(iter(history.deleted), None))
            after[attribute.key] = as_plain(next(iter(history.added), None))
    return before, after


def rows_under_lock(session: Session) -> Iterable[tuple[str, list[Any]]]:
    """By table, the rows a flush would touch: as they will be and as they were."""
    by_table: dict[str, list[Any]] = {}
    for row in (*session.new, *session.dirty, *session.deleted):
        if not (isinstance(row, Stored) and row.audited):
            continue
        if row in session.dirty and not session.is_modified(row):
            continue
        states = by_table.setdefault(row.__tablename__, [])
        states.append(row)
        if row in session.dirty:
            before, _after = _altered(row)
            states.append(SimpleNamespace(**{**image_of(row), **before}))
    return by_table.items()


def table_of(name: str) -> Table:
    return Stored.metadata.tables[name]


def stored_images(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    """The images of all rows of a table, past SQLAlchemy's own processing as `insert_plain` is."""
    table = table_of(name)
    names = [column.key for column in table.columns if not is_blob(column)]
    # What the database keeps in another form than images do.
    odd = [
        (column.key, column)
        for column in table.columns
        if isinstance(column.type, (Boolean, DateTime))
    ]
    columns = ", ".join(f'"{each}"' for each in names)
    rows = connection.exec_driver_sql(f'SELECT {columns} FROM "{name}"')  # noqa: S608 - our own
    for row in rows:
        image = dict(zip(names, row, strict=True))
        for key, column in odd:
            if image[key] is not None:
                truth = isinstance(column.type, Boolean)
                value = image[key]
                image[key] = bool(value) if truth else as_plain(from_plain(column, value))
        yield image
