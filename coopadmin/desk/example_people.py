"""Invented inhabitants of an invented village: names, addresses, account numbers of no bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from coopadmin.people.names import PersonName, sort_key

TOWN = "Beemdervelde"
MUNICIPALITY = "Waterbeemd"
FIRST_PAIR, EACH_PAIR = 13, 24
WRITTEN_TWICE = 41
CONSENT_ON = date(2014, 5, 22)
_WOMEN = """Annie Bea Corrie Diny Elly Fenna Geertje Hanneke Ina Jolanda Lies Marieke Nel Petra
Riet Sjoukje Tineke Wilma Yvonne Zwaantje Aaltje Betty Carla Dora Els Femke Grietje Hilda Ingrid
Janny Klaasje Lenie Mieke Nynke Olga Paula Rita Saskia Truus Ursula Fatma Ayşe Emine""".split()
_MEN = """Arend Bert Cor Dirk Egbert Frits Gerrit Harm Ids Jaap Klaas Luuk Menno Nico Otto Piet
Roelof Sietse Teun Wim Anton Bram Chris Douwe Evert Freek Gijs Hendrik Jan Kees Lammert Maarten
Olaf Sipke Rein Sjoerd Tjeerd Wouter Yme Albert Mehmet Hasan Marek Piotr""".split()
_SURNAMES = """|Bergsma |Mulder |Terpstra |Brouwer |Postma |Bakker |Hofstra |Timmerman de|Haan |Vos
|Zijlstra van|Dam |Wiersma de|Roos |Hoekstra |Lindenberg van den|Berg |Steenbergen |Kuipers
|Zandbergen |Rozenberg van den|Bergh |Hillenberg |Smit |Dijkstra de|Boer van der|Veen |Visser
|Jansen van|Bergen |Meijer |Kok 't|Hart |Oosterhuis |Veenstra van der|Meulen |Schaap de|Wit
|Prins |Hendriks |Kramer |Noordhof ter|Horst |Yıldız |Kowalski |Öztürk in 't|Veld van 't|Hof
op de|Weegh |Wolters |Scholten |Nijland |Draaisma |Elzinga |Feenstra |Galema""".replace("\n", " ")
_STREETS = """Molenweg Kerkstraat Achterdijk Dorpsstraat Veldweg Bergstraat Schoolpad Zuiderlaan
Noorderweg Lindehof Eikenlaan Kanaaldijk Brugstraat Havenkade Wilgenpad Stationsweg Tuinderslaan
Oosteinde Westeinde Beemdweg""".split()
_ORGANISATIONS = (
    "Bakkerij Oostwal",
    "Garage De Wissel",
    "Muziekvereniging Excelsior",
    "Basisschool De Regenboog",
    "Stichting Dorpshuis De Schakel",
    "Huisartsenpraktijk Noorderweg",
    "Kwekerij Tuinderslaan",
    "IJsclub Vooruit",
    "Camping De Beemd",
    "Wooncoöperatie Lindehof",
    "Fietsenmaker Van der Veen",
    "Bloemenwinkel Zonnedauw",
)


@dataclass(frozen=True)
class Inhabitant:
    """The columns of an invented person, and whether it is an organisation."""

    columns: dict[str, Any]
    organisation: bool


def surnames() -> list[tuple[str, str]]:
    """Prefix and core of the village's surnames."""
    found = []
    prefix_words: list[str] = []
    for word in _SURNAMES.split():
        head, bar, core = word.partition("|")
        prefix_words += [head] if head else []
        if bar:
            found.append((" ".join(prefix_words), core))
            prefix_words = []
    return found


def invented_iban(number: int) -> str:
    """A sound IBAN of a bank code that does not exist."""
    account = f"DEMO{number:010d}"
    digits = "".join(str(int(sign, 36)) for sign in account + "NL00")
    return f"NL{98 - int(digits) % 97:02d}{account}"


