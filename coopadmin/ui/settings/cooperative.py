"""Settings of the legal person: its name, form, kind, seat and how to reach it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from coopadmin.cooperative.names import LEGAL_FORMS, check_name
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import KINDS, ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.fields import Section as Break
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Line
from coopadmin.ui.kit.page import Page
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _, month_name

PARTS: tuple[Part, ...] = (
    (
        Field(
            "legal_form",
            N_("Legal form"),
            Kind.CHOICE,
            width=270,
            choices=lambda: [Choice(key, _(label)) for key, label in LEGAL_FORMS.items()],
        ),
        Field(
            "kind",
            N_("Kind"),
            Kind.CHOICE,
            width=270,
            choices=lambda: [Choice(key, _(label)) for key, label in KINDS.items()],
        ),
    ),
    Field("name", N_("Name"), width=560, hint=N_("The whole name, as the statutes write it.")),
    (
        Field("town", N_("Town"), optional=True, width=270),
        Field("municipality", N_("Municipality"), optional=True, width=270),
    ),
    (
        Field("founded_on", N_("Founded on"), Kind.DATE, optional=True, width=270),
        Field(
            "chamber_number",
            N_("Number at the Chamber of Commerce"),
            optional=True,
            width=270,
            figures=True,
        ),
    ),
    Break(),
    (
        Field("email", N_("E-mail"), optional=True, width=270),
        Field("website", N_("Website"), optional=True, width=270),
    ),
    Field("iban", N_("IBAN"), optional=True, width=320, figures=True),
    Break(),
    (
        Field(
            "year_begins_in",
            N_("The book year begins in"),
            Kind.CHOICE,
            width=270,
            choices=lambda: [Choice(month, month_name(month)) for month in range(1, 13)],
        ),
        Field("attachment_megabytes", N_("Largest attachment (MB)"), Kind.NUMBER, width=270),
    ),
)


class CooperativeSection(Section):
    """One form; what is typed stays as a draft."""

    NOTE: ClassVar[str] = N_("This stands on letters, agendas and the annual report.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form = Form(PARTS, self._save, self.desk.today())
        self.form.cancelled.connect(self._show)
        line = self.form.box("name").control
        assert isinstance(line, Line)
        line.editingFinished.connect(self._check_name)
        self.form.edited.connect(self._edited)
        self.column.addWidget(self.form)
        self._accent = ""
        self._show()
        self.desk.keep_drafts(self.form, "settings", "cooperative")

    def reload(self) -> None:
        if not self.form.is_changed():
            self._show()

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Tab",), _("next field")), Hint(("Ctrl+S",), _("save")))

    def first_focus(self) -> QWidget:
        return self.form.box("name").control

    def _show(self) -> None:
        facts = self.desk.books.ask(get_cooperative)
        self._accent = facts.accent
        self.form.set_values(vars(facts))

    def _edited(self, name: str) -> None:
        if name == "legal_form":
            self._check_name()

    def _check_name(self) -> None:
        box = self.form.box("name")
        if not box.is_empty():
            problems = check_name(str(box.text()), str(self.form.box("legal_form").text()))
            box.show_problem(next(iter(problems), None))

    def _save(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> None:
        changed = ChangedCooperative(**{**values, "accent": self._accent})
        self.desk.books.do(change_cooperative, changed, answers=answers)
