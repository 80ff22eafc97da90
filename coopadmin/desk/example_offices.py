"""Offices of the example: a retirement schedule, and what each annual meeting decides about it."""

from __future__ import annotations

from datetime import date, timedelta

from coopadmin.annual.service import adopt_report
from coopadmin.cooperative.queries import ResolutionRow, list_resolutions
from coopadmin.kernel.calendar import Period
from coopadmin.people.queries import list_officers
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint, end_term
from coopadmin.store import Books
from coopadmin.words import N_, _

BOARD = ("chair", "secretary", "treasurer", "member", "member")
# How many years before the file each of them was appointed: in most years one term ends.
_APPOINTED_BEFORE = (1, 2, 3, 4, 2)
AUDITORS = ("member", "member", "substitute")
GROUPS = (
    ("committee", N_("Meals"), "chair"),
    ("circle", N_("Molenweg"), "contact"),
    ("circle", N_("Kerkstraat"), "contact"),
)
STAYS = N_("The members found nobody else")
ADOPTION = N_("Adoption of the annual accounts {year}")
ELECTION, COMMITTEE = N_("Election of board members"), N_("Appointment of the audit committee")
_DAY = timedelta(days=1)


def give_offices(books: Books, people: list[int], meeting: date) -> None:
    """Who held which office when the file began, a year after `meeting` at most."""
    for person, office, before in zip(people, BOARD, _APPOINTED_BEFORE, strict=False):
        begun = meeting.replace(year=meeting.year + 1 - before)
        books.do(appoint, NewTerm(person, "board", office, begun))
    _appoint_auditors(books, people, meeting)
    for person, (body, group, office) in zip(people[len(BOARD) + 3 :], GROUPS, strict=False):
        books.do(appoint, NewTerm(person, body, office, meeting, group_name=_(group)))


def decide_on_offices(books: Books, people: list[int], meeting: date) -> None:
    """Terms that ended are followed by new ones, by the resolutions of this meeting."""
    decided = _resolutions(books, meeting)
    elected, committee = decided.get(_(ELECTION)), decided.get(_(COMMITTEE))
    for term in books.ask(list_officers, meeting):
        if term.planned_last is not None and term.planned_last < meeting and term.last is None:
            books.do(end_term, term.term_id, term.planned_last)
            if term.body == "board":
                new = NewTerm(
                    term.person_id,
                    "board",
                    term.office,
                    meeting,
                    resolution_id=elected.id if elected else None,
                )
                books.do(appoint, new, answers={"term.too_many": _(STAYS)})
    _appoint_auditors(books, people, meeting, committee.id if committee else None)


def adopt_accounts(books: Books, meeting: date) -> str:
    """The annual report of the year before is adopted, unless few came and most were against.

    Gives the number of the resolution, or nothing.
    """
    label = str(meeting.year - 1)
    decided = _resolutions(books, meeting).get(_(ADOPTION).format(year=label))
    if decided is not None:
        books.do(adopt_report, label, decided.number)
    return decided.number if decided is not None else ""


def _appoint_auditors(
    books: Books, people: list[int], meeting: date, resolution: int | None = None
) -> None:
    """One stays on and one is new, as the rule of the audit committee goes."""
    pool = people[len(BOARD) : len(BOARD) + len(AUDITORS)]
    for place, office in enumerate(AUDITORS):
        person = pool[(meeting.year + place) % len(pool)]
        new = NewTerm(person, "audit-committee", office, meeting, resolution_id=resolution)
        books.do(appoint, new)


def _resolutions(books: Books, day: date) -> dict[str, ResolutionRow]:
    """What was accepted on a day, by subject."""
    rows = books.ask(list_resolutions, period=Period(day, day))
    return {row.subject: row for row in rows if row.outcome == "accepted"}
