"""Papers about members: the list for members themselves, and birthdays and jubilees.

On the list everybody stands by name, reached only as each consented to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.members.jubilees import CelebrationFacts, CelebrationRow, years_written
from coopadmin.members.queries import MemberRow
from coopadmin.paper import (
    CODE,
    DATE,
    NUMBER,
    Block,
    Built,
    Column,
    Heading,
    House,
    Look,
    Paper,
    Strip,
    Table,
    Text,
)
from coopadmin.paper.printing import build
from coopadmin.people.rules import phone_line
from coopadmin.words import _, count, date_long, date_short, day_and_month, speaking


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
        day = _("On {day}, {count} members").format(day=date_long(facts.on), count=count(len(rows)))
        return build(_paper(facts.cooperative, how, title, day, blocks))


def celebrations_paper(facts: CelebrationFacts, how: Printing) -> Built:
    """Birthdays and jubilees of a period, by day, to hang up or to take along."""
    with speaking(how.language):
        period = _("{first} to {last}").format(
            first=date_long(facts.period.first), last=date_long(facts.period.last)
        )
        title = _("Birthdays and jubilees")
        any_guessed = any(row.estimated for row in facts.jubilees)
        blocks: list[Block] = [
            Strip(
                [
                    (_("Birthdays"), count(len(facts.birthdays))),
                    (_("Jubilees"), count(len(facts.jubilees))),
                ]
            ),
            Heading(_("Jubilees")),
            _jubilees(facts.jubilees),
            *(
                [Text(_("* The first day of this membership is an estimate."))]
                if any_guessed
                else []
            ),
            Heading(_("Birthdays")),
            _birthdays(facts.birthdays),
        ]
        return build(_paper(facts.cooperative, how, title, period, blocks))


def _birthdays(rows: Sequence[CelebrationRow]) -> Table:
    columns = [
        Column(_("Day"), DATE),
        Column(_("Name"), strong=True),
        Column(_("Age"), NUMBER),
        Column(_("Address")),
        Column(_("Telephone")),
    ]
    lines = [
        [day_and_month(row.day), row.name, str(row.age), _address(row), row.phone] for row in rows
    ]
    return Table(columns, lines, when_empty=_("Nobody has a birthday in this period."))


def _jubilees(rows: Sequence[CelebrationRow]) -> Table:
    columns = [
        Column(_("Day"), DATE),
        Column(_("No."), CODE),
        Column(_("Name"), strong=True),
        Column(_("Years"), NUMBER),
        Column(_("Since")),
        Column(_("Address")),
    ]
    lines = [
        [
            day_and_month(row.day),
            f"{row.number:04d}",
            row.name,
            years_written(row.months),
            f"{date_short(row.since)}{' *' if row.estimated else ''}",
            _address(row),
        ]
        for row in rows
    ]
    return Table(columns, lines, when_empty=_("Nobody has a jubilee in this period."))


def _address(row: CelebrationRow) -> str:
    return ", ".join(part for part in (row.address, row.town) if part)


def _paper(
    cooperative: CooperativeFacts,
    how: Printing,
    title: str,
    subheading: str,
    blocks: Sequence[Block],
) -> Paper:
    contact = [line for line in (cooperative.email, cooperative.website) if line]
    return Paper(
        title=title,
        house=House(cooperative.name, contact),
        language=how.language,
        on=how.on,
        heading=title,
        subheading=subheading,
        running=title,
        blocks=blocks,
        look=Look(accent=cooperative.accent, large=how.large),
    )
