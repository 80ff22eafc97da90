"""The letter that welcomes a new member and tells the member number, as a proposal."""

from __future__ import annotations

from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.members.queries import get_membership
from coopadmin.people.names import salutation_of
from coopadmin.people.queries import get_person
from coopadmin.words import _, date_long


def welcome_letter(session: Session, membership_id: int) -> str:
    """In the language spoken; to be changed by who sends it."""
    card = get_membership(session, membership_id)
    person = get_person(session, card.person_id).person
    template, values = salutation_of(person)
    cooperative = get_cooperative(session).name
    lines = [
        f"{_(template).format(**values)},",
        "",
        _("Welcome as a member of {name}. You are a member from {day} on.").format(
            name=cooperative, day=date_long(card.since)
        ),
        _("Your member number is {number}; kind of membership: {kind}.").format(
            number=f"{card.number:04d}", kind=card.kind
        ),
        _("Would you mention that number whenever you write or pay?"),
        "",
        _("You can end the membership in writing; the statutes say by when."),
        "",
        _("With kind regards,"),
        cooperative,
    ]
    return "\n".join(lines)
