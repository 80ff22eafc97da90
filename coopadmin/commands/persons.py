"""Somebody whom a command line names: the parts of a name typed as one text."""

from __future__ import annotations

from datetime import date

from coopadmin.formats.names import split_full_name
from coopadmin.people.rules import NewPerson


def person_named(name: str, email: str = "", birth_date: date | None = None) -> NewPerson:
    """The person of a NAME such as “Annie van den Berg”."""
    parts = split_full_name(name)
    return NewPerson(
        salutation=parts.salutation,
        title=parts.title,
        initials=parts.initials,
        first_names=parts.first_names,
        call_name=parts.call_name,
        prefix=parts.prefix,
        surname=parts.surname,
        email=email,
        birth_date=birth_date,
    )
