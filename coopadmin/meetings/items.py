"""Operations on the points of an agenda, what the minutes say of them, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.meetings.agenda import CLOSING, NewItem, check_item
from coopadmin.meetings.model import ActionItem, AgendaItem, Meeting
from coopadmin.meetings.queries import get_meeting
from coopadmin.meetings.rules import (
    ADOPTED,
    LOCKED,
    NewAction,
    check_action,
    check_texts,
    check_unannounced,
)
from coopadmin.store.work import Work, operation


@operation("meetings.add_item", N_("Add agenda item"), N_("{who} added an agenda item: {about}"))
def add_item(work: Work, meeting_id: int, new: NewItem, number: int | None = None) -> int:
    """An item at a place in the agenda, from 1; by default last, before the closing.

    An item to decide on that is added after the convocation went out is the question
    `agenda.not_announced`; its answer stands in the minutes beside the convocation.
    """
    meeting = work.get(Meeting, meeting_id)
    work.check(
        (
            *_check(new),
            *check_unannounced(new, meeting.convened_on, meeting.status),
        )
    )
    answer = work.answers.get("agenda.not_announced", "").strip()
    if answer:
        kept = (meeting.convocation_explanation, f"{new.title.strip()}: {answer}")
        meeting.convocation_explanation = " ".join(part for part in kept if part)
    items = get_meeting(work.session, meeting_id).items
    if number is None:
        closes = bool(items) and items[-1].kind == CLOSING
        number = len(items) if closes else len(items) + 1
    place = max(1, min(number, len(items) + 1))
    row = work.add(AgendaItem(meeting_id=meeting_id, position=place, **asdict(new)))
    order = [item.id for item in items]
    order.insert(place - 1, row.id)
    _renumber(work, order)
    work.about = new.title
    return row.id


@operation(
    "meetings.change_item", N_("Change agenda item"), N_("{who} changed an agenda item: {about}")
)
def change_item(work: Work, item_id: int, new: NewItem) -> None:
    """Another text, kind, length or proposal; what the minutes say is left as it is."""
    row = work.get(AgendaItem, item_id)
    meeting = work.get(Meeting, row.meeting_id)
    became = () if new.kind == row.kind else (new,)
    work.check(
        (
            *_check(new),
            *(p for n in became for p in check_unannounced(n, meeting.convened_on, meeting.status)),
        )
    )
    for name, value in asdict(replace(new, minutes=row.minutes)).items():
        setattr(row, name, value)
    work.about = new.title


@operation("meetings.move_item", N_("Move agenda item"), N_("{who} moved an agenda item: {about}"))
def move_item(work: Work, item_id: int, number: int) -> None:
    """Put an item at another place, from 1; the others keep their order."""
    row = work.get(AgendaItem, item_id)
    items = get_meeting(work.session, row.meeting_id).items
    order = [item.id for item in items if item.id != item_id]
    order.insert(max(1, min(number, len(items))) - 1, item_id)
    work.about = row.title
    _renumber(work, order)


@operation(
    "meetings.remove_item", N_("Remove agenda item"), N_("{who} removed an agenda item: {about}")
)
def remove_item(work: Work, item_id: int) -> None:
    """Take an item out of the agenda under which nothing was voted on or promised."""
    row = work.get(AgendaItem, item_id)
    facts = get_meeting(work.session, row.meeting_id)
    used = {vote.item_id for vote in facts.votes} | {each.item_id for each in facts.actions}
    if item_id in used:
        raise refuse(
            "item.used",
            N_("Votes or actions are recorded under this item. Remove those first."),
        )
    work.about = row.title
    work.remove_many(AgendaItem, [item_id])
    _renumber(work, [item.id for item in facts.items if item.id != item_id])


@operation("meetings.write_minutes", N_("Write minutes"), N_("{who} wrote the minutes of: {about}"))
def write_minutes(work: Work, item_id: int, text: str) -> None:
    """What the minutes say under an item, as it is from now on."""
    row = work.get(AgendaItem, item_id)
    work.check(check_texts({"minutes": text}))
    row.minutes = text
    work.about = row.title


# ------------------------------------------------------------------------------ actions


@operation("meetings.add_action", N_("Add action item"), N_("{who} added an action item: {about}"))
def add_action(work: Work, meeting_id: int, new: NewAction) -> int:
    """Something that somebody promised; gives its id."""
    meeting = work.get(Meeting, meeting_id)
    work.check(_check_action(work, meeting, new))
    work.about = new.text
    return work.add(ActionItem(meeting_id=meeting.id, **_columns(new))).id


@operation(
    "meetings.change_action", N_("Change action item"), N_("{who} changed an action item: {about}")
)
def change_action(work: Work, action_id: int, new: NewAction) -> None:
    """Another text, name or day for what was promised."""
    row = work.get(ActionItem, action_id)
    work.check(_check_action(work, work.get(Meeting, row.meeting_id), new))
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = new.text


@operation(
    "meetings.complete_action",
    N_("Complete action item"),
    N_("{who} ticked off an action item: {about}"),
)
def complete_action(work: Work, action_id: int, on: date | None) -> None:
    """What was promised is done, or with None not done after all; also after adoption."""
    row = work.get(ActionItem, action_id)
    row.done_on = on
    work.about = row.text


@operation(
    "meetings.remove_action", N_("Remove action item"), N_("{who} removed an action item: {about}")
)
def remove_action(work: Work, action_id: int) -> None:
    """Take out what was noted by mistake."""
    row = work.get(ActionItem, action_id)
    work.check(_check_open(work.get(Meeting, row.meeting_id)))
    work.about = row.text
    work.remove(row)


# ------------------------------------------------------------------------------ their parts


def _renumber(work: Work, order: Sequence[int]) -> None:
    work.change_many(
        AgendaItem, [{"id": row_id, "position": place} for place, row_id in enumerate(order, 1)]
    )


def _check(new: NewItem) -> Iterator[Problem]:
    yield from check_item(new)
    yield from check_texts({name: t for name, t in asdict(new).items() if isinstance(t, str)})


def _columns(new: NewAction) -> dict[str, Any]:
    columns = asdict(new)
    return {"agenda_item_id": columns.pop("item_id"), **columns}


def _check_action(work: Work, meeting: Meeting, new: NewAction) -> Iterator[Problem]:
    yield from check_action(new)
    yield from _check_open(meeting)
    if new.item_id is not None and work.get(AgendaItem, new.item_id).meeting_id != meeting.id:
        yield Problem(
            "action.item",
            N_("This agenda item belongs to another meeting. Choose one of this meeting."),
            field="item",
        )


def _check_open(meeting: Meeting) -> Iterator[Problem]:
    # The list of actions is printed in the minutes; only its marks may change afterwards.
    if meeting.status == ADOPTED:
        yield Problem("store.locked", LOCKED)
