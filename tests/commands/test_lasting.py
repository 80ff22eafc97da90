"""What lasts, what is of another year, reserves, gifts and what is let go, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from coopadmin.migrations import open_books
from tests.fixtures import Ran, clock
from tests.ledger.test_books import charged

Command = Callable[..., Ran]
TODAY = ("--on", "2-3-2026")


@pytest.fixture
def begun(path: Path, coopadmin: Command) -> Path:
    """Books with 5000 euros on the bank, and two members who owe 20 euros each."""
    given = ("--balance", "10201", "5000", "--balance", "05253", "5000")
    assert coopadmin("ledger", "begin", path, "2026", *given).status == 0
    with open_books(path, who="Test", origin="test", clock=clock) as books:
        charged(books)
    return path


def asked(coopadmin: Command, *arguments: object) -> Any:
    ran = coopadmin("ledger", *arguments, "--json")
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_a_thing_is_bought_written_off_and_gone(
    begun: Path, coopadmin: Command, tmp_path: Path
) -> None:
    line = ("--line", "02301", "3600", "--line", "10201", "-3600")
    booked = asked(coopadmin, "book", begun, "--what", "Van", "--on", "2026-01-05", *line)
    (found,) = asked(coopadmin, "assets", "purchases", begun)["purchases"]
    assert (found["number"], found["amount"]) == (booked["number"], "3600.00")
    added = asked(
        coopadmin, "assets", "add", begun, "Van", "--years", "5", "--from", found["number"]
    )
    (row,) = asked(coopadmin, "assets", "list", begun, "2026")["assets"]
    assert (row["number"], row["months"], row["to_write_off"]) == (added["number"], 60, "720.00")
    assert asked(coopadmin, "depreciate", begun, "2026")["number"].startswith("MEM2026")
    assert asked(coopadmin, "depreciate", begun, "2026")["number"] is None
    cost = asked(coopadmin, "lines", begun, "2026", "--account", "43230")["lines"]
    assert [line["amount"] for line in cost] == ["720.00"]
    saved = tmp_path / "assets.xlsx"
    assert coopadmin("ledger", "assets", "list", begun, "2026", "-o", saved).status == 0
    assert len(list(load_workbook(saved).worksheets[0].values)) == 2
    gone = (begun, added["number"], "--for", "3300", "--into", "10201", *TODAY)
    asked(coopadmin, "assets", "dispose", *gone)
    asked(coopadmin, "assets", "keep", begun, added["number"])
    refused = coopadmin("ledger", "assets", "remove", begun, added["number"])
    assert (refused.status, "al afgeschreven" in refused.complaints) == (1, True)
    wrong = coopadmin("ledger", "assets", "add", begun, "Van", "--from", "MEM2026-0099")
    assert (wrong.status, "MEM2026-0099" in wrong.complaints) == (1, True)


def test_a_cost_of_two_years_is_moved(begun: Path, coopadmin: Command) -> None:
    given = ("Insurance", "1200", "--account", "46305", "--booked-in", "2026")
    period = ("--from", "1-10-2026", "--until", "30-9-2027")
    added = asked(coopadmin, "accruals", "add", begun, *given, *period)
    assert asked(coopadmin, "accrue", begun, "2026") == {"moved": 1}
    found = asked(coopadmin, "accruals", "list", begun, "2026")
    assert (found["accruals"][0]["moved"], found["accruals"][0]["stands"]) == ("900.00", "prepaid")
    assert [each["back_dated"] for each in found["pairs"]] == ["2027-01-01"]
    shown = coopadmin("ledger", "accruals", "list", begun, "2026").output
    assert "vooruit betaald" in shown
    asked(coopadmin, "accruals", "remove", begun, added["number"])
    assert asked(coopadmin, "accruals", "list", begun, "2026")["accruals"] == []


def test_a_fund_is_added_moved_and_closed(begun: Path, coopadmin: Command) -> None:
    asked(coopadmin, "funds", "add", begun, "Bus", "--purpose", "A new bus", "--most", "1000")
    asked(coopadmin, "funds", "move", begun, "bus", "700", "--why", "Saved", *TODAY)
    more = ("funds", "move", begun, "Bus", "400", "--why", "Saved", *TODAY)
    assert "--anyway" in coopadmin("ledger", *more).complaints
    asked(coopadmin, *more, "--anyway", "the meeting wanted it")
    asked(coopadmin, "funds", "move", begun, "Bus", "1100", "--withdraw", "--why", "Spent", *TODAY)
    (row,) = asked(coopadmin, "funds", "list", begun, "2026")["funds"]
    assert (row["added"], row["withdrawn"], row["closing"]) == ("1100.00", "1100.00", "0.00")
    assert asked(coopadmin, "funds", "close", begun, "Bus")["in_use"] is False
    assert asked(coopadmin, "funds", "close", begun, "Bus", "--again")["in_use"] is True
    assert coopadmin("ledger", "funds", "remove", begun, "Bus").status == 1
    asked(coopadmin, "funds", "add", begun, "Roof")
    asked(coopadmin, "funds", "remove", begun, "Roof")
    refused = coopadmin("ledger", "funds", "remove", begun, "Roof")
    assert "geen reserve of fonds" in refused.complaints


def test_gifts_are_recorded_and_added_up(begun: Path, coopadmin: Command) -> None:
    asked(coopadmin, "donations", "add", begun, "25", "--person", "1", "--for", "the bus", *TODAY)
    asked(coopadmin, "donations", "add", begun, "10", "--from", "Collection", *TODAY)
    found = asked(coopadmin, "donations", "list", begun, "2026")["donations"]
    assert {(each["name"], each["purpose"]) for each in found} == {
        ("Annie van den Berg", "the bus"),
        ("Collection", ""),
    }
    givers = asked(coopadmin, "donations", "donors", begun, "2026")["donors"]
    assert givers[0] == {"name": "Annie van den Berg", "gifts": 1, "total": "25.00"}
    assert coopadmin("ledger", "donations", "add", begun, "10", *TODAY).status == 1


def test_what_will_not_be_paid_is_let_go(begun: Path, coopadmin: Command) -> None:
    asked(coopadmin, "write-off", begun, "C2026-0001", "--why", "Gone")
    made = asked(coopadmin, "credit", begun, "c2026-0002", "--why", "Moved", "--amount", "5")
    assert made == {"number": "CN2026-0001"}
    (note,) = asked(coopadmin, "credit-notes", begun, "2026")["credit_notes"]
    assert (note["charge"], note["amount"], note["reason"]) == ("C2026-0002", "5.00", "Moved")
    assert coopadmin("ledger", "write-off", begun, "C2026-0001", "--why", "Again").status == 1
    assert coopadmin("ledger", "credit", begun, "C2026-0009", "--why", "Who").status == 1
