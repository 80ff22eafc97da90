"""What remains when somebody has died: capital, open amounts, and the letter to the heirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from coopadmin.capital.facts import HoldingRow
from coopadmin.capital.queries import list_capital
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.money import Money
from coopadmin.ledger.queries import OpenItemRow, list_open_items
from coopadmin.members.queries import memberships_of
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import get_person
from coopadmin.words import _, date_long, money


@dataclass(frozen=True)
class Remains:
    """What a person still holds, is owed by us (`payable`) and owes us (`receivable`) today.

    `letter` is a proposal to the heirs in the language spoken.
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
    numbers = [row.number for row in memberships_of(session, person_id)]
    lines = [
        *_holdings(capital),
        *_amounts(_("Still to be paid to us"), receivable),
        *_amounts(_("Still to be paid by us"), payable),
    ]
    letter = [
        _("To the heirs of {name}").format(name=name),
        "",
        _("We were sorry to hear of the death of {name}.").format(name=name)
        if died_on is None
        else _("We were sorry to hear of the death of {name} on {day}.").format(
            name=name, day=date_long(died_on)
        ),
        _("With that day the membership ended (number {number}).").format(
            number=", ".join(f"{number:04d}" for number in numbers)
        )
        if numbers
        else "",
        _("We send no more post and collect no contribution."),
        "",
        *([_("What remains between us:"), *lines] if lines else [_("Nothing is open between us.")]),
        "",
        _("Would you let us know who deals with the estate, and to which account we may pay?")
        if capital or payable
        else _("Would you let us know who deals with the estate?"),
        "",
        get_cooperative(session).name,
    ]
    return Remains(
        name,
        died_on,
        tuple(capital),
        tuple(receivable),
        tuple(payable),
        "\n".join(letter).replace("\n\n\n", "\n\n"),
    )


def _holdings(rows: list[HoldingRow]) -> list[str]:
    return [
        _("- {kind}: {amount} paid in").format(kind=row.kind, amount=money(row.amount))
        for row in rows
    ]


def _amounts(heading: str, rows: list[OpenItemRow]) -> list[str]:
    return [f"- {heading}: {money(row.open)} ({row.description})" for row in rows if row.open]


def together(rows: tuple[OpenItemRow, ...]) -> Money:
    """What is open on these items together."""
    return Money.total(row.open for row in rows)
