"""What remains when somebody has died: capital, open amounts, and the letter to the heirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from coopadmin.capital.facts import HoldingRow
from coopadmin.capital.queries import list_capital
from coopadmin.desk.letters import letter_to
from coopadmin.kernel.money import Money
from coopadmin.ledger.queries import OpenItemRow, list_open_items
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import get_person


@dataclass(frozen=True)
class Remains:
    """What a person still holds, is owed by us (`payable`) and owes us (`receivable`) today.

    `letter` is the text to the heirs, in the language spoken.
    """

    name: str
    died_on: date | None
    capital: tuple[HoldingRow, ...]
    receivable: tuple[OpenItemRow, ...]
    payable: tuple[OpenItemRow, ...]
    letter: str

    @property
    def nothing(self) -> bool:
        return not (self.capital or self.receivable or self.payable)


def what_remains(session: Session, person_id: int, today: date) -> Remains:
    """Capital and open amounts of somebody, and the letter that tells the heirs of them."""
    card = get_person(session, person_id)
    name, died_on = spoken_name(card.person), card.person.death_date
    capital = [row for row in list_capital(session, today, person_id=person_id) if row.amount]
    receivable = list_open_items(session, person_id=person_id)
    payable = list_open_items(session, person_id=person_id, direction="payable")
    return Remains(
        name,
        died_on,
        tuple(capital),
        tuple(receivable),
        tuple(payable),
        letter_to(session, "heirs", person_id, today).body,
    )


def together(rows: tuple[OpenItemRow, ...]) -> Money:
    """What is open on these items together."""
    return Money.total(row.open for row in rows)
