"""Where the result of a year goes: to reserves and funds, by resolution, to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine, check_entry
from coopadmin.ledger.model import Account, Fund, Line, YearStep
from coopadmin.ledger.places import FUND_KINDS, PLACES
from coopadmin.ledger.posting import get_chart, post
from coopadmin.ledger.reversing import remove_entries
from coopadmin.ledger.year_states import (
    ADOPTED,
    APPROPRIATED,
    APPROPRIATION,
    LOCK,
    OPEN,
    YearRow,
    get_year,
    left_to_appropriate,
)
from coopadmin.ledger.years import (
    WHEN_NOTHING_FOLLOWED,
    adopted_for_ever,
    open_year,
    resolution_for,
    set_lock,
    take_step,
)
from coopadmin.store.work import Work, operation
from coopadmin.words import _


@dataclass(frozen=True)
class Share:
    """What one reserve or fund gets of the result; below zero it gives."""

    account_id: int
    amount: Money
    fund_id: int | None = None


@dataclass(frozen=True)
class NewAppropriation:
    """Where the result of a closed year goes, by the resolution with this number."""

    book_year: str
    resolution: str
    shares: Sequence[Share]


@dataclass(frozen=True)
class Receiver:
    """A reserve or fund that a result can go to; `holds` is what is in it at the year's end.

    `usual` is where a result mostly goes: the other reserves.
    """

    account_id: int
    number: str
    name: str
    fund_id: int | None
    most: Money | None
    holds: Money
    usual: bool = False


def list_receivers(session: Session, label: str = "9999") -> list[Receiver]:
    """Reserves by account and funds by name, in use, with what they hold at the end of a year.

    An account that has funds is not among them itself, nor is what members hold.
    """
    held = {
        (account_id, fund_id): -amount
        for account_id, fund_id, amount in session.execute(
            select(Line.account_id, Line.fund_id, func.sum(Line.amount))
            .where(Line.book_year <= label)
            .group_by(Line.account_id, Line.fund_id)
        )
    }
    funds = list(session.scalars(select(Fund).where(Fund.in_use).order_by(Fund.name)))
    of_members = is_cooperative(get_cooperative(session).legal_form)
    left_out = {"result", *({"share_capital"} if of_members else ())}
    found = []
    for account in session.scalars(select(Account).where(Account.in_use).order_by(Account.number)):
        if "equity" not in PLACES[account.place].kinds or account.role in left_out:
            continue
        own = [fund for fund in funds if fund.account_id == account.id]
        for fund in own:
            holds = held.get((account.id, fund.id), ZERO)
            found.append(Receiver(account.id, account.number, fund.name, fund.id, fund.most, holds))
        if not own:
            holds = held.get((account.id, None), ZERO)
            usual = account.role == "other_reserves"
            found.append(
                Receiver(account.id, account.number, account.name, None, None, holds, usual)
            )
    return found


@operation(
    "ledger.appropriate",
    N_("Appropriate result"),
    N_("{who} recorded where the result goes: {about}"),
    WHEN_NOTHING_FOLLOWED,
)
def appropriate_result(work: Work, new: NewAppropriation) -> int:
    """Book where the result of a closed year goes, on its last day; gives the id of the booking.

    The shares add to the result exactly. Raises Refused.
    """
    chart = get_chart(work)
    row = _closed(work, new.book_year)
    if row.appropriation is not None:
        raise refuse(
            "appropriation.done",
            N_("The result of {year} is appropriated already. Take that back first."),
            year=row.label,
        )
    resolution = resolution_for(work, row.year, new.resolution)
    result = left_to_appropriate(work.session, row.year)
    shares = [share for share in new.shares if share.amount]
    work.check(_check(work, new, shares, result))
    text = _("Appropriation of the result of {year}").format(year=row.label)
    lines = [NewLine(share.account_id, -share.amount, fund_id=share.fund_id) for share in shares]
    if result:
        lines.insert(0, NewLine(chart.account("result"), result))
    entry = NewEntry(MEMORIAL, row.year.last, text, lines, source=APPROPRIATION)
    work.check(check_entry(entry, chart.usable))
    work.recorder.release([(LOCK, row.label)])
    (entry_id,) = post(work, replace(chart, locked=chart.locked - {row.label}), [entry])
    take_step(work, row.label, APPROPRIATED, resolution_id=resolution.id, entry_id=entry_id)
    reason = _("Book year {year} is closed and its result appropriated by {number}.")
    set_lock(work, row.label, reason.format(year=row.label, number=resolution.number))
    work.about = f"{row.label}, {resolution.number}"
    return entry_id


@operation(
    "ledger.take_back_appropriation",
    N_("Take back appropriation"),
    N_("{who} took back where the result goes: {about}"),
    WHEN_NOTHING_FOLLOWED,
)
def take_back_appropriation(work: Work, label: str) -> None:
    """Take the booking of an appropriation away again; not of an adopted year. Raises Refused."""
    row = _closed(work, label)
    if row.appropriation is None:
        raise refuse(
            "appropriation.none",
            N_("The result of {year} is not appropriated yet."),
            year=row.label,
        )
    step = work.session.scalars(
        select(YearStep).where(YearStep.book_year == row.label, YearStep.step == APPROPRIATED)
    ).one()
    work.remove(step)
    work.session.flush()
    set_lock(work, row.label, _("Book year {year} is closed.").format(year=row.label))
    remove_entries(work, [row.appropriation])
    work.about = row.label


def _closed(work: Work, label: str) -> YearRow:
    row = get_year(work.session, label)
    if row.state == ADOPTED:
        raise adopted_for_ever(row, open_year(work))
    if row.state == OPEN:
        raise refuse(
            "appropriation.open",
            N_("Book year {year} is open, so its result can still change. Close it first."),
            year=row.label,
        )
    return row


def _check(
    work: Work, new: NewAppropriation, shares: Sequence[Share], result: Money
) -> Iterator[Problem]:
    if not shares:
        yield Problem(
            "appropriation.empty",
            N_("Say which reserve or fund gets how much."),
            field="shares",
        )
    difference = result - Money.total(share.amount for share in shares)
    if shares and difference:
        yield Problem(
            "appropriation.difference",
            N_("The result is {result}; {difference} of it has no place yet."),
            {"result": result, "difference": difference},
            "shares",
        )
    accounts = {
        account.id: account
        for account in work.session.scalars(
            select(Account).where(Account.id.in_([share.account_id for share in shares]))
        )
    }
    funds = {fund.id: fund for fund in work.session.scalars(select(Fund))}
    of_members = is_cooperative(get_cooperative(work.session).legal_form)
    for share in shares:
        account = accounts.get(share.account_id)
        if account is None or "equity" not in PLACES[account.place].kinds:
            yield Problem(
                "appropriation.account",
                N_("The result goes to reserves and funds only."),
                field="shares",
            )
        elif account.role == "result":
            yield Problem(
                "appropriation.result",
                N_("“{name}” is where it comes from. Choose a reserve or fund."),
                {"name": account.name},
                "shares",
            )
        elif account.role == "share_capital" and of_members:
            yield Problem(
                "appropriation.capital",
                N_(
                    "What members get is recorded per member, as result added under Capital, on"
                    " the last day of {year}. Open {year} for that."
                ),
                {"year": new.book_year},
                "shares",
            )
        elif share.fund_id is not None and funds[share.fund_id].account_id != account.id:
            yield Problem(
                "appropriation.fund",
                N_("“{fund}” stands on another account."),
                {"fund": funds[share.fund_id].name},
                "shares",
            )
        elif share.fund_id is None and account.role in FUND_KINDS:
            named = [f.name for f in funds.values() if f.account_id == account.id and f.in_use]
            if named:
                yield Problem(
                    "appropriation.which_fund",
                    N_("Say which one of “{name}”: {funds}."),
                    {"name": account.name, "funds": ", ".join(sorted(named))},
                    "shares",
                )
