"""The rules of tasks: pure facts in, what waits for the board out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coopadmin.desk.task_facts import (
    Overdue,
    PlannedMeeting,
    QuietMonth,
    RunningTerm,
    TaskFacts,
)
from coopadmin.desk.tasks import accounts_due, tasks, time_left, urgency
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money

TODAY = date(2026, 3, 3)
NOTHING = TaskFacts(
    today=TODAY,
    legal_form="cooperatie-ua",
    founded_on=date(2014, 3, 14),
    year=BookYear.starting(date(2026, 1, 1)),
    last_year=BookYear.starting(date(2025, 1, 1)),
    begun=date(2020, 1, 1),
    accounts_adopted=True,
    meetings=(),
    convocation_days=14,
    board_terms=2,
    board=(RunningTerm("Hanneke Brouwer", "Treasurer", date(2028, 5, 1), 1),),
    members=318,
    kinds_without_tariff=(),
    charged=True,
    overdue=(),
    quiet_months=(),
    statutes_checked=True,
    rates_to_check=0,
)


def found(**changes: object) -> list[tuple[str, date | None]]:
    """Codes and days of the tasks when these facts are otherwise."""
    return [(task.code, task.due) for task in tasks(replace(NOTHING, **changes))]  # type: ignore[arg-type]


def test_where_all_is_done_nothing_waits() -> None:
    assert tasks(NOTHING) == []


@pytest.mark.parametrize(
    ("legal_form", "drawn_up", "adopted"),
    [
        ("cooperatie-ua", date(2026, 6, 30), date(2026, 7, 31)),
        ("cooperatie-wa", date(2026, 6, 30), date(2026, 7, 31)),
        ("vereniging", None, date(2026, 6, 30)),
        ("vereniging-informeel", None, date(2026, 6, 30)),
        ("stichting", date(2026, 6, 30), None),
        ("geen", None, None),
    ],
)
def test_accounts_have_the_terms_of_the_legal_form(
    legal_form: str, drawn_up: date | None, adopted: date | None
) -> None:
    assert accounts_due(legal_form, NOTHING.last_year) == (drawn_up, adopted)


def test_terms_follow_a_book_year_that_is_no_calendar_year() -> None:
    school_year = BookYear.starting(date(2024, 9, 1))
    assert accounts_due("cooperatie-ba", school_year) == (date(2026, 2, 28), date(2026, 3, 31))


def test_accounts_ask_for_a_meeting_and_then_for_its_decision() -> None:
    assert found(accounts_adopted=False) == [
        ("accounts.draw_up", date(2026, 6, 30)),
        ("accounts.plan", date(2026, 7, 31)),
    ]
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", date(2026, 5, 1))
    planned = found(accounts_adopted=False, meetings=(meeting,))
    assert planned[-1] == ("accounts.adopt", date(2026, 7, 31))
    too_late = replace(meeting, held_on=date(2026, 8, 1))
    assert found(accounts_adopted=False, meetings=(too_late,))[-1][0] == "accounts.plan"


def test_a_cooperative_founded_this_year_has_no_accounts_of_last_year() -> None:
    assert found(accounts_adopted=False, founded_on=date(2026, 2, 1)) == []


def test_what_was_due_before_the_file_began_is_not_asked_for() -> None:
    assert found(accounts_adopted=False, begun=date(2026, 7, 1)) == [
        ("accounts.plan", date(2026, 7, 31))
    ]
    assert found(accounts_adopted=False, begun=date(2026, 11, 22)) == []


def test_a_meeting_is_convened_in_time_then_recorded_then_its_minutes_adopted() -> None:
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", None)
    assert found(meetings=(meeting,)) == [("meeting.convene", date(2026, 5, 14))]
    assert found(meetings=(replace(meeting, convened_on=TODAY),)) == []
    past = replace(meeting, held_on=date(2026, 3, 1))
    assert found(meetings=(past,)) == [("meeting.record", date(2026, 3, 1))]
    held = PlannedMeeting(date(2025, 5, 22), "held", None)
    assert found(meetings=(held,)) == [("minutes.adopt", None)]
    convened = replace(meeting, convened_on=TODAY)
    assert found(meetings=(held, convened)) == [("minutes.adopt", date(2026, 5, 28))]
    assert found(meetings=(replace(held, status="adopted"),)) == []


def test_a_term_that_ends_before_the_next_meeting_is_told_with_what_can_follow() -> None:
    ends = RunningTerm("Wim Terpstra", "Secretary", date(2026, 6, 30), 2)
    (task,) = tasks(replace(NOTHING, board=(ends,)))
    assert (task.code, task.due) == ("board.term", date(2026, 6, 30))
    assert task.why == "Secretary · term 2, cannot be appointed again"
    (task,) = tasks(replace(NOTHING, board=(replace(ends, number=1),)))
    assert task.why.endswith("can be appointed again")
    assert found(board=(replace(ends, planned_last=date(2026, 12, 31)),)) == []
    late = PlannedMeeting(date(2026, 12, 31), "preparation", TODAY)
    assert ("board.term", date(2026, 12, 31)) in found(
        board=(replace(ends, planned_last=date(2026, 12, 31)),), meetings=(late,)
    )


def test_what_is_overdue_names_how_many_and_how_much() -> None:
    (task,) = tasks(
        replace(NOTHING, overdue=(Overdue("2025", 11, Money(31000), date(2025, 3, 1)),))
    )
    assert task.title == "11 members have not paid the contribution of 2025 yet"
    assert task.why == "Together €\u00a0310.00 · due since 1 March 2025"
    assert task.page == "contributions"


def test_a_year_that_was_not_charged_says_what_is_missing_first() -> None:
    (task,) = tasks(replace(NOTHING, charged=False))
    assert (task.title, task.why) == ("Charge the contribution of 2026", "318 memberships")
    (task,) = tasks(replace(NOTHING, charged=False, kinds_without_tariff=("Household",)))
    assert task.why == "There is no tariff yet for Household."
    assert found(charged=False, members=0) == [("members.none", None)]


def test_months_without_hours_name_the_first_activities() -> None:
    quiet = QuietMonth(Period.month(2026, 2), ("Bus", "Soup", "Garden", "Visits", "Phone"))
    (task,) = tasks(replace(NOTHING, quiet_months=(quiet,)))
    assert task.title == "Enter the hours of February 2026"
    assert task.why == "Nothing yet of Bus, Soup, Garden and 2 others"


def test_a_backup_is_asked_for_after_a_week_or_when_there_is_none() -> None:
    assert found(backups=(None,)) == [("backup.old", None)]
    assert found(backups=(datetime(2026, 2, 24, 21, 0),)) == [], "seven days"  # noqa: DTZ001
    assert found(backups=(datetime(2026, 2, 23, 21, 0),)) != []  # noqa: DTZ001
    assert found(backups=None) == [], "nobody can know"


def test_a_copy_in_a_second_place_is_asked_for_every_month() -> None:
    today = datetime(2026, 3, 3, 20, 0)  # noqa: DTZ001
    month, more = datetime(2026, 1, 31, 9, 0), datetime(2026, 1, 30, 9, 0)  # noqa: DTZ001
    assert found(backups=(today, month)) == []
    assert found(backups=(today, more)) == [("backup.second", None)]
    assert found(backups=(today, None)) == [], "nobody can know"


def test_what_nobody_checked_is_asked_for() -> None:
    assert found(statutes_checked=False) == [("statutes.check", None)]
    assert found(rates_to_check=2) == [("rates.check", None)]
    assert found(board=()) == [("board.none", None)]
    assert found(board=(), legal_form="geen") == []


def test_what_has_a_day_comes_first_and_the_earliest_on_top() -> None:
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", None)
    order = found(
        accounts_adopted=False, meetings=(meeting,), rates_to_check=1, statutes_checked=False
    )
    assert order == [
        ("meeting.convene", date(2026, 5, 14)),
        ("accounts.draw_up", date(2026, 6, 30)),
        ("accounts.adopt", date(2026, 7, 31)),
        ("statutes.check", None),
        ("rates.check", None),
    ]


@pytest.mark.parametrize(
    ("due", "tone", "left"),
    [
        (date(2026, 4, 3), "", "31 days left"),
        (date(2026, 4, 2), "warn", "30 days left"),
        (date(2026, 3, 7), "warn", "4 days left"),
        (date(2026, 3, 6), "bad", "3 days left"),
        (date(2026, 3, 4), "bad", "1 day left"),
        (date(2026, 3, 3), "bad", "today"),
        (date(2026, 3, 1), "bad", "2 days late"),
    ],
)
def test_urgency_begins_thirty_days_before_and_becomes_red_three_days_before(
    due: date, tone: str, left: str
) -> None:
    assert urgency(due, TODAY) == tone
    assert time_left(due, TODAY) == left
