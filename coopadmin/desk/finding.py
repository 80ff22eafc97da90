"""Everything that is found by one line of text: who, what, when, how much, and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.activities.rules import THEMES
from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import list_book_years, resolution_number
from coopadmin.deadlines.model import Deadline
from coopadmin.deadlines.rules import KINDS
from coopadmin.desk.finding_books import find_books
from coopadmin.desk.finding_letters import find_letters
from coopadmin.desk.finding_money import find_money
from coopadmin.desk.finding_selections import find_selections
from coopadmin.desk.found import (
    ACTIVITY,
    BEGINS,
    CONTAINS,
    DEADLINE,
    EXACT,
    HOUSEHOLD,
    MEETING,
    PERSON,
    REPORT,
    RESOLUTION,
    Found,
    rank_of,
)
from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.folding import normalised, searchable
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.model import Meeting
from coopadmin.meetings.rules import STATUSES
from coopadmin.members.model import FormerNumber, Membership
from coopadmin.members.rules import is_member_on
from coopadmin.people.households import households_on, list_households
from coopadmin.people.model import Household, HouseholdStay, Person, TermOfOffice
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import ADDRESS_COLUMNS, CONTACT_COLUMNS, NAME_COLUMNS, aliases
from coopadmin.people.rules import address_line, phone_line
from coopadmin.store.search import find_among, find_first
from coopadmin.words import _, date_in_full, date_long, date_short

LOOKED_AT = 60
"""How many people are looked at to find the best of them; more words leave fewer."""
PIECE, PHONE_PIECE = 3, 6
"""The least signs of which a piece in the middle of a word says something, and of a number."""
_PHONE = re.compile(r"\+?[\d\s()./-]{6,}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def find_everything(session: Session, text: str, on: date, limit: int = 6) -> list[Found]:
    """At the most `limit` of each kind: an exact number, then beginnings of words, then pieces.

    Members of the day come before those who left.
    """
    text = " ".join(text.split())
    if not text:
        return []
    few = find_among(session, text, [model.__tablename__ for model in _FEW])
    return [
        *_people(session, text, on, limit),
        *_households(session, _rows(session, Household, few), on, limit),
        *find_selections(session, text, on, limit),
        *_activities(_rows(session, Activity, few), text, on, limit),
        *_meetings(session, few, text, on, limit),
        *_resolutions(_rows(session, Resolution, few), text, limit),
        *_deadlines(_rows(session, Deadline, few), text, limit),
        *find_money(session, text, limit),
        *find_books(session, text, limit),
        *find_letters(session, text, on, limit),
        *_reports(session, text, on, limit),
    ]


def _best(found: Iterable[Found], limit: int) -> list[Found]:
    return sorted(found, key=lambda row: row.rank)[:limit]


# ------------------------------------------------------------------------------ people


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person with the membership shown of them; `fit` is least for a name, then for a street."""

    row: Any
    name: str
    member: bool
    rank: int
    fit: int


def _people(session: Session, text: str, on: date, limit: int) -> list[Found]:
    ranks = _ranked_people(session, text, limit)
    if not ranks:
        return []
    for alias, person in aliases(session).items():
        if alias in ranks:
            ranks[person] = min(ranks.pop(alias), ranks.get(person, CONTAINS))
    holders: dict[int, _Holder] = {}
    statement = (
        select(
            Person.id,
            Person.sort_key,
            Person.iban,
            *NAME_COLUMNS,
            *ADDRESS_COLUMNS,
            *CONTACT_COLUMNS,
            Membership.id.label("membership_id"),
            Membership.number,
            Membership.since,
            Membership.until,
        )
        .outerjoin(Membership, Membership.person_id == Person.id)
        .where(Person.id.in_(bindparam("found", [*ranks], expanding=True, literal_execute=True)))
        .order_by(Membership.since)
    )
    for row in session.connection().execute(statement):
        member = row.number is not None and is_member_on(row.since, row.until, on)
        name = spoken_name(row)
        by_name = rank_of(name, text)
        rank = EXACT if by_name == EXACT else ranks[row.id]
        by_place = rank_of(_street(row), text)
        fit = 0 if by_name == rank else 1 + (CONTAINS + 1 if by_place is None else by_place)
        holders[row.id] = _Holder(row, name, member, rank, fit)
    best = sorted(
        holders.values(),
        key=lambda each: (each.rank, each.fit, not each.member, each.row.sort_key),
    )[:limit]
    places = _places_of_others(session, best)
    return [
        Found(
            PERSON,
            each.name,
            _about(each, text),
            page,
            place,
            each.rank,
        )
        for each in best
        for page, place in (places.get(each.row.id, ("members", each.row.membership_id)),)
    ]


