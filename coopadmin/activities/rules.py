"""What an activity is, what is counted in it, and with which activities a cooperative begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, question

THEMES = {
    "meeting": N_("Meeting and coffee"),
    "meals": N_("Meals"),
    "transport": N_("Transport"),
    "chores": N_("Chores and garden"),
    "exercise": N_("Exercise"),
    "phone": N_("Telephone circle"),
    "groceries": N_("Groceries"),
    "paperwork": N_("Help with paperwork"),
    "equipment": N_("Lending of aids"),
    "day-care": N_("Day activities"),
    "visits": N_("Visits and buddies"),
    "carers": N_("Support for family carers"),
    "front-desk": N_("Care desk and village supporter"),
    "night-care": N_("Night care and palliative care"),
    "housing": N_("Housing"),
    "building": N_("Care of the building"),
    "energy": N_("Energy and green"),
    "governance": N_("Board and committees"),
    "publicity": N_("Publicity"),
    "other": N_("Other"),
}
UNITS = {
    "": N_("Nothing"),
    "rides": N_("Rides"),
    "meals": N_("Meals served"),
    "visits": N_("Visits paid"),
    "calls": N_("Calls"),
    "jobs": N_("Jobs"),
    "loans": N_("Loans"),
    "questions": N_("Questions"),
    "times": N_("Times"),
}
# What a count is of: the unit of its activity, which adds up, or different people, who do not.
TIMES, PEOPLE = "times", "people"
COUNTED = (TIMES, PEOPLE)
WISE_LEADS = 2
MANY_A_DAY = 500


def unit_name(unit: str) -> str:
    """What is counted, in a source text; `Times` where the activity does not say it any more."""
    return UNITS[unit or "times"]


@dataclass(frozen=True)
class NewActivity:
    """Something the cooperative does; `theme` is a token of THEMES, dates are inclusive."""

    name: str
    theme: str = "other"
    aim: str = ""
    target_group: str = ""
    since: date | None = None
    until: date | None = None
    lead_ids: tuple[int, ...] = ()
    unit: str = ""
    counts_people: bool = False
    target_hours: Duration | None = None
    target_count: int | None = None


@dataclass(frozen=True)
class NewCount:
    """A number counted in part of one month; None where nothing is to stand there any more.

    `what` is TIMES or PEOPLE.
    """

    activity_id: int
    first: date
    last: date
    number: int | None
    what: str = TIMES

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


@dataclass(frozen=True)
class StartingActivity:
    """An activity to begin with, in source texts."""

    name: str
    theme: str
    aim: str
    unit: str = ""


def activity_key(name: str) -> str:
    """Names that differ in capitals, accents or blanks only are one name."""
    return " ".join(normalised(name).split())


def check_new_activity(new: NewActivity, other_names: Collection[str]) -> Iterator[Problem]:
    """A name that no other activity has, a known theme, an end not before the begin."""
    if not new.name.strip():
        yield Problem("activities.name", N_("Give the activity a name."), field="name")
    elif activity_key(new.name) in {activity_key(name) for name in other_names}:
        yield Problem(
            "activities.double",
            N_("There is an activity “{name}” already. Choose another name, or change that one."),
            {"name": new.name.strip()},
            "name",
        )
    if new.theme not in THEMES:
        yield Problem(
            "activities.theme",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.theme, "choices": ", ".join(THEMES)},
            "theme",
        )
    if new.unit not in UNITS:
        yield Problem(
            "activities.unit",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.unit, "choices": ", ".join(filter(None, UNITS))},
            "unit",
        )
    if new.target_count is not None and new.target_count <= 0:
        yield Problem("activities.target", N_("An aim is more than zero."), field="target_count")
    elif new.target_count is not None and not new.unit:
        yield Problem(
            "activities.target_of_nothing",
            N_("Choose what is counted, or leave this aim out."),
            field="target_count",
        )
    if new.target_hours is not None and new.target_hours <= Duration():
        yield Problem("activities.target", N_("An aim is more than zero."), field="target_hours")
    yield from check_period(new.since, new.until)


def check_count(new: NewCount, today: date) -> Iterator[Problem]:
    """A number within one month that is not less than nothing; many and days to come are asked."""
    if new.last < new.first:
        yield Problem(
            "counts.ends_before",
            N_("The period ends before it begins. Turn the two days round."),
            field="last",
        )
    elif (new.first.year, new.first.month) != (new.last.year, new.last.month):
        yield Problem(
            "counts.two_months",
            N_("A period stays within one month. Make one of each month."),
            field="last",
        )
    elif new.number is not None and new.number < 0:
        yield Problem("counts.negative", N_("A number cannot be less than zero."), field="number")
    elif new.number is not None:
        limit = MANY_A_DAY * new.period.days
        if new.number > limit:
            yield question(
                "counts.many",
                N_("{number} is more than {limit}, which is much for these days. Is that right?"),
                {"number": new.number, "limit": limit},
                "number",
            )
        if new.first > today:
            yield question(
                "counts.future",
                N_("{first} is still to come. Is that right?"),
                {"first": new.first},
                "first",
            )


def check_period(since: date | None, until: date | None) -> Iterator[Problem]:
    """An activity does not end before it begins."""
    if since is not None and until is not None and until < since:
        yield Problem(
            "activities.ends_before",
            N_("It cannot end before it began, on {since}. Choose a later day."),
            {"since": since},
            "until",
        )


def remarks_on_leads(name: str, leads: int) -> Iterator[Problem]:
    """Not refused, only shown: an activity that hangs on one person stops when that one does."""
    if leads == 0:
        yield Problem(
            "activities.no_lead",
            N_("{name} has nobody who leads it. Two is wise, so that one can fall ill."),
            {"name": name},
            "lead_ids",
        )
    elif leads < WISE_LEADS:
        yield Problem(
            "activities.one_lead",
            N_("{name} hangs on one person. Look for a second, so that one can fall ill."),
            {"name": name},
            "lead_ids",
        )


_BOARD = StartingActivity(
    N_("Board and committees"), "governance", N_("To keep the cooperative going.")
)
_MEETING = StartingActivity(
    N_("Coffee morning"), "meeting", N_("That people know one another and nobody is lonely.")
)
_MEALS = StartingActivity(
    N_("Eating together"), "meals", N_("A good meal in company, near home."), "meals"
)
_TRANSPORT = StartingActivity(
    N_("Village bus"),
    "transport",
    N_("That people who do not drive still get where they must."),
    "rides",
)
_CHORES = StartingActivity(
    N_("Chores and garden"), "chores", N_("That people can go on living in their own house.")
)
_VISITS = StartingActivity(
    N_("Visits"), "visits", N_("Company and attention for people who get out little."), "visits"
)
_PHONE = StartingActivity(
    N_("Telephone circle"), "phone", N_("A call every day for people who live alone."), "calls"
)
_DESK = StartingActivity(
    N_("Village supporter"), "front-desk", N_("One person near by who knows the way in care.")
)
_BUILDING = StartingActivity(
    N_("Care of the building"), "building", N_("A house that is open, clean and safe.")
)
_PUBLICITY = StartingActivity(
    N_("Publicity"), "publicity", N_("That everybody knows what there is.")
)
_NIGHT = StartingActivity(
    N_("Care at the bedside"), "night-care", N_("Being there in the last phase of life.")
)
_CARERS = StartingActivity(
    N_("Relief for family"), "carers", N_("That those who care for someone can catch their breath.")
)
_DAY = StartingActivity(
    N_("Day activities"), "day-care", N_("A day with rhythm, company and something to do.")
)
_HOUSING = StartingActivity(
    N_("Living together"), "housing", N_("That residents feel at home and parents have a say.")
)
_ENERGY = StartingActivity(
    N_("Energy and green"), "energy", N_("Local energy whose yield stays in the village.")
)
_ADVICE = StartingActivity(
    N_("Energy coaches"), "energy", N_("That people use less energy and live comfortably.")
)
_CIRCLES = StartingActivity(
    N_("Circles of mutual care"), "visits", N_("Small groups who look after one another.")
)

_STARTING = {
    "zorgcooperatie": (_MEETING, _MEALS, _TRANSPORT, _CHORES, _VISITS, _DESK, _BOARD),
    "dorpscooperatie": (_MEETING, _TRANSPORT, _CHORES, _BUILDING, _ENERGY, _BOARD),
    "buurtcooperatie": (_MEETING, _MEALS, _CHORES, _BUILDING, _BOARD),
    "stadsdorp": (_MEETING, _CIRCLES, _PHONE, _CHORES, _BOARD),
    "hospice": (_NIGHT, _CARERS, _MEALS, _BUILDING, _BOARD),
    "pgb-ouderinitiatief": (_HOUSING, _DAY, _BUILDING, _BOARD),
    "buurthuis": (_MEETING, _MEALS, _BUILDING, _PUBLICITY, _BOARD),
    "voorzorgcirkel": (_CIRCLES, _MEETING, _BOARD),
    "energiecooperatie": (_ENERGY, _ADVICE, _PUBLICITY, _BOARD),
}


def starting_activities(kind: str) -> tuple[StartingActivity, ...]:
    """The usual activities of a kind of cooperative, to begin with; an unknown kind has its board.

    From the types and forms of DOMAIN 7.5 and 10.
    """
    return _STARTING.get(kind, (_BOARD,))
