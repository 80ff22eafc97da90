"""The rules of tasks: pure facts in, what waits for the board out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coopadmin.attachments.rules import MUCH
from coopadmin.desk.task_facts import (
    Notice,
    Overdue,
    PlannedMeeting,
    QuietMonth,
    RunningTerm,
    TaskFacts,
    YearAccounts,
)
from coopadmin.desk.task_rules import tasks
from coopadmin.desk.tasks import time_left, urgency
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money

TODAY = date(2026, 3, 3)
NOTHING = TaskFacts(
    today=TODAY,
    legal_form="cooperatie-ua",
    founded_on=date(2014, 3, 14),
    year=BookYear.starting(date(2026, 1, 1)),
    begun=date(2020, 1, 1),
    accounts=(),
    meetings=(),
    board_terms=2,
    board=(RunningTerm("Hanneke Brouwer", "Treasurer", date(2028, 5, 1), 1),),
    auditors=2,
    auditors_asked=2,
    members=318,
    register_changes=0,
    kinds_without_tariff=(),
    charged=True,
    overdue=(),
    quiet_months=(),
    statutes_checked=True,
    rates=5,
    rates_to_check=0,
    rates_of_before=0,
)
YEAR_2025 = YearAccounts(BookYear.starting(date(2025, 1, 1)))


def found(**changes: object) -> list[tuple[str, date | None]]:
    """Codes and days of the tasks when these facts are otherwise."""
    return [(task.code, task.due) for task in tasks(replace(NOTHING, **changes))]  # type: ignore[arg-type]


def test_where_all_is_done_nothing_waits() -> None:
    assert tasks(NOTHING) == []


def test_an_application_waits_for_the_board() -> None:
    waiting = replace(NOTHING, applications=2, applied_since=date(2026, 2, 10))
    (task,) = tasks(waiting)
    assert (task.code, task.place) == ("applications.decide", "applicants")
    assert task.title == "2 applications wait for a decision"


def test_liable_members_get_an_acknowledgement_of_their_notice_within_14_days() -> None:
    notice = Notice("Jan Berg", date(2026, 2, 20))
    assert found(unacknowledged=(notice,)) == [], "not of a cooperative U.A."
    (task,) = tasks(replace(NOTHING, legal_form="cooperatie-ba", unacknowledged=(notice,)))
    assert (task.code, task.due, task.place) == (
        "members.acknowledge",
        date(2026, 3, 6),
        "Jan Berg",
    )


def test_accounts_ask_for_a_meeting_and_then_for_its_decision() -> None:
    assert found(accounts=(YEAR_2025,)) == [
        ("accounts.draw_up", date(2026, 6, 30)),
        ("accounts.plan", date(2026, 7, 31)),
    ]
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", date(2026, 5, 1))
    planned = found(accounts=(YEAR_2025,), meetings=(meeting,))
    assert planned[-1] == ("accounts.adopt", date(2026, 7, 31))
    too_late = replace(meeting, held_on=date(2026, 8, 1))
    assert found(accounts=(YEAR_2025,), meetings=(too_late,))[-1][0] == "accounts.plan"


def test_a_decision_of_the_members_moves_the_days_of_the_accounts() -> None:
    extended = replace(YEAR_2025, more_months=4)
    first, second = tasks(replace(NOTHING, accounts=(extended,)))
    assert (first.due, second.due) == (date(2026, 10, 31), date(2026, 11, 30))
    assert first.why == "The members gave 4 months more."


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 7, 31), ("accounts.plan", date(2026, 7, 31))),
        (date(2026, 8, 1), ("accounts.file_unadopted", date(2026, 8, 31))),
        (date(2026, 9, 1), ("accounts.limit", date(2026, 12, 31))),
    ],
)
def test_what_was_not_adopted_in_time_is_filed_as_such(
    today: date, expected: tuple[str, date]
) -> None:
    assert found(today=today, accounts=(YEAR_2025,))[-1] == expected
    assert "accounts.limit" not in dict(
        found(today=today, accounts=(YEAR_2025,), legal_form="vereniging")
    )


def test_adopted_accounts_are_filed_within_eight_days_by_a_cooperative() -> None:
    adopted = replace(YEAR_2025, adopted_on=date(2026, 5, 28))
    assert found(accounts=(adopted,)) == [("accounts.file", date(2026, 6, 5))]
    assert found(accounts=(adopted,), legal_form="vereniging") == []
    assert found(accounts=(adopted,), begun=date(2026, 6, 6)) == []


def test_of_an_older_year_only_what_is_overdue_is_told() -> None:
    older = YearAccounts(BookYear.starting(date(2024, 1, 1)))
    adopted = replace(YEAR_2025, adopted_on=date(2019, 1, 1))
    assert found(accounts=(adopted, older)) == [("accounts.limit", date(2025, 12, 31))]
    assert found(accounts=(adopted, older), begun=date(2026, 1, 2)) == []


def test_a_cooperative_founded_this_year_has_no_accounts_of_last_year() -> None:
    assert found(accounts=(YEAR_2025,), founded_on=date(2026, 2, 1)) == []


def test_what_was_due_before_the_file_began_is_not_asked_for() -> None:
    assert found(accounts=(YEAR_2025,), begun=date(2026, 7, 1)) == [
        ("accounts.plan", date(2026, 7, 31))
    ]
    assert found(accounts=(YEAR_2025,), begun=date(2026, 11, 22)) == []


@pytest.mark.parametrize(
    ("legal_form", "expected"),
    [
        ("cooperatie-ua", []),
        ("cooperatie-wa", [("members.register", date(2026, 1, 31))]),
        ("cooperatie-ba", [("members.register", date(2026, 1, 31))]),
        ("vereniging", []),
    ],
)
def test_only_with_liable_members_changes_go_to_the_trade_register(
    legal_form: str, expected: list[tuple[str, date]]
) -> None:
    adopted = replace(YEAR_2025, adopted_on=date(2019, 1, 1))
    got = found(legal_form=legal_form, accounts=(adopted,), register_changes=12)
    assert got == expected
    assert found(legal_form=legal_form, accounts=(adopted,)) == []


def test_an_audit_committee_is_asked_for_at_the_next_meeting() -> None:
    assert found(auditors=1) == [("auditors.appoint", None)]
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", TODAY)
    assert found(auditors=0, meetings=(meeting,)) == [("auditors.appoint", date(2026, 5, 28))]
    assert found(auditors=0, auditors_asked=0) == [], "a supervisory board does it"


def test_a_meeting_is_convened_in_time_then_recorded_then_its_minutes_adopted() -> None:
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", None, 14)
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
    assert found(board=(replace(ends, successor="Lies Bakker"),)) == []
    late = PlannedMeeting(date(2026, 12, 31), "preparation", TODAY)
    assert ("board.term", date(2026, 12, 31)) in found(
        board=(replace(ends, planned_last=date(2026, 12, 31)),), meetings=(late,)
    )


def test_a_term_that_is_over_asks_what_became_of_it_and_is_not_late() -> None:
    over = RunningTerm("Wim Terpstra", "Secretary", date(2025, 5, 21), 1)
    (task,) = tasks(replace(NOTHING, board=(over,)))
    assert (task.code, task.due) == ("board.ended", None)
    assert task.why == "Secretary · Over since 21 May 2025: record the end, and who was appointed"
    (task,) = tasks(replace(NOTHING, board=(replace(over, successor="Lies Bakker"),)))
    assert task.why == "Secretary · Lies Bakker came after; record the last day of Wim Terpstra."


def test_what_is_overdue_names_how_many_and_how_much() -> None:
    (task,) = tasks(
        replace(NOTHING, overdue=(Overdue("2025", 11, Money(31000), date(2025, 3, 1), 289, 300),))
    )
    assert task.title == "11 members have not paid the contribution of 2025 yet"
    assert task.why == "Together €\u00a0310.00 · due since 1 March 2025"
    assert (task.page, task.place, task.steps) == ("contributions", "open 2025", (289, 300))


def test_a_year_that_was_not_charged_says_what_is_missing_first() -> None:
    (task,) = tasks(replace(NOTHING, charged=False))
    assert (task.title, task.why) == ("Charge the contribution of 2026", "318 memberships")
    (task,) = tasks(replace(NOTHING, charged=False, kinds_without_tariff=("Household",)))
    assert task.why == "There is no tariff yet for Household."
    assert found(charged=False, members=0) == [("members.none", None)]


def test_months_without_hours_name_the_first_activities() -> None:
    quiet = QuietMonth(Period.month(2026, 2), ("Bus", "Soup", "Garden", "Visits", "Phone"), 2)
    (task,) = tasks(replace(NOTHING, quiet_months=(quiet,)))
    assert task.title == "Enter the hours of February 2026"
    assert task.why == "Nothing yet of Bus, Soup, Garden and 2 others"
    assert task.steps == (2, 7)


def test_many_documents_are_told_once_for_each_half_gigabyte() -> None:
    assert found(attached=MUCH - 1) == []
    assert found(attached=MUCH) == [("attachments.much", None)]
    once, again, more = (
        tasks(replace(NOTHING, attached=size))[0] for size in (MUCH, 2 * MUCH - 1, 2 * MUCH)
    )
    assert once.key == again.key != more.key
    assert once.title == "The documents in this file take 500 MB"


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
    assert found(rates_of_before=1) == [("rates.year", None)]
    assert found(board=()) == [("board.none", None)]
    assert found(board=(), legal_form="geen") == []


def test_what_has_a_day_comes_first_and_the_earliest_on_top() -> None:
    meeting = PlannedMeeting(date(2026, 5, 28), "preparation", None, 14)
    order = found(
        accounts=(YEAR_2025,), meetings=(meeting,), rates_to_check=1, statutes_checked=False
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
