"""Tariff, run, pay, open and take back, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopadmin.migrations import open_books
from coopadmin.store.history import list_history
from tests.contributions.making import Member, make

Command = Callable[..., Any]


@pytest.fixture
def coopadmin(coopadmin: Command) -> Command:
    """The command line in English, whatever this computer speaks."""
    return lambda *arguments: coopadmin("--language", "en", *arguments)


@pytest.fixture
def file(path: Path, coopadmin: Command) -> Path:
    """Two members, of whom only one falls under a tariff."""
    with open_books(path, who="x") as books:
        make(books, Member(1, "Annie van den Berg"), Member(2, "Bea Hofstra", kind="Friend"))
    done = coopadmin("contributions", "tariff", path, "personal", "20", "--from", "2020-01-01")
    assert (done.status, done.complaints) == (0, "")
    assert "Personal: €\u00a020.00" in done.output
    return path


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_a_year_is_charged_and_a_dry_run_changes_nothing(file: Path, coopadmin: Command) -> None:
    dry = in_json(coopadmin("contributions", "run", file, 2026, "--dry-run", "--json"))
    assert (dry["dry_run"], dry["charges"], dry["total"]) == (True, 1, "20.00")
    assert [line["name"] for line in dry["lines"]] == ["Annie van den Berg"]
    assert [(line["number"], line["state"]) for line in dry["left_out"]] == [(2, "no-tariff")]
    assert in_json(coopadmin("contributions", "open", file, "--json"))["charges"] == []
    ran = coopadmin("contributions", "run", file, 2026)
    assert ran.output.splitlines() == [
        "1 charge, €\u00a020.00 in all.",
        "  Personal: 1, €\u00a020.00",
        "  0002 Bea Hofstra: no tariff",
    ]
    again = coopadmin("contributions", "run", file, 2026)
    assert (again.status, again.output) == (1, "")
    assert "Nobody is left to charge" in again.complaints
    assert again.complaints.splitlines()[1:] == [
        "Personal, charged already: 1",
        "Friend, no tariff: 1",
    ]


def test_payments_in_part_and_taken_back_show_in_what_is_open(
    file: Path, coopadmin: Command
) -> None:
    coopadmin("contributions", "run", file, 2026, "--on", "2026-01-01")
    paid = in_json(
        coopadmin(
            "contributions", "pay", file, 1, "--year", 2026, "--amount", "7,50",
            "--on", "2026-02-01", "--method", "cash", "--json",
        )
    )  # fmt: skip
    assert paid == {
        "number": 1,
        "name": "Annie van den Berg",
        "paid": "7.50",
        "payments": [{"reference": "C2026-0001", "date": "2026-02-01", "amount": "7.50"}],
        "open": "12.50",
    }
    still_open = in_json(coopadmin("contributions", "open", file, 2026, "--json"))
    assert (still_open["charged"], still_open["paid"], still_open["open"]) == (
        "20.00", "7.50", "12.50",
    )  # fmt: skip
    assert still_open["charges"][0]["state"] == "part"
    rest = coopadmin("contributions", "pay", file, 1)
    assert rest.output == "Annie van den Berg paid €\u00a012.50; €\u00a00.00 is open.\n"
    listed = coopadmin("contributions", "list", file, 2026, "--state", "paid")
    assert "C2026-0001" in listed.output
    taken = in_json(coopadmin("contributions", "take-back", file, 1, "--json"))
    assert (taken["taken_back"], taken["open"]) == ("12.50", "12.50")
    coopadmin("contributions", "take-back", file, 1, "--year", 2026)
    gone = coopadmin("contributions", "take-back", file, 1)
    assert (gone.status, gone.complaints) == (
        1, "There is no payment of member 0001 to take back.\n",
    )  # fmt: skip


def test_a_question_is_answered_by_a_reason_that_is_kept(file: Path, coopadmin: Command) -> None:
    coopadmin("contributions", "run", file, 2026)
    pay = ("contributions", "pay", file, 1, "--amount", "25")
    asked = coopadmin(*pay)
    assert asked.status == 1
    assert "Is it really that much?" in asked.complaints
    assert "--anyway" in asked.complaints
    assert coopadmin(*pay, "--anyway", "a gift").status == 0
    with open_books(file, who="x", read_only=True) as books:
        assert books.ask(list_history)[0].about == "Annie van den Berg, C2026-0001"


def test_what_is_wrong_is_said_and_wrong_usage_is_another_status(
    file: Path, coopadmin: Command
) -> None:
    assert coopadmin("contributions", "pay", file, 1, "--amount", "much").status == 2
    assert coopadmin("contributions", "run", file).status == 2
    unknown = coopadmin("contributions", "tariff", file, "Gold", "5", "--from", "2026-01-01")
    assert unknown.status == 1
    assert "Personal" in unknown.complaints
    negative = coopadmin("contributions", "pay", file, 1, "--amount", "-5", "--anyway", "x")
    assert negative.status == 1


def test_tariffs_are_listed(file: Path, coopadmin: Command) -> None:
    listed = in_json(coopadmin("contributions", "tariffs", file, "--json"))
    assert listed == {
        "tariffs": [
            {"kind": "Personal", "amount": "20.00", "from": "2020-01-01", "pro_rata": "none"}
        ]
    }
    assert "20.00" in coopadmin("contributions", "tariffs", file).output
