"""The chapters of an invented annual report, with every block of the house style."""

from __future__ import annotations

from coopadmin.paper import (
    NUMBER,
    Bar,
    BarChart,
    Byline,
    Chapter,
    Column,
    ColumnChart,
    Figure,
    Figures,
    Lead,
    Note,
    Row,
    ShareChart,
    Table,
    Text,
    Total,
    strong,
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
