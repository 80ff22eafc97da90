"""The register of a day as the page holds it: its rows, their counts, and narrowing them."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress

from coopadmin.contributions.queries import ChargeRow, list_charges
from coopadmin.cooperative.queries import book_year_of
from coopadmin.correspondence.queries import CameBackRow, list_came_back
from coopadmin.desk.selected import memberships_of_selection
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.members.applications import list_applications, words_of_applicants
from coopadmin.members.queries import (
    KindRow,
    MemberRow,
    count_members,
    list_kinds,
    list_members,
    words_of_members,
)
from coopadmin.members.selection_rules import EVERYBODY as ALL
from coopadmin.members.selection_rules import Selection
from coopadmin.people.own_fields import list_own_fields, own_values
from coopadmin.people.own_rules import OwnFieldRow
from coopadmin.store import Books
from coopadmin.ui.members.applicants import APPLICANT, TURNED_DOWN, as_row
from coopadmin.words import _, count, ngettext

ACTIVE, LEAVING, ENDED, FUTURE = "active", "leaving", "ended", "future"
APPLICANTS = "applicants"
# Longer than a blink from here on: the worker loads it (HOUSE, Transactions).
MANY = 1200
_STATUSES = {
    ACTIVE: frozenset({"running", "leaving"}),
    LEAVING: frozenset({"leaving"}),
    ENDED: frozenset({"ended"}),
    FUTURE: frozenset({"future"}),
    APPLICANTS: frozenset({APPLICANT, TURNED_DOWN}),
}
_LIKENESS = 0.72
# So many rows are looked through before a letter shows: a few milliseconds.
SLICE = 5_000


@dataclass(frozen=True)
class Taken:
    """Filters and the memberships that they take, None for all; `problems` say why nobody."""

    selection: Selection = ALL
    ids: frozenset[int] | None = None
    problems: tuple[Problem, ...] = ()


NO_FILTER = Taken()


@dataclass(frozen=True)
class Register:
    """Memberships and applications as on `day`, and the charges of the book year of that day.

    `charges` are by membership id; `year` is the label of the book year; `words` are what is
    searched for each row, `taken` whom the filters take. `own` is what stands in own
    fields, by person and number of field; `returned` by person what came back.
    """

    day: date
    year: str
    rows: tuple[MemberRow, ...] = ()
    kinds: tuple[KindRow, ...] = ()
    charges: Mapping[int, ChargeRow] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    taken: Taken = NO_FILTER
    own_fields: tuple[OwnFieldRow, ...] = ()
    own: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    returned: Mapping[int, Sequence[CameBackRow]] = field(default_factory=dict)

    def charge_of(self, row: MemberRow) -> ChargeRow | None:
        return self.charges.get(row.membership_id)

    def returned_of(self, row: MemberRow) -> Sequence[CameBackRow]:
        return self.returned.get(row.person_id, ())

    def find(self, membership_id: int) -> MemberRow | None:
        return next((row for row in self.rows if row.membership_id == membership_id), None)

    def matching(self, text: str) -> Sequence[MemberRow]:
        """The rows in which every word of the text occurs."""
        return Searched(self.rows, self.words).narrowed(text).rows

    def chosen(self, choice: Choice) -> Searched:
        """The rows that a choice takes, to be searched in."""
        among = self.taken.ids
        taken = [
            choice.takes(row) and (among is None or row.membership_id in among) for row in self.rows
        ]
        return Searched(list(compress(self.rows, taken)), list(compress(self.words, taken)))


@dataclass(frozen=True)
class Searched:
    """Rows, what is searched for each of them, and the text that they were narrowed to."""

    rows: Sequence[MemberRow] = ()
    words: Sequence[str] = ()
    text: str = ""

    def narrowed(self, text: str) -> Searched:
        """Those in which every word of the text occurs."""
        rows, words = self.rows, self.words
        for word in searchable(text).split():
            # Pairs would be a hundred thousand new objects to look after; truths are none.
            within = [word in each for each in words]
            rows, words = list(compress(rows, within)), list(compress(words, within))
        return Searched(rows, words, text)


class Narrowing:
    """Narrowing a long list slice by slice, so that its first rows need not wait for its last."""

    def __init__(self, within: Searched, text: str) -> None:
        self.text = text
        self.found: list[MemberRow] = []
        self._words: list[str] = []
        self._within = within
        self._place = 0
        # Without words there is nothing to look for.
        self._slice = SLICE if text else max(len(within.rows), 1)

    @property
    def done(self) -> bool:
        return self._place >= len(self._within.rows)

    def go_on(self) -> None:
        """Look through one slice more."""
        part = slice(self._place, self._place + self._slice)
        found = Searched(self._within.rows[part], self._within.words[part]).narrowed(self.text)
        self.found += found.rows
        self._words += found.words
        self._place = part.stop

    def result(self) -> Searched:
        return Searched(self.found, self._words, self.text)


@dataclass(frozen=True)
class Choice:
    """Which rows are wanted: a status or any."""

    status: str = ACTIVE

    def takes(self, row: MemberRow) -> bool:
        return not self.status or row.status in _STATUSES[self.status]


EVERYBODY = Choice("")


def is_large(books: Books, day: date) -> bool:
    """Whether loading the register takes longer than a screen may wait."""
    return sum(books.ask(count_members, day).values()) > MANY


def choice_of(status: tuple[str, ...]) -> Choice | None:
    """The choice that stands for these states in a selection; None where no filter does."""
    if not status:
        return EVERYBODY
    found = (name for name, tokens in _STATUSES.items() if tokens == set(status))
    return next((Choice(name) for name in found), None)


def states_of(choice: Choice) -> tuple[str, ...]:
    """The states of members that a choice stands for, as a selection keeps them."""
    return tuple(sorted(_STATUSES[choice.status])) if choice.status else ()


def take(books: Books, day: date, selection: Selection) -> Taken:
    """Whom the filters take on a day; may run in the worker."""
    if selection == ALL:
        return NO_FILTER
    try:
        found = books.ask(memberships_of_selection, selection, day)
    except Refused as refused:
        return Taken(selection, frozenset(), refused.problems)
    return Taken(selection, frozenset(found))


def load_register(books: Books, day: date, selection: Selection) -> Register:
    """Ask everything that the list shows; may run in the worker."""
    year = books.ask(book_year_of, day).label
    charges = {row.membership_id: row for row in books.ask(list_charges, year)}
    rows, words = books.ask(list_members, day), books.ask(words_of_members)
    applied = [as_row(found) for found in books.ask(list_applications, day)]
    rows = sorted([*rows, *applied], key=lambda row: row.sort_key) if applied else rows
    words |= books.ask(words_of_applicants) if applied else {}
    returned: dict[int, list[CameBackRow]] = {}
    for mark in books.ask(list_came_back):
        returned.setdefault(mark.person_id, []).append(mark)
    return Register(
        day,
        year,
        tuple(rows),
        tuple(books.ask(list_kinds)),
        charges,
        tuple(words.get(row.membership_id, "") for row in rows),
        take(books, day, selection),
        tuple(books.ask(list_own_fields, in_use=True)),
        books.ask(own_values),
        returned,
    )


def statuses(rows: Iterable[MemberRow]) -> Counter[str]:
    """How many rows each status filter shows."""
    found = Counter(row.status for row in rows)
    return Counter(
        {name: sum(found[token] for token in tokens) for name, tokens in _STATUSES.items()}
    )


def like(rows: Iterable[MemberRow], text: str) -> str:
    """A word of a name or street that was probably meant by a text nobody has; else empty."""
    wanted = searchable(text)
    if len(wanted) < 3:
        return ""
    words = {
        searchable(word): word
        for row in rows
        for word in f"{row.name} {row.address}".split()
        if len(word) > 2
    }
    close = difflib.get_close_matches(wanted, words, 1, _LIKENESS)
    return words[close[0]] if close else ""


def subtitle(register: Register) -> str:
    """`318 active members: 190 personal, 116 household`."""
    members = [row for row in register.rows if Choice(ACTIVE).takes(row)]
    whole = len(members)
    if not register.rows:
        return _("Nobody is a member yet")
    words = ngettext("{count} active member", "{count} active members", whole).format(
        count=count(whole)
    )
    by_kind = [
        (sum(row.kind_id == kind.id for row in members), kind.name) for kind in register.kinds
    ]
    kinds = ", ".join(
        f"{count(number)} {name[:1].lower()}{name[1:]}" for number, name in by_kind if number
    )
    return f"{words}: {kinds}" if kinds else words