def _ranked_people(session: Session, text: str, limit: int) -> dict[int, int]:
    """Ids of people with how well they fit: by number, by beginnings of words, by pieces."""
    ranks: dict[int, int] = {}

    def add(ids: Iterable[int], rank: int) -> None:
        for each in ids:
            ranks.setdefault(each, rank)

    if _NUMBER.fullmatch(text):
        add(_holders(session, Membership.number == int(text)), EXACT)
        had = select(FormerNumber.person_id).where(FormerNumber.number == int(text))
        add(session.scalars(had), EXACT)
    if len(text) == 1:
        end = chr(ord(searchable(text)[-1:] or text) + 1)
        within = Person.sort_key.between(searchable(text), end)
        by_surname = select(Person.id).where(within).order_by(Person.sort_key)
        add(session.scalars(by_surname.limit(LOOKED_AT)), BEGINS)
        return ranks
    add(find_first(session, text, "person", LOOKED_AT, begins=True), BEGINS)
    if _NUMBER.fullmatch(text):
        numbered = find_first(session, text, "membership", limit, begins=True)
        add(_holders(session, Membership.id.in_(numbered)), BEGINS)
    few_digits = len(text) < PIECE or (_NUMBER.fullmatch(text) and len(text) < PHONE_PIECE)
    if len(ranks) < limit and not few_digits:
        add(find_first(session, text, "person", LOOKED_AT), CONTAINS)
    if len(ranks) < limit and _PHONE.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        core = digits.removeprefix("00") if digits.startswith("00") else digits.removeprefix("0")
        add(find_first(session, core, "person", limit), CONTAINS)
    return ranks


def _holders(session: Session, condition: Any) -> Iterable[int]:
    return session.scalars(select(Membership.person_id).where(condition))


def _places_of_others(
    session: Session, holders: Iterable[_Holder]
) -> dict[int, tuple[str, object]]:
    """Where somebody is shown who has no membership of their own: as payer, officer, or done."""
    others = {each.row.id: each.name for each in holders if each.row.membership_id is None}
    if not others:
        return {}
    places: dict[int, tuple[str, object]] = {
        number: ("history", name) for number, name in others.items()
    }
    homes = select(HouseholdStay.person_id, Household.number).join(Household)
    for person, number in session.execute(homes.where(HouseholdStay.person_id.in_(others))):
        places[person] = ("members", f"households {number}")
    serving = select(TermOfOffice.person_id).where(TermOfOffice.person_id.in_(others))
    places |= dict.fromkeys(session.scalars(serving), ("settings", "officers"))
    paid = select(Membership.payer_id, Membership.id).where(Membership.payer_id.in_(others))
    for payer, membership in session.execute(paid):
        if payer is not None:
            places[payer] = ("members", membership)
    return places


def _street(row: Any) -> str:
    return address_line(row.street, row.house_number, row.house_letter, row.house_addition)


def _about(holder: _Holder, text: str) -> str:
    row = holder.row
    parts = [_standing(holder), ", ".join(part for part in (_street(row), row.town) if part)]
    shown = searchable(" ".join((holder.name, *parts)))
    hidden = [word for word in searchable(text).split() if word not in shown]
    if hidden:
        reached = (row.email, row.mobile, row.phone, row.iban, row.postcode)
        by = [each for each in reached if each and _shares(each, hidden)][:1]
        parts += [phone_line(each) if each in (row.mobile, row.phone) else each for each in by]
    return " · ".join(part for part in parts if part)


def _shares(value: str, words: Iterable[str]) -> bool:
    bare = searchable(value).replace(" ", "")
    digits = "".join(word for word in words if not word.isalpha()).lstrip("0").replace("-", "")
    return any(word in bare for word in words) or (len(digits) >= PHONE_PIECE and digits in bare)


def _standing(holder: _Holder) -> str:
    row = holder.row
    if row.number is None:
        return _("No member")
    number = f"{row.number:04d}"
    if holder.member:
        return _("Member {number}").format(number=number)
    if row.until is None:
        words, day = _("Member {number} from {day}"), row.since
    else:
        words, day = _("Member {number} until {day}"), row.until
    return words.format(number=number, day=date_short(day))


# ------------------------------------------------------------------------------ tables of few rows


