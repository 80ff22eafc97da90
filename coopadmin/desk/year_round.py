"""What treasurer and secretary do in a book year, with its real days: pure, in words of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.cooperative.bookyears import BookYears
from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.rules import has_liable_members
from coopadmin.desk.accounts import (
    FILING_DAYS,
    accounts_calendar,
    filed_by,
    tax_return_by,
)
from coopadmin.kernel.calendar import BookYear, add_months
from coopadmin.members.rules import end_of_membership
from coopadmin.words import N_, _, date_long, month_name, ngettext

DAY = timedelta(days=1)
TREASURER, SECRETARY, BOARD = N_("Treasurer"), N_("Secretary"), N_("Board")


@dataclass(frozen=True)
class YearFacts:
    """What the round depends on; terms in days, from the statutes.

    `more_months` is what the members gave for the accounts of the year before.
    """

    legal_form: str
    years: BookYears
    year: BookYear
    convocation_days: int
    termination_days: int
    more_months: int = 0


@dataclass(frozen=True)
class Moment:
    """Something that is done in the year: on or before `day`, by whom, and where in the program.

    `by` says that the day is the last one; else the work belongs to the month of that day.
    `screen` is a page of the window, with the place in it; `page` is one of the help. All texts
    are in the language spoken.
    """

    day: date
    who: str
    what: str
    screen: str
    page: str
    by: bool = False


def year_round(facts: YearFacts) -> list[Moment]:
    """Everything in the book year, in the order of its days."""
    found = [*_money(facts), *_members(facts), *_accounts(facts), *_order(facts)]
    inside = [moment for moment in found if moment.day in facts.year.period]
    return sorted(inside, key=lambda moment: (moment.day, not moment.by))


def _money(facts: YearFacts) -> Iterator[Moment]:
    label, first = facts.year.label, facts.year.first
    charge = _("Check the tariffs and charge the contribution of {year}").format(year=label)
    yield Moment(first, TREASURER, charge, "contributions", "contributions")
    rates = _("Fill in the new legal amounts, with where you read them")
    yield Moment(first, TREASURER, rates, "settings/rates", "rates")
    for month in range(2, 12, 3):
        day = add_months(first, month)
        remind = _("Look who has not paid yet, and write down what came in")
        yield Moment(day, TREASURER, remind, "contributions", "payments")


def _members(facts: YearFacts) -> Iterator[Moment]:
    year = facts.year
    if has_liable_members(facts.legal_form):
        changes = _("File the changes in the register of members of {year} (BW 2:61)")
        day = add_months(year.first, 1) - DAY
        before = facts.years.before(year).label
        yield Moment(day, SECRETARY, changes.format(year=before), "members", "members", by=True)
    last = _last_notice(facts)
    if last is not None:
        words = _("Last day on which a member can end the membership as of {day}")
        until = date_long(year.last)
        yield Moment(last, SECRETARY, words.format(day=until), "members", "ending", by=True)


def _last_notice(facts: YearFacts) -> date | None:
    """The last day of notice that still ends in this book year; none where there is no term."""
    day = facts.year.last - timedelta(days=facts.termination_days)
    if facts.termination_days == 0 or day not in facts.year.period:
        return None
    ends = end_of_membership(day, facts.termination_days, facts.years, facts.legal_form)
    return day if ends == facts.year.last else None


def _accounts(facts: YearFacts) -> Iterator[Moment]:
    before = facts.years.before(facts.year)
    label = before.label
    calendar = accounts_calendar(facts.legal_form, before, facts.more_months)
    drawn_up, adopted = calendar.drawn_up, calendar.adopted
    begin = _("Begin with the annual report of {year}: the figures and the texts")
    first = add_months(facts.year.first, 1)
    yield Moment(first, TREASURER, begin.format(year=label), "annual", "annual")
    if drawn_up is not None:
        words = _("The board has drawn up the accounts of {year}, and members can read them")
        yield Moment(drawn_up, BOARD, words.format(year=label), "annual", "annual", by=True)
    books = _("Go through the list of the year end and close the books of {year}")
    yield Moment(
        add_months(facts.year.first, 2), TREASURER, books.format(year=label), "ledger", "yearend"
    )
    if is_cooperative(facts.legal_form):
        tax = _("Send the return of corporation tax of {year}; have the figures and day checked")
        day = tax_return_by(before)
        yield Moment(day, TREASURER, tax.format(year=label), "ledger", "yearend", by=True)
    if adopted is None:
        return
    audit = _("Show books and cash of {year} to the audit committee (BW 2:48)")
    yield Moment(add_months(first, 1), TREASURER, audit.format(year=label), "annual", "officers")
    call = ngettext(
        "Send the convocation, at least {count} day before the meeting of your choice",
        "Send the convocation, at least {count} days before the meeting of your choice",
        facts.convocation_days,
    ).format(count=facts.convocation_days)
    last_call = adopted - timedelta(days=facts.convocation_days)
    yield Moment(last_call, SECRETARY, call, "meetings", "meetings", by=True)
    adopt = _("The members have adopted the accounts of {year}; discharge is a vote of its own")
    yield Moment(adopted, BOARD, adopt.format(year=label), "meetings", "voting", by=True)
    if is_cooperative(facts.legal_form):
        file = _("File the accounts within {days} days after they were adopted (BW 2:394)")
        yield Moment(
            filed_by(adopted), SECRETARY, file.format(days=FILING_DAYS), "annual", "annual", by=True
        )


def _order(facts: YearFacts) -> Iterator[Moment]:
    first, label = facts.year.first, facts.year.label
    for month in range(12):
        day = add_months(first, month)
        if day in facts.year.period:
            hours = _("Write down the hours of {month}").format(month=month_name((day - DAY).month))
            yield Moment(day, SECRETARY, hours, "hours", "hours")
    for month in (0, 6):
        safe = _("Keep a backup in a second place, and try whether it opens")
        yield Moment(add_months(first, month), TREASURER, safe, "settings/backup", "backups")
    terms = _("See whose term in the board ends, and look for candidates")
    yield Moment(add_months(first, 2), SECRETARY, terms, "settings/officers", "officers")
    statutes = _("Compare the rules in the program with your own statutes")
    yield Moment(add_months(first, 8), SECRETARY, statutes, "settings/statutes", "statutes")
    plan = _("Plan the meetings of next year, and put budget and contribution on the agenda")
    yield Moment(add_months(first, 9), BOARD, plan, "meetings", "meetings")
    close = _("Write down the last hours and payments of {year}; then the figures are complete")
    yield Moment(facts.year.last, TREASURER, close.format(year=label), "hours", "hours")


def year_markdown(moments: list[Moment]) -> str:
    """The round as Markdown: a heading per month, and links to screens and pages."""
    parts: list[str] = []
    month = (0, 0)
    for moment in moments:
        if (moment.day.year, moment.day.month) != month:
            month = moment.day.year, moment.day.month
            title = f"{month_name(moment.day.month)} {moment.day.year}"
            parts.append(f"\n## {title[0].upper()}{title[1:]}\n")
        parts.append(_point(moment))
    return "\n".join(parts)


def _point(moment: Moment) -> str:
    before = _("by {day}: ").format(day=date_long(moment.day)) if moment.by else ""
    how = _("how")
    return (
        f"- {_(moment.who)}: {before}[{moment.what}](screen:{moment.screen}). "
        f"[{how}]({moment.page})"
    )
