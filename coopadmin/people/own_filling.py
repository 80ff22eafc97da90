"""Operations on own fields: add, remove, and fill them in for somebody; how one is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from coopadmin.kernel.problem import N_, refuse
from coopadmin.people.model import OwnField, OwnValue, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.own_fields import KEPT, list_own_fields, own_values
from coopadmin.people.own_rules import (
    BOOKS,
    NewOwnField,
    OwnFieldRow,
    check_changed,
    check_field,
    read_all,
    tidy_field,
)
from coopadmin.store.model import Done
from coopadmin.store.work import Work, operation


@operation("own_fields.add", N_("Add own field"), N_("{who} added the field {about}"))
def add_own_field(work: Work, new: NewOwnField) -> int:
    """A field for everybody, last in the list; gives its number."""
    tidy = tidy_field(new)
    rows = list_own_fields(work.session)
    work.check(check_field(tidy, [row.name for row in rows]))
    last = work.session.scalar(select(func.max(OwnField.position))) or 0
    row = work.add(
        OwnField(
            number=1 + (work.session.scalar(select(func.max(Done.sequence))) or 0),
            position=last + 1,
            **_columns(tidy),
        )
    )
    work.about = row.name
    return row.number


def put_own_field(work: Work, number: int, new: NewOwnField, place: int | None) -> tuple[str, str]:
    """A field as it is from now on, as a part of another operation; gives its old name and new."""
    tidy, rows = tidy_field(new), list_own_fields(work.session)
    known = _known(rows, number)
    others = [row.name for row in rows if row.number != number]
    values = work.session.scalars(
        select(KEPT).where(OwnValue.field_id == known.id, KEPT != "").distinct()
    ).all()
    work.check([*check_field(tidy, others), *check_changed(tidy, known, values)])
    row = work.get(OwnField, known.id)
    for name, value in _columns(tidy).items():
        setattr(row, name, value)
    if tidy.keep != known.keep:
        _keep_otherwise(work, known.id, tidy.keep)
    if place is not None:
        order = [row.id for row in rows if row.number != number]
        order.insert(max(place - 1, 0), known.id)
        for position, row_id in enumerate(order, 1):
            work.get(OwnField, row_id).position = position
    work.about = tidy.name
    return known.name, tidy.name


@operation("own_fields.remove", N_("Remove own field"), N_("{who} removed the field {about}"))
def remove_own_field(work: Work, number: int) -> None:
    """A field in which nothing stands goes; one with values is put out of use instead."""
    known = _known(list_own_fields(work.session), number)
    if known.filled:
        raise refuse(
            "own.filled",
            N_("“{name}” is filled in already ({count}). Put it out of use instead."),
            name=known.name,
            count=known.filled,
        )
    work.about = known.name
    # What erasing emptied names the field still.
    emptied = work.session.scalars(select(OwnValue.id).where(OwnValue.field_id == known.id)).all()
    work.remove_many(OwnValue, emptied)
    work.remove(work.get(OwnField, known.id))


@operation("people.fill_own", N_("Fill in own fields"), N_("{who} filled in fields of {about}"))
def fill_own(work: Work, person_id: int, typed: Mapping[int, str]) -> None:
    """What is typed by number of field; an empty text empties it, others stay."""
    work.about = spoken_name(work.get(Person, person_id))
    put_own(work, person_id, typed)


def put_own(work: Work, person_id: int, typed: Mapping[int, str]) -> None:
    """As `fill_own`, as a part of another operation. Raises Refused with all that does not fit."""
    if not typed:
        return
    fields = list_own_fields(work.session)
    kept, problems = read_all(fields, typed, work.today)
    work.check(problems)
    rows = {
        row.field_id: row
        for row in work.session.scalars(select(OwnValue).where(OwnValue.person_id == person_id))
    }
    for field in fields:
        if field.number not in kept:
            continue
        row, columns = rows.get(field.id), _value_columns(field.keep, kept[field.number])
        if row is not None and not kept[field.number]:
            work.remove(row)
        elif row is not None:
            row.value, row.lasting = columns["value"], columns["lasting"]
        elif kept[field.number]:
            work.add(OwnValue(field_id=field.id, person_id=person_id, **columns))


def join_own(work: Work, kept_id: int, gone_id: int) -> None:
    """Of one person who stood there twice: what the entry that stays has, stays."""
    both = own_values(work.session, [kept_id, gone_id])
    filled = both.get(kept_id, {})
    rows = work.session.execute(
        select(OwnValue.id, OwnField.number)
        .join(OwnField, OwnField.id == OwnValue.field_id)
        .where(OwnValue.person_id == gone_id)
    ).all()
    emptied = work.session.scalars(
        select(OwnValue.id).where(OwnValue.person_id == kept_id, KEPT == "")
    ).all()
    work.remove_many(OwnValue, [row_id for row_id, number in rows if number in filled])
    work.remove_many(OwnValue, emptied)


def value_row(field: OwnFieldRow, person_id: int, value: str) -> dict[str, Any]:
    """A row of a value as it is kept, for adding many at a time."""
    return {"field_id": field.id, "person_id": person_id, **_value_columns(field.keep, value)}


def _value_columns(keep: str, value: str) -> dict[str, str]:
    lasts = keep == BOOKS
    return {"value": "" if lasts else value, "lasting": value if lasts else ""}


def _keep_otherwise(work: Work, field_id: int, keep: str) -> None:
    rows = work.session.execute(
        select(OwnValue.id, KEPT).where(OwnValue.field_id == field_id)
    ).all()
    work.change_many(
        OwnValue, [{"id": row_id, **_value_columns(keep, value)} for row_id, value in rows]
    )


def _columns(new: NewOwnField) -> dict[str, Any]:
    return {**vars(new), "choices": "\n".join(new.choices)}


def _known(rows: Sequence[OwnFieldRow], number: int) -> OwnFieldRow:
    for row in rows:
        if row.number == number:
            return row
    raise refuse("own.unknown", N_("There is no such field any more."))
