"""Eight tasks of a treasurer by keyboard alone, each within so many keys.

`make walk` keeps pictures and counts of them. Without a display the dialog of the system that
names a file cannot be shown: that alone is answered for the person.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.kernel.money import Money
from coopadmin.words import _, money, ngettext
from tests.app.program import at_rest, program
from tests.fixtures import Ran
from tests.journeys import village
from tests.journeys.record import Record
from tests.journeys.screens import at_a_laptop
from tests.journeys.test_drafts import example, path
from tests.journeys.walker import Walker

__all__ = ["example", "path", "program"]

Tell = Callable[..., Any]


@pytest.fixture
def walker(program: Coopadmin, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Walker]:
    """The hands of the person; what they did is kept when somebody records the walk."""
    program.speak("nl")
    plugins = request.config.pluginmanager.get_plugins()
    record = next((each for each in plugins if isinstance(each, Record)), None)
    task = request.node.name.removeprefix("test_").replace("_", " ")
    walker = Walker(qtbot, record.folder(task) if record else None)
    yield walker
    walker.put_down()
    if record is not None and walker.counted.steps:
        record.keep(task, walker.counted)


@pytest.fixture
def told(coopadmin: Callable[..., Ran]) -> Tell:
    """Run a command that must succeed and give its JSON."""

    def run(*arguments: object) -> Any:
        ran = coopadmin(*arguments, "--json")
        assert ran.status == 0, ran.complaints
        return json.loads(ran.output)

    return run


@pytest.fixture
def opened(program: Coopadmin, walker: Walker, qtbot: QtBot) -> Callable[[Path], None]:
    """Open a file and wait until it was checked."""

    def open_it(path: Path) -> None:
        assert program.open(path)
        at_a_laptop(walker, program)
        at_rest(qtbot, program.files[0])

    return open_it


@pytest.fixture
def closed(program: Coopadmin) -> Callable[[], None]:
    """Close all files, so that a command can tell what is in them."""

    def close() -> None:
        for file in tuple(program.files):
            file.window.close()

    return close


def answered(monkeypatch: pytest.MonkeyPatch, dialog: str, path: Path) -> None:
    """The one thing that is answered for the person: the dialog of the system."""
    monkeypatch.setattr(QFileDialog, dialog, lambda *_args: (str(path), ""))


def begun(told: Tell, folder: Path) -> Path:
    """A village's cooperative with members and tariffs; nothing is charged yet."""
    # All tests have one folder of backups: a name of its own keeps those of others out of it.
    shoe_box, file = village.lay_out(folder), folder / f"{folder.name}.coop"
    told("new", file, *village.NEW)
    told("members", "import", file, shoe_box["members"])
    told("contributions", "tariff", file, "Persoonlijk", "20", "--from", "2019-01-01")
    told("contributions", "tariff", file, "Huishouden", "35", "--from", "2019-01-01")
    return file


def test_a_file_is_begun(
    walker: Walker,
    program: Coopadmin,
    told: Tell,
    closed: Callable[[], None],
    tmp_path: Path,
) -> None:
    file = tmp_path / "dorp.coop"
    program.begin()
    walker.waits(lambda: program.start_window and program.start_window.isActiveWindow())
    walker.did("Begin: what kind of cooperative")
    walker.keys("Right", "Return")
    walker.did("A village; next: the name")
    walker.fills(_("Name"), village.NAME)
    walker.did("Type the name")
    walker.keys("Return")
    walker.did("On")
    for _step in range(2):
        walker.presses(_("Skip, later at Settings"))
        walker.did("Skip what can wait")
    walker.fills(_("Personal"), "20")
    walker.did("A tariff")
    walker.keys("Return")
    walker.did("On")
    walker.presses(_("Skip, later at Settings"))
    walker.did("Skip what can wait")
    walker.fills(_("The file"), str(file))
    walker.did("Where it stays")
    walker.keys("Return")
    walker.waits(lambda: program.files and program.files[0].window.isActiveWindow())
    walker.did("The file is there")
    closed()
    assert told("check", file) == {"problems": []}
    assert walker.counted.keys - walker.counted.letters <= 60


