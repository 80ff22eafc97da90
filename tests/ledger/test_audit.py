"""What the audit committee gets: a sample that can be drawn again, and what is not right."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from coopadmin.ledger.audit import LARGEST, AuditFacts, SampledEntry, audit_of_year, sample_of
from coopadmin.store import Books
from tests.ledger.making import BANK, CONTRIBUTIONS, OFFICE, RESERVE, begin, book, euros

DAY = date(2026, 3, 3)


def bookings(expenses: int, others: int) -> list[SampledEntry]:
    return [
        SampledEntry(
            number, f"MEM2026-{number:04d}", DAY, "", "Paper", euros(number), number <= expenses
        )
        for number in range(1, expenses + others + 1)
    ]


def facts(books: Books, seed: int = 1, size: int = 20) -> AuditFacts:
    return books.ask(audit_of_year, "2026", seed, size, books.revision, DAY)


def test_the_same_seed_draws_the_same_sample_and_another_one_does_not() -> None:
    all_of_them = bookings(200, 100)
    first, again, other = (sample_of(all_of_them, seed, 20) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert len(first) == len({each.number for each in first}) == 20


def test_the_largest_are_always_there_and_most_others_are_expenses() -> None:
    chosen = sample_of(bookings(200, 100), 1, 20)
    assert [each.id for each in chosen if each.large] == [296, 297, 298, 299, 300]
    drawn = [each for each in chosen if not each.large]
    assert len([each for each in drawn if each.spent]) == 10
    assert len(drawn) == 20 - LARGEST


def test_a_small_year_is_looked_at_whole() -> None:
    assert len(sample_of(bookings(3, 1), 1, 20)) == 4
    assert sample_of([], 1, 20) == []
    assert len(sample_of(bookings(0, 30), 1, 20)) == 20


def test_it_says_what_was_checked_and_sums_as_the_trial_balance(books: Books) -> None:
    begin(books, a10201=500, a05253=500)
    book(books, DAY, (OFFICE, 12.5), (BANK, -12.5))
    book(books, DAY, (BANK, 100), (CONTRIBUTIONS, -100))
    found = facts(books)
    assert [each.problems for each in found.checked] == [(), (), (), ()]
    assert (found.debit, found.credit) == (euros(112.5), euros(112.5))
    assert [(each.number, each.spent) for each in found.sample] == [
        ("MEM2026-0001", True),
        ("MEM2026-0002", False),
    ]


def test_a_line_that_was_changed_outside_the_program_is_found(path: Path, books: Books) -> None:
    begin(books, a10201=500, a05253=500)
    book(books, DAY, (OFFICE, 12.5), (BANK, -12.5))

    def outside(session: Any) -> AuditFacts:
        connection = session.connection().connection.dbapi_connection
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("UPDATE line SET amount = 1300 WHERE amount = 1250")
        try:
            return audit_of_year(session, "2026", 1, 20, books.revision, DAY)
        finally:
            connection.rollback()

    chain, entries, _items, _statements = books.ask(outside).checked
    assert [problem.code for problem in chain.problems] == ["check.outside"]
    assert [problem.code for problem in entries.problems] == ["check.entries"]


def test_a_sample_of_nothing_is_refused(path: Path, coopadmin: Callable[..., Any]) -> None:
    assert coopadmin("ledger", "begin", path, "2026").status == 0
    for size in (0, 501):
        assert coopadmin("ledger", "audit", path, "2026", "--size", size).status == 1
    assert coopadmin("ledger", "audit", path, "2020").status == 1


def test_the_papers_the_receipts_and_a_copy_to_look_at(
    path: Path, tmp_path: Path, coopadmin: Callable[..., Any]
) -> None:
    begun = ("--balance", BANK, "500", "--balance", RESERVE, "500")
    assert coopadmin("ledger", "begin", path, "2026", *begun).status == 0
    line = ("--line", OFFICE, "12,50", "--line", BANK, "-12,50")
    assert coopadmin("ledger", "book", path, "--what", "Paper", *line).status == 0
    receipt = tmp_path / "paper.pdf"
    receipt.write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert coopadmin("ledger", "receipt", path, "MEM2026-0001", receipt).status == 0
    paper, copy, folder = (tmp_path / name for name in ("audit.pdf", "copy.coop", "receipts"))
    ran = coopadmin(
        *("ledger", "audit", path, "2026", "-o", paper, "--seed", "3", "--json"),
        *("--receipts", folder, "--copy", copy, "--language", "en"),
    )
    assert ran.status == 0, ran.complaints
    said = json.loads(ran.output)
    assert [each["receipts"] for each in said["sample"]] == [["paper.pdf"]]
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "found nothing wrong" in text
    assert "MEM2026-0001" in text
    assert "Statement of the audit committee" in text
    assert [each.name for each in folder.iterdir()] == ["MEM2026-0001-1.pdf"]
    assert (folder / "MEM2026-0001-1.pdf").read_bytes() == receipt.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IRUSR
    assert coopadmin("check", copy).status == 0
    assert coopadmin("ledger", "audit", path, "2026", "--copy", copy).status == 1
