"""The smaller parts: said to a screen reader, worked by keyboard, calm in their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.kernel.problem import Problem, question
from coopadmin.ui.kit.busy import EmptyState, FileDrop, ProgressBar, ProgressRow
from coopadmin.ui.kit.buttons import Action, Button, IconButton, MenuButton
from coopadmin.ui.kit.choices import Filters, Option, Segmented, Tabs
from coopadmin.ui.kit.figures import Bar, ChartCard, KeyFigure
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.header import PageHeader
from coopadmin.ui.kit.hints import Hint, KeyHints
from coopadmin.ui.kit.inputs import CheckBox, Choice, Combo, Search
from coopadmin.ui.kit.message import BAD, INFO, WARN, Message, Messages
from coopadmin.ui.kit.text import Chip, Elided, Facts, Text
from coopadmin.ui.kit.worker import Task
from tests.ui.gallery import parts
from tests.ui.hands import bring_up, click, press, press_here, write

OPTIONS = [Option("a", "Week"), Option("b", "Month", 12), Option("c", "Year")]


def said(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def nothing() -> None:
    """What the buttons here do."""


class Windows(QObject):
    """Which windows were shown, for parts that must never open one."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_making_parts_never_flashes_a_window(dressed: QApplication, qtbot: QtBot) -> None:
    """A part that is shown before it has a parent is a window, and takes the keyboard along."""
    windows = Windows()
    dressed.installEventFilter(windows)
    sheet, _focused = parts()
    qtbot.addWidget(sheet)
    dressed.removeEventFilter(windows)
    assert windows.shown == []


def test_a_button_that_cannot_work_now_says_why() -> None:
    button = Button("Adopt", nothing, why_not="The year is closed.")
    assert not button.isEnabled()
    assert (button.toolTip(), said(button, QAccessible.Text.Description)) == (
        "The year is closed.",
        "The year is closed.",
    )
    button.refuse("")
    assert button.isEnabled()


def test_a_button_with_only_an_icon_has_a_name() -> None:
    button = IconButton("x", "Close this message", nothing)
    assert (said(button), role(button)) == ("Close this message", QAccessible.Role.Button)


def test_one_segment_is_always_on_and_arrows_choose(qtbot: QtBot) -> None:
    switch = Segmented(OPTIONS, "View")
    qtbot.addWidget(switch)
    bring_up(qtbot, switch)
    chosen: list[str] = []
    switch.chosen.connect(chosen.append)
    assert switch.key() == "a"
    switch.findChildren(QWidget)[0].setFocus()
    press_here(Qt.Key.Key_Right)
    press_here(Qt.Key.Key_Right)
    assert chosen == ["b", "c"]
    states = [role(child) for child in switch.children() if isinstance(child, QWidget)]
    assert set(states) == {QAccessible.Role.RadioButton}
    assert switch.key() == "c"


def test_filters_count_and_can_all_be_off(qtbot: QtBot) -> None:
    filters = Filters(OPTIONS)
    qtbot.addWidget(filters)
    filters.show()
    changed: list[tuple[str, ...]] = []
    filters.changed.connect(changed.append)
    buttons = [child for child in filters.children() if isinstance(child, QWidget)]
    for button in (buttons[1], buttons[2], buttons[1]):
        click(button)
    assert changed == [("b",), ("b", "c"), ("c",)]
    assert (said(buttons[1]), role(buttons[1])) == ("Month 12", QAccessible.Role.CheckBox)
    filters.set_options([Option("a", "Week"), Option("b", "Month", 13), Option("c", "Year")])
    assert (filters.keys(), said(buttons[1])) == (("c",), "Month 13"), "counts change, choices stay"


def test_exclusive_filters_go_off_again(qtbot: QtBot) -> None:
    filters = Filters(OPTIONS, exclusive=True)
    qtbot.addWidget(filters)
    filters.show()
    first, second = (child for child in filters.children()[1:3] if isinstance(child, QWidget))
    click(first)
    click(second)
    assert filters.keys() == ("b",)
    click(second)
    assert filters.keys() == ()


def test_tabs_tell_which_side_is_up(qtbot: QtBot) -> None:
    tabs = Tabs(OPTIONS, "Member")
    qtbot.addWidget(tabs)
    tabs.show()
    with qtbot.waitSignal(tabs.chosen) as caught:
        click([child for child in tabs.children() if isinstance(child, QWidget)][1])
    assert (caught.args, tabs.key()) == (["b"], "b")


