"""What each line of a list of hours says: who, when, what, how long."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import ParamSpec, TypeVar

from coopadmin.activities.rules import activity_key
from coopadmin.formats.dates import read_list_date
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import MONTHS, Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, Refused, Strength, refuse
from coopadmin.people.names import Named, initials
from coopadmin.volunteers.hourcolumns import HourColumns, IgnoredColumn
from coopadmin.volunteers.rules import ActivityTerm, Circumstances, NewHours, check_new_hours

P = ParamSpec("P")
R = TypeVar("R")
_YES = frozenset("ja j x yes y true waar 1 geschat estimated".split())

_ISO_WEEK = re.compile(r"(\d{4})[- ]*w(?:k|eek)?[- ]*(\d{1,2})")
_WEEK = re.compile(r"w(?:k|eek)?[- ]*(\d{1,2})[-/, ]+(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
_WORD_YEAR = re.compile(r"([a-z]{3})[a-z]*\.?[-, ]*(\d{4})")
_DASH = re.compile("[–—]")
_BETWEEN = re.compile(r"\s*(?:t/m|tot en met|through|until|\.\.|\s-\s|\b(?:tm|tot|to)\b)\s*")
_UNIT = re.compile(r"(?<=\d)\s*(?:uren|uur|hours?|hrs?|u|h)\.?$", re.IGNORECASE)
_LONG_FRACTION = re.compile(r"(\d+[.,]\d{4})\d+")


@dataclass(frozen=True)
class PeopleIndex:
    """Whom a line can mean: ids by member number and by every way of writing a name."""

    by_number: Mapping[int, int]
    by_name: Mapping[str, frozenset[int]]
    surnames: Mapping[int, frozenset[str]]

    def only(self, wanted: Collection[int]) -> PeopleIndex:
        """The same for some of the people."""
        ids = frozenset(wanted)
        return PeopleIndex(
            {number: found for number, found in self.by_number.items() if found in ids},
            {form: people & ids for form, people in self.by_name.items() if people & ids},
            self.surnames,
        )


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as it was read: hours, or reasons why not; neither where it has no hours."""

    line: int
    hours: NewHours | None
    reasons: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that is not recorded, and all reasons."""

    line: int
    reasons: tuple[Problem, ...]


@dataclass(frozen=True)
class HourImport:
    """What a list of hours comes to.

    `read` lines are the sum of `new`, `unchanged` (in the file already), `skipped` (no hours)
    and `refused`.
    """

    new: tuple[NewHours, ...]
    unchanged: int
    skipped: int
    refused: tuple[RefusedLine, ...]
    ignored: tuple[IgnoredColumn, ...]

    @property
    def read(self) -> int:
        return len(self.new) + self.unchanged + self.skipped + len(self.refused)

    @property
    def total(self) -> Duration:
        return Duration.total(each.worked for each in self.new)


@dataclass(frozen=True)
class Known:
    """What lines are read against.

    `activities` are by `activity_key`; `usual_activity` is for lines that name none.
    """

    people: PeopleIndex
    activities: Mapping[str, ActivityTerm]
    usual_activity: ActivityTerm | None
    today: date
    week_limit: Duration

    @cached_property
    def activities_by_id(self) -> dict[int, ActivityTerm]:
        return {each.id: each for each in self.activities.values()}


def index_people(people: Iterable[tuple[int, Named]], numbers: Mapping[int, int]) -> PeopleIndex:
    """All ways in which a list may write these people; `numbers` gives ids by member number."""
    by_name: dict[str, set[int]] = defaultdict(set)
    surnames = {}
    for person_id, person in people:
        for form in _forms(person):
            by_name[form].add(person_id)
        cores = (person.surname, person.partner_surname, person.organisation_name)
        surnames[person_id] = frozenset(name_key(core) for core in cores if core)
    return PeopleIndex(numbers, {form: frozenset(ids) for form, ids in by_name.items()}, surnames)


def name_key(text: str) -> str:
    """The words of a name without capitals, accents and signs, in a fixed order.

    So “Berg, Annie van den” and “Annie van den Berg” are one.
    """
    return " ".join(sorted(re.findall(r"[^\W_]+", normalised(text))))


def _forms(person: Named) -> set[str]:
    letters = initials(person)
    givens = {
        person.call_name,
        person.first_names,
        person.first_names.partition(" ")[0],
        letters,
        letters.replace(".", "").replace(" ", ""),
    }
    own = f"{person.prefix} {person.surname}"
    partner = f"{person.partner_prefix} {person.partner_surname}"
    surnames = [own] if person.surname else []
    if person.partner_surname:
        surnames += [partner, f"{own} {partner}"]
    forms = {name_key(f"{given} {surname}") for given in givens if given for surname in surnames}
    if person.organisation_name:
        forms.add(name_key(person.organisation_name))
    return forms


def read_period(text: str, today: date) -> Period:
    """A day, `12-3-2026 t/m 18-3-2026`, a month (`mrt 2026`, `2026-03`), or `2026-W11`.

    Raises Refused for anything else; whether it stays within a month is judged later.
    """
    # Between two days stands a dash; folded, it would be the hyphen within a day.
    bare = " ".join(normalised(_DASH.sub(" - ", text)).split())
    for pattern, order in ((_YEAR_MONTH, (1, 2)), (_MONTH_YEAR, (2, 1))):
        if (match := pattern.fullmatch(bare)) and 1 <= int(match[order[1]]) <= 12:
            return Period.month(int(match[order[0]]), int(match[order[1]]))
    if (match := _WORD_YEAR.fullmatch(bare)) and match[1] in MONTHS:
        return Period.month(int(match[2]), MONTHS[match[1]])
    for pattern, order in ((_ISO_WEEK, (1, 2)), (_WEEK, (2, 1))):
        if match := pattern.fullmatch(bare):
            return _week(text, int(match[order[0]]), int(match[order[1]]))
    ends = _BETWEEN.split(bare)
    if len(ends) == 2 and all(ends):
        return Period(_day(ends[0], today), _day(ends[1], today))
    day = _day(text, today)
    return Period(day, day)


def _week(text: str, year: int, week: int) -> Period:
    try:
        return Period(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    except ValueError:
        raise _no_period(text) from None


def _day(text: str, today: date) -> date:
    found = read_list_date(text, today, field="first").day
    if found is None:
        raise _no_period(text)
    return found


def _no_period(text: str) -> Refused:
    return refuse(
        "hours.no_period",
        N_("“{text}” is not a day, week or month. Type it as 31-12-2026 or as 12-2026."),
        field="first",
        text=text,
    )


def read_worked(text: str) -> Duration:
    """Hours as lists write them: `2,5` `2:30` `2u30` `150m` `2,5 uur` `2.3333333`."""
    bare = _UNIT.sub("", text.strip())
    return Duration.parse(_LONG_FRACTION.sub(r"\1", bare), "worked")


def read_lines(sheet: SheetList, columns: HourColumns, known: Known) -> list[ReadLine]:
    """What every line says by itself."""
    return [ReadLine(row.line, *_read_line(columns.values(row), known)) for row in sheet.rows]


def judge_lines(
    lines: Iterable[ReadLine],
    known: Known,
    accepted: Collection[str],
    already: Mapping[NewHours, int],
    ignored: tuple[IgnoredColumn, ...],
) -> HourImport:
    """Take out what the file holds already, so that a list can be read twice; judge the rest.

    `already` counts by `same_hours`. Doubts are reasons to refuse a line, unless their code is
    among the `accepted` ones.
    """
    left = Counter(already)
    new, refused = [], []
    unchanged = skipped = 0
    for each in lines:
        reasons = each.reasons
        if each.hours is not None:
            same = same_hours(each.hours)
            if left[same] > 0:
                left[same] -= 1
                unchanged += 1
                continue
            reasons = tuple(_doubts(each.hours, known, accepted))
        if reasons:
            refused.append(RefusedLine(each.line, reasons))
        elif each.hours is None:
            skipped += 1
        else:
            new.append(each.hours)
    return HourImport(tuple(new), unchanged, skipped, tuple(refused), ignored)


def same_hours(new: NewHours) -> NewHours:
    """What makes two lines the same hours: not the note, nor whether they were estimated."""
    return replace(new, estimated=False, note="")


def _doubts(new: NewHours, known: Known, accepted: Collection[str]) -> Iterator[Problem]:
    activity = known.activities_by_id[new.activity_id]
    for problem in check_new_hours(new, Circumstances(known.today, activity, known.week_limit)):
        if problem.strength is Strength.ERROR or problem.code not in accepted:
            yield problem


def _read_line(
    values: Mapping[str, str], known: Known
) -> tuple[NewHours | None, tuple[Problem, ...]]:
    """Hours, or the reasons why there are none; neither where the line has no hours."""
    reasons: list[Problem] = []
    worked = _kept(reasons, read_worked, values["worked"]) if values["worked"] else Duration()
    if worked == Duration():
        return None, ()
    period = _kept(reasons, _period_of, values, known.today)
    person_id = _kept(reasons, _person_of, values, known.people)
    activity = _kept(reasons, _activity_of, values, known)
    if worked is None or period is None or person_id is None or activity is None:
        return None, tuple(reasons)
    estimated = normalised(values.get("estimated", "")) in _YES
    note = values.get("note", "")
    return NewHours(person_id, activity.id, period.first, period.last, worked, estimated, note), ()


def _kept(
    reasons: list[Problem], read: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R | None:
    try:
        return read(*args, **kwargs)
    except Refused as refused:
        reasons += refused.problems
        return None


def _period_of(values: Mapping[str, str], today: date) -> Period:
    first, last = values.get("first", ""), values.get("last", "")
    if first:
        begin = read_period(first, today)
        return Period(begin.first, read_period(last, today).last if last else begin.last)
    text = values.get("period", "")
    if not text:
        raise refuse("hours.no_date", N_("The day or period is missing."), field="first")
    return read_period(text, today)


def _person_of(values: Mapping[str, str], people: PeopleIndex) -> int:
    parts = (values.get(name, "") for name in ("call_name", "prefix", "surname"))
    name = values.get("name", "") or " ".join(part for part in parts if part)
    number = values.get("member_number", "")
    if bool(number) == bool(name):
        return _by_number(number, name, people) if number else _by_name(name, people)
    # One column for both: some lines of it hold a number and some a name.
    return person_meant(people, number or name)


def person_meant(people: PeopleIndex, text: str) -> int:
    """The person whom a member number or a name means. Raises Refused for none and for two."""
    bare = text.strip()
    has_letters = any(sign.isalpha() for sign in bare)
    return _by_name(bare, people) if has_letters or not bare else _by_number(bare, "", people)


def _by_name(name: str, people: PeopleIndex) -> int:
    found = people.by_name.get(name_key(name), frozenset())
    if len(found) == 1:
        return next(iter(found))
    if not name:
        raise refuse("hours.no_name", N_("It says nobody’s name or number."), field="person_id")
    if found:
        raise refuse(
            "hours.two_people",
            N_("More than one person is called “{name}”. Use the member number."),
            field="person_id",
            name=name,
        )
    raise refuse(
        "hours.no_such_person",
        N_("Nobody is called “{name}”. Add the person first, or correct the name."),
        field="person_id",
        name=name,
    )


def _by_number(number: str, name: str, people: PeopleIndex) -> int:
    digits = number.strip().removesuffix(".0")
    plain = digits.isascii() and digits.isdigit() and len(digits) < 16
    person_id = people.by_number.get(int(digits)) if plain else None
    if person_id is None:
        raise refuse(
            "hours.no_such_number",
            N_("There is no member {number}. Correct the number or leave it out."),
            field="person_id",
            number=number,
        )
    words = set(name_key(name).split())
    if words and not any(words & set(core.split()) for core in people.surnames[person_id]):
        raise refuse(
            "hours.other_name",
            N_("Member {number} is not called “{name}”. Correct one of them."),
            field="person_id",
            number=number,
            name=name,
        )
    return person_id


def _activity_of(values: Mapping[str, str], known: Known) -> ActivityTerm:
    name = values.get("activity", "")
    found = known.activities.get(activity_key(name)) if name else known.usual_activity
    if found is None:
        raise refuse(
            "hours.no_such_activity",
            N_("There is no activity “{name}”. Add it first, or correct the name.")
            if name
            else N_("The activity is missing."),
            field="activity_id",
            name=name,
        )
    return found
