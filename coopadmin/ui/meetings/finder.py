"""Finding a member of the day by what is typed: a number, or parts of a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import N_, refuse
from coopadmin.meetings.queries import PersonFacts, VoterRow

SHOWN = 4


def member_number(person: PersonFacts) -> str:
    """`0014`, or nothing for someone without a number."""
    return "" if person.number is None else f"{person.number:04d}"


def numbered(person: PersonFacts) -> str:
    """`Annie van den Berg (0014)`."""
    number = member_number(person)
    return f"{person.name} ({number})" if number else person.name


def matching(voters: Iterable[VoterRow], text: str) -> list[VoterRow]:
    """Members with this number, else those in whose name every word typed begins a word."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit():
        wanted = int(bare)
        return [row for row in voters if row.person.number == wanted]
    words = searchable(text).split()
    if not words:
        return []
    return [row for row in voters if _has(searchable(row.person.name), words)]


def _has(name: str, words: Sequence[str]) -> bool:
    parts = name.replace("-", " ").split()
    return all(word in name if "-" in word else _begins(parts, word) for word in words)


def _begins(parts: Sequence[str], word: str) -> bool:
    return any(part.startswith(word) for part in parts)


def find_voter(voters: Iterable[VoterRow], text: str, field: str) -> PersonFacts:
    """The one member that is meant; Refused when nobody is, or several are."""
    # What a form shows of someone chosen before is read back as it stands.
    name, _bracket, number = text.rpartition("(")
    found = matching(voters, number.rstrip(") ") if name and number else text)
    if not found:
        raise refuse(
            "voter.nobody",
            N_("Nobody is called “{text}”. Type a part of the name, or the member number."),
            field=field,
            text=text.strip(),
        )
    exact = [row for row in found if searchable(row.person.name) == searchable(text)]
    if len(found) > 1 and len(exact) != 1:
        raise refuse(
            "voter.several",
            N_("{count} members can be meant: {names}. Type more, or the number."),
            field=field,
            count=len(found),
            names=", ".join(numbered(row.person) for row in found[:SHOWN]),
        )
    return (exact or found)[0].person
