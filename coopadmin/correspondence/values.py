"""What the fields of a letter say to each person, and to a household together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_book_years, get_cooperative
from coopadmin.correspondence.fields import item_values
from coopadmin.correspondence.recipients import Message
from coopadmin.correspondence.rules import HEIRS, OCCASIONS
from coopadmin.kernel.iban import shown_iban
from coopadmin.kernel.money import Money
from coopadmin.ledger.donations import Given, given_by
from coopadmin.ledger.queries import OpenItemRow, list_open_items
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.people.names import (
    formal_name,
    given_name,
    salutation_of,
    spoken,
    spoken_name,
    surname_parts,
)
from coopadmin.people.queries import list_cards, list_officers
from coopadmin.people.rules import OFFICES, NewPerson, address_line, phone_line
from coopadmin.store.work import CHUNK
from coopadmin.words import _, date_long, listed, money

FEW = 6
SIGNING = ("secretary", "chair", "vice-chair", "treasurer")


@dataclass(frozen=True, slots=True)
class _Member:
    number: int
    kind: str
    since: date
    until: date | None
    notice_on: date | None


def values_for(
    session: Session,
    occasion: str,
    messages: Sequence[Message],
    on: date,
    capital: Mapping[int, Money] | None = None,
) -> list[dict[str, object]]:
    """The fields of each message by their keys, in the language spoken.

    `capital` is what people hold, which a floor above this one knows.
    """
    ids = {person for each in messages for person in each.person_ids}
    cards = list_cards(session, ids)
    members = _memberships(session, ids, on)
    owed, owing = _open(session, ids, "receivable"), _open(session, ids, "payable")
    common = _common(session, on)
    gifts = _gifts(session, on)
    heirs = OCCASIONS[occasion].reaches == HEIRS
    found = []
    for each in messages:
        people = [cards[person].person for person in each.person_ids]
        items = [item for person in each.person_ids for item in owed[person]]
        credit = Money.total(item.open for p in each.person_ids for item in owing[p])
        held = Money.total((capital or {}).get(person, Money(0)) for person in each.person_ids)
        found.append(
            {
                **common,
                **(_of_heirs(people[0]) if heirs else _of_people(people)),
                **_of_members([one for p in each.person_ids for one in members[p]], on),
                "open_amount": money(Money.total(item.open for item in items)),
                "open_items": [
                    item_values(item.description, money(item.open), date_long(item.due))
                    for item in items
                ],
                "credit": money(credit) if credit else "",
                "capital": money(held) if held else "",
                **gifts.of(each.person_ids),
            }
        )
    return found


def _open(session: Session, ids: Collection[int], direction: str) -> dict[int, list[OpenItemRow]]:
    """What is open with each; of a few people, for a preview, each asked by himself."""
    found: dict[int, list[OpenItemRow]] = defaultdict(list)
    items = (
        [
            item
            for person in ids
            for item in list_open_items(session, person_id=person, direction=direction)
        ]
        if len(ids) <= FEW
        else list_open_items(session, direction=direction)
    )
    for item in items:
        if item.person_id is not None and item.person_id in ids:
            found[item.person_id].append(item)
    return found


@dataclass(frozen=True)
class _Gifts:
    """What people gave in this book year and the one before, by person."""

    now: Mapping[int, Given]
    before: Mapping[int, Given]

    def of(self, people: Collection[int]) -> dict[str, object]:
        """The fields about gifts; nothing for who gave nothing."""
        now = [self.now[each] for each in people if each in self.now]
        before = [self.before[each] for each in people if each in self.before]
        last = max([*now, *before], key=lambda each: each.dated, default=None)
        totals = [Money.total(each.total for each in given) for given in (now, before)]
        gifts, gifts_before = (money(total) if total else "" for total in totals)
        return {
            "gift": "" if last is None else money(last.amount),
            "gift_on": "" if last is None else date_long(last.dated),
            "gift_for": "" if last is None else last.purpose,
            "gifts": gifts,
            "gifts_before": gifts_before,
        }


def _gifts(session: Session, on: date) -> _Gifts:
    years = get_book_years(session)
    year = years.on(on)
    before = years.before(year)
    return _Gifts(given_by(session, year.first, on), given_by(session, before.first, before.last))


def _common(session: Session, on: date) -> dict[str, object]:
    ours = get_cooperative(session)
    years = get_book_years(session)
    year = years.on(on)
    return {
        "cooperative": ours.name,
        "our_email": ours.email,
        "our_website": ours.website,
        "our_account": shown_iban(ours.iban),
        "our_town": ours.town,
        "sender": signature(session, on),
        "today": date_long(on),
        "book_year": year.label,
        "last_book_year": years.before(year).label,
    }


def signature(session: Session, on: date) -> str:
    """Who signs: the name and the office of the secretary, or else of the chair."""
    board = {row.office: row for row in reversed(list_officers(session, on, "board"))}
    for office in SIGNING:
        if office in board:
            return f"{board[office].name}\n{_(OFFICES[office]).lower()}"
    return _("The board")


def _of_people(people: Sequence[NewPerson]) -> dict[str, object]:
    first = people[0]
    return {
        "salutation": _salutation(people),
        "greeting": _greeting(people),
        "name": names_together(people),
        "formal_name": listed([formal_name(each) for each in people]),
        "first_name": listed([given_name(each) or each.organisation_name for each in people]),
        **_contact(first),
        "died_on": "",
    }


def _of_heirs(person: NewPerson) -> dict[str, object]:
    dear = _("Dear relatives of {name}").format(name=spoken_name(person))
    return {
        "salutation": dear,
        "greeting": dear,
        "name": spoken_name(person),
        "formal_name": formal_name(person),
        "first_name": given_name(person) or spoken_name(person),
        **_contact(person),
        "died_on": "" if person.death_date is None else date_long(person.death_date),
    }


def _contact(person: NewPerson) -> dict[str, object]:
    return {
        "address": address_line(
            person.street, person.house_number, person.house_letter, person.house_addition
        ),
        "postcode": person.postcode,
        "town": person.town,
        "email": person.email,
        "phone": phone_line(person.mobile or person.phone),
    }


def _salutation(people: Iterable[NewPerson]) -> str:
    """`Geachte mevrouw Bergsma, geachte heer Bergsma`; the same one once."""
    said = []
    for each in people:
        template, values = salutation_of(each)
        said.append(_(template).format(**values))
    once = list(dict.fromkeys(said))
    return ", ".join([once[0], *(each[:1].lower() + each[1:] for each in once[1:])])


def _greeting(people: Sequence[NewPerson]) -> str:
    """`Beste Jan en Tineke`, where everybody's name in use is known."""
    if all(each.call_name or each.first_names for each in people):
        names = listed([given_name(each) for each in people])
        return _("Hello {name}").format(name=names)
    return _salutation(people)


