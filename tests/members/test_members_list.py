"""The list of members for members: who did not consent is named and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from coopadmin.members.printing import facts_of_list, print_members
from coopadmin.members.queries import find_member, list_kinds
from coopadmin.members.report import ListedMember, listed_members
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.consent_rules import MEMBERS_LIST, PHONE, NewConsent
from coopadmin.people.consenting import give_consent, withdraw_consent
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from tests.privacy.test_breaches import text_of

TODAY = date(2026, 3, 3)
Run = Callable[..., Any]


def settle(books: Books) -> list[int]:
    """Three members who can all be reached; gives their ids."""
    kind = books.ask(list_kinds)[0].id
    people = []
    for number, (name, town) in enumerate(
        (("Aa", "Beemdervelde"), ("Bos", "Elders"), ("Cats", "Beemdervelde")), 1
    ):
        person = NewPerson(
            surname=name,
            street="Molenweg",
            house_number=number,
            postcode="1234 AB",
            town=town,
            email=f"{name}@voorbeeld.nl",
            mobile=f"06-0000000{number}",
        )
        books.do(admit_member, NewMember(kind, date(2020, 1, number), person))
        found = books.ask(find_member, number)
        assert found is not None
        people.append(found.person_id)
    return people


def listed(books: Books, on: date = TODAY) -> list[ListedMember]:
    return listed_members(facts_of_list(books, on))


def test_who_did_not_consent_is_named_without_contact_details(books: Books) -> None:
    first, second, _third = settle(books)
    books.do(give_consent, NewConsent(first, PHONE, TODAY))
    books.do(give_consent, NewConsent(second, MEMBERS_LIST, TODAY))
    assert listed(books) == [
        ListedMember("Aa", phone="06-00000001"),
        ListedMember("Bos", "Molenweg 2, Elders", "06-00000002", "Bos@voorbeeld.nl"),
        ListedMember("Cats"),
    ]
    books.do(withdraw_consent, second, MEMBERS_LIST, TODAY)
    assert listed(books)[1] == ListedMember("Bos")
    assert listed(books, date(2020, 1, 2)) == [
        ListedMember("Aa", phone="06-00000001"),
        ListedMember("Bos"),
    ], "the register of a day, with the consents of today"


def test_the_paper_has_no_detail_that_was_not_consented_to(books: Books, tmp_path: Path) -> None:
    first, *_others = settle(books)
    books.do(give_consent, NewConsent(first, MEMBERS_LIST, TODAY))
    paper = tmp_path / "list.pdf"
    assert print_members(books, paper, TODAY, "en") == ()
    text = text_of(paper)
    assert "Molenweg 1" in text
    assert "Aa@voorbeeld.nl" in text
    for hidden in ("Molenweg 2", "Bos@voorbeeld.nl", "00000002", "Molenweg 3"):
        assert hidden not in text
    assert "Cats" in text


def test_the_list_by_command(path: Path, tmp_path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg", "--email", "jan@voorbeeld.nl")
    paper = tmp_path / "list.pdf"

    def emails() -> list[str]:
        ran = coopadmin("members", "print", path, "-o", paper, "--json")
        return [row["email"] for row in json.loads(ran.output)["members"]]

    assert emails() == [""]
    coopadmin("members", "consent", path, 1, MEMBERS_LIST)
    assert emails() == ["jan@voorbeeld.nl"]
    assert paper.read_bytes().startswith(b"%PDF")
