"""The shoe box of an invented village: a member list, hours, a meeting; and what must come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAME = "Dorpscoöperatie Oostwold aan de Vaart U.A."
KIND = ("--legal-form", "cooperatie-ua", "--kind", "dorpscooperatie")
# The village has activities and tariffs of its own.
NEW = ("--name", NAME, *KIND, "--bare")
MEMBERS = """Lidnr;Voornaam;Tussenvoegsel;Achternaam;Straat;Huisnr;Postcode;Plaats;Email;Sinds;Soort
1;Annie;van den;Berg;Molenweg;3;1234 AB;Oostwold;annie@example.org;1-5-2019;Persoonlijk
2;Jan;;Bergsma;Kerkstraat;18a;1234 AC;Oostwold;;1-5-2019;Huishouden
3;Geertje;'t;Hart;Dorpsstraat;7;1234 AD;Oostwold;geertje@example.org;12-3-2022;Persoonlijk
4;Harm;;Steenbergen;Bergstraat;12;1234 AE;Oostwold;harm@example.org;1-1-2026;Persoonlijk
5;Wim;;Terpstra;Achterdijk;41;1234 AF;Oostwold;wim@example.org;30-6-2023;Persoonlijk
;;;;;;;;;;
6;Fenna;de;Haan;Veldweg;2;1234 AG;Oostwold;fenna@example.org;30-2-2024;Persoonlijk
7;<b>Ina</b>;;=Kuipers&Co;Linden"hof;26;1234 AH;Oostwold;;15-2-2026;Persoonlijk
"""
HOURS = """Lidnr;Activiteit;Datum;Uren
1;Dorpsbus;5-1-2026;2,5
1;Dorpsbus;12-1-2026;2:30
3;Dorpsbus;3-2-2026;2u30
3;Klussendienst;3-2-2026;150m
5;Klussendienst;4-2-2026;-2
"""
MEETING: dict[str, Any] = {
    "title": "Algemene ledenvergadering 2026",
    "held_on": "2026-02-26",
    "begins": "19:30",
    "ends": "21:00",
    "place": "Dorpshuis",
    "convened_on": "2026-02-05",
    "status": "inspection",
    "chair": 1,
    "minute_taker": 3,
    "agenda": [
        {"kind": "opening", "title": "Opening", "minutes": "Annie opent om half acht."},
        {
            "kind": "decision",
            "title": "Contributie 2027",
            "proposal": "De contributie 2027 wordt € 22,50.",
            "minutes": 'Jan vraagt of het "<b>echt</b>" moet & of het kan.',
        },
        {"kind": "closing", "title": "Sluiting", "minutes": "Sluiting om negen uur."},
    ],
    "attendance": [1, 2, 3],
    "proxies": [{"grantor": 4, "holder": 1}],
    "votes": [{"item": 2, "for": 3, "against": 1, "blank": 0, "invalid": 0}],
    "actions": [],
}
FIGURES: dict[str, Any] = {
    "members": {"start": 4, "joined": 2, "left": 0, "end": 6},
    "contributions": {"charged": "135.00", "paid": "45.00", "open": "90.00"},
    "total_minutes": 600,
    "by_activity": {"Dorpsbus": 450, "Klussendienst": 150},
    "volunteers": 2,
    "meetings": 1,
}


def lay_out(folder: Path) -> dict[str, Path]:
    """The files as somebody saved them from a spreadsheet: cp1252, semicolons."""
    files = {
        "members": (folder / "leden.csv", MEMBERS),
        "hours": (folder / "uren.csv", HOURS),
        "meeting": (folder / "vergadering.json", json.dumps(MEETING)),
    }
    for path, text in files.values():
        encoding = "utf-8" if path.suffix == ".json" else "cp1252"
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return {name: path for name, (path, _text) in files.items()}


def summed_up(figures: dict[str, Any]) -> dict[str, Any]:
    """What `figures --json` gives, as far as FIGURES has it."""
    members, owed, hours = (figures[part] for part in ("members", "contributions", "hours"))
    return {
        "members": {key: members[key] for key in ("start", "joined", "left", "end")},
        "contributions": {key: owed[key] for key in ("charged", "paid", "open")},
        "total_minutes": hours["total_minutes"],
        "by_activity": hours["by_activity"],
        "volunteers": hours["volunteers"],
        "meetings": len(figures["meetings"]),
    }


def main_job(told: Callable[..., Any], folder: Path) -> Path:
    """Everything between the empty start and the report; gives the file."""
    shoe_box = lay_out(folder)
    file = folder / "oostwold.coop"
    told("--language", "nl", "--as", "Annie", "new", file, *NEW)
    imported = told("members", "import", file, shoe_box["members"])
    assert {key: imported[key] for key in ("read", "added", "skipped")} == {
        "read": 7,
        "added": 6,
        "skipped": 0,
    }
    assert [refused["line"] for refused in imported["refused"]] == [8]
    told("contributions", "tariff", file, "Persoonlijk", "20", "--from", "2019-01-01")
    told("contributions", "tariff", file, "Huishouden", "35", "--from", "2019-01-01")
    told("contributions", "run", file, "2026", "--on", "2026-02-01", "--due", "2026-03-01")
    told("contributions", "pay", file, "1", "--year", "2026", "--on", "2026-02-10")
    told("contributions", "pay", file, "2", "--amount", "25", "--on", "2026-02-11")
    told("activities", "add", file, "Dorpsbus")
    told("activities", "add", file, "Klussendienst")
    hours = told("hours", "import", file, shoe_box["hours"])
    assert len(hours["refused"]) == 1
    told("meetings", "record", file, shoe_box["meeting"])
    return file
