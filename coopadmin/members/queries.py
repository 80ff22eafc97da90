"""The register of members on any day, its kinds and its figures of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from coopadmin.cooperative.bookyears import DAY
from coopadmin.cooperative.queries import get_book_years
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.facts import MembersFacts, MembershipSpan, count_year
from coopadmin.members.model import FormerNumber, Membership, MembershipKind
from coopadmin.members.numbers import numbers_given_back
from coopadmin.members.rules import status_on
from coopadmin.people.model import Person
from coopadmin.people.names import spoken, spoken_name
from coopadmin.people.own_fields import people_found, words_of_own
from coopadmin.people.queries import ADDRESS_COLUMNS, CONTACT_COLUMNS, NAME_COLUMNS, aliases
from coopadmin.people.rules import address_line
from coopadmin.store.model import Done
from coopadmin.store.search import find, searched_texts

_RUNS = ("running", "leaving")


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of membership with the number of memberships that ever had it."""

    id: int
    name: str
    votes: int
    covers_household: bool
    shared_contribution: bool
    shared_votes: bool
    position: int
    in_use: bool
    memberships: int


class MemberRow(NamedTuple):
    """One membership in a list; `name` as spoken, `status` a token of `rules.STATUSES`.

    A tuple, because thousands of them are made for one screen.
    """

    membership_id: int
    person_id: int
    number: int
    name: str
    sort_key: str
    nature: str
    kind_id: int
    kind: str
    votes: int
    since: date
    since_estimated: bool
    until: date | None
    end_reason: str
    status: str
    persons_covered: int
    address: str
    postcode: str
    town: str
    email: str
    phone: str
    mobile: str


@dataclass(frozen=True, slots=True)
class MembershipCard:
    """All of one membership, for a form."""

    id: int
    number: int
    person_id: int
    name: str
    kind_id: int
    kind: str
    payer_id: int | None
    payer: str
    since: date
    since_estimated: bool
    until: date | None
    end_reason: str
    end_ground: str
    notice_on: date | None
    acknowledged_on: date | None
    applied_on: date | None
    resolution_id: int | None
    number_told_on: date | None
    persons_covered: int
    remark: str


def list_kinds(session: Session, *, in_use: bool = False) -> list[KindRow]:
    """All kinds, or those in use, in their order."""
    statement = (
        select(
            MembershipKind.id,
            MembershipKind.name,
            MembershipKind.votes,
            MembershipKind.covers_household,
            MembershipKind.shared_contribution,
            MembershipKind.shared_votes,
            MembershipKind.position,
            MembershipKind.in_use,
            func.count(Membership.id),
        )
        .outerjoin(Membership, Membership.kind_id == MembershipKind.id)
        .group_by(MembershipKind.id)
        .order_by(MembershipKind.position, MembershipKind.id)
    )
    if in_use:
        statement = statement.where(MembershipKind.in_use)
    return [KindRow(*row) for row in session.execute(statement)]


def get_kind(session: Session, name: str) -> KindRow:
    """The kind of that name, capitals aside; Refused with the names that there are."""
    kinds = list_kinds(session)
    for kind in kinds:
        if kind.name.casefold() == name.strip().casefold():
            return kind
    raise refuse(
        "kind.unknown",
        N_("There is no kind of membership “{text}”. There are: {choices}."),
        field="kind",
        text=name.strip(),
        choices=", ".join(kind.name for kind in kinds),
    )


def list_members(
    session: Session,
    on: date | None = None,
    *,
    text: str = "",
    kind_id: int | None = None,
    status: str | Collection[str] | None = None,
    where: Iterable[ColumnElement[bool]] = (),
) -> list[MemberRow]:
    """Memberships sorted by surname, with their status on the day `on`.

    `text` searches names, addresses, contact details and numbers, every word of it; `status` is
    one token or several. Without `on` the status says only whether an end is known. `where` are
    more conditions on a membership, its kind and its person.
    """
    statement = _members().where(*where)
    if kind_id is not None:
        statement = statement.where(Membership.kind_id == kind_id)
    if text.strip():
        statement = statement.where(
            Membership.id.in_(
                bindparam("found", matching(session, text), expanding=True, literal_execute=True)
            )
        )
    rows = [_member(row, on) for row in session.connection().execute(statement)]
    if status is None:
        return rows
    wanted = {status} if isinstance(status, str) else set(status)
    return [row for row in rows if row.status in wanted]


