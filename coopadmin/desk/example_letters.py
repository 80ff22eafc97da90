"""Letters of the example: a text of its own, one that was changed, and an invitation sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coopadmin.correspondence.queries import get_template, list_sent
from coopadmin.correspondence.rules import EMAIL, LETTER, NewSending, NewTemplate
from coopadmin.correspondence.service import (
    make_sending,
    note_came_back,
    note_done,
    save_template,
)
from coopadmin.desk.letter_groups import people_of_group
from coopadmin.kernel.problem import N_
from coopadmin.people.queries import list_cards
from coopadmin.people.rules import ChangedPerson
from coopadmin.people.service import change_person
from coopadmin.store import Books
from coopadmin.words import _, date_in_full, language

_ASKED = {
    "topic": N_("Afternoon for volunteers"),
    "time": N_("from 2 to 5 in the afternoon"),
    "place": N_("De Schakel"),
    "message": N_("There is soup, music by the brass band, and a short ride in the bus."),
}
_ADDED = N_("Come along to our coffee morning, every first Tuesday of the month.")
LARGE = 3


def write_letters(books: Books, today: date) -> None:
    """Who wants large print, the texts, and the invitation to all volunteers."""
    _name, people = books.ask(people_of_group, "volunteers", today)
    cards = books.ask(list_cards, people)
    for person_id in people[-LARGE:]:
        person = replace(cards[person_id].person, large_print=True)
        books.do(change_person, ChangedPerson(person_id, person))
    _write_texts(books)
    _invite(books, people, today)


def _write_texts(books: Books) -> None:
    spoken = language()
    welcome = books.ask(get_template, "welcome", spoken)
    first, second, *rest = welcome.body.split("\n\n")
    body = "\n\n".join([first, second, _(_ADDED), *rest])
    books.do(
        save_template,
        NewTemplate("welcome", spoken, welcome.name, welcome.subject, body, code=welcome.code),
    )
    invitation = books.ask(get_template, "invitation", spoken)
    books.do(
        save_template,
        NewTemplate("invitation", spoken, _("Coffee morning"), invitation.subject, invitation.body),
    )


def _invite(books: Books, people: tuple[int, ...], today: date) -> None:
    day = today + timedelta(days=46)
    filled = {key: _(words) for key, words in _ASKED.items()}
    filled |= {
        "day": date_in_full(day),
        "reply_by": date_in_full(day - timedelta(days=10)),
    }
    number = books.do(
        make_sending, NewSending("invitation", language(), people, _("Volunteers"), filled)
    )
    for way in (LETTER, EMAIL):
        books.do(note_done, number, way)
    sent = books.ask(list_sent, number)
    for way, reason in ((EMAIL, N_("mailbox full")), (LETTER, N_("moved"))):
        last = next((row for row in reversed(sent) if row.way == way), None)
        if last is not None:
            books.do(note_came_back, last.person_id, way, today, _(reason))