def inhabitants(count: int, chance: Random, organisations: int) -> list[Inhabitant]:
    """So many people, the first of them persons and the last organisations."""
    families = surnames()
    organisations = min(organisations, count)
    people = [
        Inhabitant(_person(number, families, chance), organisation=False)
        for number in range(count - organisations)
    ]
    others = [
        Inhabitant(_organisation(number, count, chance), organisation=True)
        for number in range(organisations)
    ]
    for place in range(FIRST_PAIR, len(people) - 1, EACH_PAIR):
        _share_home(people[place].columns, people[place + 1].columns)
    if len(people) > WRITTEN_TWICE:
        _write_again(people[0].columns, people[WRITTEN_TWICE].columns)
    return people + others


def _share_home(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two villagers live together, so that there are households to propose."""
    for column in ("street", "house_number", "house_letter", "house_addition", "postcode"):
        other[column] = one[column]


def _write_again(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Somebody stands in the list twice, and a letter otherwise: there is a double to be found."""
    for column in ("salutation", "initials", "call_name", "prefix", "birth_date"):
        other[column] = one[column]
    other["surname"] = one["surname"].replace("ij", "y").replace("ss", "s") + "h"
    names = {name: other[name] for name in ("surname", "prefix", "initials", "call_name")}
    other["sort_key"] = sort_key(PersonName(**names))


def _person(number: int, families: list[tuple[str, str]], chance: Random) -> dict[str, Any]:
    woman = chance.random() < 0.55
    first = chance.choice(_WOMEN if woman else _MEN)
    prefix, surname = chance.choice(families)
    second = chance.choice(_WOMEN if woman else _MEN)
    name = PersonName(
        surname=surname,
        prefix=prefix,
        initials=f"{first[0]}.{second[0]}." if chance.random() < 0.4 else f"{first[0]}.",
        call_name=first,
        salutation="mrs" if woman else "mr",
    )
    plain = f"{first[0]}.{prefix.replace(' ', '').replace(chr(39), '')}{surname}".lower()
    plain = plain.encode("ascii", "ignore").decode()
    by_mail = chance.random() < 0.85
    return {
        **_blank(name),
        "nature": "natural",
        "salutation": name.salutation,
        "initials": name.initials,
        "call_name": first,
        "prefix": prefix,
        "surname": surname,
        "birth_date": date(
            1935 + chance.randrange(60), 1 + chance.randrange(12), 1 + chance.randrange(28)
        ),
        **_address(number, chance),
        "email": f"{plain}{number}@example.org" if by_mail else "",
        "mobile": f"+316000{number:05d}",
        "iban": invented_iban(number) if chance.random() < 0.7 else "",
        **_consent(by_mail and chance.random() < 0.8),
    }


def _organisation(number: int, count: int, chance: Random) -> dict[str, Any]:
    base = _ORGANISATIONS[number % len(_ORGANISATIONS)]
    text = base if number < len(_ORGANISATIONS) else f"{base} {number // len(_ORGANISATIONS) + 1}"
    return {
        **_blank(PersonName(organisation_name=text)),
        "nature": "organisation",
        "organisation_name": text,
        **_address(count + number, chance),
        "email": f"info{number}@example.org",
        "iban": invented_iban(500_000 + number),
        **_consent(True),
    }


def _consent(given: bool) -> dict[str, Any]:
    if not given:
        return {}
    return {"convocation_by": "email", "convocation_consent_on": CONSENT_ON}


def _blank(name: PersonName) -> dict[str, Any]:
    texts = """salutation title initials first_names call_name prefix surname partner_prefix
    partner_surname name_usage organisation_name street house_letter house_addition postcode town
    country email phone mobile iban note""".split()
    return {
        **dict.fromkeys(texts, ""),
        "sort_key": sort_key(name),
        "birth_date": None,
        "birth_year": None,
        "death_date": None,
        "house_number": None,
        "convocation_by": "letter",
        "convocation_consent_on": None,
        "large_print": False,
    }


def _address(number: int, chance: Random) -> dict[str, Any]:
    street = chance.randrange(len(_STREETS))
    letters = "ABCDEFGHJKLMNPRSTUVWXZ"
    return {
        "street": _STREETS[street],
        "house_number": 1 + chance.randrange(120),
        "house_letter": chance.choice(["", "", "", "", "a"]),
        "postcode": f"1234 {letters[street]}{letters[number % len(letters)]}",
        "town": TOWN,
    }