def names_together(people: Sequence[NewPerson]) -> str:
    """`Jan en Tineke Bergsma` where they share a surname, else every name."""
    parts = {surname_parts(each) for each in people}
    if len(people) > 1 and len(parts) == 1 and all(given_name(each) for each in people):
        ((prefix, core),) = parts
        if core:
            return spoken(listed([given_name(each) for each in people]), prefix, core)
    return listed([spoken_name(each) for each in people])


def _memberships(session: Session, ids: Iterable[int], on: date) -> dict[int, list[_Member]]:
    """By person, those that run on the day, or else the last there was or will be."""
    found: dict[int, list[_Member]] = defaultdict(list)
    asked = sorted(ids)
    for start in range(0, len(asked), CHUNK):
        rows = session.execute(
            select(
                Membership.person_id,
                Membership.number,
                MembershipKind.name,
                Membership.since,
                Membership.until,
                Membership.notice_on,
            )
            .join(MembershipKind, MembershipKind.id == Membership.kind_id)
            .where(Membership.person_id.in_(asked[start : start + CHUNK]))
            .order_by(Membership.since, Membership.number)
        )
        for row in rows:
            found[row.person_id].append(
                _Member(row.number, row.name, row.since, row.until, row.notice_on)
            )
    for person, theirs in found.items():
        running = [one for one in theirs if one.since <= on and (one.until or date.max) >= on]
        found[person] = running or theirs[-1:]
    return found


def _of_members(rows: Sequence[_Member], on: date) -> dict[str, object]:
    if not rows:
        names = ("member_number", "kind", "member_since", "member_years", "member_until")
        return dict.fromkeys((*names, "notice_on"), "")
    first, last = rows[0], rows[-1]
    years = on.year - first.since.year - ((on.month, on.day) < (first.since.month, first.since.day))
    return {
        "member_number": listed([f"{row.number:04d}" for row in rows]),
        "kind": listed(list(dict.fromkeys(row.kind for row in rows))),
        "member_since": date_long(first.since),
        "member_years": str(max(years, 0)),
        "member_until": "" if last.until is None else date_long(last.until),
        "notice_on": "" if last.notice_on is None else date_long(last.notice_on),
    }
