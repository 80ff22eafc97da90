"""How much of a tariff is owed: whole years, parts begun, joining and leaving."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.contributions.rules import (
    CHARGED,
    FREE,
    NO_TARIFF,
    PRO_RATA,
    READY,
    MembershipTerm,
    NewTariff,
    Share,
    TariffTerm,
    amount_for,
    charge_reference,
    check_charge_run,
    check_new_tariff,
    dates_of_run,
    plan_lines,
    share_of_year,
    tariff_for,
)
from coopadmin.contributions.states import charge_state
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import ZERO, Money

YEAR = BookYear.starting(date(2026, 1, 1))
BROKEN = BookYear.starting(date(2025, 9, 1))
SHORT = BookYear(Period(date(2026, 5, 15), date(2026, 12, 31)), "2026")
LONG_AGO = date(2010, 1, 1)
YEARS = st.sampled_from([YEAR, BROKEN, SHORT])


def share(
    first: date = LONG_AGO,
    last: date | None = None,
    pro_rata: str = "month",
    year: BookYear = YEAR,
    *,
    ending_counts: bool = False,
) -> Share:
    return share_of_year(year, first, last, pro_rata, ending_counts=ending_counts)


@pytest.mark.parametrize(
    ("pro_rata", "joined", "expected"),
    [
        ("none", date(2026, 12, 31), Share(1, 1)),
        ("month", date(2026, 1, 1), Share(12, 12)),
        ("month", date(2026, 1, 31), Share(12, 12)),
        ("month", date(2026, 2, 1), Share(11, 12)),
        ("month", date(2026, 12, 31), Share(1, 12)),
        ("quarter", date(2026, 3, 31), Share(4, 4)),
        ("quarter", date(2026, 4, 1), Share(3, 4)),
        ("half-year", date(2026, 6, 30), Share(2, 2)),
        ("half-year", date(2026, 7, 1), Share(1, 2)),
    ],
)
def test_who_joins_during_the_year_owes_the_parts_begun(
    pro_rata: str, joined: date, expected: Share
) -> None:
    assert share(joined, pro_rata=pro_rata) == expected


def test_who_leaves_during_the_year_owes_all_of_it_unless_the_statutes_say_otherwise() -> None:
    leaves = date(2026, 3, 10)
    assert share(last=leaves) == Share(12, 12)
    assert share(last=leaves, ending_counts=True) == Share(3, 12)
    assert share(last=YEAR.last, ending_counts=True).whole


def test_statutes_that_end_the_debt_at_leaving_count_months_where_the_tariff_knows_no_parts() -> (
    None
):
    leaves = date(2026, 3, 10)
    assert share(date(2026, 2, 5), leaves, "none", ending_counts=True) == Share(3, 12)
    assert share(date(2026, 2, 5), None, "none", ending_counts=True) == Share(1, 1)


def test_parts_follow_the_book_year_and_not_the_calendar() -> None:
    assert share(date(2026, 1, 15), pro_rata="half-year", year=BROKEN) == Share(2, 2)
    assert share(date(2026, 3, 1), pro_rata="half-year", year=BROKEN) == Share(1, 2)


def test_a_short_year_is_one_year_of_fewer_parts() -> None:
    assert share(year=SHORT).whole
    assert share(date(2026, 12, 20), year=SHORT) == Share(1, 8)


@given(
    YEARS,
    st.sampled_from(sorted(PRO_RATA)),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.none() | st.integers(0, 700),
    st.booleans(),
    st.integers(0, 10**7),
)
def test_a_share_is_never_nothing_and_never_more_than_the_whole(
    year: BookYear,
    pro_rata: str,
    first: date,
    days: int | None,
    ending_counts: bool,
    cents: int,
) -> None:
    last = None if days is None else first + timedelta(days=days)
    if first > year.last or (last is not None and last < year.first):
        return
    found = share_of_year(year, first, last, pro_rata, ending_counts=ending_counts)
    assert 1 <= found.parts <= found.of
    amount = amount_for(TariffTerm(first, Money(cents), pro_rata), found)
    assert ZERO <= amount <= Money(cents)
    if last is None or not ending_counts:
        later = share_of_year(
            year, min(first + timedelta(days=40), year.last), last, pro_rata, ending_counts=False
        )
        assert later.parts <= found.parts


@given(YEARS, st.integers(1, 10**7), st.dates(date(2026, 5, 15), date(2026, 8, 31)))
def test_two_halves_of_a_year_are_the_whole_but_for_the_part_in_which_they_meet(
    year: BookYear, cents: int, meets: date
) -> None:
    before = share_of_year(year, year.first, meets, "month", ending_counts=True)
    after = share_of_year(year, meets, None, "month", ending_counts=True)
    assert before.parts + after.parts == before.of + 1


OLD = TariffTerm(date(2024, 1, 1), Money(2000), "none")
NEW = TariffTerm(date(2026, 3, 1), Money(2500), "none")


def test_who_was_a_member_already_gets_a_new_tariff_from_the_next_year_on() -> None:
    assert tariff_for([NEW, OLD], LONG_AGO, YEAR) == OLD
    assert tariff_for([NEW, OLD], date(2026, 2, 28), YEAR) == OLD
    assert tariff_for([NEW, OLD], date(2026, 3, 1), YEAR) == NEW
    assert tariff_for([NEW, OLD], LONG_AGO, BookYear.starting(date(2027, 1, 1))) == NEW


def test_a_first_tariff_counts_for_the_year_in_which_it_begins_and_none_before() -> None:
    assert tariff_for([NEW], LONG_AGO, YEAR) == NEW
    assert tariff_for([NEW], LONG_AGO, BookYear.starting(date(2025, 1, 1))) is None
    assert tariff_for([], LONG_AGO, YEAR) is None


def member(number: int, kind_id: int = 1, person_id: int | None = None) -> MembershipTerm:
    name = f"Lid {number}"
    person = person_id or number
    return MembershipTerm(
        number, number, person, name, kind_id, "Personal", person, name, LONG_AGO, None
    )


def test_every_membership_gets_one_line_with_its_state() -> None:
    free = TariffTerm(LONG_AGO, ZERO, "none")
    lines = list(
        plan_lines(
            [member(1), member(2), member(3, 2), member(4, 3), member(5, 1, person_id=1)],
            YEAR,
            {1: [OLD], 2: [free]},
            {2},
            ending_counts=False,
        )
    )
    assert [line.state for line in lines] == [READY, CHARGED, FREE, NO_TARIFF, READY]
    assert [line.amount for line in lines] == [
        Money(2000), Money(2000), ZERO, ZERO, Money(2000),
    ]  # fmt: skip
    assert lines[3].problem is not None
    assert lines[3].problem.code == "contributions.no_tariff"
    assert [line.remark is not None for line in lines] == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("today", "dated", "due"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), date(2026, 4, 2)),
        (date(2025, 12, 1), date(2026, 1, 1), date(2026, 1, 31)),
        (date(2027, 2, 1), date(2026, 12, 31), date(2027, 3, 3)),
    ],
)
def test_a_run_is_dated_within_its_year_and_due_after_today(
    today: date, dated: date, due: date
) -> None:
    assert dates_of_run(YEAR, today) == (dated, due)


def test_a_run_with_nobody_is_refused_and_one_outside_its_year_or_of_a_far_year_asked_about() -> (
    None
):
    def codes(dated: date, due: date, today: date, ready: int) -> list[str]:
        return [each.code for each in check_charge_run(YEAR, dated, due, today, ready)]

    day = date(2026, 3, 3)
    assert codes(day, day, day, 1) == []
    assert codes(date(2027, 1, 1), day, day, 0) == [
        "contributions.nothing_to_charge",
        "contributions.run_outside_year",
        "contributions.due_before_date",
    ]
    assert codes(day, day, date(2025, 9, 30), 1) == ["contributions.early"]
    assert codes(day, day, date(2025, 10, 1), 1) == []


def test_a_tariff_is_not_negative_and_knows_its_rule() -> None:
    wrong = NewTariff(1, LONG_AGO, Money(-1), "weekly")
    assert [each.code for each in check_new_tariff(wrong, [])] == [
        "contributions.negative",
        "contributions.pro_rata",
    ]
    assert list(check_new_tariff(NewTariff(1, LONG_AGO, ZERO), [])) == []


def test_states_and_references_read_as_they_should() -> None:
    euro = Money(100)
    assert [charge_state(euro, paid) for paid in (ZERO, Money(1), euro, Money(101))] == [
        "open", "part", "paid", "overpaid",
    ]  # fmt: skip
    assert [charge_state(euro, Money(40), let_go) for let_go in map(Money, (20, 60, 61))] == [
        "part", "let-go", "overpaid",
    ]  # fmt: skip
    assert charge_reference("2026", 7) == "C2026-0007"
    assert charge_reference("2025-2026", 12345) == "C2025-2026-12345"
