"""Tariffs, and how much of one a membership owes for a book year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from coopadmin.kernel.calendar import BookYear, Period, add_months
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, question

CHARGE_KIND = "contribution"
PRO_RATA = {
    "none": N_("always the whole year"),
    "month": N_("per month begun"),
    "quarter": N_("per quarter begun"),
    "half-year": N_("per half year begun"),
}
_MONTHS = {"none": 0, "month": 1, "quarter": 3, "half-year": 6}
READY, CHARGED, FREE, NO_TARIFF = "ready", "charged", "free", "no-tariff"
HOUSEHOLD = "household"
LINE_STATES = {
    READY: N_("ready"),
    CHARGED: N_("charged already"),
    FREE: N_("free of charge"),
    NO_TARIFF: N_("no tariff"),
    HOUSEHOLD: N_("with the household"),
}
DUE_AFTER = timedelta(days=30)
EARLY = timedelta(days=92)


@dataclass(frozen=True)
class NewTariff:
    """What a kind of membership costs per book year from a day on; nothing is free of charge.

    `pro_rata` is a token of PRO_RATA and says what is owed for the year of joining.
    """

    kind_id: int
    valid_from: date
    amount: Money
    pro_rata: str = "none"


@dataclass(frozen=True)
class TariffTerm:
    """A tariff as a charge reads it."""

    valid_from: date
    amount: Money
    pro_rata: str


@dataclass(frozen=True)
class Share:
    """So many of the year's equal parts are owed."""

    parts: int
    of: int

    @property
    def whole(self) -> bool:
        return self.parts == self.of


@dataclass(frozen=True)
class NewPayment:
    """A payment by a member as the treasurer knows it: a number, perhaps a year, an amount.

    Without `book_year` the oldest charge that is open comes first; without `amount` everything
    that is open is paid.
    """

    member_number: int
    book_year: str | None = None
    amount: Money | None = None
    dated: date | None = None
    method: str = "bank"
    note: str = ""


def check_new_tariff(new: NewTariff, charged_years: Collection[str]) -> Iterator[Problem]:
    """A tariff is not negative and knows its pro-rata rule.

    `charged_years` are book years from that day on that are charged already by another tariff.
    """
    if new.amount < ZERO:
        yield Problem(
            "contributions.negative",
            N_("A tariff cannot be less than nothing. Fill in 0 for free of charge."),
            field="amount",
        )
    if new.pro_rata not in PRO_RATA:
        yield Problem(
            "contributions.pro_rata",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.pro_rata, "choices": ", ".join(PRO_RATA)},
            "pro_rata",
        )
    if charged_years:
        yield question(
            "contributions.charged_already",
            N_("Of {years} charges were made already; they stay as they are. Set the tariff?"),
            {"years": ", ".join(sorted(charged_years))},
            "valid_from",
        )


def tariff_for(tariffs: Collection[TariffTerm], joined: date, year: BookYear) -> TariffTerm | None:
    """The tariff that a membership falls under in a book year, or None.

    The one valid on the first day of the year, for who joins later that of the first day as a
    member: whoever is a member already gets a new tariff from the next year on. Where none is
    valid by then, the first one that begins within the year.
    """
    day = max(joined, year.first)
    valid = [tariff for tariff in tariffs if tariff.valid_from <= day]
    if valid:
        return max(valid, key=lambda tariff: tariff.valid_from)
    later = [tariff for tariff in tariffs if tariff.valid_from <= year.last]
    return min(later, key=lambda tariff: tariff.valid_from) if later else None


def share_of_year(
    year: BookYear, first: date, last: date | None, pro_rata: str, *, ending_counts: bool
) -> Share:
    """How much of a book year a membership from `first` to `last` owes, in parts begun.

    Who leaves during the year owes the rest of it all the same (BW 2:35(5)), unless the statutes
    say otherwise: `ending_counts`. Then parts not yet begun are not owed; where the tariff
    itself knows no parts, those are months.
    """
    leaves = ending_counts and last is not None and last < year.last
    months = _MONTHS[pro_rata] or (1 if leaves else 0)
    if not months:
        return Share(1, 1)
    parts = list(_parts(year, months))
    begin = first if _MONTHS[pro_rata] else year.first
    end = last if leaves and last is not None else year.last
    touched = sum(part.first <= end and part.last >= begin for part in parts)
    return Share(touched, len(parts))


def _parts(year: BookYear, months: int) -> Iterator[Period]:
    number = 0
    while (first := add_months(year.first, number * months)) <= year.last:
        number += 1
        after = add_months(year.first, number * months)
        yield Period(first, min(after - timedelta(days=1), year.last))


def amount_for(tariff: TariffTerm, share: Share) -> Money:
    """The tariff times the share, rounded to cents, half to even."""
    return tariff.amount if share.whole else tariff.amount.part(share.parts, share.of)


def dates_of_run(
    year: BookYear, today: date, dated: date | None = None, due: date | None = None
) -> tuple[date, date]:
    """The day of the charges, within the book year, and the day on which they are due.

    Without wishes: today, or the nearest day of the year; due 30 days after the later of the two.
    """
    day = dated or min(max(today, year.first), year.last)
    return day, due or max(day, today) + DUE_AFTER


def check_charge_run(
    year: BookYear, dated: date, due: date, today: date, ready: int
) -> Iterator[Problem]:
    """There is something to charge, and the days make sense."""
    if ready == 0:
        yield Problem(
            "contributions.nothing_to_charge",
            N_("Nobody is left to charge for {year}. Look at the preview for the reasons."),
            {"year": year.label},
        )
    if dated not in year.period:
        yield question(
            "contributions.run_outside_year",
            N_("{dated} is not in book year {year}, to which the contribution belongs. Go on?"),
            {"dated": dated, "year": year.label},
            "dated",
        )
    if due < dated:
        yield Problem(
            "contributions.due_before_date",
            N_("It cannot be due before its own date, {dated}. Choose a later day."),
            {"dated": dated},
            "due",
        )
    if year.first > today + EARLY:
        yield question(
            "contributions.early",
            N_("Book year {year} begins on {first}. Do you want to charge it already?"),
            {"year": year.label, "first": year.first},
            "year",
        )


