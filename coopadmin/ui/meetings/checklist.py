"""What a convocation needs: checked from what is in the file, each with the one thing to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.meetings.rules import DECIDING, HELD, PERSONS, PREPARATION
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.meetings.milestones import latest_convocation
from coopadmin.ui.meetings.opened import Opened
from coopadmin.ui.meetings.votewords import people_words
from coopadmin.words import _, count, date_long, ngettext

ABOUT, PAPERS, ITEM, PREVIOUS = "about", "papers", "item", "previous"


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
    return [
        *_when_and_where(opened),
        *_agenda(opened),
        *_minutes(opened),
        *_papers(opened),
        *_candidates(opened),
        _proxies(opened),
        _list(opened),
        _term(opened),
    ]


def _when_and_where(opened: Opened) -> Iterator[Need]:
    facts = opened.facts
    lacking = [
        words
        for words, value in ((_("the time"), facts.begins), (_("the place"), facts.place))
        if not value
    ]
    if lacking:
        said = _("Still to fill in: {what}").format(what=", ".join(lacking))
        yield Need(_("Day, time and place"), said, False, ABOUT, _("Fill in"))
    else:
        yield Need(_("Day, time and place"), facts.place, True)


def _agenda(opened: Opened) -> Iterator[Need]:
    items = opened.facts.items
    if not items:
        yield Need(_("Agenda"), _("There is nothing on it yet"), False)
        return
    bare = [item for item in items if item.kind in DECIDING and item.kind != PERSONS]
    bare = [item for item in bare if not item.proposal.strip()]
    if bare:
        said = ngettext(
            "Item {numbers} has no proposal", "Items {numbers} have no proposal", len(bare)
        ).format(numbers=", ".join(count(item.number) for item in bare))
        yield Need(_("Proposals"), said, False, ITEM, _("Write"), bare[0].id)
        return
    said = ngettext("{count} item", "{count} items", len(items)).format(count=count(len(items)))
    yield Need(_("Agenda and proposals"), said, True)


def _minutes(opened: Opened) -> Iterator[Need]:
    before = opened.previous
    if before is None:
        return
    title = _("Minutes of {day}").format(day=date_long(before.held_on))
    if before.status == PREPARATION:
        note = _("That meeting is not recorded yet")
        yield Need(title, note, False, PREVIOUS, _("Record"), before.id)
    elif before.status == HELD:
        note = _("Not open for inspection yet")
        yield Need(title, note, False, PREVIOUS, _("Open it"), before.id)
    else:
        yield Need(title, _("Open for inspection"), True)


def _papers(opened: Opened) -> Iterator[Need]:
    documents = opened.facts.documents.strip()
    if documents:
        yield Need(_("Papers"), documents, True)
    else:
        note = _("Say where members can read them")
        yield Need(_("Papers"), note, False, PAPERS, _("Fill in"))


def _candidates(opened: Opened) -> Iterator[Need]:
    facts = opened.facts
    if not any(item.kind == PERSONS for item in facts.items):
        return
    if facts.candidates.strip():
        yield Need(_("Candidates"), facts.candidates.strip(), True)
    else:
        note = _("Nobody is named yet")
        yield Need(_("Candidates"), note, False, PAPERS, _("Fill in"))


def _proxies(opened: Opened) -> Need:
    most = opened.statutes.proxies_per_holder
    note = _("No limit to proxies per member")
    if most is not None:
        note = ngettext(
            "At most {count} proxy per member", "At most {count} proxies per member", most
        ).format(count=count(most))
    return Need(_("Proxy form"), note, True)


def _list(opened: Opened) -> Need:
    members = people_words(len(opened.voters))
    return Need(_("Attendance list"), _("{members} on that day").format(members=members), True)


def _term(opened: Opened) -> Need:
    latest = latest_convocation(opened.facts, opened.statutes)
    convened = opened.facts.convened_on
    title = _("Term of the statutes")
    if convened is not None:
        note = _("Sent on {day}").format(day=date_long(convened))
        return Need(title, note, convened <= latest)
    if opened.today > latest:
        return Need(title, _("The last day was {day}").format(day=date_long(latest)), False)
    return Need(title, _("Until {day}").format(day=date_long(latest)), True)


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
