"""What every table of the file is made of: keys, column types, and whose data a column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import Text, TypeDecorator

from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.store.identity import new_id

ID = BigInteger().with_variant(Integer, "sqlite")


class MoneyColumn(TypeDecorator[Money]):
    """Money as integer cents."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.cents

    def process_result_value(self, value: Any, dialect: Dialect) -> Money | None:
        return None if value is None else Money(int(value))


class DurationColumn(TypeDecorator[Duration]):
    """Duration as integer minutes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Duration | None, dialect: Dialect) -> int | None:
        return None if value is None else value.minutes

    def process_result_value(self, value: Any, dialect: Dialect) -> Duration | None:
        return None if value is None else Duration(int(value))


class Stored(DeclarativeBase):
    """A row of the file. Audited unless the class says otherwise."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Money: MoneyColumn,
        Duration: DurationColumn,
        str: Text,
    }
    audited: ClassVar[bool] = True
    owner_columns: ClassVar[tuple[str, str] | None] = None
    """Where rows belong to rows of any table: the columns of its name and of the row's id."""
    numbered_in: ClassVar[tuple[str, ...] | None] = None
    """Where `number` has no gaps within these columns: undoing takes only the last ones away."""

    id: Mapped[int] = mapped_column(
        ID, primary_key=True, autoincrement=False, default=new_id, sort_order=-1
    )

    @staticmethod
    def lock_keys(row: Any) -> Iterable[tuple[str, str]]:
        """The locks that a row of this table falls under; `row` carries the columns by name."""
        return ()

    @staticmethod
    def search_text(row: Any) -> str | None:
        """What a search for this row should find, or None for a table that is not searched."""
        return None


@event.listens_for(Stored, "attribute_instrument", propagate=True)
def _know_what_was(_model: type[Stored], _name: str, attribute: Any) -> None:
    """A value set on a row that was expired, as the bulk paths leave it, reads the old one first:
    undo and locks compare with it.
    """
    event.listen(attribute, "set", _nothing_more, active_history=True)


def _nothing_more(_row: Any, _value: Any, _before: Any, _initiator: Any) -> None:
    pass


@dataclass(frozen=True)
class Personal:
    """Why a personal column is kept, how long, and what erasure leaves of it.

    `basis` contract | legal | consent | interest; `keep` names the retention term;
    `leaves` is "" for nothing, or says what stays (`four digits`, `year`, `until the term ends`).
    """

    basis: str
    keep: str
    leaves: str = ""


def personal(basis: str, keep: str, leaves: str = "") -> dict[str, Personal | None]:
    """Column info of a column that says something about a person."""
    return {"personal": Personal(basis, keep, leaves)}


NOT_PERSONAL: dict[str, Personal | None] = {"personal": None}


def reference(target: str, *, nullable: bool = False, index: bool = True) -> MappedColumn[Any]:
    """A foreign key to `table.id`, checked when the operation ends, without cascade."""
    return mapped_column(
        ID,
        ForeignKey(target, deferrable=True, initially="DEFERRED"),
        nullable=nullable,
        index=index,
    )


def plain_text(*, nullable: bool = False, **options: Any) -> MappedColumn[Any]:
    """A text column that says nothing about a person."""
    return mapped_column(Text, nullable=nullable, info=NOT_PERSONAL, **options)


_PLAIN = frozenset({str, int, bool, type(None)})
_PLAIN_TYPES = (Boolean, Integer, Text)


def as_plain(value: Any) -> Any:
    """A column value as JSON can hold it."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, Duration):
        return value.minutes
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def from_plain(column: Column[Any], value: Any) -> Any:
    """The column value again, out of JSON."""
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, MoneyColumn):
        return Money(value)
    if isinstance(kind, DurationColumn):
        return Duration(value)
    python = kind.python_type
    if python in (date, datetime):
        return python.fromisoformat(value)
    return value


def image_of(row: Stored | Mapping[str, Any]) -> dict[str, Any]:
    """All columns of a row, plain; blobs are left out."""
    if isinstance(row, Stored):
        columns = row.__table__.columns
        return {c.key: as_plain(getattr(row, c.key)) for c in columns if not is_blob(c)}
    return {
        key: value if type(value) in _PLAIN else as_plain(value)
        for key, value in row.items()
        if type(value) is not bytes
    }


def images_of(
    model: type[Stored], rows: Iterable[Mapping[str, Any]], ids: Iterable[int]
) -> list[dict[str, Any]]:
    """As `image_of`, for many rows to be, with an id for each that has none yet.

    Looks only at the columns that need it.
    """
    columns = model.__table__.columns
    odd = [column.key for column in columns if not isinstance(column.type, _PLAIN_TYPES)]
    images = []
    for row, row_id in zip(rows, ids, strict=True):
        image = {"id": row_id, **row}
        for key in odd:
            image[key] = as_plain(image[key])
        images.append(image)
    return images


def is_blob(column: Any) -> bool:
    return bool(column.type.__visit_name__ in ("large_binary", "BLOB"))
