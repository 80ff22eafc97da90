"""The register of processing: what the program says, what the board says, and the paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from coopadmin.desk.privacy_printing import print_register, print_statement
from coopadmin.desk.processing import privacy_facts
from coopadmin.members.queries import list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.rules import NewPerson
from coopadmin.privacy.facts import ProcessingFacts
from coopadmin.privacy.processings import CAPITAL, MEMBERS
from coopadmin.privacy.queries import own_processings, own_texts
from coopadmin.privacy.report import statement_text
from coopadmin.privacy.rules import PARAGRAPHS, NewProcessing
from coopadmin.privacy.service import describe_processing, forget_processing, write_paragraph
from coopadmin.store import Books
from coopadmin.words import speaking
from tests.fixtures import refused
from tests.privacy.test_breaches import text_of

Run = Callable[..., Any]
Undone = Callable[[Callable[[], Any]], Any]
CAMERA = NewProcessing(
    "",
    "To keep thieves away",
    "The police, after a theft",
    "Camera at the shed",
    "Who passes the shed",
    "Pictures",
    "Legitimate interest",
    "Four weeks",
)


def test_the_board_says_more_of_a_processing_and_adds_its_own(books: Books, undone: Undone) -> None:
    own = NewProcessing(MEMBERS, "To know our members", "The baker")
    assert undone(lambda: books.do(describe_processing, own)) == MEMBERS
    key = undone(lambda: books.do(describe_processing, CAMERA))
    assert books.ask(own_processings) == {MEMBERS: own, key: replace(CAMERA, key=key)}
    changed = replace(CAMERA, key=key, kept="Two weeks")
    undone(lambda: books.do(describe_processing, changed))
    assert books.ask(own_processings)[key].kept == "Two weeks"
    undone(lambda: books.do(forget_processing, key))
    assert refused(books, describe_processing, changed) == [("processing.unknown", None)]
    assert refused(books, forget_processing, key) == [("processing.unknown", None)]
    books.do(forget_processing, MEMBERS)
    assert books.ask(own_processings) == {}


def test_an_own_processing_says_all_that_the_law_asks(books: Books) -> None:
    empty = NewProcessing("", " ")
    fields = ("name", "purpose", "people", "held", "ground", "kept")
    assert refused(books, describe_processing, empty) == [
        ("processing.empty", field) for field in fields
    ]
    long = replace(CAMERA, recipients="x" * 6001, name="x" * 121)
    assert refused(books, describe_processing, long) == [
        ("privacy.long", "recipients"),
        ("privacy.long", "name"),
    ]
    known = NewProcessing(MEMBERS, "")
    assert refused(books, describe_processing, known) == [("processing.empty", "purpose")]


def test_a_paragraph_is_written_per_language_and_emptied_again(
    books: Books, undone: Undone
) -> None:
    undone(lambda: books.do(write_paragraph, "terms", "nl", " Zeven jaar\r\n"))
    assert books.ask(own_texts, "nl") == {"terms": "Zeven jaar"}
    assert books.ask(own_texts, "en") == {}
    undone(lambda: books.do(write_paragraph, "terms", "nl", "Acht jaar"))
    undone(lambda: books.do(write_paragraph, "terms", "nl", " "))
    assert books.ask(own_texts, "nl") == {}
    assert refused(books, write_paragraph, "poem", "nl", "x" * 6001) == [
        ("privacy.text", "key"),
        ("privacy.long", "text"),
    ]


def admit(books: Books) -> None:
    person = NewPerson(surname="Berg", email="jan@voorbeeld.nl")
    books.do(admit_member, NewMember(books.ask(list_kinds)[0].id, date(2020, 1, 1), person))


def registered(books: Books) -> dict[str, ProcessingFacts]:
    return {row.key: row for row in books.ask(privacy_facts).processings}


def test_the_register_says_what_the_tables_hold_and_nothing_else(books: Books) -> None:
    assert MEMBERS not in registered(books), "there are no people yet"
    admit(books)
    found = registered(books)
    assert CAPITAL not in found, "nobody put in capital"
    held = found[MEMBERS].data
    (reached,) = [each for each in held if "e-mail" in each.what.lower() and "phone" in each.what]
    assert "AVG 6(1)(b)" in reached.ground
    assert reached.kept == "until two years after the end, or until it is erased"
    (iban,) = [each for each in held if "IBAN" in each.what]
    assert (iban.kept, iban.leaves) == (
        "seven years after the book year",
        "all, until the term ends",
    )
    assert any("Membership: person" in each.what for each in held)
    assert "sort" not in found[MEMBERS].held.lower()


def test_what_the_board_says_stands_in_the_place_of_the_program(books: Books) -> None:
    admit(books)
    books.do(describe_processing, NewProcessing(MEMBERS, "To know our members", "The baker"))
    key = books.do(describe_processing, CAMERA)
    row, own = registered(books)[MEMBERS], registered(books)[key]
    assert (row.purpose, row.recipients, row.edited) == ("To know our members", "The baker", True)
    assert (own.own, own.held, own.data[0].kept) == (True, "Pictures", "Four weeks")


def test_register_and_statement_are_papers_in_both_languages(books: Books, tmp_path: Path) -> None:
    admit(books)
    books.do(describe_processing, CAMERA)
    register, paper = tmp_path / "register.pdf", tmp_path / "statement.pdf"
    assert print_register(books, register, "nl") == ()
    text = text_of(register)
    for words in ("Verwerkingsregister", "Ledenadministratie", "Camera at the shed", "Na wissen"):
        assert words in text
    print_statement(books, paper, "nl")
    assert "Concept, te controleren" in text_of(paper)
    books.do(write_paragraph, "complaint", "nl", "Bel de voorzitter.")
    print_statement(books, paper, "nl")
    assert "Bel de voorzitter." in text_of(paper)
    print_statement(books, paper, "en")
    text = text_of(paper)
    assert "Bel de voorzitter." not in text
    for words in ("Privacy statement", "Draft, to be checked", "To keep thieves away", "[Fill in"):
        assert words in text


def test_the_statement_as_text_has_every_paragraph(books: Books) -> None:
    admit(books)
    with speaking("nl"):
        facts = books.ask(privacy_facts)
        text = statement_text(facts)
    assert set(facts.texts) == {*PARAGRAPHS, "contact"}
    assert all(row.text in text for key, row in facts.texts.items() if key in PARAGRAPHS)
    assert "Zorgcoöperatie Beemdervelde U.A. in Beemdervelde" in text


def test_register_and_statement_by_command(path: Path, tmp_path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg")
    ran = coopadmin("privacy", "processing", path, MEMBERS, "--purpose", "To know them", "--json")
    assert json.loads(ran.output)["key"] == MEMBERS
    assert coopadmin("privacy", "processing", path, "--name", "Camera").status == 1
    rows = json.loads(coopadmin("privacy", "register", path, "--json").output)["processings"]
    assert {row["key"]: row["purpose"] for row in rows}[MEMBERS] == "To know them"
    assert coopadmin("privacy", "processing", path, MEMBERS, "--forget").status == 0
    assert coopadmin("privacy", "processing", path, MEMBERS, "--forget").status == 1
    coopadmin("privacy", "paragraph", path, "rights", "Ask us.", "--language", "en")
    text, pdf = tmp_path / "statement.txt", tmp_path / "statement.pdf"
    assert coopadmin("privacy", "statement", path, "-o", text, "--language", "en").status == 0
    assert "Ask us." in text.read_text("utf-8")
    assert coopadmin("privacy", "statement", path, "-o", pdf).status == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    register = tmp_path / "register.pdf"
    assert coopadmin("privacy", "register", path, "-o", register).status == 0
    assert register.read_bytes().startswith(b"%PDF")
    said = json.loads(coopadmin("privacy", "statement", path, "--language", "en", "--json").output)
    assert [row["text"] for row in said["paragraphs"] if row["edited"]] == ["Ask us."]
