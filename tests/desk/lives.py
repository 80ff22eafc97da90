"""A former member who did everything one can do here, under a name that nobody else has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach, detach
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import pay_contribution, run_charges, set_tariff
from coopadmin.deadlines.rules import VOG, NewDeadline
from coopadmin.deadlines.service import add_deadline
from coopadmin.desk.duplicates import person_numbered
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import merge_people
from coopadmin.desk.rules import NewTask, TaskKey
from coopadmin.desk.service import add_task, finish_task
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.meetings.presence import record_attendance
from coopadmin.meetings.service import plan_meeting
from coopadmin.members.queries import find_member, list_kinds
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.people.consent_rules import NewConsent
from coopadmin.people.consenting import give_consent
from coopadmin.people.household_rules import NewHousehold
from coopadmin.people.householding import form_household
from coopadmin.people.note_rules import NewNote
from coopadmin.people.noting import add_note, remove_note
from coopadmin.people.rules import ChangedPerson, NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint, change_person, end_term
from coopadmin.store import Books
from coopadmin.volunteers.queries import list_volunteers
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours, take_off_list
from tests.meetings.village import MEETING

SINCE = date(2020, 1, 1)
GEERTJE = NewPerson(
    salutation="mrs",
    title="dr.",
    initials="G.Q.",
    first_names="Geertruida Quirina",
    call_name="Geertje",
    prefix="van der",
    surname="Wolkammer",
    partner_prefix="ten",
    partner_surname="Hagedoorn",
    name_usage="own-partner",
    birth_date=date(1951, 8, 17),
    street="Smederijpad",
    house_number=4711,
    house_letter="Q",
    house_addition="hs",
    postcode="9182 QX",
    town="Tjerkgaast",
    email="geertje.wolkammer@voorbeeld.nl",
    phone="+31513777001",
    mobile="+31612777002",
    iban="NL13COOP0417164300",
    note="Wil graag voorin zitten",
)
CONTACT = [
    "Smederijpad", "Vlinderdreef", "9182 QX", "9182QX", "Tjerkgaast", "wolkammer@", "513777001",
    "612777002", "0513-777001", "1951-08-17", "voorin zitten", "Bakt graag", "Belt laat",
    "formulier van mei", "remark of hers", "Qz half typed",
]  # fmt: skip
NAME = ["Geertje", "Geertruida", "Wolkammer", "Hagedoorn", "NL13COOP0417164300"]
LETTER = b"%PDF-1.7\nBrief aan mevrouw Wolkammer\n%%EOF\n"
SHARED = b"%PDF-1.7\nVoor twee mensen\n%%EOF\n"


@dataclass(frozen=True)
class Life:
    person_id: int
    other_id: int
    number: int


def live(books: Books, *, left: date = date(2025, 12, 1)) -> Life:
    """Somebody with everything, who gave notice on a day; and Sjoerd, with whom she lived."""
    kind = books.ask(list_kinds)[0].id
    books.do(set_tariff, NewTariff(kind, SINCE, Money(2500)))
    old = replace(GEERTJE, street="Vlinderdreef", email="oud.wolkammer@voorbeeld.nl")
    books.do(admit_member, NewMember(kind, SINCE, old, number=7, remark="remark of hers"))
    geertje = books.ask(person_numbered, 7)
    sjoerd = NewPerson(call_name="Sjoerd", surname="Dijkstra", street="Kade", town="Beemd")
    books.do(admit_member, NewMember(kind, SINCE, sjoerd, number=8))
    other = books.ask(person_numbered, 8)
    books.do(change_person, ChangedPerson(geertje, GEERTJE))
    again = books.do(add_person, replace(GEERTJE, call_name="Geertruida", email="", phone=""))
    books.do(merge_people, MergedPeople(geertje, again))
    books.do(form_household, NewHousehold((geertje, other), SINCE))
    books.do(add_note, NewNote(geertje, "Bakt graag"))
    books.do(remove_note, books.do(add_note, NewNote(geertje, "Belt laat")))
    books.do(give_consent, NewConsent(geertje, "newsletter", SINCE, source="formulier van mei"))
    bus = books.do(add_activity, NewActivity("Dorpsbus"))
    day = date(2025, 5, 6)
    books.do(record_hours, NewHours(geertje, bus, day, day, Duration(90), note="Qz reed mee"))
    for row in books.ask(list_volunteers, bus):
        books.do(take_off_list, row.task_id, date(2025, 12, 31))
    term = books.do(appoint, NewTerm(geertje, "board", "chair", SINCE))
    books.do(end_term, term, date(2024, 12, 31))
    books.do(run_charges, "2025")
    for number in (7, 8):
        books.do(pay_contribution, NewPayment(number, "2025", dated=date(2025, 12, 31)))
    books.do(attach, NewAttachment(Owner("person", geertje), "wolkammer.pdf", LETTER))
    gone = NewAttachment(Owner("person", geertje), "eerder-wolkammer.pdf", LETTER + b"oud")
    books.do(detach, books.do(attach, gone))
    for each in (geertje, other):
        books.do(attach, NewAttachment(Owner("person", each), "samen.pdf", SHARED))
    task = books.do(add_task, NewTask("Geertje van der Wolkammer-ten Hagedoorn bellen"))
    books.do(add_task, NewTask("G.Q. VAN DER WOLKAMMER-TEN HAGEDOORN terugbellen"))
    assert isinstance(task, TaskKey)
    books.do(finish_task, task)
    title = "VOG Geertje van der Wolkammer-ten Hagedoorn"
    books.do(add_deadline, NewDeadline(VOG, title, date(2028, 1, 1), date(2025, 1, 1)))
    meeting = books.do(plan_meeting, MEETING)
    books.do(record_attendance, meeting, [geertje, other])
    books.keep_draft("members", f"person/{geertje}", '{"note": "Qz half typed"}')
    books.do(terminate_membership, end_of(books, 7, left))
    return Life(geertje, other, 7)


def end_of(books: Books, number: int, notice: date) -> NewTermination:
    row = books.ask(find_member, number)
    assert row is not None
    return NewTermination(row.membership_id, "by-member", notice)
