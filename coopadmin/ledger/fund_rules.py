"""Reserves and funds with an aim: what they are, and what may be moved to and from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.ledger.entries import check_amount
from coopadmin.ledger.places import FUND_KINDS

RESTRICTED = "restricted_funds"


@dataclass(frozen=True)
class NewFund:
    """A reserve by own decision, a fund of who gave, or an equalisation reserve of a grant.

    `most` is what it may hold at most. Without `account_id` it stands on the account of its kind.
    """

    kind: str
    name: str
    purpose: str = ""
    most: Money | None = None
    resolution_id: int | None = None
    account_id: int | None = None
    in_use: bool = True


@dataclass(frozen=True)
class NewFundMove:
    """An amount added to a fund, or withdrawn below zero, against another fund or the reserves."""

    fund_id: int
    amount: Money
    dated: date
    description: str
    other_fund_id: int | None = None


@dataclass(frozen=True)
class FundState:
    """A fund as moving meets it: what it holds and may hold."""

    name: str
    holds: Money
    most: Money | None
    in_use: bool


def check_fund(
    new: NewFund, places: Mapping[int, str], account_id: int, others: Collection[str]
) -> Iterator[Problem]:
    """A known kind, a name of its own, an account of that kind; who gave says what for."""
    if new.kind not in FUND_KINDS:
        yield Problem(
            "fund.kind",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.kind, "choices": ", ".join(FUND_KINDS)},
            "kind",
        )
    elif places.get(account_id) != new.kind:
        yield Problem(
            "fund.account", N_("Choose an account that is meant for this kind."), field="account"
        )
    if not new.name.strip():
        yield Problem("fund.name", N_("Give it a name."), field="name")
    elif new.name.strip().casefold() in {each.casefold() for each in others}:
        yield Problem(
            "fund.twice",
            N_("There is a reserve or fund of that name. Choose another one."),
            field="name",
        )
    if new.kind == RESTRICTED and not new.purpose.strip():
        yield Problem(
            "fund.purpose", N_("Say what the giver meant it for, and who gave."), field="purpose"
        )
    if new.most is not None:
        for problem in check_amount(new.most):
            yield Problem(problem.code, problem.sentence, problem.values, "most")


def check_move(new: NewFundMove, fund: FundState, other: FundState | None) -> Iterator[Problem]:
    """Between two that are in use; the one that gives does not go below nothing unasked."""
    yield from check_amount(Money(abs(new.amount.cents)))
    if not new.description.strip():
        yield Problem(
            "fund.description", N_("Say in a few words what it is for."), field="description"
        )
    if new.fund_id == new.other_fund_id:
        yield Problem(
            "fund.same",
            N_("From a fund to itself nothing moves. Choose another one."),
            field="other",
        )
        return
    for each, amount in ((fund, new.amount), (other, -new.amount)):
        if each is None:
            continue
        if not each.in_use:
            yield Problem("fund.closed", N_("“{name}” is not in use."), {"name": each.name}, "fund")
        yield from ask_about(each, amount)


def ask_about(fund: FundState, amount: Money) -> Iterator[Problem]:
    """Questions when what is added or withdrawn brings a fund below nothing or above its limit."""
    after = fund.holds + amount
    if amount < ZERO and after < ZERO:
        yield question(
            "fund.below",
            N_("“{name}” holds {holds} and would go to {after}. Is that right?"),
            {"name": fund.name, "holds": fund.holds, "after": after},
            "amount",
        )
    if amount > ZERO and fund.most is not None and after > fund.most:
        yield question(
            "fund.above",
            N_("“{name}” would hold {after}, more than its limit of {most}. Is that right?"),
            {"name": fund.name, "after": after, "most": fund.most},
            "amount",
        )
