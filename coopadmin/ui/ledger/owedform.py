"""The plain form for what is paid later: a bill, or what others are to pay to us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coopadmin.kernel.money import Money
from coopadmin.ledger.doubts import Moved
from coopadmin.ledger.plain import NewOwed, owe
from coopadmin.ledger.plain_queries import near_years
from coopadmin.ledger.rules import control_role
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.ledger.bookingform import BookingForm
from coopadmin.ui.ledger.plainfields import about_fields, account_choices, description_field
from coopadmin.words import N_, _

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

OF_DATE = "date"
KINDS: Mapping[tuple[str, str], str] = {
    ("payable", "bill"): N_("A bill that we got"),
    ("receivable", "service"): N_("A service that we gave"),
    ("receivable", "rent"): N_("Rent that we get"),
    ("receivable", "sale"): N_("Something that we sold"),
    ("receivable", "grant"): N_("A grant that was promised"),
    ("payable", "grant"): N_("A grant to pay back"),
}


class OwedForm(BookingForm):
    """A bill, or something else that is paid later: to others or to us."""

    NAME = "owed"
    TITLE = N_("Still to pay")
    KEEPS = ("kind", "dated")
    OWN = ()
    DAYS = ("dated", "due")

    def __init__(self, page: LedgerPage) -> None:
        activity, fund = about_fields(page)
        years = page.desk.books.ask(near_years, page.desk.today())
        super().__init__(
            page,
            [
                Field(
                    "kind",
                    N_("Kind"),
                    Kind.CHOICE,
                    choices=lambda: [Choice(key, _(words)) for key, words in KINDS.items()],
                ),
                Field("who", N_("With whom"), longest=120),
                (
                    Field("amount", N_("Amount"), Kind.MONEY, width=128),
                    Field("dated", N_("Date on it"), Kind.DATE, width=128),
                    Field("due", N_("Pay by"), Kind.DATE, width=128),
                ),
                (Field("what_for", N_("What for"), Kind.CHOICE, width=250), *activity),
                (
                    Field("reference", N_("Number on it"), optional=True, longest=60, width=200),
                    Field(
                        "book_year",
                        N_("Belongs to book year"),
                        Kind.CHOICE,
                        width=200,
                        choices=[
                            Choice(OF_DATE, _("That of the date")),
                            *(Choice(label, label) for label in years),
                        ],
                    ),
                ),
                (description_field(), *fund),
            ],
        )
        self._offered = {
            "payable": account_choices(page, False),
            "receivable": account_choices(page, True),
        }
        self.suggest_names()

    def begin(self, values: Mapping[str, Any]) -> None:
        given = {"kind": ("payable", "bill"), "book_year": OF_DATE} | dict(values)
        self.box("kind").set_value(given["kind"])
        self._offer()
        super().begin(given)

    def restore(self, kept: Mapping[str, Any]) -> None:
        if "kind" in kept:
            self.box("kind").restore(kept["kind"])
            self._offer()
        super().restore(kept)

    def _edited(self, name: str) -> None:
        super()._edited(name)
        if name == "kind":
            self._offer()

    def _direction(self) -> str:
        kind = self.now("kind")
        return kind[0] if kind else "payable"

    def _offer(self) -> None:
        self.set_choices("what_for", self._offered[self._direction()])

    def moved(self) -> list[Moved]:
        return []

    def lines(self) -> list[tuple[int, Money]]:
        value, chosen, kind = self.now("amount"), self.now("what_for"), self.now("kind")
        if value is None or chosen is None or kind is None:
            return []
        direction, token = kind
        role = control_role(token, direction)
        control = next(row.id for row in self.accounts.values() if row.role == role)
        owed = value if direction == "receivable" else -value
        return [(control, owed), (chosen[1], -owed)]

    def book(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> str:
        person_id, party = self.who()
        direction, kind = values["kind"]
        new = NewOwed(
            amount=values["amount"],
            dated=values["dated"],
            due=values["due"],
            for_id=values["what_for"][1],
            description=values["description"],
            reference=values["reference"],
            person_id=person_id,
            party=party,
            activity_id=values.get("activity_id"),
            fund_id=values.get("fund_id"),
            kind=kind,
            direction=direction,
            book_year="" if values["book_year"] == OF_DATE else values["book_year"],
            receipts=self.receipts.receipts,
        )
        return self.books.do(owe, new, answers=answers)
