"""What waits for the board: pure rules from frozen facts to tasks, in the language spoken now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopadmin.cooperative.rules import is_cooperative
from coopadmin.desk.task_facts import PlannedMeeting, TaskFacts
from coopadmin.kernel.calendar import BookYear, add_months
from coopadmin.kernel.money import ZERO
from coopadmin.meetings.rules import HELD, INSPECTION, PREPARATION
from coopadmin.words import _, count, date_long, money, month_name, ngettext, weekday_date

DAY = timedelta(days=1)
SOON_DAYS, LATE_DAYS = 30, 3
TERM_AHEAD = timedelta(days=183)
BACKUP_DAYS = 7
SECOND_PLACE_DAYS = 31
NAMED = 3


@dataclass(frozen=True)
class Task:
    """One thing to do: what, why, by when, and the page where it is done.

    `code` names the rule, `about` which of its tasks it is. `title`, `why` and `button` are in
    the language spoken; `icon` stands where there is no `due`. `place` is for the page's `visit`.
    """

    code: str
    about: str
    title: str
    why: str
    button: str
    page: str
    place: str = ""
    due: date | None = None
    icon: str = "list-check"


def tasks(facts: TaskFacts) -> list[Task]:
    """Everything that waits: what has a day first, the earliest on top, then the rest."""
    found = [
        *_beginning(facts),
        *_accounts(facts),
        *_meetings(facts),
        *_board(facts),
        *_contributions(facts),
        *_hours(facts),
        *_to_check(facts),
        *_backup(facts),
    ]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max))


def urgency(due: date | None, today: date) -> str:
    """`bad` from three days before and when late, `warn` from thirty days before, else nothing."""
    if due is None or due > today + timedelta(days=SOON_DAYS):
        return ""
    return "bad" if due <= today + timedelta(days=LATE_DAYS) else "warn"


def time_left(due: date, today: date) -> str:
    """`3 days left`, `today`, `2 days late`."""
    days = (due - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=count(-days))
    return ngettext("{count} day left", "{count} days left", days).format(count=count(days))


def accounts_due(legal_form: str, year: BookYear) -> tuple[date | None, date | None]:
    """When the accounts of a book year are drawn up, and adopted by the members (DOMAIN 1.5).

    A cooperative draws up within six months and adopts within one month after that (BW 2:58); an
    association adopts within six months (BW 2:48); a foundation draws up within six (BW 2:10).
    """
    half = add_months(year.last + DAY, 6) - DAY
    if is_cooperative(legal_form):
        return half, add_months(year.last + DAY, 7) - DAY
    if legal_form in ("vereniging", "vereniging-informeel"):
        return None, half
    return (half if legal_form == "stichting" else None), None


def _next_meeting(facts: TaskFacts) -> PlannedMeeting | None:
    coming = [
        meeting
        for meeting in facts.meetings
        if meeting.status == PREPARATION and meeting.held_on >= facts.today
    ]
    return min(coming, key=lambda meeting: meeting.held_on, default=None)


def _beginning(facts: TaskFacts) -> Iterator[Task]:
    if not facts.members:
        yield Task(
            "members.none",
            "",
            _("Bring in the members"),
            _("Read in a list that you have, or add them one by one."),
            _("Begin"),
            "members",
            icon="users",
        )
    if not facts.board and facts.legal_form != "geen":
        yield Task(
            "board.none",
            "",
            _("Say who is in the board"),
            _("The annual report and the tasks here need it."),
            _("Fill in"),
            "settings",
            "officers",
            icon="user-check",
        )


def _accounts(facts: TaskFacts) -> Iterator[Task]:
    year = facts.last_year
    began_later = facts.founded_on is not None and facts.founded_on > year.last
    if facts.accounts_adopted or began_later:
        return
    drawn_up, adopted = accounts_due(facts.legal_form, year)
    if drawn_up is not None and drawn_up >= facts.begun:
        yield Task(
            "accounts.draw_up",
            year.label,
            _("Draw up the annual report of {year}").format(year=year.label),
            _("The board does so within six months of the end of the book year."),
            _("View"),
            "annual",
            year.label,
            due=drawn_up,
        )
    if adopted is None or adopted < facts.begun:
        return
    between = [meeting for meeting in facts.meetings if year.last < meeting.held_on <= adopted]
    if between:
        day = min(meeting.held_on for meeting in between)
        yield Task(
            "accounts.adopt",
            year.label,
            _("Have the accounts of {year} adopted").format(year=year.label),
            _("In the general meeting of {day}").format(day=weekday_date(day)),
            _("View"),
            "meetings",
            due=adopted,
        )
    else:
        yield Task(
            "accounts.plan",
            year.label,
            _("Plan the meeting that adopts the accounts of {year}").format(year=year.label),
            _("The members decide before {day}.").format(day=date_long(adopted + DAY)),
            _("Plan"),
            "meetings",
            due=adopted,
        )


def _meetings(facts: TaskFacts) -> Iterator[Task]:
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
                due=meeting.held_on,
            )
        elif meeting.status == PREPARATION and meeting.convened_on is None:
            yield Task(
                "meeting.convene",
                str(meeting.held_on),
                _("Send the convocation of the general meeting"),
                ngettext(
                    "Meeting {day} · statutes: {count} day ahead",
                    "Meeting {day} · statutes: {count} days ahead",
                    facts.convocation_days,
                ).format(day=day, count=facts.convocation_days),
                _("View"),
                "meetings",
                due=meeting.held_on - timedelta(days=facts.convocation_days),
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
                due=coming.held_on if coming is not None else None,
                icon="file-text",
            )


def _board(facts: TaskFacts) -> Iterator[Task]:
    coming = _next_meeting(facts)
    horizon = facts.today + TERM_AHEAD
    if coming is not None:
        horizon = max(horizon, coming.held_on)
    for term in facts.board:
        if term.planned_last is None or term.planned_last > horizon:
            continue
        if facts.board_terms and term.number >= facts.board_terms:
            again = _("cannot be appointed again")
        else:
            again = _("can be appointed again")
        yield Task(
            "board.term",
            term.name,
            _("Term of {name} in the board ends").format(name=term.name),
            _("{office} · term {number}, {again}").format(
                office=term.office, number=term.number, again=again
            ),
            _("View"),
            "settings",
            "officers",
            due=term.planned_last,
        )


def _contributions(facts: TaskFacts) -> Iterator[Task]:
    label = facts.year.label
    if facts.members and not facts.charged:
        missing = list(facts.kinds_without_tariff)
        why = (
            _("There is no tariff yet for {kinds}.").format(kinds=_listed(missing))
            if missing
            else ngettext("{count} membership", "{count} memberships", facts.members).format(
                count=count(facts.members)
            )
        )
        yield Task(
            "contributions.charge",
            label,
            _("Charge the contribution of {year}").format(year=label),
            why,
            _("View") if missing else _("Charge"),
            "contributions",
            icon="receipt-euro",
        )
    for overdue in facts.overdue:
        if overdue.open > ZERO:
            yield Task(
                "contributions.overdue",
                overdue.book_year,
                ngettext(
                    "{count} member has not paid the contribution of {year} yet",
                    "{count} members have not paid the contribution of {year} yet",
                    overdue.people,
                ).format(count=count(overdue.people), year=overdue.book_year),
                _("Together {amount} · due since {day}").format(
                    amount=money(overdue.open), day=date_long(overdue.due)
                ),
                _("View"),
                "contributions",
                icon="mail",
            )


def _hours(facts: TaskFacts) -> Iterator[Task]:
    for quiet in facts.quiet_months:
        first = quiet.month.first
        yield Task(
            "hours.missing",
            str(first),
            _("Enter the hours of {month}").format(month=f"{month_name(first.month)} {first.year}"),
            _("Nothing yet of {activities}").format(activities=_listed(quiet.activities)),
            _("Enter"),
            "hours",
            icon="clock-heart",
        )


def _to_check(facts: TaskFacts) -> Iterator[Task]:
    if not facts.statutes_checked:
        yield Task(
            "statutes.check",
            "",
            _("Compare the rules here with your own statutes"),
            _("Terms, majorities and proxies are the usual ones until you do."),
            _("Compare"),
            "settings",
            "statutes",
            icon="scale",
        )
    if facts.rates_to_check:
        yield Task(
            "rates.check",
            "",
            ngettext(
                "Check {count} amount of law or policy",
                "Check {count} amounts of law or policy",
                facts.rates_to_check,
            ).format(count=count(facts.rates_to_check)),
            _("Nobody has compared them with their source yet."),
            _("Check"),
            "settings",
            "rates",
            icon="receipt-euro",
        )


def _backup(facts: TaskFacts) -> Iterator[Task]:
    if facts.backups is None:
        return
    newest, *second = facts.backups
    yield from _second_place(facts, *second)
    if newest is not None and facts.today - newest.date() <= timedelta(days=BACKUP_DAYS):
        return
    yield Task(
        "backup.old",
        "",
        _("Make a backup"),
        _("There is none yet.")
        if newest is None
        else _("The last one is of {day}.").format(day=date_long(newest.date())),
        _("View"),
        "settings",
        "backup",
        icon="database",
    )


def _second_place(facts: TaskFacts, since: datetime | None = None) -> Iterator[Task]:
    if since is None or facts.today - since.date() <= timedelta(days=SECOND_PLACE_DAYS):
        return
    yield Task(
        "backup.second",
        "",
        _("Copy the backup to a stick or another second place"),
        _("No copy went there since {day}.").format(day=date_long(since.date())),
        _("View"),
        "settings",
        "backup",
        icon="database",
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    if rest <= 0:
        return shown
    more = ngettext("{count} other", "{count} others", rest).format(count=count(rest))
    return _("{names} and {more}").format(names=shown, more=more)
