"""The plain forms for money that moves: received, paid, from account to account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.doubts import Moved
from coopadmin.ledger.plain import IN, OUT, NewMove, NewPlain, move, pay, receive
from coopadmin.ledger.queries import OpenItemRow, list_open_items
from coopadmin.ledger.rules import control_role
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.ledger.bookingform import BookingForm
from coopadmin.ui.ledger.plainfields import (
    ACCOUNT,
    ITEM,
    about_fields,
    account_choices,
    description_field,
)
from coopadmin.words import N_, _, money

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

FEW = 12
"""So many open items are offered before it is known with whom."""


class MoneyForm(BookingForm):
    """Money that came in or went out, for an account or for something that was still open."""

    WAY: ClassVar[int] = IN
    OWN_LABEL: ClassVar[str] = N_("On which account")
    WHO_LABEL: ClassVar[str] = N_("From whom")

    def __init__(self, page: LedgerPage) -> None:
        activity, fund = about_fields(page)
        parts: list[Part] = [
            (
                Field("amount", N_("Amount"), Kind.MONEY, width=128),
                Field("dated", N_("When"), Kind.DATE, width=128),
                Field("own_id", self.OWN_LABEL, Kind.CHOICE, width=148),
            ),
            Field("who", self.WHO_LABEL, optional=True, longest=120),
            (Field("what_for", N_("What for"), Kind.CHOICE, width=250), *activity),
            (description_field(), *fund),
        ]
        super().__init__(page, parts)
        self._items = {
            item.id: item
            for item in self.books.ask(
                list_open_items, direction="receivable" if self.WAY == IN else "payable"
            )
            if item.open > ZERO
        }
        self._accounts = account_choices(page, self.WAY == IN)
        self.set_choices("own_id", [Choice(each.id, each.name) for each in self.own_choices()])
        self.suggest_names()
        self._offer()

    def begin(self, values: Mapping[str, Any]) -> None:
        own = self.own_choices()
        super().begin({"own_id": own[0].id if own else None} | dict(values))

    def restore(self, kept: Mapping[str, Any]) -> None:
        if "who" in kept:
            self.box("who").restore(kept["who"])
            self._offer()
        super().restore(kept)

    def _edited(self, name: str) -> None:
        super()._edited(name)
        if name == "who":
            self._offer()
        elif name == "what_for":
            self._take_over()

    def _offer(self) -> None:
        """What is open with this one comes first, then accounts by name."""
        person_id, name = self.who()
        items = [
            item
            for item in self._items.values()
            if (person_id is not None and item.person_id == person_id)
            or (name and item.person_id is None and item.name.casefold() == name.casefold())
        ]
        if person_id is None and not name and len(self._items) <= FEW:
            items = list(self._items.values())
        chosen = self._item()
        if chosen is not None and chosen not in items:
            items.append(chosen)
        offered = [Choice((ITEM, item.id), _item_words(item)) for item in items]
        self.set_choices("what_for", [*offered, *self._accounts])

    def _item(self) -> OpenItemRow | None:
        chosen = self.now("what_for")
        return self._items.get(chosen[1]) if chosen and chosen[0] == ITEM else None

    def _take_over(self) -> None:
        """What is open fills in its amount and whose it is, where nothing stands there yet."""
        item = self._item()
        if item is None:
            return
        if self.box("amount").is_empty():
            self.box("amount").set_value(item.open)
        if self.box("who").is_empty():
            self.box("who").set_value(item.name)
            self._offer()

    def moved(self) -> list[Moved]:
        value, dated, own = self.now("amount"), self.now("dated"), self.now("own_id")
        if value is None or dated is None or own is None:
            return []
        item = self._item()
        who = self.who() if item is None else (item.person_id, self._party(item))
        return [Moved(own, value * self.WAY, dated, *who)]

    def _party(self, item: OpenItemRow) -> str:
        return item.name if item.person_id is None else ""

    def lines(self) -> list[tuple[int, Money]]:
        value, own, chosen = self.now("amount"), self.now("own_id"), self.now("what_for")
        if value is None or own is None or chosen is None:
            return []
        kind, key = chosen
        if kind == ITEM:
            item = self._items[key]
            role = control_role(item.kind, item.direction)
            key = next(row.id for row in self.accounts.values() if row.role == role)
        return [(own, value * self.WAY), (key, value * -self.WAY)]

    def book(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> str:
        kind, key = values["what_for"]
        person_id, party = self.who()
        new = NewPlain(
            amount=values["amount"],
            dated=values["dated"],
            own_id=values["own_id"],
            for_id=key if kind == ACCOUNT else None,
            item_id=key if kind == ITEM else None,
            description=values["description"],
            person_id=person_id,
            party=party,
            activity_id=values.get("activity_id"),
            fund_id=values.get("fund_id"),
            receipts=self.receipts.receipts,
        )
        return self.books.do(receive if self.WAY == IN else pay, new, answers=answers)


class ReceivedForm(MoneyForm):
    """Money that came in."""

    NAME = "received"
    TITLE = N_("Received")


class PaidForm(MoneyForm):
    """Money that went out."""

    NAME = "paid"
    TITLE = N_("Paid")
    WAY = OUT
    OWN_LABEL = N_("From which account")
    WHO_LABEL = N_("To whom")


class MoveForm(BookingForm):
    """Money from one own account to another."""

    NAME = "move"
    TITLE = N_("From account to account")
    KEEPS = ("dated", "from_id", "to_id")
    OWN = ("from_id", "to_id")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(
            page,
            [
                (
                    Field("amount", N_("Amount"), Kind.MONEY, width=128),
                    Field("dated", N_("When"), Kind.DATE, width=128),
                ),
                (
                    Field("from_id", N_("From which account"), Kind.CHOICE, width=200),
                    Field("to_id", N_("To which account"), Kind.CHOICE, width=200),
                ),
                description_field(),
            ],
        )
        for name in self.OWN:
            self.set_choices(name, [Choice(each.id, each.name) for each in self.own_choices()])

    def moved(self) -> list[Moved]:
        return [
            Moved(account_id, value, self.now("dated"))
            for account_id, value in self.lines()
            if self.now("dated") is not None
        ]

    def lines(self) -> list[tuple[int, Money]]:
        value, out, into = self.now("amount"), self.now("from_id"), self.now("to_id")
        if value is None or out is None or into is None:
            return []
        return [(into, value), (out, -value)]

    def book(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> str:
        new = NewMove(
            values["amount"],
            values["dated"],
            values["from_id"],
            values["to_id"],
            values["description"],
            self.receipts.receipts,
        )
        return self.books.do(move, new, answers=answers)


def _item_words(item: OpenItemRow) -> str:
    what = item.reference or item.description
    return _("{what} · {name} · {open} open").format(
        what=what, name=item.name, open=money(item.open)
    )


def makes(form: Callable[[LedgerPage], BookingForm]) -> Callable[..., BookingForm]:
    """What makes a form with what is known already filled in."""

    def made(page: LedgerPage, values: Mapping[str, Any]) -> BookingForm:
        booking = form(page)
        booking.begin(values)
        return booking

    return made
