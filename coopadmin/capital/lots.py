"""From movements to what is held, and from what is held to when it is to be repaid: pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coopadmin.capital.rules import (
    AFTER_TERM,
    AFTER_YEAR,
    CONVERTED,
    INCREASES,
    NEVER,
    TRANSFERRED,
)
from coopadmin.cooperative.bookyears import BookYears
from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.money import ZERO, Money

Holder = tuple[int, int]
"""A person and a kind of share, by id."""


@dataclass(frozen=True, slots=True)
class Move:
    """A movement as far as it changes what is held; a reversal has a negative amount."""

    dated: date
    type: str
    person_id: int
    kind_id: int
    amount: Money
    to_person_id: int | None = None
    to_kind_id: int | None = None

    @property
    def source(self) -> Holder:
        return self.person_id, self.kind_id

    @property
    def target(self) -> Holder:
        return self.to_person_id or self.person_id, self.to_kind_id or self.kind_id


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of what is held, and since when it counts for a fixed term."""

    since: date
    amount: Money


def effects(move: Move) -> Iterator[tuple[Holder, Money]]:
    """What a movement adds to which holding; below zero for what it takes away."""
    if move.type in INCREASES:
        yield move.source, move.amount
        return
    yield move.source, -move.amount
    if move.type in (TRANSFERRED, CONVERTED):
        yield move.target, move.amount


def held_on(moves: Iterable[Move], day: date) -> dict[Holder, Money]:
    """What each holds of each kind at the end of a day, without those who hold nothing."""
    held: dict[Holder, int] = defaultdict(int)
    for move in moves:
        if move.dated <= day:
            for holder, amount in effects(move):
                held[holder] += amount.cents
    return {holder: Money(cents) for holder, cents in held.items() if cents}


def lowest_from(moves: Iterable[Move], holder: Holder, day: date) -> Money:
    """The least that is held at the end of any day from `day` on."""
    by_day: dict[date, int] = defaultdict(int)
    for move in moves:
        for whose, amount in effects(move):
            if whose == holder:
                by_day[max(move.dated, day)] += amount.cents
    held, lowest = by_day.pop(day, 0), None
    lowest = held
    for later in sorted(by_day):
        held += by_day[later]
        lowest = min(lowest, held)
    return Money(lowest)


def lots_on(moves: Iterable[Move], day: date) -> dict[Holder, tuple[Lot, ...]]:
    """What each holds, in parts by age: what leaves first is what came first.

    A transfer carries the age of what it moves along; a conversion begins anew.
    """
    lots: dict[Holder, deque[Lot]] = defaultdict(deque)
    for move in sorted(moves, key=lambda move: move.dated):
        if move.dated > day:
            break
        if move.type in INCREASES and move.amount > ZERO:
            lots[move.source].append(Lot(move.dated, move.amount))
        elif move.type in INCREASES:
            _take(lots[move.source], -move.amount)
        else:
            _move_on(lots, move)
    return {holder: tuple(parts) for holder, parts in lots.items() if parts}


def _move_on(lots: Mapping[Holder, deque[Lot]], move: Move) -> None:
    source, target = move.source, move.target
    if move.amount < ZERO:
        source, target = target, source
    size = max(move.amount, -move.amount)
    two_sided = move.type in (TRANSFERRED, CONVERTED)
    if not two_sided and move.amount < ZERO:
        lots[move.source].append(Lot(move.dated, size))
        return
    taken = _take(lots[source], size)
    if move.type == TRANSFERRED:
        both = sorted([*lots[target], *taken], key=lambda lot: lot.since)
        lots[target].clear()
        lots[target].extend(both)
    elif two_sided:
        lots[target].append(Lot(move.dated, size))


def _take(parts: deque[Lot], amount: Money) -> list[Lot]:
    """Take an amount from the oldest parts; what is not there is not taken."""
    taken = []
    while parts and amount > ZERO:
        oldest = parts.popleft()
        part = min(oldest.amount, amount)
        taken.append(Lot(oldest.since, part))
        if oldest.amount > part:
            parts.appendleft(Lot(oldest.since, oldest.amount - part))
        amount -= part
    return taken


def repayable_on(
    repaid: str, months: int, since: date, left_on: date | None, years: BookYears
) -> date | None:
    """When a part of what is held is to be repaid; None while that is not known, or never.

    A fixed term runs from the day it was paid in, whoever is a member; the others from the last
    day of the membership, or from the end of its book year.
    """
    if repaid == NEVER:
        return None
    if repaid == AFTER_TERM:
        return add_months(since, months)
    if left_on is None:
        return None
    return add_months(years.on(left_on).last if repaid == AFTER_YEAR else left_on, months)
