"""Forms: read on leaving, all problems at once, questions answered, drafts kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from coopadmin.kernel.duration import Duration
from coopadmin.kernel.iban import parse_iban, shown_iban
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Problem, Refused, question
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form, field_names
from coopadmin.ui.kit.inputs import Choice
from tests.ui.hands import CTRL, bring_up, click, overwrite, press, write

TODAY = date(2026, 3, 3)
PARTS: tuple[Part, ...] = (
    (Field("first", "First name", width=150), Field("surname", "Surname", width=200)),
    Field("since", "Member since", Kind.DATE, width=180, hint="Type 12-3, +7 or today."),
    Section("Money", "What is paid."),
    Field("amount", "Amount", Kind.MONEY, optional=True, width=150),
    Field("length", "Hours", Kind.DURATION, optional=True, width=150),
    Field("people", "People", Kind.NUMBER, optional=True, width=150),
    Field("iban", "IBAN", optional=True, parse=parse_iban, reading=shown_iban, figures=True),
    Field(
        "kind",
        "Kind",
        Kind.CHOICE,
        choices=lambda: (Choice(None, "Choose"), Choice(7, "Personal"), Choice(8, "Household")),
    ),
    Field("cover", "Covered", optional=True, shown_if=lambda raw: raw["kind"] == 8),
    Field("mail", "By e-mail", Kind.CHECK),
    Field("note", "Note", Kind.LONG, optional=True, longest=20),
)
GOOD = {"first": "Geertje", "surname": "Bergsma", "since": date(2017, 3, 1), "kind": 7}


class Saving:
    """What the form asked to be saved, and what it is answered."""

    def __init__(self) -> None:
        self.saved: list[tuple[dict[str, Any], dict[str, str]]] = []
        self.problems: list[Problem] = []

    def __call__(self, values: dict[str, Any], answers: Mapping[str, str]) -> object:
        standing = [problem for problem in self.problems if problem.code not in answers]
        if standing:
            raise Refused(standing)
        self.saved.append((values, dict(answers)))
        return values["surname"]


@pytest.fixture
def saving() -> Saving:
    return Saving()


Make = Callable[..., Form]


@pytest.fixture
def make_form(qtbot: QtBot, saving: Saving) -> Make:
    def made(values: Mapping[str, Any] = GOOD, parts: Sequence[Part] = PARTS) -> Form:
        form = Form(parts, saving, TODAY, "Edit member")
        qtbot.addWidget(form)
        form.set_values(values)
        form.resize(500, 900)
        bring_up(qtbot, form)
        form.focus_first()
        return form

    return made


def code(box: FieldBox) -> str:
    """What is wrong with a field; nothing when it is good."""
    return box.problem.code if box.problem is not None else ""


def type_into(box: FieldBox, text: str) -> None:
    overwrite(box.control, text)


@pytest.mark.parametrize(
    ("name", "typed", "value", "under"),
    [
        ("since", "12-3-26", date(2026, 3, 12), "Becomes 12 March 2026. Type 12-3, +7 or today."),
        ("since", "+7", date(2026, 3, 10), "Becomes 10 March 2026. Type 12-3, +7 or today."),
        ("amount", "1234,5", Money(123450), "Becomes €\u00a01,234.50."),
        ("length", "2u30", Duration(150), "Becomes 2.5 hours."),
        ("people", "1.200", 1200, ""),
        ("iban", "nl91abna0417164300", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        ("note", '<b>&"', '<b>&"', ""),
    ],
)
def test_what_is_typed_becomes_a_value_and_is_read_back(
    make_form: Make, qtbot: QtBot, name: str, typed: str, value: object, under: str
) -> None:
    form = make_form()
    type_into(form.box(name), typed)
    assert form.box(name).value() == value
    assert form.box(name).under() == under


def test_values_come_back_as_they_were_set(make_form: Make, saving: Saving) -> None:
    given = GOOD | {
        "amount": Money(-123450),
        "length": Duration(140),
        "people": 3,
        "iban": "NL91ABNA0417164300",
        "mail": True,
        "note": "one\ntwo",
    }
    form = make_form(given)
    assert not form.is_changed()
    form.submit()
    assert saving.saved == [(given, {})], "a field that is not shown has no value"


def test_empty_optional_fields_are_none_or_no_text(make_form: Make, saving: Saving) -> None:
    make_form().submit()
    ((values, _answers),) = saving.saved
    assert {name: values[name] for name in ("amount", "iban", "note", "mail")} == {
        "amount": None,
        "iban": None,
        "note": "",
        "mail": False,
    }


def test_a_field_is_judged_on_leaving_it_and_not_while_typing(
    make_form: Make,
) -> None:
    form = make_form()
    box = form.box("since")
    type_into(box, "30-2")
    assert code(box) == ""
    press(box.control, Qt.Key.Key_Tab)
    assert code(box) == "date.wrong"
    assert "30-2" in box.under()
    assert box.control.property("wrong") is True
    type_into(box, "28-2")
    assert code(box) == "", "good text takes the error away at once"
    assert box.control.property("wrong") is False


def test_an_empty_field_is_wrong_only_when_the_form_is_saved(
    make_form: Make, qtbot: QtBot, saving: Saving
) -> None:
    form = make_form({})
    press(form.box("first").control, Qt.Key.Key_Tab)
    assert form.box("first").problem is None
    form.submit()
    wrong = [name for name in field_names(PARTS) if form.box(name).problem is not None]
    assert wrong == ["first", "surname", "since", "kind"]
    assert form.box("first").control.hasFocus()
    assert saving.saved == []


def test_problems_of_the_service_stand_beside_their_fields_and_the_others_above(
    make_form: Make, saving: Saving, qtbot: QtBot
) -> None:
    form = make_form()
    saving.problems = [
        Problem("member.early", "Begin later than {day}.", {"day": date(2016, 1, 1)}, "since"),
        Problem("year.closed", "The year is closed."),
        Problem("cover.none", "Nobody is covered.", field="cover"),
    ]
    press(form.box("first").control, Qt.Key.Key_S, CTRL)
    assert form.box("since").under() == "Begin later than 1 January 2016."
    said = [message.sentence for message in form.messages.shown()]
    assert said == ["The year is closed.", "Nobody is covered."], "a hidden field says nothing"
    assert form.box("since").control.hasFocus()
    reader = QAccessible.queryAccessibleInterface(form.box("since").control)
    assert reader.text(QAccessible.Text.Name) == "Member since"
    assert reader.text(QAccessible.Text.Description) == "Begin later than 1 January 2016."


def test_f8_walks_around_the_problems(make_form: Make, qtbot: QtBot, saving: Saving) -> None:
    form = make_form()
    saving.problems = [
        Problem("a", "First.", field="surname"),
        Problem("b", "Second.", field="amount"),
    ]
    form.submit()
    visited = []
    for _step in range(3):
        visited.append(next(n for n in field_names(PARTS) if form.box(n).control.hasFocus()))
        press(form.box(visited[-1]).control, Qt.Key.Key_F8)
    assert visited == ["surname", "amount", "surname"]


def test_a_question_is_saved_only_with_an_answer_for_each(
    make_form: Make, saving: Saving, qtbot: QtBot
) -> None:
    form = make_form()
    saving.problems = [
        question("hours.many", "More hours than likely.", field="length"),
        question("date.far", "That is long ago."),
    ]
    form.submit()
    assert form.box("length").under() == "More hours than likely."
    assert form.box("length").control.property("wrong") is not True
    first, second = form.messages.shown()
    assert first.buttons[0].hasFocus()
    click(first.buttons[0])
    assert saving.saved == []
    with qtbot.waitSignal(form.saved):
        click(second.buttons[0])
    assert saving.saved[0][1] == {"hours.many": "It is right", "date.far": "It is right"}
    assert form.messages.shown() == ()


def test_an_answer_counts_for_what_was_asked_and_not_for_other_values(
    make_form: Make, saving: Saving, qtbot: QtBot
) -> None:
    form = make_form()
    saving.problems = [question("one", "One?"), question("two", "Two?")]
    form.submit()
    form.messages.shown()[0].buttons[0].click()
    type_into(form.box("first"), "Anna")
    form.submit()
    assert len(form.messages.shown()) == 2


def test_a_draft_is_told_at_most_twice_a_second_and_on_leaving(
    make_form: Make, qtbot: QtBot
) -> None:
    form = make_form()
    told: list[dict[str, Any]] = []
    form.drafted.connect(told.append)
    type_into(form.box("first"), "Anneke Maria")
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1, timeout=1500)
    write(form.box("first").control, "!")
    press(form.box("first").control, Qt.Key.Key_Tab)
    assert [draft["first"] for draft in told] == ["Anneke Maria", "Anneke Maria!"]


def test_a_draft_brings_back_unreadable_text_and_choices(make_form: Make, qtbot: QtBot) -> None:
    form = make_form()
    type_into(form.box("since"), "30-2")
    form.box("kind").control.setCurrentIndex(2)  # type: ignore[union-attr]
    form.box("mail").control.click()  # type: ignore[union-attr]
    again = make_form()
    again.restore(form.draft())
    assert again.is_changed()
    assert again.box("since").text() == "30-2"
    assert (again.box("kind").text(), again.box("mail").text()) == (8, True)
    assert again.box("cover").isVisible()


def test_a_field_comes_and_goes_with_another(make_form: Make) -> None:
    form = make_form()
    assert not form.box("cover").isVisible()
    form.box("kind").control.setCurrentIndex(2)  # type: ignore[union-attr]
    assert form.box("cover").isVisible()


def test_escape_cancels_and_saving_ends_the_change(make_form: Make, qtbot: QtBot) -> None:
    form = make_form()
    type_into(form.box("first"), "Anna")
    assert form.is_changed()
    form.submit()
    assert not form.is_changed()
    with qtbot.waitSignal(form.cancelled):
        press(form.box("first").control, Qt.Key.Key_Escape)


def test_too_long_a_text_is_refused_with_its_limit(make_form: Make, qtbot: QtBot) -> None:
    form = make_form()
    type_into(form.box("note"), "longer than twenty signs")
    form.box("first").control.setFocus()
    assert form.box("note").under() == "This is longer than 20 characters. Make it shorter."


def test_two_fields_of_one_name_are_a_mistake_of_the_maker(saving: Saving) -> None:
    with pytest.raises(ValueError, match="two fields"):
        Form((Field("a", "A"), Field("a", "B")), saving, TODAY)
