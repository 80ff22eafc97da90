"""What will not be paid: written off, or credited under a number of its own; both come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from coopadmin.contributions.crediting import CreditRow, NewCredit, credit_charge, list_credit_notes
from coopadmin.contributions.queries import ChargeRow, contributions_of_year, list_charges
from coopadmin.contributions.rules import NewPayment
from coopadmin.contributions.service import pay_contribution, take_back_payment
from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.money import ZERO
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.entry_queries import list_lines
from coopadmin.ledger.queries import list_open_items, list_settlements
from coopadmin.ledger.rules import NewOpenItem
from coopadmin.ledger.service import add_open_items, take_back_settlement, write_off
from coopadmin.store import Books
from coopadmin.store.model import Change
from tests.fixtures import refused
from tests.ledger.making import CONTRIBUTIONS, DEBTORS, DEFERRED, begin, closing, euros
from tests.ledger.test_books import charge, charged, close_2026, ready

BAD_DEBTS, OTHER_INCOME, CREDITORS = "45661", "82701", "16011"
MARCH = date(2026, 3, 3)


def first(books: Books, year: str = "2026") -> ChargeRow:
    return books.ask(list_charges, year)[0]


def credit(books: Books, **more: Any) -> str:
    values: dict[str, Any] = {"charge_id": first(books).id, "reason": "Moved abroad", **more}
    return books.do(credit_charge, NewCredit(**values))


def test_what_is_written_off_is_a_cost_and_can_come_back(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    charged(books)
    item = first(books).open_item_id
    undone(lambda: books.do(write_off, item, "Cannot be found any more"))
    assert closing(books) == {DEBTORS: 20, CONTRIBUTIONS: -40, BAD_DEBTS: 20}
    row = first(books)
    assert (row.state, row.open, row.paid, row.let_go) == ("let-go", ZERO, ZERO, euros(20))
    assert row.last_paid is None
    assert {line.source for line in books.ask(list_lines) if line.account == BAD_DEBTS} == {
        "write_off"
    }
    (settlement,) = books.ask(list_settlements, open_item_ids=[item])
    books.do(take_back_settlement, settlement.id)
    assert closing(books) == {DEBTORS: 40, CONTRIBUTIONS: -40}
    assert first(books).state == "open"


def test_what_we_owe_and_need_not_pay_is_income(books: Books) -> None:
    begin(books)
    bill = NewOpenItem("bill", None, "2026", MARCH, MARCH, euros(75), "Paint", direction="payable")
    books.do(add_open_items, [bill])
    (item,) = books.ask(list_open_items, direction="payable")
    books.do(write_off, item.id, "The shop is gone", euros(50))
    after = closing(books)
    assert (after[CREDITORS], after[OTHER_INCOME]) == (-25, -50)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("", None, None), "ledger.let_go_reason"),
        (("Gone", euros(21), None), "ledger.write_off_more"),
        (("Gone", ZERO, None), "ledger.let_go_nothing"),
        (("Gone", None, date(2026, 3, 4)), "ledger.let_go_future"),
        (("Gone", None, date(2025, 1, 4)), "ledger.let_go_before"),
    ],
)
def test_what_is_wrong_with_writing_off_is_said(books: Books, wrong: Any, code: str) -> None:
    charged(books)
    item = first(books).open_item_id
    assert code in [found for found, _field in refused(books, write_off, item, *wrong)]
    assert refused(books, write_off, 5, "Gone") == [("ledger.item_gone", None)]


def test_without_books_writing_off_works_too_and_they_take_it_over(books: Books) -> None:
    charged(books)
    row = first(books)
    books.do(write_off, row.open_item_id, "Gone")
    begin(books)
    assert closing(books) == {DEBTORS: 20, CONTRIBUTIONS: -40, BAD_DEBTS: 20}


def test_a_credit_note_has_a_number_and_lowers_what_was_charged(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    charged(books)
    undone(lambda: credit(books, amount=euros(5)))
    assert credit(books) == "CN2026-0002"
    assert closing(books) == {DEBTORS: 20, CONTRIBUTIONS: -20}
    notes = books.ask(list_credit_notes, "2026")
    assert [(note.number, note.amount, note.charge) for note in notes] == [
        ("CN2026-0001", euros(5), "C2026-0001"),
        ("CN2026-0002", euros(15), "C2026-0001"),
    ]
    facts = books.ask(
        lambda session: contributions_of_year(session, get_book_year(session, "2026"))
    )
    assert (facts.charged, facts.paid, facts.let_go, facts.open) == (
        euros(40),
        ZERO,
        euros(20),
        euros(20),
    )


def test_a_credit_note_that_is_taken_back_keeps_its_number(books: Books) -> None:
    begin(books)
    charged(books)
    credit(books)
    note: CreditRow
    (note,) = books.ask(list_credit_notes)
    books.do(take_back_payment, note.settlement_id)
    assert closing(books) == {DEBTORS: 40, CONTRIBUTIONS: -40}
    assert [each.taken_back for each in books.ask(list_credit_notes)] == [True]
    assert credit(books) == "CN2026-0002"


def test_numbers_of_credit_notes_come_back_only_from_the_end(books: Books) -> None:
    charged(books)
    credit(books, amount=euros(5))
    (note,) = books.ask(list_credit_notes)
    made = select(Change.done_id).where(Change.row_id == note.id)
    done = books.ask(lambda session: session.scalars(made).one())
    credit(books, amount=euros(5))
    with pytest.raises(Refused) as found:
        books.undo(done)
    assert [problem.code for problem in found.value.problems] == ["undo.numbered_on"]


def test_of_a_later_year_the_credit_goes_off_that_year(books: Books) -> None:
    begin(books)
    ready(books)
    charge(books, "2027", dated=MARCH)
    row = first(books, "2027")
    books.do(credit_charge, NewCredit(row.id, "Left before it began"))
    assert closing(books, "2026") == {DEBTORS: 20, DEFERRED: -20}
    assert closing(books, "2027") == {DEBTORS: 20, CONTRIBUTIONS: -20}
    (note,) = books.ask(list_credit_notes)
    books.do(take_back_payment, note.settlement_id)
    assert closing(books, "2027") == {DEBTORS: 40, CONTRIBUTIONS: -40}


def test_what_was_paid_already_is_asked_and_what_was_not_charged_refused(books: Books) -> None:
    charged(books)
    books.do(pay_contribution, NewPayment(1, "2026", euros(20), MARCH))
    asked = NewCredit(first(books).id, "Paid for nothing", euros(20))
    assert refused(books, credit_charge, asked) == [("contributions.credit_paid", "amount")]
    books.do(credit_charge, asked, answers={"contributions.credit_paid": "will be paid back"})
    assert first(books).open == euros(-20)
    more = NewCredit(first(books).id, "Once more", euros(1))
    assert refused(books, credit_charge, more) == [("contributions.credit_more", "amount")]
    assert refused(books, credit_charge, NewCredit(5, "Who?")) == [
        ("contributions.no_charge", None)
    ]


def test_in_a_closed_year_nothing_is_credited(books: Books) -> None:
    begin(books)
    charged(books)
    books.do(close_2026)
    wrong = NewCredit(first(books).id, "Gone")
    assert refused(books, credit_charge, wrong) == [("entry.year_closed", "dated")]
