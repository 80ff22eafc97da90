"""Operations on kinds of share, and on what members hold of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.capital.facts import MovementRow, ShareKindRow
from coopadmin.capital.lots import held_on, lowest_from
from coopadmin.capital.model import CapitalMovement, ShareKind
from coopadmin.capital.posting import account_role, post_movement, turn_movement
from coopadmin.capital.queries import (
    holder_terms,
    list_movements,
    list_share_kinds,
    moves_of,
    next_movement,
)
from coopadmin.capital.rules import (
    BY_BANK,
    CAPITAL_KIND,
    CONVERTED,
    MOVEMENTS,
    TRANSFERRED,
    USUAL_DAYS,
    NewMovement,
    NewShareKind,
    Terms,
    check_movement,
    check_share_kind,
    movement_number,
)
from coopadmin.cooperative.queries import book_year_of
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Problem, refuse
from coopadmin.ledger.model import Entry, OpenItem, Settlement
from coopadmin.ledger.reversing import remove_entries
from coopadmin.ledger.rules import NewOpenItem, NewSettlement
from coopadmin.ledger.service import add_open_items, settle
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.store.audit import INSERT
from coopadmin.store.model import Change
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.words import N_, _


@operation("capital.add_kind", N_("Add kind of share"), N_("{who} added the kind of share {about}"))
def add_share_kind(work: Work, new: NewShareKind) -> int:
    """A kind of share or members' account; gives its id. Raises Refused."""
    names = [kind.name for kind in list_share_kinds(work.session)]
    work.check(check_share_kind(new, names, held=False))
    row = work.add(ShareKind(**_columns(new)))
    work.about = row.name
    return row.id


@operation(
    "capital.change_kind", N_("Change kind of share"), N_("{who} changed the kind of share {about}")
)
def change_share_kind(work: Work, kind_id: int, new: NewShareKind) -> None:
    """A kind as it is from now on; another amount for what is held already is a question."""
    row = work.get(ShareKind, kind_id)
    others = [kind.name for kind in list_share_kinds(work.session) if kind.id != kind_id]
    used = select(CapitalMovement.id).where(CapitalMovement.kind_id == kind_id).limit(1)
    held = new.share != row.share and work.session.scalar(used) is not None
    work.check(check_share_kind(new, others, held))
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = row.name


@operation(
    "capital.remove_kind", N_("Remove kind of share"), N_("{who} removed the kind of share {about}")
)
def remove_share_kind(work: Work, kind_id: int) -> None:
    """Remove a kind without movements; one with movements can only be taken out of use."""
    row = work.get(ShareKind, kind_id)
    used = select(CapitalMovement.id).where(
        (CapitalMovement.kind_id == kind_id) | (CapitalMovement.to_kind_id == kind_id)
    )
    if work.session.scalar(used.limit(1)) is not None:
        raise refuse(
            "share.used",
            N_("“{name}” has movements and stays. Take it out of use instead."),
            name=row.name,
        )
    work.about = row.name
    work.remove(row)


