"""How somebody does each part of the main job at the keyboard: file, members, money, report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from coopadmin.app import Coopadmin
from coopadmin.kernel.money import Money
from coopadmin.ui.window import MainWindow
from coopadmin.words import _, money, ngettext
from tests.journeys.person import Person
from tests.journeys.village import NAME

WHO = "Annie van den Berg"


def begin(person: Person, program: Coopadmin, file: Path) -> MainWindow:
    """The first pages: what kind, what name, where it stays."""
    person.waits(lambda: program.start_window and program.start_window.isActiveWindow())
    person.keys("Right", "Return")
    person.fills(_("Legal form"), _("Cooperative U.A."))
    person.fills(_("Name"), NAME)
    person.keys("Return")
    for _step in range(2):
        person.presses(_("Skip, later at Settings"))
    for kind, amount in ((_("Personal"), "20"), (_("Household"), "35")):
        person.fills(kind, amount)
    person.walks_to(_("Read a list of members as soon as the file is made"))
    person.keys("Space", "Return")
    person.presses(_("Skip, later at Settings"))
    person.fills(_("Your name"), WHO)
    person.fills(_("The file"), str(file))
    person.keys("Return")
    person.waits(lambda: program.files and program.files[0].window.isActiveWindow())
    assert program.start_window is None
    assert file.is_file()
    return at_a_laptop(person, program)


def at_a_laptop(person: Person, program: Coopadmin) -> MainWindow:
    """The window that was opened, as wide as on a laptop."""
    window = program.files[0].window
    window.showNormal()
    window.resize(1366, 720)
    person.waits(lambda: window.isActiveWindow() and window.width() == 1366)
    return window


def close(person: Person, program: Coopadmin) -> None:
    """Close the window, and with it the file."""
    person.keys("Ctrl+W")
    person.waits(lambda: not program.files)


def open_again(person: Person, program: Coopadmin) -> MainWindow:
    """The program takes up the file of the last time."""
    person.waits(lambda: program.files and program.files[0].window.isActiveWindow())
    return at_a_laptop(person, program)


def read_members(person: Person) -> None:
    """The list of members: chosen, tried, read in; one line is refused, and shown."""
    person.keys("Ctrl+2")
    person.presses(_("Read in a list"))
    person.presses(_("Choose a file"))
    person.sees("Fenna de Haan")
    refused = ngettext("{count} line", "{count} lines", 1).format(count=1)
    person.sees(f"{_('Refused')}: {refused}")
    person.sees("30-2-2024")
    person.presses(ngettext("Read in {count} member", "Read in {count} members", 6).format(count=6))
    person.sees(
        ngettext("{count} member was read in", "{count} members were read in", 6).format(count=6)
    )
    person.presses(_("To the members"))
    person.sees("<b>Ina</b> =Kuipers&Co")


def charge_members(person: Person) -> None:
    """The preview of a run by the tariffs of the first page, and the run."""
    person.keys("Ctrl+6")
    person.presses(_("Look who pays what"))
    person.sees(ngettext("Charge {count}", "Charge {count}", 6).format(count=6))
    person.fills(_("Charged on"), "1-2-2026")
    person.fills(_("Pay by"), "1-3-2026")
    person.keys("Ctrl+S")
    person.sees(money(Money.parse("135")))


def record_payments(person: Person) -> None:
    """One paid all of it, one a part."""
    for name, amount, day in (("van den Berg", "", "10-2-2026"), ("Bergsma", "25", "11-2-2026")):
        person.keys("Ctrl+F")
        person.replaces(name)
        person.keys("Down", "Return")
        if amount:
            person.fills(_("Amount"), amount)
        person.fills(_("Paid on"), day)
        person.keys("Ctrl+S")
    person.keys("Ctrl+F", "Esc")
    person.sees(money(Money.parse("90")))


def print_report(person: Person, window: MainWindow, target: Path) -> None:
    """The report of the year in the sidebar: seen first, then written to a file."""
    person.keys("Ctrl+J")
    page = window.page("annual")
    person.waits(lambda: page.preview is not None and page.card.shows_pages())  # type: ignore[attr-defined]
    person.presses(_("Make PDF"))
    # The program's own dialog where there is none of the system: a name is typed in it as well.
    person.waits(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
    person.replaces(str(target))
    person.keys("Return")
    # What the system does when a dialog goes away; without a display nobody does it.
    window.activateWindow()
    person.sees(_("The report is in {file}").format(file=target.name))
    assert target.is_file()
