"""The plain bookings, receipts and the cash on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import Ran

Command = Callable[..., Ran]
TODAY = ("--on", "2-3-2026")


@pytest.fixture
def begun(path: Path, coopadmin: Command) -> Path:
    """Books with 500 euros on the bank and 184 in cash."""
    given = ("--balance", "10201", "500", "--balance", "10101", "184", "--balance", "05253", "684")
    assert coopadmin("ledger", "begin", path, "2026", *given).status == 0
    return path


def asked(coopadmin: Command, *arguments: object) -> Any:
    ran = coopadmin("ledger", *arguments, "--json")
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_money_is_booked_without_debit_or_credit(
    begun: Path, tmp_path: Path, coopadmin: Command
) -> None:
    bon = tmp_path / "bon.pdf"
    bon.write_bytes(b"%PDF-1.7\nTaart")
    paid = (begun, "18,50", "--for", "74030", "--account", "10101", "--with", "Bakkerij Smit")
    assert asked(coopadmin, "pay", *paid, *TODAY, "--receipt", bon) == {"number": "KAS2026-0001"}
    got = (begun, "30", "--for", "82701", "--what", "Jam", *TODAY)
    assert asked(coopadmin, "receive", *got) == {"number": "BANK2026-0001"}
    moved = asked(coopadmin, "move", begun, "100", "10201", "10101", *TODAY)
    assert moved == {"number": "BANK2026-0002"}
    again = coopadmin("ledger", "pay", *paid, *TODAY)
    assert again.status == 1
    assert "KAS2026-0001" in again.complaints
    twice = coopadmin("ledger", "pay", *paid, *TODAY, "--anyway", "two cakes", "--receipt", bon)
    assert "bon.pdf" in twice.complaints
    book = asked(coopadmin, "cash", begun, "2026")
    assert (book["opening"], book["closing"]) == ("184.00", "265.50")
    assert [(row["amount"], row["receipts"]) for row in book["rows"]] == [
        ("-18.50", 1),
        ("100.00", 0),
    ]
    assert "265,50" in coopadmin("ledger", "cash", begun, "2026").output


def test_what_is_owed_is_listed_and_settled_in_parts(begun: Path, coopadmin: Command) -> None:
    bill = ("60", "--for", "46120", "--due", "1-4-2026", "--with", "Drukkerij Nota")
    owed = asked(coopadmin, "owe", begun, *bill, "--reference", "F-7", *TODAY)
    assert owed == {"number": "INK2026-0001"}
    rent = ("75", "--for", "82401", "--due", "1-4-2026", "--with", "Biljartclub")
    asked(coopadmin, "owe", begun, *rent, "--kind", "rent", "--to-us", *TODAY)
    part = asked(coopadmin, "settle", begun, "f-7", "--amount", "20", *TODAY)
    assert part == {"number": "BANK2026-0001"}
    (rent_row, bill_row) = asked(coopadmin, "items", begun, "--on", "3-3-2026")["items"]
    assert (bill_row["number"], bill_row["name"], bill_row["open"]) == (
        "INK2026-0001",
        "Drukkerij Nota",
        "40.00",
    )
    assert asked(coopadmin, "settle", begun, rent_row["number"], *TODAY) == {
        "number": "BANK2026-0002"
    }
    listed = coopadmin("ledger", "items", begun, "--on", "3-3-2026").output
    assert "Drukkerij Nota" in listed
    assert "Biljartclub" not in listed
    assert coopadmin("ledger", "settle", begun, "F-8").status == 1


def test_bookings_without_a_receipt_are_listed_until_they_have_one(
    begun: Path, tmp_path: Path, coopadmin: Command
) -> None:
    asked(coopadmin, "pay", begun, "5", "--for", "74030", *TODAY)
    (row,) = asked(coopadmin, "without-receipt", begun, "2026")["bookings"]
    assert (row["number"], row["amount"]) == ("BANK2026-0001", "5.00")
    bon = tmp_path / "bon.pdf"
    bon.write_bytes(b"%PDF-1.7\nTaart")
    asked(coopadmin, "receipt", begun, "BANK2026-0001", bon)
    assert asked(coopadmin, "without-receipt", begun, "2026") == {"bookings": []}
    assert coopadmin("ledger", "receipt", begun, "BANK2026-0001", bon).status == 1


def test_the_cash_is_counted(begun: Path, coopadmin: Command) -> None:
    pieces = ("--piece", "50", "3", "--piece", "10", "3", "--piece", "2", "2")
    right = asked(coopadmin, "count", begun, *pieces, *TODAY)
    assert (right["counted"], right["difference"]) == ("184.00", "0.00")
    short = coopadmin("ledger", "count", begun, "180", *TODAY)
    assert short.status == 1
    assert "4,00" in short.complaints
    booked = asked(coopadmin, "count", begun, "180", *TODAY, "--anyway", "looked everywhere")
    assert (booked["difference"], booked["number"]) == ("-4.00", "KAS2026-0001")


def test_what_is_not_there_is_said(begun: Path, coopadmin: Command) -> None:
    for wrong in (
        ("pay", begun, "5", "--for", "99999"),
        ("pay", begun, "5", "--for", "74030", "--fund", "Bus"),
        ("pay", begun, "5", "--for", "74030", "--activity", "Bus"),
        ("pay", begun, "5", "--item", "nothing"),
        ("pay", begun, "5"),
    ):
        ran = coopadmin("ledger", *wrong)
        assert (ran.status, ran.output) == (1, ""), wrong
