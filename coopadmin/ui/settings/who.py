"""Settings of who works on this computer: the name beside everything that is changed here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from coopadmin.desk.queries import frame
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.fields import Field, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import Program
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _

PARTS: tuple[Part, ...] = (
    Field(
        "who",
        N_("At work on this computer"),
        width=360,
        hint=N_("It stands beside everything you change. It is no password."),
    ),
)


class WhoSection(Section):
    """A name to type, or one click on a name that is known."""

    NOTE: ClassVar[str] = N_(
        "Kept on this computer; everybody who opens the file sees the history."
    )

    def __init__(self, page: Page, program: Program) -> None:
        super().__init__(page)
        self._program = program
        self.form = Form(PARTS, self._save, self.desk.today(), save_text=_("To work"), cancel=False)
        self.column.addWidget(self.form)
        self.buttons: list[Button] = []
        self._names: tuple[str, ...] = ()

    def reload(self) -> None:
        if not self.form.is_changed():
            self.form.set_values({"who": self.desk.books.who})
        names = self.desk.books.ask(frame, self.desk.today()).names
        if names != self._names:
            self._names = names
            self._show_names()

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Enter",), _("to work")), Hint(("Tab",), _("next name")))

    def first_focus(self) -> QWidget:
        return self.form.box("who").control

    def _show_names(self) -> None:
        body = self.form.body
        for button in self.buttons:
            body.removeWidget(button)
            button.deleteLater()
        # Above the stretch that the form ends with.
        place = body.count() - 1
        if not self.buttons and self._names:
            body.insertWidget(place, Rule())
            title = Text(_("Officers, and who worked in this file before"), Role.LABEL)
            body.insertWidget(place + 1, title)
            place += 2
        self.buttons = [Button(name, changes=True) for name in self._names]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._take, button.text()))
            body.insertWidget(place + number, button)

    def _take(self, name: str, _on: bool = False) -> None:
        self.form.set_values({"who": name})
        self._program.work_as(name)

    def _save(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> None:
        name = " ".join(values["who"].split())
        if not name:
            raise Refused([Problem("who.empty", N_("Type a name first."), {}, "who")])
        self._program.work_as(name)
