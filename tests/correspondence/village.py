"""A small street that gets letters: a household, one with e-mail, one who needs large print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from coopadmin.correspondence.recipients import Message, Plan
from coopadmin.correspondence.rules import NewSending
from coopadmin.desk.letters import plan_of
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import get_membership, list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.household_rules import NewHousehold
from coopadmin.people.householding import form_household
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books

TODAY = date(2026, 3, 3)
Undone = Callable[[Callable[[], Any]], Any]
INVITED: Mapping[str, str] = {
    "topic": "Soup",
    "day": "Saturday 18 April",
    "time": "2 pm",
    "place": "De Schakel",
    "message": "There is soup.",
    "reply_by": "8 April",
}


@dataclass(frozen=True)
class Street:
    """Jan and Tineke Bergsma at one address, Ria Postma with e-mail, Wim de Wit in large print."""

    books: Books
    jan: int
    tineke: int
    ria: int
    wim: int

    @property
    def everybody(self) -> tuple[int, ...]:
        return self.jan, self.tineke, self.ria, self.wim

    def wanted(self, code: str = "invitation", **more: Any) -> NewSending:
        more.setdefault("filled", INVITED)
        more.setdefault("person_ids", self.everybody)
        return NewSending(code, "en", group="All members", **more)

    def plan(self, code: str = "invitation", **more: Any) -> Plan:
        return self.books.ask(plan_of, self.wanted(code, **more), TODAY)


def street_of(books: Books) -> Street:
    """Everybody is a member since 1 February 2020."""
    kind = books.ask(list_kinds)[0].id
    home = {"street": "Dorpsstraat", "house_number": 12, "postcode": "0000 AB", "town": "Dorp"}
    away = {"street": "Dijk", "house_number": 3, "postcode": "0000 AC", "town": "Dorp"}
    people = (
        NewPerson(call_name="Jan", surname="Bergsma", salutation="mr", **home),  # type: ignore[arg-type]
        NewPerson(call_name="Tineke", surname="Bergsma", salutation="mrs", **home),  # type: ignore[arg-type]
        NewPerson(
            call_name="Ria",
            surname="Postma",
            email="ria@example.org",
            convocation_by="email",
            convocation_consent_on=date(2021, 1, 1),
            **away,  # type: ignore[arg-type]
        ),
        NewPerson(call_name="Wim", prefix="de", surname="Wit", large_print=True, **away),  # type: ignore[arg-type]
    )
    ids = [
        books.ask(
            get_membership, books.do(admit_member, NewMember(kind, date(2020, 2, 1), person))
        ).person_id
        for person in people
    ]
    books.do(form_household, NewHousehold((ids[0], ids[1]), date(2021, 1, 1)))
    return Street(books, *ids)


def ways(plan: Plan) -> dict[str, tuple[str, str]]:
    """By names, the way and the reason."""
    return {", ".join(each.names): (each.way, each.reason) for each in plan.messages}


def message_to(plan: Plan, name: str) -> Message:
    return next(each for each in plan.messages if name in each.names)


def refused(deed: Callable[[], Any]) -> list[str]:
    with pytest.raises(Refused) as caught:
        deed()
    return [problem.code for problem in caught.value.problems]
