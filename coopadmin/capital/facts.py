"""What the screens, papers and reports on capital are made of: frozen rows and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.money import ZERO, Money


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
    to_person_id: int | None
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


@dataclass(frozen=True)
class RegisterFacts:
    """The register of capital on a day."""

    cooperative: CooperativeFacts
    on: date
    rows: Sequence[HoldingRow]


@dataclass(frozen=True)
class CertificateFacts:
    """What one person holds on a day, how it came about, and who sign for the cooperative."""

    cooperative: CooperativeFacts
    on: date
    name: str
    number: int | None
    rows: Sequence[HoldingRow]
    movements: Sequence[MovementRow]
    kinds: Sequence[ShareKindRow]
    directors: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KindYear:
    """One kind of share over a year: at its start, what came and went, at its end."""

    kind: str
    treatment: str
    start: Money
    paid_in: Money
    added: Money
    converted: Money
    repaid: Money
    end: Money
    holders: int


@dataclass(frozen=True)
class CapitalFacts:
    """The frozen figures of a book year; `unpaid` is owed to us at its end, `due` is what must be
    repaid in the book year after it.
    """

    kinds: tuple[KindYear, ...]
    unpaid: Money
    due: Money

    @property
    def start(self) -> Money:
        return Money.total(each.start for each in self.kinds)

    @property
    def end(self) -> Money:
        return Money.total(each.end for each in self.kinds)
