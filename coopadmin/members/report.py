"""The list of members for members: everybody by name, reached only as each consented to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.members.queries import MemberRow
from coopadmin.paper import Block, Built, Column, House, Look, Paper, Table, Text
from coopadmin.paper.printing import build
from coopadmin.people.rules import phone_line
from coopadmin.words import _, count, date_long, speaking


@dataclass(frozen=True)
class ListFacts:
    """Members of a day, and the ids of who consents to being reached: by all that is known, or
    by telephone alone.
    """

    cooperative: CooperativeFacts
    on: date
    members: Sequence[MemberRow]
    reached: Collection[int]
    phoned: Collection[int]


@dataclass(frozen=True)
class Printing:
    """How a paper is printed: the day, the language (`nl`, `en`), large letters or not."""

    on: date
    language: str
    large: bool = False


@dataclass(frozen=True)
class ListedMember:
    """What other members may see of somebody; empty for what was not consented to."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


def listed_members(facts: ListFacts) -> list[ListedMember]:
    """Everybody once, by surname, with what each consented to show."""
    people = {row.person_id: row for row in facts.members}
    return [_listed(row, facts) for row in people.values()]


def _listed(row: MemberRow, facts: ListFacts) -> ListedMember:
    phones = " / ".join(phone_line(each) for each in (row.phone, row.mobile) if each)
    if row.person_id in facts.reached:
        # Most live where the cooperative is; of them the street is enough.
        town = "" if row.town == facts.cooperative.town else row.town
        place = ", ".join(part for part in (row.address, town) if part)
        return ListedMember(row.name, place, phones, row.email)
    return ListedMember(row.name, phone=phones if row.person_id in facts.phoned else "")


def members_list(facts: ListFacts, how: Printing) -> Built:
    """The list as a paper, with what it may be used for."""
    with speaking(how.language):
        rows = listed_members(facts)
        title = _("List of members")
        columns = [
            Column(_("Name"), strong=True, width=44),
            Column(_("Address")),
            Column(_("Telephone"), width=28),
            Column(_("E-mail"), width=58),
        ]
        lines = [[row.name, row.address, row.phone, row.email] for row in rows]
        words = _(
            "For members only, and only to be in touch with each other. Who did not consent is "
            "named without address, telephone and e-mail. Do not pass this list on."
        )
        blocks: list[Block] = [
            Text(words),
            Table(columns, lines, when_empty=_("There are no members on this day.")),
        ]
        cooperative = facts.cooperative
        contact = [line for line in (cooperative.email, cooperative.website) if line]
        return build(
            Paper(
                title=title,
                house=House(cooperative.name, contact),
                language=how.language,
                on=how.on,
                heading=title,
                subheading=_("On {day}, {count} members").format(
                    day=date_long(facts.on), count=count(len(rows))
                ),
                running=title,
                blocks=blocks,
                look=Look(accent=cooperative.accent, large=how.large),
            )
        )
