"""The list of members as a file for a spreadsheet, with the parts of each name apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coopadmin.formats.addresses import HOME
from coopadmin.formats.listing import Cell, ListColumn, ListGroup, Listing, Written
from coopadmin.members.queries import MemberRow, list_members
from coopadmin.members.rules import STATUSES
from coopadmin.people.names import spoken_name
from coopadmin.people.own_fields import list_own_fields, own_values
from coopadmin.people.own_rules import typed_own
from coopadmin.people.queries import list_cards
from coopadmin.people.rules import ORGANISATION, NewPerson, phone_line
from coopadmin.store import Books
from coopadmin.words import N_, _, date_short

# Headings that reading a list knows again.
HEADINGS = (
    N_("Member number"),
    N_("Name"),
    N_("Call name"),
    N_("Initials"),
    N_("Prefix"),
    N_("Surname"),
    N_("Organisation"),
    N_("Street"),
    N_("House number"),
    N_("House letter"),
    N_("House addition"),
    N_("Postcode"),
    N_("Town"),
    N_("Country"),
    N_("E-mail"),
    N_("Phone"),
    N_("Mobile"),
    N_("Membership kind"),
    N_("Member since"),
    N_("Member until"),
    N_("State"),
)


def members_listing(books: Books, membership_ids: Sequence[int], day: date) -> Listing:
    """These memberships in this order, with all that is kept to reach them, as it is on `day`.

    Account numbers stay in the file: a list of them is nobody's business.
    """
    rows = {row.membership_id: row for row in books.ask(list_members, day)}
    shown = [rows[one] for one in membership_ids if one in rows]
    cards = books.ask(list_cards, {row.person_id for row in shown})
    fields, own = books.ask(list_own_fields, in_use=True), books.ask(own_values)
    lines = [
        [
            Written(cell, "" if cell is None else str(cell))
            for cell in (
                *_line(row, cards[row.person_id].person),
                *(
                    typed_own(field.kind, own.get(row.person_id, {}).get(field.number, ""))
                    for field in fields
                ),
            )
        ]
        for row in shown
    ]
    return Listing(
        _("Members on {day}").format(day=date_short(day)),
        [
            *(ListColumn(_(heading)) for heading in HEADINGS),
            *(ListColumn(field.name) for field in fields),
        ],
        lambda: [ListGroup("", lines)],
    )


def _line(row: MemberRow, person: NewPerson) -> list[Cell]:
    whole = person.organisation_name if person.nature == ORGANISATION else spoken_name(person)
    return [
        row.number,
        whole,
        person.call_name or person.first_names,
        person.initials,
        person.prefix,
        person.surname,
        person.organisation_name,
        person.street,
        person.house_number,
        person.house_letter,
        person.house_addition,
        person.postcode,
        person.town,
        "" if person.country == HOME else person.country,
        person.email,
        phone_line(person.phone),
        phone_line(person.mobile),
        row.kind,
        row.since,
        row.until,
        _(STATUSES[row.status]),
    ]
