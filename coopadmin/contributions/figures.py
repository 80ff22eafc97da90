"""What is told about the contributions of a year: frozen figures that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class TariffRow:
    """One tariff; `amount` is per book year, `pro_rata` a token of PRO_RATA."""

    id: int
    kind_id: int
    kind: str
    valid_from: date
    amount: Money
    pro_rata: str


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Charges of one kind of membership in a book year."""

    kind: str
    count: int
    charged: Money
    paid: Money
    let_go: Money = ZERO

    @property
    def open(self) -> Money:
        return self.charged - self.paid - self.let_go


@dataclass(frozen=True)
class ContributionFacts:
    """What was charged for a book year and what was paid on it or let go, whenever that was.

    `payers` counts the persons who owe; `tariffs` are those on the first day of the year and
    the ones that began in it; `previous_…` the same figures of the year before, or None when
    nothing was charged for it.
    """

    year: BookYear
    charged: Money
    paid: Money
    let_go: Money
    charges: int
    payers: int
    by_kind: tuple[KindFigures, ...]
    tariffs: tuple[TariffRow, ...]
    previous: KindFigures | None

    @property
    def open(self) -> Money:
        return self.charged - self.paid - self.let_go
