"""What erasing somebody takes away, what stays and until when: rows, columns, files, images."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Text, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment
from coopadmin.desk.changed import rows_told
from coopadmin.desk.erase_facts import standing_of
from coopadmin.desk.erase_rules import (
    WHOLE,
    RunningTerm,
    Standing,
    check_erasing,
    step_for,
    terms_of,
)
from coopadmin.desk.keeping import ARCHIVE, BOOKS
from coopadmin.desk.model import Erasure
from coopadmin.desk.ties import Tied, entries_of, rows_tied_to
from coopadmin.desk.traces import (
    as_ever_known,
    drafts_about,
    free_text,
    is_personal,
    marks_of,
    marks_of_erased,
    pattern_of,
    rows_naming,
)
from coopadmin.desk.wording.values import heading_of
from coopadmin.desk.wording.words import TABLES
from coopadmin.kernel.problem import Problem
from coopadmin.people.model import Household, HouseholdStay, Person
from coopadmin.store.audit import models, table_of
from coopadmin.store.model import Change, Done, Draft
from coopadmin.words import _, count, ngettext

FILES = Attachment.__tablename__
_DIGITS = re.compile(r"\d{15,}")


@dataclass(frozen=True)
class Scope:
    """Everything about one person that erasing looks at; found once, before anything changes.

    `marks` can only mean this person; `words` are single names, that count only where something
    is about this person alone. `households` are those the person ever was in.
    """

    step: str
    entries: tuple[int, ...]
    tied: Tied
    marks: tuple[str, ...]
    words: tuple[str, ...]
    households: tuple[int, ...]

    def goes(self, table: str) -> bool:
        """Whether rows of this table are taken away in this step."""
        tie = self.tied.ties.get(table)
        return tie is not None and tie.goes

    def emptied(self, table: str) -> list[Column[Any]]:
        """The text columns of a table that this step empties in rows about the person."""
        return [
            column
            for column in table_of(table).columns
            if isinstance(column.type, Text)
            and is_personal(column)
            and table != Person.__tablename__
            and _goes_in(column.info["personal"].keep, self.step)
        ]

    def touches(self, table: str) -> bool:
        """Whether what rows of this table were before has to go in this step."""
        return (
            self.step == WHOLE
            or table == Person.__tablename__
            or self.goes(table)
            or bool(self.emptied(table))
        )


@dataclass(frozen=True)
class Line:
    """So many things of one kind, in words."""

    word: str
    number: int


@dataclass(frozen=True)
class ErasurePlan:
    """What erasing would do today; `problems` are why it cannot be.

    `stays` are terms of law that run, `archive` what is never changed, `shared` documents that
    are of others too.
    """

    name: str
    label: str
    step: str
    goes: tuple[Line, ...]
    stays: tuple[RunningTerm, ...]
    archive: tuple[str, ...]
    problems: tuple[Problem, ...]


def _goes_in(keep: str, step: str) -> bool:
    return keep != ARCHIVE and (step == WHOLE or keep != BOOKS)


def plan_erasure(session: Session, person_id: int, today: date) -> ErasurePlan:
    """What goes, what stays and until when, and what stands in the way; changes nothing."""
    standing = standing_of(session, person_id, today)
    scope = scope_of(session, person_id, step_for(standing, today))
    return ErasurePlan(
        standing.name,
        label_of(standing),
        scope.step,
        tuple(_lines(session, scope)),
        terms_of(standing, today),
        tuple(archived(session, scope)),
        tuple(check_erasing(standing, today)),
    )


@dataclass(frozen=True)
class ErasureRow:
    """An erasing of before: how far, when, and what the books keep until when."""

    person_id: int
    step: str
    erased_on: date
    kept_until: date | None
    name: str
    iban: str


def get_erasure(session: Session, person_id: int) -> ErasureRow | None:
    """How far somebody was erased; None when nobody did."""
    row = session.scalars(select(Erasure).where(Erasure.person_id == person_id)).first()
    if row is None:
        return None
    return ErasureRow(row.person_id, row.step, row.erased_on, row.kept_until, row.name, row.iban)


def label_of(standing: Standing) -> str:
    """What the person is called from now on: by the first member number."""
    return label_for(standing.numbers)


def label_for(numbers: Sequence[int]) -> str:
    if not numbers:
        return _("Former contact")
    return _("Former member {number}").format(number=numbers[0])


def numbers_of(tied: Tied) -> list[int]:
    """The member numbers among these rows, the lowest first."""
    return sorted(row["number"] for row in tied.own.get("membership", {}).values())


def scope_of(session: Session, person_id: int, step: str) -> Scope:
    """What there is about somebody, under all entries."""
    entries = entries_of(session, person_id)
    tied = rows_tied_to(session, entries)
    people = as_ever_known(session, entries)
    marks = {mark for person in people for mark in marks_of(person)}
    erasure = session.scalars(select(Erasure).where(Erasure.person_id == entries[0])).first()
    if erasure is not None:
        marks |= marks_of_erased(erasure.name, erasure.iban)
    words = {
        word
        for person in people
        for word in (person.surname, person.partner_surname, person.first_names, person.call_name)
        if len(word) > 2
    }
    marks.discard(label_for(numbers_of(tied)))
    stays = tied.own.get(HouseholdStay.__tablename__, {}).values()
    return Scope(
        step,
        tuple(entries),
        tied,
        tuple(sorted(marks, key=len, reverse=True)),
        tuple(sorted(words, key=len, reverse=True)),
        tuple({row["household_id"] for row in stays}),
    )


def _lines(session: Session, scope: Scope) -> Iterator[Line]:
    yield Line(_("Name, address, telephone, e-mail and date of birth"), len(scope.entries))
    for name, rows in sorted(scope.tied.own.items()):
        if scope.goes(name) and rows:
            yield Line(_(TABLES[name].row), len(rows))
        elif name != FILES:
            texts = sum(
                bool(row[column.key]) for row in rows.values() for column in scope.emptied(name)
            )
            if texts and name not in ("person", "erasure"):
                yield Line(_("Texts: {what}").format(what=_(TABLES[name].row)), texts)
    files = attachments_going(scope)
    if files:
        yield Line(_("Documents"), len(files))
    drafts = drafts_going(session, scope)
    if drafts:
        yield Line(_("Forms that are not finished"), len(drafts))
    named = sum(map(len, named_elsewhere(session, scope).values()))
    if named:
        yield Line(_("Texts of others in which the name stands"), named)


def attachments_going(scope: Scope) -> list[int]:
    """Files of rows that go; in the last step those of every row about the person."""
    return [
        row_id
        for row_id, row in scope.tied.own.get(FILES, {}).items()
        if scope.step == WHOLE or scope.goes(row["owner_table"])
    ]


def drafts_going(session: Session, scope: Scope) -> list[Draft]:
    return drafts_about(session, as_ever_known(session, scope.entries), scope.tied)


def named_elsewhere(session: Session, scope: Scope) -> dict[str, dict[int, Any]]:
    """Rows of others of which a text names the person and may be changed."""
    found = rows_naming(session, scope.marks, free_text(archive=False))
    return {
        name: others
        for name, rows in found.items()
        if (others := {key: row for key, row in rows.items() if key not in scope.tied.own[name]})
    }


def archived(session: Session, scope: Scope) -> list[str]:
    """Where the archive names the person: adopted minutes, resolutions and reports stay."""
    told: dict[str, Iterable[Mapping[str, Any]]] = {
        name: rows.values()
        for name, rows in rows_naming(session, scope.marks, free_text(archive=True)).items()
    }
    signed = session.scalar(select(func.count()).where(Done.who.in_(scope.marks))) or 0
    words = ngettext(
        "{count} signature in the history", "{count} signatures in the history", signed
    )
    signature = [words.format(count=count(signed))] if signed else []
    return [*sorted({heading_of(row) for row in rows_told(session, told)}), *signature]


def images_of(session: Session, scope: Scope) -> set[int]:
    """The changes of which the images have to go: of rows about the person, also of rows that are
    no more, and of any row whose image names the person.
    """
    found: set[int] = set()
    keys: dict[str, set[int]] = defaultdict(set)
    for name, rows in scope.tied.own.items():
        if scope.touches(name):
            keys[name] |= rows.keys()
    keys[Household.__tablename__] |= set(scope.households)
    for change_id, table, row_id in _naming(session, scope):
        found.add(change_id)
        if scope.touches(table):
            keys[table].add(row_id)
    for name, ids in keys.items():
        for part in _parts(sorted(ids)):
            found |= set(
                session.scalars(
                    select(Change.id).where(Change.table_name == name, Change.row_id.in_(part))
                )
            )
    return found


def files_of_before(session: Session, scope: Scope) -> dict[str, str]:
    """Names by SHA-256 of the contents that belonged to the person and were taken away before."""
    owners = {row_id for rows in scope.tied.own.values() for row_id in rows}
    images = session.scalars(
        select(Change.before).where(Change.table_name == FILES, Change.before.is_not(None))
    )
    rows = (json.loads(image or "{}") for image in images)
    return {
        row["sha256"]: row["name"]
        for row in rows
        if row.get("owner_id") in owners and "sha256" in row
    }


def _naming(session: Session, scope: Scope) -> Iterator[tuple[int, str, int]]:
    """Changes whose images name the person by words, or by the id of a row about the person."""
    about = {*scope.entries, *scope.tied.own.get("membership", ())}
    if scope.step == WHOLE:
        about |= {row_id for rows in scope.tied.own.values() for row_id in rows}
    tables = [name for name in models() if scope.touches(name)]
    images = (Change.before, Change.after)
    marks = [json.dumps(mark, ensure_ascii=False)[1:-1] for mark in scope.marks]
    pattern = pattern_of(marks)
    by_name = [image.icontains(mark, autoescape=True) for image in images for mark in marks]
    asked = select(Change.id, Change.table_name, Change.row_id, *images).where(
        or_(*by_name, Change.table_name.in_(tables)), or_(*(each.is_not(None) for each in images))
    )
    for row in session.execute(asked):
        told = f"{row.before} {row.after}"
        if (pattern is not None and pattern.search(told)) or (
            row.table_name in tables and not about.isdisjoint(map(int, _DIGITS.findall(told)))
        ):
            yield row.id, row.table_name, row.row_id


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))
