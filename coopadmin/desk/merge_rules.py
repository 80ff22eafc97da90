"""When two entries can be one person, and what is known of that person then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from coopadmin.kernel.problem import N_, Problem, Term
from coopadmin.people.rules import BODIES, NewPerson

# Fields that make sense together only: from whom the first is taken come the others too.
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("call_name", "first_names", "initials"),
    ("surname", "prefix"),
    ("partner_surname", "partner_prefix", "name_usage"),
    ("birth_date", "birth_year"),
    ("street", "house_number", "house_letter", "house_addition", "postcode", "town", "country"),
    ("convocation_by", "convocation_consent_on"),
)
ALONE = (
    "salutation",
    "title",
    "organisation_name",
    "death_date",
    "email",
    "phone",
    "mobile",
    "iban",
    "note",
)
_BLANK = NewPerson()


@dataclass(frozen=True)
class MergedPeople:
    """Two entries of one person: `kept_id` stays, `gone_id` becomes its alias.

    `person` is what will be known, by default the first filled up with the second; `stays` is the
    id of the membership that stays where both are members at one time.
    """

    kept_id: int
    gone_id: int
    person: NewPerson | None = None
    stays: int | None = None


@dataclass(frozen=True)
class Ties:
    """What speaks against it: each is a fact of the two in the file.

    `memberships` are pairs (id, number) that run at one time; `met_on` the day of a meeting at
    which both were; `body` one in which both hold an office at one time.
    """

    kept: NewPerson
    gone: NewPerson
    is_alias: bool = False
    memberships: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    met_on: date | None = None
    proxies: bool = False
    body: str = ""
    two_households: bool = False
    transferred: bool = False
    locked_capital: bool = False
    erased: bool = False


def overlapping(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    """Whether two periods (first, last; None goes on) have a day in common."""
    return bool(one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max))


def filled_up(one: NewPerson, other: NewPerson) -> NewPerson:
    """The first, with what it lacks from the second; a part of a name or address never alone."""
    values = {
        name: getattr(other, name) for name in ALONE if getattr(one, name) == getattr(_BLANK, name)
    }
    for names in TOGETHER:
        if getattr(one, names[0]) == getattr(_BLANK, names[0]):
            values |= {
                name: getattr(other, name)
                for name in names
                if getattr(one, name) == getattr(_BLANK, name)
            }
    return replace(one, **values)


def both_members(ties: Ties, stays: int | None) -> Iterator[Problem]:
    """Which membership stays has to be said where both run at one time."""
    for (one_id, one), (other_id, other) in ties.memberships:
        if stays not in (one_id, other_id):
            yield Problem(
                "merge.two_memberships",
                N_(
                    "Both are a member at one time, as {one} and {other}. Choose which membership"
                    " stays."
                ),
                {"one": f"{one:04d}", "other": f"{other:04d}"},
                "stays",
            )


def check_merge(ties: Ties, wanted: MergedPeople) -> Iterator[Problem]:
    """Why two entries cannot be one person, or not yet."""
    if wanted.kept_id == wanted.gone_id:
        yield Problem("merge.same", N_("This is one person. Choose two."))
        return
    if ties.is_alias:
        yield Problem("merge.alias", N_("One of them was put together with somebody already."))
        return
    if ties.erased:
        yield Problem(
            "merge.erased", N_("One of them was erased: who that was is not known any more.")
        )
    if ties.kept.nature != ties.gone.nature:
        yield Problem("merge.nature", N_("A person and an organisation cannot be one."))
    yield from both_members(ties, wanted.stays)
    if ties.met_on is not None:
        yield Problem(
            "merge.met",
            N_("Both were at the meeting of {day}. Correct who was there first."),
            {"day": ties.met_on},
        )
    if ties.proxies:
        yield Problem(
            "merge.proxy", N_("They have proxies in one meeting. Take one of these back first.")
        )
    if ties.body:
        yield Problem(
            "merge.office",
            N_("Both hold an office at one time ({body}). End one of these first."),
            {"body": Term(BODIES.get(ties.body, ties.body))},
        )
    if ties.two_households:
        yield Problem(
            "merge.households",
            N_("They belong to two households at one time. Take one of them out first."),
        )
    if ties.transferred:
        yield Problem(
            "merge.transfer",
            N_("Capital went from the one to the other, so they are two members."),
        )
    if ties.locked_capital:
        yield Problem(
            "merge.capital",
            N_(
                "The one who would go has capital of a closed year, which cannot be moved. Let that"
                " one stay."
            ),
        )


def fields_that_differ(one: NewPerson, other: NewPerson) -> list[tuple[str, ...]]:
    """The fields, alone or those that belong together, in which two entries are not the same."""
    groups = {names[0]: names for names in TOGETHER}
    held = {name for names in TOGETHER for name in names}
    found = []
    for part in fields(NewPerson):
        names = groups.get(part.name) or ((part.name,) if part.name not in held else ())
        if (
            names
            and part.name != "nature"
            and any(getattr(one, name) != getattr(other, name) for name in names)
        ):
            found.append(names)
    return found
