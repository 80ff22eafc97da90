"""An invented cooperative with two years behind it, made through operations only."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from coopadmin.activities.rules import NewActivity, NewCount
from coopadmin.activities.service import add_activity, set_count
from coopadmin.annual.rules import NewEarlierFigure, NewReportText
from coopadmin.annual.service import set_earlier_figure, set_report_text
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import pay_contribution, run_charges, set_tariff
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.meetings.agenda import NewItem, annual_agenda
from coopadmin.meetings.record import NewMeetingRecord, RecordedProxy, RecordedVote
from coopadmin.meetings.recording import record_meeting
from coopadmin.meetings.rules import NewMeeting
from coopadmin.meetings.service import plan_meeting
from coopadmin.meetings.votes import Ballots, NewVote
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.migrations import open_books
from coopadmin.people.queries import find_people
from coopadmin.people.rules import NewPerson, NewTerm
from coopadmin.people.service import appoint
from coopadmin.store import Books
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from coopadmin.words import speaking
from tests.fixtures import WHO, clock

VILLAGERS = (
    # call name, prefix, surname, kind (0 personal, 1 household, 2 organisation), first day
    ("Anneke", "de", "Roos", 0, date(2019, 3, 1)),
    ("Wim", "", "Terpstra", 0, date(2019, 3, 1)),
    ("Hanneke", "", "Brouwer", 1, date(2019, 3, 1)),
    ("Fenna", "de", "Haan", 1, date(2019, 5, 12)),
    ("Bert", "", "Holtrop", 0, date(2020, 1, 1)),
    ("Lies", "", "Bakker", 0, date(2020, 9, 3)),
    ("Harm", "", "Steenbergen", 1, date(2021, 2, 14)),
    ("Jolanda", "", "Zandbergen", 0, date(2021, 4, 1)),
    ("Arend", "", "Mulder", 1, date(2022, 1, 1)),
    ("Gerrit", "", "Vos", 0, date(2022, 6, 20)),
    ("Ina", "", "Kuipers", 0, date(2023, 1, 1)),
    ("Annie", "van den", "Berg", 1, date(2023, 8, 30)),
    ("Łukasz", "", "Wiśniewski", 0, date(2024, 2, 1)),
    ("Ayşe", "", "Yılmaz", 0, date(2024, 10, 1)),
    ("Sjoerd", "", "IJpma", 1, date(2025, 1, 1)),
    ("Marleen", "ter", "Horst", 0, date(2025, 4, 17)),
    ("Theo", "", "Quist", 0, date(2025, 9, 1)),
    ("Willem", "'t", "Hart", 0, date(2020, 1, 1)),
    ("Corrie", "", "Nijland", 0, date(2021, 7, 1)),
    ("Dirk", "", "Oosterhuis", 1, date(2022, 3, 1)),
    ("Greet", "", "Pot", 0, date(2026, 1, 15)),
)
ORGANISATION = ("Bakkerij De Korenaar & Zn. <Beemdervelde>", date(2023, 1, 1))
WORK = (
    # name, theme, aim, for whom, leads, who helps, minutes a month in 2024 and in 2025
    ("Dorpsbus", "transport", "Dat wie niet rijdt, toch komt waar hij moet zijn.",
     "Inwoners zonder auto", ("Bert", "Arend"), ("Bert", "Arend", "Gerrit", "Theo"), (690, 750)),
    ("Maaltijdservice", "meals", "Een goede maaltijd in gezelschap, dicht bij huis.",
     "Ouderen die alleen eten", ("Fenna", "Ina"), ("Fenna", "Ina", "Lies"), (480, 465)),
    ("Tuin en klus", "chores", "Dat mensen in hun eigen huis kunnen blijven wonen.",
     "", ("Harm",), ("Harm", "Gerrit"), (300, 330)),
    ("Bezoekdienst", "visits", "Aandacht voor wie weinig buiten komt.",
     "Inwoners van 75 jaar en ouder", ("Annie", "Jolanda"), ("Annie", "Jolanda"), (0, 195)),
)  # fmt: skip
SUMMER = (7, 8)


def fill(books: Books) -> None:
    """Everything an annual report of 2025 tells about, with 2024 before it."""
    _introduce(books)
    _settle(books)
    _work(books)
    _charge(books)
    _meet(books)
    _write(books)


def _introduce(books: Books) -> None:
    known = books.ask(get_cooperative)
    books.do(
        change_cooperative,
        ChangedCooperative(
            name=known.name,
            legal_form=known.legal_form,
            kind=known.kind,
            town=known.town,
            municipality=known.municipality,
            email="secretaris@beemdervelde.example",
            chamber_number="12345678",
        ),
    )


def person_id(books: Books, name: str) -> int:
    """The id of the first villager in whose name every word occurs."""
    return books.ask(find_people, name)[0].id


def _settle(books: Books) -> None:
    kinds = [kind.id for kind in books.ask(list_kinds)]
    for call_name, prefix, surname, kind, since in VILLAGERS:
        person = NewPerson(call_name=call_name, prefix=prefix, surname=surname)
        covered = 2 if kind == 1 else 1
        books.do(
            admit_member,
            NewMember(kinds[kind], since, person=person, persons_covered=covered),
        )
    name, since = ORGANISATION
    books.do(
        admit_member,
        NewMember(kinds[2], since, person=NewPerson("organisation", organisation_name=name)),
    )
    members = {row.name: row.membership_id for row in books.ask(list_members)}
    for name, reason, notice_on in (
        ("Willem 't Hart", "death", date(2025, 2, 9)),
        ("Corrie Nijland", "by-member", date(2025, 6, 30)),
        ("Dirk Oosterhuis", "by-member", date(2025, 10, 2)),
    ):
        books.do(
            terminate_membership,
            NewTermination(members[name], reason, notice_on, stated=notice_on),
        )
    for name, body, office, first in (
        ("Anneke Roos", "board", "chair", date(2023, 5, 24)),
        ("Wim Terpstra", "board", "secretary", date(2022, 5, 25)),
        ("Hanneke Brouwer", "board", "treasurer", date(2024, 5, 23)),
        ("Fenna Haan", "board", "member", date(2024, 5, 23)),
        ("Lies Bakker", "audit-committee", "member", date(2025, 5, 22)),
        ("Harm Steenbergen", "audit-committee", "member", date(2025, 5, 22)),
    ):
        books.do(appoint, NewTerm(person_id(books, name), body, office, first))


def _work(books: Books) -> None:
    for name, theme, aim, whom, leads, helpers, minutes in WORK:
        activity = books.do(
            add_activity,
            NewActivity(
                name,
                theme,
                aim,
                whom,
                lead_ids=tuple(person_id(books, each) for each in leads),
                unit="rides" if theme == "transport" else "",
                target_count=300 if theme == "transport" else None,
                target_hours=Duration(9000) if theme == "transport" else None,
            ),
        )
        people = [person_id(books, each) for each in helpers]
        for year, worked in zip((2024, 2025), minutes, strict=True):
            for month in range(1, 13) if worked else ():
                period = Period.month(year, month)
                length = Duration(worked // (2 if month in SUMMER else 1) // 15 * 15)
                helper = people[(month + year) % len(people)]
                books.do(
                    record_hours, NewHours(helper, activity, period.first, period.last, length)
                )
                if theme == "transport":
                    ridden = NewCount(activity, period.first, period.last, 20 + month)
                    books.do(set_count, ridden)
        if theme == "transport":
            day = date(2025, 9, 20)
            washing = NewHours(None, activity, day, day, Duration(12 * 120), people=12)
            books.do(record_hours, washing)


def _charge(books: Books) -> None:
    for kind, amounts in zip(
        books.ask(list_kinds), (("20", "22,50"), ("30", "32,50"), ("75", "75")), strict=True
    ):
        for year, amount in zip((2024, 2025), amounts, strict=True):
            books.do(
                set_tariff,
                NewTariff(kind.id, date(year, 1, 1), Money.parse(amount), "half-year"),
            )
    for label in ("2024", "2025"):
        books.do(run_charges, label, dated=date(int(label), 2, 1), due=date(int(label), 3, 1))
        for place, charge in enumerate(books.ask(list_charges, label)):
            if label == "2024" or place % 5 != 4:
                part = Money.parse("10") if place == 8 and label == "2025" else None
                books.do(
                    pay_contribution,
                    NewPayment(charge.member_number, label, part, dated=date(2025, 12, 1)),
                )


def _meet(books: Books) -> None:
    agenda = annual_agenda("2024", "2026", date(2024, 5, 23))
    deciding = [number for number, item in enumerate(agenda, 1) if item.proposal]
    ballots = (Ballots(9, 0, 1), Ballots(10), Ballots(8, 1, 1))
    books.do(
        record_meeting,
        NewMeetingRecord(
            NewMeeting(
                "Voorjaarsvergadering", date(2025, 5, 22), "19:30", "21:45", "Dorpshuis De Schakel",
                convened_on=date(2025, 5, 1),
            ),
            chair=1,
            minute_taker=2,
            items=agenda,
            attendance=(1, 2, 3, 4, 5, 7, 9, 11),
            proxies=(RecordedProxy(6, 1), RecordedProxy(8, 2)),
            votes=tuple(
                RecordedVote(number, NewVote(each))
                for number, each in zip(deciding, ballots, strict=True)
            ),
        ),
    )  # fmt: skip
    books.do(
        record_meeting,
        NewMeetingRecord(
            NewMeeting("Najaarsvergadering", date(2025, 11, 20), convened_on=date(2025, 10, 30)),
            items=(
                NewItem("decision", "Begroting 2026", proposal="De begroting 2026 is vastgesteld."),
                NewItem("decision", "Tweede bus", proposal="Er komt een tweede bus."),
            ),
            attendance=(1, 2, 3, 5, 12, 13),
            votes=(
                RecordedVote(1, NewVote(method="acclamation")),
                RecordedVote(2, NewVote(Ballots(2, 3, 1))),
            ),
        ),
    )
    books.do(plan_meeting, NewMeeting("Voorjaarsvergadering", date(2026, 5, 28)))


def _write(books: Books) -> None:
    for label, members in (("2018", 4), ("2019", 7), ("2020", 9), ("2022", 15)):
        books.do(set_earlier_figure, NewEarlierFigure(label, "members", members))
    text = (
        "De bus reed elke werkdag. Ook toen de brug dicht was.\n\n"
        "In 2025 kwamen er zeven mensen bij. Dank aan alle vrijwilligers, aan de gemeente & aan"
        " wie <b>kookte</b>.\n\nVolgend jaar:\n- een tweede bus\n- een avond per maand samen eten"
    )
    for section, said in (
        ("preface", text),
        ("contributions", "Wie de contributie niet kan betalen, belt de penningmeester."),
        ("outlook", "In 2026 zoeken wij acht nieuwe chauffeurs."),
    ):
        books.do(set_report_text, NewReportText("2025", section, "nl", said))


@cache
def _filled(founded: Path) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / founded.name
        path.write_bytes(founded.read_bytes())
        # It is kept for all tests, whatever language the first that asks for it speaks.
        with speaking("en"), open_books(path, who=WHO, origin="test", clock=clock) as books:
            fill(books)
        return path.read_bytes()


def village(founded: Path, target: Path) -> Path:
    """A copy of the filled cooperative, which is made of the founded one only once."""
    target.write_bytes(_filled(founded))
    return target
