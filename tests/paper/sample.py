"""An invented cooperative on paper: every block of the house style, for tests and for the eye.

Run `python -m tests.paper.sample FOLDER` to write the documents there.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from coopadmin.paper import (
    CODE,
    DATE,
    NUMBER,
    Bar,
    BarChart,
    Blanks,
    Boxes,
    Byline,
    Chapter,
    Column,
    ColumnChart,
    Cover,
    Decision,
    Figure,
    Figures,
    Heading,
    House,
    Lead,
    LineChart,
    Look,
    Missing,
    Note,
    Number,
    Paper,
    Parcel,
    Report,
    Row,
    Section,
    Series,
    ShareChart,
    Signatures,
    Strip,
    Subhead,
    Table,
    Text,
    Total,
    accent,
    italic,
    strong,
)
from coopadmin.paper.printing import build

HOUSE = House(
    "Zorgcoöperatie Beemdervelde U.A.",
    ("Kerkplein 1, 0000 AB Beemdervelde", "secretaris@voorbeeld.nl", "KvK 00 00 00 00"),
)
MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
HOURS = (642, 655, 703, 712, 690, 668, 488, 452, 742, 866, 898, 834)


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def signed(number: int) -> str:
    sign = "+\u00a0" if number > 0 else "−\u00a0" if number < 0 else ""
    return sign + thousands(abs(number))


PREFACE = """In 2025 kwamen er zestien leden bij en reden onze chauffeurs 3.412 ritten. \
Dat zijn bijna veertien ritten per werkdag, altijd met iemand achter het stuur die de weg weet en \
even helpt met de tas. Toen de brug over de Oude Vaart zes weken dicht was, reden zij om.

In De Huiskamer zagen we wat een vast gezicht betekent. Op 148 dagdelen stond de koffie klaar. \
Achttien vrijwilligers en één coördinator zorgden samen voor 1.736 bezoeken. Mantelzorgers \
vertelden ons dat zij die middagen nodig hebben om het vol te houden.

Wat we volgend jaar willen:
- een tweede bus, als de gemeente meebetaalt;
- bezoek in de avond, ook op donderdag;
- Aandacht voor wie nog niet meedoet.