def matching(session: Session, text: str) -> list[int]:
    """Ids of memberships in which, or in whose holder, every word of the text occurs."""
    pairs = [
        (row[0], row[1]) for row in session.execute(select(Membership.id, Membership.person_id))
    ]
    # Whose words these are too: those of another entry, its numbers, and former numbers.
    others = aliases(session)
    also = others | {each: others[person] for each, person in pairs if person in others}
    also |= {row.id: row.person_id for row in session.scalars(select(FormerNumber))}
    tables = ("person", "membership", "former_number")
    for word in searchable(text).split():
        found = find(session, word, tables, limit=-1)
        found |= {also[each] for each in also.keys() & found} | people_found(session, word)
        pairs = [pair for pair in pairs if pair[0] in found or pair[1] in found]
    return [membership for membership, _person in pairs]


def words_of_members(session: Session) -> dict[int, str]:
    """By membership, what is searched of it and of its holder, folded as `searchable`."""
    texts = searched_texts(session, ("person", "membership", "own_value"))
    for person, words in words_of_own(session, texts).items():
        texts[person] = f"{texts.get(person, '')} {words}"
    others = aliases(session)
    for alias, person in others.items():
        texts[person] = f"{texts.get(person, '')} {texts.get(alias, '')}"
    for former in session.scalars(select(FormerNumber)):
        texts[former.person_id] = f"{texts.get(former.person_id, '')} {former.number:04d}"
    pairs = session.connection().execute(select(Membership.id, Membership.person_id)).all()
    for membership, person in pairs:
        if person in others:
            kept = others[person]
            texts[kept] = f"{texts.get(kept, '')} {texts.get(membership, '')}"
    return {
        membership: f"{texts.get(membership, '')} {texts.get(person, '')}"
        for membership, person in pairs
    }


def register_on(session: Session, day: date) -> list[MemberRow]:
    """The register of members as it was or will be on a day, sorted by surname."""
    return list_members(session, day, status=_RUNS)


def count_members(session: Session, on: date) -> dict[str, int]:
    """How many memberships have which status on a day."""
    rows = session.execute(select(Membership.since, Membership.until))
    return dict(Counter(status_on(since, until, on) for since, until in rows))


def members_of_year(session: Session, year: BookYear) -> MembersFacts:
    """The figures of a book year: at the start, joined, left, at the end, by kind and reason."""
    years = get_book_years(session)
    rows = session.execute(
        select(
            Membership.since,
            Membership.until,
            MembershipKind.name,
            Membership.end_reason,
            Membership.persons_covered,
            Membership.since_estimated,
        ).join(MembershipKind, MembershipKind.id == Membership.kind_id)
    )
    spans = [MembershipSpan(*row) for row in rows]
    # The file knows who was there when it began, and those before whose end it was told.
    begun = session.scalars(select(func.min(Done.time))).one().date()
    known_from = years.on(begun).first - DAY
    told = [span.until for span in spans if span.until is not None]
    first = [span.since for span in spans]
    known_from = max(min([known_from, *told]), min(first, default=known_from))
    kinds = [kind.name for kind in list_kinds(session)]
    return count_year(spans, year, years, kinds, known_from)


def find_member(session: Session, number: int, on: date | None = None) -> MemberRow | None:
    """The membership with this number, or the last one of who had it, with its status on a day."""
    row = session.execute(_members().where(Membership.number == number)).first()
    others = aliases(session)
    if row is not None and row.person_id not in others:
        return _member(row, on)
    person = select(FormerNumber.person_id).where(FormerNumber.number == number)
    if row is not None:
        person = select(Person.id).where(Person.id == others[row.person_id])
    holder = session.execute(
        _members()
        .where(Membership.person_id.in_(person))
        .order_by(None)
        .order_by(Membership.since.desc())
    ).first()
    return None if holder is None else _member(holder, on)


