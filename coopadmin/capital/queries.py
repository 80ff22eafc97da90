"""Who holds what on which day, every movement, and what must be repaid when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from coopadmin.capital.lots import Holder, Move, held_on, lots_on, repayable_on
from coopadmin.capital.model import CapitalMovement, ShareKind
from coopadmin.capital.rules import CAPITAL_KIND, NEVER, movement_number
from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import get_book_years, resolution_number
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.members.model import Membership
from coopadmin.members.rules import is_member_on
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS


@dataclass(frozen=True, slots=True)
class ShareKindRow:
    """A kind of share; the fields of `rules.NewShareKind`, and how many movements it has."""

    id: int
    name: str
    share: Money | None
    minimum: Money
    maximum: Money | None
    treatment: str
    advised_by: str
    advised_on: date | None
    repaid: str
    repay_months: int
    in_use: bool
    movements: int


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One movement; `open` is what is still to be paid on it, either way."""

    id: int
    number: str
    book_year: str
    dated: date
    type: str
    kind_id: int
    kind: str
    person_id: int
    name: str
    to_kind: str
    to_name: str
    amount: Money
    open: Money
    due: date | None
    open_item_id: int | None
    resolution: str
    note: str
    is_reversal: bool
    reversed: bool


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """What one person holds of one kind on a day.

    `shares` is None where the kind has no share; `unpaid` is the part not paid in yet; `number`
    the member number, None for who never was a member; `member` whether a membership runs.
    """

    person_id: int
    number: int | None
    name: str
    sort_key: str
    kind_id: int
    kind: str
    amount: Money
    shares: int | None
    unpaid: Money
    since: date
    member: bool


@dataclass(frozen=True, slots=True)
class RepaymentRow:
    """A part of what somebody holds that is to be repaid on a day."""

    due: date
    book_year: str
    person_id: int
    name: str
    kind: str
    amount: Money
    left_on: date | None


@dataclass(frozen=True)
class Forecast:
    """What must be repaid, the earliest first; `by_year` sums it per book year.

    `on_leaving` is held by members and is to be repaid when they leave, `never` is not repaid.
    """

    on: date
    rows: tuple[RepaymentRow, ...]
    on_leaving: Money
    never: Money

    @property
    def by_year(self) -> Mapping[str, Money]:
        sums: dict[str, Money] = {}
        for row in self.rows:
            sums[row.book_year] = sums.get(row.book_year, ZERO) + row.amount
        return sums


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
    session: Session, *, book_year: str | None = None, person_id: int | None = None
) -> list[MovementRow]:
    """Movements of a book year, of a person or all, the newest on top."""
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
    held = held_on(moves, on)
    if not held:
        return []
    kinds = {kind.id: kind for kind in list_share_kinds(session)}
    members = _members(session, on)
    unpaid = _unpaid(session, on)
    first = _first_days(moves)
    people = {person for person, _kind in held}
    rows = []
    for row in session.execute(select(Person.id, Person.sort_key, *NAME_COLUMNS)):
        if row.id not in people:
            continue
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
    names = {
        row.id: (row.sort_key, spoken_name(row))
        for row in session.execute(select(Person.id, Person.sort_key, *NAME_COLUMNS))
    }
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


def check_capital(session: Session) -> Iterator[Problem]:
    """Movements are numbered without gaps, nobody ever holds less than nothing, items agree."""
    numbered = select(
        CapitalMovement.book_year,
        func.count(),
        func.min(CapitalMovement.number),
        func.max(CapitalMovement.number),
    ).group_by(CapitalMovement.book_year)
    for label, count, first, last in session.execute(numbered):
        if (first, last) != (1, count):
            yield Problem(
                "check.capital_numbers",
                N_("Capital of {year} is not numbered 1 to {count}. Restore a backup."),
                {"year": label, "count": count},
            )
    moves = moves_of(session)
    days = sorted({move.dated for move in moves})
    if days and any(amount < ZERO for amount in held_on(moves, days[-1]).values()):
        yield Problem(
            "check.capital_held",
            N_("A member holds less than nothing. Look at the capital movements."),
        )
    unlike = session.scalar(
        select(func.count())
        .select_from(OpenItem)
        .outerjoin(CapitalMovement, CapitalMovement.open_item_id == OpenItem.id)
        .where((OpenItem.kind == CAPITAL_KIND) != CapitalMovement.id.is_not(None))
    )
    if unlike:
        yield Problem(
            "check.capital_items",
            N_("{count} capital movements and their open items do not agree. Restore a backup."),
            {"count": unlike},
        )
