"""The register of data breaches: each with its 72 hours, what was done, and whom it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, ClassVar

from coopadmin.privacy.facts import BreachRow
from coopadmin.privacy.queries import list_breaches
from coopadmin.privacy.rules import (
    DONE,
    NOT,
    OPEN,
    REPORTS,
    RISK,
    RISKS,
    TELLINGS,
    NewBreach,
)
from coopadmin.privacy.service import change_breach, record_breach
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.meetings.forms import time_field
from coopadmin.ui.members.personform import token_choices
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _, clock, count, date_short, language

DAY, TIME = 165, 110
LONG = 2000
JOB = "coopadmin.privacy.printing:print_breaches"


def _state(row: BreachRow) -> ChipLook:
    new = row.breach
    if new.report == OPEN:
        return ChipLook(_("To be decided"), "bad", "alert-triangle")
    if new.telling == OPEN:
        return ChipLook(_("Tell people?"), "warn", "alert-triangle")
    if new.report == DONE:
        return ChipLook(_("Reported"), "good", "check")
    return ChipLook(_("Not reported"), "plain")


def _first_line(row: BreachRow) -> str:
    return row.breach.what.splitlines()[0]


def _under(row: BreachRow) -> str:
    until = _("72 hours until {day}, {time}").format(
        day=date_short(row.report_before.date()), time=clock(row.report_before)
    )
    people = count(row.breach.number) if row.breach.number is not None else ""
    parts = (until if row.breach.report == OPEN else "", row.breach.people, people)
    return " · ".join(part for part in parts if part)


COLUMNS = (
    Column("what", N_("What happened"), _first_line, Look.NAME, 150, 1, under=_under),
    Column(
        "discovered",
        N_("Discovered"),
        lambda row: date_short(row.breach.discovered.date()),
        Look.DATE,
        96,
        value=lambda row: row.breach.discovered.date(),
    ),
    Column("state", N_("State"), look=Look.CHIP, width=132, chip=_state, drop=1),
)
_DECIDED = {
    "reported": ("report", DONE),
    "reported_at": ("report", DONE),
    "told_on": ("telling", DONE),
    "telling_reason": ("telling", NOT),
}


class BreachesPart(TableSection):
    """Breaches are never taken away: the register shows what was decided, and why."""

    KEY: ClassVar[str] = "privacy/breaches"

    def __init__(self, page: Page) -> None:
        super().__init__(page, COLUMNS, _("Data breaches"), _("New data breach"), two_lines=True)

    def reload(self) -> None:
        self.table.set_rows(self.desk.books.ask(list_breaches))
        self.show_again()

    def head_actions(self) -> Sequence[Action]:
        return (
            Action(_("Register as PDF"), self._print, "file-type-pdf"),
            *super().head_actions(),
        )

    def _print(self) -> None:
        make_paper(self.page, _("data breaches.pdf"), JOB, after=(language(),))

    def row_key(self, row: BreachRow) -> str:
        return str(row.number)

    def form_for(self, row: BreachRow | None) -> Form:
        title = _("New data breach")
        if row is not None:
            title = _("Data breach {number}").format(number=row.number)
        form = self.made(_parts(), lambda values, answers: self._save(row, values, answers), title)
        form.set_values(_values(None if row is None else row.breach, self.desk.books.clock()))
        return form

    def _save(
        self, row: BreachRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> None:
        new = _breach_of(values)
        if row is None:
            self.desk.books.do(record_breach, new, answers=answers)
        else:
            self.desk.books.do(change_breach, row.number, new, answers=answers)


def _when(name: str) -> Any:
    """Whether a field belongs to what was decided."""
    decision, token = _DECIDED[name]
    return lambda texts: texts.get(decision) == token


def _parts() -> tuple[Part, ...]:
    return (
        (
            Field("discovered", N_("Discovered on"), Kind.DATE, width=DAY),
            time_field("discovered_at", N_("Time"), TIME),
        ),
        Field("happened_on", N_("Happened on"), Kind.DATE, optional=True, width=DAY),
        Field("what", N_("What happened"), Kind.LONG, lines=3, longest=LONG),
        (
            Field(
                "people",
                N_("Whose data"),
                optional=True,
                longest=200,
                width=230,
                hint=N_("Groups, no names."),
            ),
            Field("number", N_("How many"), Kind.NUMBER, optional=True, width=110),
        ),
        Field(
            "held",
            N_("Which data"),
            optional=True,
            longest=400,
            hint=N_("Such as: names, addresses and IBANs."),
        ),
        Field("consequences", N_("Consequences"), Kind.LONG, optional=True, lines=2, longest=LONG),
        Field("measures", N_("Measures"), Kind.LONG, optional=True, lines=2, longest=LONG),
        Field("risk", N_("Risk"), Kind.CHOICE, choices=token_choices(RISKS)),
        Section(N_("Autoriteit Persoonsgegevens (AP)")),
        Field(
            "report",
            N_("Report to the AP"),
            Kind.CHOICE,
            choices=token_choices(REPORTS),
            hint=N_("Within 72 hours, unless no risk is to be expected (AVG 33)."),
        ),
        (
            Field(
                "reported",
                N_("Reported on"),
                Kind.DATE,
                width=DAY,
                shown_if=_when("reported"),
            ),
            replace(time_field("reported_at", N_("Time"), TIME), shown_if=_when("reported_at")),
        ),
        Field(
            "report_reason",
            N_("Reason"),
            Kind.LONG,
            optional=True,
            lines=2,
            longest=LONG,
            hint=N_("Why not reported, or why later than 72 hours."),
            shown_if=lambda texts: texts.get("report") != OPEN,
        ),
        Section(N_("The people concerned")),
        Field(
            "telling",
            N_("Telling the people concerned"),
            Kind.CHOICE,
            choices=token_choices(TELLINGS),
            hint=N_("At once where the risk is high (AVG 34)."),
        ),
        Field("told_on", N_("Told on"), Kind.DATE, width=DAY, shown_if=_when("told_on")),
        Field(
            "telling_reason",
            N_("Reason"),
            Kind.LONG,
            optional=True,
            lines=2,
            longest=LONG,
            shown_if=_when("telling_reason"),
        ),
    )


def _values(new: NewBreach | None, now: datetime) -> dict[str, Any]:
    if new is None:
        shown = {"discovered": now.date(), "discovered_at": f"{now:%H:%M}", "risk": RISK}
        return shown | {"report": OPEN, "telling": OPEN}
    values = dict(vars(new))
    for name in ("discovered", "reported"):
        moment = values[name]
        values[name] = None if moment is None else moment.date()
        values[f"{name}_at"] = "" if moment is None else f"{moment:%H:%M}"
    return values


def _breach_of(values: Mapping[str, Any]) -> NewBreach:
    """What was filled in; fields that were not shown are left out of `values`."""
    plain = {
        name: values.get(name) or ""
        for name in (
            "what people held consequences measures risk report report_reason telling"
            " telling_reason"
        ).split()
    }
    return NewBreach(
        discovered=_moment(values["discovered"], values["discovered_at"]),
        happened_on=values.get("happened_on"),
        number=values.get("number"),
        reported=_moment(values["reported"], values.get("reported_at"))
        if values.get("reported")
        else None,
        told_on=values.get("told_on"),
        **plain,
    )


def _moment(day: date, at: str | None) -> datetime:
    return datetime.combine(day, time.fromisoformat(at or "00:00"))