def memberships_of(session: Session, person_id: int, on: date | None = None) -> list[MemberRow]:
    """All memberships of one person, oldest first."""
    rows = session.execute(_members().where(Membership.person_id == person_id))
    return sorted((_member(row, on) for row in rows), key=lambda row: (row.since, row.number))


def get_membership(session: Session, membership_id: int) -> MembershipCard:
    """All of one membership; Refused when it is not in the file."""
    payer = aliased(Person)
    row = session.execute(
        select(Membership, MembershipKind.name, Person, payer)
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(payer, payer.id == Membership.payer_id)
        .where(Membership.id == membership_id)
    ).first()
    if row is None:
        raise refuse(
            "member.gone",
            N_("This membership is not in the file any more. Open the screen again."),
        )
    found, kind, holder, _pays = row
    pays: Person | None = _pays
    return MembershipCard(
        id=found.id,
        number=found.number,
        person_id=found.person_id,
        name=spoken_name(holder),
        kind_id=found.kind_id,
        kind=kind,
        payer_id=found.payer_id,
        payer="" if pays is None else spoken_name(pays),
        since=found.since,
        since_estimated=found.since_estimated,
        until=found.until,
        end_reason=found.end_reason,
        end_ground=found.end_ground,
        notice_on=found.notice_on,
        acknowledged_on=found.acknowledged_on,
        applied_on=found.applied_on,
        resolution_id=found.resolution_id,
        number_told_on=found.number_told_on,
        persons_covered=found.persons_covered,
        remark=found.remark,
    )


def periods_of(session: Session, person_id: int, but: int | None = None) -> list[Period]:
    """The periods of this person's memberships except one; what runs on ends at `date.max`."""
    rows = session.execute(
        select(Membership.id, Membership.since, Membership.until).where(
            Membership.person_id == person_id
        )
    )
    return [Period(row.since, row.until or date.max) for row in rows if row.id != but]


def next_member_number(session: Session) -> int:
    """One more than the highest number ever given."""
    highest = session.scalars(select(func.max(Membership.number))).one() or 0
    return max([highest, *numbers_given_back(session)]) + 1


def is_number_used(session: Session, number: int) -> bool:
    """Whether a membership has this number or had it before it was taken back."""
    taken = session.scalars(select(Membership.id).where(Membership.number == number)).first()
    return taken is not None or number in numbers_given_back(session)


def paid_by(session: Session, person_id: int) -> list[int]:
    """The ids of memberships that somebody pays for others."""
    return list(session.scalars(select(Membership.id).where(Membership.payer_id == person_id)))


def _members() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Membership.id,
            Membership.person_id,
            Membership.number,
            Person.sort_key,
            Person.nature,
            Membership.kind_id,
            MembershipKind.name.label("kind"),
            MembershipKind.votes,
            Membership.since,
            Membership.since_estimated,
            Membership.until,
            Membership.end_reason,
            Membership.persons_covered,
            *NAME_COLUMNS,
            *ADDRESS_COLUMNS,
            *CONTACT_COLUMNS,
        )
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .order_by(Person.sort_key, Membership.number)
    )


def _member(row: Row[*tuple[Any, ...]], on: date | None) -> MemberRow:
    # Taken apart at once: asking a row for each of its columns takes longer than reading it.
    (
        membership_id, person_id, number, sort_key, nature, kind_id, kind, votes, since, estimated,
        until, end_reason, covered, _salutation, _title, initials, first_names, call_name, prefix,
        surname, _partner_prefix, partner_surname, _usage, _organisation, street, house, letter,
        addition, postcode, town, _country, email, phone, mobile,
    ) = row  # fmt: skip
    if surname and not partner_surname:
        name = spoken(call_name or first_names or initials, prefix, surname)
    else:
        name = spoken_name(row)
    return MemberRow(
        membership_id,
        person_id,
        number,
        name,
        sort_key,
        nature,
        kind_id,
        kind,
        votes,
        since,
        estimated,
        until,
        end_reason,
        status_on(since, until, on),
        covered,
        address_line(street, house, letter, addition),
        postcode,
        town,
        email,
        phone,
        mobile,
    )
