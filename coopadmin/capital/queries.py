"""Who holds what on which day, every movement, and what must be repaid when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from coopadmin.capital.facts import (
    CapitalFacts,
    CertificateFacts,
    Forecast,
    HoldingRow,
    KindYear,
    MovementRow,
    RegisterFacts,
    RepaymentRow,
    ShareKindRow,
)
from coopadmin.capital.lots import Holder, Move, effects, held_on, lots_on, repayable_on
from coopadmin.capital.model import CapitalMovement, ShareKind
from coopadmin.capital.rules import (
    CONVERTED,
    INTEREST,
    NEVER,
    PAID_IN,
    REPAID,
    RESULT,
    WITHDRAWN,
    movement_number,
)
from coopadmin.cooperative.bookyears import DAY
from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import get_book_years, get_cooperative, resolution_number
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.members.model import Membership
from coopadmin.members.rules import is_member_on
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS, get_person, list_officers
from coopadmin.people.rules import OFFICES
from coopadmin.words import _

SIGNATORIES = 2


def list_share_kinds(session: Session, *, in_use: bool = False) -> list[ShareKindRow]:
    """All kinds of share, or those in use, by name."""
    statement = (
        select(ShareKind, func.count(CapitalMovement.id))
        .outerjoin(CapitalMovement, CapitalMovement.kind_id == ShareKind.id)
        .group_by(ShareKind.id)
        .order_by(ShareKind.name)
    )
    if in_use:
        statement = statement.where(ShareKind.in_use)
    names = [name for name in ShareKindRow.__dataclass_fields__ if name != "movements"]
    return [
        ShareKindRow(**{name: getattr(kind, name) for name in names}, movements=count)
        for kind, count in session.execute(statement)
    ]


def get_share_kind(session: Session, name: str) -> ShareKindRow:
    """The kind of that name, capitals aside; Refused with the names that there are."""
    kinds = list_share_kinds(session)
    for kind in kinds:
        if kind.name.casefold() == name.strip().casefold():
            return kind
    raise refuse(
        "share.unknown",
        N_("There is no kind of share “{text}”. There are: {choices}."),
        field="kind",
        text=name.strip(),
        choices=", ".join(kind.name for kind in kinds) or "–",
    )


def moves_of(session: Session, person_id: int | None = None) -> list[Move]:
    """Every movement as it changes what is held, of one person or of all, by day."""
    statement = select(
        CapitalMovement.dated,
        CapitalMovement.type,
        CapitalMovement.person_id,
        CapitalMovement.kind_id,
        CapitalMovement.amount,
        CapitalMovement.to_person_id,
        CapitalMovement.to_kind_id,
    ).order_by(CapitalMovement.dated, CapitalMovement.book_year, CapitalMovement.number)
    if person_id is not None:
        statement = statement.where(
            (CapitalMovement.person_id == person_id) | (CapitalMovement.to_person_id == person_id)
        )
    return [Move(*row) for row in session.execute(statement)]


def list_movements(
    session: Session,
    *,
    book_year: str | None = None,
    person_id: int | None = None,
    movement_id: int | None = None,
) -> list[MovementRow]:
    """Movements of a book year, of a person, that one or all, the newest on top."""
    receiver, into, back = aliased(Person), aliased(ShareKind), aliased(CapitalMovement)
    paid = (
        select(Settlement.open_item_id, func.sum(Settlement.amount).label("paid"))
        .group_by(Settlement.open_item_id)
        .subquery()
    )
    statement = (
        select(
            CapitalMovement, ShareKind.name.label("kind"), into.name.label("to_kind"), receiver,
            OpenItem.amount.label("owed"), OpenItem.due, paid.c.paid, Resolution,
            back.id.label("back_id"), *NAME_COLUMNS,
        )
        .join(Person, Person.id == CapitalMovement.person_id)
        .join(ShareKind, ShareKind.id == CapitalMovement.kind_id)
        .outerjoin(into, into.id == CapitalMovement.to_kind_id)
        .outerjoin(receiver, receiver.id == CapitalMovement.to_person_id)
        .outerjoin(OpenItem, OpenItem.id == CapitalMovement.open_item_id)
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .outerjoin(Resolution, Resolution.id == CapitalMovement.resolution_id)
        .outerjoin(back, back.reverses_id == CapitalMovement.id)
        .order_by(CapitalMovement.dated.desc(), CapitalMovement.number.desc())
    )  # fmt: skip
    if book_year is not None:
        statement = statement.where(CapitalMovement.book_year == book_year)
    if person_id is not None:
        statement = statement.where(
            (CapitalMovement.person_id == person_id) | (CapitalMovement.to_person_id == person_id)
        )
    if movement_id is not None:
        statement = statement.where(CapitalMovement.id == movement_id)
    rows = []
    for row in session.execute(statement):
        move, other, decided = row[0], row[3], row.Resolution
        rows.append(
            MovementRow(
                id=move.id,
                number=movement_number(move.book_year, move.number),
                book_year=move.book_year,
                dated=move.dated,
                type=move.type,
                kind_id=move.kind_id,
                kind=row.kind,
                person_id=move.person_id,
                name=spoken_name(row),
                to_kind=row.to_kind or "",
                to_person_id=move.to_person_id,
                to_name="" if other is None else spoken_name(other),
                amount=move.amount,
                open=ZERO if row.owed is None else row.owed - (row.paid or ZERO),
                due=row.due,
                open_item_id=move.open_item_id,
                resolution=""
                if decided is None
                else resolution_number(decided.body, decided.year, decided.sequence),
                note=move.note,
                is_reversal=move.reverses_id is not None,
                reversed=row.back_id is not None,
            )
        )
    return rows


def find_movement(session: Session, number: str) -> MovementRow:
    """The movement written `K2026-0004`, capitals aside. Refused when there is none."""
    wanted = number.strip().upper()
    label = wanted.removeprefix("K").rpartition("-")[0]
    for row in list_movements(session, book_year=label):
        if row.number.upper() == wanted:
            return row
    raise refuse(
        "capital.no_movement",
        N_("There is no movement “{text}”. Look it up in the list of movements."),
        field="movement",
        text=number.strip(),
    )


def list_capital(session: Session, on: date, *, person_id: int | None = None) -> list[HoldingRow]:
    """The register of capital on a day: every holding, by surname and kind."""
    moves = moves_of(session, person_id)
    held = {
        holder: amount
        for holder, amount in held_on(moves, on).items()
        if person_id in (None, holder[0])
    }
    if not held:
        return []
    kinds = {kind.id: kind for kind in list_share_kinds(session)}
    members = _members(session, on)
    unpaid = _unpaid(session, on)
    first = _first_days(moves)
    rows = []
    for row in session.execute(_holders(person_id)):
        number, runs, _left = members.get(row.id, (None, False, None))
        name = spoken_name(row)
        for kind in kinds.values():
            amount = held.get((row.id, kind.id))
            if amount is None:
                continue
            rows.append(
                HoldingRow(
                    person_id=row.id,
                    number=number,
                    name=name,
                    sort_key=row.sort_key,
                    kind_id=kind.id,
                    kind=kind.name,
                    amount=amount,
                    shares=None if kind.share is None else amount.cents // kind.share.cents,
                    unpaid=unpaid.get((row.id, kind.id), ZERO),
                    since=first[row.id, kind.id],
                    member=runs,
                )
            )
    return sorted(rows, key=lambda row: (row.sort_key, row.number or 0, row.kind))


def forecast(session: Session, on: date) -> Forecast:
    """What must be repaid after a day, as things stand on that day."""
    years = get_book_years(session)
    kinds = {kind.id: kind for kind in list_share_kinds(session)}
    members = _members(session, on)
    names = {row.id: (row.sort_key, spoken_name(row)) for row in session.execute(_holders())}
    rows: list[tuple[date, str, RepaymentRow]] = []
    waiting = never = ZERO
    for (person_id, kind_id), lots in lots_on(moves_of(session), on).items():
        kind = kinds[kind_id]
        _number, _runs, left_on = members.get(person_id, (None, False, None))
        sums: dict[date | None, Money] = defaultdict(Money)
        for lot in lots:
            due = repayable_on(kind.repaid, kind.repay_months, lot.since, left_on, years)
            sums[due] += lot.amount
        for due, amount in sums.items():
            if due is None:
                never += amount if kind.repaid == NEVER else ZERO
                waiting += ZERO if kind.repaid == NEVER else amount
                continue
            sort_key, name = names[person_id]
            label = years.on(due).label
            row = RepaymentRow(due, label, person_id, name, kind.name, amount, left_on)
            rows.append((due, sort_key, row))
    rows.sort(key=lambda each: each[:2])
    return Forecast(on, tuple(row for _due, _key, row in rows), waiting, never)


def holder_terms(
    session: Session, person_id: int, on: date
) -> tuple[list[Move], bool, dict[int, ShareKindRow]]:
    """What judging a movement needs: the person's movements, whether a member that day, kinds."""
    kinds = {kind.id: kind for kind in list_share_kinds(session)}
    spans = session.execute(
        select(Membership.since, Membership.until).where(Membership.person_id == person_id)
    )
    runs = any(is_member_on(since, until, on) for since, until in spans)
    return moves_of(session, person_id), runs, kinds