def test_a_list_of_members_is_read_in(
    walker: Walker,
    told: Tell,
    opened: Callable[[Path], None],
    closed: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "dorp.coop"
    told("new", file, *village.NEW)
    answered(monkeypatch, "getOpenFileName", village.lay_out(tmp_path)["members"])
    opened(file)
    walker.keys("Ctrl+2")
    walker.did("To the members")
    walker.keys("Ctrl+I")
    walker.did("Ask for a list")
    walker.keys("Return")
    walker.sees("Fenna de Haan")
    walker.did("Choose the file: one line is refused")
    walker.presses(ngettext("Read in {count} member", "Read in {count} members", 6).format(count=6))
    walker.sees(
        ngettext("{count} member was read in", "{count} members were read in", 6).format(count=6)
    )
    walker.did("Read in the rest")
    walker.keys("Return")
    walker.sees("<b>Ina</b> =Kuipers&Co")
    walker.did("Look at the members")
    closed()
    assert told("members", "list", file)["count"] == 6
    assert walker.counted.keys <= 30


def test_a_member_is_changed_and_changed_back(
    walker: Walker,
    told: Tell,
    opened: Callable[[Path], None],
    closed: Callable[[], None],
    path: Path,
) -> None:
    opened(path)
    walker.keys("Ctrl+2")
    walker.did("To the members")
    walker.types("sjoukje")
    walker.did("Type the name")
    walker.keys("Return")
    walker.did("Open the form")
    walker.fills(_("Street"), "Achterdijk")
    walker.did("Type the street")
    walker.keys("Ctrl+S")
    walker.sees("Achterdijk 68")
    walker.did("Save")
    walker.keys("Ctrl+Z")
    walker.sees("Schoolpad 68")
    walker.did("Take it back")
    closed()
    newest = told("history", path)["history"][0]
    assert (newest["code"], newest["is_undo"]) == ("people.change", True)
    assert walker.counted.keys <= 32


def test_contributions_are_charged_and_paid(
    walker: Walker,
    told: Tell,
    opened: Callable[[Path], None],
    closed: Callable[[], None],
    tmp_path: Path,
) -> None:
    file = begun(told, tmp_path)
    opened(file)
    walker.keys("Ctrl+6")
    walker.did("To the contributions")
    walker.keys("Return")
    walker.did("Look who pays what")
    walker.keys("Return")
    walker.did("To the button")
    walker.keys("Return")
    walker.sees(money(Money.parse("135")))
    walker.did("Charge")
    walker.keys("Return")
    walker.did("A payment of the first")
    walker.keys("Ctrl+S")
    walker.did("All of it, today")
    walker.keys("Down", "Return")
    walker.types("10")
    walker.keys("Ctrl+S")
    walker.did("A part of the second")
    closed()
    charges = told("contributions", "list", file, "2026")
    assert charges["open"] == "105.00"
    assert walker.counted.keys <= 20


def test_a_month_of_hours_is_typed(
    walker: Walker,
    told: Tell,
    opened: Callable[[Path], None],
    closed: Callable[[], None],
    path: Path,
) -> None:
    opened(path)
    walker.keys("Ctrl+4")
    walker.did("To the hours: the first empty cell")
    for hours in ("2,5", "3", "1:30", "2u30", "4"):
        walker.types(hours)
        walker.keys("Return")
    walker.did("A column of hours")
    walker.keys("Up", "Right", "Ctrl+D")
    walker.did("The same as the week before")
    walker.types("95")
    walker.keys("Return")
    walker.did("An odd value")
    walker.keys("Up", "Return")
    walker.did("To the question")
    walker.keys("Return")
    walker.did("Answered")
    closed()
    sheet = told("hours", "month", path, "Eating together", "2026-02")
    assert sheet["column_minutes"][:2] == [810, 780]
    assert walker.counted.keys <= 50


def test_a_meeting_is_held_with_a_vote(
    walker: Walker,
    told: Tell,
    opened: Callable[[Path], None],
    closed: Callable[[], None],
    path: Path,
) -> None:
    opened(path)
    walker.keys("Ctrl+0", "Ctrl+N")
    walker.did("A new meeting")
    walker.fills(_("Date"), "3-3-2026")
    walker.keys("Ctrl+S")
    walker.did("Plan it for today")
    for number in ("1", "2", "3", "5"):
        walker.types(number)
        walker.keys("Return")
    walker.did("Who came in")
    walker.keys("Ctrl+Down", "Ctrl+Down")
    walker.did("To the third item")
    walker.types("Zonder opmerkingen.")
    walker.did("What was said")
    walker.keys("Ctrl+T")
    walker.did("To the vote")
    walker.types("vvvt")
    walker.did("Count hands")
    walker.presses(_("Record outcome"))
    walker.did("Record the outcome")
    walker.presses(_("Close meeting"))
    walker.sees(_("Open for inspection"))
    walker.did("Close it")
    closed()
    held = told("meetings", "show", path, "2026-03-03")
    assert (held["attendance"], held["status"]) == ([1, 2, 3, 5], "held")
    assert walker.counted.keys <= 90


def test_the_annual_report_is_written(
    walker: Walker,
    opened: Callable[[Path], None],
    path: Path,
    tmp_path: Path,
) -> None:
    target = tmp_path / "verslag.pdf"
    opened(path)
    walker.keys("Ctrl+J")
    walker.did("To the report")
    walker.presses(_("To the report of {year}").format(year="2025"))
    walker.did("Of last year")
    walker.keys("Ctrl+Shift+S")
    walker.did("Where to")
    walker.names_a_file(target)
    walker.sees(_("The report is in {file}").format(file=target.name))
    walker.did("Written")
    assert target.read_bytes().startswith(b"%PDF")
    assert walker.counted.keys - walker.counted.letters <= 20


def test_a_backup_is_restored(
    walker: Walker,
    told: Tell,
    opened: Callable[[Path], None],
    closed: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, target = begun(told, tmp_path), tmp_path / "terug.coop"
    answered(monkeypatch, "getSaveFileName", target)
    opened(file)
    walker.keys("Ctrl+K")
    walker.did("Search everything")
    walker.types("reserve")
    walker.did("Type what is looked for")
    walker.keys("Return")
    walker.did("The backups")
    walker.keys("Return")
    walker.waits(target.is_file)
    walker.did("Restore the newest")
    closed()
    assert told("check", target) == {"problems": []}
    assert told("members", "list", target) == told("members", "list", file)
    assert walker.counted.keys <= 12
