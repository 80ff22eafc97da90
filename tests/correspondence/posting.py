"""People who all get their convocation by e-mail, and a sending to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coopadmin.correspondence.posting import set_server
from coopadmin.correspondence.queries import list_sent
from coopadmin.correspondence.rules import NewSending
from coopadmin.correspondence.server import NewServer
from coopadmin.correspondence.service import make_sending
from coopadmin.members.queries import get_membership, list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books

NAMES = ("Anna", "Bert", "Carla", "Dirk", "Elly")
FILLED = {"day": "28 mei", "time": "19.30 uur", "place": "De Schakel", "agenda": "- Opening"}


def email_of(name: str) -> str:
    return f"{name.lower()}@voorbeeld.example"


def convoked(books: Books, names: Sequence[str] = NAMES) -> int:
    """Members of these names are convoked by e-mail; gives the number of the sending."""
    kind = books.ask(list_kinds)[0].id
    people = []
    for name in names:
        person = NewPerson(
            call_name=name,
            surname="Bergsma",
            email=email_of(name),
            convocation_by="email",
            convocation_consent_on=date(2021, 1, 1),
        )
        made = books.do(admit_member, NewMember(kind, date(2020, 2, 1), person))
        people.append(books.ask(get_membership, made).person_id)
    wanted = NewSending("convocation", "nl", tuple(people), "Alle leden", FILLED)
    return books.do(make_sending, wanted)


def served(books: Books, server: NewServer, **more: object) -> None:
    """E-mail goes through this server."""
    named = replace(server, name="Zorgcoöperatie, secretariaat", **more)  # type: ignore[arg-type]
    books.do(set_server, named)


def results(books: Books, number: int) -> dict[str, str]:
    """By first name what became of the e-mail."""
    return {row.name.split()[0]: row.result for row in books.ask(list_sent, number)}
