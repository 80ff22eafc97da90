"""Operations on kinds of membership and memberships: admitting, ending, reading lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.bookyears import DAY
from coopadmin.cooperative.queries import get_book_years, get_cooperative, get_statutes
from coopadmin.kernel.problem import Problem, Refused, refuse
from coopadmin.members.importing import Deed, ListImport, Prepared, Tick, prepare_import
from coopadmin.members.kinds import ListKind
from coopadmin.members.matching import KnownMembership, KnownPerson
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.members.plan import ImportPlan
from coopadmin.members.queries import (
    IMPORT_CODE,
    is_number_used,
    list_kinds,
    next_member_number,
    periods_of,
)
from coopadmin.members.rules import (
    ChangedKind,
    ChangedMembership,
    NewKind,
    NewMember,
    NewTermination,
    StartingKind,
    check_kind,
    check_membership,
    check_number,
    check_termination,
    last_day,
)
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.rules import NewPerson, check_person, columns_of
from coopadmin.people.service import add_person
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _, say


def prepare_kinds(work: Work, kinds: Sequence[StartingKind]) -> list[int]:
    """The kinds that a new file begins with, named in the language spoken now; gives their ids."""
    return work.add_many(
        MembershipKind,
        [
            {
                "name": _(kind.name),
                "votes": kind.votes,
                "covers_household": kind.covers_household,
                "position": position,
                "in_use": True,
            }
            for position, kind in enumerate(kinds, 1)
        ],
    )


@operation(
    "members.add_kind",
    N_("Add kind of membership"),
    N_("{who} added the kind of membership {about}"),
)
def add_kind(work: Work, new: NewKind) -> int:
    """A kind of membership, last in the list; gives its id."""
    work.check(check_kind(new, [kind.name for kind in list_kinds(work.session)]))
    last = work.session.scalars(select(func.max(MembershipKind.position))).one() or 0
    row = work.add(MembershipKind(**{**asdict(new), "name": new.name.strip()}, position=last + 1))
    work.about = row.name
    return row.id


@operation(
    "members.change_kind",
    N_("Change kind of membership"),
    N_("{who} changed the kind of membership {about}"),
)
def change_kind(work: Work, changed: ChangedKind) -> None:
    """A kind as it is from now on; memberships keep it."""
    row = work.get(MembershipKind, changed.kind_id)
    others = [kind.name for kind in list_kinds(work.session) if kind.id != row.id]
    work.check(check_kind(changed.kind, others))
    for name, value in asdict(changed.kind).items():
        setattr(row, name, value)
    row.name, row.position = row.name.strip(), changed.position
    work.about = row.name


@operation("members.admit", N_("Admit member"), N_("{who} admitted {about} as a member"))
def admit_member(work: Work, new: NewMember) -> int:
    """A membership of somebody new or known, with the next number; gives its id."""
    if new.person is None and new.person_id is None:
        raise refuse("member.nobody", N_("Choose who becomes a member."), field="person_id")
    kind = work.get(MembershipKind, new.kind_id)
    problems: list[Problem] = []
    if new.person is not None:
        problems += check_person(new.person, work.today)
    others = [] if new.person_id is None else periods_of(work.session, new.person_id)
    problems += check_membership(
        new.since, new.persons_covered, kind.covers_household, work.today, others
    )
    if new.number is not None:
        problems += check_number(new.number, is_number_used(work.session, new.number))
    work.check(problems)
    person_id = add_person(work, new.person) if new.person is not None else new.person_id
    assert person_id is not None
    row = work.add(
        Membership(
            number=new.number or next_member_number(work.session),
            person_id=person_id,
            kind_id=new.kind_id,
            payer_id=new.payer_id,
            since=new.since,
            since_estimated=new.since_estimated,
            until=None,
            end_ground="",
            notice_on=None,
            acknowledged_on=None,
            applied_on=new.applied_on,
            resolution_id=new.resolution_id,
            number_told_on=None,
            persons_covered=new.persons_covered,
            remark=new.remark.strip(),
        )
    )
    work.about = spoken_name(work.get(Person, person_id))
    return row.id


@operation("members.change", N_("Change membership"), N_("{who} changed the membership of {about}"))
def change_membership(work: Work, changed: ChangedMembership) -> None:
    """A membership as it is from now on; number, holder and end stay."""
    row = work.get(Membership, changed.membership_id)
    kind = work.get(MembershipKind, changed.kind_id)
    work.check(
        check_membership(
            changed.since,
            changed.persons_covered,
            kind.covers_household,
            work.today,
            periods_of(work.session, row.person_id, but=row.id),
            row.until,
        )
    )
    for name, value in asdict(changed).items():
        if name != "membership_id":
            setattr(row, name, value)
    row.remark = row.remark.strip()
    work.about = spoken_name(work.get(Person, row.person_id))


@operation("members.terminate", N_("End membership"), N_("{who} ended the membership of {about}"))
def terminate_membership(work: Work, new: NewTermination) -> date:
    """Note that a membership ends; gives its last day, computed by `rules.last_day`.

    A death is noted with the person too.
    """
    row = work.get(Membership, new.membership_id)
    person = work.get(Person, row.person_id)
    statutes = get_statutes(work.session, new.notice_on)
    ends = last_day(
        new,
        statutes.termination_days,
        get_book_years(work.session),
        get_cooperative(work.session).legal_form,
    )
    work.check(check_termination(new, row.since, row.until, ends))
    row.until, row.end_reason, row.notice_on = ends, new.reason, new.notice_on
    row.end_ground = new.ground
    if new.reason == "death" and person.death_date is None:
        person.death_date = ends
    work.about = spoken_name(person)
    return ends


@operation(
    "members.take_back_termination",
    N_("Take back end of membership"),
    N_("{who} took back the end of the membership of {about}"),
)
def take_back_termination(work: Work, membership_id: int) -> None:
    """The membership goes on as if no end had been noted."""
    row = work.get(Membership, membership_id)
    if row.until is None:
        raise refuse("termination.none", N_("No end of this membership is noted."))
    work.check(
        check_membership(
            row.since, 1, False, work.today, periods_of(work.session, row.person_id, but=row.id)
        )
    )
    person = work.get(Person, row.person_id)
    if row.end_reason == "death":
        person.death_date = None
    row.until, row.end_reason, row.notice_on = None, "", None
    row.end_ground, row.acknowledged_on = "", None
    work.about = spoken_name(person)


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
    columns = [getattr(Person, part.name) for part in fields(NewPerson)]
    return [
        KnownPerson(row[0], NewPerson(*row[1:]), tuple(memberships.get(row[0], ())))
        for row in session.execute(select(Person.id, *columns))
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
