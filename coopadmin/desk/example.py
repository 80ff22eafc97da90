"""A filled cooperative to look around in: the same figures and texts for the same day and size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import change_activity
from coopadmin.annual.rules import HOURS, NewEarlierFigure, NewReportText
from coopadmin.annual.rules import MEMBERS as MEMBERS_FIGURE
from coopadmin.annual.service import set_earlier_figure, set_report_text
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import pay_charges, run_charges, set_tariff
from coopadmin.cooperative.queries import get_book_year
from coopadmin.cooperative.rules import NewCooperative
from coopadmin.desk.example_books import (
    begin_example_books,
    keep_books,
    lasting_things,
    shares_of_result,
)
from coopadmin.desk.example_budget import adopt_year_budget, draw_up_budget, explain_year
from coopadmin.desk.example_capital import begin_capital, move_capital
from coopadmin.desk.example_deadlines import write_deadlines
from coopadmin.desk.example_fill import settle_villagers, work_hours
from coopadmin.desk.example_hours import AIMED_COUNTS, AIMED_HOURS
from coopadmin.desk.example_households import live_together
from coopadmin.desk.example_letters import write_letters
from coopadmin.desk.example_meetings import hold_annual_meeting, plan_annual_meeting
from coopadmin.desk.example_money import Village
from coopadmin.desk.example_offices import (
    BOARD,
    adopt_accounts,
    decide_on_offices,
    give_offices,
)
from coopadmin.desk.example_own_fields import own_fields
from coopadmin.desk.example_people import MUNICIPALITY, TOWN, invented_iban
from coopadmin.desk.example_privacy import write_breach
from coopadmin.desk.example_selections import save_selections
from coopadmin.desk.example_tasks import write_tasks
from coopadmin.desk.example_texts import NAME, OUTLOOK, PREFACE, said
from coopadmin.desk.founding import found_cooperative
from coopadmin.desk.rules import TaskKey
from coopadmin.desk.service import finish_task
from coopadmin.kernel.money import Money
from coopadmin.ledger.appropriation import NewAppropriation, appropriate_result
from coopadmin.ledger.assets import add_asset
from coopadmin.ledger.years import adopt_year, close_year
from coopadmin.members.queries import list_kinds, members_of_year
from coopadmin.people.own_filling import add_own_field
from coopadmin.people.queries import get_person
from coopadmin.store import Books
from coopadmin.volunteers.queries import hours_of_year
from coopadmin.words import N_, _, count, hours, speaking

MEMBERS, YEARS = 300, 3
MINUTES = 66
FOUNDED_YEARS_BEFORE = 9
MEETING = (5, 22)
TARIFFS = (Money(2000), Money(3500), Money(7500))
FILING = 6
CHECKED = N_("Seen with the audit committee, on paper.")
OWN_ACCOUNT = 900_000
"""Days after the meeting on which the treasurer filed the accounts."""

Open = Callable[[Path, Callable[[], datetime]], Books]


class _Calendar:
    """A clock that the example turns forward, so that its history looks lived in.

    On one evening it goes on some minutes at every look.
    """

    def __init__(self, day: date) -> None:
        self.day = self._evening = day
        self.booked = day - timedelta(days=2)
        self._looks = 0

    def __call__(self) -> datetime:
        if self.day != self._evening:
            self._evening, self._looks = self.day, 0
        self._looks = min(self._looks + 1, MINUTES)
        return datetime.combine(self.day, time(19, 34)) + timedelta(minutes=self._looks)


def fill_example(open_new: Open, path: Path, today: date, members: int, years: int) -> None:
    """Make `path` and fill it with `years` book years up to `today`; it goes when that fails.

    A year whose annual meeting is still to come is not counted among them. Figures and texts
    follow from `today`, `members` and `years` alone; ids do not.
    """
    met = (today.month, today.day) >= MEETING
    first_year = today.year - years + met
    calendar = _Calendar(date(first_year, 1, 2))
    books = open_new(path, calendar)
    try:
        with books:
            _fill(books, calendar, first_year, today, members, Random(members * 1000 + years))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _fill(
    books: Books, calendar: _Calendar, first_year: int, today: date, members: int, chance: Random
) -> None:
    founded = date(first_year - FOUNDED_YEARS_BEFORE, 3, 14)
    _found(books, founded)
    for new in own_fields():
        books.do(add_own_field, new)
    people = books.do(settle_villagers, members, founded, today, chance)
    board = _names(books, people[: len(BOARD)])
    books.who = board["secretary"]
    give_offices(books, people, date(first_year - 1, *MEETING))
    _lead(books, people)
    village = Village(members, today.year - 1, first_year)
    books.do(begin_example_books, first_year, village)
    for thing in books.ask(lasting_things, first_year, village):
        books.do(add_asset, thing)
    begin_capital(books, people, calendar.day)
    for figure in _before(books, first_year, members):
        books.do(set_earlier_figure, figure)
    for year in range(first_year, today.year + 1):
        _live(books, calendar, year, today, people, chance, board, village)
    books.who, calendar.day = board["secretary"], today
    write_tasks(books, board, today)
    write_deadlines(books, board, today)
    write_breach(books, today)
    live_together(books, today)
    save_selections(books)
    write_letters(books, today)


def _names(books: Books, people: list[int]) -> dict[str, str]:
    """Who signs what is done in the example: those in the offices of the board."""
    return {
        office: books.ask(get_person, each).name for office, each in zip(BOARD, people, strict=True)
    }


def _found(books: Books, founded: date) -> None:
    books.do(
        found_cooperative,
        NewCooperative(
            name=NAME,
            legal_form="cooperatie-ua",
            kind="zorgcooperatie",
            founded_on=founded,
            town=TOWN,
            municipality=MUNICIPALITY,
            email="secretariaat@example.org",
            iban=invented_iban(OWN_ACCOUNT),
            example=True,
        ),
        usual_activities=True,
    )
    kinds = books.ask(list_kinds)
    for kind, amount in zip(kinds, TARIFFS, strict=True):
        books.do(set_tariff, NewTariff(kind.id, founded, amount, "half-year"))


def _live(
    books: Books,
    calendar: _Calendar,
    year: int,
    today: date,
    people: list[int],
    chance: Random,
    board: dict[str, str],
    village: Village,
) -> None:
    def reached(month: int, day: int) -> bool:
        calendar.day = min(date(year, month, day), today)
        _book(books, calendar, board, village)
        return date(year, month, day) <= today

    books.who = board["treasurer"]
    if reached(1, 20):
        books.do(run_charges, str(year), due=date(year, 3, 1))
        for month, part in ((2, 0.55), (3, 0.5), (4, 0.6), (6, 0.85)):
            if not reached(month, 24):
                break
            unpaid = [each.id for each in books.ask(list_charges, str(year)) if each.open.cents > 0]
            paying = [charge for charge in unpaid if chance.random() < part]
            if paying:
                books.do(pay_charges, paying, calendar.day)
        draw_up_budget(books, year, hopeful=year == today.year - 1)
    books.who = board["secretary"]
    if reached(*MEETING):
        adopted = _meet(books, calendar, year, today, people, chance, board, village)
        if adopted and reached(MEETING[0], MEETING[1] + FILING):
            books.who = board["treasurer"]
            books.do(finish_task, TaskKey("accounts.file", str(year - 1)))
            books.who = board["secretary"]
    elif year == today.year:
        calendar.day = today
        plan_annual_meeting(books, year)
    reached(12, 31)
    books.do(work_hours, year, calendar.day, people, chance)
    if calendar.day.month == 12 and calendar.day.day == 31:
        _write_report(books, year)


def _meet(
    books: Books,
    calendar: _Calendar,
    year: int,
    today: date,
    people: list[int],
    chance: Random,
    board: dict[str, str],
    village: Village,
) -> bool:
    """The annual meeting decides on the year before, which the treasurer closed.

    Gives whether it adopted the accounts.
    """
    explain_year(books, year - 1)
    before = books.ask(get_book_year, str(year - 1))
    if year > village.first:
        books.who = board["treasurer"]
        books.do(close_year, before.label, answers={"year.steps_left": _(CHECKED)})
        books.who = board["secretary"]
    hold_annual_meeting(books, year, people, chance)
    adopt_year_budget(books, year)
    if year == today.year - 1:
        move_capital(books, people, calendar.day)
    decide_on_offices(books, people, calendar.day)
    adopted = adopt_accounts(books, calendar.day)
    if adopted and year > village.first:
        shares = books.ask(shares_of_result, before, village)
        books.do(appropriate_result, NewAppropriation(before.label, adopted, shares))
        books.do(adopt_year, before.label, adopted)
    return bool(adopted)


def _book(books: Books, calendar: _Calendar, board: dict[str, str], village: Village) -> None:
    """The treasurer keeps the books up to this day."""
    if calendar.booked < calendar.day:
        who, books.who = books.who, board["treasurer"]
        books.do(keep_books, calendar.booked, village)
        books.who, calendar.booked = who, calendar.day


def _lead(books: Books, people: list[int]) -> None:
    for number, each in enumerate(books.ask(list_activities)):
        leads = tuple(people[(10 + number * 2 + step) % len(people)] for step in (0, 1))
        books.do(
            change_activity,
            each.id,
            NewActivity(
                each.name,
                each.theme,
                each.aim,
                each.target_group,
                lead_ids=leads,
                unit=each.unit,
                counts_people=each.theme == "meeting",
                target_hours=AIMED_HOURS.get(each.theme),
                target_count=AIMED_COUNTS.get(each.theme) if each.unit else None,
            ),
        )


def _before(books: Books, first_year: int, members: int) -> list[NewEarlierFigure]:
    """Members and hours of the years before the file, growing with the cooperative."""
    figures = []
    for place, year in enumerate(range(first_year - 6, first_year)):
        minutes = round(members * (14 + 2 * place)) * 60
        figures.append(NewEarlierFigure(str(year), HOURS, minutes))
        # The year before the file follows from the register itself; of those before it, who had
        # left by then is on paper only.
        if year < first_year - 1:
            known = books.ask(members_of_year, books.ask(get_book_year, str(year))).end
            figures.append(NewEarlierFigure(str(year), MEMBERS_FIGURE, known + known // 50))
    return figures


def _write_report(books: Books, year: int) -> None:
    book_year = books.ask(get_book_year, str(year))
    worked = books.ask(hours_of_year, book_year)
    members = books.ask(members_of_year, book_year)
    for section, text in (("preface", PREFACE), ("outlook", OUTLOOK)):
        for language in ("nl", "en"):
            with speaking(language):
                worked_there, members_there = hours(worked.total), count(members.end)
                written = said(text, year=year, hours=worked_there, members=members_there)
            books.do(set_report_text, NewReportText(str(year), section, language, written))
