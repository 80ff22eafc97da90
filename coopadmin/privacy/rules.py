"""Data breaches and their 72 hours, and what may be written in the register and the statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopadmin.kernel.problem import N_, Problem, question

HOURS = timedelta(hours=72)
"""So soon a breach is reported after it was discovered: AVG 33(1)."""
UNLIKELY, RISK, HIGH = "unlikely", "risk", "high"
RISKS = {
    UNLIKELY: N_("No risk to be expected"),
    RISK: N_("A risk for the people concerned"),
    HIGH: N_("A high risk for the people concerned"),
}
OPEN, DONE, NOT = "open", "done", "not"
REPORTS = {
    OPEN: N_("Still to be decided"),
    DONE: N_("Reported to the AP"),
    NOT: N_("Not reported to the AP"),
}
TELLINGS = {
    OPEN: N_("Still to be decided"),
    DONE: N_("The people concerned were told"),
    NOT: N_("The people concerned were not told"),
}
# Paragraphs of the statement and lines of the register, each with a text of its own per language.
PARAGRAPHS = (
    "who",
    "why",
    "sources",
    "recipients",
    "transfers",
    "terms",
    "security",
    "rights",
    "complaint",
    "changes",
)
CONTACT = "contact"
TEXTS = (*PARAGRAPHS, CONTACT)
LONGEST_TEXT, LONGEST_NAME = 6000, 120
MOST_PEOPLE = 20_000_000


@dataclass(frozen=True)
class NewBreach:
    """A breach of personal data as AVG 33(5) has it written down.

    `people` says whose data, `number` of how many, or None while unknown. `report` and `telling`
    are tokens; done needs a moment or day, not done a reason.
    """

    discovered: datetime
    what: str
    happened_on: date | None = None
    people: str = ""
    number: int | None = None
    held: str = ""
    consequences: str = ""
    measures: str = ""
    risk: str = RISK
    report: str = OPEN
    reported: datetime | None = None
    report_reason: str = ""
    telling: str = OPEN
    told_on: date | None = None
    telling_reason: str = ""


@dataclass(frozen=True)
class NewProcessing:
    """What the board says of a processing: of one that the program knows, its purpose and who
    receives data; of an own one everything. `key` is empty for a new own one.
    """

    key: str
    purpose: str
    recipients: str = ""
    name: str = ""
    people: str = ""
    held: str = ""
    ground: str = ""
    kept: str = ""


def report_before(discovered: datetime) -> datetime:
    """The last moment to report without saying why it is late."""
    return discovered + HOURS


def check_breach(new: NewBreach, now: datetime) -> Iterator[Problem]:
    """What happened and when, and for each decision the day or the reason (AVG 33 and 34)."""
    if not new.what.strip():
        yield Problem("breach.what", N_("Write down what happened."), field="what")
    if new.discovered > now:
        yield Problem("breach.future", N_("This moment is still to come."), field="discovered")
    if new.happened_on is not None and new.happened_on > new.discovered.date():
        yield Problem(
            "breach.before",
            N_("It was discovered on {day}. It cannot have happened later."),
            {"day": new.discovered.date()},
            "happened_on",
        )
    if new.number is not None and not 0 <= new.number <= MOST_PEOPLE:
        yield Problem(
            "breach.number", N_("Fill in a number of people, or nothing."), field="number"
        )
    for name, value, known in (
        ("risk", new.risk, RISKS),
        ("report", new.report, REPORTS),
        ("telling", new.telling, TELLINGS),
    ):
        if value not in known:
            yield Problem(
                f"breach.{name}",
                N_("“{text}” is not known. Choose one of: {choices}."),
                {"text": value, "choices": ", ".join(known)},
                name,
            )
    if new.discovered <= now:
        yield from _check_report(new, now)
    yield from _check_telling(new, now.date())
    for name in ("what", "people", "held", "consequences", "measures"):
        yield from check_length(getattr(new, name), name)


def _check_report(new: NewBreach, now: datetime) -> Iterator[Problem]:
    if new.report == DONE and new.reported is None:
        yield Problem("breach.reported", N_("Fill in when it was reported."), field="reported")
    elif new.report == DONE and new.reported is not None:
        late = new.reported > report_before(new.discovered)
        if new.reported > now:
            yield Problem("breach.future", N_("This moment is still to come."), field="reported")
        elif new.reported < new.discovered:
            yield Problem(
                "breach.reported_before",
                N_("It was reported before it was discovered. Look at both moments."),
                field="reported",
            )
        elif late and not new.report_reason.strip():
            yield Problem(
                "breach.late",
                N_("Reported after more than 72 hours: fill in why so late (AVG 33)."),
                field="report_reason",
            )
    elif new.report == NOT:
        if not new.report_reason.strip():
            yield Problem(
                "breach.reason", N_("Fill in why it was not reported."), field="report_reason"
            )
        if new.risk in (RISK, HIGH):
            yield question(
                "breach.risk",
                N_("Where there is a risk, a breach is reported (AVG 33). Why is it right?"),
                field="report",
            )


def _check_telling(new: NewBreach, today: date) -> Iterator[Problem]:
    if new.telling == DONE and new.told_on is None:
        yield Problem("breach.told", N_("Fill in when they were told."), field="told_on")
    elif new.telling == DONE and new.told_on is not None:
        if new.told_on > today:
            yield Problem("breach.future", N_("This day is still to come."), field="told_on")
        elif new.told_on < new.discovered.date():
            yield Problem(
                "breach.told_before",
                N_("They were told before it was discovered. Look at both days."),
                field="told_on",
            )
    elif new.telling == NOT and not new.telling_reason.strip():
        yield Problem(
            "breach.untold", N_("Fill in why they were not told."), field="telling_reason"
        )
    if new.telling == NOT and new.risk == HIGH:
        yield question(
            "breach.high",
            N_("With a high risk the people concerned are told (AVG 34). Why is it right?"),
            field="telling",
        )


def check_processing(new: NewProcessing, known: bool) -> Iterator[Problem]:
    """A purpose; an own one (not `known` to the program) has a name and says whose data."""
    for name in ("purpose",) if known else ("name", "purpose", "people", "held", "ground", "kept"):
        if not getattr(new, name).strip():
            yield Problem("processing.empty", N_("Fill this in: the AVG asks for it."), field=name)
    for name in ("purpose", "recipients", "people", "held", "ground", "kept"):
        yield from check_length(getattr(new, name), name)
    yield from check_length(new.name, "name", LONGEST_NAME)


def check_text(key: str, text: str) -> Iterator[Problem]:
    """A paragraph that exists, not too long."""
    if key not in TEXTS:
        yield Problem(
            "privacy.text",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": key, "choices": ", ".join(TEXTS)},
            "key",
        )
    yield from check_length(text, "text")


def check_length(text: str, field: str, longest: int = LONGEST_TEXT) -> Iterator[Problem]:
    """A text that fits on paper."""
    if len(text) > longest:
        yield Problem(
            "privacy.long",
            N_("This is longer than {longest} characters. Make it shorter."),
            {"longest": longest},
            field,
        )