_FEW = (Activity, Deadline, Household, Meeting, Resolution)
_Ranked = Iterable[tuple[Any, int]]


def _rows(session: Session, model: Any, few: Mapping[int, bool]) -> _Ranked:
    """The rows of a small table that were found, with how well they fit."""
    if not few:
        return []
    rows = session.scalars(select(model).where(model.id.in_(few)).order_by(model.id))
    return [(row, BEGINS if few[row.id] else CONTAINS) for row in rows]


def _households(session: Session, rows: _Ranked, on: date, limit: int) -> list[Found]:
    lived_in = set(households_on(session, on).values()) if rows else set()
    best = sorted(
        ((row, rank) for row, rank in rows if row.id in lived_in),
        key=lambda each: (each[1], normalised(each[0].name), each[0].number),
    )
    # Who belongs to them is asked for those alone that are shown.
    ranks = {row.number: rank for row, rank in best[:limit]}
    return _best(
        (
            Found(
                HOUSEHOLD,
                row.name,
                " · ".join(
                    part
                    for part in (row.address, ", ".join(stay.name for stay in row.people))
                    if part
                ),
                "members",
                f"households {row.number}",
                ranks[row.number],
            )
            for row in (list_households(session, on, ranks) if ranks else ())
        ),
        limit,
    )


def _activities(rows: _Ranked, text: str, on: date, limit: int) -> list[Found]:
    def note(row: Activity) -> str:
        ended = row.until is not None and row.until < on
        over = _("until {day}").format(day=date_short(row.until)) if ended and row.until else ""
        return " · ".join(part for part in (_(THEMES[row.theme]), over, row.aim) if part)

    return _best(
        (
            Found(
                ACTIVITY,
                row.name,
                note(row),
                "hours",
                row.id,
                EXACT if searchable(row.name) == searchable(text) else rank,
            )
            for row, rank in rows
        ),
        limit,
    )


def _meetings(
    session: Session, few: Mapping[int, bool], text: str, on: date, limit: int
) -> list[Found]:
    found = {row.id: (row, rank) for row, rank in _rows(session, Meeting, few)}
    try:
        day = parse_date(text, on)
    except Refused:
        day = None
    if day is not None:
        held = session.scalars(select(Meeting).where(Meeting.held_on == day))
        found |= {row.id: (row, EXACT) for row in held}
    rows = sorted(found.values(), key=lambda pair: pair[0].held_on, reverse=True)
    return _best(
        (
            Found(
                MEETING,
                row.title,
                " · ".join(
                    part
                    for part in (date_in_full(row.held_on), row.place, _(STATUSES[row.status]))
                    if part
                ),
                "meetings",
                row.id,
                rank,
            )
            for row, rank in rows
        ),
        limit,
    )


def _resolutions(rows: _Ranked, text: str, limit: int) -> list[Found]:
    rows = sorted(rows, key=lambda pair: pair[0].decided_on, reverse=True)
    return _best(
        (
            Found(
                RESOLUTION,
                f"{number} · {row.subject}",
                " · ".join((date_long(row.decided_on), row.text)),
                "meetings",
                number,
                EXACT if number.casefold() == text.casefold() else rank,
            )
            for row, rank in rows
            for number in (resolution_number(row.body, row.year, row.sequence),)
        ),
        limit,
    )


def _deadlines(rows: _Ranked, text: str, limit: int) -> list[Found]:
    rows = sorted(rows, key=lambda pair: (pair[0].closed_on is not None, pair[0].until))
    return _best(
        (
            Found(
                DEADLINE,
                row.title,
                " · ".join(
                    (_(KINDS[row.kind]), _("until {day}").format(day=date_short(row.until)))
                ),
                "settings",
                f"deadlines {row.number}",
                EXACT if searchable(row.title) == searchable(text) else rank,
            )
            for row, rank in rows
        ),
        limit,
    )


def _reports(session: Session, text: str, on: date, limit: int) -> list[Found]:
    words = _("Annual report {label}").format(label="")
    if rank_of(words, text) is None and not any(sign.isdigit() for sign in text):
        return []
    titles = (
        (year.label, _("Annual report {label}").format(label=year.label))
        for year in reversed(list_book_years(session, on))
    )
    return _best(
        (
            Found(REPORT, title, "", "annual", label, EXACT if label == text else rank)
            for label, title in titles
            if (rank := rank_of(title, text)) in (EXACT, BEGINS)
        ),
        limit,
    )
