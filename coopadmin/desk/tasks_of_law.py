"""Tasks that law and statutes ask for: accounts, meetings, minutes, board, auditors, register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.rules import has_liable_members
from coopadmin.desk.accounts import AccountsCalendar, accounts_calendar, filed_by
from coopadmin.desk.task_facts import PlannedMeeting, RunningTerm, TaskFacts, YearAccounts
from coopadmin.desk.tasks import Task
from coopadmin.kernel.calendar import add_months
from coopadmin.ledger.year_states import OPEN
from coopadmin.meetings.rules import HELD, INSPECTION, PREPARATION
from coopadmin.words import _, count, date_long, ngettext, weekday_date

DAY = timedelta(days=1)
TERM_AHEAD = timedelta(days=183)


def tasks_of_law(facts: TaskFacts) -> Iterator[Task]:
    """All of them, in no order."""
    for place, accounts in enumerate(facts.accounts):
        if facts.founded_on is None or facts.founded_on <= accounts.year.last:
            yield from _accounts(facts, accounts, latest=place == 0)
    yield from _register(facts)
    yield from _meetings(facts)
    yield from _auditors(facts)
    yield from _board(facts)


def _accounts(facts: TaskFacts, accounts: YearAccounts, *, latest: bool) -> Iterator[Task]:
    """The accounts calendar (DOMAIN 1.5); of years before the latest only what is overdue."""
    calendar = accounts_calendar(facts.legal_form, accounts.year, accounts.more_months)
    if accounts.adopted_on is None:
        if latest:
            yield from _adopting(facts, accounts, calendar)
        yield from _filing_unadopted(facts, accounts, calendar)
    elif is_cooperative(facts.legal_form) and filed_by(accounts.adopted_on) >= facts.begun:
        label = accounts.year.label
        yield Task(
            "accounts.file",
            label,
            _("File the accounts of {year} with the trade register").format(year=label),
            _("Adopted on {day}; within eight days after that (BW 2:394)").format(
                day=date_long(accounts.adopted_on)
            ),
            _("View"),
            "annual",
            label,
            due=filed_by(accounts.adopted_on),
        )


def _adopting(
    facts: TaskFacts, accounts: YearAccounts, calendar: AccountsCalendar
) -> Iterator[Task]:
    """Drawing up and adopting in time: BW 2:58(1) for a cooperative, 2:48(1), 2:10(2)."""
    label = accounts.year.label
    if (
        accounts.books != OPEN
        and calendar.drawn_up is not None
        and calendar.drawn_up >= facts.begun
    ):
        usual = _("The board does so within six months of the end of the book year.")
        longer = ngettext(
            "The members gave {count} month more.",
            "The members gave {count} months more.",
            accounts.more_months,
        ).format(count=count(accounts.more_months))
        yield Task(
            "accounts.draw_up",
            label,
            _("Draw up the annual report of {year}").format(year=label),
            longer if accounts.more_months else usual,
            _("View"),
            "annual",
            label,
            due=calendar.drawn_up,
        )
    adopted = calendar.adopted
    if adopted is None or adopted < facts.begun:
        return
    between = [
        meeting for meeting in facts.meetings if accounts.year.last < meeting.held_on <= adopted
    ]
    if between:
        day = min(meeting.held_on for meeting in between)
        yield Task(
            "accounts.adopt",
            label,
            _("Have the accounts of {year} adopted").format(year=label),
            _("In the general meeting of {day}").format(day=weekday_date(day)),
            _("View"),
            "meetings",
            day.isoformat(),
            due=adopted,
        )
    else:
        yield Task(
            "accounts.plan",
            label,
            _("Plan the meeting that adopts the accounts of {year}").format(year=label),
            _("The members decide before {day}.").format(day=date_long(adopted + DAY)),
            _("Plan"),
            "meetings",
            "new",
            due=adopted,
        )


def _filing_unadopted(
    facts: TaskFacts, accounts: YearAccounts, calendar: AccountsCalendar
) -> Iterator[Task]:
    """Not adopted in time: filed as such two months after drawing up (BW 2:394(2)).

    In any case within twelve months of the end of the year (BW 2:394(3)).
    """
    if calendar.unadopted is None or calendar.limit is None or calendar.adopted is None:
        return
    if facts.today <= calendar.adopted or calendar.limit < facts.begun:
        return
    label = accounts.year.label
    last = facts.today > calendar.unadopted
    yield Task(
        "accounts.limit" if last else "accounts.file_unadopted",
        label,
        _("File the accounts of {year} as not adopted").format(year=label),
        _("The law gives no more time than twelve months (BW 2:394).")
        if last
        else _("They were not adopted in time (BW 2:394)."),
        _("View"),
        "annual",
        label,
        due=calendar.limit if last else calendar.unadopted,
    )


def _register(facts: TaskFacts) -> Iterator[Task]:
    """W.A. and B.A.: changes of members go to the trade register within a month: BW 2:61(d)."""
    year = facts.accounts[0].year if facts.accounts else None
    if year is None or not has_liable_members(facts.legal_form) or not facts.register_changes:
        return
    due = add_months(year.last + DAY, 1) - DAY
    if due < facts.begun:
        return
    yield Task(
        "members.register",
        year.label,
        _("Send who came and went in {year} to the trade register").format(year=year.label),
        ngettext(
            "{count} change; within a month after the book year (BW 2:61)",
            "{count} changes; within a month after the book year (BW 2:61)",
            facts.register_changes,
        ).format(count=count(facts.register_changes)),
        _("View"),
        "members",
        due=due,
    )


def _next_meeting(facts: TaskFacts) -> PlannedMeeting | None:
    coming = [
        meeting
        for meeting in facts.meetings
        if meeting.status == PREPARATION and meeting.held_on >= facts.today
    ]
    return min(coming, key=lambda meeting: meeting.held_on, default=None)


def _meetings(facts: TaskFacts) -> Iterator[Task]:
    """Convene in time by the statutes (BW 2:42 for amending them), record, adopt the minutes."""
    coming = _next_meeting(facts)
    for meeting in facts.meetings:
        day = weekday_date(meeting.held_on)
        if meeting.status == PREPARATION and meeting.held_on < facts.today:
            yield Task(
                "meeting.record",
                str(meeting.held_on),
                _("Record the meeting of {day}").format(day=day),
                _("Who were there, what was decided, and the minutes"),
                _("Record"),
                "meetings",
                str(meeting.held_on),
                due=meeting.held_on,
            )
        elif meeting.status == PREPARATION and meeting.convened_on is None:
            yield Task(
                "meeting.convene",
                str(meeting.held_on),
                _("Convene the general meeting"),
                ngettext(
                    "Meeting {day} · statutes: {count} day ahead",
                    "Meeting {day} · statutes: {count} days ahead",
                    meeting.days,
                ).format(day=day, count=meeting.days),
                _("Go on"),
                "meetings",
                str(meeting.held_on),
                due=meeting.held_on - timedelta(days=meeting.days),
                steps=meeting.steps,
            )
        elif meeting.status in (HELD, INSPECTION):
            in_what = _("In the general meeting of {day}")
            yield Task(
                "minutes.adopt",
                str(meeting.held_on),
                _("Have the minutes of {day} adopted").format(day=date_long(meeting.held_on)),
                in_what.format(day=weekday_date(coming.held_on))
                if coming is not None
                else _("In the next general meeting; none is planned yet"),
                _("View"),
                "meetings",
                str(meeting.held_on),
                due=coming.held_on if coming is not None else None,
                icon="file-text",
            )


def _auditors(facts: TaskFacts) -> Iterator[Task]:
    """Members appoint an audit committee each year, at least two and no directors: BW 2:48(2)."""
    if not facts.board or facts.auditors >= facts.auditors_asked:
        return
    coming = _next_meeting(facts)
    yield Task(
        "auditors.appoint",
        facts.year.label,
        _("Have an audit committee appointed"),
        ngettext(
            "The members choose at least {count}, no director (BW 2:48).",
            "The members choose at least {count}, no directors (BW 2:48).",
            facts.auditors_asked,
        ).format(count=count(facts.auditors_asked)),
        _("Appoint"),
        "settings",
        "officers",
        due=None if coming is None else coming.held_on,
        icon="user-check",
    )


def _board(facts: TaskFacts) -> Iterator[Task]:
    """The retirement schedule of the statutes: terms that end soon, and that ended on paper."""
    coming = _next_meeting(facts)
    horizon = facts.today + TERM_AHEAD
    if coming is not None:
        horizon = max(horizon, coming.held_on)
    for term in facts.board:
        if term.planned_last is None or term.planned_last > horizon:
            continue
        if term.planned_last < facts.today:
            yield _term_over(term, term.planned_last)
        elif not term.successor:
            yield _term_ends(facts, term, term.planned_last)
    for term in facts.other_terms:
        if term.planned_last is not None and term.planned_last <= horizon:
            yield Task(
                "office.term",
                f"{term.name} {term.office} {term.planned_last}",
                _("Term of {name} ends").format(name=term.name),
                term.office,
                _("View"),
                "settings",
                "officers",
                due=term.planned_last,
                icon="user-check",
            )


def _term_ends(facts: TaskFacts, term: RunningTerm, last: date) -> Task:
    if facts.board_terms and term.number >= facts.board_terms:
        again = _("cannot be appointed again")
    else:
        again = _("can be appointed again")
    return Task(
        "board.term",
        f"{term.name} {last}",
        _("Term of {name} in the board ends").format(name=term.name),
        _("{office} · term {number}, {again}").format(
            office=term.office, number=term.number, again=again
        ),
        _("View"),
        "settings",
        "officers",
        due=last,
    )


def _term_over(term: RunningTerm, last: date) -> Task:
    """Not late but unrecorded: the person stays in the list of officers until somebody says."""
    if term.successor:
        why = _("{successor} came after; record the last day of {name}.").format(
            successor=term.successor, name=term.name
        )
    else:
        why = _("Over since {day}: record the end, and who was appointed").format(
            day=date_long(last)
        )
    return Task(
        "board.ended",
        f"{term.name} {last}",
        _("Record how the term of {name} ended").format(name=term.name),
        f"{term.office} · {why}",
        _("Record"),
        "settings",
        "officers",
        icon="user-check",
    )
