"""What a deadline is: kinds, days of notice, what may be written down and renewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.problem import N_, Problem, question

VOG = "vog"
KINDS = {
    "contract": N_("Contract"),
    "insurance": N_("Insurance"),
    "permit": N_("Permit"),
    VOG: N_("Certificate of conduct"),
    "grant": N_("Grant"),
    "other": N_("Other"),
}
DAYS, MONTHS = "days", "months"
UNITS = {MONTHS: N_("months"), DAYS: N_("days")}
DOCUMENT = "document"
"""The role of an attachment that belongs to a deadline."""
VOG_YEARS = 3
"""So long a certificate of conduct is good by custom: DOMAIN 7.3."""
NO_PAPER = N_("Of a certificate of conduct only the days are kept, never the paper itself.")


@dataclass(frozen=True)
class NewDeadline:
    """Something that ends on a day; of a certificate, seen on `since` and repeated on `until`.

    Who wants to act does so `notice` `unit`s before the end at the latest. `renews` says that it
    goes on by itself when nobody acts.
    """

    kind: str
    title: str
    until: date
    since: date | None = None
    notice: int = 0
    unit: str = MONTHS
    renews: bool = False
    keeper: str = ""
    note: str = ""


def last_notice(until: date, notice: int, unit: str) -> date:
    """The last day on which one can act; of months, the same day so many months before."""
    return add_months(until, -notice) if unit == MONTHS else until - timedelta(days=notice)


def next_end(kind: str, since: date | None, until: date) -> date:
    """When the next period would end: as long as this one, or a year where its begin is unknown.

    A certificate is repeated after three years.
    """
    if kind == VOG:
        return add_months(until, 12 * VOG_YEARS)
    after = until + timedelta(days=1)
    if since is None or since >= after:
        return add_months(until, 12)
    months = 12 * (after.year - since.year) + after.month - since.month
    if months and add_months(since, months) == after:
        return add_months(after, months) - timedelta(days=1)
    return until + (after - since)


def check_deadline(new: NewDeadline, today: date) -> Iterator[Problem]:
    """A name, a known kind and unit, an end after the begin; a certificate says when it was seen.

    A day that is over already is asked about.
    """
    if not new.title.strip():
        yield Problem("deadline.title", N_("Fill in what ends."), field="title")
    for code, text, known in (("kind", new.kind, KINDS), ("unit", new.unit, UNITS)):
        if text not in known:
            yield Problem(
                f"deadline.{code}",
                N_("“{text}” is not known. Choose one of: {choices}."),
                {"text": text, "choices": ", ".join(known)},
                code,
            )
    if new.notice < 0:
        yield Problem("deadline.notice", N_("A number cannot be less than zero."), field="notice")
    if new.since is not None and new.until < new.since:
        yield Problem(
            "deadline.ends_before",
            N_("The period ends before it begins. Turn the two days round."),
            field="until",
        )
    elif new.until < today:
        yield question(
            "deadline.over",
            N_("{until} is over already. Is that right?"),
            {"until": new.until},
            "until",
        )
    if new.kind == VOG:
        yield from _check_vog(new, today)


def _check_vog(new: NewDeadline, today: date) -> Iterator[Problem]:
    if new.since is None:
        yield Problem("deadline.seen", N_("Fill in on which day you saw it."), field="since")
    elif new.since > today:
        yield Problem(
            "deadline.seen", N_("{since} is still to come."), {"since": new.since}, "since"
        )
    if new.renews:
        yield Problem(
            "deadline.vog_renews",
            N_("A certificate of conduct does not renew by itself."),
            field="renews",
        )


def check_renewal(old_until: date, until: date) -> Iterator[Problem]:
    """The next period ends later than this one."""
    if until <= old_until:
        yield Problem(
            "deadline.no_later",
            N_("Choose a day after {until}, when this period ends."),
            {"until": old_until},
            "until",
        )


def check_documents(kind: str, documents: int) -> Iterator[Problem]:
    """Of a certificate of conduct no paper is kept: DOMAIN 7.3."""
    if kind == VOG and documents:
        yield Problem("deadline.vog_paper", NO_PAPER, field="kind")