def next_movement(session: Session, book_year: str) -> int:
    """The number after the last of a book year."""
    last = session.scalar(
        select(func.max(CapitalMovement.number)).where(CapitalMovement.book_year == book_year)
    )
    return (last or 0) + 1


def get_register(session: Session, on: date) -> RegisterFacts:
    """What the register of capital on paper says."""
    return RegisterFacts(get_cooperative(session), on, list_capital(session, on))


def get_certificate(session: Session, person_id: int, on: date) -> CertificateFacts:
    """What the certificate of one holder says; the board of that day signs."""
    card = get_person(session, person_id)
    number, _runs, _left = _members(session, on).get(person_id, (None, False, None))
    return CertificateFacts(
        cooperative=get_cooperative(session),
        on=on,
        name=card.name,
        number=number,
        rows=list_capital(session, on, person_id=person_id),
        movements=list_movements(session, person_id=person_id),
        kinds=list_share_kinds(session),
        directors=[
            (row.name, _(OFFICES.get(row.office, row.office)))
            for row in list_officers(session, on, "board")[:SIGNATORIES]
        ],
    )


def capital_of_year(session: Session, year: BookYear) -> CapitalFacts:
    """The figures of a book year, by kind; every kind that held something at either end."""
    moves = moves_of(session)
    before, at_end = held_on(moves, year.first - DAY), held_on(moves, year.last)
    kinds = [
        _kind_year(kind, [move for move in moves if move.dated in year.period], before, at_end)
        for kind in list_share_kinds(session)
    ]
    after = get_book_years(session).after(year)
    return CapitalFacts(
        kinds=tuple(each for each in kinds if each.start or each.end or each.paid_in),
        unpaid=Money.total(_unpaid(session, year.last).values()),
        due=forecast(session, year.last).by_year.get(after.label, ZERO),
    )


