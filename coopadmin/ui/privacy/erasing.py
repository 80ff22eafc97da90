"""Who can be erased: the yearly proposal with its reasons, confirmed by the board at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from coopadmin.desk.erase_facts import list_proposed
from coopadmin.desk.erase_rules import CONTACT, STEPS, Standing, step_for, terms_of
from coopadmin.desk.erasing import erase_people
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import INFO, WARN, Message
from coopadmin.ui.kit.page import Page
from coopadmin.ui.members.erasing import confirmed_form, plan_of, tell_plan
from coopadmin.ui.members.labels import number_shown
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _, count, date_short, ngettext

NAMED = 6


@dataclass(frozen=True)
class Proposed:
    """One line: who, how far erasing goes today, and until when the name stays then."""

    standing: Standing
    step: str
    until: date | None

    @property
    def id(self) -> int:
        return self.standing.person_id


def _why(row: Proposed) -> str:
    if row.standing.step == CONTACT:
        return _("The last term of law has ended")
    if row.standing.ended is None:
        return _("Not a member")
    return _("Left on {day}").format(day=date_short(row.standing.ended))


def _number(row: Proposed) -> str:
    return ", ".join(map(number_shown, row.standing.numbers))


COLUMNS = (
    Column("who", N_("Who"), lambda row: row.standing.name, Look.NAME, 180, 1, under=_number),
    Column("why", N_("Why"), _why, Look.TEXT, 170, 1, drop=1),
    Column(
        "until",
        N_("The name stays until"),
        lambda row: date_short(row.until) if row.until else "",
        Look.DATE,
        150,
        drop=2,
    ),
    Column(
        "step",
        N_("How far"),
        look=Look.CHIP,
        width=170,
        chip=lambda row: ChipLook(_(STEPS[row.step]), "info" if row.until else "warn"),
    ),
)


class ErasingPart(TableSection):
    """Nobody is erased by itself: the board looks, and types how many it erases."""

    KEY: ClassVar[str] = "privacy/erasing"

    def __init__(self, page: Page) -> None:
        self._rows: list[Proposed] = []
        super().__init__(
            page, COLUMNS, _("Who can be erased"), _("Erase all of these…"), two_lines=True
        )

    def reload(self) -> None:
        today = self.desk.today()
        self._rows = []
        for one in self.desk.books.ask(list_proposed, today):
            until = max((term.until for term in terms_of(one, today)), default=None)
            self._rows.append(Proposed(one, step_for(one, today), until))
        self.table.set_rows(self._rows)
        self.show_again()

    def form_for(self, row: Proposed | None) -> Form:
        rows = [row] if row is not None else list(self._rows)
        ids = [one.id for one in rows]

        def erase(answers: Mapping[str, str]) -> object:
            if row is not None:
                return self.desk.books.do(erase_people, ids, answers=answers)
            # In a long history each takes half a second: not while somebody waits for a key.
            task = self.desk.runner.run(
                self.desk.books.do,
                erase_people,
                ids,
                answers=dict(answers),
                key=self.KEY,
                title=_("Erasing details"),
            )
            task.failed.connect(self._failed)
            return None

        words = N_("How many people, as confirmation")
        nobody = [] if rows else [Problem("erase.nobody", N_("Nobody can be erased now."))]
        form = confirmed_form(self.page, str(len(rows)), words, erase, nobody)
        if row is not None:
            form.set_title(_("Erase details"), row.standing.name)
            tell_plan(form, self.page, row.id, plan_of(self.page, row.id))
            return form
        number = len(rows)
        said = ngettext("{count} person is erased", "{count} people are erased", number)
        form.set_title(_("Erase details"), said.format(count=count(number)))
        form.body.insertWidget(1, _told(rows))
        return form

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Refused):
            self.page.messages.show_problems(trouble.problems)


def _told(rows: list[Proposed]) -> Message:
    if not rows:
        return Message(
            INFO,
            _("Nobody can be erased now"),
            _("Who left two years ago is proposed here, and who no law asks to keep any more."),
        )
    lines = [f"{_number(row)} {row.standing.name}" for row in rows[:NAMED]]
    if len(rows) > NAMED:
        lines.append(_("and {count} more").format(count=count(len(rows) - NAMED)))
    words = _("The board decides: each of them becomes a number, for good")
    return Message(WARN, words, "\n".join(lines))