@operation(
    "capital.move",
    N_("Record capital"),
    N_("{who} recorded capital of {about}"),
    UndoneBy(code="capital.take_back_movement"),
)
def record_movement(work: Work, new: NewMovement) -> str:
    """Record one movement; gives its number, `K2026-0004`. Raises Refused.

    What somebody has to pay becomes an open item. A transfer or conversion is one movement with
    two sides.
    """
    year = book_year_of(work.session, new.dated)
    work.check(check_movement(new, *_sides(work, new), work.today))
    number = next_movement(work.session, year.label)
    written = movement_number(year.label, number)
    person = work.get(Person, new.person_id)
    work.about = f"{spoken_name(person)}, {written}"
    item_id = None
    if direction := BY_BANK.get(new.type):
        kind = work.get(ShareKind, new.kind_id)
        (item_id,) = add_open_items(
            work,
            [
                NewOpenItem(
                    kind=CAPITAL_KIND,
                    person_id=new.person_id,
                    book_year=year.label,
                    dated=new.dated,
                    due=new.due or new.dated + timedelta(days=USUAL_DAYS),
                    amount=new.amount,
                    description=f"{kind.name}: {_(MOVEMENTS[new.type])}",
                    reference=written,
                    direction=direction,
                    against=account_role(kind.treatment),
                )
            ],
        )
    post_movement(work, new, written)
    work.add(
        CapitalMovement(
            book_year=year.label,
            number=number,
            dated=new.dated,
            type=new.type,
            kind_id=new.kind_id,
            person_id=new.person_id,
            to_kind_id=new.to_kind_id if new.type == CONVERTED else None,
            to_person_id=new.to_person_id if new.type == TRANSFERRED else None,
            amount=new.amount,
            open_item_id=item_id,
            resolution_id=new.resolution_id,
            note=new.note.strip(),
            reverses_id=None,
        )
    )
    return written


@operation(
    "capital.take_back_movement", N_("Take back capital"), N_("{who} took back capital: {about}")
)
def take_back_movement(work: Work, done_id: int) -> None:
    """Remove the movement that one operation recorded, and give back its number.

    Refused when something was paid on it or a later movement numbered on from it: those are
    reversed instead.
    """
    made = _inserted(work, done_id)
    (row_id,) = made[CapitalMovement.__tablename__]
    row = work.get(CapitalMovement, row_id)
    number = movement_number(row.book_year, row.number)
    if row.number != next_movement(work.session, row.book_year) - 1:
        raise refuse(
            "capital.numbered_on",
            N_("A later movement numbered on from {number}. Reverse it instead."),
            number=number,
        )
    _refuse_when_paid(work, row, number)
    work.about = number
    remove_entries(work, made[Entry.__tablename__])
    for model in (CapitalMovement, Settlement, OpenItem):
        work.remove_many(model, made[model.__tablename__])


@operation(
    "capital.reverse",
    N_("Reverse capital movement"),
    N_("{who} reversed the capital movement {about}"),
    UndoneBy(code="capital.take_back_movement"),
)
def reverse_movement(work: Work, movement_id: int, dated: date | None = None) -> str:
    """Set a movement against one that was wrong, with a number of its own; gives that number.

    Both stay visible. What was still to be paid on the first is settled by the reversal. Refused
    when something was paid on it, and when what it gave has been passed on since.
    """
    row = work.get(CapitalMovement, movement_id)
    number = movement_number(row.book_year, row.number)
    (shown,) = list_movements(work.session, movement_id=movement_id)
    _check_reversal(shown)
    _refuse_when_paid(work, row, number)
    dated = dated or max(work.today, row.dated)
    year = book_year_of(work.session, dated)
    back = CapitalMovement(
        book_year=year.label,
        number=next_movement(work.session, year.label),
        dated=dated,
        type=row.type,
        kind_id=row.kind_id,
        person_id=row.person_id,
        to_kind_id=row.to_kind_id,
        to_person_id=row.to_person_id,
        amount=-row.amount,
        open_item_id=None,
        resolution_id=None,
        note="",
        reverses_id=row.id,
    )
    work.add(back)
    work.session.flush()
    _refuse_what_is_gone(work, row)
    written = movement_number(year.label, back.number)
    if row.open_item_id is not None:
        owed = work.get(OpenItem, row.open_item_id).amount
        role = account_role(work.get(ShareKind, row.kind_id).treatment)
        settle(work, [NewSettlement(row.open_item_id, owed, dated, "other", written, role)])
    else:
        turn_movement(work, row, written, dated)
    work.about = number
    return written


