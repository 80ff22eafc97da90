"""When somebody can be erased, what that leaves and until when (HOUSE Privacy, DOMAIN 2.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coopadmin.desk.keeping import KEPT, LIABILITY, MEMBERSHIP
from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, Term

# At once go the contact details; whole is when nobody is named any more.
CONTACT, WHOLE = "contact", "whole"
STEPS = {CONTACT: N_("Contact details erased"), WHOLE: N_("Erased")}
# A custom, no law: so long after the end a former member is proposed.
PROPOSED_YEARS = 2
LETTERS_LEFT = 4


@dataclass(frozen=True)
class Standing:
    """What the file says about one person today, as far as erasing asks.

    `used` is by token of `keeping.KEPT` the end of the year in which something was last done for
    which that term counts; `ended` the last day of the last membership. `step` is "" before any
    erasing; `known_again` says that details were filled in since.
    """

    person_id: int
    name: str
    organisation: bool = False
    numbers: tuple[int, ...] = ()
    runs: tuple[int, ...] = ()
    ended: date | None = None
    offices: tuple[str, ...] = ()
    receivable: Money = ZERO
    payable: Money = ZERO
    capital: Money = ZERO
    pays_for: tuple[int, ...] = ()
    applies: bool = False
    helps: bool = False
    liable: bool = False
    step: str = ""
    known_again: bool = False
    used: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class RunningTerm:
    """A term that still runs: its token, the last day, and the source of law."""

    token: str
    until: date

    @property
    def words(self) -> str:
        return KEPT[self.token].words

    @property
    def source(self) -> str:
        return KEPT[self.token].source


def term_of(token: str, used: date) -> date:
    """The last day on which something is kept that was last used in the year that ends then."""
    years = KEPT[token].years
    assert years is not None
    return add_months(used, 12 * years)


def terms_of(standing: Standing, today: date) -> tuple[RunningTerm, ...]:
    """Every term that still runs, the longest first."""
    found = [
        RunningTerm(token, term_of(token, used))
        for token, used in standing.used.items()
        if KEPT[token].years is not None and (token != LIABILITY or standing.liable)
    ]
    running = [term for term in found if term.until >= today]
    return tuple(sorted(running, key=lambda term: term.until, reverse=True))


def step_for(standing: Standing, today: date) -> str:
    """How far erasing can go today."""
    return CONTACT if terms_of(standing, today) else WHOLE


def check_erasing(standing: Standing, today: date) -> Iterator[Problem]:
    """Why somebody cannot be erased, or not yet: all that still runs between us."""
    step = step_for(standing, today)
    if not standing.known_again and standing.step in (WHOLE, step):
        until = max((term.until for term in terms_of(standing, today)), default=None)
        if until is None:
            yield Problem("erase.done", N_("This person has been erased already."))
        else:
            yield Problem(
                "erase.terms",
                N_("What could go is erased already; the name has to stay until {until}."),
                {"until": until},
            )
        return
    numbers = {"numbers": ", ".join(f"{number:04d}" for number in standing.runs)}
    if standing.runs:
        yield Problem(
            "erase.member",
            N_("The membership {numbers} still runs. End it first."),
            numbers,
        )
    if standing.applies:
        yield Problem(
            "erase.applies", N_("An application waits for a decision. Decide on it first.")
        )
    for office in standing.offices:
        yield Problem(
            "erase.office",
            N_("Holds an office ({office}). End it first."),
            {"office": Term(office)},
        )
    if standing.helps:
        yield Problem(
            "erase.helps",
            N_("Stands on the list of an activity as a volunteer. End that first."),
        )
    if standing.receivable:
        yield Problem(
            "erase.owes",
            N_("{amount} is still to be paid to us. Settle it first."),
            {"amount": standing.receivable},
        )
    if standing.payable:
        yield Problem(
            "erase.owed",
            N_("{amount} is still to be paid by us. Pay it first."),
            {"amount": standing.payable},
        )
    if standing.capital:
        yield Problem(
            "erase.capital",
            N_("Holds {amount} of members’ capital. Repay or transfer it first."),
            {"amount": standing.capital},
        )
    if standing.pays_for:
        yield Problem(
            "erase.pays",
            N_("Pays for the membership {numbers}. Change who pays first."),
            {"numbers": ", ".join(f"{number:04d}" for number in standing.pays_for)},
        )


def is_proposed(standing: Standing, today: date) -> bool:
    """Whether the yearly proposal names somebody: left long enough ago, or the last term ended."""
    # The AVG is about people; an organisation is erased only when somebody asks for it.
    if standing.organisation or next(check_erasing(standing, today), None) is not None:
        return False
    if standing.step == CONTACT:
        return True
    used = standing.used.get(MEMBERSHIP)
    return used is not None and add_months(used, 12 * PROPOSED_YEARS) < today


def left_of_postcode(postcode: str) -> str:
    """The four digits of a Dutch postcode; of any other nothing."""
    digits = postcode[:LETTERS_LEFT]
    return digits if len(digits) == LETTERS_LEFT and digits.isdigit() else ""
