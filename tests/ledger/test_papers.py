"""What the accounts say on paper and in a workbook: the sentences of the law, sums, signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.facts import IncomeLine, IncomeStatement, Signatory, StatementFacts, YearState
from coopadmin.ledger.filing import micro_lines
from coopadmin.ledger.listings import balance_listing, income_listing
from coopadmin.ledger.papers import (
    Printing,
    annual_accounts,
    balance_paper,
    filing_paper,
    income_paper,
)
from coopadmin.ledger.report import difference, figure, rounding
from coopadmin.paper import Built
from tests.ledger.sample import FACTS, account, placed, section
from tests.paper import pdf

ENGLISH = Printing("en")


def said(built: Built) -> str:
    assert built.problems == ()
    return pdf.text(built.pdf)


@pytest.mark.parametrize("large", [False, True])
def test_the_annual_accounts_hold_every_part(large: bool) -> None:
    text = said(annual_accounts(FACTS, Printing("nl", large=large)))
    for part in (
        "Balans op 31 december 2025, vóór resultaatbestemming",
        "Totaal activa 39.772 35.482",
        "Totaal passiva 39.772 35.482",
        "Voorstel bestemming resultaat",
        "Staat van baten en lasten 2025",
        "Totaal baten 67.840 65.600 + 2.240 62.814 67.530",
        "Totaal lasten 65.088 65.000 + 88 60.880 67.010",
        "Resultaat 2025 2.752 600 + 2.152 1.934 520",
        "Per activiteit 2025",
        "Zonder activiteit",
        "Vervanging dorpsbus 7.000 1.000 – 8.000",
        "Om de bus in 2030 te vervangen. Ten hoogste € 20.000. Besluit: ALV-2021-03.",
        "Het eigen vermogen is € 26.020. Dat is 40% van de lasten van een jaar.",
        "Anneke de Roos",
        "Hanneke Brouwer (Penningmeester) tekent niet: zij is langdurig ziek",
        "Reden als een handtekening ontbreekt:",
    ):
        assert part in text


def test_the_head_of_the_sheet_says_whether_the_result_is_appropriated() -> None:
    before = said(balance_paper(FACTS, ENGLISH))
    after = said(balance_paper(replace(FACTS, appropriated=True), ENGLISH))
    assert "before appropriation of the result" in before
    assert "after appropriation of the result" not in before
    assert "after appropriation of the result" in after


@pytest.mark.parametrize(
    ("micro", "left_out", "there"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_accruals_that_a_micro_legal_person_leaves_out_are_told_below_the_sheet(
    micro: bool, left_out: bool, there: bool
) -> None:
    facts = replace(FACTS, micro=micro, accruals_left_out=left_out)
    assert ("BW 2:395a(3)" in said(balance_paper(facts, ENGLISH))) == there


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (YearState(), "Draft: the book year is still open"),
        (YearState("closed"), "not yet adopted by the general meeting"),
        (
            YearState("adopted", "ALV-2026-04", date(2026, 5, 28)),
            "Adopted by the general meeting on 28 May 2026, resolution ALV-2026-04",
        ),
    ],
)
def test_the_accounts_say_how_far_they_are(state: YearState, sentence: str) -> None:
    assert sentence in said(annual_accounts(replace(FACTS, state=state), ENGLISH))


def test_a_first_year_has_no_column_of_income_before_it_but_its_opening_balance() -> None:
    facts = replace(FACTS, income_before="")
    assert "2024" not in said(income_paper(facts, ENGLISH))
    assert "39,772 35,482" in said(balance_paper(facts, ENGLISH))


def test_without_a_budget_there_is_neither_its_column_nor_a_difference() -> None:
    lines = tuple(replace(line, budget=None, ahead=None) for line in FACTS.by_kind.income)
    bare = IncomeStatement(lines, ())
    text = said(income_paper(replace(FACTS, by_kind=bare, by_activity=bare), ENGLISH))
    assert "Budget" not in text
    assert "Difference" not in text


def test_text_of_people_is_printed_as_it_stands() -> None:
    name = '<b>&"</b>'
    odd = IncomeLine("7", name, Money(137600), Money(96700))
    facts = replace(
        FACTS,
        by_activity=IncomeStatement((odd, replace(odd, key="8")), ()),
        directors=(Signatory(name, "chair", name),),
    )
    text = said(annual_accounts(facts, ENGLISH))
    assert text.count(name) >= 3


def test_a_line_that_is_called_as_its_section_is_told_by_its_accounts() -> None:
    loans = section(
        "long_debts", placed("long_debts", account("08801", "Loans of members", "0", "9"))
    )
    sheet = replace(FACTS.sheet, funding=(*FACTS.sheet.funding, loans))
    (first, *rest) = sheet.assets
    more = section("fixed", *first.lines, placed("financial", account("1", "Lent", "0", "9")))
    facts = replace(FACTS, sheet=replace(sheet, assets=(more, *rest)))
    text = said(balance_paper(facts, ENGLISH))
    assert "Long-term debts Loans of members – 9" in text
    assert text.count("Long-term debts") == 1


def test_cents_that_are_rounded_away_are_told_where_sums_are_off() -> None:
    assert rounding([[Money(40), Money(40), Money(40)]]) != []
    assert rounding([[Money(100), Money(200)]]) == []
    assert "3 euros" in rounding([[Money(40)] * 8])[0]


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(0, "–"), (30, "0"), (-30, "0"), (123450, "1,234"), (-123450, "−\u00a01,234")],
)
def test_a_figure_is_in_whole_euros_and_a_dash_for_nothing(cents: int, shown: str) -> None:
    assert figure(Money(cents)) == shown


@pytest.mark.parametrize(
    ("cents", "shown"), [(0, "0"), (20, "0"), (5000, "+\u00a050"), (-5000, "−\u00a050")]
)
def test_a_difference_has_its_sign_unless_it_rounds_to_nothing(cents: int, shown: str) -> None:
    assert difference(Money(cents)) == shown


def test_the_sheet_for_filing_has_every_line_of_the_micro_balance_sheet() -> None:
    lines = {token: (now.cents, before.cents) for token, _label, now, before in micro_lines(FACTS)}
    assert lines == {
        "fixed": (960000, 1200000),
        "current": (3017200, 2348200),
        "assets": (3977200, 3548200),
        "equity": (2602000, 2326800),
        "provisions": (0, 0),
        "long_debts": (0, 0),
        "short_debts": (1375200, 1221400),
        "funding": (3977200, 3548200),
    }
    text = said(filing_paper(FACTS, Printing("nl"), "0,6"))
    for part in ("Vergelijk met het formulier van de KvK", "Coöperatie U.A.", "0,6", "00000000"):
        assert part in text
    large = said(filing_paper(replace(FACTS, micro=False), Printing("nl"), ""))
    assert "geen microrechtspersoon" in large
    assert "geen microrechtspersoon" not in text
    assert "Personeel in fte, gemiddeld" in said(filing_paper(FACTS, Printing("nl"), ""))


def test_a_workbook_has_the_cents_and_the_accounts_behind_every_line() -> None:
    groups = {group.name: group for group in balance_listing(FACTS).groups()}
    cells = [cell.value for line in groups["Current assets"].lines for cell in line]
    assert Money(18360) in cells
    assert "10101" in cells
    assert [cell.value for cell in groups["Total assets"].lines[0]][-2:] == [
        Money(3977200),
        Money(3548200),
    ]
    income = {group.name for group in income_listing(FACTS).groups()}
    assert {"Income", "Expenditure", "Total income", "Result 2025"} <= income


@pytest.mark.parametrize("print_it", [annual_accounts, balance_paper, income_paper])
@pytest.mark.parametrize(
    "wrong",
    [
        replace(FACTS, sheet=replace(FACTS.sheet, assets=FACTS.sheet.assets[:1])),
        replace(FACTS, by_activity=IncomeStatement((), ())),
        replace(FACTS, reserves=(replace(FACTS.reserves[0], added=Money(1)),)),
    ],
    ids=["sides", "results", "reserves"],
)
def test_nothing_is_printed_that_does_not_agree(
    print_it: Callable[[StatementFacts, Printing], Built], wrong: StatementFacts
) -> None:
    with pytest.raises(Refused) as refusal:
        print_it(wrong, ENGLISH)
    assert {problem.code for problem in refusal.value.problems} == {"statements.sums"}
