"""The facts of a year as JSON: English keys, labels of book years, no ids."""

from __future__ import annotations

from typing import Any

from coopadmin.annual.facts import YearFacts
from coopadmin.ledger.exchange import balance_as_json, income_as_json
from coopadmin.meetings.queries import DecisionRow, HeldMeeting
from coopadmin.meetings.retiring import ScheduleRow
from coopadmin.people.queries import OfficerRow


def year_as_json(facts: YearFacts) -> dict[str, Any]:
    """Everything that the report prints, as `figures FILE YEAR --json` writes it.

    Amounts are Money and durations Duration; whoever writes makes them strings and minutes.
    `counts` has the rides, meals and visits of activities; `unit` is a token of UNITS, and
    `most_people` the most different people written down at once, who do not add up. Hours of
    people without names are within `total_minutes`, those people are not among `volunteers`.
    """
    return {
        "year": facts.year.label,
        "first": facts.year.first,
        "last": facts.year.last,
        "as_of": facts.on,
        "cooperative": {
            "name": facts.cooperative.name,
            "legal_form": facts.cooperative.legal_form,
            "municipality": facts.cooperative.municipality,
        },
        "report": {
            "adopted_on": facts.standing.adopted_on,
            "resolution": facts.standing.resolution,
            "meeting_on": facts.standing.meeting_on,
        },
        "members": _members(facts),
        "contributions": _contributions(facts),
        "capital": _capital(facts),
        "hours": _hours(facts),
        "books": _books(facts),
        "counts": [
            {
                "activity": each.activity,
                "unit": each.unit,
                "number": each.number,
                "previous": each.previous,
                "most_people": each.people,
                "target": each.target,
            }
            for each in facts.counts
        ],
        "activities": [
            {
                "name": each.name,
                "theme": each.theme,
                "aim": each.aim,
                "target_group": each.target_group,
                "leads": [lead.name for lead in each.leads],
            }
            for each in facts.activities
        ],
        "meetings": [_meeting(each) for each in facts.meetings.meetings],
        "other_resolutions": [_decision(each) for each in facts.meetings.other_decisions],
        "officers": [_officer(each) for each in facts.officers],
        "retirement_schedule": [_retiring(each) for each in facts.schedule],
        "previous": {
            "year": facts.before.label,
            "total_minutes": facts.before.hours,
            "volunteers": facts.before.volunteers,
            "charged": facts.before.charged,
            "typed_in": sorted(facts.before.typed),
        },
    }


def _books(facts: YearFacts) -> dict[str, Any] | None:
    if facts.books is None:
        return None
    return {
        "balance_sheet": balance_as_json(facts.books),
        "income": income_as_json(facts.books),
    }


def _members(facts: YearFacts) -> dict[str, Any]:
    members = facts.members
    return {
        "start": members.start,
        "joined": members.joined,
        "left": members.left,
        "end": members.end,
        "persons": members.persons,
        "estimated": members.estimated,
        "by_kind": [
            {
                "kind": each.kind,
                "start": each.start,
                "joined": each.joined,
                "left": each.left,
                "end": each.end,
            }
            for each in members.by_kind
        ],
        "reasons": dict(members.reasons),
        "years": [
            {"year": each.label, "members": each.members, "typed_in": each.typed}
            for each in facts.years
        ],
    }


def _contributions(facts: YearFacts) -> dict[str, Any]:
    year = facts.contributions
    return {
        "charged": year.charged,
        "paid": year.paid,
        "let_go": year.let_go,
        "open": year.open,
        "charges": year.charges,
        "payers": year.payers,
        "by_kind": [
            {
                "kind": each.kind,
                "charges": each.count,
                "charged": each.charged,
                "paid": each.paid,
                "let_go": each.let_go,
                "open": each.open,
            }
            for each in year.by_kind
        ],
        "tariffs": [
            {"kind": each.kind, "valid_from": each.valid_from, "amount": each.amount}
            for each in year.tariffs
        ],
    }


def _capital(facts: YearFacts) -> dict[str, Any]:
    capital = facts.capital
    return {
        "start": capital.start,
        "end": capital.end,
        "unpaid": capital.unpaid,
        "due_next_year": capital.due,
        "by_kind": [
            {
                "kind": each.kind,
                "treatment": each.treatment,
                "start": each.start,
                "paid_in": each.paid_in,
                "added": each.added,
                "converted": each.converted,
                "repaid": each.repaid,
                "end": each.end,
                "holders": each.holders,
            }
            for each in capital.kinds
        ],
    }


def _hours(facts: YearFacts) -> dict[str, Any]:
    hours = facts.hours
    return {
        "total_minutes": hours.total,
        "estimated_minutes": hours.estimated,
        "volunteers": hours.volunteers,
        "group_minutes": hours.grouped,
        "group_people": hours.group_people,
        "by_activity": {each.activity: each.worked for each in hours.by_activity},
        "by_month": {f"{each.month.first:%Y-%m}": each.worked for each in hours.by_month},
        "activities": [
            {
                "activity": each.activity,
                "minutes": each.worked,
                "volunteers": each.volunteers,
                "previous_minutes": each.previous,
                "target_minutes": each.target,
            }
            for each in hours.by_activity
        ],
    }


def _meeting(meeting: HeldMeeting) -> dict[str, Any]:
    totals = meeting.totals
    return {
        "body": meeting.body,
        "title": meeting.title,
        "held_on": meeting.held_on,
        "status": meeting.status,
        "present": totals.present,
        "represented": totals.represented,
        "guests": totals.guests,
        "votes": totals.votes,
        "voters": totals.voters,
        "resolutions": [_decision(each) for each in meeting.decisions],
    }


def _decision(decision: DecisionRow) -> dict[str, Any]:
    return {
        "number": decision.number,
        "decided_on": decision.decided_on,
        "subject": decision.subject,
        "text": decision.text,
        "outcome": decision.outcome,
        "for": decision.votes_for,
        "against": decision.votes_against,
        "blank": decision.votes_blank,
        "invalid": decision.votes_invalid,
    }


def _retiring(row: ScheduleRow) -> dict[str, Any]:
    return {
        "name": row.officer.name,
        "body": row.officer.body,
        "group": row.officer.group_name,
        "ends": row.officer.planned_last,
        "term": row.officer.number,
        "most_terms": row.most or None,
        "state": row.state,
        "can_be_appointed_again": row.again,
    }


def _officer(officer: OfficerRow) -> dict[str, Any]:
    return {
        "name": officer.name,
        "body": officer.body,
        "office": officer.office,
        "first": officer.first,
        "planned_last": officer.planned_last,
        "last": officer.last,
        "term": officer.number,
    }
