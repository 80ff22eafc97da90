"""Gifts: who gave what for what, and the letters of thanks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.correspondence.starters import start_set
from coopadmin.desk.letter_groups import people_of_group
from coopadmin.desk.letters import letter_to
from coopadmin.kernel.money import ZERO
from coopadmin.ledger.booking import reverse_entry
from coopadmin.ledger.donations import (
    NewDonation,
    change_donation,
    list_donations,
    list_donors,
    record_donation,
)
from coopadmin.ledger.fund_rules import NewFund
from coopadmin.ledger.funds import add_fund, fund_movements
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from coopadmin.words import speaking
from tests.fixtures import refused
from tests.ledger.making import BANK, CASH, begin, closing, euros, ids
from tests.ledger.test_books import close_2026

GIFTS, LEGACIES = "82155", "82170"
MARCH = date(2026, 3, 2)


def gift(books: Books, amount: float = 50, **more: Any) -> NewDonation:
    values: dict[str, Any] = {
        "dated": MARCH,
        "amount": euros(amount),
        "account_id": ids(books)[BANK],
        "donor": "Collection",
        "purpose": "the garden",
    }
    return NewDonation(**{**values, **more})


def annie(books: Books) -> int:
    person = NewPerson(
        call_name="Annie",
        surname="Berg",
        street="Dorpsstraat",
        house_number=3,
        postcode="0000 AB",
        town="Beemdervelde",
    )
    return int(books.do(add_person, person))


def test_a_gift_is_income_that_names_its_fund(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    garden = books.do(add_fund, NewFund("restricted_funds", "Garden", "The garden, of many"))
    undone(lambda: books.do(record_donation, gift(books, fund_id=garden)))
    assert closing(books) == {BANK: 50, GIFTS: -50}
    (row,) = books.ask(list_donations, "2026")
    assert (row.name, row.fund, row.purpose, row.number) == (
        "Collection",
        "Garden",
        "the garden",
        "BANK2026-0001",
    )
    assert books.ask(fund_movements, "2026")[0].waiting == euros(50)
    assert books.ask(list_donations, "2025") == []


def test_each_giver_has_a_total(books: Books) -> None:
    begin(books)
    person = annie(books)
    for new in (
        gift(books, 30),
        gift(books, 20, donor=" collection "),
        gift(books, 40, person_id=person, donor=""),
        gift(books, 60, person_id=person, donor="", account_id=ids(books)[CASH]),
        gift(books, 500, donor="Estate of a neighbour", income_id=ids(books)[LEGACIES]),
    ):
        books.do(record_donation, new)
    rows = books.ask(list_donors, "2026")
    assert [(row.name, row.gifts, row.total) for row in rows] == [
        ("Estate of a neighbour", 1, euros(500)),
        ("Annie Berg", 2, euros(100)),
        ("collection", 2, euros(50)),
    ]
    assert closing(books)[LEGACIES] == -500


def test_a_gift_can_be_changed_and_reversed(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    number = books.do(record_donation, gift(books))
    larger = replace(gift(books, 70), purpose="")
    undone(lambda: books.do(change_donation, number, larger))
    (row,) = books.ask(list_donations)
    assert (row.amount, row.purpose) == (euros(70), "")
    books.do(reverse_entry, row.entry_id)
    assert books.ask(list_donations) == []
    assert refused(books, change_donation, number, larger) == [("donation.unknown", None)]


def test_who_gave_is_thanked_and_told_what_it_was_in_a_year(books: Books) -> None:
    begin(books, "2025")
    person = annie(books)
    given = gift(books, 25, person_id=person, donor="", dated=date(2025, 6, 1))
    books.do(record_donation, given)
    books.do(record_donation, replace(given, amount=euros(50), dated=MARCH, purpose="the bus"))
    for key in ("donors", "donors-before"):
        assert books.ask(people_of_group, key, MARCH)[1] == (person,)
    with speaking("nl"):
        thanks = books.ask(letter_to, "gift", person, MARCH)
        year = books.ask(letter_to, "gifts-year", person, MARCH)
    assert "Op 2 maart 2026 ontvingen wij van u een gift van € 50,00" in thanks.body.replace(
        "\u00a0", " "
    )
    assert "U gaf voor: the bus" in thanks.body
    assert "In 2025 gaf u ons in totaal € 25,00" in year.body.replace("\u00a0", " ")


def test_no_letter_says_that_a_gift_can_be_deducted() -> None:
    texts = [row.body.casefold() for row in start_set().values()]
    for word in ("aftrek", "anbi", "deduct", "belasting", "tax"):
        assert not [text for text in texts if word in text and "gift" in text], word


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": ZERO}, "entry.amount"),
        ({"amount": euros(1e9)}, "entry.too_large"),
        ({"donor": "  "}, "donation.donor"),
        ({"account_id": 5}, "donation.account"),
        ({"income_id": 5}, "donation.income"),
        ({"person_id": 5}, "store.gone"),
        ({"dated": date(2025, 12, 31)}, "entry.before_books"),
    ],
)
def test_what_is_wrong_with_a_gift_is_said(books: Books, wrong: dict[str, Any], code: str) -> None:
    begin(books)
    new = replace(gift(books), **wrong)
    assert code in [found for found, _field in refused(books, record_donation, new)]


def test_in_a_closed_year_no_gift_is_booked(books: Books) -> None:
    begin(books)
    new = gift(books)
    books.do(close_2026)
    assert refused(books, record_donation, new) == [("entry.year_closed", "dated")]
