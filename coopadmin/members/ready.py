"""Selections that every file has: who has a birthday or a jubilee, has no e-mail, was not seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coopadmin.members.selection_rules import Selection
from coopadmin.words import _, month_name

NO_EMAIL, BIRTHDAYS, BIRTHDAYS_NEXT = "no-email", "birthdays", "birthdays-next"
JUBILEES, UNSEEN = "jubilees", "unseen"
MEMBERS = ("running", "leaving")
ALL_MEMBERS = Selection(status=MEMBERS)


@dataclass(frozen=True, slots=True)
class ReadySelection:
    """One of them on a day: a key that stays, and what it is called then."""

    key: str
    name: str
    selection: Selection


def ready_selections(on: date) -> list[ReadySelection]:
    """All of them as they are on a day, of the members of that day."""
    following = on.month % 12 + 1
    birthdays = _("Birthdays in {month}")
    return [
        ReadySelection(
            BIRTHDAYS,
            birthdays.format(month=month_name(on.month)),
            Selection(status=MEMBERS, birth_month=(on.month,)),
        ),
        ReadySelection(
            BIRTHDAYS_NEXT,
            birthdays.format(month=month_name(following)),
            Selection(status=MEMBERS, birth_month=(following,)),
        ),
        ReadySelection(
            JUBILEES,
            _("Jubilees of {year}").format(year=on.year),
            Selection(status=MEMBERS, jubilee=True),
        ),
        ReadySelection(NO_EMAIL, _("Without e-mail"), Selection(status=MEMBERS, email=False)),
        ReadySelection(UNSEEN, _("Not seen for a year"), Selection(status=MEMBERS, unseen=True)),
    ]
