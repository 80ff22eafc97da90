"""Data breaches: what is written down, the 72 hours, and what must be decided or explained."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coopadmin.desk.history import find_done
from coopadmin.desk.places import place_of
from coopadmin.desk.queries import list_tasks
from coopadmin.desk.tasks import Task
from coopadmin.kernel.problem import Refused
from coopadmin.privacy.printing import print_breaches
from coopadmin.privacy.queries import list_breaches
from coopadmin.privacy.rules import DONE, HIGH, NOT, UNLIKELY, NewBreach
from coopadmin.privacy.service import change_breach, record_breach
from coopadmin.store import Books

NOW = datetime.fromisoformat("2026-03-03T20:41")
STICK = NewBreach(
    datetime.fromisoformat("2026-03-02T09:30"),
    "A stick with the list of members was lost in the bus.",
    date(2026, 3, 1),
    "Members",
    312,
    "Names, addresses and IBANs",
    "Somebody could write to members as if they were the cooperative.",
    "The stick is encrypted from now on.",
)
Undone = Callable[[Callable[[], Any]], Any]
Run = Callable[..., Any]


def refused(books: Books, new: NewBreach) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as raised:
        books.do(record_breach, new)
    return [(problem.code, problem.field) for problem in raised.value.problems]


def waiting(books: Books, now: datetime) -> list[Task]:
    found = books.ask(list_tasks, now.date(), now=now)
    return [task for task in found if task.code.startswith("privacy.")]


def test_a_breach_waits_on_the_home_page_with_the_hours_that_are_left(
    books: Books, undone: Undone
) -> None:
    number = undone(lambda: books.do(record_breach, STICK))
    (task,) = waiting(books, NOW)
    assert (task.code, task.due, task.place) == (
        "privacy.breach",
        date(2026, 3, 5),
        f"privacy breach {number}",
    )
    assert task.why == "36 hours left, until 5 March 2026, 09:30"
    end = datetime.fromisoformat("2026-03-05T09:30")
    assert waiting(books, end - timedelta(minutes=61))[0].why.startswith("1 hour left")
    assert waiting(books, end)[0].why.startswith("0 hours left")
    late = waiting(books, end + timedelta(minutes=1))[0].why
    assert late.startswith("The 72 hours ended on 5 March 2026, 09:30")
    (plain,) = [task for task in books.ask(list_tasks, NOW.date()) if task.code == "privacy.breach"]
    assert plain.why == "The 72 hours end on 5 March 2026, 09:30"
    reported = replace(STICK, report=DONE, reported=datetime.fromisoformat("2026-03-03T10:00"))
    undone(lambda: books.do(change_breach, number, reported))
    assert [task.code for task in waiting(books, NOW)] == ["privacy.tell"]
    books.do(change_breach, number, replace(reported, telling=DONE, told_on=date(2026, 3, 3)))
    assert waiting(books, NOW) == []
    done = books.ask(find_done)
    assert done is not None
    assert done.sentence == f"Hanneke changed a data breach: {number}, 2 Mar 2026"
    assert books.ask(place_of, done.id) == ("settings", f"privacy breach {number}")


def test_what_cannot_be_is_refused_with_every_reason(books: Books) -> None:
    ahead = NOW + timedelta(minutes=1)
    nothing = NewBreach(ahead, " ", date(2026, 3, 4), number=-1, risk="none")
    assert refused(books, nothing) == [
        ("breach.what", "what"),
        ("breach.future", "discovered"),
        ("breach.before", "happened_on"),
        ("breach.number", "number"),
        ("breach.risk", "risk"),
    ]
    early = STICK.discovered - timedelta(hours=1)
    for new, expected in (
        (replace(STICK, report=DONE), ("breach.reported", "reported")),
        (replace(STICK, report=DONE, reported=ahead), ("breach.future", "reported")),
        (replace(STICK, report=DONE, reported=early), ("breach.reported_before", "reported")),
        (replace(STICK, telling=DONE), ("breach.told", "told_on")),
        (replace(STICK, telling=DONE, told_on=date(2026, 3, 4)), ("breach.future", "told_on")),
        (replace(STICK, telling=DONE, told_on=date(2026, 3, 1)), ("breach.told_before", "told_on")),
        (replace(STICK, telling=NOT), ("breach.untold", "telling_reason")),
    ):
        assert refused(books, new) == [expected]
    with pytest.raises(Refused, match="no data breach 9999"):
        books.do(change_breach, 9999, STICK)


def test_reporting_late_or_not_at_all_needs_the_reason(books: Books) -> None:
    old = replace(STICK, discovered=datetime.fromisoformat("2026-02-20T09:30"), happened_on=None)
    late = replace(old, report=DONE, reported=datetime.fromisoformat("2026-02-23T09:31"))
    assert refused(books, late) == [("breach.late", "report_reason")]
    in_time = replace(late, reported=datetime.fromisoformat("2026-02-23T09:30"))
    books.do(record_breach, in_time)
    books.do(record_breach, replace(late, report_reason="Found out on Saturday"))
    silent = replace(STICK, report=NOT)
    assert refused(books, silent) == [
        ("breach.reason", "report_reason"),
        ("breach.risk", "report"),
    ]
    explained = replace(silent, report_reason="The stick was encrypted")
    assert refused(books, explained) == [("breach.risk", "report")]
    books.do(record_breach, explained, answers={"breach.risk": "Agreed with the AP"})
    books.do(record_breach, replace(explained, risk=UNLIKELY))
    high = replace(STICK, risk=HIGH, telling=NOT, telling_reason="Nobody can be reached")
    assert refused(books, high) == [("breach.high", "telling")]


def test_the_register_is_a_paper_with_all_that_was_written(books: Books, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    assert print_breaches(books, empty, "en") == ()
    assert "No data breach was written down" in text_of(empty)
    number = books.do(record_breach, STICK)
    shown = tmp_path / "breaches.pdf"
    print_breaches(books, shown, "nl")
    text = text_of(shown)
    assert f"Datalek {number}" in text
    for words in (STICK.what, STICK.held, STICK.measures, "2 maart 2026", "312"):
        assert words in text


def text_of(path: Path) -> str:
    ran = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return " ".join(ran.stdout.decode().split())


def test_a_breach_by_command(path: Path, tmp_path: Path, coopadmin: Run) -> None:
    ran = coopadmin("privacy", "breach", path, "Wrong list sent", "--number", 3, "--json")
    made = json.loads(ran.output)["breach"]
    assert (made["what"], made["number"], made["waits"]) == ("Wrong list sent", 3, True)
    number = made["breach"]
    change = ("privacy", "breach", path, "--change", number)
    wrong = coopadmin(*change, "--report", "not")
    assert (wrong.status, wrong.complaints.count("\n")) == (1, 2)
    ran = coopadmin(*change, "--report", "not", "--report-reason", "Only names", "--risk", UNLIKELY)
    assert ran.status == 0
    (row,) = json.loads(coopadmin("privacy", "breaches", path, "--json").output)["breaches"]
    assert (row["report"], row["report_reason"]) == ("not", "Only names")
    assert coopadmin("privacy", "breach", path, "--change", 9999).status == 1
    pdf = tmp_path / "register.pdf"
    assert coopadmin("privacy", "breaches", path, "-o", pdf).status == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert str(number) in coopadmin("privacy", "breaches", path).output


def test_breaches_that_were_written_are_all_listed_the_last_first(books: Books) -> None:
    books.do(record_breach, STICK)
    later = replace(STICK, discovered=NOW, what="Another")
    books.do(record_breach, later)
    assert [row.breach.what for row in books.ask(list_breaches)] == ["Another", STICK.what]