def _kind_year(
    kind: ShareKindRow,
    moves: list[Move],
    before: dict[Holder, Money],
    at_end: dict[Holder, Money],
) -> KindYear:
    sums: dict[str, Money] = defaultdict(Money)
    for move in moves:
        for (_person, kind_id), amount in effects(move):
            if kind_id == kind.id:
                sums[move.type] += amount
    return KindYear(
        kind=kind.name,
        treatment=kind.treatment,
        start=Money.total(held for (_p, one), held in before.items() if one == kind.id),
        paid_in=sums[PAID_IN],
        added=sums[RESULT] + sums[INTEREST],
        converted=sums[CONVERTED],
        repaid=sums[WITHDRAWN] + sums[REPAID],
        end=Money.total(held for (_p, one), held in at_end.items() if one == kind.id),
        holders=sum(one == kind.id for _p, one in at_end),
    )


def _holders(person_id: int | None = None) -> Select[*tuple[Any, ...]]:
    """The names of who ever had a movement, or of one person."""
    sides = (CapitalMovement.person_id, CapitalMovement.to_person_id)
    ever = or_(*(Person.id.in_(select(side)) for side in sides))
    one = ever if person_id is None else Person.id == person_id
    return select(Person.id, Person.sort_key, *NAME_COLUMNS).where(one)


def _members(session: Session, on: date) -> dict[int, tuple[int, bool, date | None]]:
    """By person: the number of the newest membership, whether it runs, the day it ended or ends."""
    found: dict[int, tuple[int, bool, date | None]] = {}
    for person_id, number, since, until in session.execute(
        select(
            Membership.person_id, Membership.number, Membership.since, Membership.until
        ).order_by(Membership.since)
    ):
        if since <= on or person_id not in found:
            found[person_id] = (number, is_member_on(since, until, on), until)
    return found


def _unpaid(session: Session, on: date) -> dict[Holder, Money]:
    """What is not paid in yet, by holder, at the end of a day."""
    paid = (
        select(Settlement.open_item_id, func.sum(Settlement.amount).label("paid"))
        .where(Settlement.dated <= on)
        .group_by(Settlement.open_item_id)
        .subquery()
    )
    sums: dict[Holder, Money] = defaultdict(Money)
    for person_id, kind_id, owed, settled in session.execute(
        select(CapitalMovement.person_id, CapitalMovement.kind_id, OpenItem.amount, paid.c.paid)
        .join(OpenItem, OpenItem.id == CapitalMovement.open_item_id)
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .where(OpenItem.direction == "receivable", CapitalMovement.dated <= on)
    ):
        sums[person_id, kind_id] += owed - (settled or ZERO)
    return {holder: amount for holder, amount in sums.items() if amount}


def _first_days(moves: list[Move]) -> dict[Holder, date]:
    first: dict[Holder, date] = {}
    for move in moves:
        for holder in (move.source, move.target):
            first.setdefault(holder, move.dated)
    return first