def charge_reference(label: str, number: int) -> str:
    """What a member is asked to mention: `C2026-0001`.

    Readable over the telephone, and one per member and year; the digits of a structured
    reference can be made from the same year and number.
    """
    return f"C{label}-{number:04d}"


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """What a run would do with one membership; only `ready` lines are charged.

    `parts` of `of` parts of the year are owed; `remark` is shown and does not leave the line out.
    """

    membership_id: int
    number: int
    name: str
    kind_id: int
    kind: str
    payer_id: int
    payer: str
    tariff: Money | None
    parts: int
    of: int
    amount: Money
    state: str
    problem: Problem | None = None
    remark: Problem | None = None


@dataclass(frozen=True, slots=True)
class KindSum:
    """How many charges of one kind of membership, and how much together."""

    kind: str
    count: int
    amount: Money


@dataclass(frozen=True)
class ChargePlan:
    """What a charge run of a book year would make now; `next_number` is its first number."""

    book_year: BookYear
    dated: date
    due: date
    next_number: int
    lines: tuple[ChargeLine, ...]

    @property
    def ready(self) -> tuple[ChargeLine, ...]:
        return tuple(line for line in self.lines if line.state == READY)

    @property
    def left_out(self) -> tuple[ChargeLine, ...]:
        return tuple(line for line in self.lines if line.state != READY)

    @property
    def total(self) -> Money:
        return Money.total(line.amount for line in self.ready)

    @property
    def by_kind(self) -> tuple[KindSum, ...]:
        return _by_kind((line.kind, line.amount) for line in self.ready)

    def without(self, membership_ids: Collection[int]) -> tuple[ChargeLine, ...]:
        """The ready lines that stay when these memberships are left out by hand."""
        return tuple(line for line in self.ready if line.membership_id not in membership_ids)


class MembershipTerm(NamedTuple):
    """A membership as a run reads it; `household` where those of one owe one contribution."""

    id: int
    number: int
    person_id: int
    name: str
    kind_id: int
    kind: str
    payer_id: int
    payer: str
    since: date
    until: date | None
    household: int | None = None


def plan_lines(
    memberships: Iterable[MembershipTerm],
    year: BookYear,
    tariffs: Mapping[int, Collection[TariffTerm]],
    charged: Collection[int],
    *,
    ending_counts: bool,
) -> Iterator[ChargeLine]:
    """What a run makes of each membership; `tariffs` by kind, `charged` are membership ids.

    Of those of one household and kind one is charged: who was already, else the first to owe.
    """

    @cache
    def owed(kind_id: int, since: date, until: date | None) -> tuple[Money | None, Share, Money]:
        term = tariff_for(tariffs.get(kind_id, ()), since, year)
        if term is None:
            return None, Share(0, 0), ZERO
        share = share_of_year(year, since, until, term.pro_rata, ending_counts=ending_counts)
        return term.amount, share, amount_for(term, share)

    seen: dict[int, int] = {}
    memberships = list(memberships)
    bearers = {
        (member.household, member.kind_id): member
        for member in memberships
        if member.household is not None and member.id in charged
    }
    for member in memberships:
        # Whoever was a member before the year owes what a member of its first day owes.
        since = max(member.since, year.first)
        tariff, share, amount = owed(member.kind_id, since, member.until)
        problem = None
        if member.id in charged:
            state = CHARGED
        elif tariff is None:
            state, problem = NO_TARIFF, _no_tariff(member.kind, year)
        else:
            state = READY if amount > ZERO else FREE
        if state == READY and member.household is not None:
            bearer = bearers.setdefault((member.household, member.kind_id), member)
            if bearer is not member:
                state, amount, problem = HOUSEHOLD, ZERO, _with_household(bearer)
        yield ChargeLine(
            membership_id=member.id,
            number=member.number,
            name=member.name,
            kind_id=member.kind_id,
            kind=member.kind,
            payer_id=member.payer_id,
            payer=member.payer,
            tariff=tariff,
            parts=share.parts,
            of=share.of,
            amount=amount,
            state=state,
            problem=problem,
            remark=_twice(seen.get(member.person_id)),
        )
        seen.setdefault(member.person_id, member.number)


def _no_tariff(kind: str, year: BookYear) -> Problem:
    return Problem(
        "contributions.no_tariff",
        N_("There is no tariff for “{kind}” in {year}. Set one first; 0 is free of charge."),
        {"kind": kind, "year": year.label},
    )


def _with_household(bearer: MembershipTerm) -> Problem:
    return Problem(
        "contributions.household",
        N_("One contribution for the household: it stands with number {number}."),
        {"number": f"{bearer.number:04d}"},
    )


def _twice(other_number: int | None) -> Problem | None:
    if other_number is None:
        return None
    return Problem(
        "contributions.twice",
        N_("The same person is charged for number {number} too. Leave one out if that is wrong."),
        {"number": f"{other_number:04d}"},
    )


def _by_kind(amounts: Iterable[tuple[str, Money]]) -> tuple[KindSum, ...]:
    found: dict[str, list[Money]] = defaultdict(list)
    for kind, amount in amounts:
        found[kind].append(amount)
    return tuple(KindSum(kind, len(each), Money.total(each)) for kind, each in found.items())
