"""Who may become a member of which kind, and on which day a membership ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from coopadmin.cooperative.bookyears import BookYears
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.people.rules import NewPerson

END_REASONS = {
    "by-member": N_("Cancelled by the member"),
    "by-cooperative": N_("Cancelled by the cooperative"),
    "death": N_("Died"),
    "expulsion": N_("Expelled"),
    "dissolution": N_("Dissolved or merged"),
    "unknown": N_("Unknown"),
}
# Why a membership may end sooner, or at all, by whom: BW 2:35(2), 2:36(1), (3) and (4).
MEMBER_GROUNDS = {
    "restricted": N_("Rights restricted or obligations increased (BW 2:36(3))"),
    "converted": N_("Conversion, merger or split (BW 2:36(4))"),
    "unreasonable": N_("Cannot reasonably be asked to go on (BW 2:36(1))"),
}
COOPERATIVE_GROUNDS = {
    "statutes": N_("A case that the statutes name (BW 2:35(2))"),
    "requirements": N_("No longer meets what the statutes require (BW 2:35(2))"),
    "untenable": N_("Cannot reasonably be asked to go on (BW 2:35(2))"),
}
GROUNDS = {
    "by-member": MEMBER_GROUNDS,
    "by-cooperative": COOPERATIVE_GROUNDS,
}
_AT_ONCE = ("restricted", "converted", "unreasonable", "untenable")
# W.A. and B.A. acknowledge a termination in writing within so many days: BW 2:61.
ACKNOWLEDGE_DAYS = 14
STATUSES = {
    "running": N_("Member"),
    "leaving": N_("Leaving"),
    "future": N_("Not yet a member"),
    "ended": N_("Former member"),
}
OLDEST_YEAR = 1850
LARGEST_NUMBER = 999_999_999
# Forms without the membership of BW 2:33-36: what was agreed counts there, no term of law.
_WITHOUT_LAW = ("stichting", "geen")


@dataclass(frozen=True)
class NewKind:
    """A kind of membership; `covers_household` when others at the address belong to it.

    Of a shared contribution those of one household owe one together; of shared votes they have
    the votes of one member together, cast by whoever comes.
    """

    name: str
    votes: int = 1
    covers_household: bool = False
    shared_contribution: bool = False
    shared_votes: bool = False
    in_use: bool = True


@dataclass(frozen=True)
class ChangedKind:
    """A kind as it is from now on, and its place in lists, from 1."""

    kind_id: int
    kind: NewKind
    position: int


@dataclass(frozen=True)
class NewMember:
    """A membership of somebody new (`person`) or of somebody we know (`person_id`).

    `number` is given by the program when it is left out; `since` the first day; `payer_id` who
    pays when it is not the member.
    """

    kind_id: int
    since: date
    person: NewPerson | None = None
    person_id: int | None = None
    number: int | None = None
    since_estimated: bool = False
    payer_id: int | None = None
    applied_on: date | None = None
    resolution_id: int | None = None
    persons_covered: int = 1
    remark: str = ""
    own: Mapping[int, str] = field(default_factory=dict)
    """What is typed in own fields of somebody new, by number."""


@dataclass(frozen=True)
class ChangedMembership:
    """A membership as it is from now on; its number and holder stay."""

    membership_id: int
    kind_id: int
    since: date
    since_estimated: bool = False
    payer_id: int | None = None
    applied_on: date | None = None
    resolution_id: int | None = None
    persons_covered: int = 1
    remark: str = ""


@dataclass(frozen=True)
class NewTermination:
    """Notice of the end: `reason` of END_REASONS, `notice_on` the day it was received.

    `stated` is the day that was asked for; for a death the day of dying. `immediately`: the law
    gives a ground on which no term runs (BW 2:36). `ground` is a token of GROUNDS for that reason.
    """

    membership_id: int
    reason: str
    notice_on: date
    stated: date | None = None
    immediately: bool = False
    ground: str = ""


def status_on(since: date, until: date | None, day: date | None) -> str:
    """A token of STATUSES; without a day, whether an end is known."""
    if day is None:
        return "running" if until is None else "ended"
    if since > day:
        return "future"
    if until is None:
        return "running"
    return "ended" if until < day else "leaving"


def is_member_on(since: date, until: date | None, day: date) -> bool:
    """Whether the membership runs on that day; the last day still counts."""
    return since <= day and (until is None or until >= day)


@dataclass(frozen=True)
class StartingKind:
    """A kind of membership to begin with: a source text, and its key for what goes with it."""

    key: str
    name: str
    votes: int = 1
    covers_household: bool = False


_PERSONAL = StartingKind("personal", N_("Personal"))
_HOUSEHOLD = StartingKind("household", N_("Household"), covers_household=True)
_ORGANISATION = StartingKind("organisation", N_("Organisation"))
_FAMILY = StartingKind("family", N_("Family"), covers_household=True)
_SUPPORTER = StartingKind("supporter", N_("Supporter"), votes=0)
_DONOR = StartingKind("donor", N_("Donor"), votes=0)
_STARTING = {
    "stadsdorp": (_PERSONAL, _HOUSEHOLD),
    "hospice": (_PERSONAL, _ORGANISATION, _DONOR),
    "pgb-ouderinitiatief": (_FAMILY, _SUPPORTER),
    "voorzorgcirkel": (_PERSONAL, _HOUSEHOLD),
    "energiecooperatie": (_PERSONAL, _ORGANISATION),
}


def starting_kinds(kind: str, legal_form: str) -> tuple[StartingKind, ...]:
    """The usual kinds of membership of a kind of cooperative.

    A foundation has no members (BW 2:285): those who give to it stand in its register.
    """
    if legal_form == "stichting":
        return (_DONOR,)
    return _STARTING.get(kind, (_PERSONAL, _HOUSEHOLD, _ORGANISATION))


def check_kind(new: NewKind, others: Sequence[str]) -> Iterator[Problem]:
    """A kind has a name that no other has, and no votes below nothing."""
    name = new.name.strip()
    if not name:
        yield Problem("kind.name", N_("Fill in the name of the kind."), field="name")
    elif name.casefold() in (other.casefold() for other in others):
        yield Problem("kind.twice", N_("There is a kind “{name}” already."), {"name": name}, "name")
    if not 0 <= new.votes <= 99:
        yield Problem("kind.votes", N_("A kind carries 0 to 99 votes."), field="votes")


def check_membership(
    since: date,
    persons_covered: int,
    covers_household: bool,
    today: date,
    others: Sequence[Period],
    until: date | None = None,
) -> Iterator[Problem]:
    """A first day that can be, no second membership of one person at the same time.

    `others` are this person's other memberships; one that runs on has `date.max` as last day.
    """
    if since.year < OLDEST_YEAR:
        yield Problem("member.since", N_("The first day is too long ago."), field="since")
    elif since > today + timedelta(days=366):
        yield question(
            "member.far_ahead",
            N_("The membership begins more than a year from now. Why is it right?"),
            field="since",
        )
    if until is not None and until < since:
        yield Problem(
            "member.backwards",
            N_("The membership would end on {until}, before it begins."),
            {"until": until},
            "since",
        )
    if any(other.first <= (until or date.max) and other.last >= since for other in others):
        yield Problem(
            "member.already",
            N_("This person is a member already. End that membership first."),
            field="person_id",
        )
    if persons_covered < 1 or (persons_covered > 1 and not covers_household):
        yield Problem(
            "member.persons",
            N_("One person, or more where the kind covers a household."),
            field="persons_covered",
        )


def check_number(number: int, used: bool) -> Iterator[Problem]:
    """A member number is above 0 and is never used again."""
    if not 0 < number <= LARGEST_NUMBER:
        yield Problem(
            "member.number",
            N_("A member number is a whole number from 1 to {most}."),
            {"most": LARGEST_NUMBER},
            "number",
        )
    elif used:
        yield Problem(
            "member.number_used",
            N_("Number {number} has been used. Leave it empty for the next free number."),
            {"number": number},
            "number",
        )


def check_termination(
    new: NewTermination, since: date, until: date | None, ends: date
) -> Iterator[Problem]:
    """A known reason, no second end, no end before the beginning; `ends` is the day computed."""
    if new.reason not in END_REASONS:
        yield Problem(
            "termination.reason",
            N_("“{text}” is not a reason. Choose one of: {choices}."),
            {"text": new.reason, "choices": ", ".join(END_REASONS)},
            "reason",
        )
    if new.ground and new.ground not in GROUNDS.get(new.reason, {}):
        yield Problem(
            "termination.ground",
            N_("“{text}” is not a ground for this reason. Choose one of: {choices}."),
            {"text": new.ground, "choices": ", ".join(GROUNDS.get(new.reason, {})) or "–"},
            "ground",
        )
    if until is not None:
        yield Problem(
            "termination.twice",
            N_("This membership ends on {until} already. Take that back first."),
            {"until": until},
            "notice_on",
        )
    elif ends < since:
        yield Problem(
            "termination.before_begin",
            N_("The membership began on {since}. It cannot end on {ends}."),
            {"since": since, "ends": ends},
            "stated" if new.stated else "notice_on",
        )


def check_acknowledged(reason: str, notice_on: date | None, day: date) -> Iterator[Problem]:
    """Only notice that was received is acknowledged, and not before it came."""
    if notice_on is None or reason not in GROUNDS:
        yield Problem("termination.no_notice", N_("No notice of this membership is noted."))
    elif day < notice_on:
        yield Problem(
            "termination.acknowledged",
            N_("Notice was received on {notice}. It was not acknowledged before that day."),
            {"notice": notice_on},
            "acknowledged_on",
        )


def end_of_membership(
    notice_on: date,
    termination_days: int,
    years: BookYears,
    legal_form: str,
    stated: date | None = None,
) -> date:
    """The last day of a membership after notice, by BW 2:36(1)-(2) and the term of the statutes.

    Only towards the end of a book year that lies the whole term ahead, and not before the day
    stated; always possible towards the end of the book year after that of the notice. A
    foundation or a group without legal form has no such term.
    """
    asked = max(notice_on, stated or notice_on)
    if legal_form in _WITHOUT_LAW:
        return asked
    year = years.on(asked)
    latest = max(year.last, years.after(years.on(notice_on)).last)
    while notice_on + timedelta(days=termination_days) > year.last and year.last < latest:
        year = years.after(year)
    return year.last


def last_day(new: NewTermination, termination_days: int, years: BookYears, legal_form: str) -> date:
    """The last day by the reason: at once for death, expulsion and dissolution, else by BW 2:36."""
    at_once = new.immediately or new.ground in _AT_ONCE
    if at_once or new.reason in ("death", "expulsion", "dissolution"):
        return new.stated or new.notice_on
    return end_of_membership(new.notice_on, termination_days, years, legal_form, new.stated)
