"""Where in the program an operation can be seen: the page, and the thing on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment
from coopadmin.contributions.model import Charge
from coopadmin.cooperative.queries import resolution_number
from coopadmin.ledger.model import Line
from coopadmin.store.audit import table_of
from coopadmin.store.model import Change

Place = tuple[str, Any]


def place_of(session: Session, done_id: int) -> Place | None:
    """The page and place of the first row that an operation changed; None when it is gone.

    Of a row that is no more it is the page alone.
    """
    change = session.scalars(
        select(Change)
        .where(Change.done_id == done_id, Change.table_name.in_(_PLACES))
        .order_by(Change.id)
        .limit(1)
    ).first()
    if change is None:
        return None
    table = table_of(change.table_name)
    row = session.execute(select(table).where(table.c.id == change.row_id)).mappings().first()
    gone = {} if row is not None else json.loads(change.before or "{}") | {"id": None}
    values = {column.key: (row or gone).get(column.key) for column in table.columns}
    return _PLACES[change.table_name](session, SimpleNamespace(**values))


def _at(page: str, column: str) -> Callable[[Session, Any], Place]:
    return lambda _session, row: (page, getattr(row, column))


def _in(page: str, place: str | None = None) -> Callable[[Session, Any], Place]:
    return lambda _session, _row: (page, place)


def _charge(column: str) -> Callable[[Session, Any], Place]:
    def place(session: Session, row: Any) -> Place:
        item = getattr(row, column)
        charge = session.scalar(select(Charge.id).where(Charge.open_item_id == item))
        booked = select(Line.entry_id).where(Line.open_item_id == item).order_by(Line.entry_id)
        if charge is None and (entry_id := session.scalars(booked).first()) is not None:
            return "ledger", ("entry", entry_id)
        return "contributions", charge

    return place


def _ledger(kind: str, column: str) -> Callable[[Session, Any], Place]:
    def place(_session: Session, row: Any) -> Place:
        there = getattr(row, column)
        return "ledger", None if row.id is None or there is None else (kind, there)

    return place


def _resolution(_session: Session, row: Any) -> Place:
    number = None if row.id is None else resolution_number(row.body, row.year, row.sequence)
    return "meetings", number


def _deadline(_session: Session, row: Any) -> Place:
    return "settings", "deadlines" if row.id is None else f"deadlines {row.number}"


def _breach(_session: Session, row: Any) -> Place:
    return "settings", "privacy breaches" if row.id is None else f"privacy breach {row.number}"


def _year_end(_session: Session, row: Any) -> Place:
    return "ledger", f"year-end {row.book_year}"


def _household(_session: Session, row: Any) -> Place:
    return "members", "households" if row.id is None else f"households {row.number}"


def place_of_document(session: Session, attachment_id: int) -> Place | None:
    """Where what a document belongs to is seen; None when the document is gone."""
    found = session.get(Attachment, attachment_id)
    return None if found is None else _attachment(session, found)


def _selection(_session: Session, row: Any) -> Place:
    return "members", None if row.id is None else f"selection {row.name}"


def _attachment(session: Session, row: Any) -> Place:
    """Where its owner is seen."""
    table = table_of(row.owner_table)
    found = session.execute(select(table).where(table.c.id == row.owner_id)).mappings().first()
    if row.owner_table not in _PLACES or found is None:
        return "settings", "style"
    return _PLACES[row.owner_table](session, SimpleNamespace(**found))


_MEETING = _at("meetings", "meeting_id")
_PLACES: Mapping[str, Callable[[Session, Any], Place]] = {
    "action_item": _MEETING,
    "account": _ledger("account", "id"),
    "accrual": _in("ledger", "more accruals"),
    "accrual_part": _in("ledger", "more accruals"),
    "activity": _at("hours", "id"),
    "activity_lead": _at("hours", "activity_id"),
    "agenda_item": _MEETING,
    "alias": _at("members", "of_id"),
    "application": _at("members", "id"),
    "attachment": _attachment,
    "attendance": _MEETING,
    "bookkeeping": _in("ledger"),
    "breach": _breach,
    "capital_movement": _in("contributions", "capital"),
    "cash_count": _in("ledger", "cash"),
    "charge": _at("contributions", "id"),
    "charge_run": _in("contributions"),
    "consent": _at("members", "person_id"),
    "consent_purpose": _in("settings", "privacy consents"),
    "cooperative": _in("settings", "cooperative"),
    "credit_note": _at("contributions", "charge_id"),
    "dated_rate": _in("settings", "rates"),
    "deadline": _deadline,
    "depreciation": _in("ledger", "more assets"),
    "different_people": _at("members", "one_id"),
    "earlier_figure": _at("annual", "book_year"),
    "budget": _in("ledger", "budget"),
    "budget_line": _in("ledger", "budget"),
    "entry": _ledger("entry", "id"),
    "exceptional_year": _in("settings", "cooperative"),
    "extended_term": _at("annual", "book_year"),
    "explanation": _in("ledger", "income"),
    "fixed_asset": _in("ledger", "more assets"),
    "fund": _in("ledger", "more funds"),
    "former_number": _at("members", "person_id"),
    "hour_entry": _at("hours", "activity_id"),
    "household": _household,
    "household_stay": _at("members", "person_id"),
    "line": _ledger("entry", "entry_id"),
    "mail_server": _in("settings", "mail"),
    "came_back": _at("members", "person_id"),
    "letter_template": _at("letters", "code"),
    "meeting": _at("meetings", "id"),
    "membership": _at("members", "id"),
    "membership_kind": _in("settings", "kinds"),
    "open_item": _charge("id"),
    "own_field": _in("settings", "own_fields"),
    "own_processing": _in("settings", "privacy register"),
    "own_task": _in("overview"),
    "own_value": _at("members", "person_id"),
    "person": _at("members", "id"),
    "person_note": _at("members", "person_id"),
    "privacy_text": _in("settings", "privacy statement"),
    "proxy": _MEETING,
    "report_text": _at("annual", "section"),
    "resolution": _resolution,
    "sanction": _at("members", "membership_id"),
    "selection": _selection,
    "sending": _at("letters", "number"),
    "settlement": _charge("open_item_id"),
    "share_kind": _in("contributions", "capital"),
    "statutes_profile": _in("settings", "statutes"),
    "task_mark": _in("overview"),
    "tariff": _in("contributions", "tariffs"),
    "term_of_office": _in("settings", "officers"),
    "volunteer_task": _at("hours", "activity_id"),
    "vote": _MEETING,
    "year_check": _year_end,
    "year_note": _year_end,
    "year_step": _year_end,
}
