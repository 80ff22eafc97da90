"""Who asks to become a member, who decides on it, and when that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.rules import has_liable_members
from coopadmin.kernel.problem import N_, Problem
from coopadmin.people.consent_rules import CHANNELS
from coopadmin.people.rules import NewPerson

WAITING, ADMITTED, REFUSED, WITHDRAWN = "waiting", "admitted", "refused", "withdrawn"
OUTCOMES = {
    WAITING: N_("Waits for a decision"),
    ADMITTED: N_("Admitted"),
    REFUSED: N_("Turned down"),
    WITHDRAWN: N_("Withdrawn"),
}
BOARD, MEETING = "BESTUUR", "ALV"
# How many years W.A. and B.A. keep a written application (BW 2:61).
YEARS_KEPT = 10


@dataclass(frozen=True)
class NewApplication:
    """Somebody new (`person`) or known (`person_id`) asks to become a member.

    `channel` is a token of CHANNELS; `kept_at` says where the written application lies;
    `consents` are the purposes that were consented to in it, by a `guardian` for a child.
    """

    kind_id: int
    applied_on: date
    person: NewPerson | None = None
    person_id: int | None = None
    channel: str = "form"
    kept_at: str = ""
    consents: tuple[str, ...] = ()
    guardian: str = ""


@dataclass(frozen=True)
class ChangedApplication:
    """An application as it is from now on; who applied stays."""

    application_id: int
    kind_id: int
    applied_on: date
    channel: str
    kept_at: str = ""


@dataclass(frozen=True)
class NewAdmission:
    """The board, or after a refusal the general meeting, admits an applicant from `since` on.

    Without `resolution_id` the resolution of that body is recorded in the same step.
    """

    application_id: int
    decided_on: date
    since: date
    body: str = BOARD
    resolution_id: int | None = None
    number: int | None = None
    number_told_on: date | None = None
    persons_covered: int = 1


@dataclass(frozen=True)
class NewRefusal:
    """The board does not admit an applicant; `told_on` is the day on which he heard of it."""

    application_id: int
    decided_on: date
    reason: str
    told_on: date | None = None
    resolution_id: int | None = None


def check_application(
    new: NewApplication | ChangedApplication, form: str, today: date
) -> Iterator[Problem]:
    """A day that can be; where members are liable a written application that is kept (BW 2:61)."""
    if new.channel not in CHANNELS:
        yield Problem(
            "application.channel",
            N_("“{text}” is not known here. Choose one of: {choices}."),
            {"text": new.channel, "choices": ", ".join(CHANNELS)},
            "channel",
        )
    if new.applied_on > today:
        yield Problem("application.future", N_("This day is still to come."), field="applied_on")
    if not has_liable_members(form):
        return
    if new.channel == "spoken":
        yield Problem(
            "application.spoken",
            N_("In a cooperative W.A. or B.A. people apply in writing (BW 2:61)."),
            field="channel",
        )
    if not new.kept_at.strip():
        yield Problem(
            "application.kept_at",
            N_("Say where the application is kept: for ten years, as BW 2:61 asks."),
            field="kept_at",
        )


def check_applicant(*, waiting: bool, member: bool) -> Iterator[Problem]:
    """Nobody applies twice at one time, and no member applies."""
    if waiting:
        yield Problem(
            "application.twice",
            N_("An application of this person waits for a decision already."),
            field="person_id",
        )
    if member:
        yield Problem(
            "application.member", N_("This person is a member already."), field="person_id"
        )


def check_decision(
    outcome: str, applied_on: date, decided_on: date, body: str, today: date
) -> Iterator[Problem]:
    """Decided once, not before it was asked; who was refused only the general meeting admits."""
    if outcome == ADMITTED:
        yield Problem("application.admitted", N_("This applicant was admitted already."))
    elif outcome == WITHDRAWN:
        yield Problem("application.withdrawn", N_("This application was withdrawn."))
    elif outcome == REFUSED and body != MEETING:
        yield Problem(
            "application.refused",
            N_("This applicant was refused; only the general meeting can still admit (BW 2:33)."),
            field="body",
        )
    if decided_on < applied_on:
        yield Problem(
            "application.before",
            N_("The application is of {applied}. Nothing was decided on it before that day."),
            {"applied": applied_on},
            "decided_on",
        )
    elif decided_on > today:
        yield Problem("application.future", N_("This day is still to come."), field="decided_on")


def check_admission(new: NewAdmission, applied_on: date) -> Iterator[Problem]:
    """A body that admits, no membership or number from before the application or decision."""
    if new.body not in (BOARD, MEETING):
        yield Problem(
            "application.body",
            N_("“{text}” is not known here. Choose one of: {choices}."),
            {"text": new.body, "choices": f"{BOARD}, {MEETING}"},
            "body",
        )
    if new.since < applied_on:
        yield Problem(
            "application.since",
            N_("The application is of {applied}. The membership cannot begin before that day."),
            {"applied": applied_on},
            "since",
        )
    if new.number_told_on is not None:
        yield from check_told(new.number_told_on, new.decided_on, "number_told_on")


def check_refusal(new: NewRefusal) -> Iterator[Problem]:
    """A refusal has a reason and is told after it was decided."""
    if not new.reason.strip():
        yield Problem(
            "application.reason", N_("Say why this applicant was refused."), field="reason"
        )
    if new.told_on is not None:
        yield from check_told(new.told_on, new.decided_on, "told_on")


def check_told(told_on: date, decided_on: date, field: str) -> Iterator[Problem]:
    """Nobody hears of a decision before it was taken."""
    if told_on < decided_on:
        yield Problem(
            "application.told",
            N_("It was decided on {decided}; nobody was told before that day."),
            {"decided": decided_on},
            field,
        )
