"""The four plain ways to book, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from coopadmin.attachments.queries import list_attachments
from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.desk.places import place_of
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.booking import reverse_entry
from coopadmin.ledger.cash import (
    NewCount,
    cash_book,
    count_cash,
    list_counts,
    pieces_in_words,
)
from coopadmin.ledger.entry_queries import find_entry, list_lines
from coopadmin.ledger.plain import NewMove, NewOwed, NewPlain, move, owe, pay, receive
from coopadmin.ledger.plain_queries import known_names, own_accounts, purposes
from coopadmin.ledger.queries import list_open_items
from coopadmin.ledger.receipts import Receipt, attach_receipt, list_without_receipt
from coopadmin.ledger.rules import NewOpenItem
from coopadmin.ledger.service import add_open_items
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from coopadmin.store.model import Done
from tests.fixtures import refused
from tests.ledger.making import (
    BANK,
    CASH,
    OFFICE,
    RESERVE,
    begin,
    closing,
    euros,
    ids,
)
from tests.ledger.test_books import close_2026

MARCH = date(2026, 3, 2)
FOOD, OTHER_INCOME, DEBTORS, CREDITORS, DIFFERENCES = (
    "74030",
    "82701",
    "13011",
    "16011",
    "46410",
)


def pdf(words: str) -> bytes:
    return b"%PDF-1.7\n" + words.encode()


@pytest.fixture
def begun(books: Books) -> Books:
    """Books with 500 euros on the bank and 184 in cash."""
    begin(books, a10201=500, a10101=184, a05253=684)
    return books


def plain(
    books: Books, amount: float, own: str, what: str = "", dated: date = MARCH, **more: Any
) -> NewPlain:
    known = ids(books)
    return NewPlain(euros(amount), dated, known[own], known[what] if what else None, **more)


def owed(books: Books, amount: float, what: str = OFFICE, **more: Any) -> NewOwed:
    about: dict[str, Any] = {"party": "Drukkerij Nota", "due": date(2026, 4, 1)} | more
    return NewOwed(euros(amount), MARCH, for_id=ids(books)[what], **about)


def codes(books: Books, *call: Any) -> list[str]:
    return [code for code, _field in refused(books, *call)]


def test_what_is_paid_and_received_is_one_booking_and_one_step_to_undo(
    begun: Books, undone: Callable[..., Any]
) -> None:
    paid = plain(begun, 18.5, CASH, FOOD, party="Bakkerij Smit", description="Taart")
    assert undone(lambda: begun.do(pay, paid)) == "KAS2026-0001"
    got = plain(begun, 30, BANK, OTHER_INCOME)
    assert undone(lambda: begun.do(receive, got)) == "BANK2026-0001"
    assert closing(begun) == {
        BANK: 530,
        CASH: 165.5,
        RESERVE: -684,
        FOOD: 18.5,
        OTHER_INCOME: -30,
    }
    rows = begun.ask(list_lines, entry_id=begun.ask(find_entry, "KAS2026-0001"))
    assert [(row.who, row.entry_description) for row in rows] == [("Bakkerij Smit", "Taart")] * 2
    (row, _other) = begun.ask(list_lines, entry_id=begun.ask(find_entry, "BANK2026-0001"))
    assert row.entry_description == "Other income"


def test_money_moves_between_own_accounts(begun: Books, undone: Callable[..., Any]) -> None:
    known = ids(begun)
    new = NewMove(euros(100), MARCH, known[BANK], known[CASH])
    assert undone(lambda: begun.do(move, new)) == "BANK2026-0001"
    assert closing(begun) == {BANK: 400, CASH: 284, RESERVE: -684}


@pytest.mark.parametrize(
    ("amount", "own", "what", "code"),
    [
        (0, CASH, FOOD, "entry.amount"),
        (1e9, CASH, FOOD, "entry.too_large"),
        (5, OFFICE, FOOD, "plain.own"),
        (5, CASH, "", "plain.what_for"),
        (5, CASH, BANK, "plain.for"),
        (5, CASH, DEBTORS, "plain.for"),
        (5, CASH, "05403", "plain.for"),
    ],
)
def test_money_that_cannot_be_booked_so_is_refused(
    begun: Books, amount: float, own: str, what: str, code: str
) -> None:
    before = closing(begun)
    assert codes(begun, pay, plain(begun, amount, own, what)) == [code]
    assert closing(begun) == before


def test_moving_to_the_same_account_is_refused(begun: Books) -> None:
    bank = ids(begun)[BANK]
    assert codes(begun, move, NewMove(euros(5), MARCH, bank, bank)) == ["plain.same"]


def test_a_closed_year_takes_no_money(begun: Books) -> None:
    new, bill = plain(begun, 5, CASH, FOOD), owed(begun, 5)
    begun.do(close_2026)
    assert codes(begun, pay, new) == ["entry.year_closed"]
    assert "entry.year_closed" in codes(begun, owe, bill)


def test_cash_below_nothing_and_a_day_to_come_are_asked_about(begun: Books) -> None:
    begun.do(pay, plain(begun, 180, CASH, FOOD, date(2026, 3, 3)))
    assert codes(begun, pay, plain(begun, 5, CASH, FOOD)) == ["plain.below"]
    assert codes(begun, pay, plain(begun, 5, BANK, FOOD, date(2026, 3, 4))) == ["plain.to_come"]
    begun.do(pay, plain(begun, 5, CASH, FOOD), answers={"plain.below": "loan follows"})
    assert closing(begun)[CASH] == -1


def test_the_same_amount_with_the_same_one_on_one_day_is_asked_about(begun: Books) -> None:
    smit = plain(begun, 18.5, CASH, FOOD, party="Bakkerij Smit")
    begun.do(pay, smit)
    twice = plain(begun, 18.5, BANK, FOOD, party="bakkerij smit ")
    assert codes(begun, pay, twice) == ["plain.double"]
    begun.do(pay, plain(begun, 18.5, BANK, FOOD, party="Bakkerij Jansen"))
    begun.do(reverse_entry, begun.ask(find_entry, "KAS2026-0001"))
    begun.do(pay, plain(begun, 18.5, CASH, FOOD, party="Bakkerij Smit"))


def test_a_bill_is_owed_and_paid_in_parts(begun: Books, undone: Callable[..., Any]) -> None:
    bill = owed(begun, 60, reference="F-7", receipts=(Receipt("nota.pdf", pdf("bill")),))
    assert undone(lambda: begun.do(owe, bill)) == "INK2026-0001"
    assert closing(begun)[CREDITORS] == -60
    (item,) = begun.ask(list_open_items, direction="payable")
    assert (item.name, item.reference, item.open) == ("Drukkerij Nota", "F-7", euros(60))
    part = plain(begun, 20, BANK, item_id=item.id)
    assert undone(lambda: begun.do(pay, part)) == "BANK2026-0001"
    (item,) = begun.ask(list_open_items, direction="payable")
    assert item.open == euros(40)
    assert codes(begun, pay, plain(begun, 50, BANK, item_id=item.id)) == ["ledger.more_than_open"]
    assert codes(begun, receive, plain(begun, 40, BANK, item_id=item.id)) == ["plain.side"]
    begun.do(pay, plain(begun, 40, CASH, item_id=item.id))
    assert begun.ask(list_open_items, direction="payable") == []
    assert closing(begun) == {BANK: 480, CASH: 144, RESERVE: -684, OFFICE: 60}
    assert begun.ask(list_without_receipt, "2026") == []


def test_a_bill_of_another_year_is_a_cost_of_that_year(begun: Books) -> None:
    begun.do(owe, owed(begun, 60, book_year="2027"))
    assert OFFICE not in closing(begun)
    assert closing(begun, "2027")[OFFICE] == 60


def test_anything_can_be_owed_to_us(begun: Books) -> None:
    rent = owed(begun, 75, "82401", kind="rent", direction="receivable", party="Biljartclub")
    assert begun.do(owe, rent) == "VERK2026-0001"
    (item,) = begun.ask(list_open_items)
    assert (item.kind, item.name, item.description) == ("rent", "Biljartclub", "Rent received")
    begun.do(receive, plain(begun, 75, CASH, item_id=item.id))
    assert closing(begun) == {BANK: 500, CASH: 259, RESERVE: -684, "82401": -75}


def test_a_bill_says_whose_it_is_and_is_not_due_before_it_came(begun: Books) -> None:
    assert codes(begun, owe, owed(begun, 5, party=" ")) == ["plain.who"]
    early = owed(begun, 5, due=date(2026, 3, 1))
    assert codes(begun, owe, early) == ["ledger.due_before_date"]
    begun.do(owe, owed(begun, 5, reference="F-7"))
    assert codes(begun, owe, owed(begun, 6, reference="F-7")) == ["plain.double_bill"]
    begun.do(owe, owed(begun, 6, reference="F-7", party="Another"))


def test_a_receipt_goes_with_one_booking_only(begun: Books, undone: Callable[..., Any]) -> None:
    first = plain(begun, 5, CASH, FOOD, receipts=(Receipt("bon.pdf", pdf("cake")),))
    begun.do(pay, first)
    entry_id = begun.ask(find_entry, "KAS2026-0001")
    (file,) = begun.ask(list_attachments, Owner("entry", entry_id))
    assert (file.name, file.dated) == ("bon.pdf", MARCH)
    again = plain(begun, 6, CASH, FOOD, receipts=(Receipt("other.pdf", pdf("cake")),))
    with pytest.raises(Refused) as found:
        begun.do(pay, again)
    assert "KAS2026-0001" in str(found.value)
    assert closing(begun)[FOOD] == 5
    begun.do(pay, plain(begun, 6, CASH, FOOD))
    entry_id = begun.ask(find_entry, "KAS2026-0002")
    late = NewAttachment(Owner("entry", entry_id), "bon.pdf", pdf("coffee"))
    undone(lambda: begun.do(attach_receipt, late))
    assert codes(begun, attach_receipt, late) == ["receipt.twice"]


def test_expenses_without_a_receipt_are_listed(begun: Books) -> None:
    known = ids(begun)
    begun.do(pay, plain(begun, 5, CASH, FOOD, party="Smit", description="Taart"))
    begun.do(pay, plain(begun, 6, CASH, FOOD, receipts=(Receipt("bon.pdf", pdf("cake")),)))
    begun.do(pay, plain(begun, 7, BANK, "46415"))
    begun.do(move, NewMove(euros(100), MARCH, known[BANK], known[CASH]))
    begun.do(receive, plain(begun, 8, BANK, OTHER_INCOME))
    begun.do(owe, owed(begun, 9))
    begun.do(pay, plain(begun, 10, BANK, OFFICE))
    begun.do(reverse_entry, begun.ask(find_entry, "BANK2026-0004"))
    rows = begun.ask(list_without_receipt, "2026")
    assert [(row.number, row.who, row.description, row.amount) for row in rows] == [
        ("INK2026-0001", "Drukkerij Nota", "Office costs", euros(9)),
        ("KAS2026-0001", "Smit", "Taart", euros(5)),
    ]
    assert begun.ask(list_without_receipt, "2027") == []


def test_cash_is_counted_and_the_difference_booked(
    begun: Books, undone: Callable[..., Any]
) -> None:
    cash = ids(begun)[CASH]
    right = NewCount(cash, MARCH, pieces={5000: 3, 1000: 3, 200: 2})
    undone(lambda: begun.do(count_cash, right))
    short = NewCount(cash, date(2026, 3, 3), euros(180), note="Fancy fair", counted_by="Piet")
    assert codes(begun, count_cash, short) == ["cash.differs"]
    answers = {"cash.differs": "looked everywhere"}
    undone(lambda: begun.do(count_cash, short, answers=answers))
    assert (closing(begun)[CASH], closing(begun)[DIFFERENCES]) == (180, 4)
    newest, oldest = begun.ask(list_counts, cash)
    assert (newest.difference, newest.number, newest.counted_by) == (
        euros(-4),
        "KAS2026-0001",
        "Piet",
    )
    assert (oldest.difference, oldest.pieces, oldest.counted_by) == (
        euros(0),
        {5000: 3, 1000: 3, 200: 2},
        "Hanneke Brouwer",
    )
    assert pieces_in_words("5000:3 200:2").replace("\u00a0", " ") == ("3 × € 50.00, 2 × € 2.00")


def test_what_would_change_counted_cash_is_asked_about(begun: Books) -> None:
    cash = ids(begun)[CASH]
    begun.do(count_cash, NewCount(cash, MARCH, euros(184)))
    late = plain(begun, 18.5, CASH, FOOD, date(2026, 2, 27))
    assert codes(begun, pay, late) == ["plain.counted"]
    begun.do(pay, plain(begun, 18.5, CASH, FOOD, date(2026, 3, 3)))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"counted": euros(-1)}, "cash.below"),
        ({}, "cash.nothing"),
        ({"counted": euros(60), "pieces": {5000: 1}}, "cash.sum"),
        ({"pieces": {4000: 1}}, "cash.pieces"),
        ({"counted": euros(1e9)}, "entry.too_large"),
        ({"counted": euros(184), "dated": date(2026, 3, 4)}, "cash.to_come"),
        ({"counted": euros(184), "dated": date(2025, 3, 4)}, "entry.before_books"),
    ],
)
def test_a_count_that_cannot_be_is_refused(begun: Books, given: dict[str, Any], code: str) -> None:
    new = NewCount(ids(begun)[CASH], **({"dated": MARCH} | given))
    assert code in codes(begun, count_cash, new)
    assert begun.ask(list_counts) == []


def test_only_cash_is_counted(begun: Books) -> None:
    assert codes(begun, count_cash, NewCount(ids(begun)[BANK], MARCH, euros(5))) == ["cash.account"]


def test_the_cash_book_runs_on_from_day_to_day(begun: Books) -> None:
    known = ids(begun)
    begun.do(pay, plain(begun, 18.5, CASH, FOOD, party="Smit"))
    early = date(2026, 2, 1)
    begun.do(move, NewMove(euros(50), early, known[BANK], known[CASH], "From the machine"))
    book = begun.ask(cash_book, known[CASH], "2026")
    assert (book.opening, book.closing) == (euros(184), euros(215.5))
    assert [(row.dated, row.against, row.amount, row.balance) for row in book.rows] == [
        (early, "Bank account", euros(50), euros(234)),
        (MARCH, "Costs of activities", euros(-18.5), euros(215.5)),
    ]
    later = begun.ask(cash_book, known[CASH], "2027")
    assert (later.opening, later.closing, later.rows) == (euros(215.5), euros(215.5), ())


def test_forms_offer_accounts_by_use_and_names_that_are_known(begun: Books) -> None:
    begun.do(pay, plain(begun, 18.5, CASH, FOOD, party="Bakkerij Smit"))
    first, *others = begun.ask(own_accounts, MARCH)
    assert (first.name, first.balance) == ("Cash", euros(165.5))
    assert {each.number for each in others} == {BANK, "10270"}
    out = begun.ask(purposes, False)
    assert out[0].kind == "expense"
    assert out[-1].kind == "income"
    offered = {each.number for each in out}
    assert not offered & {BANK, CASH, DEBTORS, CREDITORS, "05403"}
    assert begun.ask(purposes, True)[0].kind == "income"
    anna = NewPerson(call_name="Anna", surname="Vos", town="Beemdervelde")
    person_id = begun.do(add_person, anna)
    names = {each.name: each.person_id for each in begun.ask(known_names)}
    assert names == {"Anna Vos": person_id, "Bakkerij Smit": None}


def test_what_is_owed_by_a_name_keeps_it_when_books_begin(books: Books) -> None:
    new = NewOpenItem(
        "sale", None, "2026", MARCH, MARCH, euros(5), "Jam", direction="receivable", party="Toos"
    )
    books.do(add_open_items, [new])
    begin(books)
    (row, *_rest) = books.ask(list_lines)
    assert row.who == "Toos"


def test_history_leads_to_the_booking_of_a_bill_and_to_the_cash_book(begun: Books) -> None:
    def last_place() -> object:
        return begun.ask(lambda session: place_of(session, session.scalars(newest).one()))

    newest = select(Done.id).order_by(Done.id.desc()).limit(1)
    number = begun.do(owe, owed(begun, 60))
    assert last_place() == ("ledger", ("entry", begun.ask(find_entry, number)))
    begun.do(count_cash, NewCount(ids(begun)[CASH], MARCH, euros(184)))
    assert last_place() == ("ledger", "cash")
