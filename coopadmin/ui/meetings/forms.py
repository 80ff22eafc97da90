"""The forms around a meeting, and the values they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from coopadmin.cooperative.queries import get_book_years
from coopadmin.meetings.queries import ActionFacts, ItemFacts, MeetingFacts, previous_meeting
from coopadmin.meetings.rules import (
    DECIDING,
    FORMS,
    GENERAL_MEETING,
    ITEM_KINDS,
    PREPARATION,
    NewAction,
    NewItem,
    NewMeeting,
    NewProxy,
    annual_agenda,
    ordinary_agenda,
    parse_time,
    shown_time,
)
from coopadmin.meetings.service import (
    add_action,
    add_item,
    change_action,
    change_item,
    change_meeting,
    plan_meeting,
    record_proxy,
)
from coopadmin.people.queries import list_officers
from coopadmin.store import Books
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.meetings.columns import bare_time
from coopadmin.ui.meetings.finder import find_voter, numbered
from coopadmin.ui.meetings.opened import Opened
from coopadmin.words import N_, _

ANNUAL, ORDINARY, NOTHING = "annual", "ordinary", "nothing"
AGENDAS = {
    ANNUAL: N_("That of the annual meeting"),
    ORDINARY: N_("That of an ordinary meeting"),
    NOTHING: N_("Begin with an empty agenda"),
}
USUAL_TIME = "19:30"
DAYS_AHEAD = 60


def time_field(name: str, label: str, width: int, optional: bool = False) -> Field:
    """A time of day as people type it; its value is `19:30`."""
    return Field(
        name,
        label,
        optional=optional,
        width=width,
        parse=lambda text: parse_time(text, name),
        show=bare_time,
        reading=lambda time: _("Becomes {value}.").format(value=shown_time(time)),
    )


def _choices(words: Mapping[str, str]) -> Callable[[], list[Choice]]:
    return lambda: [Choice(token, _(text)) for token, text in words.items()]


WHERE: tuple[Part, ...] = (
    Field("place", N_("Place"), optional=True, hint=N_("Name and address of the hall")),
    Field("form", N_("How one takes part"), Kind.CHOICE, choices=_choices(FORMS), width=260),
)
PAPERS: tuple[Part, ...] = (
    Field(
        "documents",
        N_("Where the papers lie"),
        Kind.LONG,
        optional=True,
        lines=2,
        hint=N_("Stands on the convocation"),
    ),
    Field(
        "candidates",
        N_("Candidates"),
        Kind.LONG,
        optional=True,
        lines=2,
        hint=N_("Who stand for election; on the convocation too"),
    ),
)

# ------------------------------------------------------------------------------ meetings


def new_meeting_form(books: Books) -> Form:
    """A meeting with the agenda of a template; saving gives its id."""
    parts: tuple[Part, ...] = (
        Field("title", N_("Name")),
        (
            Field("held_on", N_("Date"), Kind.DATE, width=200),
            time_field("begins", N_("Begins at"), 140, optional=True),
        ),
        *WHERE,
        Section(),
        Field("agenda", N_("Agenda to begin with"), Kind.CHOICE, choices=_choices(AGENDAS)),
    )

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        agenda = values.pop("agenda")
        new = NewMeeting(**_bare(values))
        return books.do(plan_meeting, new, agenda_of(books, agenda, new.held_on), answers=answers)

    form = Form(parts, save, books.today(), _("New meeting"), _("Plan"), "calendar")
    form.set_values(
        {
            "title": _("General meeting"),
            "held_on": books.today() + timedelta(days=DAYS_AHEAD),
            "begins": USUAL_TIME,
            "form": next(iter(FORMS)),
            "agenda": ANNUAL,
        }
    )
    return form


def agenda_of(books: Books, template: str, held_on: date) -> tuple[NewItem, ...]:
    """The items of a template: the annual one for the book year before that of the meeting."""
    before = books.ask(previous_meeting, GENERAL_MEETING, held_on)
    if template == ORDINARY:
        return ordinary_agenda(before)
    if template == NOTHING:
        return ()
    years = books.ask(get_book_years)
    year = years.on(held_on)
    return annual_agenda(years.before(year).label, year.label, before)


def meeting_form(books: Books, opened: Opened) -> Form:
    """Other facts of a meeting; once it was held also who led it and when it ended."""
    facts = opened.facts
    parts: list[Part] = [
        Field("title", N_("Name")),
        Field("held_on", N_("Date"), Kind.DATE, width=170),
        (
            time_field("begins", N_("Begins at"), 130, optional=True),
            time_field("ends", N_("Ended at"), 130, optional=True),
        ),
        *WHERE,
        _person(books, opened, "chair_id", N_("Chair")),
        _person(books, opened, "minute_taker_id", N_("Minute taker")),
    ]
    if facts.status == PREPARATION:
        parts += [Section(), *PAPERS]
    before = as_new(facts)

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return books.do(change_meeting, facts.id, replace(before, **_bare(values)), answers=answers)

    form = Form(parts, save, books.today(), _("About the meeting"))
    form.set_values({name: getattr(before, name) for name in before.__dataclass_fields__})
    return form


def as_new(facts: MeetingFacts) -> NewMeeting:
    """A meeting as the input that would make it."""
    people = ("chair_id", "minute_taker_id")
    names = [name for name in NewMeeting.__dataclass_fields__ if name not in people]
    same: dict[str, Any] = {name: getattr(facts, name) for name in names}
    return NewMeeting(
        **same,
        chair_id=facts.chair.person_id if facts.chair else None,
        minute_taker_id=facts.minute_taker.person_id if facts.minute_taker else None,
    )


def _person(books: Books, opened: Opened, name: str, label: str) -> Field:
    """Someone of the board, someone present, or who was chosen before."""
    facts = opened.facts
    officers = books.ask(list_officers, facts.held_on)
    known = {row.person_id: row.name for row in officers}
    known |= {each.person.person_id: each.person.name for each in facts.present}
    for chosen in (facts.chair, facts.minute_taker):
        if chosen is not None:
            known.setdefault(chosen.person_id, chosen.name)
    if not known:
        known = {row.person.person_id: row.person.name for row in opened.voters}
    choices = [Choice(person_id, person) for person_id, person in known.items()]
    return Field(name, label, Kind.CHOICE, optional=True, width=280, choices=choices)


def _bare(values: Mapping[str, Any]) -> dict[str, Any]:
    """Times that were left empty are empty texts."""
    times = ("begins", "ends")
    return {
        name: "" if name in times and value is None else value for name, value in values.items()
    }


# ------------------------------------------------------------------------------ agenda items

ITEM: tuple[Part, ...] = (
    Field("title", N_("Title")),
    (
        Field("kind", N_("Kind"), Kind.CHOICE, choices=_choices(ITEM_KINDS), width=220),
        Field("planned_minutes", N_("Minutes needed"), Kind.NUMBER, width=100),
    ),
    Field("presenter", N_("Presented by"), optional=True, width=260),
    Field(
        "proposal",
        N_("Proposal"),
        Kind.LONG,
        optional=True,
        lines=4,
        hint=N_("What is decided when it is accepted, as a whole sentence"),
        shown_if=lambda raw: raw.get("kind") in DECIDING,
    ),
)


def item_form(books: Books, opened: Opened, item: ItemFacts | None) -> Form:
    """A point of the agenda: the one given, or a new one; saving that gives its id."""
    facts = opened.facts

    def late(raw: Mapping[str, Any]) -> bool:
        added = item is None or raw.get("kind") != item.kind
        sent = facts.convened_on is not None and facts.status == PREPARATION
        return added and sent and raw.get("kind") in DECIDING

    parts = (
        *ITEM,
        Field(
            "reason",
            N_("Why it was not on the convocation"),
            Kind.LONG,
            lines=2,
            hint=N_("The convocation has gone out. The reason stands in the minutes."),
            shown_if=late,
        ),
    )

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        reason = values.pop("reason", "")
        given = {**answers, "agenda.not_announced": reason} if reason else answers
        values.setdefault("proposal", item.proposal if item else "")
        new = NewItem(**values)
        if item is None:
            return books.do(add_item, facts.id, new, answers=given)
        return books.do(change_item, item.id, new, answers=given)

    form = Form(parts, save, books.today(), _("Agenda item"))
    first = item or NewItem("discussion", "", 10)
    names = ("title", "kind", "planned_minutes", "presenter", "proposal")
    form.set_values({name: getattr(first, name) for name in names})
    return form


# ------------------------------------------------------------------------------ promises, proxies

ACTION: tuple[Part, ...] = (
    Field("text", N_("What is to be done"), Kind.LONG, lines=3),
    (
        Field("who", N_("Who"), optional=True, width=210),
        Field("due", N_("Before"), Kind.DATE, optional=True, width=190),
    ),
)


def action_form(books: Books, opened: Opened, item_id: int | None, row: ActionFacts | None) -> Form:
    """Something that was promised under an agenda item."""

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        if row is None:
            new = NewAction(item_id=item_id, **values)
            return books.do(add_action, opened.facts.id, new, answers=answers)
        new = NewAction(item_id=row.item_id, done_on=row.done_on, **values)
        return books.do(change_action, row.id, new, answers=answers)

    form = Form(ACTION, save, books.today(), _("Action item"))
    if row is not None:
        form.set_values({"text": row.text, "who": row.who, "due": row.due})
    return form


def proxy_form(books: Books, opened: Opened) -> Form:
    """One member lets another vote."""

    def person(name: str, label: str) -> Field:
        return Field(
            name,
            label,
            hint=N_("Name or member number"),
            parse=lambda text: find_voter(opened.voters, text, name),
            show=numbered,
            reading=lambda found: _("Is {name}.").format(name=numbered(found)),
        )

    parts: tuple[Part, ...] = (
        person("grantor", N_("Gives the proxy")),
        person("holder", N_("Votes for him or her")),
        Field("instruction", N_("Instruction"), optional=True),
    )

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
        new = NewProxy(
            values["grantor"].person_id, values["holder"].person_id, values["instruction"]
        )
        return books.do(record_proxy, opened.facts.id, new, answers=answers)

    form = Form(parts, save, books.today(), _("Proxy"), _("Record"))
    explain(form, "voting#proxies")
    return form
