"""What a meeting, its convocation, its attendance and its votes must answer to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.meetings.agenda import (
    AMENDMENT,
    DECIDING,
    ITEM_KINDS,
    NewItem,
    annual_agenda,
    check_item,
    expected_times,
    ordinary_agenda,
    parse_time,
    shown_time,
)
from coopadmin.meetings.votes import (
    ACCEPTED,
    MATTERS,
    METHODS,
    OUTCOMES,
    PERSONS,
    REJECTED,
    SUBJECTS,
    TIED,
    Ballots,
    NewVote,
    Outcome,
    Room,
    VoteRule,
    check_vote,
    outcome_of,
    settled,
)

__all__ = [
    "ACCEPTED",
    "AMENDMENT",
    "DECIDING",
    "FORMS",
    "ITEM_KINDS",
    "MATTERS",
    "METHODS",
    "OUTCOMES",
    "PERSONS",
    "REJECTED",
    "STATUSES",
    "SUBJECTS",
    "TIED",
    "Ballots",
    "NewAction",
    "NewItem",
    "NewMeeting",
    "NewProxy",
    "NewVote",
    "Outcome",
    "Room",
    "VoteRule",
    "annual_agenda",
    "check_adoption",
    "check_convocation",
    "check_item",
    "check_meeting",
    "check_vote",
    "expected_times",
    "ordinary_agenda",
    "outcome_of",
    "parse_time",
    "settled",
    "shown_time",
]

PREPARATION, HELD, INSPECTION, ADOPTED = "preparation", "held", "inspection", "adopted"
STATUSES = {
    PREPARATION: N_("In preparation"),
    HELD: N_("Held"),
    INSPECTION: N_("Minutes open for inspection"),
    ADOPTED: N_("Minutes adopted"),
}
FORMS = {
    "physical": N_("In one place"),
    "hybrid": N_("In one place and online"),
    "digital": N_("Online only"),
}
LOCKED = N_("The minutes of this meeting were adopted and stay as they are.")
GENERAL_MEETING = "ALV"
BODY_OF = {"BESTUUR": "board", "RVC": "supervisory-board", "RVT": "supervisory-board"}
"""Meetings in which the members of that body vote, not the members of the cooperative."""
STATUTORY_AMENDMENT_DAYS = 7
"""The least days between a convocation and the decision to change statutes: BW 2:42(1)."""
COPY_DAYS = 5
"""How long before the meeting a proposed change of the statutes lies ready: BW 2:42(2)."""


@dataclass(frozen=True)
class NewMeeting:
    """A meeting as it is planned or was held.

    Times are `19:30` or empty. `form` is a token of FORMS. `convened_on` is the day on which the
    convocation went out; `convocation_explanation` says why it was late, and stands in the
    minutes. `documents` says where the papers lie, `candidates` who stand for election; both are
    printed on the convocation.
    """

    title: str
    held_on: date
    begins: str = ""
    ends: str = ""
    place: str = ""
    form: str = "physical"
    body: str = GENERAL_MEETING
    convened_on: date | None = None
    convocation_explanation: str = ""
    documents: str = ""
    candidates: str = ""
    chair_id: int | None = None
    minute_taker_id: int | None = None


@dataclass(frozen=True)
class NewProxy:
    """A member who lets another voter vote; ids of persons."""

    grantor_id: int
    holder_id: int
    instruction: str = ""


@dataclass(frozen=True)
class NewAction:
    """Something that somebody promised, under an agenda item or under the whole meeting."""

    text: str
    who: str = ""
    due: date | None = None
    item_id: int | None = None
    done_on: date | None = None


def check_meeting(new: NewMeeting) -> Iterator[Problem]:
    """What is wrong with a meeting in itself."""
    if not new.title.strip():
        yield Problem("meeting.title", N_("Give the meeting a name."), field="title")
    if not (new.body.isascii() and new.body.isalnum() and new.body == new.body.upper()):
        yield Problem(
            "meeting.body",
            N_("“{body}” is not the short name of a body. Type capitals, such as ALV."),
            {"body": new.body},
            "body",
        )
    if new.form not in FORMS:
        yield Problem(
            "meeting.form",
            N_("“{form}” is not a form of meeting. Choose one of: {choices}."),
            {"form": new.form, "choices": ", ".join(FORMS)},
            "form",
        )
    # Times are compared as text, which is right for `09:00` and `19:30`.
    if new.begins and new.ends and new.ends <= new.begins:
        yield Problem(
            "meeting.ends_before_begin",
            N_("The meeting ends at {ends}, before it begins at {begins}. Check the times."),
            {"begins": new.begins, "ends": new.ends},
            "ends",
        )
    if new.convened_on is not None and new.convened_on > new.held_on:
        yield Problem(
            "meeting.convened_after",
            N_("The convocation cannot go out after the meeting. Check both days."),
            field="convened_on",
        )


@dataclass(frozen=True)
class Sitting:
    """What counts about two meetings when one adopts the minutes of the other."""

    id: int
    body: str
    held_on: date
    status: str


def check_held(held_on: date, today: date) -> Iterator[Problem]:
    """A meeting that was held lies not in the future."""
    if held_on > today:
        yield Problem(
            "meeting.to_come",
            N_("This meeting is on {day}, and cannot have been held yet."),
            {"day": held_on},
            "held_on",
        )


def check_adoption(meeting: Sitting, later: Sitting, today: date) -> Iterator[Problem]:
    """Minutes are adopted by a later meeting of the same body that was held itself."""
    if meeting.status == ADOPTED:
        yield Problem(
            "adoption.already", N_("These minutes were adopted already, and stay as they are.")
        )
    elif meeting.status == PREPARATION:
        yield Problem(
            "adoption.not_held",
            N_("Close the meeting of {day} first; then its minutes can be adopted."),
            {"day": meeting.held_on},
        )
    if later.id == meeting.id:
        yield Problem(
            "adoption.same",
            N_("A meeting does not adopt its own minutes. Choose a later one."),
            field="by",
        )
        return
    if later.body != meeting.body:
        yield Problem(
            "adoption.other_body",
            N_("Minutes of {body} are adopted by a later meeting of {body}, not of {other}."),
            {"body": meeting.body, "other": later.body},
            "by",
        )
    if later.held_on <= meeting.held_on:
        yield Problem(
            "adoption.not_later",
            N_("The meeting of {other} is not later than that of {day}. Choose a later one."),
            {"day": meeting.held_on, "other": later.held_on},
            "by",
        )
    elif later.held_on > today:
        yield Problem(
            "adoption.to_come",
            N_("The meeting of {other} is still to come. It can adopt minutes from that day on."),
            {"other": later.held_on},
            "by",
        )


def check_unannounced(item: NewItem, convened_on: date | None, status: str) -> Iterator[Problem]:
    """A question about an item to decide on that the convocation did not name."""
    if convened_on is not None and status == PREPARATION and item.kind in DECIDING:
        yield question(
            "agenda.not_announced",
            N_(
                "The convocation went out on {day} without this item. A decision on it can be"
                " challenged. Why is it added?"
            ),
            {"day": convened_on},
            "kind",
        )


def check_texts(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Text is kept as it is; only what no file can hold is refused. Keys name the fields."""
    for name, text in texts.items():
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            yield Problem(
                "text.unstorable",
                N_("This text has a sign in it that cannot be kept. Type it again by hand."),
                field=name,
            )


