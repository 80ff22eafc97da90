"""The form that erases somebody: what goes, what stays and until when, and a typed confirmation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coopadmin.desk.erase_plan import ErasurePlan, ErasureRow, plan_erasure
from coopadmin.desk.erasing import erase_person
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.members.queries import MemberRow
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.fields import Field
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import BAD, INFO, WARN, Message
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.labels import number_shown
from coopadmin.words import N_, _, count, date_long, language, say

ERASE = "erase"
LETTER_JOB = "coopadmin.desk.answering:save_erasing"


def erase_form(page: Page, row: MemberRow) -> Form:
    """What erasing a member does, and the field in which it is confirmed; gives the membership."""
    plan = plan_of(page, row.person_id)

    def erase(answers: Mapping[str, str]) -> int:
        page.desk.books.do(erase_person, row.person_id, answers=answers)
        return row.membership_id

    words = N_("Member number, as confirmation")
    form = confirmed_form(page, str(row.number), words, erase, plan.problems)
    form.set_title(_("Erase details"), f"{number_shown(row.number)} {row.name}")
    tell_plan(form, page, row.person_id, plan)
    return form


def confirmed_form(
    page: Page,
    confirmed: str,
    asked: str,
    erase: Callable[[Mapping[str, str]], object],
    problems: Sequence[Problem] = (),
) -> Form:
    """A form that erases only when `confirmed` was typed in it, and never with these problems."""

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        if problems:
            raise Refused(problems)
        if values["typed"].strip().lstrip("0") != confirmed:
            sentence = N_("Type {confirmed} to erase for good.")
            raise Refused([Problem("erase.typed", sentence, {"confirmed": confirmed}, "typed")])
        return erase(answers)

    hint = N_("Erasing cannot be undone, also not with a backup.")
    typed = Field("typed", asked, width=240, hint=hint)
    words = _("Erase for good")
    form = Form((typed,), save, page.desk.today(), _("Erase details"), words, "trash")
    form.set_values({"typed": ""})
    if problems:
        form.box("typed").hide()
    return form


def tell_plan(form: Form, page: Page, person_id: int, plan: ErasurePlan) -> None:
    """Above the field what goes and what stays, and a letter about it for the person."""
    widgets = [*_told(plan)]
    if not plan.problems:
        make = partial(_letter, page, person_id, plan.name)
        widgets.append(Button(_("Letter about it…"), make, SMALL, "file-type-pdf"))
    for place, widget in enumerate(widgets, 1):
        form.body.insertWidget(place, widget)


def plan_of(page: Page, person_id: int) -> ErasurePlan:
    return page.desk.books.ask(plan_erasure, person_id, page.desk.today())


def _told(plan: ErasurePlan) -> Sequence[QWidget]:
    if plan.problems:
        reasons = "\n".join(say(problem) for problem in plan.problems)
        return [Message(BAD, _("Erasing is not possible yet"), reasons)]
    until = max((term.until for term in plan.stays), default=None)
    parts: list[QWidget] = [
        Message(
            WARN,
            _("The name becomes “{label}”, for good").format(label=plan.label),
            _("What goes cannot come back: not with undo, and not with a backup."),
        ),
        Text(_("This goes"), Role.CARD),
        *(_line(f"{one.word}: {count(one.number)}") for one in plan.goes),
        Text(_("This stays"), Role.CARD),
        *(
            _line(
                _("Until {day}: {why} ({source})").format(
                    why=_(term.words), day=date_long(term.until), source=_(term.source)
                )
            )
            for term in plan.stays
        ),
    ]
    if until is not None:
        words = _(
            "Until {day} only the books know name, number and IBAN; no list shows them. Then the"
            " program proposes to erase these too."
        )
        parts.append(_line(words.format(day=date_long(until))))
    else:
        parts.append(_line(_("The year of birth, four digits of the postcode, and all figures.")))
    if plan.archive:
        named = _("The archive is not changed and names the person in: {places}.")
        parts.append(_line(named.format(places=", ".join(plan.archive))))
    return parts


def _line(words: str) -> Text:
    return Text(words, Role.BODY, wrap=True)


def _letter(page: Page, person_id: int, name: str) -> None:
    """What is erased and what stays, for the person; to be made before."""
    wanted = _("erasing {name}.pdf").format(name=name.replace("/", "-"))
    make_paper(page, wanted, LETTER_JOB, person_id, after=(language(),))


def erased_message(erased: ErasureRow) -> Message:
    """At somebody who was erased: since when, and what only the books still know."""
    title = _("Details erased on {day}").format(day=date_long(erased.erased_on))
    if erased.kept_until is None:
        return Message(INFO, title, _("Nothing names this person any more."))
    kept = " · ".join(part for part in (erased.name, erased.iban) if part)
    words = _("In the books until {day}: {kept}").format(
        day=date_long(erased.kept_until), kept=kept
    )
    return Message(INFO, title, words)
