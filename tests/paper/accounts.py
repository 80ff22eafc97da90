"""The chapters of the invented report that account for money and for the board."""

from __future__ import annotations

from coopadmin.paper import (
    DATE,
    NUMBER,
    Chapter,
    Column,
    Heading,
    LineChart,
    Missing,
    Note,
    Row,
    Section,
    Series,
    Signatures,
    Subhead,
    Table,
    Text,
    Total,
    strong,
)
from tests.paper.chapters import signed, thousands


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
