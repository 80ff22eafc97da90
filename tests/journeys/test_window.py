"""The main job in the real window, by keyboard: from an empty start to the printed report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from tests.fixtures import Ran
from tests.journeys import gatherings, screens, village
from tests.journeys.person import Person
from tests.journeys.village import lay_out

NOW = datetime.fromisoformat("2026-03-03T20:41")


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[], Coopadmin]]:
    """Start the program as the command line does, with a clock that stands still."""
    begun: list[Coopadmin] = []

    def started() -> Coopadmin:
        program = Coopadmin(qapp, lambda: NOW)
        begun.append(program)
        program.start()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
        return program

    yield started
    for program in begun:
        for file in tuple(program.files):
            file.window.close()
        if program.start_window is not None:
            program.start_window.close()


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


@pytest.fixture
def told(coopadmin: Callable[..., Ran]) -> Callable[..., Any]:
    """Run a command that must succeed and give its JSON."""

    def run(*arguments: object) -> Any:
        ran = coopadmin(*arguments, "--json")
        assert ran.status == 0, ran.complaints
        return json.loads(ran.output)

    return run


def test_the_main_job_runs_in_the_window(
    start: Callable[[], Coopadmin],
    person: Person,
    told: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shoe_box = lay_out(tmp_path)
    # The one thing that is answered for the person: the dialog of the system that names a file.
    chosen = (str(shoe_box["members"]), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: chosen)
    file, report = tmp_path / "window" / "oostwold.coop", tmp_path / "jaarverslag.pdf"
    file.parent.mkdir()
    program = start()
    screens.begin(person, program, file)
    screens.read_members(person)
    screens.charge_members(person)
    screens.record_payments(person)
    gatherings.fill_hours(person)
    screens.close(person, program)
    window = screens.open_again(person, start())
    gatherings.record_meeting(person)
    screens.print_report(person, window, report)
    screens.close(person, program)
    assert [path.name for path in file.parent.iterdir()] == [file.name], "one file, nothing beside"
    assert told("check", file) == {"problems": []}
    figures = told("figures", file, "2026")
    assert village.summed_up(figures) == village.FIGURES
    by_commands = village.main_job(told, tmp_path)
    assert village.summed_up(told("figures", by_commands, "2026")) == village.FIGURES
    assert_report_tells(report)


def assert_report_tells(report: Path) -> None:
    """The paper has the name, the resolution under its number, and who led the meeting."""
    read = subprocess.run(
        ["pdftotext", "-layout", str(report), "-"], check=True, capture_output=True, text=True
    )
    text = " ".join(read.stdout.split())
    for words in (village.NAME, "ALV-2026-01", "De contributie 2027 wordt € 22,50."):
        assert words in text
