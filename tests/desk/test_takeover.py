"""Beginning the books with those of another program: mapped, previewed, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.desk.takeover import Takeover, plan_takeover, take_over_books
from coopadmin.formats.auditfile import (
    AuditAccount,
    AuditCompany,
    AuditFile,
    AuditJournal,
    AuditLine,
    AuditRelation,
    AuditTransaction,
    OpeningLine,
)
from coopadmin.formats.auditfile_reading import read_audit_file
from coopadmin.formats.auditfile_writing import audit_file_as_xml
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.auditfile import audit_file_of
from coopadmin.ledger.entry_queries import find_bookkeeping, list_lines
from coopadmin.ledger.mapping import Known, match_accounts
from coopadmin.members.queries import list_kinds
from coopadmin.store import Books
from coopadmin.words import say
from tests.contributions.making import Member, make
from tests.fixtures import contents, refused
from tests.ledger.making import (
    BANK,
    CONTRIBUTIONS,
    DEBTORS,
    OFFICE,
    RESERVE,
    RESULT,
    begin,
    book,
    closing,
    euros,
)

YEAR = BookYear.starting(date(2025, 1, 1))
MARCH = date(2025, 3, 3)
Coopadmin = Callable[..., Any]


def line(account: str, cents: int, **more: str) -> AuditLine:
    return AuditLine(account, Money(cents), MARCH, **more)


def entry(number: str, *lines: AuditLine, dated: date = MARCH, what: str = "") -> AuditTransaction:
    return AuditTransaction(number, dated, what, lines)


THEIRS = AuditFile(
    company=AuditCompany("Zorgcoöperatie Beemdervelde U.A."),
    year=YEAR,
    created=date(2026, 2, 1),
    program="Ander pakket",
    program_version="9",
    accounts=(
        AuditAccount("1000", "Rabobank", "balance", "BLimBanRba"),
        AuditAccount("1010", "Betaalrekening 2", "balance", "BLimBanRba"),
        AuditAccount("1300", "Debiteuren", "balance", "BVorDebHad"),
        AuditAccount("0500", "Algemene reserve", "balance"),
        AuditAccount("46101", "Kantoorkosten", "result"),
        AuditAccount("8000", "Contributies", "result", "WOvbSgbBvl"),
        AuditAccount("8010", "Opbrengst soep & brood", "result"),
        AuditAccount("9999", "Nooit gebruikt", "balance"),
    ),
    relations=(AuditRelation("D7", "Annie van den Berg", "customer"),),
    opening=(
        OpeningLine("1000", Money(500_00)),
        OpeningLine("1010", Money(50_00)),
        OpeningLine("0500", Money(-550_00)),
    ),
    journals=(
        AuditJournal(
            "20", "Bank", "bank",
            (
                entry("1", line("1000", 15_00, relation="D7"), line("1300", -15_00), what="Annie"),
                entry("2", line("1000", 0), line("1010", 0)),
                entry("3", line("46101", 12_50), line("1000", -12_50)),
            ),
        ),
        AuditJournal(
            "70", "Verkoop", "sales",
            (
                entry("1", line("1300", 20_00), line("8000", -20_00), dated=date(2025, 1, 2)),
                entry("2", line("1010", 7_00), line("8010", -7_00), dated=date(2026, 1, 4)),
            ),
        ),
    ),
)  # fmt: skip


def as_file(version: str) -> bytes:
    """The file as another program writes it, with one day outside the year."""
    bank, sales = THEIRS.journals
    late = replace(sales.transactions[1], dated=date(2025, 12, 30))
    tidy = replace(sales, transactions=(sales.transactions[0], late))
    content = audit_file_as_xml(replace(THEIRS, journals=(bank, tidy)), version)
    return content.replace(b"<trDt>2025-12-30<", b"<trDt>2026-01-04<")


def taken(books: Books, wanted: Takeover | AuditFile = THEIRS) -> None:
    books.do(take_over_books, wanted if isinstance(wanted, Takeover) else Takeover(wanted))


def test_the_books_of_another_program_become_ours(books: Books, undone: Callable[..., Any]) -> None:
    undone(lambda: taken(books))
    assert closing(books, "2025") == {
        BANK: 502.5, "1010": 57, DEBTORS: 5, "0500": -550,
        OFFICE: 12.5, CONTRIBUTIONS: -20, "8010": -7,
    }  # fmt: skip
    begun = books.ask(find_bookkeeping)
    assert begun is not None
    assert begun.first_year == "2025"
    numbers = dict.fromkeys(row.number for row in books.ask(list_lines, book_year="2025"))
    assert list(numbers) == [
        "BEGIN2025-0001", "VERK2025-0001", "BANK2025-0001", "BANK2025-0002", "VERK2025-0002",
    ]  # fmt: skip


def test_an_account_is_found_by_its_code_then_by_its_number_else_it_is_new(books: Books) -> None:
    plan = books.ask(plan_takeover, Takeover(THEIRS))
    assert {each.theirs.number: (each.ours.number, each.way) for each in plan.matches} == {
        "1000": (BANK, "rgs"),
        "1010": ("1010", "new"),
        "1300": (DEBTORS, "rgs"),
        "0500": ("0500", "new"),
        "46101": (OFFICE, "number"),
        "8000": (CONTRIBUTIONS, "rgs"),
        "8010": ("8010", "new"),
    }
    places = {each.theirs.number: each.ours.place for each in plan.new}
    assert places == {"1010": "money", "0500": "other_reserves", "8010": "other_income"}
    assert (plan.first_year.label, plan.entries, plan.lines) == ("2025", 4, 8)
    assert plan.result == euros(14.5)
    assert [remark.code for remark in plan.remarks] == ["takeover.outside"]
    assert books.ask(list_accounts) == []


def test_a_person_chooses_what_an_account_becomes(books: Books) -> None:
    chosen = {"0500": RESERVE, "1010": BANK, "8010": CONTRIBUTIONS}
    taken(books, Takeover(THEIRS, accounts=chosen))
    assert closing(books, "2025") == {
        BANK: 559.5, DEBTORS: 5, RESERVE: -550, OFFICE: 12.5, CONTRIBUTIONS: -27,
    }  # fmt: skip


def test_what_was_booked_keeps_its_old_number_and_name(books: Books) -> None:
    taken(books)
    rows = books.ask(list_lines, book_year="2025")
    (one, *_rest) = [row for row in rows if row.number == "BANK2025-0001"]
    assert (one.entry_description, one.who, one.source) == (
        "Annie (20 1)", "Annie van den Berg", "takeover",
    )  # fmt: skip
    (late, *_rest) = [row for row in rows if row.number == "VERK2025-0002"]
    assert (late.entry_description, late.dated) == ("70 2", date(2025, 12, 31))


def test_the_closing_balance_opens_the_year_after(books: Books, undone: Callable[..., Any]) -> None:
    undone(lambda: taken(books, Takeover(THEIRS, closing=True)))
    assert closing(books, "2026") == {
        BANK: 502.5, "1010": 57, DEBTORS: 5, "0500": -550, RESULT: -14.5,
    }  # fmt: skip
    book(books, date(2026, 3, 1), (OFFICE, 10), (BANK, -10))


def charged(books: Books, year: str) -> None:
    make(books, Member(1, "Annie van den Berg"))
    (kind, *_rest) = books.ask(list_kinds)
    books.do(set_tariff, NewTariff(kind.id, date(2025, 1, 1), euros(3)))
    asked = ("contributions.run_outside_year", "contributions.early")
    on = date(int(year), 2, 1)
    books.do(run_charges, year, dated=on, answers=dict.fromkeys(asked, "as agreed"))


def test_what_is_recorded_here_in_the_year_is_not_booked_twice(books: Books) -> None:
    charged(books, "2025")
    before = contents(books)
    assert refused(books, take_over_books, Takeover(THEIRS)) == [("takeover.recorded", None)]
    assert contents(books) == before
    plan = books.ask(plan_takeover, Takeover(THEIRS, closing=True))
    (remark,) = plan.remarks
    assert say(remark) == (
        "“Debtors” is €\xa05.00 in the file and €\xa03.00 in what is recorded here."
        " The difference is booked there without a name."
    )
    taken(books, Takeover(THEIRS, closing=True))
    # Three of the five euros are known here by item, the rest only as a sum.
    assert closing(books, "2026")[DEBTORS] == 5
    debtors = [row for row in books.ask(list_lines, book_year="2026") if row.account == DEBTORS]
    assert [row.amount for row in debtors] == [euros(3), euros(2)]


def test_what_is_recorded_here_later_is_booked_on_top(books: Books) -> None:
    charged(books, "2026")
    taken(books)
    assert closing(books, "2026")[DEBTORS] == 8


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Takeover(replace(THEIRS, year=BookYear(Period(date(2025, 7, 1), date(2026, 6, 30)), "x"))),
         "takeover.year"),
        (Takeover(replace(THEIRS, year=BookYear(Period(date(2025, 1, 1), date(2026, 6, 30)), "x"))),
         "takeover.year"),
        (Takeover(replace(THEIRS, year=BookYear(Period(date(2025, 1, 1), date(2025, 6, 30)), "x")),
                  closing=True), "takeover.part"),
        (Takeover(THEIRS, accounts={"9999": BANK}), "takeover.theirs"),
        (Takeover(THEIRS, accounts={"1000": "77777"}), "account.unknown"),
        (Takeover(replace(THEIRS, opening=(OpeningLine("8000", Money(5)),
                                           OpeningLine("1000", Money(-5))))),
         "takeover.opening_result"),
        (Takeover(replace(THEIRS, journals=(AuditJournal("1", "Memo", "memorial", (
            entry("1", line("1000", 10**11), line("8000", -(10**11))),)),))), "entry.too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_refused_and_changes_nothing(
    books: Books, wanted: Takeover, code: str
) -> None:
    before = contents(books)
    assert code in [found for found, _field in refused(books, take_over_books, wanted)]
    assert contents(books) == before


def test_books_that_are_kept_here_already_are_left_alone(books: Books) -> None:
    begin(books, "2026")
    assert refused(books, take_over_books, Takeover(THEIRS)) == [("books.begun", None)]


def test_numbers_of_accounts_that_we_cannot_have_become_ones_that_we_can() -> None:
    accounts = ("10.00", "10-00", "Kas", "123456789012", "1234567890")
    audit = replace(
        THEIRS,
        accounts=tuple(AuditAccount(each, each, "balance") for each in accounts),
        opening=tuple(OpeningLine(each, Money(5)) for each in accounts),
        journals=(),
    )
    numbers = [each.ours.number for each in match_accounts(audit, [], {})]
    assert numbers == ["1000", "10001", "9", "1234567890", "1234567891"]


def test_a_code_of_a_higher_level_means_the_first_account_below_it() -> None:
    known = [
        Known("10201", "Bank", "money", "BLimBanRba"),
        Known("10270", "Spaarrekening", "money", "BLimBanSpa"),
    ]
    codes = {"1100": "BLimBan", "1110": "BLimBan", "1120": "BLim"}
    audit = replace(
        THEIRS,
        accounts=tuple(AuditAccount(each, "Geld", "balance", rgs) for each, rgs in codes.items()),
        opening=tuple(OpeningLine(each, Money(5)) for each in codes),
        journals=(),
    )
    matches = match_accounts(audit, known, {})
    assert [(each.ours.number, each.way) for each in matches] == [
        ("10201", "near"), ("1110", "new"), ("1120", "new"),
    ]  # fmt: skip
    assert {each.ours.place for each in matches} == {"money"}


def test_our_own_file_is_read_back_to_the_same_books(books: Books) -> None:
    taken(books)
    audit = books.ask(audit_file_of, "2025", date(2026, 2, 1))
    before = closing(books, "2025")
    books.undo()
    for version in ("3.2", "4.0"):
        taken(books, read_audit_file(audit_file_as_xml(audit, version), "x").file)
        assert closing(books, "2025") == before
        again = books.ask(audit_file_of, "2025", date(2026, 2, 1))
        assert (again.totals, again.opening_totals) == (audit.totals, audit.opening_totals)
        books.undo()


@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(-(10**7), 10**7)), max_size=12
    )
)
def test_every_account_of_a_file_becomes_one_of_its_own(
    moves: list[tuple[int, int, int]],
) -> None:
    numbers = [each.number for each in THEIRS.accounts]
    entries = tuple(
        entry(str(at), line(numbers[one], cents), line(numbers[other], -cents))
        for at, (one, other, cents) in enumerate(moves)
    )
    audit = replace(THEIRS, opening=(), journals=(AuditJournal("1", "M", "memorial", entries),))
    matches = match_accounts(audit, [], {})
    ours = [each.ours.number for each in matches]
    assert len(set(ours)) == len(ours)
    assert sum(each.closing.cents for each in matches) == 0
    assert all(each.on_balance is (each.theirs.kind == "balance") for each in matches)


def test_the_command_previews_and_takes_over(
    path: Path, tmp_path: Path, coopadmin: Coopadmin
) -> None:
    source = tmp_path / "ander.xaf"
    source.write_bytes(as_file("3.2"))
    before = path.read_bytes()
    call = ("--language", "en", "ledger", "read-xaf", path, source, "--account", "0500", RESERVE)
    ran = coopadmin(*call, "--dry-run", "--json")
    assert ran.status == 0, ran.complaints
    said = json.loads(ran.output)
    assert (said["first_year"], said["result"], said["dry_run"]) == ("2025", "14.50", True)
    assert said["booked"] == {"entries": 4, "lines": 8}
    assert said["totals"] == {"lines": 10, "debit": "54.50", "credit": "54.50"}
    assert [each["ours"] for each in said["matches"]][:4] == [BANK, "1010", DEBTORS, RESERVE]
    assert path.read_bytes() == before
    ran = coopadmin(*call)
    assert ran.status == 0, ran.complaints
    assert "The books begin with 2025: 4 bookings, result €\xa014.50." in ran.output
    assert "first or last day: 1" in ran.output
    rows = json.loads(coopadmin("ledger", "lines", path, "2025", "--json").output)["lines"]
    assert len(rows) == 11
    assert coopadmin(*call).status == 1


def test_a_file_that_is_not_sound_changes_nothing(
    path: Path, tmp_path: Path, coopadmin: Coopadmin
) -> None:
    source = tmp_path / "ander.xaf"
    sound = as_file("3.2")
    source.write_bytes(sound.replace(b"<accTp>P<", b"<accTp>R<", 1))
    before = path.read_bytes()
    ran = coopadmin("--language", "en", "ledger", "read-xaf", path, source)
    assert ran.status == 1
    assert "account 46101 is of the unknown kind “R”" in ran.complaints
    assert path.read_bytes() == before
