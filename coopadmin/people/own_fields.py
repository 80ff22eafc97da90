"""Own fields: which there are, what stands in them, and who has a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import Float, Select, cast, func, select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.people.model import OwnField, OwnValue, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.own_rules import NUMBER, OwnFieldRow, read_own
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.search import find
from coopadmin.store.work import CHUNK

KEPT = func.coalesce(func.nullif(OwnValue.value, ""), OwnValue.lasting)
"""The value in whichever of its two columns it stands; empty after erasing."""
IS_FILLED = KEPT != ""


def list_own_fields(session: Session, *, in_use: bool = False) -> list[OwnFieldRow]:
    """The fields in their order, each with the number of people for whom it is filled in."""
    filled = select(OwnValue.field_id, func.count()).where(IS_FILLED).group_by(OwnValue.field_id)
    counted: dict[int, int] = dict(session.execute(filled).all())
    rows = session.scalars(select(OwnField).order_by(OwnField.position, OwnField.number))
    return [
        OwnFieldRow(
            row.id,
            row.number,
            row.name,
            row.kind,
            tuple(row.choices.splitlines()),
            row.basis,
            row.why,
            row.keep,
            row.in_use,
            counted.get(row.id, 0),
        )
        for row in rows
        if row.in_use or not in_use
    ]


def get_own_field(session: Session, name: str) -> OwnFieldRow:
    """The field with this name or number. Raises Refused when there is none."""
    rows = list_own_fields(session)
    wanted = " ".join(name.split()).casefold()
    for row in rows:
        if wanted in (row.name.casefold(), str(row.number)):
            return row
    raise refuse(
        "own.none",
        N_("There is no field “{name}”. There are: {choices}."),
        field="name",
        name=name,
        choices=", ".join(row.name for row in rows) or "–",
    )


def own_values_of(session: Session, person_id: int) -> dict[int, str]:
    """What stands in the own fields of one person, by number of field."""
    return own_values(session, [person_id]).get(person_id, {})


def own_values(
    session: Session, person_ids: Collection[int] | None = None
) -> dict[int, dict[int, str]]:
    """By person and number of field, of everybody or of these people."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    asked = (
        select(OwnValue.person_id, OwnField.number, KEPT)
        .join(OwnField, OwnField.id == OwnValue.field_id)
        .where(IS_FILLED)
    )
    ids = None if person_ids is None else sorted(person_ids)
    parts = [None] if ids is None else [ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK)]
    for part in parts:
        statement = asked if part is None else asked.where(OwnValue.person_id.in_(part))
        for person_id, number, value in session.execute(statement):
            found[person_id][number] = value
    return dict(found)


def ids_of_values(session: Session, person_id: int) -> list[int]:
    """The rows that hold the values of one person, for history."""
    return list(session.scalars(select(OwnValue.id).where(OwnValue.person_id == person_id)))


def who_has(
    field: OwnFieldRow,
    *,
    values: Collection[str] = (),
    least: date | Decimal | None = None,
    most: date | Decimal | None = None,
    containing: str = "",
    filled: bool = True,
) -> Select[int]:
    """The ids of people by what stands in a field, as a part of other queries.

    One of these `values` as they are kept (`yes`, a choice, an ISO date), between `least` and
    `most`, or a text `containing` words; with nothing asked whoever has any value, and with
    `filled` False whoever has none.
    """
    wanted = [OwnValue.field_id == field.id, IS_FILLED]
    if values:
        wanted.append(KEPT.in_(sorted(values)))
    if containing.strip():
        wanted.append(KEPT.icontains(containing.strip(), autoescape=True))
    kept = cast(KEPT, Float) if field.kind == NUMBER else KEPT
    for bound, is_least in ((least, True), (most, False)):
        if bound is not None:
            plain = bound.isoformat() if isinstance(bound, date) else float(bound)
            wanted.append(kept >= plain if is_least else kept <= plain)
    having = select(OwnValue.person_id).where(*wanted)
    return having if filled else select(Person.id).where(Person.id.not_in(having))


def people_found(session: Session, words: str) -> set[int]:
    """The ids of people in whose own fields all these words stand."""
    rows = find(session, words, (OwnValue.__tablename__,), limit=-1)
    return {
        person
        for part in _parts(sorted(rows))
        for person in session.scalars(select(OwnValue.person_id).where(OwnValue.id.in_(part)))
    }


def _parts(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def check_own_fields(session: Session) -> Iterator[Problem]:
    """Every value fits its field, and stands where the term of the field says."""
    fields = {row.id: row for row in list_own_fields(session)}
    asked = select(OwnValue, *NAME_COLUMNS).join(Person, Person.id == OwnValue.person_id)
    for row in session.execute(asked.order_by(OwnValue.id)):
        field, kept = fields[row.OwnValue.field_id], row.OwnValue
        if not _fits(field, kept.value or kept.lasting) or (kept.value and kept.lasting):
            yield Problem(
                "check.own",
                N_("“{field}” of {name} cannot be right. Look at it."),
                {"field": field.name, "name": spoken_name(row)},
            )


def _fits(field: OwnFieldRow, value: str) -> bool:
    try:
        return read_own(field, value, date.min.replace(year=2000)) == value
    except Refused:
        return False


def words_of_own(session: Session, texts: Mapping[int, str]) -> dict[int, str]:
    """By person, what is searched of own fields; `texts` are those of the index by row."""
    found: dict[int, list[str]] = defaultdict(list)
    for row_id, person_id in session.execute(select(OwnValue.id, OwnValue.person_id)):
        if row_id in texts:
            found[person_id].append(texts[row_id])
    return {person_id: " ".join(parts) for person_id, parts in found.items()}
