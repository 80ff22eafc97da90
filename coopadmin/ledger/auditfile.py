"""The books of one year as an audit file, for the tax office, an accountant or another program."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from coopadmin import __version__
from coopadmin.cooperative.queries import get_book_year, get_cooperative
from coopadmin.formats.auditfile import (
    BALANCE,
    RESULT,
    AuditAccount,
    AuditCompany,
    AuditFile,
    AuditJournal,
    AuditLine,
    AuditRelation,
    AuditTransaction,
    OpeningLine,
)
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.chart import RGS_VERSION
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import JOURNAL_CODES, JOURNALS, OPENING, PURCHASE, entry_number
from coopadmin.ledger.entry_queries import find_bookkeeping, trial_balance
from coopadmin.ledger.model import Account, Entry, Fund, Line, OpenItem
from coopadmin.ledger.places import BALANCE_KINDS
from coopadmin.ledger.queries import name_or_nothing
from coopadmin.members.model import Membership
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.words import _

# Who a line is about: a person by id, or somebody by name whom only the booking knows.
Who = int | str


def audit_file_of(session: Session, label: str, created: date) -> AuditFile:
    """The books of a book year, in a fixed number of statements; its sums are `trial_balance`.

    Persons stand in it by name and by member number, others by a number of this file alone.
    Raises Refused when no books are kept here, or not yet in that year.
    """
    year = get_book_year(session, label)
    begun = find_bookkeeping(session)
    if begun is None or year.first < begun.first:
        raise refuse(
            "auditfile.no_books",
            N_("No books are kept here of {year}. Choose a later year, or begin the books first."),
            year=label,
        )
    here = get_cooperative(session)
    rows = _rows(session, label)
    open_before = _open_before(session, label)
    activities = activity_names(session)
    relations, numbers = _relations(session, rows, open_before)
    journals = {journal: list[AuditTransaction]() for journal in JOURNALS if journal != OPENING}
    for _entry, group in groupby(rows, attrgetter("entry_id")):
        lines = list(group)
        journals[lines[0].journal].append(_transaction(lines, numbers, activities))
    return AuditFile(
        company=AuditCompany(here.name, here.chamber_number, town=here.town),
        year=year,
        created=created,
        program="coopadmin",
        program_version=__version__,
        accounts=tuple(
            AuditAccount(
                each.number, each.name, BALANCE if each.kind in BALANCE_KINDS else RESULT, each.rgs
            )
            for each in list_accounts(session)
        ),
        relations=relations,
        opening=tuple(
            OpeningLine(row.number, row.opening)
            for row in trial_balance(session, label)
            if row.opening
        ),
        journals=tuple(
            AuditJournal(JOURNAL_CODES[journal], _(JOURNALS[journal]), journal, tuple(entries))
            for journal, entries in journals.items()
            if entries
        ),
        rgs_version=RGS_VERSION,
    )


def _rows(session: Session, label: str) -> list[Any]:
    """The lines of the year with all that they are about, by entry; one statement."""
    person = func.coalesce(OpenItem.person_id, Entry.person_id)
    return list(
        session.execute(
            select(
                Line.entry_id,
                Line.amount,
                Line.description,
                Entry.journal,
                Entry.book_year,
                Entry.number,
                Entry.dated,
                Entry.description.label("what"),
                Entry.party,
                Entry.source,
                Account.number.label("account"),
                OpenItem.direction,
                OpenItem.reference,
                Line.activity_id,
                Fund.name.label("fund"),
                person.label("person_id"),
                *NAME_COLUMNS,
            )
            .join(Entry, Entry.id == Line.entry_id)
            .join(Account, Account.id == Line.account_id)
            .outerjoin(OpenItem, OpenItem.id == Line.open_item_id)
            .outerjoin(Fund, Fund.id == Line.fund_id)
            .outerjoin(Person, Person.id == person)
            .where(Line.book_year == label, Entry.journal != OPENING)
            .order_by(Entry.journal, Entry.number, Line.position)
        )
    )


def _transaction(
    rows: list[Any], numbers: dict[Who, str], activities: dict[int, str]
) -> AuditTransaction:
    head = rows[0]
    number = entry_number(head.journal, head.book_year, head.number)
    lines = tuple(
        AuditLine(
            row.account,
            row.amount,
            row.dated,
            row.reference or number,
            row.description,
            numbers.get(_who(row), ""),
            activities.get(row.activity_id, ""),
            row.fund or "",
        )
        for row in rows
    )
    return AuditTransaction(number, head.dated, head.what, lines, head.source)


def _who(row: Any) -> Who:
    who: Who = row.person_id or row.party
    return who


def _open_before(session: Session, label: str) -> dict[int, Any]:
    """What each person had open when the year began, by id."""
    statement = (
        select(OpenItem.person_id, func.sum(Line.amount).label("amount"), *NAME_COLUMNS)
        .join(OpenItem, OpenItem.id == Line.open_item_id)
        .join(Entry, Entry.id == Line.entry_id)
        .join(Person, Person.id == OpenItem.person_id)
        .where(or_(Line.book_year < label, (Line.book_year == label) & (Entry.journal == OPENING)))
        .group_by(Person.id)
        .order_by(Person.id)
    )
    return {row.person_id: row for row in session.execute(statement) if row.amount}


def _relations(
    session: Session, rows: list[Any], open_before: dict[int, Any]
) -> tuple[tuple[AuditRelation, ...], dict[Who, str]]:
    """Everybody whom the year is about, and the number of each in this file."""
    names: dict[Who, str] = {person: name_or_nothing(row) for person, row in open_before.items()}
    moved: defaultdict[Who, int] = defaultdict(int)
    sides: defaultdict[Who, set[str]] = defaultdict(set)
    for row in rows:
        who = _who(row)
        if not who:
            continue
        names.setdefault(who, name_or_nothing(row) or row.party)
        if row.direction:
            moved[who] += row.amount.cents
            sides[who].add("customer" if row.direction == "receivable" else "supplier")
        elif row.journal == PURCHASE:
            sides[who].add("supplier")
    members: dict[Who, int] = dict(
        session.execute(
            select(Membership.person_id, func.min(Membership.number)).group_by(Membership.person_id)
        ).all()
    )
    numbers = {who: f"{members[who]:04d}" for who in names if who in members}
    others = [who for who in names if who not in numbers]
    numbers |= {who: f"R{at:04d}" for at, who in enumerate(others, 1)}
    relations = []
    for who, name in names.items():
        opening = open_before[who].amount if who in open_before else ZERO
        found = sides[who] or {"customer", "supplier"}
        kind = found.pop() if len(found) == 1 else "both"
        closing = opening + Money(moved[who])
        relations.append(AuditRelation(numbers[who], name, kind, opening, closing))
    return tuple(sorted(relations, key=attrgetter("number"))), numbers
