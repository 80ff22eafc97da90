"""Which kind of membership a list means by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem
from coopadmin.members.lines import HOUSEHOLD_WORDS, ORGANISATION_WORDS, ReadLine
from coopadmin.people.rules import ORGANISATION

PERSONAL_WORDS = frozenset(
    "persoonlijk, persoon, individueel, individu, lid, gewoon lid, gewoon, leden, personal,"
    " individual, member, person, natuurlijk persoon".split(", ")
)
# More words than this are no kinds but something else that somebody kept in the column.
_MOST_NEW = 10
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind that the file has."""

    id: int
    name: str
    covers_household: bool
    in_use: bool


class Kinds:
    """Finds the kind for a line: an id, or the name of a new kind that the list names."""

    def __init__(self, known: Sequence[ListKind], words: Iterable[str]) -> None:
        self._by_name = {normalised(kind.name): kind.id for kind in known}
        usable = [kind for kind in known if kind.in_use] or list(known)
        self._usual = usable[0].id
        self._household = next((kind.id for kind in usable if kind.covers_household), self._usual)
        self._organisation = next(
            (kind.id for kind in usable if _plain(kind.name) in ORGANISATION_WORDS), self._usual
        )
        unknown: dict[str, str] = {}
        for word in words:
            if word and self._find(word) is None:
                unknown.setdefault(normalised(word), word)
        self._new = (
            unknown
            if len(unknown) <= _MOST_NEW and all(len(word) <= _LONGEST for word in unknown)
            else {}
        )
        self.used: set[str] = set()

    @property
    def new(self) -> tuple[str, ...]:
        """Names of kinds to be made, in the order of the list."""
        return tuple(name for name in self._new.values() if name in self.used)

    def of(self, read: ReadLine) -> tuple[int | str, tuple[Problem, ...]]:
        """The kind of one line, and a remark where its word means nothing to us."""
        if not read.kind:
            organisation = read.person.nature == ORGANISATION
            return (self._organisation if organisation else self._usual), ()
        found = self._find(read.kind)
        if found is not None:
            return found, ()
        name = self._new.get(normalised(read.kind))
        if name is not None:
            self.used.add(name)
            return name, ()
        sentence = N_("The kind of membership “{text}” is not known; the usual one is taken.")
        return self._usual, (Problem("line.kind", sentence, {"text": read.kind}, "kind"),)

    def _find(self, word: str) -> int | None:
        if normalised(word) in self._by_name:
            return self._by_name[normalised(word)]
        plain = _plain(word)
        if plain in HOUSEHOLD_WORDS:
            return self._household
        if plain in ORGANISATION_WORDS:
            return self._organisation
        return self._usual if plain in PERSONAL_WORDS else None


def _plain(word: str) -> str:
    return normalised(word).removesuffix("lidmaatschap").strip(" -")
