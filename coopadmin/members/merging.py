"""What a line of a list changes in what the file knows already; empty cells change nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem
from coopadmin.members.lines import ReadLine
from coopadmin.members.matching import KnownMembership, KnownPerson
from coopadmin.people.rules import NewPerson

_ALONE = (
    "salutation",
    "title",
    "call_name",
    "first_names",
    "name_usage",
    "organisation_name",
    "birth_date",
    "death_date",
    "postcode",
    "town",
    "country",
    "email",
    "phone",
    "mobile",
    "iban",
    "note",
)
# Parts of one thing: who has another surname or street has the prefix or number that goes with it.
_TOGETHER = (
    ("surname", ("prefix",)),
    ("partner_surname", ("partner_prefix",)),
    ("street", ("house_number", "house_letter", "house_addition")),
)

_BLANK = vars(NewPerson())
_EMPTIED = {*_ALONE, "street", "partner_surname"} - {"country", "organisation_name", "death_date"}
_WITH = {**dict(_TOGETHER), "birth_date": ("birth_year",)}
_GOES_WITH = {
    "birth_year": "birth_date",
    "end_reason": "until",
    "since_estimated": "since",
    "house_number": "street",
    "house_letter": "street",
    "house_addition": "street",
    "prefix": "surname",
    "partner_prefix": "partner_surname",
}


@dataclass(frozen=True, slots=True)
class MembershipPart:
    """A membership that a list gives; `kind` is an id, or the name of a kind to be made."""

    kind: int | str
    since: date
    since_estimated: bool
    until: date | None
    end_reason: str
    notice_on: date | None
    applied_on: date | None
    remark: str


def part_of(
    read: ReadLine, kind: int | str, since: date
) -> tuple[MembershipPart | None, tuple[Problem, ...]]:
    """The membership that a line gives, from `since` on where it tells no begin.

    None for who had died or left before that day, or died on an unknown day.
    """
    begin = read.since or since
    until, reason = _end(read)
    if read.died and until is None:
        sentence = N_("No membership: this person died, on an unknown day.")
        return None, (Problem("line.died", sentence),)
    if until is not None and until < begin:
        sentence = N_("No membership: it had ended on {until}.")
        return None, (Problem("line.ended", sentence, {"until": until}),)
    part = MembershipPart(
        kind=kind,
        since=begin,
        since_estimated=read.since is None or read.since_estimated,
        until=until,
        end_reason=reason,
        notice_on=read.notice_on,
        applied_on=read.applied_on,
        remark=read.remark,
    )
    return part, ()


def ended_before(read: ReadLine) -> bool:
    """Whether somebody died before the day on which the list lets the membership begin."""
    death = read.person.death_date
    begin = None if read.since_estimated else read.since
    return death is not None and begin is not None and death < begin


def _end(read: ReadLine) -> tuple[date | None, str]:
    death = read.person.death_date
    if death is not None and (read.until is None or death <= read.until):
        return death, "death"
    return read.until, (read.end_reason or "unknown") if read.until else ""


def merged(
    known: NewPerson, read: ReadLine, *, emptying: bool = False
) -> tuple[NewPerson, tuple[str, ...]]:
    """The person as it will be, and the names of the fields that change.

    Only with `emptying` does an empty cell empty what is known, and never a name.
    """
    values: dict[str, Any] = {
        name: getattr(read.person, name) for name in _ALONE if name in read.given
    }
    for leading, others in _TOGETHER:
        if leading in read.given:
            told = getattr(read.person, leading)
            values[leading] = told
            if told != getattr(known, leading) or not read.given.isdisjoint(others):
                values |= {name: getattr(read.person, name) for name in others}
    if "birth_year" in read.given and (read.person.birth_date or not known.birth_date):
        values["birth_year"] = read.person.birth_year
    if "initials" in read.given and not _says_less(read.person.initials, known.initials):
        values["initials"] = read.person.initials
    if emptying:
        values |= {name: _BLANK[name] for name in _emptied(known, read)}
    if read.person.nature != known.nature:
        values.pop("organisation_name", None)
    changes = tuple(name for name, value in values.items() if value != getattr(known, name))
    return replace(known, **values), changes


def is_left(field: str, left: Collection[str]) -> bool:
    """Whether a field stays as it is known, by itself or with the one that it belongs to."""
    return field in left or _GOES_WITH.get(field, "") in left


def _emptied(known: NewPerson, read: ReadLine) -> Iterator[str]:
    for name in _EMPTIED & read.empty:
        # Who is convened by e-mail needs the address (BW 2:41).
        if name == "email" and known.convocation_by == "email":
            continue
        yield name
        yield from _WITH.get(name, ())


def _says_less(initials: str, known: str) -> bool:
    return normalised(known).startswith(normalised(initials))


def merged_membership(
    read: ReadLine, known: KnownPerson, kind: int | str, today: date
) -> tuple[KnownMembership | None, dict[str, Any], tuple[Problem, ...]]:
    """The membership that a line is about, its columns that change, and remarks.

    None when the person has no membership, or left and joins again.
    """
    if not known.memberships:
        return None, {}, ()
    target = next(
        (one for one in known.memberships if one.number == read.number), known.memberships[-1]
    )
    until, reason = _end(read)
    if target.until is not None:
        if until is None and read.since is not None and read.since > target.until:
            return None, {}, ()
        remarks = _other_number(read, target)
        if until is None and target.until < today:
            sentence = N_("The file says that it ended on {until}; that stays so.")
            remarks.append(Problem("line.ended_in_file", sentence, {"until": target.until}))
        return target, {}, tuple(remarks)
    changes: dict[str, Any] = {}
    if read.kind and kind != target.kind_id:
        changes["kind_id"] = kind
    begin = target.since
    if read.since is not None and _knows_better(read, target, known):
        begin = read.since
        changes |= {"since": begin, "since_estimated": read.since_estimated}
    remarks = _other_number(read, target)
    if until is not None and until >= begin:
        changes |= {"until": until, "end_reason": reason}
    elif until is not None:
        sentence = N_("The end on {until} lies before the begin in the file and is left out.")
        remarks.append(Problem("line.end_left_out", sentence, {"until": until}, "until"))
    return target, changes, tuple(remarks)


def _knows_better(read: ReadLine, target: KnownMembership, known: KnownPerson) -> bool:
    """A day is better than an estimate, unless it falls in an earlier membership."""
    assert read.since is not None
    earlier = [one.until for one in known.memberships if one is not target and one.until]
    if any(until >= read.since for until in earlier):
        return False
    if read.since_estimated:
        return target.since_estimated and read.since.year != target.since.year
    return read.since != target.since or target.since_estimated


def _other_number(read: ReadLine, target: KnownMembership) -> list[Problem]:
    if read.number in (None, target.number):
        return []
    sentence = N_("The member keeps number {number}; the list says {other}.")
    values = {"number": target.number, "other": read.number}
    return [Problem("line.keeps_number", sentence, values, "member_number")]
