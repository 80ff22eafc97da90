"""Operations that erase people: one, several of the yearly proposal, and again after a restore.

What is erased leaves no image and cannot come back (HOUSE Privacy). Rows of a new feature are
found through `desk.ties`; what a step empties of them follows from the `info` of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, or_, select

from coopadmin.attachments.model import Attachment, AttachmentContent
from coopadmin.desk.erase_facts import standing_of
from coopadmin.desk.erase_plan import (
    FILES,
    Scope,
    attachments_going,
    drafts_going,
    files_of_before,
    images_of,
    label_for,
    label_of,
    named_elsewhere,
    numbers_of,
    scope_of,
)
from coopadmin.desk.erase_rules import (
    WHOLE,
    check_erasing,
    left_of_postcode,
    step_for,
    terms_of,
)
from coopadmin.desk.model import Erasure
from coopadmin.desk.traces import free_text, pattern_of
from coopadmin.formats.addresses import HOME
from coopadmin.kernel.problem import refuse
from coopadmin.people.household_rules import household_name
from coopadmin.people.model import Household, HouseholdStay, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.rules import ORGANISATION, NewPerson, columns_of
from coopadmin.store.audit import models, table_of
from coopadmin.store.erasing import ERASED_AGAIN, begin_erasing, erase_images, rewrite_done
from coopadmin.store.model import Change, Done
from coopadmin.store.work import CHUNK, UndoneBy, Work, operation
from coopadmin.words import N_, count

NEVER = UndoneBy(never=N_("What is erased cannot come back."))


@operation("people.erase", N_("Erase details"), N_("{who} erased the details of {about}"), NEVER)
def erase_person(work: Work, person_id: int) -> str:
    """Erase somebody as far as the terms of law let it go; gives how far.

    Raises Refused while something runs between us.
    """
    standing = standing_of(work.session, person_id, work.today)
    work.check(check_erasing(standing, work.today))
    begin_erasing(work)
    step = step_for(standing, work.today)
    until = max((term.until for term in terms_of(standing, work.today)), default=None)
    erase_images(work, _erase(work, standing.person_id, step, until))
    work.about = label_of(standing)
    return step


@operation(
    "people.erase_many",
    N_("Erase details of several people"),
    N_("{who} erased the details of {about} people"),
    NEVER,
)
def erase_people(work: Work, person_ids: Sequence[int]) -> int:
    """Erase all of these in one step, as the board confirmed; none when one of them cannot be."""
    if not person_ids:
        raise refuse("erase.nobody", N_("Choose who is to be erased."))
    today = work.today
    known = [standing_of(work.session, each, today) for each in dict.fromkeys(person_ids)]
    for standing in known:
        work.check(check_erasing(standing, today))
    begin_erasing(work)
    images: set[int] = set()
    for standing in known:
        until = max((term.until for term in terms_of(standing, today)), default=None)
        images |= _erase(work, standing.person_id, step_for(standing, today), until)
    erase_images(work, images)
    work.about = count(len(known))
    return len(known)


@operation(
    ERASED_AGAIN,
    N_("Erase again after restoring"),
    N_("{who} opened an older copy: {about} people were erased again"),
    NEVER,
)
def erase_again(work: Work, wanted: Sequence[tuple[int, str, date | None]]) -> int:
    """What was erased after this copy was made is erased in it too, whatever ran then.

    `wanted` are person, step, and until when the name stays.
    """
    begin_erasing(work)
    images: set[int] = set()
    for person_id, step, until in wanted:
        images |= _erase(work, person_id, step, until)
    erase_images(work, images)
    work.about = count(len(wanted))
    return len(wanted)


def _erase(work: Work, person_id: int, step: str, until: date | None) -> set[int]:
    """Take out what a step takes; gives the changes whose images have to go."""
    scope = scope_of(work.session, person_id, step)
    images = images_of(work.session, scope)
    before = files_of_before(work.session, scope) if step == WHOLE else {}
    files = attachments_going(scope)
    label = label_for(numbers_of(scope.tied))
    _drafts(work, scope)
    _history(work, scope, label, images, before.values())
    _elsewhere(work, scope, label)
    _kept(work, scope, until)
    _people(work, scope, label)
    _files(work, files, set(before))
    _rows(work, scope)
    _households(work, scope)
    return images


def _drafts(work: Work, scope: Scope) -> None:
    for row in drafts_going(work.session, scope):
        work.session.delete(row)


def _history(
    work: Work, scope: Scope, label: str, images: set[int], files: Collection[str]
) -> None:
    """What history says: the name becomes what the person is called now, and answers given about
    the person go.
    """
    session = work.session
    touching = _operations_of(work, images)
    own = [row["name"] for row in scope.tied.own[FILES].values() if scope.step == WHOLE]
    pattern = pattern_of(scope.marks)
    closer = pattern_of((*scope.marks, *files, *own, *scope.words))
    naming = [
        column.icontains(mark, autoescape=True)
        for mark in scope.marks
        for column in (Done.about, Done.answers)
    ]
    asked = select(Done.id, Done.about, Done.answers)
    naming_it = session.execute(asked.where(or_(False, *naming)))
    rows = [row for row in naming_it if row.id not in touching]
    for part in _parts(touching):
        rows += session.execute(asked.where(Done.id.in_(part)))
    texts = []
    for row in rows:
        close = row.id in touching
        about = _without(closer if close else pattern, row.about, label)
        said = "{}" if close else _without(pattern, row.answers, label)
        if (about, said) != (row.about, row.answers):
            texts.append((row.id, about, said))
    rewrite_done(work, texts)


def _operations_of(work: Work, images: set[int]) -> set[int]:
    """The operations that made these changes."""
    found: set[int] = set()
    for part in _parts(images):
        found |= set(work.session.scalars(select(Change.done_id).where(Change.id.in_(part))))
    return found


def _parts(ids: Collection[int]) -> Iterator[list[int]]:
    return (sorted(ids)[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _without(pattern: re.Pattern[str] | None, text: str, label: str) -> str:
    return text if pattern is None else pattern.sub(lambda _match: label, text)


def _elsewhere(work: Work, scope: Scope, label: str) -> None:
    """Texts of others that name the person, such as a task or a deadline."""
    pattern = pattern_of(scope.marks)
    for name, rows in named_elsewhere(work.session, scope).items():
        columns = [one.key for one in free_text(archive=False) if one.table.name == name]
        changed = [
            {"id": row_id, **{key: _without(pattern, row[key] or "", label) for key in columns}}
            for row_id, row in rows.items()
        ]
        work.change_many(models()[name], changed)


def _kept(work: Work, scope: Scope, until: date | None) -> None:
    """What the books keep of the person, and that it was erased."""
    session, person_id = work.session, scope.entries[0]
    row = session.scalars(select(Erasure).where(Erasure.person_id == person_id)).first()
    person = session.get_one(Person, person_id)
    if row is None:
        number = 1 + (session.scalar(select(func.max(Erasure.number))) or 0)
        row = work.add(Erasure(number=number, person_id=person_id, name="", iban=""))
    if not row.name or person.call_name or person.first_names or person.initials:
        # Erased before, and known again since: the books keep the name of now.
        row.name, row.iban = spoken_name(person), person.iban or row.iban
    row.step, row.erased_on, row.kept_until = scope.step, work.today, until
    if scope.step == WHOLE:
        row.kept_until, row.name, row.iban = None, "", ""
    session.flush()


def _people(work: Work, scope: Scope, label: str) -> None:
    """The person itself, under all entries: a number instead of a name, the year of birth and
    four digits of the postcode.
    """
    for each in scope.entries:
        row = work.session.get_one(Person, each)
        year = row.birth_date.year if row.birth_date else row.birth_year
        organisation = row.nature == ORGANISATION
        left = NewPerson(
            nature=row.nature,
            surname="" if organisation else label,
            organisation_name=label if organisation else "",
            birth_year=year,
            death_date=None if scope.step == WHOLE else row.death_date,
            postcode=left_of_postcode(row.postcode) if row.country == HOME else "",
        )
        for name, value in columns_of(left).items():
            setattr(row, name, value)
    work.session.flush()


def _files(work: Work, files: Sequence[int], before: set[str]) -> None:
    """Take documents away, and their contents where nothing else is linked to these."""
    rows = [work.get(Attachment, each) for each in files]
    contents = before | {row.sha256 for row in rows}
    for row in rows:
        work.remove(row)
    work.session.flush()
    held = select(Attachment.sha256).where(Attachment.sha256.in_(contents))
    gone = contents - set(work.session.scalars(held))
    table = table_of(AttachmentContent.__tablename__)
    work.session.connection().execute(delete(table).where(table.c.sha256.in_(gone)))


def _rows(work: Work, scope: Scope) -> None:
    """Rows that go, and the texts of those that stay."""
    for name, rows in scope.tied.own.items():
        columns = scope.emptied(name)
        if scope.goes(name):
            work.remove_many(models()[name], list(rows))
        elif name != FILES and columns and rows:
            emptied: dict[str, Any] = {column.key: "" for column in columns}
            work.change_many(models()[name], [{"id": each, **emptied} for each in rows])


def _households(work: Work, scope: Scope) -> None:
    """A household without anybody goes; one that others are in is called after them."""
    for each in scope.households:
        row = work.get(Household, each)
        people = work.session.scalars(
            select(Person)
            .join(HouseholdStay, HouseholdStay.person_id == Person.id)
            .where(HouseholdStay.household_id == each)
            .order_by(HouseholdStay.first)
        ).all()
        pattern = pattern_of((*scope.marks, *scope.words))
        if not people:
            work.remove(row)
        elif pattern is not None and pattern.search(row.name):
            row.name = household_name(people)
    work.session.flush()
