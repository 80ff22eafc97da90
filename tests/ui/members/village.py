"""A small village of members for the tests of their page, and its window with that page alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.kernel.money import Money
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.ui.kit.form import Form
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.pages import PAGES
from coopadmin.ui.window import MainWindow
from tests.ui.hands import bring_up

TODAY = date(2026, 3, 3)
PEOPLE = (
    # first name, prefix, surname, street, number, e-mail
    ("Annie", "van den", "Berg", "Molenweg", 3, "annie@voorbeeld.nl"),
    ("Jan", "", "Bergsma", "Kerkstraat", 18, ""),
    ("Dirk", "", "Lindenberg", "Achterdijk", 41, "dirk@voorbeeld.nl"),
    ("Ina", "", "Kuipers", "Bergstraat", 26, "ina@voorbeeld.nl"),
    ("Kees", "", "Rozema", "Oude Vaart", 9, "kees@voorbeeld.nl"),
)
ONLY_MEMBERS = tuple(entry for entry in PAGES if entry.name == "members")


def settle(books: Books) -> None:
    """Five persons and a firm; Kees has left, Dirk has given notice, all were charged for 2026."""
    personal, household, firm = books.ask(list_kinds)
    books.do(set_tariff, NewTariff(personal.id, date(2020, 1, 1), Money(2000)))
    for first, prefix, last, street, number, email in PEOPLE:
        person = NewPerson(
            call_name=first,
            prefix=prefix,
            surname=last,
            street=street,
            house_number=number,
            postcode="1234 AB",
            town="Beemdervelde",
            email=email,
        )
        kind = household if first == "Jan" else personal
        books.do(admit_member, NewMember(kind.id, date(2017, 3, 1), person))
    organisation = NewPerson(nature="organisation", organisation_name="Van Bergen Tuinaanleg")
    books.do(admit_member, NewMember(firm.id, date(2019, 1, 1), organisation))
    end(books, "Kees Rozema", date(2024, 5, 1))
    end(books, "Dirk Lindenberg", date(2026, 2, 1))
    books.do(run_charges, "2026")


def end(books: Books, name: str, notice: date) -> None:
    row = next(row for row in books.ask(list_members) if row.name == name)
    books.do(terminate_membership, NewTermination(row.membership_id, "by-member", notice))


def member(books: Books, name: str) -> int:
    """The id of the membership of somebody."""
    return next(row.membership_id for row in books.ask(list_members) if row.name == name)


def names(page: MembersPage) -> list[str]:
    """The names in the list, as it stands on the screen."""
    return [row.name for row in page.list.rows()]


def form_of(page: MembersPage) -> Form:
    assert page.forms.form is not None, "no form is open"
    return page.forms.form


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def button(inside: QWidget, words: str) -> QPushButton:
    """The button that can be seen with these words or this name."""
    QApplication.processEvents()
    found = [
        one
        for one in inside.findChildren(QPushButton)
        if words in (one.text(), one.accessibleName()) and one.isVisible()
    ]
    assert found, f"no button {words!r}"
    return found[0]


OpenPage = Callable[..., MembersPage]


def opened_page(
    qtbot: QtBot, books: Books, width: int, height: int
) -> tuple[MainWindow, MembersPage]:
    window = MainWindow(books, pages=ONLY_MEMBERS)
    qtbot.addWidget(window)
    bring_up(qtbot, window, width, height)
    page = window.page("members")
    assert isinstance(page, MembersPage)
    return window, page
