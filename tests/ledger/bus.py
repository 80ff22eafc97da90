"""Two years of books of a village with a bus, as a treasurer typed them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.entries import BANK as BY_BANK
from coopadmin.ledger.entries import NewEntry, NewLine
from coopadmin.store import Books
from tests.ledger.making import BANK, CASH, RESERVE, begin, euros, ids

BUS, TABLE = "Buurtbus", "Dorpstafel"
GRANTS, SERVICES, GIFTS, CONTRIBUTIONS = "82325", "82011", "82155", "82305"
FUEL, REPAIR, INSURANCE, RENT, MEALS = "45701", "45705", "45710", "45105", "74030"
ALLOWANCES, OFFICE = "40895", "46101"

Told = tuple[date, str, float, str, str, str]
YEAR = MappingProxyType({
    GRANTS: [("Gemeente Waterbeemd", 36_500.0, "subsidie", BUS)],
    CONTRIBUTIONS: [("", 7_940.0, "contributies", "")],
    SERVICES: [("", 12_000.0, "ritten", BUS), ("", 6_764.0, "maaltijden", TABLE)],
    GIFTS: [("Fonds Waterland", 4_250.0, "gift voor de keuken", TABLE)],
    FUEL: [("Tankstation De Dam", -385.0, "diesel", BUS)] * 12,
    REPAIR: [
        ("Garage Oostwal", -381.0, "accu en verlichting", BUS),
        ("Ruitservice Waterbeemd", -150.0, "eigen risico voorruit", BUS),
        ("Garage Oostwal", -412.2, "kleine beurt", BUS),
        ("Garage Oostwal", -894.3, "remmen vernieuwd", BUS),
        ("RDW-keurstation", -318.0, "APK en rolstoellift", BUS),
    ],
    INSURANCE: [("Verzekeraar Noord", -2_872.0, "bus, WA en casco", BUS)],
    RENT: [("Dorpshuis", -820.0, "huur", "")] * 12,
    MEALS: [("Bakkerij Smit", -18.5, "brood", TABLE), ("Groenteboer", -940.0, "groente", TABLE)],
    ALLOWANCES: [("Vrijwilligers", -4_862.0, "vergoedingen", BUS)],
    OFFICE: [("Kantoorhuis", -84.25, "papier", "")],
})  # fmt: skip


def told(year: int, part: float = 1.0) -> Iterable[tuple[date, str, str, float, str, str]]:
    """What happens in a year, spread over its months: day, account, who, amount, what, about."""
    for number, (account, deeds) in enumerate(YEAR.items()):
        for turn, (who, amount, what, about) in enumerate(deeds):
            day = date(year, 1 + turn % 12, 3 + number)
            yield day, account, who, round(amount * part, 2), what, about


def keep_books(books: Books) -> dict[str, int]:
    """Begin with 2025 and book that year and 2026; gives the ids of the accounts by number."""
    begin(books, "2025", a10201=18_400, a10101=184, a05253=18_584)
    activities = {
        name: books.do(add_activity, NewActivity(name, "transport")) for name in (BUS, TABLE)
    }
    known = dict(ids(books))
    for year, part in ((2025, 0.92), (2026, 1.0)):
        for day, account, who, amount, what, about in told(year, part):
            lines = (
                NewLine(known[BANK], euros(amount)),
                NewLine(known[account], euros(-amount), activity_id=activities.get(about)),
            )
            books.do(book_entry, NewEntry(BY_BANK, day, what, lines, party=who))
    return known


__all__ = ["BUS", "CASH", "RESERVE", "TABLE", "keep_books", "told"]
