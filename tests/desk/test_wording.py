"""Every audited table, column and token has a word, and values are written as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from coopadmin.desk.changed import HIDDEN, Cell, ChangedRow
from coopadmin.desk.wording.values import _OTHER, _TOKENS, heading_of, lines_of, shown
from coopadmin.desk.wording.words import TABLES
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.store.audit import models
from coopadmin.tables import metadata

AUDITED = sorted(name for name, model in models().items() if model.audited)


def test_every_audited_table_has_words_and_no_other() -> None:
    assert sorted(TABLES) == AUDITED


@pytest.mark.parametrize("table", AUDITED)
def test_every_column_has_a_word(table: str) -> None:
    columns = {column.key for column in metadata.tables[table].columns} - HIDDEN
    assert set(TABLES[table].columns) == columns


def test_every_column_with_tokens_exists() -> None:
    known = {(name, column) for name, words in TABLES.items() for column in words.columns}
    assert set(_TOKENS) | set(_OTHER) <= known


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("person", "note", "", "–"),
        ("person", "birth_year", 1950, "1950"),
        ("person", "birth_date", date(1950, 3, 1), "1 Mar 1950"),
        ("settlement", "amount", Money(123450), "€\u00a01,234.50"),
        ("hour_entry", "worked", Duration(150), "2.5 hours"),
        ("hour_entry", "estimated", True, "yes"),
        ("membership", "number", 31, "0031"),
        ("cooperative", "legal_form", "cooperatie-ua", "Cooperative U.A."),
        ("cooperative", "year_begins_in", 9, "September"),
        ("statutes_profile", "amendment_majority", "2/3", "two thirds"),
        ("statutes_profile", "quorum", "50", "50 members"),
        ("term_of_office", "office", "beheerder", "beheerder"),
        ("dated_rate", "code", "travel.kilometre", "Travel by car, per kilometre"),
    ],
)
def test_a_value_is_written_as_people_read_it(
    table: str, column: str, value: object, words: str
) -> None:
    assert shown(table, column, value) == words


def test_a_rate_is_written_in_the_unit_of_its_code() -> None:
    cells = (Cell("code", None, "travel.kilometre"), Cell("value", None, 23))
    lines = lines_of(ChangedRow("dated_rate", "", "insert", cells), 0)
    assert [(line.label, line.became) for line in lines][1] == ("Value", "€\u00a00.23")


def test_a_row_is_called_by_its_name_where_it_has_one() -> None:
    assert heading_of(ChangedRow("person", "Wim Terpstra", "update", ())) == "Person: Wim Terpstra"
    assert heading_of(ChangedRow("hour_entry", "", "insert", ())) == "Hours"
