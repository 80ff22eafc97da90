"""Which kinds of share there are, which movements they know, and what a movement may do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, Term, question

CAPITAL_KIND = "capital"
"""The kind of an open item that a movement made."""

PAID_IN, WITHDRAWN, TRANSFERRED = "paid-in", "withdrawn", "transferred"
RESULT, INTEREST, CONVERTED, REPAID = "result", "interest", "converted", "repaid"
MOVEMENTS = {
    PAID_IN: N_("Paid in"),
    WITHDRAWN: N_("Withdrawn"),
    TRANSFERRED: N_("Transferred"),
    RESULT: N_("Result added"),
    INTEREST: N_("Interest added"),
    CONVERTED: N_("Converted"),
    REPAID: N_("Repaid"),
}
INCREASES = frozenset({PAID_IN, RESULT, INTEREST})
DECREASES = frozenset({WITHDRAWN, REPAID})
TWO_SIDED = frozenset({TRANSFERRED, CONVERTED})
BY_BANK = {PAID_IN: "receivable", WITHDRAWN: "payable", REPAID: "payable"}
"""Movements that somebody pays, and which way; the others only move what is there."""

EQUITY, DEBT = "equity", "debt"
TREATMENTS = {EQUITY: N_("Equity"), DEBT: N_("Debt")}
ON_LEAVING, AFTER_YEAR, AFTER_TERM, NEVER = "leaving", "year", "term", "never"
REPAYMENTS = {
    ON_LEAVING: N_("When the membership ends"),
    AFTER_YEAR: N_("At the end of the book year in which the membership ends"),
    AFTER_TERM: N_("After a fixed term"),
    NEVER: N_("Not repaid"),
}
LONGEST_MONTHS = 600
USUAL_DAYS = 30


@dataclass(frozen=True)
class NewShareKind:
    """A kind of share or members' account.

    `share` is the amount of one share, None where any amount may be held; `minimum` and `maximum`
    are what one member holds at least and at most. `treatment` is a token of TREATMENTS with who
    advised it. `repaid` is a token of REPAYMENTS, `repay_months` what is added to that moment, or
    the length of the fixed term.
    """

    name: str
    share: Money | None = None
    minimum: Money = ZERO
    maximum: Money | None = None
    treatment: str = EQUITY
    advised_by: str = ""
    advised_on: date | None = None
    repaid: str = AFTER_YEAR
    repay_months: int = 0
    in_use: bool = True


@dataclass(frozen=True)
class NewMovement:
    """What happens to the capital of one member; `type` a token of MOVEMENTS, `amount` positive.

    `to_person_id` gets what is transferred, `to_kind_id` is what is converted into; `due` is when
    it is to be paid, thirty days later when left out.
    """

    type: str
    kind_id: int
    person_id: int
    amount: Money
    dated: date
    to_person_id: int | None = None
    to_kind_id: int | None = None
    resolution_id: int | None = None
    due: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Terms:
    """What a movement has to keep to on one side: the kind, and what is held there.

    `held` is what the person holds on the day of the movement, `lowest` the least from that day
    on; `member` says whether a membership runs on that day.
    """

    name: str
    share: Money | None
    minimum: Money
    maximum: Money | None
    repaid: str
    held: Money
    lowest: Money
    member: bool


def check_share_kind(new: NewShareKind, others: Collection[str], held: bool) -> Iterator[Problem]:
    """A name that no other has, amounts that fit each other, known tokens.

    `held`: somebody has shares of this kind already, so that their amount is fixed.
    """
    name = new.name.strip()
    if not name:
        yield Problem("share.name", N_("Fill in the name of the kind."), field="name")
    elif name.casefold() in {other.casefold() for other in others}:
        yield Problem(
            "share.twice", N_("There is a kind “{name}” already."), {"name": name}, "name"
        )
    yield from _check_amounts(new)
    for value, known, field in (
        (new.treatment, TREATMENTS, "treatment"),
        (new.repaid, REPAYMENTS, "repaid"),
    ):
        if value not in known:
            yield Problem(
                f"share.{field}",
                N_("“{text}” is not known. Choose one of: {choices}."),
                {"text": value, "choices": ", ".join(known)},
                field,
            )
    if not 0 <= new.repay_months <= LONGEST_MONTHS:
        yield Problem(
            "share.months",
            N_("A term is 0 to {most} months."),
            {"most": LONGEST_MONTHS},
            "repay_months",
        )
    elif new.repaid == AFTER_TERM and not new.repay_months:
        yield Problem(
            "share.no_term", N_("Fill in after how many months it is repaid."), field="repay_months"
        )
    if held:
        yield question(
            "share.held",
            N_("Members hold this already. Did the statutes or a resolution change it?"),
            field="share",
        )


def _check_amounts(new: NewShareKind) -> Iterator[Problem]:
    if new.share is not None and new.share <= ZERO:
        yield Problem("share.amount", N_("A share is worth more than nothing."), field="share")
        return
    if new.minimum < ZERO:
        yield Problem("share.minimum", N_("The minimum is nothing or more."), field="minimum")
    if new.maximum is not None and new.maximum < max(new.minimum, new.share or ZERO):
        yield Problem(
            "share.maximum",
            N_("The maximum is not below the minimum, nor below one share."),
            field="maximum",
        )
    for value, field in ((new.minimum, "minimum"), (new.maximum, "maximum")):
        if new.share is not None and value is not None and value.cents % new.share.cents:
            yield Problem(
                "share.whole",
                N_("{amount} is not a whole number of shares of {share}."),
                {"amount": value, "share": new.share},
                field,
            )


def check_movement(
    new: NewMovement, source: Terms, target: Terms | None, today: date
) -> Iterator[Problem]:
    """A known movement of a positive amount, whole shares, within what is held and may be held.

    `target` is the other side of a transfer or conversion.
    """
    if new.type not in MOVEMENTS:
        yield Problem(
            "capital.type",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.type, "choices": ", ".join(MOVEMENTS)},
            "type",
        )
        return
    if new.amount <= ZERO:
        yield Problem("capital.amount", N_("A movement is of more than nothing."), field="amount")
        return
    if new.dated > today:
        yield question(
            "capital.future",
            N_("{dated} is still to come. Is it the right day?"),
            {"dated": new.dated},
            "dated",
        )
    if new.due is not None and new.due < new.dated:
        yield Problem(
            "capital.due",
            N_("It cannot be due before its own date, {dated}. Choose a later day."),
            {"dated": new.dated},
            "due",
        )
    yield from _check_two_sides(new, target)
    if new.type in INCREASES:
        yield from _check_more(new, source, "amount")
    else:
        yield from _check_less(new, source)
    if target is not None:
        yield from _check_more(new, target, "amount")


def _check_two_sides(new: NewMovement, target: Terms | None) -> Iterator[Problem]:
    if new.type == TRANSFERRED and new.to_person_id in (None, new.person_id):
        yield Problem(
            "capital.to_whom",
            N_("Choose another member, to whom it is transferred."),
            field="to_person_id",
        )
    elif new.type == CONVERTED and new.to_kind_id in (None, new.kind_id):
        yield Problem(
            "capital.to_what", N_("Choose another kind, into which it is converted."),
            field="to_kind_id",
        )  # fmt: skip
    elif new.type not in TWO_SIDED and target is not None:
        yield Problem(
            "capital.one_side",
            N_("“{type}” has no other side."),
            {"type": Term(MOVEMENTS[new.type])},
            "type",
        )


def _check_more(new: NewMovement, side: Terms, field: str) -> Iterator[Problem]:
    yield from _check_whole(new.amount, side, field)
    held = side.held + new.amount
    if side.maximum is not None and held > side.maximum:
        yield Problem(
            "capital.maximum",
            N_("It would become {held} of “{kind}”; the most is {maximum}."),
            {"held": held, "kind": side.name, "maximum": side.maximum},
            field,
        )
    if held < side.minimum:
        yield Problem(
            "capital.minimum",
            N_("It would become {held} of “{kind}”; the least is {minimum}."),
            {"held": held, "kind": side.name, "minimum": side.minimum},
            field,
        )
    if not side.member:
        yield question(
            "capital.no_member",
            N_("On {dated} this person is no member. Why is it right?"),
            {"dated": new.dated},
            "dated",
        )


def _check_less(new: NewMovement, side: Terms) -> Iterator[Problem]:
    yield from _check_whole(new.amount, side, "amount")
    if new.amount > side.lowest:
        yield Problem(
            "capital.holding",
            N_("Of “{kind}” {held} is held from that day on. {amount} is more than that."),
            {"kind": side.name, "held": side.lowest, "amount": new.amount},
            "amount",
        )
        return
    rest = side.held - new.amount
    if side.member and ZERO < rest < side.minimum:
        yield Problem(
            "capital.rest",
            N_("{rest} would be left of “{kind}”; a member holds {minimum} or nothing."),
            {"rest": rest, "kind": side.name, "minimum": side.minimum},
            "amount",
        )
    if new.type in DECREASES and side.repaid == NEVER:
        yield Problem(
            "capital.never",
            N_("“{kind}” is not repaid by its own terms. Change those first if they changed."),
            {"kind": side.name},
            "type",
        )


def _check_whole(amount: Money, side: Terms, field: str) -> Iterator[Problem]:
    if side.share is not None and amount.cents % side.share.cents:
        yield Problem(
            "share.whole",
            N_("{amount} is not a whole number of shares of {share}."),
            {"amount": amount, "share": side.share},
            field,
        )


def movement_number(book_year: str, number: int) -> str:
    """As it is written on papers and in references: `K2026-0004`."""
    return f"K{book_year}-{number:04d}"
