"""Tasks of daily work: beginning, contributions, hours, what is to be checked, backups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from coopadmin.attachments.rules import MEGABYTE, MUCH
from coopadmin.desk.task_facts import TaskFacts
from coopadmin.desk.tasks import BACKUP, SECOND_PLACE, Task
from coopadmin.kernel.money import ZERO
from coopadmin.words import _, count, date_long, money, month_name, ngettext

BACKUP_DAYS = 7
SECOND_PLACE_DAYS = 31
NAMED = 3


def tasks_of_work(facts: TaskFacts) -> Iterator[Task]:
    """All of them, in no order."""
    yield from _beginning(facts)
    yield from _contributions(facts)
    yield from _hours(facts)
    yield from _to_check(facts)
    yield from _backup(facts)
    yield from _attachments(facts)


def _beginning(facts: TaskFacts) -> Iterator[Task]:
    """A file without members, or without a board where the law asks for one: BW 2:37, 2:291."""
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


def _contributions(facts: TaskFacts) -> Iterator[Task]:
    """Contributions of this year that were not charged, and of any year that were not paid."""
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
                f"open {overdue.book_year}",
                icon="mail",
                steps=(overdue.paid, overdue.charges) if overdue.charges else None,
            )


def _hours(facts: TaskFacts) -> Iterator[Task]:
    """Months that are over and lack hours of activities that usually have them; good custom."""
    for quiet in facts.quiet_months:
        first = quiet.month.first
        yield Task(
            "hours.missing",
            str(first),
            _("Enter the hours of {month}").format(month=f"{month_name(first.month)} {first.year}"),
            _("Nothing yet of {activities}").format(activities=_listed(quiet.activities)),
            _("Enter"),
            "hours",
            str(first),
            icon="clock-heart",
            steps=(quiet.filled, quiet.filled + len(quiet.activities)),
        )


def _to_check(facts: TaskFacts) -> Iterator[Task]:
    """The own statutes, and amounts that change with the calendar year (DOMAIN 0.10)."""
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
            steps=(facts.rates - facts.rates_to_check, facts.rates),
        )
    if facts.rates_of_before:
        yield Task(
            "rates.year",
            str(facts.today.year),
            _("Look up the amounts of {year}").format(year=facts.today.year),
            ngettext(
                "{count} amount of law is still that of the year before.",
                "{count} amounts of law are still those of the year before.",
                facts.rates_of_before,
            ).format(count=count(facts.rates_of_before)),
            _("View"),
            "settings",
            "rates",
            icon="receipt-euro",
        )


def _backup(facts: TaskFacts) -> Iterator[Task]:
    """A copy of at most a week old; good custom."""
    if facts.backups is None:
        return
    newest, *second = facts.backups
    yield from _second_place(facts, *second)
    if newest is not None and facts.today - newest.date() <= timedelta(days=BACKUP_DAYS):
        return
    yield Task(
        BACKUP,
        newest.date().isoformat() if newest is not None else "",
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
    """A copy in a second place every month; good custom."""
    if since is None or facts.today - since.date() <= timedelta(days=SECOND_PLACE_DAYS):
        return
    yield Task(
        SECOND_PLACE,
        since.date().isoformat(),
        _("Copy the backup to a stick or another second place"),
        _("No copy went there since {day}.").format(day=date_long(since.date())),
        _("View"),
        "settings",
        "backup",
        icon="database",
    )


def _attachments(facts: TaskFacts) -> Iterator[Task]:
    """So many attachments that backups become slow and sticks full; asked anew for as many more."""
    times = facts.attached // MUCH
    if times:
        yield Task(
            "attachments.much",
            str(times),
            _("The documents in this file take {megabytes} MB").format(
                megabytes=count(facts.attached // MEGABYTE)
            ),
            _("Each backup takes as much. Take away what you need not keep, the largest first."),
            _("View"),
            "settings",
            "documents",
            icon="database",
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    if rest <= 0:
        return shown
    more = ngettext("{count} other", "{count} others", rest).format(count=count(rest))
    return _("{names} and {more}").format(names=shown, more=more)
