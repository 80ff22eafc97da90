"""What happened with one person across all features: the operations, and what each changed."""

from __future__ import annotations

from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from coopadmin.contributions.queries import list_charges, list_payments
from coopadmin.desk.changed import ChangedRow, changed_rows
from coopadmin.desk.history import DoneRow, done_among
from coopadmin.kernel.calendar import Period
from coopadmin.members.applications import applications_of
from coopadmin.members.queries import memberships_of
from coopadmin.members.suspended import list_sanctions
from coopadmin.people.consents import consents_of
from coopadmin.people.own_fields import ids_of_values
from coopadmin.people.queries import officers_of_year
from coopadmin.store.history import changes_of

_EVER = Period(date.min, date.max)


def history_of_person(
    session: Session, person_id: int, limit: int = 100
) -> list[tuple[DoneRow, tuple[ChangedRow, ...]]]:
    """Operations on a person, applications, memberships, charges, payments, consents, offices,
    newest first, each with what it changed of these.

    Hours are left out: they have a place of their own and would bury the rest.
    """
    memberships = memberships_of(session, person_id)
    charges = list_charges(session, person_id=person_id)
    payments = [
        payment
        for member in memberships
        for payment in list_payments(session, member_number=member.number)
    ]
    rows = {
        "person": [person_id],
        "membership": [row.membership_id for row in memberships],
        "sanction": [
            row.id
            for row in list_sanctions(session)
            if row.membership_id in {member.membership_id for member in memberships}
        ],
        "application": list(applications_of(session, person_id)),
        "charge": [row.id for row in charges],
        "open_item": [row.open_item_id for row in charges],
        "settlement": [row.settlement_id for row in payments],
        "consent": [row.id for row in consents_of(session, person_id) if row.id is not None],
        "own_value": ids_of_values(session, person_id),
        "term_of_office": [
            term.term_id for term in officers_of_year(session, _EVER) if term.person_id == person_id
        ],
    }
    changes = changes_of(session, rows)
    page = done_among(session, changes, limit)
    told = iter(changed_rows(session, [change for row in page for change in changes[row.id]]))
    return [(row, tuple(islice(told, len(changes[row.id])))) for row in page]
