"""A whole meeting as JSON: read into one record, and written from the facts in the same shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from coopadmin.kernel.problem import N_, Problem, Refused, Term, refuse
from coopadmin.meetings.agenda import DECISION, DISCUSSION, NewItem, parse_time
from coopadmin.meetings.facts import ItemFacts, MeetingFacts, PersonFacts, VoteFacts
from coopadmin.meetings.record import (
    NewMeetingRecord,
    RecordedAction,
    RecordedProxy,
    RecordedVote,
    Who,
)
from coopadmin.meetings.rules import HELD, NewMeeting
from coopadmin.meetings.votes import Ballots, NewVote

LARGEST_BYTES = 5_000_000
T = TypeVar("T")

_BALLOTS = {
    "for": "votes_for",
    "against": "votes_against",
    "blank": "votes_blank",
    "invalid": "votes_invalid",
    "abstained": "votes_abstained",
}
# Written for the reader and worked out again on reading, never believed.
_WORKED_OUT = ("cast", "needed", "totals", "number", "expected", "counts")


# ------------------------------------------------------------------------------ reading


def read_record(raw: bytes) -> NewMeetingRecord:
    """The record in a JSON file; raises Refused with everything in it that cannot be read.

    Whether the meeting itself is sound is for the operation to say.
    """
    if len(raw) > LARGEST_BYTES:
        raise refuse("record.too_large", N_("This file is too large to be one meeting."))
    try:
        plain = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse(
            "record.encoding", N_("This file is not text in UTF-8. Save it as UTF-8 and try again.")
        ) from None
    except json.JSONDecodeError as error:
        raise refuse(
            "record.not_json",
            N_("This file is not JSON: line {line}, column {column}. Correct it and try again."),
            line=error.lineno,
            column=error.colno,
        ) from None
    except (RecursionError, ValueError):
        raise refuse("record.not_a_meeting", _NOT_A_MEETING) from None
    if not isinstance(plain, dict):
        raise refuse("record.not_a_meeting", _NOT_A_MEETING)
    part = _Part(plain, "", [])
    record = _record(part)
    part.finish()
    if part.problems:
        raise Refused(part.problems)
    return record


_NOT_A_MEETING = N_(
    "This file does not hold a meeting. “meetings show FILE MEETING --json” writes an example."
)


class _Part:
    """One object of the file, read key by key; what is wrong is noted under its whole path."""

    def __init__(self, plain: dict[str, Any], path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self._rest = {key: value for key, value in plain.items() if key not in _WORKED_OUT}

    def text(self, key: str, default: str = "") -> str:
        return self._read(key, str, default, N_("text"))

    def number(self, key: str, default: int = 0) -> int:
        return self._read(key, int, default, N_("a whole number"))

    def number_or_none(self, key: str) -> int | None:
        return None if self._empty(key) else self.number(key)

    def yes_no(self, key: str) -> bool | None:
        return None if self._empty(key) else self._read(key, bool, False, N_("true or false"))

    def day(self, key: str) -> date | None:
        return None if self._empty(key) else self._day(self.text(key), key)

    def must_day(self, key: str) -> date:
        if self._empty(key):
            self._wrong(key, N_("a date such as 2026-05-28"))
            return date.min
        return self._day(self.text(key), key) or date.min

    def time(self, key: str) -> str:
        try:
            return parse_time(self.text(key), self.path + key)
        except Refused as refused:
            self.problems += refused.problems
            return ""

    def who(self, key: str) -> Who | None:
        if self._empty(key):
            return None
        if isinstance(self._rest[key], str):
            name = self.text(key)
            return int(name) if name.isdecimal() else name
        return self.number(key)

    def member(self, key: str) -> int:
        """A member number, as a number or as it is printed."""
        value = self._rest.get(key)
        if isinstance(value, str) and value.isdecimal():
            self._rest[key] = int(value)
        return self.number(key)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Member numbers, as numbers or as they are printed (`0014`)."""
        found = []
        for place, value in self._list(key):
            if isinstance(value, str) and value.isdecimal():
                value = int(value)
            if isinstance(value, int) and not isinstance(value, bool):
                found.append(value)
            else:
                self._wrong(f"{key}.{place}", N_("a member number"))
        return tuple(found)

    def texts(self, key: str) -> tuple[str, ...]:
        found = []
        for place, value in self._list(key):
            if isinstance(value, str):
                found.append(value)
            else:
                self._wrong(f"{key}.{place}", N_("text"))
        return tuple(found)

    def parts(self, key: str) -> Iterator[_Part]:
        for place, value in self._list(key):
            path = f"{self.path}{key}.{place}"
            if isinstance(value, dict):
                part = _Part(value, f"{path}.", self.problems)
                yield part
                part.finish()
            else:
                self._wrong(f"{key}.{place}", N_("an object in braces"))

    def mapping(self, key: str) -> dict[str, str]:
        value = self._read(key, dict, {}, N_("an object in braces"))
        for code, answer in value.items():
            if not isinstance(answer, str):
                self._wrong(f"{key}.{code}", N_("text"))
        return value

    def finish(self) -> None:
        """What was not asked for is a mistake in writing, and would be lost."""
        for key in self._rest:
            self.problems.append(
                Problem(
                    "record.unknown",
                    N_("“{path}” is not a part of a meeting. Correct its name or take it out."),
                    {"path": self.path + key},
                    self.path + key,
                )
            )

    def _empty(self, key: str) -> bool:
        if self._rest.get(key, "") in ("", None):
            self._rest.pop(key, None)
            return True
        return False

    def _read(self, key: str, kind: type[T], default: T, wanted: str) -> T:
        value = self._rest.pop(key, default)
        if value is None:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._wrong(key, wanted)
            return default
        return value

    def _list(self, key: str) -> list[tuple[int, Any]]:
        return list(enumerate(self._read(key, list, [], N_("a list in square brackets")), 1))

    def _day(self, text: str, key: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._wrong(key, N_("a date such as 2026-05-28"))
            return None

    def _wrong(self, key: str, wanted: str) -> None:
        self.problems.append(
            Problem(
                "record.wrong",
                N_("“{path}” must be {wanted}."),
                {"path": self.path + key, "wanted": Term(wanted)},
                self.path + key,
            )
        )


def _record(part: _Part) -> NewMeetingRecord:
    meeting = NewMeeting(
        body=part.text("body", "ALV"),
        title=part.text("title"),
        held_on=part.must_day("held_on"),
        begins=part.time("begins"),
        ends=part.time("ends"),
        place=part.text("place"),
        form=part.text("form", "physical"),
        convened_on=part.day("convened_on"),
        convocation_explanation=part.text("convocation_explanation"),
        documents=part.text("documents"),
        candidates=part.text("candidates"),
    )
    return NewMeetingRecord(
        meeting,
        status=part.text("status", HELD),
        adopted_by=part.text("adopted_by"),
        chair=part.who("chair"),
        minute_taker=part.who("minute_taker"),
        items=tuple(_item(each) for each in part.parts("agenda")),
        attendance=part.numbers("attendance"),
        guests=part.texts("guests"),
        proxies=tuple(
            RecordedProxy(each.member("grantor"), each.member("holder"), each.text("instruction"))
            for each in part.parts("proxies")
        ),
        votes=tuple(_vote(each) for each in part.parts("votes")),
        actions=tuple(
            RecordedAction(
                text=each.text("text"),
                item=each.number_or_none("item"),
                who=each.text("who"),
                due=each.day("due"),
                done_on=each.day("done_on"),
            )
            for each in part.parts("actions")
        ),
        answers=part.mapping("answers"),
    )


def _item(part: _Part) -> NewItem:
    proposal = part.text("proposal")
    return NewItem(
        kind=part.text("kind", DECISION if proposal else DISCUSSION),
        title=part.text("title"),
        planned_minutes=part.number("planned_minutes", 5),
        presenter=part.text("presenter"),
        proposal=proposal,
        minutes=part.text("minutes"),
    )


def _vote(part: _Part) -> RecordedVote:
    by_lot = part.yes_no("by_lot")
    outcome = part.text("outcome")
    return RecordedVote(
        item=part.number("item"),
        vote=NewVote(
            Ballots(**{column: part.number(key) for key, column in _BALLOTS.items()}),
            proposal=part.text("proposal"),
            subject=part.text("subject"),
            method=part.text("method", "show_of_hands"),
            majority=part.text("majority"),
            lot=outcome if by_lot else "",
            explanation=part.text("explanation"),
        ),
        outcome=outcome,
        blank_counts=part.yes_no("blank_counts"),
        resolution=part.text("resolution"),
    )


# ------------------------------------------------------------------------------ writing


def record_of(facts: MeetingFacts) -> dict[str, Any]:
    """A meeting in the shape that `read_record` reads; people by number, no ids."""
    numbers = {item.id: item.number for item in facts.items}
    return {
        "body": facts.body,
        "title": facts.title,
        "held_on": facts.held_on.isoformat(),
        "begins": facts.begins,
        "ends": facts.ends,
        "place": facts.place,
        "form": facts.form,
        "convened_on": _iso(facts.convened_on),
        "convocation_explanation": facts.convocation_explanation,
        "documents": facts.documents,
        "candidates": facts.candidates,
        "status": facts.status,
        "adopted_by": facts.adopted_by,
        "chair": _who(facts.chair),
        "minute_taker": _who(facts.minute_taker),
        "agenda": [_item_written(item) for item in facts.items],
        "attendance": [each.person.number for each in facts.present],
        "guests": [each.name for each in facts.guests],
        "proxies": [
            {
                "grantor": each.grantor.number,
                "holder": each.holder.number,
                "instruction": each.instruction,
                "counts": each.counts,
            }
            for each in facts.proxies
        ],
        "votes": [_vote_written(vote, numbers[vote.item_id]) for vote in facts.votes],
        "actions": [
            {
                "text": each.text,
                "item": each.item_number,
                "who": each.who,
                "due": _iso(each.due),
                "done_on": _iso(each.done_on),
            }
            for each in facts.actions
        ],
        "totals": {**asdict(facts.totals), "votes": facts.totals.votes},
    }


def _item_written(item: ItemFacts) -> dict[str, Any]:
    return {
        "number": item.number,
        "kind": item.kind,
        "title": item.title,
        "planned_minutes": item.planned_minutes,
        "expected": item.expected,
        "presenter": item.presenter,
        "proposal": item.proposal,
        "minutes": item.minutes,
    }


def _vote_written(vote: VoteFacts, number: int) -> dict[str, Any]:
    by_rule = vote.by_rule
    return {
        "item": number,
        "proposal": vote.proposal,
        "subject": vote.subject,
        "method": vote.method,
        "majority": vote.majority,
        "blank_counts": vote.blank_counts,
        **{key: getattr(vote.ballots, column) for key, column in _BALLOTS.items()},
        "cast": by_rule.cast,
        "needed": by_rule.needed,
        "outcome": vote.outcome,
        "by_lot": vote.by_lot,
        "explanation": vote.explanation,
        "resolution": vote.resolution,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _who(person: PersonFacts | None) -> Who | None:
    if person is None:
        return None
    return person.name if person.number is None else person.number
