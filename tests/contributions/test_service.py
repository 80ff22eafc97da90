"""Tariffs, charge runs and payments of contributions, through the two verbs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.contributions.queries import (
    contributions_of_year,
    list_charges,
    list_payments,
    list_tariffs,
    plan_charge_run,
    tariff_on,
)
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import (
    RunOutcome,
    pay_charges,
    pay_contribution,
    remove_tariff,
    run_charges,
    set_tariff,
    take_back_payment,
    take_back_run,
)
from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.queries import list_debtors
from coopadmin.store import Books
from coopadmin.words import say
from tests.contributions.making import Member, kind_id, make

TODAY = date(2026, 3, 3)
NEW_YEAR = date(2026, 1, 1)
ANNIE, BEA, COR = (
    Member(1, "Annie van den Berg"),
    Member(2, "Bea Hofstra", kind="Family"),
    Member(5, "Cor Vos", payer=2),
)


def tariff(books: Books, kind: str, euros: int, since: date = NEW_YEAR, **more: Any) -> int:
    new = NewTariff(kind_id(books, kind), since, Money(euros * 100), **more)
    return int(books.do(set_tariff, new))


@pytest.fixture
def people(books: Books) -> dict[int, int]:
    """Annie, Bea, and Cor for whom Bea pays; € 20 each and € 30 for a family."""
    found = make(books, ANNIE, BEA, COR)
    tariff(books, "Personal", 20)
    tariff(books, "Family", 30)
    return found


@pytest.fixture
def run(books: Books, people: dict[int, int]) -> RunOutcome:
    outcome: RunOutcome = books.do(run_charges, "2026")
    return outcome


def refusal(deed: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        deed()
    return "; ".join(say(problem) for problem in refused.value.problems)


def test_a_tariff_is_set_and_undone_and_replaced_on_the_same_day(
    books: Books, people: dict[int, int], undone: Callable[..., Any]
) -> None:
    personal = kind_id(books, "Personal")
    undone(lambda: tariff(books, "Personal", 25, date(2027, 1, 1)))
    undone(lambda: tariff(books, "Personal", 26, date(2027, 1, 1), pro_rata="month"))
    rows = [row for row in books.ask(list_tariffs) if row.kind == "Personal"]
    assert [(row.valid_from.year, row.amount, row.pro_rata) for row in rows] == [
        (2027, Money(2600), "month"),
        (2026, Money(2000), "none"),
    ]
    in_force = books.ask(tariff_on, personal, date(2026, 12, 31))
    assert in_force is not None
    assert in_force.amount == Money(2000)
    assert books.ask(tariff_on, personal, date(2025, 12, 31)) is None


def test_a_removed_tariff_can_come_back(
    books: Books, people: dict[int, int], undone: Callable[..., Any]
) -> None:
    made = tariff(books, "Personal", 25, date(2027, 1, 1))
    undone(lambda: books.do(remove_tariff, made))
    found = books.ask(tariff_on, kind_id(books, "Personal"), date(2027, 6, 1))
    assert found is not None
    assert found.amount == Money(2000)


def test_a_tariff_for_a_charged_year_is_a_question(books: Books, run: RunOutcome) -> None:
    personal = kind_id(books, "Personal")
    late = NewTariff(personal, NEW_YEAR, Money(9900))
    assert "Of 2026 charges were made already" in refusal(lambda: books.do(set_tariff, late))
    books.do(set_tariff, late, answers={"contributions.charged_already": "for newcomers"})
    books.do(set_tariff, NewTariff(personal, date(2027, 1, 1), Money(100)))


def test_the_preview_changes_nothing_and_says_what_a_run_would_do(
    books: Books, people: dict[int, int]
) -> None:
    make(books, Member(7, "Dirk Boer", kind="Friend"), Member(8, until=date(2025, 12, 31)))
    plan = books.ask(plan_charge_run, "2026", TODAY)
    assert [(line.number, line.state, line.amount) for line in plan.lines] == [
        (1, "ready", Money(2000)),
        (2, "ready", Money(3000)),
        (5, "ready", Money(2000)),
        (7, "no-tariff", ZERO),
    ]
    assert [line.payer for line in plan.ready] == [
        "Annie van den Berg", "Bea Hofstra", "Bea Hofstra",
    ]  # fmt: skip
    assert (plan.total, plan.next_number, plan.dated) == (Money(7000), 1, TODAY)
    assert {(each.kind, each.count, each.amount) for each in plan.by_kind} == {
        ("Personal", 2, Money(4000)),
        ("Family", 1, Money(3000)),
    }
    (left_out,) = plan.left_out
    assert left_out.problem is not None
    assert say(left_out.problem).startswith("There is no tariff for “Friend” in 2026.")
    assert books.ask(list_charges) == []


def test_a_run_charges_everybody_once_numbered_without_gaps(
    books: Books, people: dict[int, int], undone: Callable[..., Any]
) -> None:
    outcome = undone(lambda: books.do(run_charges, "2026"))
    assert (outcome.charges, outcome.total, outcome.first, outcome.last) == (3, Money(7000), 1, 3)
    rows = books.ask(list_charges, "2026")
    assert [(row.member_number, row.reference, row.state, row.open) for row in rows] == [
        (1, "C2026-0001", "open", Money(2000)),
        (2, "C2026-0002", "open", Money(3000)),
        (5, "C2026-0003", "open", Money(2000)),
    ]
    debtors = books.ask(list_debtors)
    assert [(row.name, row.items, row.open) for row in debtors] == [
        ("Annie van den Berg", 1, Money(2000)),
        ("Bea Hofstra", 2, Money(5000)),
    ]


def test_a_second_run_charges_only_who_came_since_and_numbers_on(
    books: Books, run: RunOutcome
) -> None:
    assert "Nobody is left to charge for 2026" in refusal(lambda: books.do(run_charges, "2026"))
    make(books, Member(9, since=date(2026, 3, 1)))
    plan = books.ask(plan_charge_run, "2026", TODAY)
    assert [line.state for line in plan.lines] == ["charged"] * 3 + ["ready"]
    outcome = books.do(run_charges, "2026")
    assert (outcome.charges, outcome.first, outcome.last) == (1, 4, 4)


def test_the_first_run_is_not_undone_from_under_the_second(books: Books, run: RunOutcome) -> None:
    first = _newest(books)
    make(books, Member(9))
    books.do(run_charges, "2026")
    second = _newest(books)
    assert "numbered on from these" in refusal(lambda: books.undo(first))
    books.undo(second)
    books.undo(first)
    assert books.ask(list_charges) == []
    assert books.do(run_charges, "2026").last == 4


def test_memberships_unchecked_by_hand_are_left_out(books: Books, people: dict[int, int]) -> None:
    plan = books.ask(plan_charge_run, "2026", TODAY)
    unchecked = [line.membership_id for line in plan.lines if line.number == 2]
    outcome = books.do(run_charges, "2026", leave_out=unchecked)
    assert (outcome.charges, outcome.last) == (2, 2)
    assert [row.member_number for row in books.ask(list_charges)] == [1, 5]


def test_undoing_a_run_is_refused_once_something_was_paid_on_it(
    books: Books, run: RunOutcome
) -> None:
    done = _newest(books)
    books.do(pay_contribution, NewPayment(1))
    assert refusal(lambda: books.undo(done)) == (
        "Payments were recorded on 1 of these charges. Take those back first."
    )
    books.undo()
    books.undo(done)
    assert books.ask(list_charges) == []
    assert take_back_run.code == "contributions.take_back_run"


def test_a_run_for_another_year_has_its_own_numbers_and_days(
    books: Books, people: dict[int, int]
) -> None:
    tariff(books, "Personal", 15, date(2025, 1, 1))
    books.do(run_charges, "2026")
    outcome = books.do(run_charges, "2025", dated=date(2025, 2, 1), due=date(2025, 3, 1))
    assert (outcome.first, outcome.charges, outcome.total) == (1, 2, Money(3000))
    assert {row.dated for row in books.ask(list_charges, "2025")} == {date(2025, 2, 1)}
    with pytest.raises(Refused, match="not in book year 2025"):
        books.do(run_charges, "2025", dated=TODAY)
    with pytest.raises(Refused, match="no book year"):
        books.do(run_charges, "1850")


def test_a_payment_without_a_year_goes_to_the_oldest_charge_first(
    books: Books, people: dict[int, int], undone: Callable[..., Any]
) -> None:
    tariff(books, "Personal", 15, date(2025, 1, 1))
    books.do(run_charges, "2025", dated=date(2025, 2, 1))
    books.do(run_charges, "2026")
    undone(lambda: books.do(pay_contribution, NewPayment(1, amount=Money(1750))))
    rows = books.ask(list_charges, member_number=1)
    assert [(row.book_year, row.state, row.open) for row in rows] == [
        ("2025", "paid", ZERO),
        ("2026", "part", Money(1750)),
    ]
    books.do(pay_contribution, NewPayment(1))
    assert {row.state for row in books.ask(list_charges, member_number=1)} == {"paid"}
    assert books.ask(list_charges, states=["open"], person_id=people[1]) == []


def test_a_payment_of_one_year_leaves_the_other_alone(books: Books, people: dict[int, int]) -> None:
    tariff(books, "Personal", 15, date(2025, 1, 1))
    books.do(run_charges, "2025", dated=date(2025, 2, 1))
    books.do(run_charges, "2026")
    books.do(pay_contribution, NewPayment(1, "2026", method="cash", note="at the door"))
    assert [row.state for row in books.ask(list_charges, member_number=1)] == ["open", "paid"]
    (payment,) = books.ask(list_payments, member_number=1)
    assert (payment.reference, payment.method, payment.note, payment.dated) == (
        "C2026-0001", "cash", "at the door", TODAY,
    )  # fmt: skip


def test_too_much_is_asked_about_and_then_stands_on_the_last_charge(
    books: Books, run: RunOutcome
) -> None:
    payment = NewPayment(1, amount=Money(5000))
    assert "Is it really that much?" in refusal(lambda: books.do(pay_contribution, payment))
    books.do(pay_contribution, payment, answers={"ledger.more_than_open": "a gift"})
    (row,) = books.ask(list_charges, member_number=1)
    assert (row.state, row.open) == ("overpaid", Money(-3000))
    assert "paid everything" in refusal(lambda: books.do(pay_contribution, NewPayment(1)))
    again = NewPayment(1, amount=Money(100))
    assert "nothing is open any more" in refusal(lambda: books.do(pay_contribution, again))


def test_a_payment_by_nobody_or_for_nothing_is_refused(books: Books, run: RunOutcome) -> None:
    make(books, Member(9))

    def pay(*values: Any) -> str:
        return refusal(lambda: books.do(pay_contribution, NewPayment(*values)))

    assert pay(77) == "There is no member 0077. Look it up in the list of members."
    assert "0009 was never charged" in pay(9)
    assert "0001 was not charged 2025" in pay(1, "2025")
    assert "more than nothing" in pay(1, None, Money(-100))


def test_several_members_are_ticked_off_at_once(
    books: Books, run: RunOutcome, undone: Callable[..., Any]
) -> None:
    charges = [row.id for row in books.ask(list_charges, "2026")]
    books.do(pay_contribution, NewPayment(1, amount=Money(500)))
    undone(lambda: books.do(pay_charges, charges[:2], date(2026, 3, 3)))
    rows = books.ask(list_charges, "2026")
    assert [row.state for row in rows] == ["paid", "paid", "open"]
    assert rows[0].last_paid == date(2026, 3, 3)
    assert "Nothing is open" in refusal(lambda: books.do(pay_charges, charges[:2]))


def test_a_payment_taken_back_is_open_again(
    books: Books, run: RunOutcome, undone: Callable[..., Any]
) -> None:
    (paid,) = books.do(pay_contribution, NewPayment(1))
    undone(lambda: books.do(take_back_payment, paid))
    (row,) = books.ask(list_charges, member_number=1)
    assert (row.state, row.last_paid) == ("open", None)
    assert [each.amount for each in books.ask(list_payments, "2026")] == [
        Money(-2000), Money(2000),
    ]  # fmt: skip


def test_the_figures_of_a_year_add_up_and_know_the_year_before(
    books: Books, people: dict[int, int]
) -> None:
    tariff(books, "Personal", 15, date(2025, 1, 1))
    tariff(books, "Family", 35, date(2026, 7, 1))
    books.do(run_charges, "2025", dated=date(2025, 2, 1))
    books.do(run_charges, "2026")
    books.do(pay_contribution, NewPayment(1, "2026", Money(500)))
    books.do(pay_contribution, NewPayment(1, "2025"))
    year = books.ask(get_book_year, "2026")
    facts = books.ask(contributions_of_year, year)
    assert (facts.charged, facts.paid, facts.open) == (Money(7000), Money(500), Money(6500))
    assert (facts.charges, facts.payers) == (3, 2)
    assert {(each.kind, each.count, each.charged, each.paid) for each in facts.by_kind} == {
        ("Personal", 2, Money(4000), Money(500)),
        ("Family", 1, Money(3000), ZERO),
    }
    assert [(each.kind, each.amount) for each in facts.tariffs] == [
        ("Family", Money(3000)),
        ("Family", Money(3500)),
        ("Personal", Money(2000)),
    ]
    assert facts.previous is not None
    assert (facts.previous.count, facts.previous.charged, facts.previous.open) == (
        2, Money(3000), Money(1500),
    )  # fmt: skip
    empty = books.ask(contributions_of_year, books.ask(get_book_year, "2024"))
    assert (empty.charged, empty.by_kind, empty.previous) == (ZERO, (), None)


def test_charging_five_thousand_members_is_one_breath(books: Books) -> None:
    make(books, *(Member(number) for number in range(1, 5001)))
    tariff(books, "Personal", 20)
    statements = _count_statements(books)
    begin = time.perf_counter()
    outcome = books.do(run_charges, "2026")
    seconds = time.perf_counter() - begin
    assert (outcome.charges, outcome.last) == (5000, 5000)
    # Never a timed assert: what grows with the members would be statements.
    assert len(statements) < 60, f"{len(statements)} statements in {seconds:.2f} s"


def _count_statements(books: Books) -> list[str]:
    from sqlalchemy import event

    seen: list[str] = []
    writer = books._writer
    assert writer is not None
    event.listen(writer, "before_cursor_execute", lambda *found: seen.append(found[2]))
    return seen


def _newest(books: Books) -> int:
    from coopadmin.store.undo import next_undo

    done = books.ask(next_undo)
    assert done is not None
    return done.id
