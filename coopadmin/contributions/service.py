"""Operations on tariffs, charge runs, and payments of contributions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from coopadmin.contributions.model import Charge, ChargeRun, Tariff
from coopadmin.contributions.queries import (
    ChargeRow,
    charged_years,
    list_charges,
    plan_charge_run,
)
from coopadmin.contributions.rules import (
    CHARGE_KIND,
    ChargeLine,
    ChargePlan,
    NewPayment,
    NewTariff,
    charge_reference,
    check_charge_run,
    check_new_tariff,
)
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import refuse
from coopadmin.ledger.model import Settlement
from coopadmin.ledger.rules import NewOpenItem, NewSettlement
from coopadmin.ledger.service import (
    add_open_items,
    remove_open_items,
    settle,
    take_back_settlement,
)
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.store.audit import INSERT
from coopadmin.store.model import Change
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.words import N_, _


@dataclass(frozen=True)
class RunOutcome:
    """What a charge run made: its charges are numbered from `first` up to and including `last`."""

    run_id: int
    charges: int
    total: Money
    first: int
    last: int


@operation("contributions.set_tariff", N_("Set tariff"), N_("{who} set the tariff of {about}"))
def set_tariff(work: Work, new: NewTariff) -> int:
    """Set what a kind of membership costs from a day on; returns the tariff's id.

    A tariff of the same kind from the same day is replaced. Raises Refused.
    """
    kind = work.get(MembershipKind, new.kind_id)
    tariff = work.session.scalars(
        select(Tariff).where(Tariff.kind_id == new.kind_id, Tariff.valid_from == new.valid_from)
    ).first()
    same = tariff is not None and (tariff.amount, tariff.pro_rata) == (new.amount, new.pro_rata)
    years = [] if same else charged_years(work.session, new.kind_id, new.valid_from)
    work.check(check_new_tariff(new, years))
    work.about = kind.name
    if tariff is None:
        tariff = work.add(Tariff(kind_id=new.kind_id, valid_from=new.valid_from))
    tariff.amount = new.amount
    tariff.pro_rata = new.pro_rata
    return tariff.id


@operation(
    "contributions.remove_tariff", N_("Remove tariff"), N_("{who} removed a tariff of {about}")
)
def remove_tariff(work: Work, tariff_id: int) -> None:
    """Remove a tariff; the one before it is valid again. Charges made by it stay."""
    tariff = work.get(Tariff, tariff_id)
    work.about = work.get(MembershipKind, tariff.kind_id).name
    work.remove(tariff)


@operation(
    "contributions.run",
    N_("Charge contributions"),
    N_("{who} charged the contributions of {about}"),
    UndoneBy(code="contributions.take_back_run"),
)
def run_charges(
    work: Work,
    label: str,
    *,
    dated: date | None = None,
    due: date | None = None,
    leave_out: Collection[int] = (),
) -> RunOutcome:
    """Charge every membership of a book year that has a tariff and is not charged yet.

    `leave_out` are ids of memberships that the person unchecked. Charges are numbered gap-free
    within the year, in order of member number; each becomes an open item of its payer.
    """
    plan = plan_charge_run(work.session, label, work.today, dated=dated, due=due)
    lines = plan.without(leave_out)
    work.check(check_charge_run(plan.book_year, plan.dated, plan.due, work.today, len(lines)))
    work.about = plan.book_year.label
    run = work.add(ChargeRun(book_year=plan.book_year.label, dated=plan.dated, due=plan.due))
    numbers = range(plan.next_number, plan.next_number + len(lines))
    description = _("Contribution {year}").format(year=plan.book_year.label)
    items = add_open_items(
        work,
        [
            _item(plan, line, number, description)
            for line, number in zip(lines, numbers, strict=True)
        ],
    )
    work.add_many(
        Charge,
        [
            {
                "run_id": run.id,
                "book_year": plan.book_year.label,
                "number": number,
                "membership_id": line.membership_id,
                "kind_id": line.kind_id,
                "open_item_id": item_id,
            }
            for line, number, item_id in zip(lines, numbers, items, strict=True)
        ],
    )
    total = Money.total(line.amount for line in lines)
    return RunOutcome(run.id, len(lines), total, numbers[0], numbers[-1])


@operation(
    "contributions.take_back_run",
    N_("Take back charge run"),
    N_("{who} took back the charge run of {about}"),
)
def take_back_run(work: Work, done_id: int) -> None:
    """Remove all charges that one operation made, and give back their numbers.

    Refused when something was paid on one of them, or when a later run numbered on from them.
    """
    run_id = work.session.scalars(
        select(Change.row_id).where(
            Change.done_id == done_id,
            Change.table_name == ChargeRun.__tablename__,
            Change.kind == INSERT,
        )
    ).one()
    run = work.get(ChargeRun, run_id)
    charges = work.session.execute(
        select(Charge.id, Charge.number, Charge.open_item_id).where(Charge.run_id == run_id)
    ).all()
    paid = work.session.scalar(
        select(func.count(Settlement.open_item_id.distinct()))
        .join(Charge, Charge.open_item_id == Settlement.open_item_id)
        .where(Charge.run_id == run_id)
    )
    if paid:
        raise refuse(
            "contributions.run_paid",
            N_("Payments were recorded on {count} of these charges. Take those back first."),
            count=paid,
        )
    last = work.session.scalar(
        select(func.max(Charge.number)).where(Charge.book_year == run.book_year)
    )
    if last != max(charge.number for charge in charges):
        raise refuse(
            "contributions.run_numbered_on",
            N_("A later run of {year} numbered on from these charges. Take that one back first."),
            year=run.book_year,
        )
    work.about = run.book_year
    work.remove_many(Charge, [charge.id for charge in charges])
    remove_open_items(work, [charge.open_item_id for charge in charges])
    work.remove_many(ChargeRun, [run_id])


@operation(
    "contributions.pay",
    N_("Record payment of contribution"),
    N_("{who} recorded a payment of {about}"),
)
def pay_contribution(work: Work, new: NewPayment) -> list[int]:
    """Record what a member paid; returns the ids of the settlements.

    Spread over what is open, the oldest first; what is too much goes to the last of them and is
    a question. Raises Refused when the member is unknown, not charged, or has nothing open.
    """
    charges = _charges_of(work, new)
    unpaid = [charge for charge in charges if charge.open > ZERO]
    if new.amount is None:
        if not unpaid:
            raise refuse(
                "contributions.all_paid",
                N_("{name} has paid everything. Type an amount when more came in."),
                name=charges[-1].name,
            )
        parts = [(charge, charge.open) for charge in unpaid]
    else:
        parts = _spread(new.amount, unpaid or charges[-1:])
    references = ", ".join(charge.reference for charge, _amount in parts)
    work.about = f"{charges[0].name}, {references}"
    dated = new.dated or work.today
    return settle(
        work,
        [
            NewSettlement(charge.open_item_id, amount, dated, new.method, new.note)
            for charge, amount in parts
        ],
    )


@operation(
    "contributions.pay_charges", N_("Tick off as paid"), N_("{who} ticked off as paid: {about}")
)
def pay_charges(
    work: Work, charge_ids: Collection[int], dated: date | None = None, method: str = "bank"
) -> list[int]:
    """Record for each of these charges that all that is open was paid; those paid up are left."""
    wanted = set(charge_ids)
    labels = work.session.scalars(
        select(Charge.book_year).where(Charge.id.in_(wanted)).distinct()
    ).all()
    found = [
        charge
        for label in labels
        for charge in list_charges(work.session, label)
        if charge.id in wanted
    ]
    unpaid = [charge for charge in found if charge.open > ZERO]
    if not unpaid:
        raise refuse("contributions.nothing_open", N_("Nothing is open on these charges."))
    if len(unpaid) == 1:
        work.about = f"{unpaid[0].name}, {unpaid[0].reference}"
    day = dated or work.today
    return settle(
        work, [NewSettlement(each.open_item_id, each.open, day, method) for each in unpaid]
    )


@operation(
    "contributions.take_back_payment",
    N_("Take back payment of contribution"),
    N_("{who} took back a payment of {about}"),
)
def take_back_payment(work: Work, settlement_id: int, dated: date | None = None) -> int:
    """Set a negative payment against one on a charge; returns its id. Raises Refused."""
    row = work.session.execute(
        select(Membership.number, Charge.book_year, Charge.number.label("charge_number"))
        .join(Charge, Charge.membership_id == Membership.id)
        .join(Settlement, Settlement.open_item_id == Charge.open_item_id)
        .where(Settlement.id == settlement_id)
    ).first()
    if row is not None:
        reference = charge_reference(row.book_year, row.charge_number)
        work.about = f"{row.number:04d}, {reference}"
    return take_back_settlement(work, settlement_id, dated)


def _item(plan: ChargePlan, line: ChargeLine, number: int, description: str) -> NewOpenItem:
    label = plan.book_year.label
    return NewOpenItem(
        kind=CHARGE_KIND,
        person_id=line.payer_id,
        book_year=label,
        dated=plan.dated,
        due=plan.due,
        amount=line.amount,
        description=description,
        reference=charge_reference(label, number),
    )


def _charges_of(work: Work, new: NewPayment) -> list[ChargeRow]:
    number = new.member_number
    known = work.session.scalar(select(Membership.id).where(Membership.number == number))
    if known is None:
        raise refuse(
            "contributions.no_member",
            N_("There is no member {number}. Look it up in the list of members."),
            field="member_number",
            number=f"{number:04d}",
        )
    charges = list_charges(work.session, new.book_year, member_number=number)
    if not charges:
        raise refuse(
            "contributions.not_charged",
            N_("Member {number} was not charged {year}. Charge the contributions first.")
            if new.book_year
            else N_("Member {number} was never charged. Charge the contributions first."),
            field="member_number",
            number=f"{number:04d}",
            year=new.book_year,
        )
    return sorted(charges, key=lambda charge: charge.dated)


def _spread(amount: Money, charges: Sequence[ChargeRow]) -> list[tuple[ChargeRow, Money]]:
    parts: list[tuple[ChargeRow, Money]] = []
    for charge in charges[:-1]:
        if amount <= charge.open:
            break
        parts.append((charge, charge.open))
        amount -= charge.open
    return [*parts, (charges[len(parts)], amount)]
