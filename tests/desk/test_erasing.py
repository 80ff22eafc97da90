"""Erasing somebody: what goes, what stays and until when, and that no byte of it is left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.annual.exchange import year_as_json
from coopadmin.annual.queries import facts_of_year
from coopadmin.attachments.queries import list_attachments
from coopadmin.attachments.rules import Owner
from coopadmin.capital.queries import list_share_kinds
from coopadmin.capital.rules import PAID_IN, NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.correspondence.queries import list_sendings
from coopadmin.correspondence.rules import NewSending
from coopadmin.correspondence.service import make_sending
from coopadmin.desk.answering import save_erasing
from coopadmin.desk.check_books import check_books
from coopadmin.desk.duplicates import person_numbered
from coopadmin.desk.erase_facts import list_proposed
from coopadmin.desk.erase_plan import get_erasure, plan_erasure
from coopadmin.desk.erase_rules import step_for
from coopadmin.desk.erasing import erase_again, erase_people, erase_person
from coopadmin.desk.held import what_we_hold
from coopadmin.desk.history import Wanted, list_done
from coopadmin.desk.task_queries import task_facts
from coopadmin.desk.task_rules import tasks
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.queries import totals_by_year
from coopadmin.meetings.items import write_minutes
from coopadmin.meetings.queries import get_meeting
from coopadmin.meetings.rules import NewItem
from coopadmin.meetings.service import plan_meeting
from coopadmin.members.queries import count_members, list_kinds, list_members
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.migrations import open_books
from coopadmin.people.households import list_households
from coopadmin.people.queries import find_people, get_person
from coopadmin.people.rules import ChangedPerson, NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint, change_person
from coopadmin.store import Books
from coopadmin.store.engine import open_raw
from coopadmin.store.history import check_history
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from coopadmin.words import say
from tests.desk.everything import Filled, fill_every_table
from tests.desk.lives import CONTACT, GEERTJE, LETTER, NAME, SHARED, end_of, live
from tests.fixtures import WHO, clock, contents
from tests.meetings.village import MEETING, admit
from tests.paper.pdf import text


def bytes_of(path: Path) -> bytes:
    """The file with whatever SQLite left beside it."""
    return b"".join(
        each.read_bytes()
        for each in sorted(path.parent.glob(f"{path.name}*"))
        if each.suffix != ".lock"
    )


def found_in(path: Path, words: list[str]) -> list[str]:
    """Which of these stand anywhere in the file, in either case, as text or in an index."""
    whole = bytes_of(path).lower()
    return [word for word in words if word.lower().encode() in whole]


LATER = datetime.fromisoformat("2033-01-02T10:00")


def later() -> datetime:
    return LATER


def totals(books: Books) -> dict[str, Any]:
    """Every figure of the report of a year, without who held which office."""
    facts = year_as_json(books.ask(facts_of_year, "2025"))
    for part in ("as_of", "people", "officers", "retiring", "decisions"):
        facts.pop(part, None)
    return facts


@pytest.fixture
def full(path: Path) -> Iterator[tuple[Books, Filled]]:
    filled = Filled()
    with open_books(path, who=WHO, origin="test", clock=clock, for_long=True) as books:
        books.do(fill_every_table, filled)
        yield books, filled


# What is never changed: the archive.
ARCHIVE = {("proxy", "instruction"), ("attendance", "guest")}


def test_after_all_terms_no_word_of_any_table_about_the_person_is_left(
    full: tuple[Books, Filled],
) -> None:
    books, filled = full
    words = {place: word for place, word in filled.words.items() if place not in ARCHIVE}
    assert len(found_in(books.path, list(words.values()))) == len(words)
    assert books.do(erase_person, filled.person_id) == "whole"
    assert found_in(books.path, list(words.values())) == []
    assert list(books.ask(check_history, books.revision)) == []


def test_with_terms_running_contact_details_go_and_the_books_keep_the_name(books: Books) -> None:
    life = live(books)
    before = totals(books), books.ask(totals_by_year), books.ask(count_members, date(2025, 6, 1))
    plan = books.ask(plan_erasure, life.person_id, books.today())
    assert (plan.step, plan.label, plan.problems) == ("contact", "Former member 7", ())
    assert [(term.token, term.until) for term in plan.stays] == [
        ("books", date(2032, 12, 31)), ("hours", date(2032, 12, 31)),
        ("volunteer", date(2027, 12, 31)),
    ]  # fmt: skip
    assert [word for word in (*CONTACT, *NAME) if word not in CONTACT[6:9]] == found_in(
        books.path, [word for word in (*CONTACT, *NAME) if word not in CONTACT[6:9]]
    )
    assert books.do(erase_person, life.person_id) == "contact"

    assert found_in(books.path, CONTACT) == []
    assert totals(books) == before[0]
    assert (books.ask(totals_by_year), books.ask(count_members, date(2025, 6, 1))) == before[1:]
    person = books.ask(get_person, life.person_id).person
    assert (person.surname, person.postcode, person.birth_year, person.birth_date) == (
        "Former member 7", "9182", 1951, None,
    )  # fmt: skip
    assert {row.name for row in books.ask(list_members)} == {"Former member 7", "Sjoerd Dijkstra"}
    assert books.ask(find_people, "wolkammer") == []
    assert [row.sentence for row in books.ask(list_done, Wanted("hagedoorn"))] == []
    (home,) = books.ask(list_households, books.today())
    assert home.name == "Dijkstra"
    assert [row.name for row in books.ask(list_attachments, Owner("person", life.person_id))] == [
        "wolkammer.pdf", "samen.pdf",
    ], "documents may belong to the books"  # fmt: skip
    erasure = books.ask(get_erasure, life.person_id)
    assert erasure is not None
    assert (erasure.name, erasure.iban, erasure.kept_until) == (
        "Geertje van der Wolkammer-ten Hagedoorn", GEERTJE.iban, date(2032, 12, 31),
    )  # fmt: skip
    with pytest.raises(Refused, match="has to stay until"):
        books.do(erase_person, life.person_id)
    with pytest.raises(Refused, match="cannot come back"):
        books.undo()


def test_after_the_longest_term_the_person_is_a_number_everywhere(books: Books) -> None:
    life = live(books)
    books.do(erase_person, life.person_id)
    before = totals(books)
    books.close()
    with open_books(books.path, who=WHO, origin="test", clock=later) as then:
        assert then.ask(plan_erasure, life.person_id, then.today()).step == "whole"
        assert then.do(erase_person, life.person_id) == "whole"
        assert found_in(then.path, [*CONTACT, *NAME, "Qz reed mee"]) == []
        assert LETTER not in bytes_of(then.path)
        assert SHARED in bytes_of(then.path), "what is of others too stays"
        assert totals(then) == before
        assert check_books(then) == []
        with pytest.raises(Refused, match="erased already"):
            then.do(erase_person, life.person_id)


def test_without_any_term_both_steps_are_one(books: Books) -> None:
    person = books.do(add_person, GEERTJE)
    assert books.do(erase_person, person) == "whole"
    assert found_in(books.path, [*CONTACT, *NAME]) == []
    assert books.ask(get_person, person).name == "Former contact"


def test_it_is_refused_with_every_reason_while_anything_runs(books: Books) -> None:
    kind = books.ask(list_kinds)[0].id
    books.do(set_tariff, NewTariff(kind, date(2020, 1, 1), Money(2500)))
    books.do(admit_member, NewMember(kind, date(2020, 1, 1), GEERTJE, number=7))
    geertje = books.ask(person_numbered, 7)
    sjoerd = NewPerson(call_name="Sjoerd", surname="Dijkstra")
    new = NewMember(kind, date(2020, 1, 1), sjoerd, number=8, payer_id=geertje)
    books.do(admit_member, new)
    books.do(run_charges, "2025")
    books.do(appoint, NewTerm(geertje, "board", "chair", date(2024, 1, 1)))
    books.do(add_share_kind, NewShareKind("Participation", Money(5000)))
    share = books.ask(list_share_kinds)[0].id
    books.do(record_movement, NewMovement(PAID_IN, share, geertje, Money(5000), date(2026, 1, 5)))
    bus = books.do(add_activity, NewActivity("Dorpsbus"))
    day = date(2026, 2, 2)
    books.do(record_hours, NewHours(geertje, bus, day, day, Duration(60)))
    before = contents(books)
    with pytest.raises(Refused) as refused:
        books.do(erase_person, geertje)
    assert [problem.code for problem in refused.value.problems] == [
        "erase.member", "erase.office", "erase.helps", "erase.owes", "erase.capital", "erase.pays",
    ]  # fmt: skip
    assert [say(problem) for problem in refused.value.problems][3].startswith("€")
    assert contents(books) == before


def test_a_missing_image_is_accepted_only_where_an_erasing_names_it(path: Path) -> None:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        life = live(books)
        books.do(erase_person, life.person_id)
        assert check_books(books) == []
        with open_raw(path) as raw:
            raw.execute(
                "UPDATE change SET before = NULL, after = NULL"
                " WHERE id = (SELECT max(id) FROM change WHERE before IS NOT NULL)"
            )
        assert [problem.code for problem in check_books(books)] == ["check.image_missing"]
        with open_raw(path) as raw:
            raw.execute("UPDATE erased_images SET changes = '[]'")
        codes = [problem.code for problem in check_books(books)]
        assert codes == ["check.image_missing", "check.outside"]


def test_adopted_minutes_stay_and_are_told(books: Books) -> None:
    annie, *_others = admit(books)
    meeting = books.do(plan_meeting, MEETING, [NewItem("opening", "Opening", 5)])
    (item,) = books.ask(get_meeting, meeting).items
    books.do(write_minutes, item.id, "Annie van den Berg-Holtrop opent.")
    books.do(terminate_membership, end_of(books, 1, date(2024, 1, 1)))
    plan = books.ask(plan_erasure, annie, books.today())
    assert (plan.problems, plan.archive) == ((), ("Agenda item: Opening",))
    assert books.do(erase_person, annie) == "whole"
    assert found_in(books.path, ["Annie van den Berg-Holtrop opent."])


def test_what_was_filled_in_of_a_letter_goes_with_its_only_reader(books: Books) -> None:
    kind = books.ask(list_kinds)[0].id
    for number, name in ((1, "Wolkammer"), (2, "Hagedoorn")):
        person = NewPerson(surname=name, street="Dorpsstraat", house_number=number, town="Beem")
        books.do(admit_member, NewMember(kind, date(2015, 1, 1), person, number=number))
    annie, other = (books.ask(person_numbered, number) for number in (1, 2))
    asked = {"topic": "Zaak", "message": "Wachtwoord zwartsnoek"}
    alone = NewSending("own", "nl", (annie,), filled=asked)
    asked = {"topic": "Zaak", "message": "Wachtwoord blauwborst"}
    shared = NewSending("own", "nl", (annie, other), filled=asked)
    numbers = [books.do(make_sending, each) for each in (alone, shared)]
    books.do(terminate_membership, end_of(books, 1, date(2016, 1, 1)))
    held = books.ask(what_we_hold, annie, books.today())
    told = [row for part in held.parts if part.table == "sending" for row in part.rows]
    assert ["zwartsnoek" in str(row) for row in told] == [True]
    books.do(erase_person, annie)
    books.tidy()
    assert found_in(books.path, ["zwartsnoek", "blauwborst"]) == ["blauwborst"]
    titles = {row.number: row.title for row in books.ask(list_sendings)}
    assert [titles[each] for each in numbers] == ["Iets anders", "Zaak"]


def test_the_yearly_proposal_names_who_left_long_ago_and_whose_terms_ended(books: Books) -> None:
    life = live(books, left=date(2023, 3, 1))
    annie, *_others = admit(books)[:1]
    books.do(terminate_membership, end_of(books, 1, date(2025, 11, 1)))
    (row,) = books.ask(list_proposed, books.today())
    assert (row.person_id, step_for(row, books.today())) == (life.person_id, "contact")
    with pytest.raises(Refused, match="still runs"):
        books.do(erase_people, [life.person_id, life.other_id])
    assert books.do(erase_people, [life.person_id]) == 1
    assert books.ask(list_proposed, books.today()) == []
    with pytest.raises(Refused, match="Choose who"):
        books.do(erase_people, [])
    then = books.ask(list_proposed, date(2034, 1, 2))
    assert {one.person_id: step_for(one, date(2034, 1, 2)) for one in then} == {
        life.person_id: "whole", annie: "whole",
    }  # fmt: skip


def test_an_older_copy_is_erased_again_whatever_ran_then(books: Books) -> None:
    kind = books.ask(list_kinds)[0].id
    books.do(admit_member, NewMember(kind, date(2020, 1, 1), GEERTJE, number=7))
    geertje = books.ask(person_numbered, 7)
    assert books.do(erase_again, [(geertje, "whole", None)]) == 1
    assert found_in(books.path, [*CONTACT, *NAME]) == []


def test_the_command_tells_first_and_erases_only_for_good(
    path: Path, coopadmin: Callable[..., Any]
) -> None:
    def run(*words: object) -> Any:
        return coopadmin("--language", "en", "members", *words)

    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        live(books, left=date(2023, 3, 1))
    before = path.read_bytes()
    told = json.loads(run("erase", path, 7, "--dry-run", "--json").output)
    assert (told["becomes"], told["step"], told["problems"]) == ("Former member 7", "contact", [])
    assert ["seven years after the book year", "BW 2:10(3), AWR 52(4)", "2032-12-31"] in [
        list(term.values()) for term in told["stays"]
    ]
    said = run("erase", path, 7).output
    assert "Note: 1\n" in said
    assert "give the command once more with --for-good" in said
    ran = run("erase", path, 8, "--dry-run")
    assert (ran.status, "The membership 0008 still runs. End it first." in ran.complaints) == (
        1, True,
    )  # fmt: skip
    rows = json.loads(run("erase", path, "--proposal", "--json").output)
    assert [(row["numbers"], row["kept_until"]) for row in rows["people"]] == [([7], "2032-12-31")]
    assert path.read_bytes() == before
    assert run("erase", path, "--proposal", "--for-good").output == "1 person was erased\n"
    assert found_in(path, CONTACT) == []
    assert run("erase", path).status == 2
    assert run("erase", path, 7, "--dry-run", "--for-good").status == 2
    assert "has to stay until" in run("erase", path, 7, "--for-good").complaints


def test_the_answer_to_the_person_tells_what_goes_and_what_stays(
    books: Books, tmp_path: Path
) -> None:
    life = live(books)
    path = tmp_path / "wissen.pdf"
    assert save_erasing(books, life.person_id, path, "nl") == ()
    said = text(path.read_bytes())
    for words in ("Wissen van uw gegevens", "31 december 2032", "BW 2:10 lid 3", "Oud-lid 7"):
        assert words in said
    with pytest.raises(Refused, match="still runs"):
        save_erasing(books, life.other_id, path, "nl")


def test_at_the_beginning_of_a_year_the_home_page_asks_to_look(books: Books) -> None:
    live(books, left=date(2023, 3, 1))

    def asked(day: date) -> list[str]:
        facts = books.ask(task_facts, day)
        return [task.place for task in tasks(facts) if task.code == "privacy.erase"]

    assert asked(date(2026, 3, 3)) == []
    assert len(asked(date(2026, 1, 15))) == 1
    assert asked(date(2025, 1, 15)) == []


def test_who_comes_back_is_erased_again_under_the_new_name(books: Books) -> None:
    life = live(books)
    books.do(erase_person, life.person_id)
    again = replace(GEERTJE, surname="Wederom", email="weder@voorbeeld.nl")
    books.do(change_person, ChangedPerson(life.person_id, again))
    assert books.ask(plan_erasure, life.person_id, books.today()).problems == ()
    assert books.do(erase_person, life.person_id) == "contact"
    assert found_in(books.path, [*CONTACT, "weder@"]) == []
    erasure = books.ask(get_erasure, life.person_id)
    assert erasure is not None
    assert "Wederom" in erasure.name


def test_who_worked_in_the_program_is_told_that_signatures_stay(path: Path) -> None:
    name = "Annie van den Berg-Holtrop"
    with open_books(path, who=name, origin="test", clock=clock) as books:
        annie, *_others = admit(books)
        books.do(terminate_membership, end_of(books, 1, date(2024, 1, 1)))
        (told,) = books.ask(plan_erasure, annie, books.today()).archive
        assert told.endswith("signatures in the history")
        books.do(erase_person, annie)
        assert check_books(books) == []
        assert {row.who for row in books.ask(list_done, Wanted())} == {WHO, name}
