"""An invented cooperative on paper, for tests and for the eye.

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
    Blanks,
    Boxes,
    Column,
    Cover,
    Decision,
    Heading,
    House,
    Look,
    Note,
    Number,
    Paper,
    Parcel,
    Report,
    Row,
    Strip,
    Table,
    Text,
    accent,
    italic,
    strong,
)
from coopadmin.paper.printing import build
from tests.paper.accounts import money, officers, signing
from tests.paper.chapters import HOURS, MONTHS, glance, hours, members, preface

HOUSE = House(
    "Zorgcoöperatie Beemdervelde U.A.",
    ("Kerkplein 1, 0000 AB Beemdervelde", "secretaris@voorbeeld.nl", "KvK 00 00 00 00"),
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
