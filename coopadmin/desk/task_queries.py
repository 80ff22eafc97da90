"""What tasks there are: the facts that the rules look at, own tasks, and what was ticked off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.orm import Session

from coopadmin.annual.queries import standing_of
from coopadmin.attachments.queries import room_taken
from coopadmin.contributions.model import Charge, Tariff
from coopadmin.contributions.rules import CHARGE_KIND
from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import (
    StatutesRow,
    get_book_years,
    get_cooperative,
    get_statutes,
)
from coopadmin.deadlines.queries import list_deadlines
from coopadmin.desk.erase_facts import to_erase
from coopadmin.desk.model import ExtendedTerm, OwnTask, TaskMark
from coopadmin.desk.rules import OWN
from coopadmin.desk.task_facts import (
    Ending,
    Overdue,
    PlannedMeeting,
    RunningTerm,
    TaskFacts,
    YearAccounts,
    YearBudget,
)
from coopadmin.desk.task_people import jubilees_ahead, unacknowledged, untold
from coopadmin.desk.task_rules import tasks
from coopadmin.desk.task_work import breaches_open, quiet_months, rates
from coopadmin.desk.tasks import HERE, Task, in_order
from coopadmin.kernel.calendar import BookYear, Period, add_months
from coopadmin.ledger.budgets import list_budgets
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.queries import NOTHING
from coopadmin.ledger.year_states import list_years
from coopadmin.meetings.model import AgendaItem, Meeting
from coopadmin.meetings.readiness import Preparation, convocation_days, convocation_steps
from coopadmin.meetings.rules import GENERAL_MEETING, PREPARATION
from coopadmin.members.applications import oldest_waiting
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.people.notes import notes_over
from coopadmin.people.queries import OfficerRow, list_officers
from coopadmin.people.rules import BODIES, OFFICES
from coopadmin.store.model import Done
from coopadmin.store.schema import MoneyColumn
from coopadmin.words import _

Backups = tuple[datetime | None, ...] | None
BOARD, AUDITORS, SUPERVISORS = "board", "audit-committee", "supervisory-board"
ORDINARY, SUBSTITUTE = "member", "substitute"
SHOWN_DONE = timedelta(days=31)


def list_tasks(
    session: Session, today: date, backups: Backups = None, now: datetime | None = None
) -> list[Task]:
    """What waits today; `backups` and `now` as in `TaskFacts`."""
    return split_tasks(session, today, backups, now)[0]


def list_set_aside(session: Session, today: date, backups: Backups = None) -> list[Task]:
    """What is out of the list of today, as in `split_tasks`."""
    return split_tasks(session, today, backups)[1]


def split_tasks(
    session: Session, today: date, backups: Backups = None, now: datetime | None = None
) -> tuple[list[Task], list[Task]]:
    """What waits today, and what does not.

    That is what was put off, the next to return first, and then what was ticked off in the last
    month; of a task that is computed only while its rule holds.
    """
    found = all_tasks(session, today, backups, now)
    aside = [
        task
        for task in found
        if not task.waits(today) and (task.done_on is None or today - task.done_on <= SHOWN_DONE)
    ]
    aside.sort(key=lambda task: (task.done_on is not None, task.put_off_until or date.max))
    return [task for task in found if task.waits(today)], aside


def all_tasks(
    session: Session, today: date, backups: Backups = None, now: datetime | None = None
) -> list[Task]:
    """Every task, computed and own, with what was ticked off and put off of them."""
    found = [*tasks(task_facts(session, today, backups, now)), *_own_tasks(session)]
    marks = {(mark.code, mark.about): mark for mark in session.scalars(select(TaskMark))}
    return in_order(_marked(task, marks.get((task.code, task.about))) for task in found)


def _own_tasks(session: Session) -> list[Task]:
    return [
        Task(
            OWN,
            str(row.number),
            row.title,
            " · ".join(part for part in (row.who, " ".join(row.note.split())) if part),
            _("Done"),
            HERE,
            due=row.due,
            icon="user-check",
            who=row.who,
            note=row.note,
        )
        for row in session.scalars(select(OwnTask).order_by(OwnTask.number))
    ]


def _marked(task: Task, mark: TaskMark | None) -> Task:
    if mark is None:
        return task
    return replace(
        task, done_on=mark.done_on, done_by=mark.done_by, put_off_until=mark.put_off_until
    )


def task_facts(
    session: Session, today: date, backups: Backups = None, now: datetime | None = None
) -> TaskFacts:
    """All that the rules of tasks look at, in a fixed number of queries."""
    cooperative = get_cooperative(session)
    years = get_book_years(session)
    year = years.on(today)
    last_year = years.before(year)
    statutes = get_statutes(session, today)
    officers = list_officers(session, today)
    charged = session.scalar(select(func.count()).where(Charge.book_year == year.label))
    applications, applied_since = oldest_waiting(session)
    notes, note_over_since = notes_over(session, today)
    jubilee_month, jubilees = jubilees_ahead(session, today)
    return TaskFacts(
        today=today,
        legal_form=cooperative.legal_form,
        founded_on=cooperative.founded_on,
        year=year,
        begun=session.scalars(select(func.min(Done.time))).one().date(),
        accounts=_accounts(session, (last_year, years.before(last_year)), today),
        meetings=_general_meetings(session, statutes, today),
        board_terms=statutes.board_terms,
        board=_board(session, today, officers),
        auditors=_auditors(officers, today),
        auditors_asked=_auditors_asked(cooperative.legal_form, statutes, officers),
        members=members_on(session, today),
        register_changes=_register_changes(session, last_year.period),
        kinds_without_tariff=_kinds_without_tariff(session, year),
        charged=bool(charged),
        overdue=_overdue(session, today),
        quiet_months=quiet_months(session, today),
        statutes_checked=statutes.checked,
        **rates(session, today),
        backups=backups,
        applications=applications,
        applied_since=applied_since,
        unacknowledged=unacknowledged(session, add_months(today, -12)),
        other_terms=_other_terms(officers),
        untold=untold(session, add_months(today, -12)),
        notes_over=notes,
        note_over_since=note_over_since,
        jubilee_month=jubilee_month,
        jubilees=jubilees,
        attached=room_taken(session),
        now=now,
        breaches=breaches_open(session),
        to_erase=to_erase(session, today),
        budgets=_budgets(session, (year, years.after(year))),
        deadlines=[
            Ending(
                row.number,
                row.kind,
                row.title,
                row.until,
                row.act_by,
                row.renews,
                row.keeper,
            )
            for row in list_deadlines(session, closed=False)
        ],
    )


def _accounts(session: Session, years: Iterable[BookYear], today: date) -> list[YearAccounts]:
    more = {row.book_year: row.months for row in session.scalars(select(ExtendedTerm))}
    books = {row.label: row for row in list_years(session, today)}
    found = []
    for year in years:
        row = books.get(year.label)
        adopted_on = row.adopted_on if row is not None else None
        adopted_on = adopted_on or standing_of(session, year, today).adopted_on
        state = "" if row is None else row.state
        found.append(YearAccounts(year, adopted_on, more.get(year.label, 0), state))
    return found


def _budgets(session: Session, years: Iterable[BookYear]) -> list[YearBudget]:
    books = find_bookkeeping(session)
    if books is None:
        return []
    versions = list_budgets(session)
    return [
        YearBudget(
            year,
            any(each.book_year == year.label and not each.adopted for each in versions),
            any(each.book_year == year.label and each.adopted for each in versions),
        )
        for year in years
        if year.first >= books.first
    ]


def _general_meetings(session: Session, statutes: StatutesRow, today: date) -> list[PlannedMeeting]:
    meetings = session.scalars(
        select(Meeting).where(Meeting.body == GENERAL_MEETING).order_by(Meeting.held_on)
    ).all()
    agendas = defaultdict(list)
    coming = [row.id for row in meetings if row.status == PREPARATION]
    for item in session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id.in_(coming)).order_by(AgendaItem.position)
    ):
        agendas[item.meeting_id].append((item.kind, item.proposal))
    found, previous = [], ""
    for row in meetings:
        items = tuple(agendas[row.id])
        days = convocation_days(
            statutes.convocation_days,
            statutes.amendment_convocation_days,
            [kind for kind, _proposal in items],
        )
        steps = convocation_steps(
            Preparation(
                row.begins,
                row.place,
                items,
                previous,
                row.documents,
                row.candidates,
                row.convened_on,
                row.held_on - timedelta(days=days),
                today,
            )
        )
        ready = sum(steps.values()), len(steps)
        found.append(PlannedMeeting(row.held_on, row.status, row.convened_on, days, ready))
        previous = row.status
    return found


def _board(session: Session, today: date, officers: Iterable[OfficerRow]) -> list[RunningTerm]:
    """Terms without a recorded last day; an ordinary seat has no one successor."""
    known = [row for row in officers if row.body == BOARD]
    ahead = list_officers(session, add_months(today, 12), BOARD)
    later = {row.term_id: row for row in [*known, *ahead]}.values()

    def successor(term: OfficerRow) -> str:
        names = [
            row.name
            for row in later
            if row.first > term.first
            and (row.person_id == term.person_id or row.office == term.office != ORDINARY)
        ]
        return names[0] if names else ""

    return [
        RunningTerm(
            row.name,
            _(OFFICES.get(row.office, row.office)),
            row.planned_last,
            row.number,
            successor(row),
        )
        for row in known
        if row.last is None
    ]


def _other_terms(officers: Iterable[OfficerRow]) -> list[RunningTerm]:
    """Of supervisors, committees and circles; the audit committee has a task of its own."""
    return [
        RunningTerm(
            row.name,
            f"{_(BODIES.get(row.body, row.body))} {row.group_name}".strip(),
            row.planned_last,
            row.number,
        )
        for row in officers
        if row.body not in (BOARD, AUDITORS) and row.last is None
    ]


def _auditors(officers: Iterable[OfficerRow], today: date) -> int:
    return sum(
        row.body == AUDITORS
        and row.office != SUBSTITUTE
        and (row.planned_last is None or row.planned_last >= today)
        for row in officers
    )


def _auditors_asked(legal_form: str, statutes: StatutesRow, officers: Iterable[OfficerRow]) -> int:
    """None where a supervisory board does it, and none in a legal form without members."""
    lawful = is_cooperative(legal_form) or legal_form.startswith("vereniging")
    supervised = any(row.body == SUPERVISORS for row in officers)
    return statutes.audit_committee_size if lawful and not supervised else 0


def _register_changes(session: Session, year: Period) -> int:
    came = Membership.since.between(year.first, year.last)
    went = Membership.until.between(year.first, year.last)
    rows = session.execute(
        select(
            select(func.count()).where(came).scalar_subquery(),
            select(func.count()).where(went).scalar_subquery(),
        )
    )
    return sum(rows.one())


def runs_on(day: date) -> Any:
    return (Membership.since <= day) & or_(Membership.until.is_(None), Membership.until >= day)


def members_on(session: Session, day: date) -> int:
    return session.scalar(select(func.count()).select_from(Membership).where(runs_on(day))) or 0


def _kinds_without_tariff(session: Session, year: BookYear) -> list[str]:
    priced = select(Tariff.kind_id).where(Tariff.valid_from <= year.last)
    with_members = select(Membership.kind_id).where(runs_on(year.first) | runs_on(year.last))
    return list(
        session.scalars(
            select(MembershipKind.name)
            .where(MembershipKind.id.in_(with_members), MembershipKind.id.not_in(priced))
            .order_by(MembershipKind.position)
        )
    )


def still_open() -> tuple[Any, Any]:
    """What is open on an item, and the sums of payments that it needs to be joined to."""
    paid = (
        select(Settlement.open_item_id, func.sum(Settlement.amount).label("paid"))
        .group_by(Settlement.open_item_id)
        .subquery()
    )
    return type_coerce(OpenItem.amount - func.coalesce(paid.c.paid, NOTHING), MoneyColumn()), paid


def _overdue(session: Session, today: date) -> list[Overdue]:
    left, paid = still_open()
    due = (
        OpenItem.kind == CHARGE_KIND,
        OpenItem.direction == "receivable",
        OpenItem.due < today,
    )
    counted = select(OpenItem.book_year, func.count()).where(*due).group_by(OpenItem.book_year)
    made = dict(session.execute(counted).all())
    rows = session.execute(
        select(
            OpenItem.book_year,
            func.count(OpenItem.person_id.distinct()),
            func.sum(left),
            func.min(OpenItem.due),
            func.count(),
        )
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .where(*due, left > NOTHING)
        .group_by(OpenItem.book_year)
        .order_by(OpenItem.book_year)
    )
    return [
        Overdue(label, people, owed, first, made[label] - unpaid, made[label])
        for label, people, owed, first, unpaid in rows
    ]