def test_search_waits_for_a_pause_and_escape_clears(qtbot: QtBot) -> None:
    search = Search("Name or number")
    qtbot.addWidget(search)
    bring_up(qtbot, search, 300, 40)
    heard: list[str] = []
    search.searched.connect(heard.append)
    write(search, "berg")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["berg"])
    write(search, "s")
    with qtbot.waitSignal(search.go_down):
        press(search, Qt.Key.Key_Down)
    assert heard == ["berg", "bergs"], "going into the list does not wait"
    press(search, Qt.Key.Key_Escape)
    assert heard[-1] == ""


def test_a_choice_keeps_its_value_when_choices_change() -> None:
    combo = Combo([Choice(1 << 40, "One"), Choice(2, "Two")])
    assert combo.value() is None
    combo.set_value(1 << 40)
    combo.set_choices([Choice(2, "Two"), Choice(1 << 40, "One")])
    assert (combo.value(), combo.currentText()) == (1 << 40, "One")
    combo.set_choices([Choice(2, "Two")])
    assert combo.value() is None


def test_the_words_of_a_check_box_toggle_it(qtbot: QtBot) -> None:
    box = CheckBox("Convocation by e-mail")
    qtbot.addWidget(box)
    box.show()
    click(box, box.rect().center())
    assert box.isChecked()
    assert role(box) == QAccessible.Role.CheckBox


def test_a_message_says_its_tone_and_has_at_most_two_actions(qtbot: QtBot) -> None:
    message = Message(WARN, "The term is short.", "Send it before 13 March.", [], closable=True)
    qtbot.addWidget(message)
    assert said(message) == "Attention: The term is short. Send it before 13 March."
    with pytest.raises(ValueError, match="at most two"):
        Message(INFO, "x", actions=[Action("y", nothing)] * 3)


def test_in_a_narrow_panel_the_buttons_of_a_message_stand_below_its_words(qtbot: QtBot) -> None:
    sentence = "Of C2026-0011 twenty euros is open, and ninety would be paid. Is it that much?"
    ways = [Action("It is right, save", nothing), Action("Make it twenty euros", nothing)]
    holder, message = QWidget(), Message(WARN, sentence, "", ways)
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(message)
    column.addStretch(1)
    holder.show()
    (words,) = (label for label in message.findChildren(Text) if label.text())
    for width, beside in ((700, True), (300, False), (700, True)):
        holder.resize(width, 400)
        qtbot.waitUntil(lambda wide=width: message.width() == wide)  # type: ignore[misc]
        qtbot.wait(1)
        first, second = message.buttons
        assert (first.geometry().left() > words.geometry().right()) is beside
        assert (first.geometry().top() > words.geometry().bottom()) is not beside
        assert (second.geometry().top() > first.geometry().bottom()) is not beside
        assert words.geometry().height() >= words.heightForWidth(words.width())


