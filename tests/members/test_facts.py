"""The figures of a year, whatever the memberships are."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coopadmin.cooperative.bookyears import BookYears, exceptional_year
from coopadmin.members.facts import MembersFacts, MembershipSpan, count_year
from coopadmin.members.rules import END_REASONS

LONG_AGO = date(1900, 1, 1)
KINDS = ("Personal", "Household", "Organisation")
CALENDAR = BookYears(1)
MOVED = BookYears(7, (exceptional_year(date(2024, 1, 1), date(2024, 6, 30)),))


def span(since: str, until: str | None = None, **more: object) -> MembershipSpan:
    fields: dict[str, object] = {
        "kind": "Personal",
        "end_reason": "by-member" if until else "",
        "persons_covered": 1,
        "since_estimated": False,
    }
    last = date.fromisoformat(until) if until else None
    return MembershipSpan(date.fromisoformat(since), last, **(fields | more))  # type: ignore[arg-type]


def count(*spans: MembershipSpan, known_from: date = LONG_AGO) -> MembersFacts:
    year = CALENDAR.on(date(2026, 1, 1))
    return count_year(spans, year, CALENDAR, KINDS, known_from)


def test_the_first_day_of_the_year_joins_and_the_last_day_leaves() -> None:
    facts = count(
        span("2025-12-31"),
        span("2026-01-01"),
        span("2026-12-31"),
        span("2020-01-01", "2026-12-31"),
        span("2020-01-01", "2026-01-01", end_reason="death"),
        span("2020-01-01", "2025-12-31"),
        span("2027-01-01"),
        span("2026-03-01", "2026-12-31"),
    )
    assert (facts.start, facts.joined, facts.left, facts.end) == (3, 3, 3, 3)
    assert facts.reasons == (("by-member", 2), ("death", 1))


def test_persons_covered_are_a_second_figure() -> None:
    family = span("2020-01-01", kind="Household", persons_covered=4)
    facts = count(span("2020-01-01", since_estimated=True), family)
    assert (facts.end, facts.persons, facts.estimated) == (2, 5, 1)
    assert [(kind.kind, kind.end) for kind in facts.by_kind] == [("Personal", 1), ("Household", 1)]


def test_earlier_year_ends_go_back_as_far_as_the_file_knows() -> None:
    spans = [span("2010-01-01"), span("2024-05-01", "2025-06-30")]
    ends = count(*spans, known_from=date(2024, 12, 31)).ends
    assert [(end.label, end.members) for end in ends] == [("2024", 2), ("2025", 1), ("2026", 1)]
    assert len(count(*spans).ends) == 10


@st.composite
def spans(draw: st.DrawFn) -> MembershipSpan:
    since = draw(st.dates(date(2019, 1, 1), date(2029, 12, 31)))
    days = draw(st.one_of(st.none(), st.integers(0, 1500)))
    return MembershipSpan(
        since,
        None if days is None else since + timedelta(days=days),
        draw(st.sampled_from(KINDS)),
        "" if days is None else draw(st.sampled_from(sorted(END_REASONS))),
        draw(st.integers(1, 5)),
        draw(st.booleans()),
    )


@given(
    members=st.lists(spans(), max_size=40),
    day=st.dates(date(2019, 1, 1), date(2031, 12, 31)),
    years=st.sampled_from([CALENDAR, MOVED]),
)
def test_start_and_joined_less_left_are_the_end_and_the_next_start(
    members: list[MembershipSpan], day: date, years: BookYears
) -> None:
    year = years.on(day)
    facts = count_year(members, year, years, KINDS, LONG_AGO)
    assert facts.start + facts.joined - facts.left == facts.end
    for kind in facts.by_kind:
        assert kind.start + kind.joined - kind.left == kind.end
    assert sum(kind.end for kind in facts.by_kind) == facts.end
    assert sum(number for _reason, number in facts.reasons) == facts.left
    following = count_year(members, years.after(year), years, KINDS, LONG_AGO)
    assert following.start == facts.end == following.ends[-2].members
