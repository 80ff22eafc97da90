"""A list read twice changes nothing the second time, whatever it holds."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from coopadmin.formats.headings import propose_mapping
from coopadmin.formats.sheet import build_sheet
from coopadmin.members.importing import Deed, ListImport, Prepared, prepare_import
from coopadmin.members.kinds import ListKind
from coopadmin.members.matching import KnownMembership, KnownPerson

TODAY = date(2026, 3, 3)
HEADINGS = (
    "Lidnummer",
    "Roepnaam",
    "Achternaam",
    "Straat",
    "Huisnummer",
    "Postcode",
    "E-mail",
    "Telefoon",
    "Geboortedatum",
    "Lid sinds",
    "Lid tot",
    "Soort lid",
    "Overleden",
)
KINDS = [ListKind(1, "Persoonlijk", False, True), ListKind(2, "Huishouden", True, True)]
MADE = ListKind(3, "Erelid", False, True)

words = st.text("abcdeëijvan '-.", min_size=1, max_size=12).filter(
    lambda text: any(letter.isalpha() for letter in text)
)
days = st.dates(date(1930, 1, 1), TODAY).map(lambda day: day.strftime("%d-%m-%Y"))


def cell(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), text)


lines = st.tuples(
    cell(words),
    words,
    cell(words),
    cell(st.sampled_from(["1", "12a", "3-II", "x"])),
    cell(st.sampled_from(["1234AB", "9999 ZZ", "B-2000"])),
    cell(st.sampled_from(["a@x.nl", "b@x.nl", "geen"])),
    cell(st.sampled_from(["06-12345678", "0343-123456", "bellen"])),
    cell(days),
    cell(st.one_of(days, st.sampled_from(["2019", "1-1-2020"]))),
    cell(st.sampled_from(["31-12-2025", "31-12-2027"])),
    cell(st.sampled_from(["gezin", "Persoonlijk", "Erelid"])),
    cell(days),
)


def prepared(
    rows: list[tuple[str, ...]], known: list[KnownPerson], number: int, *more: ListKind
) -> Prepared:
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADINGS, *rows])
    stream.seek(0)
    sheet = build_sheet([(line, row) for line, row in enumerate(csv.reader(stream), 1)], "x.csv")
    wanted = ListImport(sheet, propose_mapping(sheet))
    return prepare_import(wanted, known, [*KINDS, *more], date(2025, 12, 31), number, TODAY)


def stored(deeds: tuple[Deed, ...]) -> list[KnownPerson]:
    """The people and memberships as the file would hold them afterwards."""
    kinds: dict[int | str, int] = {1: 1, 2: 2, MADE.name: MADE.id}
    people = []
    for place, deed in enumerate(deeds, 1):
        assert deed.person is not None
        memberships: list[Any] = []
        if deed.membership is not None:
            part = deed.membership
            assert deed.number is not None
            kind = kinds[part.kind]
            memberships.append(
                KnownMembership(
                    place, deed.number, kind, part.since, part.since_estimated, part.until
                )
            )
        people.append(KnownPerson(place, deed.person, tuple(memberships)))
    return people


BARE = ("", "a", "", "", "", "a@x.nl", "", "", "", "", "", "")
BACKWARDS = (*BARE[:8], "02-01-2000", "", "", "01-01-2000")


@given(st.lists(lines, max_size=8))
@example([BACKWARDS, BARE])
def test_a_numbered_list_read_twice_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    numbered = [(str(number), *row) for number, row in enumerate(rows, 1)]
    if not numbered:
        return
    first = prepared(numbered, [], 1)
    again = prepared(numbered, stored(first.deeds), 100, MADE)
    assert len(first.plan.lines) == len(again.plan.lines) == len(numbered)
    for before, after in zip(first.plan.lines, again.plan.lines, strict=True):
        if before.outcome == "added" and before.number is not None:
            assert after.outcome == "unchanged", (before, after)
            assert after.number == before.number
        elif before.outcome == "refused":
            assert after.outcome == "refused"
        assert after.outcome != "changed"


@given(st.lists(lines, max_size=8))
def test_every_line_has_one_outcome_and_no_number_is_given_twice(
    rows: list[tuple[str, ...]],
) -> None:
    if not rows:
        return
    plan = prepared([("", *row) for row in rows], [], 5).plan
    assert plan.read == sum(plan.counts.values()) == len(rows)
    numbers = [line.number for line in plan.lines if line.number is not None]
    assert numbers == list(range(5, 5 + len(numbers)))
