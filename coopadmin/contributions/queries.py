"""Tariffs, what a charge run would do, what was charged, and what was paid on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.contributions.figures import ContributionFacts, KindFigures, TariffRow
from coopadmin.contributions.model import Charge, Tariff
from coopadmin.contributions.rules import (
    CHARGE_KIND,
    ChargePlan,
    MembershipTerm,
    TariffTerm,
    dates_of_run,
    plan_lines,
)
from coopadmin.contributions.states import charge_state
from coopadmin.cooperative.queries import get_book_year, get_book_years, get_statutes
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.queries import NOTHING, PAID, list_settlements
from coopadmin.ledger.rules import LET_GO
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.people.households import household_at, stays_by_person
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS

__all__ = [
    "ChargeRow",
    "ContributionFacts",
    "KindFigures",
    "PaymentRow",
    "TariffRow",
    "charged_years",
    "contributions_of_year",
    "list_charges",
    "list_payments",
    "list_tariffs",
    "plan_charge_run",
    "tariff_on",
    "tariffs_on",
]


_WITH_MONEY = Settlement.method.not_in(LET_GO)
LET_GO_SUM = func.coalesce(func.sum(case((_WITH_MONEY, NOTHING), else_=Settlement.amount)), NOTHING)


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One charge with what was paid on it; `state` is a token of CHARGE_STATES.

    `let_go` is what was written off or credited.
    """

    id: int
    open_item_id: int
    membership_id: int
    person_id: int
    payer_id: int | None
    member_number: int
    name: str
    kind: str
    book_year: str
    number: int
    reference: str
    dated: date
    due: date
    charged: Money
    paid: Money
    let_go: Money
    last_paid: date | None

    @property
    def open(self) -> Money:
        return self.charged - self.paid - self.let_go

    @property
    def state(self) -> str:
        return charge_state(self.charged, self.paid, self.let_go)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment on a charge, or the taking back of one (`is_reversal`, negative)."""

    settlement_id: int
    member_number: int
    name: str
    book_year: str
    reference: str
    dated: date
    amount: Money
    method: str
    note: str
    is_reversal: bool
    reversed: bool


def list_tariffs(session: Session) -> list[TariffRow]:
    """Every tariff by kind, the newest on top."""
    rows = session.execute(
        select(Tariff, MembershipKind.name)
        .join(MembershipKind, MembershipKind.id == Tariff.kind_id)
        .order_by(MembershipKind.position, MembershipKind.name, Tariff.valid_from.desc())
    )
    return [
        TariffRow(
            tariff.id, tariff.kind_id, kind, tariff.valid_from, tariff.amount, tariff.pro_rata
        )
        for tariff, kind in rows
    ]


def tariffs_on(session: Session, on: date) -> list[TariffRow]:
    """The tariff of each kind that has one on a day."""
    newest: dict[int, TariffRow] = {}
    for row in list_tariffs(session):
        if row.valid_from <= on:
            newest.setdefault(row.kind_id, row)
    return list(newest.values())


def tariff_on(session: Session, kind_id: int, on: date) -> TariffRow | None:
    """The tariff of one kind on a day, or None."""
    return next((row for row in tariffs_on(session, on) if row.kind_id == kind_id), None)


def charged_years(session: Session, kind_id: int, valid_from: date) -> list[str]:
    """Labels of book years that a tariff from this day would have changed, had it been there."""
    return list(
        session.scalars(
            select(Charge.book_year)
            .join(OpenItem, OpenItem.id == Charge.open_item_id)
            .where(Charge.kind_id == kind_id, OpenItem.dated >= valid_from)
            .distinct()
        )
    )


def plan_charge_run(
    session: Session,
    label: str,
    today: date,
    *,
    dated: date | None = None,
    due: date | None = None,
) -> ChargePlan:
    """What a run would charge now, for every membership with a day in the book year.

    Amounts by `share_of_year`; whoever is charged already is left out, so that a second run
    charges those who came since. Raises Refused for an unknown book year.
    """
    year = get_book_year(session, label)
    statutes = get_statutes(session, year.first)
    terms: dict[int, list[TariffTerm]] = defaultdict(list)
    for tariff in session.scalars(select(Tariff)):
        terms[tariff.kind_id].append(TariffTerm(tariff.valid_from, tariff.amount, tariff.pro_rata))
    charged = set(
        session.scalars(select(Charge.membership_id).where(Charge.book_year == year.label))
    )
    payers = _payers(session)
    stays = stays_by_person(session)

    rows = session.execute(
        select(
            Membership.id,
            Membership.number,
            Membership.person_id,
            Membership.payer_id,
            Membership.kind_id,
            Membership.since,
            Membership.until,
            MembershipKind.name.label("kind"),
            MembershipKind.shared_contribution,
            *NAME_COLUMNS,
        )
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .where(
            Membership.since <= year.last,
            (Membership.until.is_(None)) | (Membership.until >= year.first),
        )
        .order_by(Membership.number)
    )
    memberships = (
        MembershipTerm(
            id=membership,
            number=number,
            person_id=person,
            name=(name := spoken_name(row)),
            kind_id=kind_id,
            kind=kind,
            payer_id=payer or person,
            payer=payers[payer] if payer else name,
            since=since,
            until=until,
            household=household_at(stays, person, max(since, year.first)) if shared else None,
        )
        for row in rows
        for membership, number, person, payer, kind_id, since, until, kind, shared, *_name in (row,)
    )
    lines = plan_lines(
        memberships, year, terms, charged, ending_counts=statutes.termination_pro_rata
    )
    day, due_day = dates_of_run(year, today, dated, due)
    last = session.scalar(select(func.max(Charge.number)).where(Charge.book_year == year.label))
    return ChargePlan(year, day, due_day, (last or 0) + 1, tuple(lines))


def list_charges(
    session: Session,
    book_year: str | None = None,
    *,
    states: Collection[str] | None = None,
    member_number: int | None = None,
    person_id: int | None = None,
) -> list[ChargeRow]:
    """Charges by member number, the oldest year first; `states` are tokens of CHARGE_STATES."""
    statement = (
        select(
            Charge.id,
            Charge.open_item_id,
            Charge.membership_id,
            Charge.book_year,
            Charge.number.label("charge_number"),
            OpenItem.person_id.label("payer_id"),
            OpenItem.reference,
            OpenItem.dated,
            OpenItem.due,
            OpenItem.amount,
            Membership.number.label("member_number"),
            Membership.person_id,
            MembershipKind.name.label("kind"),
            PAID.label("paid"),
            LET_GO_SUM.label("let_go"),
            func.max(case((_WITH_MONEY, Settlement.dated))).label("last_paid"),
            *NAME_COLUMNS,
        )
        .join(OpenItem, OpenItem.id == Charge.open_item_id)
        .join(Membership, Membership.id == Charge.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipKind, MembershipKind.id == Charge.kind_id)
        .outerjoin(Settlement, Settlement.open_item_id == OpenItem.id)
        .group_by(Charge.id, OpenItem.id, Membership.id, MembershipKind.id, Person.id)
        .order_by(Membership.number, OpenItem.dated, Charge.book_year)
    )
    if book_year is not None:
        statement = statement.where(Charge.book_year == book_year)
    if member_number is not None:
        statement = statement.where(Membership.number == member_number)
    if person_id is not None:
        statement = statement.where(Membership.person_id == person_id)
    rows = [
        ChargeRow(
            id=row.id,
            open_item_id=row.open_item_id,
            membership_id=row.membership_id,
            person_id=row.person_id,
            payer_id=row.payer_id,
            member_number=row.member_number,
            name=spoken_name(row),
            kind=row.kind,
            book_year=row.book_year,
            number=row.charge_number,
            reference=row.reference,
            dated=row.dated,
            due=row.due,
            charged=row.amount,
            paid=row.paid - row.let_go,
            let_go=row.let_go,
            last_paid=row.last_paid if row.paid > row.let_go else None,
        )
        for row in session.execute(statement)
    ]
    return rows if states is None else [row for row in rows if row.state in states]


def list_payments(
    session: Session, book_year: str | None = None, *, member_number: int | None = None
) -> list[PaymentRow]:
    """Payments on charges and what was taken back, the newest on top."""
    charges = {
        row.open_item_id: row
        for row in list_charges(session, book_year, member_number=member_number)
    }
    settlements = list_settlements(
        session,
        book_year=book_year,
        kind=CHARGE_KIND,
        open_item_ids=None if member_number is None else list(charges),
    )
    return [
        PaymentRow(
            settlement_id=each.id,
            member_number=charge.member_number,
            name=charge.name,
            book_year=charge.book_year,
            reference=charge.reference,
            dated=each.dated,
            amount=each.amount,
            method=each.method,
            note=each.note,
            is_reversal=each.is_reversal,
            reversed=each.reversed,
        )
        for each in settlements
        for charge in (charges[each.open_item_id],)
    ]


def _payers(session: Session) -> dict[int, str]:
    rows = session.execute(
        select(Person.id, *NAME_COLUMNS).where(
            Person.id.in_(select(Membership.payer_id).where(Membership.payer_id.is_not(None)))
        )
    )
    return {row.id: spoken_name(row) for row in rows}


def contributions_of_year(session: Session, year: BookYear) -> ContributionFacts:
    """The frozen figures of one book year; the parts add up to the whole."""
    before = get_book_years(session).before(year)
    by_kind = _figures(session, year.label)
    earlier = _figures(session, before.label)
    payers = session.scalar(
        select(func.count(OpenItem.person_id.distinct())).where(
            OpenItem.kind == CHARGE_KIND, OpenItem.book_year == year.label
        )
    )
    begun = [row for row in list_tariffs(session) if row.valid_from in year.period]
    in_force = [row for row in tariffs_on(session, year.first) if row not in begun]
    return ContributionFacts(
        year=year,
        charged=Money.total(kind.charged for kind in by_kind),
        paid=Money.total(kind.paid for kind in by_kind),
        let_go=Money.total(kind.let_go for kind in by_kind),
        charges=sum(kind.count for kind in by_kind),
        payers=payers or 0,
        by_kind=by_kind,
        tariffs=tuple(sorted([*in_force, *begun], key=lambda row: (row.kind, row.valid_from))),
        previous=_whole(earlier) if earlier else None,
    )


def _figures(session: Session, label: str) -> tuple[KindFigures, ...]:
    paid = (
        select(
            Settlement.open_item_id,
            func.sum(Settlement.amount).label("paid"),
            LET_GO_SUM.label("let_go"),
        )
        .join(OpenItem, OpenItem.id == Settlement.open_item_id)
        .where(OpenItem.book_year == label)
        .group_by(Settlement.open_item_id)
        .subquery()
    )
    rows = session.execute(
        select(
            MembershipKind.name,
            func.count(),
            func.sum(OpenItem.amount),
            func.coalesce(func.sum(paid.c.paid), NOTHING),
            func.coalesce(func.sum(paid.c.let_go), NOTHING),
        )
        .join(Charge, Charge.kind_id == MembershipKind.id)
        .join(OpenItem, OpenItem.id == Charge.open_item_id)
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .where(Charge.book_year == label)
        .group_by(MembershipKind.id)
        .order_by(MembershipKind.position, MembershipKind.name)
    )
    return tuple(
        KindFigures(kind, number, charged, settled - let_go, let_go)
        for kind, number, charged, settled, let_go in rows
    )


def _whole(by_kind: Collection[KindFigures]) -> KindFigures:
    return KindFigures(
        "",
        sum(kind.count for kind in by_kind),
        Money.total(kind.charged for kind in by_kind),
        Money.total(kind.paid for kind in by_kind),
        Money.total(kind.let_go for kind in by_kind),
    )
