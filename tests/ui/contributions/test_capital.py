"""Members' capital by keyboard: a kind, what is paid in, transferred, paid and reversed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.capital.queries import list_capital, list_movements, list_share_kinds
from coopadmin.capital.rules import NewShareKind
from coopadmin.capital.service import add_share_kind
from coopadmin.kernel.money import ZERO, Money
from coopadmin.store import Books
from coopadmin.ui.capital.view import CapitalView
from coopadmin.ui.kit import papers
from coopadmin.ui.kit.form import Form
from tests.ui.contributions.conftest import Open, of
from tests.ui.hands import CTRL, click, overwrite, press, press_here

KEY = Qt.Key


@pytest.fixture
def share(books: Books) -> int:
    return int(books.do(add_share_kind, NewShareKind("Participation", Money(5000), Money(5000))))


def opened(open_page: Open) -> CapitalView:
    page = open_page()
    page.show_capital()
    return page.capital


def form_of(view: CapitalView) -> Form:
    (form,) = (each for each in view.findChildren(Form) if each.isVisible())
    return form


def fill(view: CapitalView, **values: str) -> Form:
    form = form_of(view)
    for name, text in values.items():
        form.box(name).set_text(text)
    return form


def record(view: CapitalView, member: str, amount: str, **more: str) -> None:
    press(view.table, KEY.Key_N, CTRL)
    form = form_of(view)
    if "type" in more:
        form.box("type").set_text(more.pop("type"))
        form._changed("type")
    fill(view, person_id=member, amount=amount, **more)
    press_here(KEY.Key_S, CTRL)


def test_the_first_kind_is_asked_for_and_found_again(open_page: Open, books: Books) -> None:
    view = opened(open_page)
    (button,) = (each for each in view.table.findChildren(type(view.panel.pay)) if each.isVisible())
    assert button.text() == "Add a kind"
    click(button)
    fill(view, name="Participation", share="50", minimum="50")
    press_here(KEY.Key_S, CTRL)
    (kind,) = books.ask(list_share_kinds)
    assert (kind.name, kind.share, kind.minimum) == ("Participation", Money(5000), Money(5000))


def test_paid_in_transferred_paid_and_reversed_by_keyboard(
    open_page: Open, books: Books, members: dict[int, int], share: int
) -> None:
    view = opened(open_page)
    record(view, "1", "100")
    assert [row.name for row in view.table.shown_rows()] == ["Annie van den Berg"]
    assert view.panel.accessibleName() == "Annie van den Berg"
    record(view, "annie", "50", type="transferred", to_person_id="2")
    held = {row.name: row.amount for row in books.ask(list_capital, books.today())}
    assert held == {"Annie van den Berg": Money(5000), "Bea Hofstra": Money(5000)}
    view.table.choose((members[1], share))
    view._show_row(view.table.current())
    view.panel.movements.choose(books.ask(list_movements)[1].id)
    click(view.panel.pay)
    overwrite(form_of(view).box("amount").control, "40")
    press_here(KEY.Key_S, CTRL)
    assert books.ask(list_capital, books.today(), person_id=members[1])[0].unpaid == Money(6000)
    of(view.window()).undo()
    of(view.window()).undo()
    assert {row.name for row in view.table.shown_rows()} == {"Annie van den Berg"}
    view._show_row(view.table.current())
    click(view.panel.back)
    assert books.ask(list_capital, books.today()) == []
    assert [row.reversed for row in books.ask(list_movements)] == [False, True]


def test_a_new_movement_is_of_the_kind_that_is_used_most(
    open_page: Open, books: Books, members: dict[int, int], share: int
) -> None:
    view = opened(open_page)
    record(view, "1", "100")
    books.do(add_share_kind, NewShareKind("Account"))
    press(view.table, KEY.Key_N, CTRL)
    assert form_of(view).box("kind_id").value() == share, "not the first by its name"


def test_what_is_wrong_stands_at_its_field_and_nothing_changes(
    open_page: Open, books: Books, members: dict[int, int], share: int
) -> None:
    view = opened(open_page)
    record(view, "99", "75")
    form = form_of(view)
    assert form.box("person_id").problem is not None
    fill(view, person_id="1")
    press_here(KEY.Key_S, CTRL)
    problem = form.box("amount").problem
    assert problem is not None
    assert "whole number of shares" in str(problem)
    fill(view, amount="50")
    form.box("type").set_text("transferred")
    form._changed("type")
    fill(view, to_person_id="nobody")
    press_here(KEY.Key_S, CTRL)
    assert form.box("to_person_id").problem is not None, "at the field of the other side"
    assert books.ask(list_movements) == []


def test_a_form_left_half_way_is_there_again(
    open_page: Open, books: Books, members: dict[int, int], share: int
) -> None:
    view = opened(open_page)
    press(view.table, KEY.Key_N, CTRL)
    form = fill(view, person_id="2", amount="150")
    form._tell_draft()
    of(view.window()).close()
    view = opened(open_page)
    press(view.table, KEY.Key_N, CTRL)
    assert form_of(view).box("amount").text() == "150"
    press_here(KEY.Key_S, CTRL)
    (row,) = books.ask(list_movements)
    assert (row.name, row.amount, row.open) == ("Bea Hofstra", Money(15000), Money(15000))
    assert books.drafts_of("contributions") == {}


def test_lists_narrow_and_every_list_says_what_it_holds(
    open_page: Open, books: Books, members: dict[int, int], share: int
) -> None:
    view = opened(open_page)
    record(view, "1", "100")
    record(view, "2", "50")
    view.search.setText("hof")
    view._filter()
    assert [row.name for row in view.table.shown_rows()] == ["Bea Hofstra"]
    view.search.clear()
    for key, rows in (("movements", 2), ("kinds", 1), ("repayments", 0), ("register", 2)):
        view.lists.choose(key)
        view._show_list()
        assert len(view.table) == rows, key
    assert view.heading() == "2 holders · €\u00a0150.00"
    press(view.table, KEY.Key_Escape)
    assert QApplication.focusWidget() is not None
    assert not view.isVisible()


def test_the_certificate_is_made_where_it_is_asked_for(
    open_page: Open,
    books: Books,
    members: dict[int, int],
    share: int,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "ask_place", lambda _page, suggested: tmp_path / suggested.name)
    view = opened(open_page)
    record(view, "1", "100")
    view.print_certificate()
    path = tmp_path / "certificate Annie van den Berg.pdf"
    qtbot.waitUntil(path.is_file, timeout=20_000)
    view.print_register()
    register = tmp_path / "register of capital 2026-03-03.pdf"
    qtbot.waitUntil(register.is_file, timeout=20_000)
    assert path.read_bytes()[:5] == register.read_bytes()[:5] == b"%PDF-"
    assert books.ask(list_capital, books.today())[0].unpaid > ZERO
