"""The steps of beginning a file that are forms: name and details, book year, contributions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.annual.rules import (
    CHARGED,
    HOURS,
    MEMBERS,
    VOLUNTEERS,
    NewEarlierFigure,
    read_figure,
)
from coopadmin.cooperative.names import LEGAL_FORMS, check_name, usual_form
from coopadmin.cooperative.rules import NewCooperative, check_new_cooperative
from coopadmin.desk.beginning import Prepared, years_before
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice, Line
from coopadmin.ui.start.cards import CARDS
from coopadmin.words import N_, _, money, month_name


def _months() -> list[Choice]:
    return [Choice(month, month_name(month)) for month in range(1, 13)]


NAME_PARTS: tuple[Part, ...] = (
    Field(
        "legal_form",
        N_("Legal form"),
        Kind.CHOICE,
        width=320,
        choices=lambda: [Choice(key, _(label)) for key, label in LEGAL_FORMS.items()],
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
)


class NameStep(Form):
    """The legal person; its name is checked by BW 2:54 as soon as it is left."""

    form_chosen = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__(NAME_PARTS, self._checked, today, cancel=False)
        self._day = today
        self.kind = CARDS[0].key
        self.show_footer(False)
        self._form_by_hand = False
        self.set_values({"legal_form": usual_form(self.kind)})
        line = self.box("name").control
        assert isinstance(line, Line)
        line.editingFinished.connect(self._check_name)
        self.edited.connect(self._form_chosen)

    def set_kind(self, kind: str) -> None:
        """The usual legal form of this kind, unless somebody chose one."""
        self.kind = kind
        if not self._form_by_hand:
            self.box("legal_form").set_value(usual_form(kind))

    def legal_form(self) -> str:
        return str(self.box("legal_form").text())

    def draft(self) -> dict[str, Any]:
        by_hand = getattr(self, "_form_by_hand", False)
        return {**super().draft(), "by_hand": by_hand}

    def restore(self, kept: Mapping[str, Any]) -> None:
        super().restore(kept)
        self._form_by_hand = bool(kept.get("by_hand"))

    def _checked(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> NewCooperative:
        wanted = NewCooperative(kind=self.kind, **values)
        problems = list(check_new_cooperative(wanted, self._day))
        if problems:
            raise Refused(problems)
        return wanted

    def _form_chosen(self, name: str) -> None:
        if name == "legal_form":
            self._form_by_hand = True
            self._check_name()
            self.form_chosen.emit(self.legal_form())

    def _check_name(self) -> None:
        if self.box("name").is_empty():
            return
        problems = check_name(str(self.box("name").text()), str(self.box("legal_form").text()))
        self.box("name").show_problem(next(iter(problems), None))


def _figure(code: str, back: int, label: str) -> Field:
    return Field(
        f"{code}-{back}",
        label,
        optional=True,
        width=170,
        figures=True,
        parse=partial(read_figure, code),
    )


# The members of last year follow from the register itself.
FIGURES = (
    (HOURS, 1, N_("Hours last year")),
    (VOLUNTEERS, 1, N_("Volunteers last year")),
    (CHARGED, 1, N_("Contributions last year")),
    (MEMBERS, 2, N_("Members the year before")),
    (HOURS, 2, N_("Hours the year before")),
    (VOLUNTEERS, 2, N_("Volunteers the year before")),
    (CHARGED, 2, N_("Contributions the year before")),
)
YEAR_PARTS: tuple[Part, ...] = (
    (
        Field(
            "year_begins_in",
            N_("The book year begins in"),
            Kind.CHOICE,
            width=270,
            choices=_months,
            hint=N_("January for nearly everybody."),
        ),
        Field(
            "first_year_until",
            N_("Last day of the first book year"),
            Kind.DATE,
            optional=True,
            width=270,
            hint=N_("Only where that year, from the day of founding, was short or long."),
        ),
    ),
    Field(
        "iban",
        N_("IBAN of the cooperative"),
        optional=True,
        width=320,
        figures=True,
        hint=N_("Stands on what members have to pay."),
    ),
    Section(
        N_("Figures of earlier years"),
        N_("From your own reports, to compare with. Every report marks them as typed in."),
    ),
    tuple(_figure(*each) for each in FIGURES[:3]),
    tuple(_figure(*each) for each in FIGURES[3:]),
)


class YearStep(Form):
    """Book year, account, and figures of before the file; all of it can be left for later."""

    def __init__(self, today: date) -> None:
        super().__init__(YEAR_PARTS, self._checked, today, cancel=False)
        self._day = today
        self.named: NewCooperative | None = None
        self.show_footer(False)
        self.forget()

    def forget(self) -> None:
        """As it is when the step is skipped."""
        self.set_values(dict.fromkeys(self.draft()) | {"year_begins_in": 1, "iban": ""})

    def _checked(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> dict[str, Any]:
        assert self.named is not None
        told = {"year_begins_in": values["year_begins_in"], "iban": values["iban"]}
        until = values["first_year_until"]
        whole = NewCooperative(**{**vars(self.named), **told})
        problems = list(check_new_cooperative(whole, self._day))
        founded = self.named.founded_on
        if until is not None and founded is None:
            sentence = N_("Fill in the day of founding too, at the name.")
            problems.append(Problem("start.no_founding", sentence, {}, "first_year_until"))
        years, wrong = years_before(whole, until, self._day)
        problems += wrong
        figures = []
        for code, back, _label in FIGURES:
            value = values[f"{code}-{back}"]
            if value is None:
                continue
            year = years[back - 1]
            if founded is not None and year.last < founded:
                sentence = N_("In {year} the cooperative was not there yet.")
                problems.append(
                    Problem("start.too_old", sentence, {"year": year.label}, f"{code}-{back}")
                )
            figures.append(NewEarlierFigure(year.label, code, value))
        if problems:
            raise Refused(problems)
        return {**told, "first_year_until": until, "figures": tuple(figures)}


READ_LIST = "read_list"


class MembersStep(QWidget):
    """What each kind of membership costs a year, and whether a list is read afterwards."""

    saved = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._day = today
        self._prepared: Prepared | None = None
        self._typed: dict[str, Any] = {}
        self.form: Form | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def prepare(self, prepared: Prepared) -> None:
        """Fields for these kinds of membership; what was typed for the same ones stays."""
        if prepared == self._prepared:
            return
        self._typed = self.draft()
        self._prepared = prepared
        parts: list[Part] = [
            *(
                Field(
                    kind.key,
                    kind.name,
                    Kind.MONEY,
                    optional=True,
                    width=200,
                    placeholder=_("for example {amount}").format(amount=money(example)),
                )
                for kind, example in zip(prepared.kinds, prepared.examples, strict=True)
            ),
            Section(),
            Field(READ_LIST, N_("Read a list of members as soon as the file is made"), Kind.CHECK),
        ]
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = Form(parts, self._checked, self._day, cancel=False)
        self.form.show_footer(False)
        self.form.saved.connect(self.saved.emit)
        self._column.addWidget(self.form)
        self.forget()
        self.form.restore(self._typed)

    def forget(self) -> None:
        """As it is when the step is skipped: no tariffs, which nobody but the members decides."""
        if self.form is not None:
            self.form.set_values({READ_LIST: True})

    def draft(self) -> dict[str, Any]:
        """What was typed for these kinds, and before for others."""
        return {**self._typed, **(self.form.draft() if self.form is not None else {})}

    def restore(self, kept: Mapping[str, Any]) -> None:
        self._typed = dict(kept)
        if self.form is not None:
            self.form.restore(kept)

    def submit(self) -> None:
        if self.form is not None:
            self.form.submit()

    def focus_first(self) -> None:
        if self.form is not None:
            self.form.focus_first()

    def _checked(self, values: Mapping[str, Any], _answers: Mapping[str, str]) -> dict[str, Any]:
        assert self._prepared is not None
        amounts = tuple(values[kind.key] for kind in self._prepared.kinds)
        for kind, amount in zip(self._prepared.kinds, amounts, strict=True):
            if amount is not None and amount.cents < 0:
                sentence = N_("A tariff cannot be less than nothing. Fill in 0 for free of charge.")
                raise Refused([Problem("contributions.negative", sentence, {}, kind.key)])
        return {"amounts": amounts, READ_LIST: values[READ_LIST]}
