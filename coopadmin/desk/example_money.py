"""What comes and goes in a year of the example: about that of a village with 312 members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from coopadmin.desk.example_people import MUNICIPALITY
from coopadmin.kernel.money import Money
from coopadmin.words import N_, _

VILLAGE = 312
"""So many members the amounts below are for; other villages have them in proportion."""
GROWTH, LEAST = 4, 40
"""Prices rise so many per cent a year, counted from the last full one."""
ROUND = ((1_000_00, 50_00), (100_00, 5_00), (0, 1_00))
"""From an amount on whole euros of the model become multiples of so much."""
SWING = 90
"""What varies lies so many thousandths above or below the usual."""
BANK, CASH, BILL = "bank", "cash", "bill"
GIVER = "Fonds Sluiskamp"
Days = tuple[tuple[int, int], ...]


def _monthly(day: int) -> Days:
    return tuple((month, day) for month in range(1, 13))


def _quarterly(day: int) -> Days:
    return tuple((month, day) for month in (3, 6, 9, 12))


@dataclass(frozen=True)
class Flow:
    """Money that comes (above zero) or goes on some days of a year, on one account.

    `way` says how: at once by bank or in cash, or a bill that is paid later.
    """

    account: str
    theme: str
    who: str
    what: str
    cents: int
    days: Days
    way: str = BANK
    varies: bool = False
    restricted: bool = False
    every: int = 1


@dataclass(frozen=True)
class Moved:
    """One amount of a flow on its day."""

    flow: Flow
    dated: date
    amount: Money


_GARAGE, _HOUSE = "Garage Oostwal", "Stichting Dorpshuis De Beemd"
_BUS, _MEALS = "transport", "meals"
_FEE = N_("Contribution for rides of the bus")
_DINNERS, _TRIPS = N_("Contributions for eating together"), N_("Travel costs of volunteers")
SUPPORTER = Flow(
    "40830", "front-desk", "Eefje Hoekstra", N_("Village supporter"), -1600_00, _monthly(28), BILL
)
FLOWS = (
    # What comes in.
    Flow("82011", _BUS, "", _FEE, 840_00, _monthly(9), varies=True),
    Flow("82011", _MEALS, "", _DINNERS, 720_00, _monthly(27), CASH, varies=True),
    Flow("82155", "", "", N_("Gifts at the spring collection"), 360_00, ((4, 16),)),
    Flow("82155", "", "", N_("Gifts at Christmas"), 640_00, ((12, 21),)),
    Flow("82101", _BUS, "Bakkerij Terpstra", N_("Name on the village bus"), 750_00, ((6, 3),)),
    Flow(
        "82335", _BUS, GIVER, N_("Gift for the wheelchair lift of the bus"), 2500_00, ((9, 12),),
        restricted=True, every=3,
    ),
    Flow(
        "82335", _MEALS, "Stichting De Gulle Gever",
        N_("Gift for eating together"), 1400_00, ((10, 7),),
    ),
    Flow("84125", "", "", N_("Interest on the savings account"), 216_00, ((12, 31),), "savings"),
    # The bus.
    Flow("45701", _BUS, "Tankstation De Sluis", N_("Fuel"), -385_00, _monthly(18), varies=True),
    Flow("45705", _BUS, _GARAGE, N_("Winter tyres"), -486_00, ((1, 14),)),
    Flow("45705", _BUS, _GARAGE, N_("Large service"), -742_50, ((3, 11),)),
    Flow(
        "45705", _BUS, "Keurstation Waterbeemd", N_("Inspection of the bus and its lift"), -318_00,
        ((5, 8),), restricted=True,
    ),
    Flow("45705", _BUS, _GARAGE, N_("New brakes"), -894_30, ((6, 19),)),
    Flow("45705", _BUS, _GARAGE, N_("Small service"), -412_20, ((9, 2),)),
    Flow(
        "45705", _BUS, "Ruitservice Waterbeemd",
        N_("Own risk of a windscreen"), -150_00, ((10, 24),),
    ),
    Flow("45705", _BUS, _GARAGE, N_("Battery and lights"), -381_00, ((12, 4),)),
    Flow("45790", _BUS, "", N_("Road tax of the bus"), -100_00, _quarterly(6)),
    Flow("45790", _BUS, "Ritplan", N_("Planning of rides, telephone"), -200_00, _monthly(3)),
    # Coordination, meals, the house.
    SUPPORTER,
    Flow(
        "74030", _MEALS, "Supermarkt Van Loon",
        N_("Groceries"), -520_00, _monthly(22), varies=True,
    ),
    Flow("74030", _MEALS, "", N_("Bread and vegetables"), -60_00, _monthly(21), CASH),
    Flow("74030", "meeting", "Koffiehandel Noord", N_("Coffee and tea"), -110_00, _monthly(12)),
    Flow("74030", "meeting", "Rederij De Plas", N_("Summer outing"), -1500_00, ((6, 26),), BILL),
    Flow("45315", _MEALS, "Kookwinkel Waterbeemd", N_("Pans and plates"), -600_00, ((3, 19),)),
    Flow("45315", _MEALS, "", N_("Christmas dinner"), -600_00, ((12, 18),)),
    Flow("45105", "", _HOUSE, N_("Rent of the village house"), -640_00, _monthly(2)),
    Flow("45140", "", "Streekenergie", N_("Gas, water and electricity"), -130_00, _monthly(15)),
    Flow("45130", "", "Schoonmaak Helder", N_("Cleaning"), -50_00, _monthly(25)),
    # Volunteers, office and board.
    Flow("40880", _BUS, "", _TRIPS, -310_00, _quarterly(30), varies=True),
    Flow("40895", "", "", N_("Allowances of volunteers"), -380_00, _quarterly(20)),
    Flow("40845", "", "EHBO-vereniging Waterbeemd", N_("First aid course"), -650_00, ((4, 11),)),
    Flow("40980", "", "De Beemdhoeve", N_("Evening for volunteers"), -1250_00, ((11, 14),), BILL),
    Flow("40980", "", "Bloemenwinkel Zonnedauw", N_("Flowers"), -180_00, ((12, 16),)),
    Flow("46415", "", "", N_("Costs of the bank"), -14_60, _monthly(26)),
    Flow("45670", "", "Webwerk Beemd", N_("Website"), -180_00, ((2, 4),)),
    Flow("46152", "", "", N_("Software"), -290_00, ((1, 22),)),
    Flow("46301", "", "Verzekeraar Voorbeeld", N_("Liability insurance"), -420_00, ((7, 1),)),
    Flow("46110", "", "Dorpsnet", N_("Telephone and internet"), -22_00, _monthly(8)),
    Flow("46105", "", "", N_("Stamps"), -90_00, ((3, 5), (10, 9))),
    Flow("46101", "", "", N_("Paper and ink"), -55_00, _quarterly(17)),
    Flow(
        "46801", "governance", _HOUSE,
        N_("Hall and coffee of the general meeting"), -690_00, ((5, 28),), BILL,
    ),
    Flow("45620", "governance", "", N_("Costs of the board"), -190_00, _quarterly(23)),
    Flow(
        "46130", "governance", "Koepel van Dorpscoöperaties",
        N_("Membership"), -310_00, ((2, 18),),
    ),
    Flow(
        "46120", "governance", "Drukkerij De Letter",
        N_("Printing of the annual report"), -174_00, ((5, 11),),
    ),
)  # fmt: skip
MONEY = {BANK: "10201", CASH: "10101", "savings": "10270"}
HIRER, HIRE = "Koor De Leeuwerik", 170_00
INSURANCE, INSURER, INSURED = 2472_00, "Verzekeraar Voorbeeld", 3
"""For a year from October on: so many months belong to the year in which it is paid."""
GRANT = 36_500_00
ADVANCE, INSTALMENT, REST = 25, 35, 5
"""The municipality pays a quarter before the year, two parts within it, the rest after it."""
REVIEW, REVIEWER = 480_00, "Administratiekantoor Van Dam"
BUS, FURNITURE = 24_000_00, 4_000_00
USED = 4
"""Years of use before the books begin, of both."""
LASTS = {BUS: 12, FURNITURE: 10}
SAVED, ASIDE = 1_500_00, 1_500_00
"""Moved to the savings account each July, and set aside for the next bus by the members."""


@dataclass(frozen=True)
class Village:
    """How large the amounts are: the members, the year they are about, the first one."""

    members: int
    model: int
    first: int

    def amount(self, cents: int, year: int | None = None) -> Money:
        """An amount of the village of 312, in proportion; with a year also as prices were."""
        here = Money(cents).part(self.members, VILLAGE)
        if year is not None:
            here = here.part(max(LEAST, 100 + GROWTH * self.past(year)), 100)
        return _rounded(here) if cents % 100 == 0 else here

    def insurance(self, year: int) -> Money:
        """What the insurance costs that is paid in a year."""
        return self.amount(INSURANCE, year)

    def past(self, year: int) -> int:
        """How many years later than the one that the amounts are about."""
        return year - self.model


def _rounded(amount: Money) -> Money:
    """As round as what people agree on: the larger the rounder."""
    step = next(step for least, step in ROUND if abs(amount.cents) >= least)
    return Money(round(amount.cents / step) * step)


def flows_of(year: int, village: Village) -> Iterator[Moved]:
    """All that comes and goes in a year, in order of the list."""
    chance = Random(year)
    for flow in FLOWS:
        # Of what comes once in some years, the year before the model has one.
        if (village.past(year) + 1) % flow.every:
            continue
        for month, day in flow.days:
            amount = village.amount(flow.cents, year)
            if flow.varies:
                amount = amount.part(1000 + chance.randint(-SWING, SWING), 1000)
            yield Moved(flow, date(year, month, day), amount)


@dataclass(frozen=True)
class Transfer:
    """From one account to another, with what it is and who it is with."""

    dated: date
    what: str
    debit: str
    credit: str
    amount: Money
    who: str = ""
    theme: str = ""
    source: str = "form"


def transfers_of(year: int, village: Village) -> Iterator[Transfer]:
    """The grant, what belongs to another year, savings, cash to the bank."""
    bank, municipality = MONEY[BANK], f"Gemeente {MUNICIPALITY}"
    first, last = date(year, 1, 1), date(year, 12, 31)
    grant, next_grant = village.amount(GRANT, year), village.amount(GRANT, year + 1)
    text, next_text = (_("Grant {year}").format(year=each) for each in (year, year + 1))
    advance = grant.part(ADVANCE, 100)
    yield Transfer(first, text, "17290", "82325", advance, source="accrual")
    for month in (4, 8):
        part = grant.part(INSTALMENT, 100)
        yield Transfer(date(year, month, 5), text, bank, "82325", part, municipality)
    advance = next_grant.part(ADVANCE, 100)
    yield Transfer(date(year, 12, 19), next_text, bank, "17290", advance, municipality)
    insurance, before = village.insurance(year), village.insurance(year - 1)
    text, rest = _("Insurance of the bus"), 12 - INSURED
    day = date(year, 10, 1)
    yield Transfer(day, text, "45710", bank, insurance, INSURER, "transport")
    for dated, debit, credit, paid in (
        (last, "14165", "45710", insurance),
        (first, "45710", "14165", before),
    ):
        part = paid.part(rest, 12)
        yield Transfer(dated, text, debit, credit, part, "", "transport", "accrual")
    text, review = _("Review of the annual accounts"), village.amount(REVIEW, year)
    yield Transfer(last, text, "46351", "17201", review, source="accrual")
    owed = village.amount(REVIEW, year - 1)
    yield Transfer(date(year, 4, 24), text, "17201", bank, owed, REVIEWER)
    day = date(year, 7, 1)
    yield Transfer(day, _("Saved"), MONEY["savings"], bank, village.amount(SAVED))
    for month in range(1, 13):
        taken = Money.total(
            moved.amount
            for moved in flows_of(year, village)
            if moved.flow.way == CASH and moved.dated.month == month
        )
        yield Transfer(date(year, month, 28), _("Cash taken to the bank"), bank, MONEY[CASH], taken)
