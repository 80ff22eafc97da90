"""The report on paper: what its sentences say of every kind of year, and that it holds together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from coopadmin.activities.queries import ActivityRow, Lead
from coopadmin.annual.chapters import CHAPTERS
from coopadmin.annual.facts import Standing, YearFacts
from coopadmin.annual.queries import facts_of_year
from coopadmin.annual.report import PrintedReport, annual_report
from coopadmin.annual.rules import SECTIONS
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.facts import IncomeStatement
from coopadmin.meetings.queries import DecisionRow
from coopadmin.members.facts import KindFacts
from coopadmin.store import Books
from tests.ledger.sample import FACTS
from tests.paper import pdf

NOTHING: Mapping[str, str] = {}
LONG = "Wilhelmina Johanna van Oldenbarneveldt-van den Heuvel tot Bergambacht"


GROWN = (
    "Eind 2025 waren er 312 leden. Dat is 16 meer dan eind 2024."
    " Er kwamen 27 leden bij en er vertrokken elf leden."
)


def page(made: PrintedReport, section: str) -> str:
    return pdf.page(made.pdf, made.page_of[section])


def contents(facts: YearFacts, language: str = "en") -> str:
    """The page with the contents: between header and footer it says what this report is."""
    return page(annual_report(facts, NOTHING, language), "contents")


def test_the_same_facts_give_the_same_bytes(facts: YearFacts) -> None:
    texts = {"preface": "Een jaar."}
    assert annual_report(facts, texts, "nl").pdf == annual_report(facts, texts, "nl").pdf


def test_every_place_to_write_in_is_a_chapter() -> None:
    assert list(SECTIONS) == [section.key for section in CHAPTERS]


def test_the_contents_bookmarks_and_pages_agree(facts: YearFacts) -> None:
    texts = {"preface": "Lang.\n\n" + "Een zin van het bestuur. " * 600, "outlook": "Meer."}
    made = annual_report(facts, texts, "en")
    reader = PdfReader(BytesIO(made.pdf))
    assert len(reader.pages) == made.pages
    starts = {
        str(entry.title).lstrip("0123456789 "): reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }
    assert starts["Members"] == made.page_of["members"] - 1 > 5
    assert starts["Looking ahead"] == made.page_of["outlook"] - 1
    assert f"ten years {made.page_of['members']}" in page(made, "contents")
    assert page(made, "members").find("Members") > 0


def test_what_the_board_wrote_is_printed_as_it_stands(facts: YearFacts) -> None:
    wrote = 'Dank aan <b>allen</b> & "vrienden" =1+1'
    made = annual_report(facts, dict.fromkeys(SECTIONS, wrote), "nl")
    together = pdf.together(made.pdf)
    assert together.count("".join(wrote.split())) == len(SECTIONS)


def test_a_missing_preface_is_a_visible_frame(facts: YearFacts) -> None:
    without = page(annual_report(facts, NOTHING, "en"), "preface")
    assert "Here comes the preface" in without
    written = page(annual_report(facts, {"preface": "There it is."}, "en"), "preface")
    assert "Here comes the preface" not in written


def test_signs_that_no_font_has_are_told(facts: YearFacts) -> None:
    made = annual_report(facts, {"preface": "Bus \U0001f68c"}, "nl")
    assert [problem.code for problem in made.problems] == ["paper.sign_missing"]


def test_nothing_is_printed_that_does_not_add_up(facts: YearFacts) -> None:
    spoiled = replace(facts, members=replace(facts.members, left=2))
    with pytest.raises(Refused) as refused:
        annual_report(spoiled, NOTHING, "nl")
    assert {problem.code for problem in refused.value.problems} == {
        "report.members",
        "report.parts",
    }


# ------------------------------------------------------------------------------ its state


def test_the_header_says_where_the_report_stands(facts: YearFacts) -> None:
    assert "Draft for the general meeting of 28 May 2026" in contents(facts)
    assert "Draft" in contents(replace(facts, standing=Standing()))
    adopted = contents(replace(facts, standing=Standing(date(2026, 5, 28), "ALV-2026-03")))
    assert "Adopted on 28 May 2026 (ALV-2026-03)" in adopted
    assert "Draft" not in adopted


def test_figures_of_a_running_year_are_provisional(books: Books) -> None:
    told = contents(books.ask(facts_of_year, "2026"))
    assert "Provisional figures" in told
    assert "The year has not ended yet" in told


def test_the_footer_says_how_fresh_the_figures_are(facts: YearFacts) -> None:
    assert "Figures from the administration, as of 3 March 2026" in contents(facts)


# ------------------------------------------------------------------------------ every kind of year


def test_a_year_without_anything_says_so_and_leaves_out_empty_chapters(books: Books) -> None:
    empty = replace(books.ask(facts_of_year, "2012"), activities=())
    made = annual_report(empty, NOTHING, "en")
    told = pdf.text(made.pdf)
    for sentence in (
        "There were no members in 2012.",
        "No contribution was charged for 2012.",
        "No general meeting was held in 2012.",
        "No board members are recorded for 2012.",
    ):
        assert sentence in told
    assert not {"hours", "activities", "outlook"} & set(made.page_of)
    written = annual_report(empty, {"hours": "We did not count."}, "en")
    assert "No volunteer hours were recorded for 2012." in page(written, "hours")


def with_members(facts: YearFacts, start: int, joined: int, left: int) -> YearFacts:
    end = start + joined - left
    members = replace(
        facts.members,
        start=start,
        joined=joined,
        left=left,
        end=end,
        by_kind=(KindFacts("Personal", start, joined, left, end),),
        reasons=(("unknown", left),) if left else (),
    )
    return replace(facts, members=members, years=())


@pytest.mark.parametrize(
    ("start", "joined", "left", "sentence"),
    [
        (
            296,
            27,
            11,
            GROWN,
        ),
        (0, 1, 0, "Eind 2025 was er één lid. Er kwam één lid bij."),
        (2, 0, 1, "Eind 2025 was er één lid. Dat is 1 minder dan eind 2024. Er vertrok één lid."),
        (2, 0, 0, "Eind 2025 waren er 2 leden. Dat is evenveel als eind 2024."),
        (1, 0, 1, "Eind 2025 waren er 0 leden. Dat is 1 minder dan eind 2024. Er vertrok één lid."),
    ],
)
def test_the_outcome_for_members_is_good_dutch(
    facts: YearFacts, start: int, joined: int, left: int, sentence: str
) -> None:
    made = annual_report(with_members(facts, start, joined, left), NOTHING, "nl")
    assert sentence in page(made, "members")


@pytest.mark.parametrize(
    ("paid", "sentence"),
    [
        (58_375, "All of it was paid."),
        (0, "Nothing of it has been paid yet."),
        (58_300, "Of that, € 0.75 is still open."),
        (58_500, "€ 1.25 more than that was paid."),
    ],
)
def test_what_became_of_the_contributions_is_contents(
    facts: YearFacts, paid: int, sentence: str
) -> None:
    year = facts.contributions
    kind = replace(year.by_kind[0], count=21, charged=year.charged, paid=Money(paid))
    changed = replace(year, paid=Money(paid), by_kind=(kind,))
    made = annual_report(replace(facts, contributions=changed), NOTHING, "en")
    assert sentence in page(made, "contributions")


def test_hours_without_a_year_before_have_a_share_instead_of_a_difference(
    facts: YearFacts,
) -> None:
    hours = replace(
        facts.hours,
        previous_total=Duration(),
        by_activity=tuple(replace(each, previous=Duration()) for each in facts.hours.by_activity),
    )
    before = replace(facts.before, hours=None, volunteers=None)
    made = annual_report(replace(facts, hours=hours, before=before), NOTHING, "en")
    told = page(made, "hours")
    assert "Share" in told
    assert "Difference" not in told
    assert "more than" not in told


def test_a_total_that_was_typed_in_is_marked(facts: YearFacts) -> None:
    hours = replace(
        facts.hours,
        previous_total=Duration(),
        by_activity=tuple(replace(each, previous=Duration()) for each in facts.hours.by_activity),
    )
    before = replace(facts.before, hours=Duration(12_000), typed=frozenset({"hours"}))
    made = annual_report(replace(facts, hours=hours, before=before), NOTHING, "en")
    told = page(made, "hours")
    assert "The total of 2024 was typed in" in told
    assert "Total 342.5 200.0 + 142.5 10" in told
    assert "Dorpsbus 161.5 4" in told


def test_people_without_names_and_what_was_counted_are_told(facts: YearFacts) -> None:
    made = annual_report(facts, NOTHING, "en")
    told = page(made, "hours")
    assert "24 hours are of people without names, 12 times" in told
    assert "not among the volunteers" in told
    counted = page(made, "activities")
    assert "Dorpsbus Rides 318 318 300 106%" in counted
    assert "Dorpsbus Hours 162 127 150 108%" in counted
    only = replace(facts.hours, volunteers=0)
    assert "Groups without names worked 343 hours" in page(
        annual_report(replace(facts, hours=only), NOTHING, "en"), "hours"
    )


def test_a_year_that_was_typed_in_bears_a_star(facts: YearFacts) -> None:
    told = page(annual_report(facts, NOTHING, "en"), "members")
    assert "2018*" in told
    assert "2024*" not in told
    assert "A year with * was typed in" in told


def test_the_contents_say_which_days_the_book_year_has(facts: YearFacts) -> None:
    assert "Boekjaar 2025: van 1 januari 2025 tot en met 31 december 2025." in contents(facts, "nl")


# ------------------------------------------------------------------------------ much of everything


@pytest.fixture
def crowded(facts: YearFacts) -> YearFacts:
    """Forty resolutions, fifteen activities, names that fill a line, fifteen directors."""
    meeting = facts.meetings.meetings[0]
    decisions: tuple[DecisionRow, ...] = tuple(
        replace(
            meeting.decisions[0],
            number=f"ALV-2025-{number:02d}",
            text="Het bestuur mag verder met het voorstel over de tweede bus. " * (1 + number % 4),
            votes_invalid=number % 2,
            outcome="accepted" if number % 3 else "rejected",
        )
        for number in range(1, 41)
    )
    names = [f"{LONG} {number}" for number in range(15)]
    activities = tuple(
        ActivityRow(
            number, f"Activiteit {name}", "other", "Dat het goed gaat. " * 6, LONG, None, None,
            tuple(Lead(place, each) for place, each in enumerate(names[:3])),
        )
        for number, name in enumerate(names)
    )  # fmt: skip
    by_activity = tuple(
        replace(facts.hours.by_activity[0], activity=each.name, worked=Duration(100 + each.id))
        for each in activities
    )
    total = Duration.total(each.worked for each in by_activity)
    months = [replace(each, worked=Duration()) for each in facts.hours.by_month]
    months[6] = replace(months[6], worked=total)
    previous = Duration.total(each.previous for each in by_activity)
    officers = tuple(
        replace(facts.officers[0], term_id=place, person_id=place, name=name)
        for place, name in enumerate(names)
    )
    return replace(
        facts,
        cooperative=replace(facts.cooperative, name=f"Coöperatie {LONG} {LONG} U.A."),
        activities=activities,
        hours=replace(
            facts.hours,
            total=total,
            by_activity=by_activity,
            by_month=tuple(months),
            previous_total=previous,
        ),
        before=replace(facts.before, hours=previous),
        meetings=replace(
            facts.meetings,
            meetings=(replace(meeting, title=LONG, decisions=decisions),),
            other_decisions=(replace(decisions[0], number="BESTUUR-2025-01", votes_for=None),),
        ),
        officers=officers,
        directors=officers,
    )


@pytest.mark.parametrize(("language", "large"), [("nl", False), ("en", True)])
def test_nothing_is_lost_or_falls_off_the_paper_when_there_is_much_of_it(
    crowded: YearFacts, language: str, large: bool
) -> None:
    made = annual_report(crowded, NOTHING, language, large=large)
    pieces = [piece for sheet in pdf.all_placed(made.pdf)[1:] for piece in sheet]
    together = "".join("".join(piece.words.split()) for piece in pieces)
    for number in range(1, 41):
        assert f"ALV-2025-{number:02d}" in together
    for number in range(15):
        # In the table, as a lead, in the chart and on a line to sign on.
        assert together.count(f"Bergambacht{number}") >= 4
    for piece in pieces:
        assert 20 < piece.x < 575, piece
        assert 20 < piece.y < 825, piece


def test_directors_who_hold_two_offices_sign_once(facts: YearFacts) -> None:
    chair = facts.directors[0]
    twice = (chair, replace(chair, office="treasurer"))
    told = page(annual_report(replace(facts, directors=twice), NOTHING, "en"), "signatures")
    assert told.count("Anneke de Roos") == 1
    assert "Chair and treasurer" in told


def test_without_directors_there_are_empty_lines_to_sign_on(facts: YearFacts) -> None:
    told = page(annual_report(replace(facts, directors=()), NOTHING, "en"), "signatures")
    assert told.count("Name") == 3


def test_the_chapter_on_money_is_there_as_soon_as_the_year_has_books(facts: YearFacts) -> None:
    assert "finances" not in annual_report(facts, NOTHING, "nl").page_of
    made = annual_report(replace(facts, books=FACTS), NOTHING, "nl")
    told = page(made, "finances")
    assert "We ontvingen € 67.840 en gaven € 65.088 uit. Er bleef € 2.752 over." in told
    assert "Totaal baten 67.840 65.600 + 2.240 62.814 67.530" in told
    whole = pdf.text(made.pdf)
    assert "Balans op 31 december 2025, vóór resultaatbestemming" in whole
    assert "Vervanging dorpsbus 7.000 1.000 – 8.000" in whole
    assert "Rekeningen achter de regels" not in whole


@pytest.mark.parametrize(
    ("income", "sentence"),
    [("65088,20", "Dat kwam precies uit."), ("60000", "We kwamen € 5.088 tekort.")],
)
def test_the_lead_on_money_says_the_outcome(facts: YearFacts, income: str, sentence: str) -> None:
    (first, *_rest) = FACTS.by_kind.income
    own = IncomeStatement(
        (replace(first, now=Money.parse(income), accounts=()),), FACTS.by_kind.expenses
    )
    books = replace(FACTS, by_kind=own, by_activity=own)
    assert sentence in page(annual_report(replace(facts, books=books), NOTHING, "nl"), "finances")


def test_books_that_do_not_agree_are_not_printed(facts: YearFacts) -> None:
    wrong = replace(FACTS, sheet=replace(FACTS.sheet, funding=FACTS.sheet.funding[:1]))
    with pytest.raises(Refused) as refusal:
        annual_report(replace(facts, books=wrong), NOTHING, "nl")
    assert {problem.code for problem in refusal.value.problems} == {"statements.sums"}
