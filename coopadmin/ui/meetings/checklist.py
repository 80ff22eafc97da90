"""What a convocation needs: checked from what is in the file, each with the one thing to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.meetings.readiness import (
    AGENDA,
    CANDIDATES,
    EARLIER,
    LIST,
    PAPERS,
    PROXIES,
    TERM,
    WHEN,
    Preparation,
    convocation_steps,
    lacks_proposal,
)
from coopadmin.meetings.rules import PREPARATION
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.milestones import latest_convocation
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.votewords import people_words
from coopadmin.words import _, count, date_long, ngettext

ABOUT, ITEM, PREVIOUS = "about", "item", "previous"


@dataclass(frozen=True)
class Need:
    """One line of the checklist; `action` says what its button opens, with `about` for an id."""

    title: str
    note: str
    ready: bool
    action: str = ""
    button: str = ""
    about: int | None = None


def needs(opened: Opened) -> list[Need]:
    """Everything that the convocation of this meeting asks for, what is ready too."""
    steps = convocation_steps(preparation_of(opened))
    return [_NEEDS[step](opened, ready) for step, ready in steps.items()]


def preparation_of(opened: Opened) -> Preparation:
    facts = opened.facts
    return Preparation(
        facts.begins,
        facts.place,
        tuple((item.kind, item.proposal) for item in facts.items),
        "" if opened.previous is None else opened.previous.status,
        facts.documents,
        facts.candidates,
        facts.convened_on,
        latest_convocation(facts, opened.statutes),
        opened.today,
    )


def _when_and_where(opened: Opened, ready: bool) -> Need:
    facts = opened.facts
    if ready:
        return Need(_("Day, time and place"), facts.place, True)
    lacking = [
        words
        for words, value in ((_("the time"), facts.begins), (_("the place"), facts.place))
        if not value
    ]
    said = _("Still to fill in: {what}").format(what=", ".join(lacking))
    return Need(_("Day, time and place"), said, False, ABOUT, _("Fill in"))


def _agenda(opened: Opened, ready: bool) -> Need:
    items = opened.facts.items
    if not items:
        return Need(_("Agenda"), _("There is nothing on it yet"), False)
    if not ready:
        bare = [item for item in items if lacks_proposal(item.kind, item.proposal)]
        said = ngettext(
            "Item {numbers} has no proposal", "Items {numbers} have no proposal", len(bare)
        ).format(numbers=", ".join(count(item.number) for item in bare))
        return Need(_("Proposals"), said, False, ITEM, _("Write"), bare[0].id)
    said = ngettext("{count} item", "{count} items", len(items)).format(count=count(len(items)))
    return Need(_("Agenda and proposals"), said, True)


def _minutes(opened: Opened, ready: bool) -> Need:
    before = opened.previous
    assert before is not None
    title = _("Minutes of {day}").format(day=date_long(before.held_on))
    if ready:
        return Need(title, _("Open for inspection"), True)
    if before.status == PREPARATION:
        note = _("That meeting is not recorded yet")
        return Need(title, note, False, PREVIOUS, _("Record"), before.id)
    return Need(title, _("Not open for inspection yet"), False, PREVIOUS, _("Open it"), before.id)


def _papers(opened: Opened, ready: bool) -> Need:
    if ready:
        return Need(_("Papers"), opened.facts.documents.strip(), True)
    note = _("Say where members can read them")
    return Need(_("Papers"), note, False, PAPERS, _("Fill in"))


def _candidates(opened: Opened, ready: bool) -> Need:
    if ready:
        return Need(_("Candidates"), opened.facts.candidates.strip(), True)
    return Need(_("Candidates"), _("Nobody is named yet"), False, PAPERS, _("Fill in"))


def _proxies(opened: Opened, ready: bool) -> Need:
    most = opened.statutes.proxies_per_holder
    note = _("No limit to proxies per member")
    if most is not None:
        note = ngettext(
            "At most {count} proxy per member", "At most {count} proxies per member", most
        ).format(count=count(most))
    return Need(_("Proxy form"), note, ready)


def _list(opened: Opened, ready: bool) -> Need:
    members = people_words(len(opened.voters))
    return Need(_("Attendance list"), _("{members} on that day").format(members=members), ready)


def _term(opened: Opened, ready: bool) -> Need:
    latest = latest_convocation(opened.facts, opened.statutes)
    convened = opened.facts.convened_on
    title = _("Term of the statutes")
    if convened is not None:
        return Need(title, _("Sent on {day}").format(day=date_long(convened)), ready)
    said = _("Until {day}") if ready else _("The last day was {day}")
    return Need(title, said.format(day=date_long(latest)), ready)


_NEEDS: Mapping[str, Callable[[Opened, bool], Need]] = {
    WHEN: _when_and_where,
    AGENDA: _agenda,
    EARLIER: _minutes,
    PAPERS: _papers,
    CANDIDATES: _candidates,
    PROXIES: _proxies,
    LIST: _list,
    TERM: _term,
}


class NeedRow(QWidget):
    """One line: a mark, what it is about, how it stands, and a button where something lacks."""

    def __init__(self, need: Need, button: Button | None) -> None:
        super().__init__()
        self.need, self.button = need, button
        state = _("ready") if need.ready else _("not ready")
        self.setAccessibleName(f"{need.title}: {state}. {need.note}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        mark = (
            IconLabel("circle-check", "good_mark", 20)
            if need.ready
            else IconLabel("alert-triangle", "warn_mark", 20)
        )
        row.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(need.title, Role.NAME))
        ink = "ink2" if need.ready else "warn"
        words.addWidget(Text(need.note, Role.CAPTION, ink, wrap=True))
        row.addLayout(words, 1)
        if button is not None:
            row.addWidget(button)


def need_button(need: Need, run: object) -> Button | None:
    """The button of a line, or none where it is ready."""
    if not need.action or not callable(run):
        return None
    button = Button(need.button, lambda: run(need), SMALL)
    button.setAccessibleName(f"{need.button}: {need.title}")
    return button
