"""Whether the facts of a year add up; what does not is not printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coopadmin.annual.facts import YearFacts
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Term
from coopadmin.ledger.agreement import check_statements
from coopadmin.members.facts import KindFacts, MembersFacts


def check_facts(facts: YearFacts) -> Iterator[Problem]:
    """Everything that does not add up: totals and their parts, the year's start and its end."""
    yield from _check_members(facts)
    yield from _check_contributions(facts)
    yield from _check_capital(facts)
    yield from _check_hours(facts)
    if facts.books is not None:
        yield from check_statements(facts.books)


def _check_members(facts: YearFacts) -> Iterator[Problem]:
    members = facts.members
    counted: list[MembersFacts | KindFacts] = [members, *members.by_kind]
    for each in counted:
        if each.start + each.joined - each.left != each.end:
            yield Problem(
                "report.members",
                N_(
                    "Members do not add up: {start} at the start, {joined} joined and {left} left"
                    " do not make {end} at the end. Check the file."
                ),
                {
                    "start": each.start,
                    "joined": each.joined,
                    "left": each.left,
                    "end": each.end,
                },
            )
    for name in ("start", "joined", "left", "end"):
        parts = sum(getattr(kind, name) for kind in members.by_kind)
        yield from _compare(N_("members by kind"), parts, getattr(members, name))
    yield from _compare(
        N_("reasons of leaving"), sum(number for _reason, number in members.reasons), members.left
    )
    if facts.years:
        yield from _compare(
            N_("members at the end of the year"), facts.years[-1].members, members.end
        )


def _check_contributions(facts: YearFacts) -> Iterator[Problem]:
    year = facts.contributions
    kinds = year.by_kind
    yield from _compare(
        N_("contributions charged"), Money.total(each.charged for each in kinds), year.charged
    )
    yield from _compare(
        N_("contributions paid"), Money.total(each.paid for each in kinds), year.paid
    )
    yield from _compare(
        N_("contributions open"), Money.total(each.open for each in kinds), year.open
    )
    yield from _compare(N_("charges"), sum(each.count for each in kinds), year.charges)


def _check_capital(facts: YearFacts) -> Iterator[Problem]:
    for each in facts.capital.kinds:
        moved = each.paid_in + each.added + each.converted + each.repaid
        yield from _compare(N_("members' capital"), each.start + moved, each.end)


def _check_hours(facts: YearFacts) -> Iterator[Problem]:
    hours = facts.hours
    yield from _compare(
        N_("hours by activity"),
        Duration.total(each.worked for each in hours.by_activity),
        hours.total,
    )
    yield from _compare(
        N_("hours by month"), Duration.total(each.worked for each in hours.by_month), hours.total
    )
    if facts.before.hours is not None and not facts.before.typed:
        yield from _compare(
            N_("hours by activity of the year before"),
            Duration.total(each.previous for each in hours.by_activity),
            facts.before.hours,
        )


def _compare(what: str, parts: Any, whole: Any) -> Iterator[Problem]:
    if parts != whole:
        yield Problem(
            "report.parts",
            N_(
                "{what} do not add up: the parts are {parts}, the total is {whole}. Check the file."
            ),
            {"what": Term(what), "parts": parts, "whole": whole},
        )
