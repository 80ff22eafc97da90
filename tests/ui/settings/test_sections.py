"""Settings: each part changes what it says it does, shows what is wrong, and can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.cooperative.queries import get_cooperative, get_statutes, list_rates, list_statutes
from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.wording import RATES, majority_words
from coopadmin.members.queries import list_kinds
from coopadmin.people.queries import list_officers
from coopadmin.store.computer import remembered
from coopadmin.ui.kit import theme
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.settings.appearance import AppearanceSection
from coopadmin.ui.settings.backup import BackupSection
from coopadmin.ui.settings.cooperative import CooperativeSection
from coopadmin.ui.settings.kinds import KindsSection
from coopadmin.ui.settings.officers import OfficersSection
from coopadmin.ui.settings.page import SettingsPage
from coopadmin.ui.settings.rates import RatesSection
from coopadmin.ui.settings.section import Section
from coopadmin.ui.settings.statuterules import RULES
from coopadmin.ui.settings.statutes import StatutesSection
from coopadmin.ui.settings.who import WhoSection
from tests.app.program import PATIENCE_MS, at_rest
from tests.contributions.making import Member, make
from tests.fixtures import NOW, WHO
from tests.ui.hands import CTRL, click, overwrite, press, press_here

TODAY = date(2026, 3, 3)


def page_of(file: OpenFile) -> SettingsPage:
    page = file.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def section(file: OpenFile, name: str) -> Section:
    """Go to a part of the settings as a task does."""
    file.window.show_page("settings", name)
    page = page_of(file)
    shown = page.stack.currentWidget()
    assert isinstance(shown, Section)
    assert page.here == name
    return shown


def test_the_list_is_walked_by_keyboard_and_says_where_something_is_not_right(
    file: OpenFile,
) -> None:
    file.window.show_page("settings")
    page = page_of(file)
    assert page.list.view.hasFocus()
    press_here(Qt.Key.Key_Down)
    assert page.here == "statutes"
    assert page.header.title() == "Statutes"
    press_here(Qt.Key.Key_Return)
    assert isinstance(page.stack.currentWidget(), StatutesSection)
    assert page.stack.currentWidget().isAncestorOf(QApplication.focusWidget())  # type: ignore[union-attr, arg-type]
    marked = [row.id for row in page.list.shown_rows() if page._mark(row) is not None]
    assert marked == ["statutes", "rates"]


def test_the_name_is_checked_by_the_law_and_a_change_can_be_undone(file: OpenFile) -> None:
    shown = section(file, "cooperative")
    assert isinstance(shown, CooperativeSection)
    overwrite(shown.form.box("name").control, "Zorgvereniging Beemdervelde U.A.")
    press_here(Qt.Key.Key_Tab)
    assert "co" in shown.form.box("name").under()
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(get_cooperative).name == "Zorgcoöperatie Beemdervelde U.A."
    overwrite(shown.form.box("name").control, "Zorgcooperatie De Brug U.A.")
    overwrite(shown.form.box("town").control, "Brugge")
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(get_cooperative).town == "Brugge"
    assert file.window.windowTitle() == "Zorgcooperatie De Brug – Coopadmin"
    file.window.undo()
    assert shown.form.box("town").text() == "Beemdervelde"


def test_moving_all_book_years_is_asked_first(file: OpenFile) -> None:
    shown = section(file, "cooperative")
    assert isinstance(shown, CooperativeSection)
    control = shown.form.box("year_begins_in").control
    control.setFocus()
    press(control, Qt.Key.Key_End)
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(get_cooperative).year_begins_in == 1
    click(shown.form.messages.shown()[0].buttons[0])
    assert file.books.ask(get_cooperative).year_begins_in == 12


def test_what_is_typed_stays_as_a_draft_until_it_is_saved(
    file: OpenFile, program: Coopadmin
) -> None:
    shown = section(file, "cooperative")
    assert isinstance(shown, CooperativeSection)
    overwrite(shown.form.box("town").control, "Brugge")
    press_here(Qt.Key.Key_Tab)
    program.dress("light", 125)
    again = page_of(file).section("cooperative")
    assert isinstance(again, CooperativeSection)
    assert again.form.box("town").text() == "Brugge"
    assert file.books.ask(get_cooperative).town == "Beemdervelde"


def statutes(file: OpenFile) -> StatutesSection:
    shown = section(file, "statutes")
    assert isinstance(shown, StatutesSection)
    return shown


def test_every_rule_of_the_profile_has_a_row() -> None:
    fields = set(NewStatutes.__dataclass_fields__) - {"valid_from", "source", "checked"}
    assert {rule.name for rule in RULES} == fields


def test_saving_says_that_somebody_compared_them(file: OpenFile) -> None:
    shown = statutes(file)
    assert shown.rows.controls["convocation_days"].control.hasFocus()
    assert not file.books.ask(get_statutes, TODAY).checked
    overwrite(shown.rows.controls["convocation_days"].control, "21")
    shown.checked.setFocus()
    press_here(Qt.Key.Key_Space)
    assert shown.is_changed()
    press_here(Qt.Key.Key_S, CTRL)
    now = file.books.ask(get_statutes, TODAY)
    assert (now.convocation_days, now.checked) == (21, True)
    assert len(file.books.ask(list_statutes)) == 1, "of the same day: in its place"
    assert not shown.is_changed()
    marked = [row.id for row in page_of(file).list.shown_rows() if page_of(file)._mark(row)]
    assert marked == ["rates"]


def test_another_day_makes_a_new_version_and_keeps_the_old(file: OpenFile) -> None:
    shown = statutes(file)
    overwrite(shown.valid_from.control, "1-7-2026")
    overwrite(shown.rows.controls["proxies_per_holder"].control, "2")
    press_here(Qt.Key.Key_S, CTRL)
    versions = [(row.valid_from, row.proxies_per_holder) for row in file.books.ask(list_statutes)]
    assert versions == [(date(2026, 1, 1), None), (date(2026, 7, 1), 2)]
    assert file.books.ask(get_statutes, TODAY).proxies_per_holder is None
    assert shown.rows._now["proxies_per_holder"].text() == "no limit"
    assert shown.version.isVisible()
    press(shown.version, Qt.Key.Key_Down)
    assert shown.valid_from.text() == "1-1-2026"
    assert shown.rows._now["proxies_per_holder"].text() == "the same"


def test_what_the_law_does_not_allow_is_said_under_its_rule(file: OpenFile) -> None:
    shown = statutes(file)
    control = shown.rows.controls["amendment_convocation_days"].control
    overwrite(control, "6")
    overwrite(shown.rows.controls["audit_committee_size"].control, "1")
    press_here(Qt.Key.Key_S, CTRL)
    assert set(shown.rows.problems) == {"amendment_convocation_days", "audit_committee_size"}
    described = QAccessible.queryAccessibleInterface(control)
    assert "BW 2:42" in described.text(QAccessible.Text.Description)
    focused = QApplication.focusWidget()
    press_here(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is not focused, "F8 goes to the next"
    overwrite(control, "7")
    assert "amendment_convocation_days" not in shown.rows.problems
    overwrite(control, "zeven")
    press_here(Qt.Key.Key_Tab)
    assert "amendment_convocation_days" in shown.rows.problems
    assert file.books.ask(get_statutes, TODAY).amendment_convocation_days == 7


def test_a_vote_can_be_tried_while_typing(file: OpenFile) -> None:
    shown = statutes(file)
    assert shown.outcome.text() == (
        "ordinary resolution accepted (21 of 39, 20 needed); "
        "change of statutes rejected (21 of 39, 26 needed)"
    )
    overwrite(shown.tried[0], "40")
    assert "change of statutes accepted (40 of 58, 39 needed)" in shown.outcome.text()
    blank = shown.rows.controls["blank_counts"].control
    blank.setFocus()
    press(blank, Qt.Key.Key_Up)
    assert "40 of 62" in shown.outcome.text()
    overwrite(shown.tried[0], "veel")
    assert shown.outcome.text() == "Type whole numbers."


def test_cancel_puts_back_what_holds(file: OpenFile) -> None:
    shown = statutes(file)
    overwrite(shown.rows.controls["convocation_days"].control, "21")
    click(shown.cancel_button)
    assert shown.rows.values()["convocation_days"] == 14
    assert not shown.is_changed()


@pytest.mark.parametrize(
    ("token", "words"), [("4/5", "four fifths"), ("5/6", "5/6"), ("25", "25 members")]
)
def test_a_majority_is_written_in_words(token: str, words: str) -> None:
    assert majority_words(token) == words


def test_a_doubtful_rate_is_checked_with_two_keys(file: OpenFile, qtbot: QtBot) -> None:
    shown = section(file, "rates")
    assert isinstance(shown, RatesSection)
    assert shown.table.current().to_be_checked, "the first that asks for it"
    shown.table.setFocus()
    press_here(Qt.Key.Key_Return)
    assert shown.form.save_button.text() == "It is right, save"
    press_here(Qt.Key.Key_S, CTRL)
    rates = file.books.ask(list_rates)
    assert sum(row.to_be_checked for row in rates) == 20
    assert shown.table.view.hasFocus()


def test_a_new_rate_is_read_in_the_unit_of_what_it_is(file: OpenFile) -> None:
    shown = section(file, "rates")
    assert isinstance(shown, RatesSection)
    press_here(Qt.Key.Key_N, CTRL)
    form = shown.form
    form.box("code").control.setFocus()
    press_here(Qt.Key.Key_End)
    overwrite(form.box("value").control, "abc")
    overwrite(form.box("source").control, "Bestuur")
    press_here(Qt.Key.Key_S, CTRL)
    assert form.box("value").problem is not None
    overwrite(form.box("value").control, "30")
    press_here(Qt.Key.Key_S, CTRL)
    limit = [row for row in file.books.ask(list_rates) if row.code == list(RATES)[-1]]
    assert [(row.value, row.valid_from, row.to_be_checked) for row in limit] == [
        (1800, date(2026, 1, 1), False)
    ]


def test_a_kind_is_added_and_another_put_out_of_use(file: OpenFile) -> None:
    shown = section(file, "kinds")
    assert isinstance(shown, KindsSection)
    press_here(Qt.Key.Key_N, CTRL)
    assert "F8" in file.window.status.hints.accessibleName(), "the keys of a form"
    overwrite(shown.form.box("name").control, "Steunend lid")
    overwrite(shown.form.box("votes").control, "0")
    press_here(Qt.Key.Key_S, CTRL)
    assert [(row.name, row.votes) for row in file.books.ask(list_kinds)][-1] == ("Steunend lid", 0)
    assert shown.table.choose(file.books.ask(list_kinds)[0].id)
    press(shown.table.view, Qt.Key.Key_Return)
    assert shown.form.box("name").text() == "Personal"
    shown.form.box("in_use").control.setFocus()
    press_here(Qt.Key.Key_Space)
    press_here(Qt.Key.Key_S, CTRL)
    assert not file.books.ask(list_kinds)[0].in_use
    file.window.undo()
    assert file.books.ask(list_kinds)[0].in_use


def test_an_officer_is_appointed_and_a_term_ended(file: OpenFile) -> None:
    make(file.books, Member(31, "Wim Terpstra"))
    shown = section(file, "officers")
    assert isinstance(shown, OfficersSection)
    press_here(Qt.Key.Key_N, CTRL)
    overwrite(shown.form.box("person_id").control, "niemand")
    press_here(Qt.Key.Key_S, CTRL)
    assert "Nobody is called" in shown.form.box("person_id").under()
    overwrite(shown.form.box("person_id").control, "31")
    overwrite(shown.form.box("first").control, "1-2-2026")
    press_here(Qt.Key.Key_S, CTRL)
    (officer,) = file.books.ask(list_officers, TODAY)
    assert (officer.name, officer.body, officer.planned_last) == (
        "Wim Terpstra",
        "board",
        date(2030, 1, 31),
    )
    shown.table.choose_first()
    press(shown.table.view, Qt.Key.Key_Return)
    assert not shown.form.box("name").control.isEnabled()
    overwrite(shown.form.box("last").control, "2-3-2026")
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(list_officers, TODAY) == []


def test_a_circle_has_a_contact_and_the_schedule_stands_by_year(file: OpenFile) -> None:
    make(file.books, Member(31, "Wim Terpstra"))
    shown = section(file, "officers")
    assert isinstance(shown, OfficersSection)
    press_here(Qt.Key.Key_N, CTRL)
    form = shown.form
    form.set_values({"body": "circle", "office": "contact", "group_name": "Molenweg"})
    assert form.box("votes").isHidden(), "only in a board there can be more than one"
    overwrite(form.box("person_id").control, "31")
    overwrite(form.box("planned_last").control, "1-1-2027")
    press_here(Qt.Key.Key_S, CTRL)
    (officer,) = file.books.ask(list_officers, TODAY)
    assert (officer.group_name, officer.office) == ("Molenweg", "contact")
    shown.change(officer)
    overwrite(shown.form.box("planned_last").control, "1-1-2028")
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(list_officers, TODAY)[0].planned_last == date(2028, 1, 1)
    rows = shown.table.view.rows
    assert rows.row(0).title == "Circle Molenweg"
    shown.turn()
    assert rows.row(0).title == "2028"


def test_who_works_here_is_typed_or_taken_with_one_click(file: OpenFile) -> None:
    shown = section(file, "who")
    assert isinstance(shown, WhoSection)
    overwrite(shown.form.box("who").control, "Wim  Terpstra")
    press_here(Qt.Key.Key_S, CTRL)
    assert remembered().who == file.books.who == "Wim Terpstra"
    (button,) = [button for button in shown.buttons if button.text() == WHO]
    click(button)
    assert remembered().who == file.books.who == WHO


def test_a_backup_is_made_now_and_restored_beside(
    file: OpenFile,
    program: Coopadmin,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = section(file, "backup")
    assert isinstance(shown, BackupSection)
    assert shown.folder.text() == str(tmp_path / "copies")
    assert [copy.made for copy in shown.table.shown_rows()] == [NOW]
    other = tmp_path / "stick"
    other.mkdir()
    monkeypatch.setattr("coopadmin.ui.settings.backup.folder_to_use", lambda *_: other)
    click(shown.folder_button)
    qtbot.waitUntil(lambda: [*other.glob("*.coop")] != [], timeout=PATIENCE_MS)
    assert remembered().backup_folder == str(other)
    click(shown.make_button)
    at_rest(qtbot, file)
    target = tmp_path / "terug.coop"
    monkeypatch.setattr("coopadmin.ui.settings.backup.file_to_make", lambda *_: target)
    shown.table.setFocus()
    press(shown.table.view, Qt.Key.Key_Return)
    assert [each.books.path for each in program.files] == [file.books.path, target]


def test_look_and_language_work_at_once_and_are_kept(file: OpenFile, qtbot: QtBot) -> None:
    shown = section(file, "appearance")
    assert isinstance(shown, AppearanceSection)
    assert shown.theme.key() == "light"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert shown.theme.isAncestorOf(focused)
    press_here(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: theme.appearance() is theme.Appearance.DARK)
    assert remembered().theme == "dark"
    click(shown.text._buttons[2])
    qtbot.waitUntil(lambda: theme.text_scale() == 125)
    page = page_of(file)
    assert page.here == "cooperative" or page.isVisible()
    again = section(file, "appearance")
    assert isinstance(again, AppearanceSection)
    assert again.text.key() == "125"
    click(again.language._buttons[0])
    qtbot.waitUntil(lambda: remembered().language == "nl")
    assert file.window.page("overview").header.title() == "Overzicht"


def test_in_a_narrow_page_a_choice_takes_the_place_of_the_list(
    file: OpenFile, program: Coopadmin, qtbot: QtBot
) -> None:
    program.dress("light", 150)
    file.window.show_page("settings")
    page = page_of(file)
    qtbot.waitUntil(lambda: page.narrow)
    assert page.choice.isVisible()
    assert not page.list.isVisible()
    press(page.choice, Qt.Key.Key_Down)
    assert page.here == "statutes"
    assert page.header.title() == "Settings", "the choice beside it says which part it is"
    program.dress("light", 100)
    file.window.show_page("settings", "officers")
    page = page_of(file)
    qtbot.waitUntil(lambda: not page.narrow)
    assert page.header.title() == "Board and committees"


def test_a_file_that_is_only_looked_at_offers_nothing_to_add(
    file: OpenFile, program: Coopadmin
) -> None:
    file.books.read_only = True
    shown = section(file, "kinds")
    assert all(action.changes for action in shown.head_actions())
