"""Meetings on the command line: recorded, shown, adopted, printed; the rule of a vote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from coopadmin.migrations import open_books
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from tests.fixtures import WHO, Ran, clock
from tests.meetings.test_recording import MEETING, changed
from tests.meetings.village import admit

Run = Callable[..., Ran]


@pytest.fixture
def run(coopadmin: Run) -> Run:
    """A command line that speaks English."""
    return lambda *arguments: coopadmin("--language", "en", *arguments)


@pytest.fixture
def file(path: Path) -> Path:
    """A file with six members."""
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        admit(books)
        books.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
    return path


def written(folder: Path, plain: Any, name: str = "meeting.json") -> Path:
    target = folder / name
    target.write_text(json.dumps(plain), encoding="utf-8")
    return target


def test_the_outcome_of_a_vote_needs_no_file(run: Run) -> None:
    ran = run("meetings", "outcome", "--for", 21, "--against", 18, "--blank", 4, "--json")
    assert ran.status == 0
    assert json.loads(ran.output) == {"outcome": "accepted", "cast": 39, "needed": 20}
    ran = run(
        "meetings", "outcome", "--blank-counts", "--majority", "absolute", "--for", 21,
        "--against", 18, "--blank", 4, "--invalid", 0, "--json",
    )  # fmt: skip
    assert json.loads(ran.output) == {"outcome": "rejected", "cast": 43, "needed": 22}
    ran = run(
        "meetings", "outcome", "--majority", "2/3", "--for", 20, "--against", 10, "--blank", 5
    )
    assert ran.output == "Accepted: 20 of 30 votes cast, 20 needed.\n"
    tied = run("meetings", "outcome", "--for", 3, "--against", 3, "--json").output
    assert json.loads(tied)["outcome"] == "tied"


def test_a_rule_or_a_count_that_cannot_be_is_refused_and_no_number_is_wrong_usage(
    run: Run,
) -> None:
    ran = run("meetings", "outcome", "--majority", "half", "--for", 1)
    assert (ran.status, ran.output) == (1, "")
    assert "“half” is not a majority" in ran.complaints
    assert run("meetings", "outcome", "--for", -1).status == 1
    assert run("meetings", "outcome", "--for", "veel").status == 2


def test_a_meeting_is_recorded_shown_and_recorded_again(
    file: Path, tmp_path: Path, run: Run
) -> None:
    ran = run("meetings", "record", file, written(tmp_path, MEETING), "--json")
    assert (ran.status, ran.complaints) == (0, "")
    assert json.loads(ran.output) == {
        "meeting": "ALV 2026-02-27",
        "resolutions": ["ALV-2026-07", "ALV-2026-08", "ALV-2026-09"],
    }
    shown = json.loads(run("meetings", "show", file, "27-2-2026", "--json").output)
    assert shown["attendance"] == [5, 1, 3, 2]
    assert run("undo", file).status == 0
    again = run("meetings", "record", file, written(tmp_path, shown))
    assert again.output == "Algemene ledenvergadering (ALV 2026-02-27): 3 resolutions\n"
    assert json.loads(run("meetings", "show", file, "1", "--json").output) == shown
    listed = json.loads(run("meetings", "list", file, "--json").output)["meetings"]
    assert [(row["number"], row["status"], row["present"]) for row in listed] == [
        (1, "inspection", 4)
    ]
    numbers = json.loads(run("meetings", "resolutions", file, "--json").output)
    assert [row["number"] for row in numbers["resolutions"]] == [
        "ALV-2026-07", "ALV-2026-08", "ALV-2026-09",
    ]  # fmt: skip
    for command in ("list", "resolutions"):
        assert "27 Feb 2026" in run("meetings", command, file).output
    assert (
        "ALV-2026-07 · De jaarrekening 2025 is vastgesteld. · 4–1 · Accepted"
        in run("meetings", "show", file, "ALV 2026-02-27").output
    )


def test_a_question_is_answered_in_the_file_or_by_anyway(
    file: Path, tmp_path: Path, run: Run
) -> None:
    asked = written(tmp_path, changed(answers={}))
    ran = run("meetings", "record", file, asked)
    assert ran.status == 1
    assert "convened_on (convocation.amendment_late):" in ran.complaints
    assert "--anyway" in ran.complaints
    ran = run("meetings", "record", file, asked, "--anyway", "Drukker ziek.")
    assert ran.status == 0
    shown = json.loads(run("meetings", "show", file, "1", "--json").output)
    assert shown["convocation_explanation"] == "Drukker ziek. Drukker ziek."


def test_a_bad_record_changes_nothing_and_names_every_place(
    file: Path, tmp_path: Path, run: Run
) -> None:
    before = run("history", file).output
    bad = changed(attendance=[1, 77])
    bad["votes"][0]["outcome"] = "rejected"
    ran = run("meetings", "record", file, written(tmp_path, bad), "--anyway", "x")
    assert (ran.status, ran.output) == (1, "")
    assert "attendance.2: Nobody has member number 77." in ran.complaints
    assert "votes.1.outcome: The record says “Rejected”" in ran.complaints
    assert run("meetings", "record", file, tmp_path / "no.json").status == 1
    (tmp_path / "leeg.json").write_bytes(b"")
    assert run("meetings", "record", file, tmp_path / "leeg.json").status == 1
    assert json.loads(run("meetings", "list", file, "--json").output) == {"meetings": []}
    assert run("history", file).output == before


def test_minutes_are_adopted_by_a_later_meeting(file: Path, tmp_path: Path, run: Run) -> None:
    run("meetings", "record", file, written(tmp_path, MEETING))
    later = {"title": "Extra vergadering", "held_on": "2026-03-02"}
    run("meetings", "record", file, written(tmp_path, later))
    ran = run("meetings", "adopt", file, "ALV 2026-03-02", "--by", "2026-02-27")
    assert (ran.status, "is not later than" in ran.complaints) == (1, True)
    assert run("meetings", "adopt", file, "1", "--by", "1").status == 1
    ran = run("meetings", "adopt", file, "27 feb", "--by", "2", "--json")
    assert json.loads(ran.output) == {
        "meeting": "ALV 2026-02-27",
        "adopted_by": "ALV 2026-03-02",
        "adopted_on": "2026-03-02",
    }
    assert run("meetings", "adopt", file, "1", "--by", "2").status == 1
    assert run("check", file).status == 0


def test_a_meeting_that_is_not_there_is_refused_with_those_that_are(
    file: Path, tmp_path: Path, run: Run
) -> None:
    first = {"title": "Vergadering", "held_on": "2026-03-01", "begins": "10:00"}
    run("meetings", "record", file, written(tmp_path, first))
    run("meetings", "record", file, written(tmp_path, {**first, "begins": "14:00"}))
    for wanted in ("2026-01-01", "3", "RVC 2026-03-01", "onbekend", ""):
        ran = run("meetings", "show", file, wanted)
        assert ran.status == 1
        assert "1: ALV 2026-03-01, 2: ALV 2026-03-01" in ran.complaints
    ran = run("meetings", "show", file, "2026-03-01")
    assert (ran.status, "more than one" in ran.complaints) == (1, True)
    assert run("meetings", "show", file, "2").status == 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_papers_of_a_meeting_are_printed(
    file: Path, tmp_path: Path, run: Run, language: str
) -> None:
    run("meetings", "record", file, written(tmp_path, MEETING))
    texts = {}
    for command in ("agenda", "attendance", "minutes"):
        target = tmp_path / f"{command}.pdf"
        ran = run("meetings", command, file, "1", "-o", target, "--language", language, "--json")
        assert (ran.status, ran.complaints) == (0, "")
        pages = pypdf.PdfReader(target).pages
        assert json.loads(ran.output) == {
            "meeting": "ALV 2026-02-27",
            "file": str(target),
            "pages": len(pages),
        }
        texts[command] = "\n".join(page.extract_text() for page in pages)
    assert "Statutenwijziging" in texts["agenda"]
    assert "Berg-Holtrop, Annie van den" in texts["attendance"]
    assert "ALV-2026-07" in texts["minutes"]
    ran = run("meetings", "minutes", file, "1", "-o", tmp_path / "weg" / "x.pdf")
    assert (ran.status, "cannot be written" in ran.complaints) == (1, True)


def test_the_date_of_a_meeting_is_written_for_calendars(
    file: Path, tmp_path: Path, run: Run
) -> None:
    run("meetings", "record", file, written(tmp_path, MEETING))
    before, target = file.read_bytes(), tmp_path / "alv.ics"
    ran = run("meetings", "calendar", file, 1, "-o", target, "--json")
    assert (ran.status, ran.complaints) == (0, "")
    assert json.loads(ran.output) == {
        "meeting": "ALV 2026-02-27", "file": str(target), "cancelled": False,
    }  # fmt: skip
    assert b"METHOD:PUBLISH" in target.read_bytes()
    ran = run("meetings", "calendar", file, 1, "-o", target, "--cancelled", "--language", "nl")
    assert ran.status == 0
    assert b"METHOD:CANCEL" in target.read_bytes()
    assert file.read_bytes() == before
    ran = run("meetings", "calendar", file, 9, "-o", target)
    assert (ran.status, "There is no meeting" in ran.complaints) == (1, True)
