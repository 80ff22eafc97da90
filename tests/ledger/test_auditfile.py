"""The books of a year as an audit file: valid, equal to the trial balance, numbers and no ids."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pyxaf
from lxml import etree
from sqlalchemy import event
from sqlalchemy.orm import Session

from coopadmin.commands.demo import make_example
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import pay_contribution, run_charges, set_tariff
from coopadmin.formats.auditfile import AuditFile
from coopadmin.formats.auditfile_writing import VERSIONS, audit_file_as_xml
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.auditfile import audit_file_of
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.entries import PURCHASE, NewEntry, NewLine
from coopadmin.ledger.entry_queries import find_bookkeeping, trial_balance
from coopadmin.members.queries import list_kinds
from coopadmin.migrations import open_books
from coopadmin.store import Books
from tests.contributions.making import Member, make
from tests.ledger.making import (
    BANK,
    CONTRIBUTIONS,
    DEBTORS,
    OFFICE,
    RESERVE,
    begin,
    book,
    euros,
    ids,
)
from tests.realfiles import real_file

INFO = pyxaf.Severity.INFO
TODAY = date(2027, 2, 1)
Coopadmin = Callable[..., Any]


def two_years(books: Books) -> dict[int, int]:
    """Contributions of 2026, one paid in part, a bill of somebody, and a booking of 2027."""
    members = make(books, Member(1, "Annie van den Berg"), Member(12, "Bram de Wit"))
    (kind, *_rest) = books.ask(list_kinds)
    books.do(set_tariff, NewTariff(kind.id, date(2025, 1, 1), euros(20)))
    begin(books, a10201=500, a05253=500)
    asked = ("contributions.run_outside_year", "contributions.early")
    books.do(run_charges, "2026", answers=dict.fromkeys(asked, "as agreed"))
    books.do(pay_contribution, NewPayment(1, "2026", euros(15), date(2026, 3, 3)))
    known = ids(books)
    lines = [NewLine(known[OFFICE], euros(30), "Paper"), NewLine(known[BANK], euros(-30))]
    bill = NewEntry(PURCHASE, date(2026, 3, 2), "Paper & pens", lines, party="Kantoor <Zuid>")
    books.do(book_entry, bill)
    book(books, date(2027, 1, 5), (OFFICE, 12.5), (BANK, -12.5))
    return members


def exported(books: Books, label: str = "2026") -> AuditFile:
    return books.ask(audit_file_of, label, TODAY)


def sums(audit: AuditFile) -> dict[str, tuple[int, int, int]]:
    """Opening, debit and credit in cents of every account of a file that has any."""
    opening, debit, credit = Counter[str](), Counter[str](), Counter[str]()
    for each in audit.opening:
        opening[each.account] += each.amount.cents
    for line in audit.lines():
        side = debit if line.amount.cents > 0 else credit
        side[line.account] += abs(line.amount.cents)
    found = opening.keys() | debit.keys() | credit.keys()
    return {number: (opening[number], debit[number], credit[number]) for number in found}


@pytest.mark.parametrize("label", ["2026", "2027"])
def test_the_sums_of_the_file_are_the_trial_balance(books: Books, label: str) -> None:
    two_years(books)
    rows = books.ask(trial_balance, label)
    assert sums(exported(books, label)) == {
        row.number: (row.opening.cents, row.debit.cents, row.credit.cents) for row in rows
    }
    assert len(rows) > 3


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("label", ["2026", "2027"])
def test_the_file_passes_schema_and_rules(books: Books, label: str, version: str) -> None:
    two_years(books)
    content = audit_file_as_xml(exported(books, label), version)
    report = pyxaf.validate(io.BytesIO(content), xsd=True)
    assert [each for each in report.findings if each.severity > pyxaf.Severity.INFO] == []
    assert "L4x xsd" in report.checked


def test_version_3_2_is_valid_by_the_schema_that_was_published(books: Books) -> None:
    schema = etree.XMLSchema(etree.parse(real_file("xsd/XmlAuditfileFinancieel3.2.xsd")))
    two_years(books)
    schema.assertValid(etree.fromstring(audit_file_as_xml(exported(books), "3.2")))


def test_people_stand_in_it_by_number_with_what_they_have_open(books: Books) -> None:
    two_years(books)
    before, after = exported(books), exported(books, "2027")
    assert [(each.number, each.name, each.kind) for each in before.relations] == [
        ("0001", "Annie van den Berg", "customer"),
        ("0012", "Bram de Wit", "customer"),
        ("R0001", "Kantoor <Zuid>", "supplier"),
    ]
    assert [(each.opening, each.closing) for each in before.relations] == [
        (euros(0), euros(5)),
        (euros(0), euros(20)),
        (euros(0), euros(0)),
    ]
    assert [(each.number, each.opening) for each in after.relations] == [
        ("0001", euros(5)),
        ("0012", euros(20)),
    ]
    debtors = [line.relation for line in before.lines() if line.account == DEBTORS]
    assert sorted(debtors) == ["0001", "0001", "0012"]


def test_the_years_of_the_example_pass_schema_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.coop"
    make_example(path, 24, 2, date(2026, 3, 3))
    with open_books(path, who="Fenna", read_only=True) as books:
        begun = books.ask(find_bookkeeping)
        assert begun is not None
        for label in (begun.first_year, str(int(begun.first_year) + 1)):
            audit = exported(books, label)
            assert sums(audit) == {
                row.number: (row.opening.cents, row.debit.cents, row.credit.cents)
                for row in books.ask(trial_balance, label)
            }
            assert audit.totals.lines > 100
            for version in VERSIONS:
                report = pyxaf.validate(io.BytesIO(audit_file_as_xml(audit, version)), xsd=True)
                assert [each for each in report.findings if each.severity > INFO] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_no_id_of_a_row_leaves_the_program(books: Books, version: str) -> None:
    members = two_years(books)
    text = audit_file_as_xml(exported(books), version).decode()
    assert not set(re.findall(r"\d{12,}", text))
    assert all(str(person) not in text for person in members.values())


def test_a_year_before_the_books_is_refused(books: Books) -> None:
    with pytest.raises(Refused, match="No books are kept here of 2026"):
        exported(books)
    begin(books, "2026")
    with pytest.raises(Refused, match="No books are kept here of 2025"):
        exported(books, "2025")


def test_the_number_of_statements_does_not_grow_with_the_books(books: Books) -> None:
    def statements(session: Session) -> int:
        asked: list[str] = []
        event.listen(
            session.connection(), "before_cursor_execute", lambda *args: asked.append(args[2])
        )
        audit_file_of(session, "2026", TODAY)
        return len(asked)

    two_years(books)
    before = books.ask(statements)
    for day in range(1, 20):
        book(books, date(2026, 2, day), (OFFICE, day), (BANK, -day))
    assert books.ask(statements) == before <= 12


def test_the_command_writes_the_file_and_says_its_sums(
    path: Path, tmp_path: Path, books: Books, coopadmin: Coopadmin
) -> None:
    two_years(books)
    books.close()
    for version in VERSIONS:
        target = tmp_path / f"{version}.xaf"
        ran = coopadmin(
            "--language", "en", "ledger", "xaf", path, "2026",
            "--version", version, "-o", target, "--json",
        )  # fmt: skip
        assert ran.status == 0, ran.complaints
        said = json.loads(ran.output)
        assert (said["version"], said["entries"]) == (version, 3)
        assert said["totals"] == {"lines": 7, "debit": "85.00", "credit": "85.00"}
        assert said["opening"] == {"lines": 2, "debit": "500.00", "credit": "500.00"}
        assert pyxaf.validate(str(target)).ok
    ran = coopadmin(
        "--language", "en", "ledger", "xaf", path, "2026", "-o", target, "--tax-number", "123456782"
    )
    assert "3 bookings" in ran.output
    assert "<taxRegIdent>123456782</taxRegIdent>" in target.read_text("utf-8")
    ran = coopadmin("--language", "en", "ledger", "xaf", path, "2024", "-o", tmp_path / "no.xaf")
    assert ran.status == 1
    assert "No books" in ran.complaints
    assert not (tmp_path / "no.xaf").exists()


def test_contributions_stand_in_the_file_as_income(books: Books) -> None:
    two_years(books)
    audit = exported(books)
    kinds = {each.number: (each.kind, each.rgs) for each in audit.accounts}
    assert kinds[CONTRIBUTIONS] == ("result", "WOvbSgbBvl")
    assert kinds[RESERVE] == ("balance", "BEivOvrOrs")
    assert [journal.number for journal in audit.journals] == ["BANK", "VERK", "INK"]
