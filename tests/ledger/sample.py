"""Invented accounts of a year, with everything that accounts can hold."""

from __future__ import annotations

from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money
from coopadmin.ledger.entry_queries import BookkeepingFacts
from coopadmin.ledger.facts import (
    AccountLine,
    Appropriated,
    BalanceSheet,
    IncomeLine,
    IncomeStatement,
    PlaceLine,
    ReserveMovement,
    SheetSection,
    Signatory,
    StatementFacts,
    YearState,
)
from coopadmin.ledger.places import PLACES, SECTIONS

COOPERATIVE = CooperativeFacts(
    id=1,
    name="Zorgcoöperatie Beemdervelde U.A.",
    legal_form="cooperatie-ua",
    kind="zorg",
    founded_on=date(2014, 5, 1),
    year_begins_in=1,
    town="Beemdervelde",
    municipality="Waterbeemd",
    email="bestuur@beemdervelde.example",
    website="beemdervelde.example",
    chamber_number="00000000",
    iban="",
    accent="#0B5966",
    attachment_megabytes=10,
    example=True,
)


def euros(text: str) -> Money:
    return Money.parse(text)


def account(number: str, name: str, now: str, before: str) -> AccountLine:
    return AccountLine(int(number), number, name, euros(now), euros(before))


def placed(place: str, *accounts: AccountLine) -> PlaceLine:
    return PlaceLine(
        place,
        PLACES[place].label,
        Money.total(each.now for each in accounts),
        Money.total(each.before for each in accounts),
        accounts,
    )


def section(token: str, *lines: PlaceLine) -> SheetSection:
    return SheetSection(token, SECTIONS[token], lines)


def line(
    key: str, now: str, before: str, budget: str, ahead: str, explanation: str = "", label: str = ""
) -> IncomeLine:
    accounts = (account("80000", "Rekening", now, before),) if key in PLACES else ()
    return IncomeLine(
        key, label, euros(now), euros(before), euros(budget), euros(ahead), explanation, accounts
    )


SHEET = BalanceSheet(
    date(2025, 12, 31),
    (
        section(
            "fixed",
            placed(
                "tangible",
                account("02301", "Dorpsbus", "16000", "16000"),
                account("02305", "Afschrijving dorpsbus", "-6400", "-4000"),
            ),
        ),
        section(
            "current",
            placed(
                "receivables",
                account("13011", "Debiteuren", "310", "265"),
                account("13201", "Te ontvangen subsidie", "3650", "3300"),
                account("14165", "Vooruitbetaald", "742,40", "690"),
            ),
            placed(
                "money",
                account("10101", "Kas", "183,60", "152"),
                account("10201", "Betaalrekening", "11286", "9075"),
                account("10270", "Spaarrekening", "14000", "10000"),
            ),
        ),
    ),
    (
        section(
            "equity",
            placed("members_capital", account("05655", "Inleg van leden", "4020", "4020")),
            placed("designated_reserves", account("05371", "Vervanging dorpsbus", "8000", "7000")),
            placed("other_reserves", account("05253", "Algemene reserve", "11248", "10314")),
            placed("result", account("05403", "Resultaat van het boekjaar", "2752", "1934")),
        ),
        section("provisions"),
        section(
            "short_debts",
            placed("advance", account("17290", "Vooruit ontvangen subsidie", "6100", "5400")),
            placed(
                "short_debts",
                account("16011", "Leveranciers", "3872", "3414"),
                account("17201", "Nog te betalen kosten", "3780", "3400"),
            ),
        ),
    ),
)

BY_KIND = IncomeStatement(
    (
        line("contributions", "7940", "7460", "7800", "8180"),
        line("grants", "36500", "33000", "36500", "36500"),
        line("services", "18764", "16912", "18000", "19000"),
        line(
            "gifts",
            "4250",
            "5100",
            "3000",
            "3500",
            "Kwam € 1.250 hoger uit door een eenmalige gift van € 1.500 van het dorpsfonds.",
        ),
        line("other_income", "386", "342", "300", "350"),
    ),
    (
        line("staff", "19200", "17600", "19200", "19800"),
        line("transport", "13276", "12488", "12900", "13400"),
        line("activities", "11418", "10876", "11500", "11900"),
        line("housing", "9840", "9372", "9600", "9960"),
        line(
            "volunteers",
            "4862",
            "4310",
            "5200",
            "5300",
            "Bleef € 338 onder de begroting: de scholing in valpreventie ging niet door.",
        ),
        line("depreciation", "2400", "2400", "2400", "2400"),
        line("organisation", "2158", "2046", "2200", "2250"),
        line("board", "1934", "1788", "2000", "2000"),
    ),
)

BY_ACTIVITY = IncomeStatement(
    (
        line("1", "40000", "38000", "39000", "40000", label="Dorpsbus"),
        line("2", "20000", "18000", "19000", "20000", label="Eetpunt"),
        line("", "7840", "6814", "7600", "7530"),
    ),
    (
        line("1", "35000", "33000", "34000", "35000", label="Dorpsbus"),
        line("2", "18000", "17000", "18500", "19000", label="Eetpunt"),
        line("", "12088", "10880", "12500", "13010"),
    ),
)

FACTS = StatementFacts(
    cooperative=COOPERATIVE,
    year=BookYear(Period(date(2025, 1, 1), date(2025, 12, 31)), "2025"),
    on=date(2026, 2, 20),
    before="2024",
    income_before="2024",
    state=YearState("closed"),
    sheet=SHEET,
    by_kind=BY_KIND,
    by_activity=BY_ACTIVITY,
    reserves=(
        ReserveMovement(
            "designated_reserves",
            "Vervanging dorpsbus",
            euros("7000"),
            euros("1000"),
            euros("0"),
            euros("8000"),
            "Om de bus in 2030 te vervangen.",
            euros("20000"),
            "ALV-2021-03",
        ),
        ReserveMovement(
            "other_reserves",
            "Algemene reserve",
            euros("10314"),
            euros("1934"),
            euros("1000"),
            euros("11248"),
        ),
    ),
    appropriated=False,
    appropriation=(
        Appropriated("Toevoeging aan de reserve vervanging dorpsbus", euros("1000")),
        Appropriated("Toevoeging aan de algemene reserve", euros("1752")),
    ),
    directors=(
        Signatory("Anneke de Roos", "chair"),
        Signatory("Wim Terpstra", "secretary"),
        Signatory("Hanneke Brouwer", "treasurer", "zij is langdurig ziek"),
    ),
    next_year="2026",
    explain=BookkeepingFacts("2020", date(2020, 1, 1), 5, euros("250")),
    accruals_left_out=True,
)
