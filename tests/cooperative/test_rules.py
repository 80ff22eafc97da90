"""The name of a legal person by BW 2:54, and what statutes may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coopadmin.cooperative.names import check_name
from coopadmin.cooperative.rules import (
    NewCooperative,
    NewStatutes,
    check_new_cooperative,
    check_statutes,
    is_majority,
    is_quorum,
)

TODAY = date(2026, 3, 3)
STATUTES = NewStatutes(valid_from=date(2020, 1, 1))


def codes(problems: object) -> list[str]:
    return [problem.code for problem in problems]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "legal_form"),
    [
        ("Zorgcoöperatie Beemdervelde U.A.", "cooperatie-ua"),
        ("COÖPERATIE BEEMDERVELDE UA", "cooperatie-ua"),
        ("Coo\u0308peratieve Vereniging Beemdervelde b. a.", "cooperatie-ba"),
        ("Co-operatie Beemdervelde W.A", "cooperatie-wa"),
        ("Cooperatief Beemdervelde u . a .", "cooperatie-ua"),
        ("Energiecoo\u00adperatie Beemdervelde (U.A.)", "cooperatie-ua"),
        ("Landbouwkoöperatie Beemdervelde W.A.", "cooperatie-wa"),
        ("Dorpsvereniging Beemdervelde", "vereniging"),
        ("Zorgzaam Beemdervelde", "geen"),
        ("Stichting Banaba", "stichting"),
        ("Vereniging USA", "vereniging"),
    ],
)
def test_every_usual_spelling_of_a_right_name_is_accepted(name: str, legal_form: str) -> None:
    assert codes(check_name(name, legal_form)) == []


@pytest.mark.parametrize(
    ("name", "legal_form", "code"),
    [
        ("Zorg Beemdervelde U.A.", "cooperatie-ua", "cooperative.name_word"),
        ("Zorgcoöperatie Beemdervelde", "cooperatie-ua", "cooperative.name_ending"),
        ("Zorgcoöperatie Okuwa", "cooperatie-wa", "cooperative.name_ending"),
        ("Coöperatie U.A. Beemdervelde", "cooperatie-ua", "cooperative.name_ending"),
        ("Coöperatie Beemdervelde u.a.", "cooperatie-ba", "cooperative.name_other_ending"),
        ("Vereniging Beemdervelde U.A.", "vereniging", "cooperative.name_not_ours"),
        ("Stichting Beemdervelde wa", "stichting", "cooperative.name_not_ours"),
        (" \u00a0", "geen", "cooperative.name_empty"),
    ],
)
def test_a_name_against_the_law_says_what_is_wrong(name: str, legal_form: str, code: str) -> None:
    assert codes(check_name(name, legal_form)) == [code]


def test_all_problems_of_a_new_cooperative_are_told_at_once() -> None:
    wrong = NewCooperative(
        name="",
        legal_form="bv",
        kind="winkel",
        year_begins_in=13,
        founded_on=date(26, 1, 1),
        chamber_number="123",
        email="bestuur",
        iban="NL00BANK0123456789",
    )
    assert {problem.field for problem in check_new_cooperative(wrong, TODAY)} == {
        "name",
        "legal_form",
        "kind",
        "year_begins_in",
        "founded_on",
        "chamber_number",
        "email",
        "iban",
    }


def test_a_change_of_statutes_is_announced_a_week_ahead_unless_there_are_no_members_by_law() -> (
    None
):
    short = replace(STATUTES, amendment_convocation_days=6)
    assert codes(check_statutes(short, "cooperatie-ua")) == ["statutes.amendment_days"]
    assert codes(check_statutes(short, "vereniging-informeel")) == ["statutes.amendment_days"]
    assert codes(check_statutes(short, "stichting")) == []
    assert codes(check_statutes(STATUTES, "cooperatie-ua")) == []


def test_an_audit_committee_is_two_members_or_none() -> None:
    assert codes(check_statutes(replace(STATUTES, audit_committee_size=1), "vereniging")) == [
        "statutes.auditors"
    ]
    assert codes(check_statutes(replace(STATUTES, audit_committee_size=0), "vereniging")) == []


def test_every_wrong_field_of_the_statutes_is_named() -> None:
    wrong = replace(
        STATUTES,
        convocation_days=-1,
        termination_days=1000,
        majority="1/2",
        amendment_majority="5/4",
        quorum="half",
        amendment_quorum="0",
        tie_on_persons="chair",
        proxies_per_holder=-1,
        board_term_years=-4,
        board_terms=100,
    )
    assert {problem.field for problem in check_statutes(wrong, "cooperatie-ua")} == {
        "convocation_days",
        "termination_days",
        "majority",
        "amendment_majority",
        "quorum",
        "amendment_quorum",
        "tie_on_persons",
        "proxies_per_holder",
        "board_term_years",
        "board_terms",
    }


def test_a_majority_is_more_than_half_and_at_most_all() -> None:
    assert all(map(is_majority, ["absolute", "unanimous", "2/3", "3/4", "9/10", "3/5"]))
    assert not any(map(is_majority, ["", "1/2", "2/4", "4/3", "0/1", "2/3 ", "twee derde"]))


def test_a_quorum_is_nothing_a_part_or_a_number() -> None:
    assert all(map(is_quorum, ["", "1/2", "1/3", "3/3", "10"]))
    assert not any(map(is_quorum, ["3/2", "0", "-1", "²", "half"]))