Dank aan alle leden, vrijwilligers, de gemeente Waterbeemd en de fondsen die ons steunden."""


def preface() -> Chapter:
    return Chapter(
        "Voorwoord",
        summary="Van de voorzitter",
        blocks=[
            Row(
                Note("Anneke de Roos", "voorzitter"),
                [
                    Lead("De bus reed elke werkdag. Ook toen de brug dicht was.", italic=True),
                    Text(PREFACE),
                    Byline("Anneke de Roos", "voorzitter"),
                ],
            )
        ],
    )


def glance() -> Chapter:
    return Chapter(
        "2025 in één oogopslag",
        summary="Zes cijfers, de geldstroom en onze doelen",
        blocks=[
            Figures(
                [
                    Figure("312", "leden", "16 meer dan eind 2024"),
                    Figure("8.350", "vrijwilligersuren", "384 meer dan in 2024"),
                    Figure("94", "actieve vrijwilligers", "bijna één op de drie leden"),
                    Figure("3.412", "ritten met de dorpsbus", "doel 3.200"),
                    Figure("1.736", "bezoeken aan De Huiskamer", "doel 1.600"),
                    Figure("€\u00a02.752", "over aan het eind van het jaar", "begroot € 600"),
                ]
            ),
            Row(
                Note("Waar het geld vandaan kwam", "Totaal € 67.840"),
                [
                    ShareChart(
                        [
                            Bar("Contributies", 7940, "7.940"),
                            Bar("Subsidies gemeente", 36500, "36.500"),
                            Bar("Eigen bijdragen", 18764, "18.764"),
                            Bar("Giften en fondsen", 4250, "4.250"),
                            Bar("Overig", 386, "386"),
                        ],
                        says="Meer dan de helft van het geld kwam van de gemeente.",
                    )
                ],
            ),
            Row(
                Note("Wat we beloofden", "Uit het jaarplan 2025, vastgesteld op 14 november 2024."),
                [
                    Table(
                        [Column(strong=False), Column()],
                        [
                            ["Dorpsbus rijdt elke werkdag", "251 van 251 werkdagen gereden"],
                            ["Huiskamer drie dagdelen per week open", "148 dagdelen"],
                            ["Bezoekdienst ook in de avond", "Alleen op dinsdag; nog 5 nodig"],
                        ],
                    )
                ],
            ),
        ],
    )


def members() -> Chapter:
    years = (148, 171, 189, 208, 221, 236, 254, 272, 296, 312)
    return Chapter(
        "Leden",
        lead="Het dorp telt ongeveer 1.150 huishoudens. Meer dan een kwart is inmiddels lid.",
        summary="Verloop, lidsoorten en tien jaar groei",
        blocks=[
            Row(
                Note(
                    "Verloop in 2025",
                    "Van de elf vertrokken leden zegden er zes op, verhuisden er twee en "
                    "overleden er drie.",
                ),
                [
                    Table(
                        [
                            Column("Lidsoort"),
                            Column("1 januari", NUMBER),
                            Column("Erbij", NUMBER),
                            Column("Eraf", NUMBER),
                            Column("31 december", NUMBER, now=True),
                        ],
                        [
                            ["Persoonlijk", "178", signed(17), signed(-7), "188"],
                            ["Huishouden", "107", signed(9), signed(-4), "112"],
                            ["Organisatie", "11", signed(1), "0", "12"],
                            Total(["Totaal", "296", signed(27), signed(-11), "312"]),
                        ],
                    )
                ],
            ),
            Row(
                Note("Tien jaar leden", "Stand op 31 december."),
                [
                    ColumnChart(
                        [
                            Bar(str(2016 + at), value, str(value), now=at == 9)
                            for at, value in enumerate(years)
                        ],
                        says="Van 148 leden in 2016 naar 312 in 2025.",
                    )
                ],
            ),
            Row(
                Note("Contributie", "Vastgesteld in de ledenvergadering van 22 mei 2025."),
                [
                    Text(
                        "Een persoonlijk lid betaalde in 2025 € 20, een huishouden € 30 en een "
                        "organisatie € 75. Aan het eind van het jaar stond bij elf leden nog "
                        "€ 310 open; zij kregen op 9 februari 2026 een herinnering."
                    ),
                    Text(("Voor 2026 blijft de contributie ", strong("gelijk"), ".")),
                ],
            ),
            Row(
                Note("Waarom mensen lid worden", "27 nieuwe leden, eigen opgave."),
                [
                    BarChart(
                        [
                            Bar("Om zelf hulp te krijgen", 11, "11"),
                            Bar("Om iets te betekenen", 9, "9"),
                            Bar("Via familie of buren", 5, "5"),
                            Bar("Anders", 2, "2"),
                        ],
                        says="Elf van de 27 om zelf hulp te krijgen.",
                    )
                ],
            ),
        ],
    )


ACTIVITIES = (
    ("Dorpsbus", 2184, 2046, 24),
    ("De Huiskamer", 1908, 1790, 18),
    ("Maaltijdservice", 1462, 1388, 19),
    ("Tuin- en klusdienst", 1126, 1170, 16),
    ("Bezoekdienst", 874, 812, 13),
    ("Bestuur en commissies", 796, 760, 9),
)


def hours() -> Chapter:
    return Chapter(
        "Vrijwilligersuren",
        lead="94 vrijwilligers maakten samen 8.350 uren. Dat is vijf procent meer dan in 2024.",
        summary="Per activiteit en per maand",
        blocks=[
            Row(
                Note("Per activiteit", "Balk: 2025. Streep: 2024."),
                [
                    BarChart(
                        [
                            Bar(name, value, thousands(value), before=before)
                            for name, value, before, _ in ACTIVITIES
                        ],
                        says="De dorpsbus vroeg de meeste uren: 2.184.",
                    )
                ],
            ),
            Row(
                Note(
                    "In cijfers",
                    "Vijf vrijwilligers helpen bij twee activiteiten. Zij tellen in het totaal "
                    "één keer mee.",
                ),
                [
                    Table(
                        [
                            Column("Activiteit"),
                            Column("Uren 2025", NUMBER, now=True),
                            Column("Uren 2024", NUMBER),
                            Column("Verschil", NUMBER),
                            Column("Vrijwilligers", NUMBER),
                        ],
                        [
                            *(
                                [n, thousands(a), thousands(b), signed(a - b), str(c)]
                                for n, a, b, c in ACTIVITIES
                            ),
                            Total(["Totaal", "8.350", "7.966", signed(384), "94"]),
                        ],
                    )
                ],
            ),
            Row(
                Note("Per maand", "In juli en augustus ligt de maaltijdservice stil."),
                [
                    ColumnChart(
                        [
                            Bar(month, value, str(value))
                            for month, value in zip(MONTHS, HOURS, strict=True)
                        ],
                        says="Het meest in november (898), het minst in augustus (452).",
                    )
                ],
            ),
            Row(
                "Zo tellen we",
                [
                    Text(
                        "Uren worden per activiteit en per week ingevuld door de coördinator en "
                        "aan het eind van de maand goedgekeurd. Reistijd telt niet mee."
                    )
                ],
            ),
        ],
    )


def money() -> Chapter:
    head = [
        Column("Baten, in euro’s"),
        Column("2025", NUMBER, now=True),
        Column("Begroot 2025", NUMBER),
        Column("Verschil", NUMBER),
        Column("2024", NUMBER),
        Column("Begroot 2026", NUMBER),
    ]
    income = (
        ("Contributies", 7940, 7800, 7460, 8180),
        ("Subsidies gemeente Waterbeemd", 36500, 36500, 33000, 36500),
        ("Eigen bijdragen van deelnemers", 18764, 18000, 16912, 19000),
        ("Vrijwilligers: onkosten, verzekering, scholing", 4862, 5200, 4310, 5300),
    )
    return Chapter(
        "Financiën",
        lead="We ontvingen € 67.840 en gaven € 65.088 uit. Er bleef €\u00a02.752 over.",
        summary="Baten en lasten, en toelichting",
        blocks=[
            Heading("Staat van baten en lasten 2025"),
            Table(
                head,
                [
                    Subhead("Wat vast is"),
                    *(
                        [
                            name,
                            thousands(a),
                            thousands(b),
                            signed(a - b),
                            thousands(c),
                            thousands(d),
                        ]
                        for name, a, b, c, d in income
                    ),
                    Total(["Totaal baten", "67.840", "65.600", signed(2240), "62.814", "67.530"]),
                ],
            ),
            Row(
                Note("Drie jaar", "In duizenden euro’s."),
                [
                    LineChart(
                        ["2021", "2022", "2023", "2024", "2025"],
                        [
                            Series("baten", (50, 55, 58, 62.8, 67.8), ("50", "67,8")),
                            Series("lasten", (48, 52, 59, 60.9, 65.1), ("48", "65,1")),
                        ],
                        says="Baten en lasten groeien gelijk op.",
                    )
                ],
            ),
            Section("Dorpsbus"),
            Row(
                [Note("Beschikking", "WB-2024-1187\n3 december 2024"), Note("Tijdvak", "2025")],
                [
                    Text((strong("Doel."), " Inwoners zonder eigen vervoer kunnen op pad.")),
                    Missing("Hier komt uw toelichting op de subsidie."),
                ],
            ),
        ],
    )


def officers() -> Chapter:
    return Chapter(
        "Bestuur en ledenvergadering",
        summary="Samenstelling, rooster en besluiten",
        blocks=[
            Row(
                Note("Bestuur", "Een termijn duurt vier jaar."),
                [
                    Table(
                        [
                            Column("Naam", strong=True),
                            Column("Functie"),
                            Column("Sinds", DATE),
                            Column("Aftredend", DATE),
                            Column("Termijn"),
                        ],
                        [
                            ["Anneke de Roos", "voorzitter", "2023", "2027", "1e termijn"],
                            [
                                "Wim Terpstra",
                                "secretaris",
                                "2018",
                                "2026",
                                "2e termijn, niet herkiesbaar",
                            ],
                            ["Fenna de Haan", "lid, vrijwilligers", "2024", "2028", "1e termijn"],
                        ],
                    )
                ],
            ),
            Row(
                Note("Besluiten", "22 mei: 70 stemmen, waarvan 12 bij volmacht."),
                [
                    Table(
                        [
                            Column("Datum", DATE),
                            Column("Besluit"),
                            Column("Voor", NUMBER),
                            Column("Tegen", NUMBER),
                            Column("Blanco", NUMBER),
                        ],
                        [
                            ["22 mei 2025", "Notulen van 23 mei 2024 vastgesteld", "68", "0", "2"],
                            ["22 mei 2025", "Decharge verleend aan het bestuur", "65", "1", "4"],
                            [
                                "20 nov 2025",
                                "Begroting 2026 en jaarplan 2026 vastgesteld",
                                "49",
                                "0",
                                "1",
                            ],
                        ],
                    )
                ],
            ),
        ],
    )


def signing() -> Chapter:
    return Chapter(
        "Controle en ondertekening",
        summary="Verklaring van de kascommissie en handtekeningen",
        blocks=[
            Row(
                Note("Verklaring van de kascommissie", "Concept, in te vullen na de controle."),
                [
                    Text("De kascommissie heeft de administratie gecontroleerd."),
                    Signatures(
                        [
                            ("Lies Bakker", "kascommissie, datum:"),
                            ("Harm Steenbergen", "kascommissie, datum:"),
                        ]
                    ),
                ],
            ),
            Row(
                Note("Ondertekening door het bestuur", "Opgemaakt te Beemdervelde."),
                [
                    Signatures(
                        [
                            ("Anneke de Roos", "voorzitter"),
                            ("Wim Terpstra", "secretaris"),
                            ("Hanneke Brouwer", "penningmeester"),
                        ]
                    )
                ],
            ),
        ],
    )


def report(look: Look | None = None) -> Report:
    return Report(
        title="Jaarverslag 2025",
        house=HOUSE,
        language="nl",
        on=date(2026, 2, 20),
        cover=Cover(
            "Jaarverslag",
            "2025",
            "Verantwoording aan de leden en aan de gemeente Waterbeemd",
            [Parcel(m, h, str(h)) for m, h in zip(MONTHS, HOURS, strict=True)],
        ),
        contents_title="Inhoud",
        contents_notes=(
            Note(
                "Over dit verslag",
                "Opgemaakt door het bestuur op 20 februari 2026. De jaarrekening wordt "
                "vastgesteld in de ledenvergadering van 28 mei 2026.",
            ),
            Note(
                "Op de omslag",
                "Twaalf kavels voor twaalf maanden. Hoe breder de kavel, hoe meer "
                "vrijwilligersuren in die maand.",
            ),
            Note("Vragen", "secretaris@voorbeeld.nl\nKvK 00 00 00 00"),
        ),
        chapters=[preface(), glance(), members(), hours(), money(), officers(), signing()],
        status="Concept voor de ledenvergadering van 28 mei 2026",
        source="Cijfers uit de administratie, stand 20 februari 2026",
        look=look or Look(),
    )


MINUTES = (
    ("Opening, agenda en volmachten", "De voorzitter opent om 19.32 uur.", None),
    (
        "Notulen van 22 mei 2025",
        "",
        Decision(
            "Besluit ALV-2026-01",
            "De notulen van 22 mei 2025 zijn vastgesteld.",
            [("Voor", "71"), ("tegen", "0"), ("blanco", "4"), ("ongeldig", "0")],
        ),
    ),
    ("Jaarverslag 2025", "De voorzitter licht het verslag toe. " * 7, None),
    ("Verslag van de kascommissie", "Lies Bakker leest de verklaring voor. " * 4, None),
    (
        "Jaarrekening 2025",
        "De heer Wiersma vraagt waarom de bus meer kost. Antwoord: brandstof (€\u00a0220).",
        Decision(
            "Besluit ALV-2026-02",
            "De jaarrekening 2025 is vastgesteld, met een positief resultaat van €\u00a02.752.",
            [("Voor", "64"), ("tegen", "4"), ("blanco", "7")],
            "gewone meerderheid, artikel 19",
        ),
    ),
    ("Rondvraag en sluiting", "De heer Mulder vraagt naar de bus. " * 5, None),
)


def minutes(look: Look | None = None) -> Paper:
    blocks = [
        Row(
            Note("Concept", "Vast te stellen in de vergadering van november 2026.", warn=True),
            [
                Strip(
                    [
                        ("Aanwezig", "61 leden"),
                        ("Volmachten", "14"),
                        ("Stemmen", "75"),
                        ("Voorzitter", "A. de Roos"),
                        ("Notulist", "W. Terpstra"),
                    ]
                )
            ],
        ),
        *(
            Row(
                Number(str(number)),
                [Heading(title), *([Text(text)] if text else []), *([vote] if vote else [])],
            )
            for number, (title, text, vote) in enumerate(MINUTES, 1)
        ),
        Row(
            "Actielijst",
            [
                Table(
                    [Column("Actie"), Column("Wie"), Column("Vóór", DATE)],
                    [
                        [
                            "Kilometerstand van de bus maandelijks vastleggen",
                            "Bert Holtrop",
                            "1 juni 2026",
                        ],
                        ["Offerte opvragen", "Commissie vervoer", "1 oktober 2026"],
                    ],
                )
            ],
        ),
        Row("Vastgesteld", [Blanks(["Datum", "Voorzitter", "Secretaris"])]),
    ]
    return Paper(
        title="Notulen ledenvergadering 28 mei 2026",
        house=HOUSE,
        language="nl",
        on=date(2026, 5, 29),
        heading="Notulen ledenvergadering",
        subheading="Donderdag 28 mei 2026, dorpshuis De Schakel",
        status="Concept",
        blocks=blocks,
        look=look or Look(),
    )


def agenda(look: Look | None = None) -> Paper:
    points = [
        ("Opening, agenda en volmachten", ""),
        ("Notulen van 22 mei 2025", "besluit"),
        ("Jaarverslag 2025", ""),
        ("Jaarrekening 2025 vaststellen", "besluit"),
        ("Verkiezing van een secretaris", "stemming"),
        ("Rondvraag en sluiting, ongeveer 21.10 uur", ""),
    ]
    return Paper(
        title="Oproeping ledenvergadering 28 mei 2026",
        house=HOUSE,
        language="nl",
        on=date(2026, 5, 7),
        heading="Oproeping voor de ledenvergadering",
        address=("De heer en mevrouw J. en T. Bergsma", "Kerkstraat 18", "0000 AB  Beemdervelde"),
        rail=(Note("Beemdervelde", "7 mei 2026"), Note("Uw lidnummer", "0031\n1 stem")),
        blocks=[
            Row(
                "",
                [
                    Text("Beste Jan en Tineke Bergsma,"),
                    Text(
                        (
                            "Het bestuur nodigt u uit voor de ledenvergadering op ",
                            strong("donderdag 28 mei 2026 om 19.30 uur"),
                            " in dorpshuis De Schakel. De koffie staat klaar vanaf 19.00 uur.",
                        )
                    ),
                ],
            ),
            Row(
                Note("Agenda", "Over punten met een voorstel stemmen we."),
                [
                    Table(
                        [Column(width=7), Column(), Column(kind=NUMBER, width=22)],
                        [
                            [
                                accent(str(number)),
                                strong(point) if kind else point,
                                italic(kind),
                            ]
                            for number, (point, kind) in enumerate(points, 1)
                        ],
                    )
                ],
            ),
            Row("Stukken", [Text("Het jaarverslag is bijgevoegd. Stukken liggen ter inzage.")]),
            Row(
                Note("Aanwijzing", "Niet verplicht."),
                [
                    Boxes(
                        [
                            "De gemachtigde mag naar eigen inzicht stemmen",
                            "De gemachtigde stemt bij punt 5: voor / tegen / blanco",
                        ]
                    )
                ],
            ),
        ],
        look=look or Look(),
    )


NAMES = (
    "Bakker, Lies|Berg-Holtrop, Annie van den|Bergen Tuinaanleg, van|Bergh, Luuk van den|"
    "Bergman, Siebe|Bergsma, Geertje|Bergsma, Jan en Tineke|Brouwer, Hanneke|Dam, Jaap van|"
    "Haan, Fenna de|Hillenberg, Marieke|Hofstra, Bea|Holtrop, Bert|Kuipers, Ina"
).split("|")


def attendance(look: Look | None = None, members: int = 50) -> Paper:
    return Paper(
        title="Presentielijst 28 mei 2026",
        house=HOUSE,
        language="nl",
        on=date(2026, 5, 28),
        heading="Presentielijst ledenvergadering",
        subheading="Donderdag 28 mei 2026, 19.30 uur, dorpshuis De Schakel. Zet uw handtekening "
        "achter uw naam; geef volmachten hier af.",
        blocks=[
            Table(
                [
                    Column("Lid", CODE, width=14),
                    Column("Naam", strong=True),
                    Column("Volmacht van", width=32, ruled=True),
                    Column("Stemmen", NUMBER, strong=True, width=19, ruled=True),
                    Column("Handtekening", width=48, ruled=True),
                ],
                [
                    [f"{at * 7 % 1000:04}", NAMES[at % len(NAMES)], "", "1", ""]
                    for at in range(1, members + 1)
                ],
                by_hand=True,
            )
        ],
        look=look or Look(),
    )


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    large = Look(large=True)
    for name, document in (
        ("report", report()),
        ("report-large", report(large)),
        ("report-green", report(Look(accent="#2F6B2F"))),
        ("minutes", minutes()),
        ("agenda", agenda()),
        ("attendance", attendance()),
    ):
        (folder / f"{name}.pdf").write_bytes(build(document).pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
