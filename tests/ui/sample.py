"""Invented members on a page like those of the program, for the tests and the gallery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.kernel.iban import parse_iban
from coopadmin.kernel.money import Money
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action, Button
from coopadmin.ui.kit.cards import Card, Panel
from coopadmin.ui.kit.choices import Filters, Option, Tabs
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Search
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import WARN, Message
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Chip, Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import amount


@dataclass(frozen=True)
class Member:
    id: int
    number: str
    name: str
    street: str
    since: int
    owed: Money
    state: str


_NAMES = """Annie van den Berg-Holtrop/Molenweg 3/2014, Jan en Tineke Bergsma/Kerkstraat 18/2014,
Dirk Lindenberg/Achterdijk 41/2016, Geertje Bergsma/Dorpsstraat 7/2017,
Van Bergen Tuinaanleg/Veldweg 2/2017, Harm Steenbergen/Bergstraat 12/2019,
Ina Kuipers/Bergstraat 26/2019, Jolanda Zandbergen/Molenweg 55/2021,
Kees Rozenberg/Oude Vaart 9/2023, Luuk van den Bergh/Kerkstraat 4/2024,
Marieke Hillenberg/Bergstraat 3/2025, Siebe Bergman/Achterdijk 12/2025"""
_CHIPS = {
    "paid": ChipLook("Betaald", "good", "circle-check"),
    "open": ChipLook("Open € 20", "warn", "alert-triangle"),
    "invoice": ChipLook("Nota", "info", "mail"),
    "new": ChipLook("Nieuw"),
}


def members(count: int = 12) -> tuple[Member, ...]:
    lines = [line.strip().split("/") for line in _NAMES.split(",")]
    states = ["paid", "paid", "paid", "open", "paid", "paid", "invoice", "paid", "paid", "paid"]
    found = []
    for number in range(count):
        name, street, since = lines[number % len(lines)]
        state = states[number] if number < len(states) else "new"
        owed = Money(2000 if state == "open" else 0)
        found.append(
            Member(number + 1, f"{14 + number * 27:04d}", name, street, int(since), owed, state)
        )
    return tuple(found)


COLUMNS = (
    Column("number", "Nr", lambda row: row.number, Look.NUMBER, 44, sort=lambda row: row.number),
    Column(
        "name",
        "Naam",
        lambda row: row.name,
        Look.NAME,
        170,
        3,
        marked=True,
        sort=lambda row: row.name,
    ),
    Column("street", "Adres", lambda row: row.street, width=120, stretch=2, marked=True, drop=1),
    Column("since", "Sinds", lambda row: str(row.since), Look.DATE, 40),
    Column("owed", "Open (€)", lambda row: amount(row.owed), Look.AMOUNT, 60, drop=2),
    Column("paid", "Contributie 2025", look=Look.CHIP, chip=lambda row: _CHIPS[row.state]),
)

PARTS: tuple[Part, ...] = (
    (
        Field("first", "Voornaam", width=147),
        Field("prefix", "Tussenvoegsel", width=117, optional=True),
        Field("surname", "Achternaam", width=176),
    ),
    (
        Field("email", "E-mail", width=270, optional=True),
        Field("phone", "Telefoon", width=180, optional=True),
    ),
    Section(),
    (
        Field(
            "kind",
            "Lidsoort",
            Kind.CHOICE,
            width=270,
            choices=(Choice(1, "Persoonlijk, € 20 per jaar"), Choice(2, "Huishouden, € 30")),
        ),
        Field("since", "Lid sinds", Kind.DATE, width=180),
    ),
    Field("iban", "IBAN", optional=True, figures=True, parse=parse_iban),
    Field("mandate", "Machtiging geldt ook voor deze rekening", Kind.CHECK),
    Field("gift", "Gift", Kind.MONEY, optional=True, width=180, hint="Typ 1234,5 of 1234.50."),
)


class SamplePage(Page):
    """Search, filters, list and detail, as the page of the members has them."""

    TITLE: ClassVar[str] = "Leden"
    LISTENS: ClassVar[frozenset[str]] = frozenset({"activity"})
    USES_YEAR: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loaded = 0
        self.search = Search("Zoek op naam, straat of nummer")
        self.filters = Filters([Option("active", "Actief", 318), Option("ended", "Opgezegd", 11)])
        self.filters.choose("active")
        self.table = RowsTable(COLUMNS, "Leden")
        self.table.set_empty(EmptyState("Niemand gevonden", icon="search"))
        listing = Card(padded=False)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.filters)
        listing.body.addWidget(top)
        listing.body.addWidget(self.table, 1)
        self.foot, _note = listing.foot("", "Gezocht in naam en adres")
        self.panel = Panel("Geertje Bergsma")
        self.panel.header_row.addWidget(Button("Bewerken", self.edit, icon="pencil"))
        self.panel.body.addWidget(Chip("Actief lid", "good", "circle-check"))
        self.facts = Facts()
        self.panel.body.addWidget(self.facts)
        self.panel.body.addWidget(Tabs([Option("a", "Gegevens"), Option("b", "Geschiedenis")]))
        self.panel.body.addWidget(
            Message(WARN, "Contributie 2025 open: € 20", "Teruggeboekt op 31 maart 2025")
        )
        self.panel.body.addWidget(Text("IBAN gewijzigd", Role.NAME))
        self.panel.body.addStretch(1)
        self.both = ListDetail(listing, self.panel, self.table, "Alle leden", 416)
        self.hold(self.both)
        self.table.chosen.connect(self._show)
        self.search.searched.connect(self._search)
        self.search.go_down.connect(self.table.setFocus)
        self.form: Form | None = None

    def page_actions(self) -> Sequence[Action]:
        return (
            Action("Exporteren", self.reload, "download"),
            Action("Lijst inlezen", self.reload, "file-import"),
            Action("Nieuw lid", self.edit, "user-plus", primary=True, key="Ctrl+N"),
        )

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("Up", "Down"), "bladeren"),
            Hint(("Enter",), "bewerken"),
            Hint(("Ctrl+F",), "zoeken"),
            Hint(("Ctrl+N",), "nieuw lid"),
        )

    def first_focus(self) -> QWidget:
        return self.search

    def reload(self) -> None:
        self.loaded += 1
        self.header.set_title("Leden", "318 actieve leden: 190 persoonlijk, 116 huishouden")
        self._search(self.search.text())
        if self.table.current() is None:
            self.table.choose(4)

    def visit(self, place: Any) -> None:
        self.table.choose(place)

    def edit(self) -> None:
        if self.form is None:
            self.form = Form(PARTS, self._save, self.desk.today(), "Lid bewerken")
            self.form.set_values(VALUES)
            self.desk.keep_drafts(self.form, "members", "4")
            self.both.set_detail(self.form, 500)
        self.both.open_detail()

    def _save(self, values: dict[str, Any], answers: Mapping[str, str]) -> object:
        return values["surname"]

    def _search(self, text: str) -> None:
        rows = [row for row in members() if text.lower() in f"{row.name} {row.street}".lower()]
        self.table.set_rows(rows)
        self.table.mark(text)
        self.foot.setText(f"{len(rows)} van 318 leden")

    def _show(self, row: Member | None) -> None:
        if row is None:
            return
        self.panel.set_title(row.name)
        self.facts.set_facts([("Nummer", row.number), ("Adres", f"{row.street}, Beemdervelde")])


VALUES = {
    "first": "Geertje",
    "surname": "Bergsma",
    "email": "g.bergsma@voorbeeld.nl",
    "phone": "06 00 00 01 08",
    "kind": 1,
    "since": date(2017, 3, 1),
    "iban": "NL91ABNA0417164300",
}