def check_convocation(
    held_on: date,
    convened_on: date | None,
    *,
    term_days: int,
    amendment_days: int,
    amends: bool,
) -> Iterator[Problem]:
    """Questions about a convocation that went out too late; none while it has not gone out.

    Days are counted from the day of sending to that of the meeting. `term_days` and
    `amendment_days` are those of the statutes; a change of statutes asks for seven days at least
    whatever they say. Source: BW 2:42(1); DOMAIN 1.3.
    """
    if convened_on is None or convened_on > held_on:
        return
    days = (held_on - convened_on).days
    if days < term_days:
        yield question(
            "convocation.late",
            N_(
                "The convocation goes out {days} days before the meeting, and the statutes ask for"
                " {needed}. Decisions can then be challenged. Why is it late?"
            ),
            {"days": days, "needed": term_days},
            "convened_on",
        )
    needed = max(amendment_days, STATUTORY_AMENDMENT_DAYS)
    if amends and days < needed:
        yield question(
            "convocation.amendment_late",
            N_(
                "A change of the statutes is convened {days} days ahead, and BW 2:42 and the"
                " statutes ask for {needed}. The decision can be annulled. Why is it late?"
            ),
            {"days": days, "needed": needed},
            "convened_on",
        )


def check_proxy(
    new: NewProxy,
    *,
    names: Mapping[int, str],
    votes: Mapping[int, int],
    present: Collection[int],
    held_already: int,
    most: int | None,
) -> Iterator[Problem]:
    """What is wrong with a proxy.

    `names` and `votes` are by person; `present` are those who came themselves; `held_already` is
    how many other proxies the holder has, `most` how many the statutes allow. Source: BW 2:38(4).
    """
    grantor, holder = names.get(new.grantor_id, ""), names.get(new.holder_id, "")
    if new.grantor_id == new.holder_id:
        yield Problem(
            "proxy.oneself",
            N_("Nobody gives a proxy to oneself. Choose another member."),
            field="holder",
        )
        return
    if not votes.get(new.grantor_id):
        yield Problem(
            "proxy.grantor_no_voter",
            N_("{name} has no vote on the day of the meeting, so there is none to give."),
            {"name": grantor},
            "grantor",
        )
    if not votes.get(new.holder_id):
        yield Problem(
            "proxy.holder_no_voter",
            N_("{name} may not vote in this meeting. A proxy goes to another voter (BW 2:38)."),
            {"name": holder},
            "holder",
        )
    if new.grantor_id in present:
        yield Problem(
            "proxy.grantor_present",
            N_("{name} is present and votes in person. Leave out the proxy or the presence."),
            {"name": grantor},
            "grantor",
        )
    if most is not None and held_already >= most:
        yield Problem(
            "proxy.too_many",
            N_("{name} has {held} proxies already, the most that the statutes allow."),
            {"name": holder, "held": held_already},
            "holder",
        )


def check_action(new: NewAction) -> Iterator[Problem]:
    """What is wrong with an action item."""
    if not new.text.strip():
        yield Problem("action.text", N_("Say what is to be done."), field="text")
    yield from check_texts({"text": new.text, "who": new.who})
