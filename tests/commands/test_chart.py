"""The chart of accounts and the opening balance on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.making import BANK, DEBTORS, OFFICE, RESERVE

Run = Callable[..., Any]


@pytest.fixture
def begun(path: Path, coopadmin: Run) -> Path:
    ran = coopadmin(
        *("ledger", "begin", path, "2026"),
        *("--balance", BANK, "500", "--balance", RESERVE, "500"),
    )
    assert ran.status == 0
    return path


def accounts(coopadmin: Run, path: Path) -> dict[str, dict[str, Any]]:
    found = json.loads(coopadmin("ledger", "accounts", path, "--json").output)
    return {row["number"]: row for row in found["accounts"]}


def test_an_account_is_added_changed_taken_out_of_use_and_removed(
    begun: Path, coopadmin: Run
) -> None:
    add = ("ledger", "add-account", begun, "46199", "Koffie", "--place", "organisation")
    assert coopadmin(*add).status == 0
    assert coopadmin(*add).status == 1, "the number is taken"
    change = ("ledger", "change-account", begun, "46199")
    assert coopadmin(*change, "--name", "Thee", "--place", "housing", "--not-in-use").status == 0
    row = accounts(coopadmin, begun)["46199"]
    assert (row["name"], row["place"], row["in_use"]) == ("Thee", "housing", False)
    assert coopadmin("ledger", "remove-account", begun, "46199").status == 0
    assert "46199" not in accounts(coopadmin, begun)


@pytest.mark.parametrize(
    "wrong",
    [
        ("add-account", "4619x", "Koffie", "--place", "organisation"),
        ("add-account", "46199", " ", "--place", "organisation"),
        ("add-account", "46199", "Koffie", "--place", "organisation", "--rgs", "XYZ"),
        ("add-account", "46199", "Koffie", "--place", "organisation", "--role", "bank_costs"),
        ("change-account", "99999", "--name", "Koffie"),
        ("change-account", DEBTORS, "--not-in-use"),
        ("change-account", BANK, "--place", "rent"),
        ("remove-account", BANK),
        ("remove-account", DEBTORS),
    ],
)
def test_what_is_wrong_is_refused_and_changes_nothing(
    begun: Path, coopadmin: Run, wrong: tuple[str, ...]
) -> None:
    before = begun.read_bytes()
    assert coopadmin("ledger", wrong[0], begun, *wrong[1:]).status == 1
    assert begun.read_bytes() == before


def test_the_opening_balance_is_shown_and_changed(begun: Path, coopadmin: Run) -> None:
    shown = ("ledger", "opening", begun)
    assert "500,00" in coopadmin(*shown).output
    assert coopadmin(*shown, "--balance", BANK, "600").status == 1, "it does not balance"
    assert coopadmin(*shown, "--balance", BANK, "600", "--rest").status == 0
    found = json.loads(coopadmin(*shown, "--json").output)
    held = {row["number"]: row["amount"] for row in found["balances"]}
    assert held == {BANK: "600.00", RESERVE: "600.00"}
    assert coopadmin(*shown, "--balance", OFFICE, "1", "--rest").status == 1
