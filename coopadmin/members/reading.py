"""Reading a list of members into the books: what it would do, and doing it as one operation."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.bookyears import DAY
from coopadmin.cooperative.queries import get_book_years
from coopadmin.formats.headings import ListMapping, choose_columns, shape_of
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.members.importing import Deed, ListImport, Prepared, Tick, prepare_import
from coopadmin.members.kinds import ListKind
from coopadmin.members.matching import KnownMembership, KnownPerson
from coopadmin.members.model import FormerNumber, ListMemory, Membership, MembershipKind
from coopadmin.members.numbers import IMPORT_CODE
from coopadmin.members.plan import ImportPlan
from coopadmin.members.queries import list_kinds, next_member_number
from coopadmin.people.model import Person
from coopadmin.people.queries import IS_NO_ALIAS, aliases
from coopadmin.people.rules import NewPerson, columns_of
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, say


def plan_import(session: Session, wanted: ListImport, today: date) -> ImportPlan:
    """What reading a list would do; changes nothing. Refused when the list has no names."""
    return _prepared(session, wanted, today).plan


@operation(IMPORT_CODE, N_("Read list of members"), N_("{who} read a list of members: {about}"))
def import_members(work: Work, wanted: ListImport, tick: Tick | None = None) -> ImportPlan:
    """Read a list: all persons and memberships in one operation, taken back as one.

    Refused lines are left out. Refused as a whole for what `refusals` tells. `tick(done, total)`
    hears how far it is; what it raises stops everything with nothing changed.
    """
    prepared = _prepared(work.session, wanted, work.today, tick)
    if problems := refusals(prepared.plan, strict=wanted.strict):
        raise Refused(problems)
    _carry_out(work, prepared)
    _remember(work, wanted.sheet, wanted.mapping)
    work.about = wanted.sheet.name
    if tick is not None:
        # Whoever stopped it while the rows were written finds nothing changed either.
        tick(1, 1)
    return prepared.plan


def refusals(plan: ImportPlan, *, strict: bool) -> list[Problem]:
    """Why the list cannot be read: a refused line with `strict`, or not one line that could be."""
    usable = sum(plan.count(outcome) for outcome in ("added", "changed", "unchanged"))
    if usable and not (strict and plan.refused):
        return []
    problems = [
        Problem(
            "import.line",
            N_("Line {line}: {reason}"),
            {"line": line.line, "reason": " ".join(say(reason) for reason in line.reasons)},
        )
        for line in plan.refused
    ]
    if not usable:
        sentence = N_("Not one line of “{name}” could be read. Look at the columns chosen.")
        problems.insert(0, Problem("import.nothing", sentence, {"name": plan.name}))
    return problems


def _prepared(
    session: Session, wanted: ListImport, today: date, tick: Tick | None = None
) -> Prepared:
    years = get_book_years(session)
    kinds = [
        ListKind(kind.id, kind.name, kind.covers_household, kind.in_use)
        for kind in list_kinds(session)
    ]
    return prepare_import(
        wanted,
        _known_people(session),
        kinds,
        wanted.since or years.on(today).first - DAY,
        next_member_number(session),
        today,
        tick,
    )


def _known_people(session: Session) -> list[KnownPerson]:
    memberships: dict[int, list[KnownMembership]] = defaultdict(list)
    for row in session.execute(
        select(
            Membership.person_id,
            Membership.id,
            Membership.number,
            Membership.kind_id,
            Membership.since,
            Membership.since_estimated,
            Membership.until,
        ).order_by(Membership.since, Membership.number)
    ):
        memberships[row.person_id].append(KnownMembership(*row[1:]))
    former: dict[int, list[int]] = defaultdict(list)
    for had in session.scalars(select(FormerNumber)):
        former[had.person_id].append(had.number)
    for alias, person in aliases(session).items():
        former[person] += [one.number for one in memberships.get(alias, ())]
    columns = [getattr(Person, part.name) for part in fields(NewPerson)]
    return [
        KnownPerson(
            row[0],
            NewPerson(*row[1:]),
            tuple(memberships.get(row[0], ())),
            tuple(former.get(row[0], ())),
        )
        for row in session.execute(select(Person.id, *columns).where(IS_NO_ALIAS))
    ]


def _carry_out(work: Work, prepared: Prepared) -> None:
    kinds = _with_new_kinds(work, prepared.plan.new_kinds)
    deeds = prepared.deeds
    strangers = [deed.person for deed in deeds if deed.person_id is None and deed.person]
    ids = iter(work.add_many(Person, [columns_of(person) for person in strangers]))
    work.change_many(
        Person,
        [
            {"id": deed.person_id, **columns_of(deed.person)}
            for deed in deeds
            if deed.person_id is not None and deed.person is not None
        ],
    )
    holders = [next(ids) if deed.person_id is None else deed.person_id for deed in deeds]
    work.add_many(
        Membership,
        [
            _membership_row(deed, holder, kinds)
            for deed, holder in zip(deeds, holders, strict=True)
            if deed.membership is not None
        ],
    )
    _change_memberships(work, deeds, kinds)


def _with_new_kinds(work: Work, names: Sequence[str]) -> dict[int | str, int]:
    """The id of every kind, by its id and by its name."""
    known = list_kinds(work.session)
    last = max((kind.position for kind in known), default=0)
    made = work.add_many(
        MembershipKind,
        [
            {
                "name": name,
                "votes": 1,
                "covers_household": False,
                "shared_contribution": False,
                "shared_votes": False,
                "position": position,
                "in_use": True,
            }
            for position, name in enumerate(names, last + 1)
        ],
    )
    return {kind.id: kind.id for kind in known} | dict(zip(names, made, strict=True))


def _membership_row(deed: Deed, holder: int, kinds: dict[int | str, int]) -> dict[str, Any]:
    part = deed.membership
    assert part is not None
    return {
        "number": deed.number,
        "person_id": holder,
        "kind_id": kinds[part.kind],
        "payer_id": None,
        "since": part.since,
        "since_estimated": part.since_estimated,
        "until": part.until,
        "end_reason": part.end_reason,
        "notice_on": part.notice_on,
        "applied_on": part.applied_on,
        "resolution_id": None,
        "number_told_on": None,
        "end_ground": "",
        "acknowledged_on": None,
        "persons_covered": 1,
        "remark": part.remark,
    }


def _change_memberships(work: Work, deeds: Sequence[Deed], kinds: dict[int | str, int]) -> None:
    """One statement for all memberships in which the same columns change."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for deed in deeds:
        if deed.membership_changes:
            values = dict(deed.membership_changes)
            if "kind_id" in values:
                values["kind_id"] = kinds[values["kind_id"]]
            alike[tuple(sorted(values))].append({"id": deed.membership_id, **values})
    for changes in alike.values():
        work.change_many(Membership, changes)


def remembered_choices(session: Session, sheet: SheetList) -> dict[int, str]:
    """What was chosen for the columns of the last list with these headings, by column number."""
    row = _memory(session, sheet)
    return (
        {} if row is None else {int(key): field for key, field in json.loads(row.choices).items()}
    )


def with_memory(session: Session, sheet: SheetList, mapping: ListMapping) -> ListMapping:
    """The proposal with what was chosen last time; as it was where that does not fit any more."""
    names = {column.number: column.name for column in sheet.columns}
    choices = {
        names[number]: field
        for number, field in remembered_choices(session, sheet).items()
        if number in names
    }
    try:
        return choose_columns(sheet, mapping, choices)
    except Refused:
        return mapping


def _memory(session: Session, sheet: SheetList) -> ListMemory | None:
    return session.scalars(
        select(ListMemory).where(ListMemory.shape == shape_of(sheet))
    ).one_or_none()


def _remember(work: Work, sheet: SheetList, mapping: ListMapping) -> None:
    row = _memory(work.session, sheet)
    choices = json.dumps(dict(mapping.chosen), sort_keys=True)
    if row is not None:
        row.choices = choices
    elif mapping.chosen:
        work.add(ListMemory(shape=shape_of(sheet), choices=choices))
