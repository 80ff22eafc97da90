"""What the frame and the home page ask of a real file."""

from __future__ import annotations

from datetime import date

import pytest

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import pay_charges, run_charges, set_tariff
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.desk.queries import frame, list_tasks, name_parts, overview, task_facts
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.meetings.rules import NewMeeting
from coopadmin.meetings.service import plan_meeting
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint
from coopadmin.store import Books
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.contributions.making import Member, kind_id, make
from tests.fixtures import WHO


def codes(books: Books) -> list[str]:
    return [task.code for task in books.ask(list_tasks, books.today())]


def work(books: Books, person: int, activity: int, day: date, minutes: int) -> None:
    answers = {"hours.likely": "right"}
    books.do(record_hours, NewHours(person, activity, day, day, Duration(minutes)), answers=answers)


def test_a_new_file_says_how_to_begin(books: Books) -> None:
    assert codes(books) == [
        "accounts.draw_up",
        "accounts.plan",
        "members.none",
        "board.none",
        "statutes.check",
        "rates.check",
    ]


@pytest.mark.parametrize(
    ("name", "legal_form", "parts"),
    [
        ("Zorgcoöperatie Beemdervelde U.A.", "cooperatie-ua", ("Zorgcoöperatie", "Beemdervelde")),
        ("Coöperatie Ons Dorp W.A.", "cooperatie-wa", ("Coöperatie", "Ons Dorp")),
        ("Beemdervelde Zorgcoöperatie UA", "cooperatie-ua", None),
        ("Stichting De Brug", "stichting", ("Stichting", "De Brug")),
        ("De Waterlinie", "geen", None),
    ],
)
def test_a_name_is_shown_in_two_parts(
    books: Books, name: str, legal_form: str, parts: tuple[str, str] | None
) -> None:
    facts = vars(books.ask(get_cooperative))
    changed = {key: value for key, value in facts.items() if key != "id"}
    books.do(
        change_cooperative,
        ChangedCooperative(**{**changed, "name": name, "legal_form": legal_form}),
    )
    kind, rest = name_parts(books.ask(get_cooperative))
    if parts is None:
        assert kind == "Care cooperative"
        assert rest in name
    else:
        assert (kind, rest) == parts


def test_those_who_may_be_at_work_are_officers_and_who_worked_before(books: Books) -> None:
    people = make(books, Member(1, "Wim Terpstra"))
    books.do(appoint, NewTerm(people[1], "board", "secretary", date(2024, 5, 1)))
    shown = books.ask(frame, books.today())
    assert shown.names == ("Wim Terpstra", WHO)
    assert (shown.kind, shown.name) == ("Zorgcoöperatie", "Beemdervelde")
    assert shown.years[0].label == "2026"
    assert not shown.example


def test_figures_count_members_since_the_year_began(books: Books) -> None:
    make(
        books,
        Member(1, since=date(2020, 1, 1)),
        Member(2, since=date(2026, 2, 1)),
        Member(3, since=date(2020, 1, 1), until=date(2026, 1, 31)),
        Member(4, since=date(2020, 1, 1), until=date(2025, 12, 31)),
        Member(5, since=date(2026, 6, 1)),
    )
    now = books.ask(overview, books.today())
    assert (now.members, now.members_at_start) == (2, 2)


def test_hours_are_compared_with_the_same_day_a_year_ago(books: Books) -> None:
    person = make(books, Member(1))[1]
    bus = books.do(add_activity, NewActivity("Bus"))
    for day, minutes in (
        (date(2025, 1, 15), 60),
        (date(2025, 3, 3), 30),
        (date(2025, 3, 4), 600),
        (date(2026, 1, 10), 90),
        (date(2026, 3, 3), 45),
    ):
        work(books, person, bus, day, minutes)
    now = books.ask(overview, books.today())
    assert (now.worked.minutes, now.worked_before.minutes) == (135, 90)
    assert [(pair.worked.minutes, pair.before.minutes) for pair in now.months[:4]] == [
        (90, 60),
        (0, 0),
        (45, 630),
        (0, 0),
    ]


def test_what_is_open_counts_people_once(books: Books) -> None:
    make(books, Member(1), Member(2), Member(3))
    books.do(
        set_tariff, NewTariff(kind_id(books, "Personal"), date(2020, 1, 1), Money(2000), "none")
    )
    assert books.ask(task_facts, books.today()).kinds_without_tariff == []
    assert "contributions.charge" in codes(books)
    for year in (2025, 2026):
        books.do(run_charges, str(year), dated=date(year, 2, 1), due=date(year, 3, 1))
    assert "contributions.charge" not in codes(books)
    now = books.ask(overview, books.today())
    assert (now.open_year, now.open, now.debtors) == ("2026", Money(6000), 3)
    late = books.ask(task_facts, books.today()).overdue
    assert [(each.book_year, each.people, each.open) for each in late] == [
        ("2025", 3, Money(6000)),
        ("2026", 3, Money(6000)),
    ]


def test_the_next_meeting_is_the_first_that_is_planned(books: Books) -> None:
    assert books.ask(overview, books.today()).meeting is None
    for day in (date(2026, 6, 1), date(2026, 5, 28)):
        books.do(plan_meeting, NewMeeting("Spring meeting", day))
    assert books.ask(overview, books.today()).meeting == ("Spring meeting", date(2026, 5, 28))
    assert "accounts.adopt" in codes(books)


def test_a_month_without_hours_is_told_of_an_activity_that_has_them(books: Books) -> None:
    person = make(books, Member(1))[1]
    bus = books.do(add_activity, NewActivity("Bus"))
    ended = books.do(add_activity, NewActivity("Zang", until=date(2025, 12, 31)))
    books.do(add_activity, NewActivity("Nieuw"))
    for activity in (bus, ended):
        work(books, person, activity, date(2025, 12, 3), 60)
    quiet = books.ask(task_facts, books.today()).quiet_months
    assert [(each.month.first.month, each.activities) for each in quiet] == [
        (1, ("Bus",)),
        (2, ("Bus",)),
    ]
    work(books, person, bus, date(2026, 2, 3), 60)
    quiet = books.ask(task_facts, books.today()).quiet_months
    assert [each.month.first.month for each in quiet] == [1]


def test_payments_leave_the_list_of_tasks(books: Books) -> None:
    make(books, Member(1))
    books.do(
        set_tariff, NewTariff(kind_id(books, "Personal"), date(2020, 1, 1), Money(2000), "none")
    )
    books.do(run_charges, "2025", dated=date(2025, 2, 1), due=date(2025, 3, 1))
    assert "contributions.overdue" in codes(books)
    books.do(pay_charges, [charge.id for charge in books.ask(list_charges, "2025")])
    assert "contributions.overdue" not in codes(books)