@operation(
    "capital.pay",
    N_("Record payment of capital"),
    N_("{who} recorded a payment of capital: {about}"),
)
def pay_movement(
    work: Work,
    movement_id: int,
    amount: Money | None = None,
    dated: date | None = None,
    method: str = "bank",
) -> list[int]:
    """Record what was paid on a movement, by the member or to the member; all that is open.

    Returns the ids of the settlements. Raises Refused.
    """
    row = work.get(CapitalMovement, movement_id)
    (shown,) = list_movements(work.session, movement_id=movement_id)
    if row.open_item_id is None or (amount is None and shown.open <= ZERO):
        raise refuse("capital.nothing_open", N_("Nothing is to be paid on this movement."))
    work.about = f"{shown.name}, {shown.number}"
    paid = shown.open if amount is None else amount
    return settle(work, [NewSettlement(row.open_item_id, paid, dated or work.today, method)])


def _columns(new: NewShareKind) -> dict[str, object]:
    columns = {each.name: getattr(new, each.name) for each in fields(new)}
    return columns | {"name": new.name.strip(), "advised_by": new.advised_by.strip()}


def _sides(work: Work, new: NewMovement) -> tuple[Terms, Terms | None]:
    """The side from which, and of a transfer or conversion the side to which it goes."""
    source = _terms(work, new.person_id, new.kind_id, new.dated)
    if new.type == TRANSFERRED and new.to_person_id not in (None, new.person_id):
        return source, _terms(work, new.to_person_id, new.kind_id, new.dated)
    if new.type == CONVERTED and new.to_kind_id not in (None, new.kind_id):
        return source, _terms(work, new.person_id, new.to_kind_id, new.dated)
    return source, None


def _terms(work: Work, person_id: int | None, kind_id: int | None, on: date) -> Terms:
    assert person_id is not None
    assert kind_id is not None
    moves, runs, kinds = holder_terms(work.session, person_id, on)
    kind = kinds.get(kind_id) or _gone()
    holder = (person_id, kind_id)
    return Terms(
        name=kind.name,
        share=kind.share,
        minimum=kind.minimum,
        maximum=kind.maximum,
        repaid=kind.repaid,
        held=held_on(moves, on).get(holder, ZERO),
        lowest=lowest_from(moves, holder, on),
        member=runs,
    )


def _inserted(work: Work, done_id: int) -> dict[str, list[int]]:
    """Ids of the rows that an operation added, by table."""
    found: dict[str, list[int]] = defaultdict(list)
    for table, row_id in work.session.execute(
        select(Change.table_name, Change.row_id).where(
            Change.done_id == done_id, Change.kind == INSERT
        )
    ):
        found[table].append(row_id)
    return found


def _gone() -> ShareKindRow:
    raise refuse("share.gone", N_("This kind of share is not in the file any more."))


def _refuse_when_paid(work: Work, row: CapitalMovement, number: str) -> None:
    paid = work.session.scalar(
        select(func.coalesce(func.sum(Settlement.amount), 0)).where(
            Settlement.open_item_id == row.open_item_id
        )
    )
    if paid:
        raise refuse(
            "capital.paid",
            N_("Something was paid on {number}. Take that payment back first."),
            number=number,
        )


def _check_reversal(row: MovementRow) -> None:
    if row.is_reversal:
        raise refuse(
            "capital.is_reversal",
            N_("{number} reverses another movement itself. Record that one again instead."),
            number=row.number,
        )
    if row.reversed:
        raise refuse("capital.reversed", N_("{number} is reversed already."), number=row.number)


def _refuse_what_is_gone(work: Work, row: CapitalMovement) -> None:
    """After a reversal nobody may hold less than nothing on any day."""
    people: Sequence[int] = [row.person_id, *([row.to_person_id] if row.to_person_id else [])]
    for person_id in people:
        moves, _runs, kinds = holder_terms(work.session, person_id, row.dated)
        if any(lowest_from(moves, (person_id, kind), row.dated) < ZERO for kind in kinds):
            raise refuse(
                "capital.passed_on",
                N_("What {number} brought has been passed on since. Reverse that first."),
                number=movement_number(row.book_year, row.number),
            )


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