def test_messages_take_no_room_when_there_are_none(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    messages = Messages()
    column.addWidget(messages)
    holder.show()
    messages.show_problems(
        [Problem("a", "One is {name}.", {"name": "wrong"}), question("b", "Two?")]
    )
    shown = messages.shown()
    assert [(message.tone, message.sentence) for message in shown] == [
        (BAD, "One is wrong."),
        (WARN, "Two?"),
    ]
    assert messages.isVisible()
    messages.take_away(shown[0])
    click(shown[1].findChildren(IconButton)[0])
    assert (messages.shown(), messages.isVisible()) == ((), False)


def test_a_header_keeps_the_primary_action_and_folds_the_others(qtbot: QtBot) -> None:
    header = PageHeader(
        "Members",
        "318 members",
        [
            Action("New member", nothing, primary=True),
            Action("Export", nothing),
            Action("Import", nothing),
        ],
    )
    qtbot.addWidget(header)
    header.resize(900, 60)
    header.show()

    def shown() -> list[str]:
        return [
            button.text()
            for button in header.findChildren(Button)
            if button.isVisible() and not button.isHidden()
        ]

    assert shown() == ["Export", "Import", "New member"], "the primary one stands last"
    header.resize(430, 60)
    assert shown() == ["More", "New member"]
    menu = header.findChildren(MenuButton)[0].menu_of_actions
    assert [action.text() for action in menu.actions()] == ["Export", "Import"]
    with pytest.raises(ValueError, match="one primary"):
        header.set_actions([Action("A", nothing, primary=True), Action("B", nothing, primary=True)])


def test_long_words_are_shortened_with_the_whole_in_the_tooltip(qtbot: QtBot) -> None:
    words = Elided("Arbeidsongeschiktheidsverzekeringsmaatschappij")
    qtbot.addWidget(words)
    words.resize(120, 20)
    words.grab()
    assert words.toolTip() == words.text()
    words.resize(600, 20)
    words.grab()
    assert words.toolTip() == ""


def test_facts_leave_out_what_is_empty_and_are_read_as_pairs(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.set_facts([("Address", "Dorpsstraat 7"), ("E-mail", ""), ("Phone", "06")])
    facts.set_facts([("Address", "Molenweg 3"), ("E-mail", ""), ("Phone", "06")])
    names = [said(child) for child in facts.children() if isinstance(child, QWidget)]
    assert [name for name in names if ":" in name] == ["Address: Molenweg 3", "Phone: 06"]


def test_a_key_figure_is_a_button_that_reads_whole(qtbot: QtBot) -> None:
    figure = KeyFigure("Members", "318", "+6 since 1 January", "users")
    qtbot.addWidget(figure)
    assert (said(figure), role(figure)) == (
        "Members: 318. +6 since 1 January",
        QAccessible.Role.Button,
    )
    figure.show()
    with qtbot.waitSignal(figure.clicked):
        click(figure)


def test_a_chart_reads_its_figures_and_turns_into_a_table(qtbot: QtBot) -> None:
    card = ChartCard("Hours")
    qtbot.addWidget(card)
    card.resize(400, 260)
    card.set_bars([Bar("Jan", 610, "610", 600, "600"), Bar("Feb", 688, "688")], 1)
    bring_up(qtbot, card)
    assert said(card.chart, QAccessible.Text.Description) == "Jan 610 (600); Feb 688"
    switch = next(button for button in card.findChildren(Button) if button.text() == "As table")
    click(switch)
    assert not card.chart.isVisible()
    assert switch.text() == "As chart"


def test_an_empty_state_offers_the_first_step(qtbot: QtBot) -> None:
    done: list[int] = []
    empty = EmptyState(
        "No members yet", "Import a list.", [Action("Import", lambda: done.append(1))]
    )
    qtbot.addWidget(empty)
    empty.show()
    click(empty.buttons[0])
    assert (done, said(empty)) == ([1], "No members yet. Import a list.")


def test_progress_is_shown_until_it_ends_and_can_be_stopped(qtbot: QtBot) -> None:
    row = ProgressRow()
    qtbot.addWidget(row)
    task = Task(nothing, "", "Reading the file")
    row.follow(task)
    task.progress.emit(143, 231)
    assert said(row.findChildren(ProgressBar)[0]) == "143 of 231"
    click(row.findChildren(Button)[0])
    assert (task.cancelled, row.isVisible()) == (True, False)


def test_hints_are_read_with_their_keys(qtbot: QtBot) -> None:
    hints = KeyHints()
    qtbot.addWidget(hints)
    hints.set_hints([Hint(("Up", "Down"), "walk"), Hint(("Ctrl+N",), "new member")])
    assert said(hints) == "arrow up arrow down: walk, Ctrl+N: new member"
    whole = hints.sizeHint().width()
    hints.resize(whole, hints.sizeHint().height())
    assert len(hints.fitting()) == 2
    hints.resize(whole - 1, hints.height())
    assert [hint.word for hint in hints.fitting()] == ["walk"], "whole or not at all"
    hints.most = 1
    assert hints.sizeHint().width() < whole


def test_a_chip_says_its_word() -> None:
    assert said(Chip("Paid", "good", "circle-check")) == "Paid"


def test_only_files_of_a_known_kind_can_be_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    place = FileDrop("Drop a list here", "Choose a file", "Lists (*.csv)", [".csv", ".xlsx"])
    qtbot.addWidget(place)
    taken: list[Path] = []
    place.chosen.connect(taken.append)
    for name in ("photo.jpg", "members.CSV"):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        place.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                mime,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    assert taken == [tmp_path / "members.CSV"]


def test_the_ring_follows_the_focus_and_stays_clear_of_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.setContentsMargins(20, 20, 20, 20)
    first, second = Button("One", nothing), Button("Two", nothing)
    row.addWidget(first)
    row.addWidget(second)
    ring = FocusRing(window)
    bring_up(qtbot, window)
    for button in (first, second):
        button.setFocus()
        assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
        assert ring.isVisible()
    second.setProperty("own_focus", True)
    first.setFocus()
    second.setFocus()
    assert not ring.isVisible(), "a table draws its own"
    first.setFocus()
    first.hide()
    assert not ring.isVisible()
