"""The first page: a file is begun by keyboard alone; what is wrong is said at its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.activities.queries import list_activities
from coopadmin.annual.queries import list_earlier_figures
from coopadmin.annual.rules import SECTIONS
from coopadmin.app import Coopadmin
from coopadmin.contributions.queries import list_tariffs
from coopadmin.cooperative.names import usual_form
from coopadmin.cooperative.queries import get_book_years, get_cooperative, get_statutes
from coopadmin.cooperative.rules import KINDS, check_accent
from coopadmin.desk.beginning import prepared_for
from coopadmin.store.computer import changed, kept_beginning, opened, remembered
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.inputs import Line
from coopadmin.ui.start.cards import CARDS, LOOK_AROUND
from coopadmin.ui.start.placestep import file_name, free_path
from coopadmin.ui.start.window import StartWindow
from coopadmin.ui.start.words import MEMBERS, PLACE, RULES, STYLE, YEAR
from tests.app.program import PATIENCE_MS
from tests.fixtures import NOW
from tests.ui.hands import bring_up, click, overwrite, press, press_here


@pytest.fixture
def start(program: Coopadmin, qtbot: QtBot) -> StartWindow:
    program.begin()
    assert program.start_window is not None
    bring_up(qtbot, program.start_window, 1366, 688)
    return program.start_window


def skip_to_place(start: StartWindow) -> None:
    while start.step < PLACE:
        click(start.skip_button)


def place(start: StartWindow, path: Path) -> None:
    overwrite(start.places.box("path").control, str(path))
    overwrite(start.places.box("backup_folder").control, str(path.parent / "copies"))


def test_every_kind_of_cooperative_has_its_card() -> None:
    assert {words.key for words in CARDS} == {*KINDS, LOOK_AROUND}


def test_a_file_is_begun_by_keyboard_alone(
    start: StartWindow, program: Coopadmin, tmp_path: Path
) -> None:
    changed(who="")
    assert start.kinds.cards["zorgcooperatie"].hasFocus()
    press_here(Qt.Key.Key_Right)
    assert start.kinds.key() == "dorpscooperatie"
    press_here(Qt.Key.Key_Return)
    assert start.step == 1
    overwrite(start.names.box("name").control, "Dorpscooperatie Beemdervelde U.A.")
    overwrite(start.names.box("town").control, "Beemdervelde")
    press_here(Qt.Key.Key_Return)
    assert start.step == RULES
    overwrite(start.rules.rows.controls["convocation_days"].control, "21")
    press_here(Qt.Key.Key_Return)
    assert start.step == YEAR
    assert start.years.box("year_begins_in").control.hasFocus()
    press_here(Qt.Key.Key_Down)
    overwrite(start.years.box("hours-2").control, "1420")
    press_here(Qt.Key.Key_Return)
    assert start.step == MEMBERS
    assert start.members.form is not None
    household = start.members.form.box("household")
    assert isinstance(household.control, Line)
    example = "for example \N{EURO SIGN}\N{NO-BREAK SPACE}40.00"
    assert (household.text(), household.control.placeholderText()) == ("", example)
    overwrite(household.control, "37,50")
    press_here(Qt.Key.Key_Return)
    assert start.step == STYLE
    overwrite(start.style_step.chooser.box.control, "#8A1C3B")
    press_here(Qt.Key.Key_Return)
    assert start.step == PLACE
    place(start, tmp_path / "beemdervelde.coop")
    overwrite(start.places.box("who").control, "Wim Terpstra")
    press_here(Qt.Key.Key_Return)
    books = program.files[0].books
    made = books.ask(get_cooperative)
    assert (made.name, made.kind, made.town) == (
        "Dorpscooperatie Beemdervelde U.A.",
        "dorpscooperatie",
        "Beemdervelde",
    )
    assert books.ask(get_book_years).begins_in == 2
    assert books.ask(list_activities), "the usual activities are ready"
    assert made.accent == "#8A1C3B"
    assert books.ask(get_statutes, books.today()).convocation_days == 21
    amounts = [each.amount.cents for each in books.ask(list_tariffs)]
    assert amounts == [3750], "what was typed, and no amount that nobody decided"
    typed = books.ask(list_earlier_figures)
    assert [(each.code, each.value) for each in typed] == [("hours", 1420 * 60)]
    assert program.files[0].window.here == "members", "a list of members is read next"
    assert not kept_beginning(), "nothing is left on the computer"
    assert books.who == remembered().who == "Wim Terpstra"
    assert remembered().backup_folder == str(tmp_path / "copies")
    assert program.start_window is None, "its work is done"


def test_a_name_is_checked_by_the_law_as_soon_as_it_is_left(start: StartWindow) -> None:
    start.show_step(1)
    box = start.names.box("name")
    overwrite(box.control, "Zorgvereniging Beemdervelde")
    press_here(Qt.Key.Key_Tab)
    assert "coöperatie" in box.under()
    overwrite(box.control, "Zorgcooperatie Beemdervelde")
    press_here(Qt.Key.Key_Tab)
    assert "U.A." in box.under()
    described = QAccessible.queryAccessibleInterface(box.control)
    assert "U.A." in described.text(QAccessible.Text.Description), "a screen reader says it too"
    form = start.names.box("legal_form").control
    form.setFocus()
    press(form, Qt.Key.Key_End)
    assert box.problem is None, "without a legal form any name will do"
    press(form, Qt.Key.Key_Home)
    assert box.problem is not None


def test_one_does_not_go_on_with_what_is_wrong(start: StartWindow) -> None:
    start.show_step(1)
    press(start, Qt.Key.Key_Return)
    assert start.step == 1
    assert start.names.box("name").under() == "Fill this in."
    overwrite(start.names.box("name").control, "Cooperatie De Brug U.A.")
    overwrite(start.names.box("chamber_number").control, "12")
    press_here(Qt.Key.Key_Return)
    assert start.step == 1
    assert "eight digits" in start.names.box("chamber_number").under()


def test_no_file_is_written_over(
    start: StartWindow, program: Coopadmin, path: Path, tmp_path: Path
) -> None:
    before = path.read_bytes()
    start.show_step(1)
    overwrite(start.names.box("name").control, "Cooperatie De Brug U.A.")
    press_here(Qt.Key.Key_Return)
    skip_to_place(start)
    place(start, path)
    press_here(Qt.Key.Key_Return)
    assert "already" in start.places.box("path").under()
    overwrite(start.places.box("path").control, "leden.coop")
    press_here(Qt.Key.Key_Return)
    assert "whole path" in start.places.box("path").under()
    place(start, tmp_path / "map die er niet is" / "leden.coop")
    press_here(Qt.Key.Key_Return)
    assert [each.sentence for each in start.messages.shown()] == [
        "No file can be made in “map die er niet is”. Choose another folder."
    ]
    assert program.files == []
    assert path.read_bytes() == before


def test_escape_and_the_steps_go_back_with_what_was_typed(start: StartWindow) -> None:
    start.kinds.choose("hospice")
    press(start.kinds.cards["hospice"], Qt.Key.Key_Return)
    assert start.names.legal_form() == "stichting", "what a hospice mostly is"
    start.names.box("name").control.setFocus()
    overwrite(start.names.box("name").control, "Hospice De Brug")
    press_here(Qt.Key.Key_Return)
    press_here(Qt.Key.Key_Escape)
    assert start.step == 1
    assert start.names.box("name").text() == "Hospice De Brug"
    click(start.rows[0])
    assert start.step == 0
    assert start.kinds.key() == "hospice"
    assert not start.rows[1].isEnabled(), "a step that is still to come"


def test_what_is_ready_follows_the_kind(start: StartWindow) -> None:
    def shown() -> str:
        texts = start.kinds.findChildren(type(start._note))
        return " ".join(label.text() for label in texts)

    for kind in KINDS:
        start.kinds.choose(kind)
        promised = prepared_for(kind, usual_form(kind))
        for name in (
            *(each.name for each in promised.kinds),
            *(each.name for each in promised.activities),
            *(SECTIONS[each] for each in promised.sections),
        ):
            assert name in shown(), (kind, name)
        assert all(SECTIONS[each] not in shown() for each in promised.left_out - {"members"})
    start.kinds.choose("hospice")
    start.kinds.set_legal_form("cooperatie-ua")
    assert "Personal" in shown(), "a cooperative has members, a foundation has none"


def test_cards_are_radio_buttons_with_a_name_and_a_description(start: StartWindow) -> None:
    card = QAccessible.queryAccessibleInterface(start.kinds.cards["hospice"])
    assert card.role() == QAccessible.Role.RadioButton
    assert card.text(QAccessible.Text.Name) == "Hospice"
    assert "last days" in card.text(QAccessible.Text.Description)
    start.kinds.choose("hospice")
    assert card.state().checked
    step = QAccessible.queryAccessibleInterface(start.rows[0])
    assert step.text(QAccessible.Text.Name) == "Step 1: Kind of cooperative, now"


def test_looking_around_makes_an_invented_cooperative_and_opens_it(
    start: StartWindow, program: Coopadmin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopadmin.app.EXAMPLE_MEMBERS", 12)
    monkeypatch.setattr("coopadmin.app.EXAMPLE_YEARS", 1)
    start.kinds.choose(LOOK_AROUND)
    assert start.next_button.text() == "Look around"
    press(start.kinds.cards[LOOK_AROUND], Qt.Key.Key_Return)
    assert not start.next_button.isEnabled(), "it is being made"
    qtbot.waitUntil(lambda: bool(program.files), timeout=PATIENCE_MS)
    assert program.files[0].example


def test_steps_are_skipped_with_the_usual(
    start: StartWindow, program: Coopadmin, tmp_path: Path
) -> None:
    press(start.kinds.cards["zorgcooperatie"], Qt.Key.Key_Return)
    overwrite(start.names.box("name").control, "Cooperatie De Brug U.A.")
    press_here(Qt.Key.Key_Return)
    overwrite(start.rules.rows.controls["amendment_convocation_days"].control, "3")
    press_here(Qt.Key.Key_Return)
    assert start.step == RULES, "the law asks seven days"
    skip_to_place(start)
    assert start.skipped == {RULES, YEAR, MEMBERS, STYLE}
    assert (
        QAccessible.queryAccessibleInterface(start.rows[RULES])
        .text(QAccessible.Text.Name)
        .endswith("skipped")
    )
    place(start, tmp_path / "brug.coop")
    press_here(Qt.Key.Key_Return)
    books = program.files[0].books
    statutes = books.ask(get_statutes, books.today())
    assert (statutes.amendment_convocation_days, statutes.checked) == (7, False)
    assert books.ask(list_tariffs) == [], "an example is not a tariff"


def test_closing_half_way_keeps_everything_for_the_next_time(
    start: StartWindow, program: Coopadmin, qtbot: QtBot
) -> None:
    start.kinds.choose("stadsdorp")
    press(start.kinds.cards["stadsdorp"], Qt.Key.Key_Return)
    overwrite(start.names.box("name").control, "Stadsdorp De Brug")
    press_here(Qt.Key.Key_Return)
    click(start.skip_button)
    overwrite(start.years.box("iban").control, "NL91")
    start.close()
    program.begin()
    again = program.start_window
    assert again is not None
    assert again is not start
    bring_up(qtbot, again, 1366, 688)
    assert again.step == YEAR
    assert again.kinds.key() == "stadsdorp"
    assert again.names.box("name").text() == "Stadsdorp De Brug"
    assert again.years.box("iban").text() == "NL91"
    assert again.skipped == {RULES}
    (message,) = again.messages.shown()
    assert message.sentence.startswith("You had begun")
    again.begin_anew()
    assert (again.step, again.names.box("name").text(), kept_beginning()) == (0, "", {})


def test_a_figure_of_before_the_founding_is_refused(start: StartWindow) -> None:
    press(start.kinds.cards["zorgcooperatie"], Qt.Key.Key_Return)
    overwrite(start.names.box("name").control, "Cooperatie De Brug U.A.")
    overwrite(start.names.box("founded_on").control, "1-5-2025")
    press_here(Qt.Key.Key_Return)
    click(start.skip_button)
    overwrite(start.years.box("hours-2").control, "100")
    press_here(Qt.Key.Key_Return)
    assert start.step == YEAR
    assert start.years.box("hours-2").under() == "In 2024 the cooperative was not there yet."


def test_a_logo_and_a_colour_that_can_be_read_are_chosen(
    start: StartWindow, tmp_path: Path
) -> None:
    chooser = start.style_step.chooser
    (tmp_path / "merk.png").write_bytes(b"no picture")
    start.style_step.take_logo(tmp_path / "merk.png")
    assert not start.style_step.draft()["logo"]
    Image.new("RGB", (60, 40), "#8A1C3B").save(tmp_path / "merk.png")
    start.style_step.take_logo(tmp_path / "merk.png")
    assert start.style_step.draft()["logo"] == str(tmp_path / "merk.png")
    start.stack.setCurrentIndex(STYLE)
    overwrite(chooser.box.control, "#FFCC00")
    start.style_step.submit()
    (message,) = chooser.messages.shown()
    assert "too pale" in message.sentence
    assert chooser.colour == "#0B5966", "the pale one is not taken"
    click(message.findChildren(Button)[0])
    assert not chooser.messages.shown()
    assert next(check_accent(chooser.colour), None) is None
    assert chooser.colour != "#0B5966"


def test_files_used_before_are_one_click_away(program: Coopadmin, path: Path, qtbot: QtBot) -> None:
    opened(path, "Beemdervelde", NOW.date())
    opened(path.with_name("weg.coop"))
    program.begin()
    assert program.start_window is not None
    used = program.start_window.used
    assert [row.name for row in used.rows] == ["weg", "Beemdervelde"]
    assert used.rows[1].note.text() == "beemdervelde · opened 3 Mar 2026"
    assert not used.rows[0].button.isEnabled()
    assert used.rows[0].note.text() == "weg · not found"
    assert used.rows[0].away_button is not None
    click(used.rows[0].away_button)
    assert program.recent() == (path,)
    click(used.rows[0].button)
    assert program.files[0].books.path == path


def test_another_language_keeps_what_was_typed(start: StartWindow, program: Coopadmin) -> None:
    start.kinds.choose("hospice")
    start.show_step(1)
    overwrite(start.names.box("name").control, "Cooperatie De Brug U.A.")
    program.speak("nl")
    assert start.next_button.text() == "Verder"
    assert start.names.box("name").text() == "Cooperatie De Brug U.A."
    assert start.kinds.key() == "hospice"


def test_there_is_room_for_two_columns_where_text_is_large(
    start: StartWindow, program: Coopadmin
) -> None:
    program.dress("light", 150)
    QApplication.processEvents()
    cards = list(start.kinds.cards.values())
    assert cards[0].y() == cards[1].y() != cards[2].y()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Zorgcoöperatie Beemdervelde U.A.", "Zorgcoöperatie Beemdervelde"),
        ("Coöperatie A/B: ‘De Brug’, w.a.", "Coöperatie A B ‘De Brug’"),
        ("  ..  ", "Coopadmin"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_file_is_named_after_the_cooperative(name: str, stem: str) -> None:
    assert file_name(name) == stem


def test_a_suggested_place_is_free(path: Path) -> None:
    assert free_path(path.parent, path.stem) == path.with_name("beemdervelde 2.coop")
